"""The vectors, area by area; run by tools/vectors.py."""
