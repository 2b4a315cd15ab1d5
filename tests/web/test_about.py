"""What anybody may know and say: totals that show nobody, words without a name."""

from __future__ import annotations

import json
import os

import pytest
from sqlalchemy import select

from tests.desk import Desk, refused
from tests.holder import settled
from tests.web.mailbox_calls import Box
from wallet import feedback, totals
from wallet.crypto.address import mailbox_address
from wallet.crypto.bytes import b64
from wallet.errors import ConfigError
from wallet.limits import FEEDBACK_A_DAY
from wallet.models import Feedback, Vault
from wallet.organisation_command import run
from wallet.stats_command import said, stats
from wallet.sweep import sweep


def has_vaults(desk: Desk, count: int) -> None:
    """Besides those that are there; opened this month."""
    with desk.parts.database.write() as session:
        month = session.scalars(select(Vault.month)).first()
        session.add_all(
            Vault(id=os.urandom(16), auth_pub=bytes(32), catalogue=bytes(16), etag="e", month=month)
            for _ in range(count)
        )


def living(desk: Desk) -> object:
    told = desk.client.get("/v1/about").json
    assert told is not None
    return told["living"]


def test_few_wallets_are_not_told_and_many_only_by_tens(desk: Desk) -> None:
    settled(desk)
    assert living(desk) is None
    has_vaults(desk, 8)
    assert living(desk) is None
    has_vaults(desk, 1)
    assert living(desk) == 10
    has_vaults(desk, 9)
    assert living(desk) == 10
    has_vaults(desk, 1)
    assert living(desk) == 20
    desk.clock.forward(days=400)
    assert living(desk) is None, "nobody has opened one within twelve months"


def test_the_operator_says_who_they_are(desk: Desk) -> None:
    told = desk.client.get("/v1/about").json
    assert told is not None
    assert (told["operator"], told["authority_requests"], told["release"]) == ("", 0, None)


def test_words_are_kept_sealed_without_a_day_and_go_after_a_year(desk: Desk) -> None:
    words = "les boutons sont trop petits"
    assert desk.post("feedback", {"about": "wallet", "words": words}).status_code == 201
    with desk.parts.database.read() as session:
        [row] = session.scalars(select(Feedback))
        assert words.encode() not in row.words
        assert [one.text for one in feedback.read(session, desk.parts.at_rest)] == [words]
    desk.clock.forward(days=300)
    sweep(desk.parts)
    with desk.parts.database.read() as session:
        assert len(list(session.scalars(select(Feedback)))) == 1
    desk.clock.forward(days=130)
    sweep(desk.parts)
    with desk.parts.database.read() as session:
        assert list(session.scalars(select(Feedback))) == []


@pytest.mark.parametrize("words", ["", "x" * 1001, "a\u202eb", "bell\x07"])
def test_what_is_no_text_is_refused(desk: Desk, words: str) -> None:
    assert refused(desk.post("feedback", {"about": "help", "words": words}), 400, "bad_request")


def test_a_flood_of_words_is_slowed_down(desk: Desk) -> None:
    for _ in range(FEEDBACK_A_DAY):
        assert desk.post("feedback", {"about": "help", "words": "a"}).status_code == 201
    assert refused(desk.post("feedback", {"about": "help", "words": "a"}), 429, "slow_down")


def test_the_commands_read_what_the_server_keeps(desk: Desk) -> None:
    settled(desk)
    desk.post("feedback", {"about": "abuse", "words": "somebody\nfloods me"})
    config = desk.parts.config
    told = json.loads(stats(config))
    assert told["living_wallets"] == "fewer than 10"
    assert told["aims"] == {str(year): aim for year, aim in totals.AIMS.items()}
    assert told["store_answers"] is True
    [line] = said(config, drop=True)
    assert line.endswith("abuse: somebody\nfloods me")
    assert list(said(config, drop=False)) == []


def test_the_directory_has_organisations_by_name_that_the_operator_put_there(desk: Desk) -> None:
    box = Box(desk)
    box.is_made()
    address = mailbox_address(box.keys.id, box.keys.recipient)
    config = desk.parts.config
    for name in ("Straathoekwerk", "Infirmiers de rue"):
        run(config, "add", name, f"https://sacoche.example/d#{address}")
    told = desk.client.get("/v1/organisations").json
    assert told == {
        "organisations": [
            {"name": "Infirmiers de rue", "address": address, "keys": []},
            {"name": "Straathoekwerk", "address": address, "keys": []},
        ]
    }
    assert [one.name for one in run(config, "remove", "Straathoekwerk", "")] == ["Infirmiers de rue"]
    for name, wrong in (
        ("", address),
        ("a", "x"),
        ("Infirmiers de rue", address),
        ("b", b64(os.urandom(32))),
    ):
        with pytest.raises(ConfigError):
            run(config, "add", name, wrong)
    with pytest.raises(ConfigError):
        run(config, "remove", "nobody", "")
