"""Whether an answer is one that docs/openapi.json promises."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from jsonschema_rs import Draft202012Validator
from werkzeug.test import TestResponse

DESCRIPTION: dict[str, Any] = json.loads(
    (Path(__file__).resolve().parent.parent / "docs" / "openapi.json").read_text("utf-8")
)


def keeps_promise(method: str, path: str, answer: TestResponse) -> None:
    """Raises AssertionError for a status, a type or a JSON body that the description does not know."""
    promised = DESCRIPTION["paths"][path][method.lower()]["responses"]
    assert str(answer.status_code) in promised, f"{method} {path}: {answer.status_code} is not described"
    contents = resolved(promised[str(answer.status_code)]).get("content", {})
    assert (answer.mimetype or None) in (list(contents) or [None]), f"{method} {path}: {answer.mimetype}"
    if answer.mimetype == "application/json":
        schema = {**contents["application/json"]["schema"], "components": DESCRIPTION["components"]}
        Draft202012Validator(schema).validate(answer.json)


def resolved(row: dict[str, Any]) -> dict[str, Any]:
    """The row itself, or the one of `components` that it names."""
    name = row.get("$ref", "")
    found: dict[str, Any] = DESCRIPTION["components"]["responses"][name.split("/")[-1]] if name else row
    return found
