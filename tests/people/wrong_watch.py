"""A device whose clock is days off: pages and Workers of a browser context see a time of their own."""

from __future__ import annotations

from playwright.sync_api import BrowserContext, Route

from tests.people import argon

DEPOSIT = "**/static/dist/deposit.js*"
SHIFT = """{
  const Right = Date;
  const ahead = %d;
  globalThis.Date = class extends Right {
    constructor(...parts) { super(...(parts.length ? parts : [Right.now() + ahead])); }
    static now() { return Right.now() + ahead; }
  };
};"""
DAY_MS = 86_400_000


def set_wrong(context: BrowserContext, *, days: int) -> None:
    """For every page of this context from now on, a wallet's Worker, and the one that hands papers over."""
    script = SHIFT % (days * DAY_MS)

    def deposit(route: Route) -> None:
        answer = route.fetch(max_retries=2)
        route.fulfill(response=answer, body=script + answer.text())

    def worker(route: Route) -> None:
        route.fulfill(response=route.fetch(max_retries=2), body=script + argon.script())

    context.add_init_script(script)
    context.route(DEPOSIT, deposit)
    context.route(argon.WORKER, worker)
