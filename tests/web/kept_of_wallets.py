"""What is kept of a wallet, a free-access PC and an account, and what ends it; see tests/web/kept_rows.py."""

from __future__ import annotations

from collections.abc import Callable

from werkzeug.test import TestResponse

from tests.desk import BYTES, Desk
from tests.holder import Door as VaultDoor
from tests.holder import Holder, catalogue, settled
from tests.host_desk import HostAtDesk, enrolled
from tests.host_desk import signed_in as host
from tests.operator_desk import OperatorAtDesk
from tests.operator_desk import signed_in as operator
from tests.web.lock_calls import SafeCard, locked
from tests.web.mailbox_calls import Box
from tests.web.recovery_calls import Helpers, reach
from tests.web.request_shape import random
from wallet.clock import day
from wallet.crypto.bytes import b64

Use = Callable[[], TestResponse]
End = Callable[[], object]


def session_token(desk: Desk) -> tuple[Use, End]:
    one = settled(desk)
    return one.reads, lambda: one.asks("session/end")


def session_of_another_device(desk: Desk) -> tuple[Use, End]:
    one = settled(desk)
    return one.reads, lambda: _elsewhere(one).asks("session/end-others")


def session_of_a_closed_wallet(desk: Desk) -> tuple[Use, End]:
    one = settled(desk)
    return one.reads, lambda: _closes(_elsewhere(one))


def session_of_a_locked_wallet(desk: Desk) -> tuple[Use, End]:
    one, door = settled(desk), VaultDoor()
    assert one.puts(door).status_code == 201
    return one.reads, lambda: locked(desk, one, door)


def session_of_a_stand_in(desk: Desk) -> tuple[Use, End]:
    one, door, safe = settled(desk), VaultDoor(), SafeCard(desk)
    assert one.puts(door).status_code == 201
    other = locked(desk, one, door, early=(safe,))
    assert other.unlocks().status_code == 200

    def takes() -> None:
        assert (safe.ends_it().status_code, one.unlocks().status_code) == (204, 200)
        assert one.asks("vault/lock/take", {"stand_in": b64(other.vault_id)}).status_code == 200

    return other.reads, takes


def key_of_a_removed_wallet(desk: Desk) -> tuple[Use, End]:
    """What a secret, a card, a passkey and a device's copy lead to."""
    one = settled(desk)
    return one.unlocks, lambda: one.asks("vault/delete")


def key_of_a_locked_wallet(desk: Desk) -> tuple[Use, End]:
    one, door = settled(desk), VaultDoor()
    assert one.puts(door).status_code == 201
    return one.unlocks, lambda: locked(desk, one, door)


def login_nonce(desk: Desk) -> tuple[Use, End]:
    one = settled(desk)
    nonce = one.nonce()
    return lambda: one.unlocks(nonce), lambda: one.unlocks(nonce)


def login_nonce_from_before_a_lock(desk: Desk) -> tuple[Use, End]:
    one, door = settled(desk), VaultDoor()
    assert one.puts(door).status_code == 201
    nonce = one.nonce()
    return lambda: one.unlocks(nonce), lambda: locked(desk, one, door)


def mailbox_nonce(desk: Desk) -> tuple[Use, End]:
    """A proof that was shown once, and kept; a mailbox answers it as an empty one, so a deposit is asked."""
    box = Box(desk)
    assert (box.is_made().status_code, box.is_given().status_code) == (201, 201)
    [lies], proof = box.lies_in_it(), box.proof()
    use = lambda: desk.post("mailbox/get", {**proof, "deposit": lies["id"]})  # noqa: E731
    return use, use


def door_of_a_card_or_passkey(desk: Desk) -> tuple[Use, End]:
    one, door = settled(desk), VaultDoor()
    assert one.puts(door).status_code == 201
    ends = {"id": b64(door.id), "write": b64(door.write)}
    return lambda: desk.post("door/open", {"door_id": b64(door.id)}), lambda: one.asks("door/delete", ends)


def part(desk: Desk) -> tuple[Use, End]:
    two = Helpers(desk)
    assert two.are_named().status_code == 201
    desk.clock.forward(days=7)
    return two.begin, two.are_stopped


def part_while_it_waits(desk: Desk) -> tuple[Use, End]:
    two = Helpers(desk)
    assert two.are_named().status_code == 201
    desk.clock.forward(days=7)
    assert two.begin().status_code == 200
    desk.clock.forward(days=7)
    return two.finish, two.are_stopped


def earlier_list(desk: Desk) -> tuple[Use, End]:
    one = settled(desk)
    assert one.saves(catalogue(1)).status_code == 204
    today = {"day": day(desk.clock())}
    return lambda: one.asks("vault/versions", today), lambda: one.saves(catalogue(2), drop=True)


def pcs_token(desk: Desk) -> tuple[Use, End]:
    one = host(desk, f"x{random().lower()}")
    pc = enrolled(one)
    return pc.beats, lambda: one.posts("pc/remove", {"pc": one.sees()[0]["id"]})


def cookie_of_a_host(desk: Desk) -> tuple[Use, End]:
    one = host(desk, f"x{random().lower()}")
    return lambda: one.gets("me"), lambda: _is_removed(one)


def cookie_of_an_operator(desk: Desk) -> tuple[Use, End]:
    one = operator(desk, f"x{random().lower()}")
    return lambda: one.gets("me"), lambda: _is_reset(one)


def password_and_authenticator(desk: Desk) -> tuple[Use, End]:
    one = operator(desk, f"x{random().lower()}")
    return one.signs_in, lambda: _is_reset(one)


def _elsewhere(one: Holder) -> Holder:
    other = one.other_device()
    assert other.unlocks().status_code == 200
    return other


def _closes(one: Holder) -> TestResponse:
    return one.client.post("/v1/vault/close", data=reach(), content_type=BYTES, headers=one.bearer)


def _is_removed(one: HostAtDesk) -> None:
    with one.desk.parts.database.write() as session:
        one.staff.accounts.remove(session, one.name)


def _is_reset(one: OperatorAtDesk) -> None:
    with one.desk.parts.database.write() as session:
        one.staff.accounts.reset(session, one.desk.parts.at_rest, one.name)


GONE, ENDED = (404, "not_found"), (401, "no_session")
ROWS: dict[Callable[[Desk], tuple[Use, End]], tuple[int, str]] = {
    session_token: ENDED, session_of_another_device: ENDED, session_of_a_closed_wallet: ENDED,
    session_of_a_locked_wallet: ENDED, session_of_a_stand_in: ENDED, key_of_a_removed_wallet: GONE,
    key_of_a_locked_wallet: GONE, login_nonce: GONE, login_nonce_from_before_a_lock: GONE,
    mailbox_nonce: GONE, door_of_a_card_or_passkey: GONE, part: GONE, part_while_it_waits: GONE,
    earlier_list: GONE, pcs_token: ENDED, cookie_of_a_host: ENDED, cookie_of_an_operator: ENDED,
    password_and_authenticator: GONE,
}  # fmt: skip
"""How each is refused."""
