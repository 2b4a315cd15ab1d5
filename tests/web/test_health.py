"""Whether the server is well: asked by anybody, often."""

from __future__ import annotations

import pytest

from tests.desk import Desk, refused


def test_asking_a_hundred_times_writes_a_file_or_two(
    inner_desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    kind, asked = type(inner_desk.parts.blobs), list[object]()
    ready = kind.ready

    def counted(store: object) -> None:
        asked.append(store)
        ready(store)  # type: ignore[arg-type]

    monkeypatch.setattr(kind, "ready", counted)
    answers = [inner_desk.client.get("/readyz").status_code for _ in range(100)]
    assert answers == [200] * 100
    assert 1 <= len(asked) <= 10


def test_asking_is_charged_to_the_network(inner_desk: Desk) -> None:
    parts = inner_desk.parts
    most = parts.config.network_requests_an_hour
    parts.limits.charge("127.0.0.1", parts.budgets.requests, inner_desk.clock.now, most - 1)
    assert inner_desk.client.get("/readyz").status_code == 200
    assert refused(inner_desk.client.get("/readyz"), 429, "slow_down")
    assert inner_desk.client.get("/healthz").status_code == 200
