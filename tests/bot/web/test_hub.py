"""Rows find the open pages of their respondent, in order, and nobody else's."""

from bot.channel import Card, Outgoing
from bot.channels.web.hub import BACKLOG, PAGES, Hub


def row(respondent: int, seq: int, channel: str = "web") -> Outgoing:
    return Outgoing(seq, respondent, "", seq, Card("fr", "ltr"), channel=channel)


def test_a_row_reaches_every_page_of_its_respondent_and_no_other() -> None:
    hub = Hub()
    with hub.listen("web:a") as phone, hub.listen("web:b") as laptop, hub.listen("web:c") as stranger:
        hub.bind("web:a", 1)
        hub.bind("web:b", 1)
        hub.bind("web:c", 2)
        hub.deliver([row(1, 1), row(1, 2)])
        assert [r.seq for r in phone.rows] == [r.seq for r in laptop.rows] == [1, 2]
        assert not stranger.rows


def test_what_was_said_in_another_channel_stays_there() -> None:
    hub = Hub()
    with hub.listen("web:a") as page:
        hub.bind("web:a", 1)
        hub.deliver([row(1, 1, channel="telegram")])
        assert not page.rows


def test_a_page_looks_up_what_came_before_its_respondent_was_known() -> None:
    hub = Hub()
    with hub.listen("web:a") as page:
        page.look_again = False
        hub.deliver([row(1, 1)])
        hub.bind("web:a", 1)
        assert page.look_again
        assert page.woken.is_set()


def test_another_process_makes_its_respondents_and_the_unknown_look_again() -> None:
    hub = Hub()
    with hub.listen("web:a") as known, hub.listen("web:b") as other, hub.listen("web:c") as unknown:
        hub.bind("web:a", 1)
        hub.bind("web:b", 2)
        for page in (known, other, unknown):
            page.look_again = False
        hub.refresh([1])
        assert [page.look_again for page in (known, other, unknown)] == [True, False, True]
        hub.refresh(None)
        assert other.look_again


def test_a_page_that_does_not_keep_up_is_hung_up_on() -> None:
    hub = Hub()
    with hub.listen("web:a") as page:
        hub.bind("web:a", 1)
        hub.deliver(row(1, seq) for seq in range(BACKLOG + 1))
        assert page.closed


def test_the_oldest_page_of_a_browser_gives_way_to_one_too_many() -> None:
    hub = Hub()
    with hub.listen("web:a") as oldest:
        others = [hub.listen("web:a") for _ in range(PAGES)]
        pages = [other.__enter__() for other in others]
        assert oldest.closed
        assert not any(page.closed for page in pages)
        for other in others:
            other.__exit__(None, None, None)


def test_a_page_that_has_gone_is_forgotten() -> None:
    hub = Hub()
    with hub.listen("web:a"):
        hub.bind("web:a", 1)
    hub.bind("web:a", 1)
    hub.deliver([row(1, 1)])
    with hub.listen("web:a") as page:
        hub.deliver([row(1, 2)])
        assert not page.rows
