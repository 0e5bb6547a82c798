"""After « Envoyer »: what was received, under which code, what comes next, and whether to write again."""

from hashlib import blake2s

from dialogs.card import session_button
from dialogs.notice import PREVIEW
from dialogs.path import Path
from dialogs.text import Text, _
from dialogs.turn import Button, Reply, Session
from dialogs.typed import plain

CONSENT_VERSION = "1"
"""Of the text under which people agree to hear back."""

_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
"""Without O, 0, I and 1, which are read for one another."""


def code(session: Session, seed: int) -> str:
    """`HAL-7Q4K`: the beginning of the campaign's code, and four letters that tell no order."""
    campaign = plain(session.campaign.code).upper()
    prefix = "".join(letter for letter in campaign if letter in _LETTERS)[:3]
    digest = blake2s(f"{seed}:{session.id}".encode()).digest()
    suffix = "".join(_LETTERS[byte % len(_LETTERS)] for byte in digest[:4])
    return f"{prefix}-{suffix}" if prefix else suffix


def card(path: Path, *, again: bool = False) -> Reply:
    preview = (PREVIEW,) if path.session.campaign.preview else ()
    body = (*preview, _received(path, again=again), _code(path), *_what_next(path))
    return Reply(body, buttons=buttons(path), appends=True)


def reminder(path: Path, first: Text | None = None) -> Reply:
    """What can still be done, for whom the receipt is an old message."""
    received = first or _("Your answers have been sent.")
    return Reply((received, _code(path), *_what_next(path)), buttons=buttons(path))


def buttons(path: Path) -> tuple[tuple[Button, ...], ...]:
    campaign = path.session.campaign
    rows: list[Button] = []
    if path.correctable and campaign.open and path.answered:
        rows.append(session_button(path, _("Change an answer"), "correct"))
    if campaign.ideas and campaign.open:
        rows.append(Button(_("Give another idea"), f"/start {campaign.code}"))
    return tuple((button,) for button in rows)


def _received(path: Path, *, again: bool) -> Text:
    if again:
        return _("Thank you! Your changes have been received.")
    if path.session.campaign.ideas:
        return _("Thank you! Your idea has been received.")
    return _("Thank you! Your answers have been received.")


def _code(path: Path) -> Text:
    return _("Your code: {code}", code=path.session.receipt or "")


def _what_next(path: Path) -> tuple[Text, ...]:
    campaign = path.session.campaign
    if campaign.ideas:
        return (_("The town reads each idea before it is published."),)
    if campaign.closes_on is None or not campaign.open:
        return ()
    changes = _("You can change your answers until {day}.", day=campaign.closes_on)
    after = _("After {day}, the town looks at all the answers.", day=campaign.closes_on)
    results = _("The results are published then. To see them: /results")
    return changes if path.correctable else after, results


# ---- hearing back --------------------------------------------------------------------------


def asks_consent(path: Path) -> bool:
    session = path.session
    return session.hear_back is None and not session.minor and not session.campaign.preview


def consent(path: Path) -> Reply:
    yes = session_button(path, _("Yes"), "yes")
    no = session_button(path, _("No"), "no")
    return Reply((_("May we write to you here when there is news of this?"),), buttons=((yes, no),))


def consented(path: Path) -> Reply:
    if path.session.hear_back:
        return Reply((_("Thank you. We will write here when there is news. To stop: /stop"),))
    return Reply((_("Understood. We will not write to you about this."),))
