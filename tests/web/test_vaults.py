"""Vaults over HTTP, on both pairs of stores."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.desk import BYTES, Desk, refused
from tests.holder import KIB, Holder, catalogue, settled


def test_what_was_saved_is_what_comes_back(desk: Desk) -> None:
    holder, saved = settled(desk), catalogue(7, 64 * KIB)
    assert holder.saves(saved).status_code == 204
    read = holder.reads()
    assert (read.data, read.headers["ETag"]) == (saved, holder.etag)
    assert holder.other_device().unlocks().data == saved


@pytest.mark.parametrize("size", [1, 16 * KIB - 1, 16 * KIB + 1, 48 * KIB, 1024 * KIB - 1])
def test_a_catalogue_of_another_size_is_refused(desk: Desk, size: int) -> None:
    holder = settled(desk)
    assert refused(holder.saves(catalogue(size=max(size, 8))[:size]), 400, "bad_request")
    assert refused(Holder(desk).makes_a_vault(bytes(size)), 400, "bad_request")
    assert refused(holder.saves(bytes(1025 * KIB)), 413, "too_large")


def test_a_vault_is_made_once(desk: Desk) -> None:
    holder = settled(desk)
    assert refused(holder.makes_a_vault(), 409, "exists")


def test_a_save_over_somebody_elses_save_is_refused(desk: Desk) -> None:
    phone = settled(desk)
    laptop = phone.other_device()
    laptop.unlocks()
    assert phone.saves(catalogue(1)).status_code == 204
    assert refused(laptop.saves(catalogue(2)), 412, "stale")
    assert int.from_bytes(laptop.reads().data[:8], "big") == 1


@pytest.mark.parametrize("named", ["*", "x", '"x"', 'W/"AAAAAAAAAAAAAAAAAAAAAA"', ""])
def test_a_save_names_the_catalogue_that_it_replaces(desk: Desk, named: str) -> None:
    holder = settled(desk)
    headers = holder.bearer | ({"If-Match": named} if named else {})
    answer = holder.client.put("/v1/vault", data=catalogue(), content_type=BYTES, headers=headers)
    assert refused(answer, 400, "bad_request")


def test_two_devices_saving_at_once_lose_nothing(desk: Desk) -> None:
    phone = settled(desk)
    laptop = phone.other_device()
    laptop.unlocks()

    def count_up(device: Holder) -> int:
        done = 0
        while done < 15:
            now = device.reads()
            number = int.from_bytes(now.data[:8], "big")
            done += device.saves(catalogue(number + 1), now.headers["ETag"]).status_code == 204
        return done

    with ThreadPoolExecutor(2) as pool:
        assert sum(pool.map(count_up, [phone, laptop])) == 30
    assert int.from_bytes(phone.reads().data[:8], "big") == 30


def test_one_earlier_catalogue_a_day_is_kept_for_thirty_days(desk: Desk) -> None:
    holder = settled(desk)
    first_day = desk.clock.now // 86_400
    holder.saves(catalogue(1))
    holder.saves(catalogue(2))
    desk.clock.forward(days=1)
    holder.unlocks()
    holder.saves(catalogue(3))
    assert holder.asks("vault/versions").json == {"days": [first_day + 1, first_day]}
    assert holder.asks("vault/versions", {"day": first_day}).data[:8] == bytes(8)
    assert holder.asks("vault/versions", {"day": first_day + 1}).data[:8] == (2).to_bytes(8, "big")
    desk.clock.forward(days=29)
    holder.unlocks()
    assert holder.asks("vault/versions").json == {"days": [first_day + 1]}
    assert refused(holder.asks("vault/versions", {"day": first_day}), 404, "not_found")


def test_removing_for_good_leaves_no_earlier_catalogue(desk: Desk) -> None:
    holder = settled(desk)
    holder.saves(catalogue(1))
    assert holder.saves(catalogue(2), drop=True).status_code == 204
    assert holder.asks("vault/versions").json == {"days": []}


def test_a_stale_save_drops_no_earlier_catalogue(desk: Desk) -> None:
    holder = settled(desk)
    old = holder.etag
    holder.saves(catalogue(1))
    assert refused(holder.saves(catalogue(2), old, drop=True), 412, "stale")
    assert len(holder.asks("vault/versions").json["days"]) == 1  # type: ignore[index]


def test_a_deleted_vault_is_gone_with_its_versions_and_sessions(desk: Desk) -> None:
    holder = settled(desk)
    other = holder.other_device()
    other.unlocks()
    holder.saves(catalogue(1))
    assert holder.asks("vault/delete").status_code == 204
    assert refused(other.reads(), 401, "no_session")
    assert refused(holder.unlocks(), 404, "not_found")
    assert holder.makes_a_vault().status_code == 201
    holder.unlocks()
    assert holder.asks("vault/versions").json == {"days": []}


def test_whoever_has_the_present_catalogue_is_not_sent_it_again(desk: Desk) -> None:
    holder = settled(desk)
    asked = {**holder.bearer, "If-None-Match": holder.etag}
    same = holder.client.get("/v1/vault", headers=asked)
    assert (same.status_code, same.data, same.headers["ETag"]) == (304, b"", holder.etag)
    holder.other_device().unlocks()
    holder.saves(catalogue(3))
    other = holder.client.get("/v1/vault", headers=asked)
    assert (other.status_code, other.data[:8]) == (200, (3).to_bytes(8, "big"))
