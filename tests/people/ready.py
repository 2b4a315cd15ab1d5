"""Wallets that were made by hand once: a test whose holder only needs one begins with an unlock.

A ready wallet is what the server keeps of it, row by row, and what its holder keeps in mind. It is made in a
browser the first time that it is asked for, and kept for all test processes of a run. Every test server has
the same seed, so that the rows open on each of them.
"""

from __future__ import annotations

import json
import pickle
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from tests import live
from tests.node import ROOT
from tests.people.known import Known
from tests.run_folder import locked, run_folder
from tests.server import stores

if TYPE_CHECKING:
    from tests.people.holder import Holder

LANGUAGE = "nl"
"""Of the pictures' names in `known`."""


@dataclass(frozen=True)
class ReadyWallet:
    """What is at the server, and what opens it."""

    known: Known
    rows: stores.Rows


def give(holder: Holder) -> bool:
    """Puts a ready wallet on the holder's server and tells them what opens it; False on a server of nobody's.

    Each call for one server gives another wallet.
    """
    server = live.RUNNING.get(holder.origin)
    if server is None:
        return False
    wallet = _numbered(server.ready_wallets, holder)
    server.ready_wallets += 1
    stores.insert(server.parts, wallet.rows)
    holder.learns(_in_language(wallet.known, holder.lang))
    return True


def _numbered(number: int, holder: Holder) -> ReadyWallet:
    file = run_folder() / f"wallet-{number}"
    with locked(file.name):
        if not file.exists():
            file.write_bytes(pickle.dumps(_made(holder, run_folder() / f"maker-{number}")))
        wallet: ReadyWallet = pickle.loads(file.read_bytes())
    return wallet


def _made(holder: Holder, folder: Path) -> ReadyWallet:
    """A new one, made in the holder's browser on a server of its own."""
    browser = holder.context.browser
    assert browser
    with live.live(folder) as server:
        maker = type(holder)(browser, server.origin, LANGUAGE)
        maker.makes_a_wallet_by_hand()
        known = maker.tells()
        maker.gets_up()
        assert maker.complaints == []
        return ReadyWallet(known, stores.rows(server.parts))


@cache
def _names(lang: str) -> list[str]:
    found: list[str] = json.loads((ROOT / f"wallet/static/pictures/names.{lang}.json").read_text("utf-8"))[
        "names"
    ]
    return found


def _in_language(known: Known, lang: str) -> Known:
    """The same pictures under the names that this language gives them."""
    ours, theirs = _names(LANGUAGE), _names(lang)
    pictures = [theirs[ours.index(one)] for one in known.pictures]
    return Known(pictures, known.phrase, list(known.groups), known.pocket)
