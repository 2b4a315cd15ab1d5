"""Soaks: `wallet run` under kills, load and bad clients, begun by hand with `./dev endure`."""
