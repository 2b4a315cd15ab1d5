"""Why an aim is missed: one sentence to each aim that was ever missed, shown only where it is."""

from __future__ import annotations

REASONS: dict[str, str] = {}
