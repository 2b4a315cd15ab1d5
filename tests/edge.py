"""The line between browsers and a server, in a test's hand: cut, held, or made to say something else."""

from __future__ import annotations

import socket
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from tests.recorder import Application, Environ

PATIENCE = 60.0
Change = Callable[[bytes], bytes]


class Cut(ConnectionError):
    """The line is gone; werkzeug answers nothing to it."""


@dataclass
class Rule:
    """What happens to requests of one method and path, `times` times; `reached` is set at the first."""

    method: str
    path: str
    do: Callable[[Environ, Any, Application], Iterable[bytes]]
    times: int
    met: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)


class Edge:
    """Wraps an application. Without rules everything passes."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._lock = threading.Lock()

    def around(self, application: Application) -> Application:
        """The same application behind this line."""

        def behind(environ: Environ, start_response: Any) -> Iterable[bytes]:
            rule = self._rule(environ)
            return (
                rule.do(environ, start_response, application)
                if rule
                else application(environ, start_response)
            )

        return behind

    def answer(self, method: str, path: str, status: str, body: bytes = b"{}", times: int = 1) -> Rule:
        """Says `status` ("503 Service Unavailable") instead of passing the request on."""

        def say(environ: Environ, start_response: Any, _: Application) -> Iterable[bytes]:
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start_response(status, [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
            return [body]

        return self._add(Rule(method, path, say, times))

    def cut(self, method: str, path: str, after: int = 0, times: int = 1) -> Rule:
        """Breaks the line after `after` bytes of the request's body."""

        def snap(environ: Environ, _start: Any, _: Application) -> Iterable[bytes]:
            environ["wsgi.input"].read(after)
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise Cut

        return self._add(Rule(method, path, snap, times))

    def cut_answer(self, method: str, path: str, times: int = 1) -> Rule:
        """Lets the server do its work and breaks the line before it can say so."""

        def snap(environ: Environ, _start: Any, application: Application) -> Iterable[bytes]:
            b"".join(application(environ, lambda *_: None))
            environ["werkzeug.socket"].shutdown(socket.SHUT_RDWR)
            raise Cut

        return self._add(Rule(method, path, snap, times))

    def hold(self, method: str, path: str) -> Rule:
        """Keeps one request waiting until `let_go` is set."""

        def wait(environ: Environ, start_response: Any, application: Application) -> Iterable[bytes]:
            rule.let_go.wait(PATIENCE)
            return application(environ, start_response)

        rule = self._add(Rule(method, path, wait, 1))
        return rule

    def change(self, method: str, path: str, change: Change, times: int = 1) -> Rule:
        """Puts `change(body)` in the place of each answer's body."""

        def turn(environ: Environ, start_response: Any, application: Application) -> Iterable[bytes]:
            told: list[Any] = []
            body = change(b"".join(application(environ, lambda *said: told.extend(said))))
            headers = [(name, value) for name, value in told[1] if name.lower() != "content-length"]
            start_response(told[0], [*headers, ("Content-Length", str(len(body)))])
            return [body]

        return self._add(Rule(method, path, turn, times))

    def _add(self, rule: Rule) -> Rule:
        self.rules.append(rule)
        return rule

    def _rule(self, environ: Environ) -> Rule | None:
        asked = (environ["REQUEST_METHOD"], environ["PATH_INFO"])
        with self._lock:
            for rule in self.rules:
                if (rule.method, rule.path) == asked and rule.met < rule.times:
                    rule.met += 1
                    rule.reached.set()
                    return rule
        return None
