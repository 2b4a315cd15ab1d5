"""Servers for tests that run in Node: each connection to a socket is a server of its own.

It is told the server's origin, and then gives orders, one a line: `forward days=8` moves the clock, `damage
vault=ID` spoils the list that is kept, `fill mailbox=ID` takes the places that strangers have, `sweep now=1`
ends what is over, `epoch begin=1` makes a new seed and `epoch end=1` deletes the former; all answer `ok`.
`admit org=NAME` answers with an invitation of a steward. The server ends with the connection.

    python -m tests.server.node FILE.test.mjs…

runs test files of tests/js with such a socket.
"""

from __future__ import annotations

import socketserver
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests import strangers
from tests.live import Live, live
from tests.node import node
from tests.server.starter import launcher
from wallet import clock, places
from wallet.crypto.bytes import unb64
from wallet.models import Vault
from wallet.places import Kind
from wallet.sweep import sweep
from wallet.upkeep import seed_epoch

ADDRESS = "SACOCHE_TEST_SERVERS"
"""Names the socket to tests/js/people.mjs."""
WHOLE_COST = {"wallet.test.mjs", "vectors.test.mjs", "old_phone.test.mjs"}
"""Files whose wallets cost what they cost a person's browser."""


class Orders(socketserver.StreamRequestHandler):
    """One server, for as long as the connection lasts."""

    def handle(self) -> None:
        with tempfile.TemporaryDirectory() as folder, live(Path(folder) / "var") as server:
            self._say(server.origin)
            for line in self.rfile:
                self._say(obey(server, line.decode()))

    def _say(self, text: str) -> None:
        self.wfile.write(f"{text}\n".encode())


class Socket(socketserver.ThreadingUnixStreamServer):
    """One thread for each connection."""

    daemon_threads = True


@contextmanager
def servers() -> Iterator[dict[str, str]]:
    """What a test in Node needs in its environment."""
    launcher()
    with tempfile.TemporaryDirectory(prefix="sacoche-") as folder:
        address = f"{folder}/servers"
        with Socket(address, Orders) as socket:
            threading.Thread(target=socket.serve_forever, daemon=True).start()
            yield {ADDRESS: address}
            socket.shutdown()


def run(file: str) -> subprocess.CompletedProcess[str]:
    """Runs one test file of tests/js to its end."""
    cheap = () if file in WHOLE_COST else ("--import=./tests/js/remember.mjs",)
    with servers() as more:
        return node(*cheap, "--test", f"tests/js/{file}", more=more)


def obey(server: Live, line: str) -> str:
    """Does what the line says; what is answered."""
    order, what = line.split()
    name, _, value = what.partition("=")
    if order == "admit":
        return server.admits(value)
    if order == "damage":
        damage(server, unb64(value, 16))
    elif order == "fill":
        fill(server, unb64(value, 16))
    elif order == "sweep":
        sweep(server.parts)
    elif order == "epoch":
        change_seed(server, name)
    else:
        server.clock.forward(**{name: float(value)})
    return "ok"


def change_seed(server: Live, how: str) -> None:
    """As the operator does, while it runs."""
    if how == "begin":
        seed_epoch.begin(server.parts.config)
    else:
        seed_epoch.end(server.parts.config, yes=True)


def fill(server: Live, mailbox_id: bytes) -> None:
    """As strangers do, from many networks: no place that is open to them is left."""
    day = clock.day(server.parts.now()) + 60
    strangers.fill(server.parts.database, mailbox_id, Kind.PAPER, places.ROOM[Kind.PAPER].places, day)


def damage(server: Live, vault_id: bytes) -> None:
    """As a broken disk would: same length, other bytes."""
    with server.parts.database.write() as session:
        vault = session.get_one(Vault, vault_id)
        vault.catalogue = vault.catalogue[:100] + bytes(100) + vault.catalogue[200:]


def main() -> None:
    """Runs the files that are named, and says what Node said."""
    done = [run(Path(file).name) for file in sys.argv[1:]]
    for one in done:
        sys.stdout.write(one.stdout + one.stderr)
    sys.exit(any(one.returncode for one in done))


if __name__ == "__main__":
    main()
