"""The line between browsers and a server, in a test's hand: cut, held, or made to say something else."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field

from tests.server.relay import Asked, Order

PATIENCE = 60.0
UNTIL_LIFTED = 10**9
"""A cut line stays cut: a browser sends once more by itself what it sent on a used connection."""
Change = Callable[[bytes], bytes]


def _unchanged(body: bytes) -> bytes:
    return body


@dataclass
class Rule:
    """What happens to requests of one method and path, `times` times; `reached` is set at the first."""

    method: str
    path: str
    order: Order
    times: int
    held: bool = False
    change: Change = _unchanged
    met: int = 0
    reached: threading.Event = field(default_factory=threading.Event)
    let_go: threading.Event = field(default_factory=threading.Event)

    def lift(self) -> None:
        """Ends it: the next request passes."""
        self.times = self.met


class Edge:
    """What becomes of requests. Without rules everything passes."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []
        self._lock = threading.Lock()

    def answer(self, method: str, path: str, status: str, body: bytes = b"{}", times: int = 1) -> Rule:
        """Says `status` ("503 Service Unavailable") instead of passing the request on."""
        return self._add(Rule(method, path, Order("answer", status, body), times))

    def cut(self, method: str, path: str, after: int = 0, times: int = UNTIL_LIFTED) -> Rule:
        """Breaks the line after `after` bytes of the request's body."""
        return self._add(Rule(method, path, Order("cut", after=after), times))

    def cut_answer(self, method: str, path: str, times: int = UNTIL_LIFTED) -> Rule:
        """Lets the server do its work and breaks the line before it can say so."""
        return self._add(Rule(method, path, Order("cut_answer"), times))

    def hold(self, method: str, path: str) -> Rule:
        """Keeps one request waiting until `let_go` is set."""
        return self._add(Rule(method, path, Order(), 1, held=True))

    def change(self, method: str, path: str, change: Change, times: int = 1) -> Rule:
        """Puts `change(body)` in the place of each answer's body."""
        return self._add(Rule(method, path, Order("change"), times, change=change))

    def meet(self, asked: Asked) -> Rule | None:
        """The rule for this request, which is counted, or None; returns when it is no longer held."""
        rule = self._find(asked)
        if rule and rule.held:
            rule.let_go.wait(PATIENCE)
        return rule

    def _add(self, rule: Rule) -> Rule:
        self.rules.append(rule)
        return rule

    def _find(self, asked: Asked) -> Rule | None:
        with self._lock:
            for rule in self.rules:
                if (rule.method, rule.path) == (asked.method, asked.path) and rule.met < rule.times:
                    rule.met += 1
                    rule.reached.set()
                    return rule
        return None
