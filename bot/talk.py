"""One inbound being answered: who speaks, where they stand, and what the answer came to."""

from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.channel import Inbound
from bot.house import House
from bot.outbox import Promise
from bot.render import Reader
from dialogs import engine
from dialogs.survey import Survey
from dialogs.turn import Campaign, Fact, Reply, Said, Session, Turn
from locales import best
from storage.campaigns import Campaign as StoredCampaign
from storage.campaigns import State
from storage.database import Db
from storage.respondents import Respondent
from storage.sessions import Stored


@dataclass(frozen=True, slots=True)
class Talk:
    """What answering one inbound may need. `stored` is the session that is spoken to, if any."""

    db: Db
    house: House
    inbound: Inbound
    person: Respondent
    stored: Stored | None = None

    @property
    def now(self) -> datetime:
        return self.inbound.at

    def survey(self, stored: Stored) -> Survey:
        return self.house.versions.get(self.db, stored.version)

    def reader(self, stored: Stored | None) -> Reader:
        """Who reads the answer; an author's words fall back to the survey's default language."""
        language = self.person.language
        catalogue = self.house.catalogue(language)
        if stored is None:
            return Reader(catalogue, (language, catalogue.language))
        survey = self.survey(stored)
        return Reader(catalogue, (_spoken(language, survey), survey.default_language))


@dataclass(frozen=True, slots=True)
class Done:
    """What answering came to: the words, and how the respondent and their session stand now."""

    person: Respondent
    replies: tuple[Reply, ...] = ()
    stored: Stored | None = None
    turn: Turn | None = None
    files: frozenset[str] = frozenset()
    """What is to be deleted from the media store, once this is committed."""
    told: tuple[Promise, ...] = ()
    """Cards for others, who did not just write."""
    then: "Done | None" = None
    """What is shown after it, of another session."""


@dataclass(frozen=True, slots=True)
class Taken:
    """An inbound and what answering it came to, to be kept and promised with its neighbours'."""

    talk: Talk
    done: Done

    @property
    def facts(self) -> tuple[Fact, ...]:
        return self.done.turn.facts if self.done.turn else ()


def says(talk: Talk, *replies: Reply) -> Done:
    """An answer that changes nothing."""
    return Done(talk.person, replies)


def step(talk: Talk, stored: Stored, said: Said) -> Done:
    """The engine takes one thing said in a session, which is the one spoken to from now on."""
    session, survey = session_of(talk, stored), talk.survey(stored)
    turn = engine.step(survey, session, said, talk.now, stored.campaign.zone, stored.seed)
    return Done(replace(talk.person, focus=stored.id), turn.replies, stored, turn)


def show(talk: Talk, stored: Stored) -> Done:
    """Where a session stands, said again; it is the one spoken to from now on."""
    session, survey = session_of(talk, stored), talk.survey(stored)
    turn = engine.show(survey, session, talk.now, stored.campaign.zone, stored.seed)
    return Done(replace(talk.person, focus=stored.id), turn.replies, stored, turn)


def session_of(talk: Talk, stored: Stored) -> Session:
    """A kept session as the talk sees it, in the language that the respondent speaks now."""
    return Session(
        id=stored.id,
        campaign=campaign_of(talk, stored.campaign, preview=stored.preview),
        answers=stored.answers,
        language=_spoken(talk.person.language, talk.survey(stored)),
        begun=stored.begun,
        minor=stored.minor,
        reopened=stored.reopened,
        slips=stored.slips,
        receipt=stored.receipt,
        changed=stored.changed,
        hear_back=stored.hear_back,
    )


def campaign_of(talk: Talk, kept: StoredCampaign, *, preview: bool = False) -> Campaign:
    """A campaign as the talk may tell of it; its days are those of its own zone."""
    return Campaign(
        id=kept.id,
        code=kept.code,
        title=kept.title,
        town=talk.house.town,
        min_cell=kept.min_cell,
        closes_on=day_of(kept.closes_at, kept),
        deletes_on=day_of(kept.deletes_at, kept),
        web_link=talk.house.link(kept.code),
        results_link=talk.house.results_link(kept.code) if has_results(kept) else "",
        contact=talk.house.contact,
        channel=talk.person.channel,
        open=kept.state is State.OPEN or preview,
        preview=preview,
        ideas=kept.kind == "ideas",
    )


def has_results(kept: StoredCampaign) -> bool:
    """Whether there is a page to read: ideas at any time, answers once nobody changes them any more."""
    return kept.state is State.CLOSED or (kept.kind == "ideas" and kept.state is not State.DRAFT)


def _spoken(language: str | None, survey: Survey) -> str | None:
    """The key of the survey's language that serves for the one a respondent speaks."""
    return best(language, [one.key for one in survey.languages]) if language else None


def day_of(moment: datetime | None, kept: StoredCampaign) -> date | None:
    """The day of a moment where the campaign is."""
    return moment.astimezone(kept.zone).date() if moment else None
