"""One table per file. Import this package and every table is known to `Base.metadata`."""

__all__: list[str] = []
