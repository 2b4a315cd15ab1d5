"""The people of the stories, each at a browser of their own. Their methods are sentences.

No method reads a word of a page: the same story is told in every language.
"""

from __future__ import annotations

from tests.people_media import Recording
from tests.people_several import Several
from tests.people_worker import Worker

__all__ = ["Holder", "Worker"]


class Holder(Recording, Several):
    """Somebody with papers: records, shares, closes the rest, has several secrets."""
