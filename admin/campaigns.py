"""Campaigns as staff make and steer them: shared by the command line and the chat.

Each function runs in the caller's transaction and leaves an audit entry. What cannot be done is a
`CampaignTrouble` with a sentence for staff.
"""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.survey import Survey
from dialogs.text import Msg, _
from storage import audit, campaigns, sources, surveys
from storage.campaigns import Campaign, State
from storage.database import Db
from storage.sources import Source

OPEN_FOR = timedelta(days=30)
KEPT_FOR = timedelta(days=180)
"""From the close to the deletion of all that was answered."""


class CampaignTrouble(Exception):
    """What staff asked of a campaign cannot be done."""

    def __init__(self, sentence: Msg) -> None:
        super().__init__(sentence.text)
        self.sentence = sentence


class UnknownCode(CampaignTrouble):
    """No campaign has this code."""


class CodeUnusable(CampaignTrouble):
    """A code is taken, or no code at all."""


class NoMoment(CampaignTrouble):
    """A text is no moment that can be read."""


class WrongOrder(CampaignTrouble):
    """A campaign would close before it opens, or in the past."""


class WrongState(CampaignTrouble):
    """A campaign in this state cannot take this step."""


class UnknownKind(CampaignTrouble):
    """There is no such kind of source."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign as asked for: without `opens_at` it opens at once."""

    survey: Survey
    xform: str
    zone: ZoneInfo
    min_cell: int
    kind: str = "survey"
    code: str | None = None
    opens_at: datetime | None = None
    closes_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Links:
    """Where an entry point is reached; the web comes first, it waits for nobody. `telegram` may be ""."""

    web: str
    telegram: str


def moment(text: str, zone: ZoneInfo, *, end: bool = False) -> datetime:
    """An ISO moment in local time; a day alone is its beginning or, of a close, its last minute."""
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError as error:
        raise NoMoment(_("“{moment}” is no moment: write it as 2026-03-12T18:30.", moment=text)) from error
    if end and len(text.strip()) == len("2026-03-12"):
        read = datetime.combine(read, time(23, 59))
    return read if read.tzinfo else read.replace(tzinfo=zone)


def launch(db: Db, plan: Plan, actor: str, now: datetime) -> Campaign:
    """Makes a campaign and opens it, at once or at its moment."""
    opens_at = plan.opens_at or now
    closes_at = plan.closes_at or opens_at + OPEN_FOR
    if closes_at <= max(opens_at, now):
        raise WrongOrder(_("The campaign would close before it opens: give a later end."))
    survey = plan.survey
    new = campaigns.New(
        title=survey.title,
        version_id=surveys.keep(db, plan.xform, survey.name, survey.version, now),
        zone=plan.zone,
        created_by=actor,
        kind=plan.kind,
        state=State.SCHEDULED if opens_at > now else State.OPEN,
        code=plan.code,
        opens_at=opens_at,
        closes_at=closes_at,
        deletes_at=closes_at + KEPT_FOR,
        min_cell=plan.min_cell,
    )
    try:
        made = campaigns.create(db, new, now)
    except (sources.CodeTaken, sources.CodeRefused) as refused:
        raise _unusable(refused, plan.code or "") from refused
    audit.add(db, actor, "launch", f"campaign:{made.id}", now)
    return made


def find(db: Db, code: str) -> Campaign:
    """The campaign that a code, its own or one of its sources', leads to; raises UnknownCode."""
    found = campaigns.by_code(db, code)
    if found is None:
        raise UnknownCode(_("No campaign has the code {code}.", code=code))
    return found


def steer(db: Db, code: str, to: State, actor: str, now: datetime) -> Campaign:
    """Pauses, resumes or closes; the same order given twice changes nothing the second time."""
    found = find(db, code)
    if to is State.OPEN and found.closes_at and found.closes_at <= now:
        raise WrongState(_("{code} has reached its end: it cannot be resumed.", code=found.code))
    try:
        moved = campaigns.steer(db, found.id, to, now)
    except campaigns.CannotSteer as refused:
        raise WrongState(_REFUSALS[found.state](found.code)) from refused
    if moved:
        audit.add(db, actor, _ACTIONS[to], f"campaign:{found.id}", now)
    return campaigns.load(db, [found.id])[found.id]


def add_source(db: Db, code: str, kind: str, label: str, actor: str, now: datetime) -> Source:
    """A new entry point of the campaign that `code` leads to."""
    if kind not in sources.KINDS:
        kinds = ", ".join(sources.KINDS)
        raise UnknownKind(_("“{kind}” is no kind of source: give one of {kinds}.", kind=kind, kinds=kinds))
    found = find(db, code)
    made = sources.add(db, found.id, kind, label, now)
    audit.add(db, actor, "source", f"source:{made.id}", now)
    return made


def links(code: str, public_url: str, telegram: str = "") -> Links:
    """`telegram` is the bot's name there."""
    return Links(f"{public_url}/c/{code}", f"https://t.me/{telegram}?start={code}" if telegram else "")


_ACTIONS = {State.OPEN: "resume", State.PAUSED: "pause", State.CLOSED: "close"}

_REFUSALS = {
    State.DRAFT: lambda code: _("{code} is a draft.", code=code),
    State.SCHEDULED: lambda code: _("{code} is not open yet.", code=code),
    State.OPEN: lambda code: _("{code} is open.", code=code),
    State.PAUSED: lambda code: _("{code} is paused.", code=code),
    State.CLOSED: lambda code: _("{code} is closed, and stays so.", code=code),
}


def _unusable(refused: Exception, code: str) -> CodeUnusable:
    if isinstance(refused, sources.CodeTaken):
        return CodeUnusable(_("The code {code} is taken: choose another.", code=code))
    return CodeUnusable(_("“{code}” is no code: use 2 to 16 letters and digits.", code=code))
