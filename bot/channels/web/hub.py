"""The open pages of this process, and which respondent each of them shows.

A respondent may have several pages open, and several browsers; rows find them by respondent. A browser
that has not spoken yet has no respondent: it is bound to one by its first message.
"""

import asyncio
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

from bot.channel import Outgoing

BACKLOG = 200
"""Cards that wait for a slow page; beyond that it is hung up on, and comes back with its Last-Event-ID."""
PAGES = 6
"""Open pages of one browser; a seventh closes the oldest."""


class Listener:
    """One open page: what is still to be written to it."""

    def __init__(self) -> None:
        self.rows: deque[Outgoing] = deque()
        self.look_again = True
        """It must read the database: it has just come, or another process has written something."""
        self.closed = False
        self.woken = asyncio.Event()

    def hear(self, row: Outgoing) -> None:
        self.rows.append(row)
        self.closed = self.closed or len(self.rows) > BACKLOG
        self.woken.set()

    def refresh(self) -> None:
        self.look_again = True
        self.woken.set()

    def close(self) -> None:
        self.closed = True
        self.woken.set()


class Hub:
    def __init__(self) -> None:
        self._pages: defaultdict[str, list[Listener]] = defaultdict(list)
        self._respondents: dict[str, int] = {}
        self._addresses: defaultdict[int, set[str]] = defaultdict(set)

    def deliver(self, rows: Iterable[Outgoing]) -> None:
        """Hands committed rows to the pages they are for."""
        for row in rows:
            if row.channel == "web":
                for listener in self._showing(row.respondent):
                    listener.hear(row)

    def bind(self, address: str, respondent: int | None) -> None:
        """The pages of `address` show this respondent from now on, and look up what they may have missed."""
        before = self._respondents.get(address)
        if address not in self._pages or respondent is None or respondent == before:
            return
        self._unbind(address)
        self._respondents[address] = respondent
        self._addresses[respondent].add(address)
        for listener in self._pages[address]:
            listener.refresh()

    def refresh(self, respondents: Iterable[int] | None) -> None:
        """Another process has written to these, or to anybody (None): their pages look again.

        So do pages of nobody yet: who their respondent is may just have been written.
        """
        known = self._addresses.keys() if respondents is None else set(respondents)
        for listener in [page for respondent in known for page in self._showing(respondent)]:
            listener.refresh()
        for address in self._pages.keys() - self._respondents.keys():
            for listener in self._pages[address]:
                listener.refresh()

    def close(self) -> None:
        for pages in self._pages.values():
            for listener in pages:
                listener.close()

    @contextmanager
    def listen(self, address: str) -> Iterator[Listener]:
        pages = self._pages[address]
        listener = Listener()
        pages.append(listener)
        if len(pages) > PAGES:
            pages.pop(0).close()
        try:
            yield listener
        finally:
            if listener in pages:
                pages.remove(listener)
            if not pages:
                self._pages.pop(address, None)
                self._unbind(address)

    def _showing(self, respondent: int) -> Iterator[Listener]:
        for address in self._addresses.get(respondent, ()):
            yield from self._pages.get(address, ())

    def _unbind(self, address: str) -> None:
        respondent = self._respondents.pop(address, None)
        if respondent is None:
            return
        self._addresses[respondent].discard(address)
        if not self._addresses[respondent]:
            del self._addresses[respondent]
