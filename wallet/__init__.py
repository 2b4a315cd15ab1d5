"""Sacoche: an electronic document wallet whose keys the person alone holds."""

VERSION = "0.1.0"
