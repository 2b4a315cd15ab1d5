"""A restore ends what may have ended since the back-up, and says what it cannot know."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.desk import Desk, in_process, refused
from tests.holder import settled
from tests.test_upkeep import elsewhere, restored, saved
from tests.web.share_calls import Grant, knock, made, put_grants, story
from tests.web.worker_calls import Colleague, steward
from wallet.app import create_app
from wallet.clock import day
from wallet.config import Config

__all__ = ["elsewhere"]


def test_a_restore_ends_what_was_shown_and_every_invitation_and_session(
    desk: Desk, tmp_path: Path, elsewhere: Config
) -> None:
    boss, share, paper = steward(desk), made(desk), desk.kept()[0]
    grant = Grant(paper, share)
    put_grants(desk, grant.shown(desk))
    invitation, holder = boss.invites(), settled(desk)
    assert (knock(desk, share.link).status_code, grant.get(desk).status_code) == (200, 200)
    saved(desk, tmp_path / "backup")
    elsewhere.run.mkdir(parents=True)
    with closing(sqlite3.connect(desk.parts.config.run / "ephemeral.db")) as left:
        left.execute(
            "VACUUM INTO ?", (str(elsewhere.run / "ephemeral.db"),)
        )  # the machine's disk was not lost
    done = restored(desk, elsewhere, tmp_path)
    assert (done.ended.shares, done.ended.workers) == (1, 1)
    assert done.day == day(desk.clock())
    other = in_process(create_app(elsewhere, desk.clock), desk.clock)
    try:
        assert refused(knock(other, share.link), 404, "not_found")
        assert refused(grant.get(other), 404, "not_found")
        holder.client, boss.desk = other.client, other
        assert refused(holder.reads(), 401, "no_session")
        assert refused(boss.asks("worker/invite", {"steward": False}), 401, "sign_in")
        assert refused(Colleague(other).joins(invitation), 404, "not_found")
        assert holder.unlocks().status_code == 200
        assert story(other, share)["ended"]
    finally:
        other.parts.close()
