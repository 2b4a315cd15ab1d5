"""Every vector is read by Python, as it is by the browser; each has one reason."""

import json
from typing import Any

import pytest

from tests.crypto.calls import CALLS
from tools.vector_areas.book import plain
from tools.vectors import FOLDER, make
from wallet.errors import WalletError

# Judged by the browser alone: the server never sees a passphrase.
BROWSER_ONLY = {"check_passphrase"}
FROM_OTHER_HANDS = {"cctv", "age_samples"}
PLACES = sorted(
    path.relative_to(FOLDER).as_posix()
    for path in FOLDER.rglob("*.json")
    if path.relative_to(FOLDER).parts[0] not in FROM_OTHER_HANDS
)


def read(place: str) -> dict[str, Any]:
    page: dict[str, Any] = json.loads((FOLDER / place).read_text("utf-8"))
    return page


@pytest.mark.parametrize("place", PLACES)
def test_python_does_what_the_vector_says(place: str) -> None:
    page = read(place)
    if page["function"] in BROWSER_ONLY:
        return
    call = CALLS[page["function"]]
    if "error" not in page:
        assert plain(call(page["input"])) == page["output"]
        return
    with pytest.raises(WalletError) as refused:
        call(page["input"])
    assert refused.value.code == page["error"]


def test_made_again_the_vectors_are_the_same_bytes_and_no_others() -> None:
    made = make().files()
    assert sorted(made) == PLACES
    assert [name for name, data in made.items() if (FOLDER / name).read_bytes() != data] == []


def test_every_function_of_the_table_has_a_vector() -> None:
    assert set(CALLS) | BROWSER_ONLY == {read(place)["function"] for place in PLACES}
