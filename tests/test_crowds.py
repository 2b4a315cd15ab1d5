"""One client stops nobody: slow and silent ones in front of the unmodified `wallet run`."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.crowd import Crowd, held_up, large, many_addresses, one_address, post
from tests.endure import shown
from tests.endure.ledger import Ledger
from tests.endure.served import Served, served
from tests.holder import settled
from wallet.crypto.bytes import b64

SMALL = {"threads": "4"}
BUCKET = 12
"""Of the body that slow readers ask for: more than the system's buffers take in."""
SOON = 5.0
"""Seconds; a server whose threads wait for clients answers after 29. `./dev endure clients` judges by 1."""
PHONE = 6250
"""Bytes a second of 50 kbit/s."""


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A few threads."""
    with served(tmp_path_factory.mktemp("crowds"), SMALL) as made:
        yield made


@pytest.fixture(scope="module")
def impatient(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The same, with a patience of one second."""
    with served(tmp_path_factory.mktemp("impatient"), SMALL | {"socket_timeout": "1"}) as made:
        yield made


def with_a_paper(server: Served) -> Crowd:
    """The clients of a server that keeps a large body."""
    paper = shown.put(Ledger(), settled(server.desk()), BUCKET).paper
    return Crowd(server.port, large({"id": b64(paper.id), "read": b64(paper.read)}))


@pytest.mark.parametrize("where", [one_address, many_addresses])
def test_four_times_as_many_bad_clients_as_threads_stop_nobody(
    server: Served, where: Callable[[int], str]
) -> None:
    bad = with_a_paper(server)
    kinds = [bad.half_head, bad.half_body, bad.slow_reader, bad.stays]
    waits = held_up(bad, kinds, 8, 2, where)
    assert max(waits) < SOON
    assert server.log() == ""


def test_a_phone_on_a_bad_line_is_served_longer_than_the_patience_lasts(impatient: Served) -> None:
    crowd = with_a_paper(impatient)
    body = b'{"door_id": "AAAAAAAAAAAAAAAAAAAAAQ"}'
    length = 3 * PHONE
    request = post("/v1/door/open", length) + body + b" " * (length - len(body))
    with ThreadPoolExecutor(1) as own:
        answer = own.submit(asyncio.run, crowd.phone("127.0.0.1", request, PHONE)).result()
    assert answer.startswith(b"HTTP/1.1 404 ")


def test_who_takes_nothing_is_cut_without_a_word_in_the_log(impatient: Served) -> None:
    crowd = with_a_paper(impatient)
    with ThreadPoolExecutor(1) as own, pytest.raises(ConnectionResetError):
        own.submit(asyncio.run, crowd.takes_nothing("127.0.0.1", 4)).result()
    assert impatient.log() == ""
