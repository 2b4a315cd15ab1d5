"""WV1: keys and formats, the Python side; docs/format.md tells every byte."""
