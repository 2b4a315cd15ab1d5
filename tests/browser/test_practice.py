"""Practice: invented papers, every screen as it is, and not one word to a server."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.live import Live
from tests.people.holder import Holder
from tests.people.visit import WALLET

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("served", ["embedded"], indirect=True)
@pytest.mark.parametrize("lang", ["fr", "ar"])
def test_a_whole_tour_asks_the_server_for_nothing(served: Live, browser: Browser, lang: str) -> None:
    visitor = Holder(browser, served.origin, lang, wallet=WALLET)
    visitor.goes_to("k-practice")
    visitor.papers.wait_for(4)
    assert visitor.sees(".practice")
    papers = visitor.papers.titles()
    visitor.papers.open(papers[-1])
    visitor.is_at_the_list()
    visitor.papers.write("to practise")
    visitor.papers.label("to practise", name="practised")
    visitor.is_at_the_list()
    visitor.shares.show("practised", papers[-1])
    visitor.shares.digits()
    visitor.is_at_the_list()
    visitor.shares.stop()
    visitor.is_at_the_list()
    visitor.papers.throw_away("practised")
    visitor.papers.remove("practised")
    visitor.settings.change_secret()
    visitor.settings.make_card("pocket")
    address = visitor.mailboxes.make("school")
    assert visitor.mailboxes.digits("school")
    visitor.shares.show(papers[-1])
    visitor.contacts.send(address, "Greet")
    visitor.is_at_the_list()
    visitor.contacts.give_copy(papers[-1], address, who="Amal")
    visitor.taps("main [data-ref=done]")
    visitor.mailboxes.close("school")
    visitor.secrets.make()
    visitor.lock.close_the_rest(papers[0])
    assert visitor.papers.titles() == [papers[0]]
    visitor.visit.finish()
    asked = [one.path for one in served.recorder.sent if one.path.startswith("/v1/")]
    assert asked == []
    assert served.recorder.sent  # the pages came through the same line
    visitor.gets_up()
    assert visitor.complaints == []
