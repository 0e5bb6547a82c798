"""To whom a broadcast goes, to whom not and why, and what became of it: in sentences for staff."""

from collections.abc import Callable, Iterator, Mapping

from dialogs.text import Msg, _, ngettext
from storage.broadcasts import Standing
from storage.deliveries import Became

Reach = Mapping[tuple[Standing, str], int]
"""How many took part and stand so, by channel."""
Progress = Mapping[tuple[Became, str], int]
"""How many deliveries became what, by channel."""


def reached(reach: Reach) -> int:
    return sum(n for (standing, _channel), n in reach.items() if standing is Standing.REACHED)


def receivers(reach: Reach) -> Iterator[Msg]:
    """How many would get it, and how many of them where they come by."""
    n = reached(reach)
    if not n:
        yield _("Nobody can be written to.")
        return
    yield ngettext("{n} person would receive it.", "{n} people would receive it.", n)
    if web := reach.get((Standing.REACHED, "web")):
        yield ngettext(
            "{n} of them in the web chat, at the next visit.",
            "{n} of them in the web chat, at the next visit.",
            web,
        )


def left_out(reach: Reach) -> Iterator[Msg]:
    """Who took part and would not get it, by reason."""
    for reason, words in _REASONS.items():
        n = sum(count for (standing, _channel), count in reach.items() if standing is reason)
        if n:
            yield words(n)


_REASONS: dict[Standing, Callable[[int], Msg]] = {
    Standing.UNASKED: lambda n: ngettext(
        "Left out: {n} did not agree to hear back.", "Left out: {n} did not agree to hear back.", n
    ),
    Standing.STOPPED: lambda n: ngettext(
        "Left out: {n} asked for no messages.", "Left out: {n} asked for no messages.", n
    ),
    Standing.BLOCKED: lambda n: ngettext(
        "Left out: {n} cannot be reached any more.", "Left out: {n} cannot be reached any more.", n
    ),
    Standing.MINOR: lambda n: ngettext("Left out: {n} is under 15.", "Left out: {n} are under 15.", n),
}


def waiting(progress: Progress) -> int:
    """How many it may still reach."""
    return _sum(progress, Became.QUEUED) + _sum(progress, Became.SENDING)


def outcomes(progress: Progress) -> Iterator[Msg]:
    """How many have it, and what became of the others."""
    sent, total = _sum(progress, Became.SENT), sum(progress.values())
    yield ngettext("{n} of {all} has it.", "{n} of {all} have it.", sent, all=total)
    if left := waiting(progress):
        yield ngettext("{n} is waiting.", "{n} are waiting.", left)
    for became, words in _OUTCOMES.items():
        if n := _sum(progress, became):
            yield words(n)


def _sum(progress: Progress, became: Became) -> int:
    return sum(n for (one, _channel), n in progress.items() if one is became)


_OUTCOMES: dict[Became, Callable[[int], Msg]] = {
    Became.STOPPED: lambda n: ngettext(
        "{n} asked for no messages meanwhile.", "{n} asked for no messages meanwhile.", n
    ),
    Became.BLOCKED: lambda n: ngettext("{n} does not let us write.", "{n} do not let us write.", n),
    Became.FAILED: lambda n: ngettext("{n} could not be delivered.", "{n} could not be delivered.", n),
    Became.UNCERTAIN: lambda n: ngettext(
        "{n} is uncertain: it may have arrived, so it is not sent again.",
        "{n} are uncertain: they may have arrived, so they are not sent again.",
        n,
    ),
}
