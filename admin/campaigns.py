"""Campaigns as staff make and steer them: shared by the command line and the chat.

Each function runs in the caller's transaction and leaves an audit entry. What cannot be done is a
`CampaignTrouble` with a sentence for staff.
"""

from collections.abc import Callable
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
    """A campaign would open in the past, or close before it opens."""


class WrongState(CampaignTrouble):
    """A campaign in this state cannot take this step."""


class UnknownKind(CampaignTrouble):
    """There is no such kind of source."""


@dataclass(frozen=True, slots=True)
class Plan:
    """A campaign as asked for: the survey, and how it is run."""

    survey: Survey
    xform: str
    zone: ZoneInfo
    min_cell: int
    kind: str = "survey"
    code: str | None = None
    """Without one the survey's own name is the code, if it can be and is free; else one is drawn."""


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
        raise NoMoment(_("“{typed}” is no moment: write it as 2026-03-12T18:30.", typed=text)) from error
    if end and len(text.strip()) == len("2026-03-12"):
        read = datetime.combine(read, time(23, 59))
    return read if read.tzinfo else read.replace(tzinfo=zone)


# ---- made and opened -----------------------------------------------------------------------


def draft(db: Db, plan: Plan, actor: str, now: datetime) -> Campaign:
    """A campaign that only staff can see. Its author's survey of the same name, sent again, takes the
    place of the draft that was there."""
    made = _redrawn(db, plan, actor, now) or _made(db, plan, actor, now)
    audit.add(db, actor, "draft", f"campaign:{made.id}", now)
    return made


def begin(
    db: Db, code: str, opens_at: datetime | None, closes_at: datetime | None, actor: str, now: datetime
) -> Campaign:
    """Opens a draft, at once or at its moment, for thirty days unless an end is given."""
    found = find(db, code)
    opens, closes = _period(opens_at, closes_at, now)
    if not campaigns.set_times(db, found.id, opens, closes, closes + KEPT_FOR):
        raise WrongState(_REFUSALS[found.state](found.code))
    campaigns.steer(db, found.id, State.SCHEDULED if opens > now else State.OPEN, now)
    audit.add(db, actor, "launch", f"campaign:{found.id}", now)
    return _again(db, found)


def launch(
    db: Db,
    plan: Plan,
    opens_at: datetime | None,
    closes_at: datetime | None,
    actor: str,
    now: datetime,
) -> Campaign:
    """Makes a campaign and opens it, at once or at its moment."""
    _period(opens_at, closes_at, now)
    return begin(db, _made(db, plan, actor, now).code, opens_at, closes_at, actor, now)


def _period(
    opens_at: datetime | None, closes_at: datetime | None, now: datetime
) -> tuple[datetime, datetime]:
    """When a campaign opens and closes; raises WrongOrder."""
    opens = opens_at or now
    closes = closes_at or opens + OPEN_FOR
    if opens < now:
        raise WrongOrder(_("The campaign would open in the past: give a later moment."))
    if closes <= opens:
        raise WrongOrder(_("The campaign would close before it opens: give a later end."))
    return opens, closes


def _redrawn(db: Db, plan: Plan, actor: str, now: datetime) -> Campaign | None:
    there = campaigns.by_code(db, plan.code or plan.survey.name)
    if there is None or there.state is not State.DRAFT or there.created_by != actor:
        return None
    return campaigns.redraft(db, there.id, _new(db, plan, there.code, actor, now))


def _made(db: Db, plan: Plan, actor: str, now: datetime) -> Campaign:
    code = plan.code or _own_code(db, plan.survey.name)
    try:
        return campaigns.create(db, _new(db, plan, code, actor, now), now)
    except (sources.CodeTaken, sources.CodeRefused) as refused:
        raise _unusable(refused, code or "") from refused


def _new(db: Db, plan: Plan, code: str | None, actor: str, now: datetime) -> campaigns.New:
    survey = plan.survey
    return campaigns.New(
        title=survey.title,
        version_id=surveys.keep(db, plan.xform, survey.name, survey.version, now),
        zone=plan.zone,
        created_by=actor,
        kind=plan.kind,
        code=code,
        min_cell=plan.min_cell,
    )


def _own_code(db: Db, name: str) -> str | None:
    """The survey's name as a code, if it can be one and leads nowhere yet."""
    try:
        code = sources.checked(name)
    except sources.CodeRefused:
        return None
    return None if sources.find(db, code) else code


def _unusable(refused: Exception, code: str) -> CodeUnusable:
    if isinstance(refused, sources.CodeTaken):
        return CodeUnusable(_("The code {code} is taken: choose another.", code=code))
    return CodeUnusable(_("“{code}” is no code: use 2 to 16 letters and digits.", code=code))


# ---- found and steered ---------------------------------------------------------------------


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
    if to is State.OPEN and found.state not in (State.PAUSED, State.OPEN):
        raise WrongState(_REFUSALS[found.state](found.code))
    try:
        moved = campaigns.steer(db, found.id, to, now)
    except campaigns.CannotSteer as refused:
        raise WrongState(_REFUSALS[found.state](found.code)) from refused
    if moved:
        audit.add(db, actor, _ACTIONS[to], f"campaign:{found.id}", now)
    return _again(db, found)


_ACTIONS = {State.OPEN: "resume", State.PAUSED: "pause", State.CLOSED: "close"}

_REFUSALS: dict[State, Callable[[str], Msg]] = {
    State.DRAFT: lambda code: _("{code} is a draft: launch it first.", code=code),
    State.SCHEDULED: lambda code: _("{code} is not open yet.", code=code),
    State.OPEN: lambda code: _("{code} is open.", code=code),
    State.PAUSED: lambda code: _("{code} is paused.", code=code),
    State.CLOSED: lambda code: _("{code} is closed, and stays so.", code=code),
}


def _again(db: Db, campaign: Campaign) -> Campaign:
    return campaigns.load(db, [campaign.id])[campaign.id]


# ---- where it is entered -------------------------------------------------------------------


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
