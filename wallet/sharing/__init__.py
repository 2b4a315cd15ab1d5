"""Shares: a sealed manifest, doors to it, openings that are counted, and an end."""
