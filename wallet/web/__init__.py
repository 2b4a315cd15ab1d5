"""The web: thin blueprints that parse, call one service and answer. Only this package and app.py import Flask."""
