"""The real server for tests: the processes that `wallet run` starts, and what a test holds of them."""
