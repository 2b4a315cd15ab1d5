"""A server behind a proxy of ours, which says from where a request comes."""

from __future__ import annotations

from contextlib import AbstractContextManager

import pytest

from tests.conftest import large_pair, new_bucket
from tests.desk import Desk
from tests.live import shared_desk


def behind_a_proxy(
    request: pytest.FixtureRequest, folder: pytest.TempPathFactory, **settings: str
) -> AbstractContextManager[Desk]:
    """On the pair of stores that the fixture's parameter names: embedded or scaled."""
    given = {"trusted_proxies": "1", **settings}
    if request.param == "scaled":
        bucket = new_bucket(request.getfixturevalue("seaweed"))
        made = (request.getfixturevalue("postgres"), request.getfixturevalue("postgres_tables"))
        given |= large_pair(*made, bucket)
    return shared_desk(folder.mktemp("proxied"), given)
