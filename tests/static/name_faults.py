"""What is wrong with the names that the browser code hands over: one line for each fault."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from tests.static.page_names import WHOLE, PageNames, Place
from tests.static.used_names import Use, fits

ONLY_WITH = {
    "part-pc": {"pc", "practice"},
    "part-helped": {"pc", "practice"},
    "sheet-idle-pc": {"pc", "practice"},
    "part-practice": {"practice"},
    "practice.one": {"practice"},
    "practice.two": {"practice"},
    "practice.three": {"practice"},
    "practice.note": {"practice"},
    "practice.text": {"practice"},
    "practice.invented": {"practice"},
}
"""What code asks for only under these rules of the page (`data-rules`), so that others need not hold it."""
PUT_INTO = {"viewer": "viewer-page"}
"""Templates that hold a copy of another by the time their places are looked for."""
CALLED = {"word": "word", "perhaps": "word", "template": "template", "go": "screen"}
"""What each kind of use looks for on the whole page; `perhaps` only asks whether there is one."""
FILLED = {"ref": {"ref"}, "text": {"text"}, "slot": {"slot"}, "fill": {"text", "slot"}}
"""The kinds of places that fit a kind of use."""


def holders(use: Use, pages: Iterable[PageNames]) -> list[PageNames]:
    """The pages that load this code."""
    return [page for page in pages if page.scripts & use.entries]


def faults(uses: list[Use], pages: list[PageNames]) -> list[str]:
    """Every fault of words, templates, screens and places."""
    screens = {page.path: screens_of(uses, page) for page in pages}
    found = [*leading_nowhere(pages, screens)]
    for use in uses:
        mine = holders(use, pages)
        if use.kind in CALLED:
            found += missing(use, {page.path: held(use, page, screens[page.path]) for page in mine}, mine)
        elif use.kind in FILLED:
            found += [line for page in mine for line in missing_places(use, page)]
    return sorted(set(found))


def screens_of(uses: list[Use], page: PageNames) -> set[str]:
    """The screens that the code of a page adds."""
    mine = [use for use in uses if use.entries & page.scripts]
    return names_in(mine, "screens")


def held(use: Use, page: PageNames, screens: set[str]) -> set[str]:
    """What a page holds of the kind of this use."""
    if use.kind == "go":
        return screens
    return set(page.places) - {WHOLE} if use.kind == "template" else page.spoken


def missing(use: Use, names: dict[str, set[str]], pages: list[PageNames]) -> Iterator[str]:
    """One name must stand on every page; of several (a computed name), one on every page and each on one."""

    def is_there(name: str, page: PageNames) -> bool:
        return page.rules not in ONLY_WITH.get(name, {page.rules}) or fits(name, names[page.path])

    for page in pages:
        if not any(is_there(name, page) for name in use.names):
            yield f"{use.at}: no {CALLED[use.kind]} {' or '.join(use.names)} on the page /{page.path}"
    for name in use.names:
        if pages and use.kind != "perhaps" and not any(is_there(name, page) for page in pages):
            yield f"{use.at}: no {CALLED[use.kind]} {name} on any page"


def missing_places(use: Use, page: PageNames) -> Iterator[str]:
    """A place must stand in the template in which it is looked for; where that is not known, on the page."""
    for template in use.within or (WHOLE,):
        if template != WHOLE and template not in page.places:
            continue  # a missing template is a fault of its own
        places = page.places[template] | page.places.get(PUT_INTO.get(template, template), set())
        for name in use.names:
            if not fits(name, names_of(places, use.kind)):
                yield f"{use.at}: no {use.kind} {name} in {template or 'the page'} on the page /{page.path}"


def names_of(places: set[Place], kind: str) -> set[str]:
    return {name for one, name in places if one in FILLED[kind]}


def leading_nowhere(pages: list[PageNames], screens: dict[str, set[str]]) -> Iterator[str]:
    """A `data-go` must name a screen that the page's code adds."""
    for page in pages:
        for name in sorted(page.leads_to - screens[page.path]):
            yield f"data-go: no screen {name} on the page /{page.path}"


def missing_methods(uses: list[Use]) -> list[str]:
    """What a page calls must be a method of the keeper, or of the practice Worker."""
    methods = names_in(uses, "methods")
    asked = [(use.at, name) for use in uses if use.kind == "method" for name in use.names]
    return [f"{at}: no method {name}" for at, name in asked if not fits(name, methods)]


def missing_endpoints(uses: list[Use], endpoints: set[str]) -> list[str]:
    """What is asked of the server, and what the practice server answers, must be in the API.

    An endpoint is its method and its path: "POST /v1/share".
    """
    asked = [(use.at, name) for use in uses if use.kind == "request" for name in use.names]
    answered = [("practice", name) for name in sorted(practised(uses))]
    return [f"{at}: no endpoint {name}" for at, name in asked + answered if not fits(name, endpoints)]


def not_practised(uses: list[Use], worker: str) -> set[str]:
    """What the keeper can ask in practice and the practice server does not answer."""
    return names_in([use for use in uses if worker in use.entries], "request") - practised(uses)


def practised(uses: list[Use]) -> set[str]:
    """The endpoints that the practice server answers."""
    return {name.replace(" ", " /v1/") for name in names_in(uses, "routes")}


def names_in(uses: list[Use], *kinds: str) -> set[str]:
    """All names of these kinds."""
    return {name for use in uses if use.kind in kinds for name in use.names}


def never_shown(uses: list[Use], pages: list[PageNames]) -> set[str]:
    """Words that no script shows. A form of a plural is shown where the plural is."""
    asked = names_in(uses, "word", "perhaps") - {"*"}
    spoken = {word for page in pages for word in page.spoken}
    shown = {word for name in asked for word in spoken if fits(name, {word})}
    words = {word for page in pages for word in page.words}
    return {word for word in words - shown if word.rpartition(".")[0] not in shown}
