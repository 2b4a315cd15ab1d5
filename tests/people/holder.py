"""The people of the stories, each at a browser of their own. Their methods are sentences.

No method reads a word of a page: the same story is told in every language.
"""

from __future__ import annotations

from tests.people.media import Recording
from tests.people.several import Several


class Holder(Recording, Several):
    """Somebody with papers: records, shares, closes the rest, has several secrets."""
