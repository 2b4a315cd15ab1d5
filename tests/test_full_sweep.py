"""The sweep where the run store or the whole disk has no room: what is due goes all the same."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from tests.desk import Desk
from tests.holder import settled
from tests.installation import Installation
from tests.small_disk import mounted
from tests.test_full_run_store import filled
from tests.waiting import until
from tests.web.share_calls import made
from wallet.errors import WalletError
from wallet.models import Share
from wallet.sweep import sweep

MEGABYTE = 1024 * 1024


def bodies(desk: Desk) -> list[Path]:
    """The files of all papers."""
    return list(desk.parts.config.blob_folder.glob("??/*"))


def test_the_sweep_needs_no_run_store(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 8) as disk:
        installation = Installation(tmp_path / "var", {"run_folder": f"{disk.folder}/run"}, dict)
        with installation.runs(sweep_every=0.2) as desk:
            assert made(desk)
            desk.kept()
            filled(disk, desk)
            desk.clock.forward(days=40)
            until(lambda: not bodies(desk))
            with desk.parts.database.read() as session:
                assert session.query(Share).count() == 0


def test_bodies_that_are_due_go_before_anything_is_written(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", 40) as disk, Installation(disk.folder / "var", {}, dict).runs() as desk:
        settled(desk)
        papers = [desk.kept(10)[0] for _ in range(3)]
        desk.missing("blob/delete", *(paper.shown() for paper in papers))
        assert len(bodies(desk)) == 3
        filled(disk, desk)
        desk.clock.forward(hours=1)  # sessions and nonces have ended, too
        with suppress(WalletError):
            sweep(desk.parts)
        assert bodies(desk) == []
        assert disk.free > 5 * MEGABYTE
        settled(desk)
