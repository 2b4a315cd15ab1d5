"""A live server for tests that run in Node: tells its origin, obeys lines on stdin, ends when stdin does.

`forward days=8` moves its clock, `damage vault=ID` spoils the list that it keeps, `sweep now=1` ends what is
over; all answer `ok`. `admit org=NAME` answers with an invitation of a steward.
"""

import sys
import tempfile
from pathlib import Path

from tests.live import Live, live
from wallet.crypto.bytes import unb64
from wallet.models import Vault
from wallet.sweep import sweep


def obey(server: Live, line: str) -> str:
    """Does what the line says; what is answered."""
    order, what = line.split()
    name, _, value = what.partition("=")
    if order == "admit":
        return server.admits(value)
    if order == "damage":
        damage(server, unb64(value, 16))
    elif order == "sweep":
        sweep(server.parts)
    else:
        server.clock.forward(**{name: float(value)})
    return "ok"


def damage(server: Live, vault_id: bytes) -> None:
    """As a broken disk would: same length, other bytes."""
    with server.parts.database.write() as session:
        vault = session.get_one(Vault, vault_id)
        vault.catalogue = vault.catalogue[:100] + bytes(100) + vault.catalogue[200:]


def main() -> None:
    """Serves from a folder that is gone afterwards."""
    with tempfile.TemporaryDirectory() as folder, live(Path(folder)) as server:
        print(server.origin, flush=True)
        for line in sys.stdin:
            print(obey(server, line), flush=True)


if __name__ == "__main__":
    main()
