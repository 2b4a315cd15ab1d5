"""The operations that need a session, by docs/openapi.json, and the views that answer them."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from tests.node import ROOT
from tests.server.rules import application

PATHS: dict[str, dict[str, Any]] = json.loads((ROOT / "docs/openapi.json").read_text("utf-8"))["paths"]
ENDS_ITSELF = {"post_session_end", "post_worker_leave"}
"""They read and write nothing but their own session, and have to end it while the database is away."""


@dataclass(frozen=True)
class Operation:
    """`whose`: the scheme of its session; `optional`: it is answered without one, too."""

    id: str
    method: str
    path: str
    whose: str
    optional: bool

    @property
    def view(self) -> Callable[..., Any]:
        """What answers it, without its marks."""
        adapter = application().url_map.bind("127.0.0.1")
        endpoint, _arguments = adapter.match(self.path, method=self.method.upper())
        view: Callable[..., Any] = inspect.unwrap(application().view_functions[endpoint])
        return view


OPERATIONS = [
    Operation(told["operationId"], method, path, scheme, {} in told["security"])
    for path, methods in PATHS.items()
    for method, told in methods.items()
    for needs in told.get("security", [])
    for scheme in needs
    if told["operationId"] not in ENDS_ITSELF
]


def calls(view: Callable[..., Any]) -> set[str]:
    """All that its code calls, by name; what belongs to something also as `owner.name`."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(view)))
    found = [one.func for one in ast.walk(tree) if isinstance(one, ast.Call)]
    return {name for one in found for name in _names(one)}


def _names(called: ast.expr) -> set[str]:
    if not isinstance(called, ast.Attribute):
        return {getattr(called, "id", "")}
    owner = getattr(called.value, "attr", getattr(called.value, "id", ""))
    return {called.attr, f"{owner}.{called.attr}"}
