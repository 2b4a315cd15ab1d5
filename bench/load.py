"""Requests as fast as a server takes them, by wrk: a list of prepared ones, over and over."""

from __future__ import annotations

import re
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.served import Served

CONNECTIONS = 32
SCRIPT = """
local requests, at = dofile(os.getenv("BENCH_REQUESTS")), 0
request = function()
  at = at % #requests + 1
  local one = requests[at]
  return wrk.format(one.method, one.path, one.headers, one.body)
end
"""


@dataclass(frozen=True)
class Request:
    """One request; a text body is ASCII, a path is read from that file."""

    method: str
    path: str
    headers: dict[str, str]
    body: str | Path = ""


class Load:
    """Requests for one server; `again` makes those of each turn, where none may be sent twice."""

    def __init__(self, folder: Path, server: Served, again: Callable[[], Sequence[Request]]) -> None:
        self._server = server
        self._again = again
        self._lua = Path(tempfile.mkdtemp(dir=folder))
        (self._lua / "send.lua").write_text(SCRIPT)

    def per_second(self, seconds: int) -> float:
        """Good answers a second on 32 connections. Raises RuntimeError when any is refused or lost."""
        (self._lua / "requests.lua").write_text(_table(self._again()))
        command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "--timeout", "30s", "-s"]
        where = {"BENCH_REQUESTS": str(self._lua / "requests.lua"), "PATH": "/usr/bin:/bin"}
        call = [*command, str(self._lua / "send.lua"), self._server.origin]
        said = subprocess.run(call, env=where, capture_output=True, text=True, check=True).stdout
        found = re.search(r"Requests/sec:\s+([\d.]+)", said)
        if found is None or "Non-2xx" in said or "Socket errors" in said:
            raise RuntimeError(said)
        return float(found[1])


def _table(requests: Sequence[Request]) -> str:
    files = {one.body for one in requests if isinstance(one.body, Path)}
    names = {path: f"body{n}" for n, path in enumerate(sorted(files))}
    heads = [f'local {name} = io.open("{path}", "rb"):read("*a")' for path, name in names.items()]
    return "\n".join([*heads, "return {", *(_row(one, names) for one in requests), "}"])


def _row(one: Request, names: dict[Path, str]) -> str:
    headers = ", ".join(f'["{name}"] = "{value}"' for name, value in one.headers.items())
    body = names[one.body] if isinstance(one.body, Path) else f"[==[{one.body}]==]"
    return f'{{ method = "{one.method}", path = "{one.path}", headers = {{ {headers} }}, body = {body} }},'
