"""A talk with the engine alone, in English: says, taps, sees. No catalogue, no channel, no database."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogs import press
from dialogs.engine import show, step
from dialogs.expressions import Expression, compile_expression
from dialogs.survey import Bounds, Choice, Choices, Group, Label, Language, Question, Survey
from dialogs.text import Localized, Text, Verbatim, say
from dialogs.turn import Answer, Button, Campaign, Fact, Kept, Pressed, Reply, Said, Session, Turn, Typed

ZONE = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 3, 12, 10, 0, tzinfo=ZONE)
CAMPAIGN = Campaign(1, "HALLES", Verbatim("The market halls"), "Valmont", closes_on=date(2026, 4, 30))


class English:
    """Our words as they are written in the code."""

    language = "en"

    def gettext(self, text: str) -> str:
        return text

    def ngettext(self, singular: str, plural: str, n: int) -> str:
        return singular if n == 1 else plural

    def date(self, day: date) -> str:
        hour = f" at {day:%H:%M}" if isinstance(day, datetime) else ""
        return f"{day.day} {day:%B %Y}{hour}"

    def number(self, number: float) -> str:
        return f"{number:g}"


def words(text: Text | None, *languages: str) -> str:
    return say(text, English(), *(languages or ("en",))) if text else ""


# ---- surveys -------------------------------------------------------------------------------


def label(text: str | Mapping[str, str] = "", at: str = "/data/x") -> Label:
    """`${name}` stands for `/data/name`; a mapping is language to text."""
    texts = {"en": text} if isinstance(text, str) else text
    return Label(tuple((key, _parts(value, at)) for key, value in texts.items() if value))


def _parts(text: str, at: str) -> tuple[str | Expression, ...]:
    pieces = re.split(r"(\$\{\w+\})", text)
    return tuple(_compiled(p, at) if p.startswith("${") else p for p in pieces if p)


def _compiled(source: str, at: str) -> Expression:
    return compile_expression(re.sub(r"\$\{(\w+)\}", r"/data/\1", source), at)


def q(kind: str, name: str, text: str | Mapping[str, str] | None = None, **more: object) -> Question:
    """A question at `/data/name`; expressions as text, `of` its list, `filtered` the list's predicate."""
    path = f"/data/{name}"
    for key in ("relevant", "constraint", "required", "calculation"):
        if key in more:
            more[key] = _compiled(str(more[key]), path)
    for key in ("hint", "constraint_message", "required_message"):
        if key in more:
            more[key] = label(more[key], path)  # type: ignore[arg-type]
    of, filtered = more.pop("of", None), more.pop("filtered", None)
    if of:
        nodeset = f"instance('{of}')/root/item[{filtered}]"
        more["choices"] = Choices(str(of), _compiled(nodeset, path) if filtered else None)
    if "bounds" in more:
        more["bounds"] = Bounds(*str(more["bounds"]).split())
    if "appearance" in more:
        more["appearance"] = frozenset(str(more["appearance"]).split())
    shown = label(f"{name.capitalize()}?" if text is None else text, path)
    return Question(path, kind, 0, shown, **more)  # type: ignore[arg-type]


def choices(*names: str | tuple[str, object], **columns: str) -> tuple[Choice, ...]:
    """Choices named like their labels, or (name, label) pairs."""
    pairs = [(n.lower().replace(" ", "_"), n) if isinstance(n, str) else n for n in names]
    return tuple(Choice(name, label(text)) for name, text in pairs)  # type: ignore[arg-type]


LISTS = {
    "yes_no": choices("Yes", "No"),
    "topics": choices(
        ("trees", "More trees"), ("cars", "Fewer cars"), ("benches", "Benches"), ("light", "Lighting")
    ),
}


def survey(
    *questions: Question,
    lists: Mapping[str, tuple[Choice, ...]] | None = None,
    groups: Mapping[str, Group] | None = None,
    languages: tuple[str, ...] = ("en",),
) -> Survey:
    return Survey(
        title=Localized((("en", "The market halls"),)),
        name="halles",
        version="1",
        languages=tuple(Language(key, key) for key in languages),
        default_language=languages[0],
        questions=tuple(replace(question, index=n) for n, question in enumerate(questions)),
        groups=groups or {},
        lists={**LISTS, **(lists or {})},
    )


def group(path: str, title: str = "", relevant: str = "") -> Group:
    return Group(path, label(title), _compiled(relevant, path) if relevant else None)


# ---- the talk ------------------------------------------------------------------------------


@dataclass(slots=True)
class Talk:
    """A respondent with their survey. `turn` is the last one; `facts` all that happened."""

    survey: Survey
    session: Session = field(default_factory=lambda: Session(7, CAMPAIGN))
    now: datetime = NOW
    turn: Turn = field(init=False)
    facts: list[Fact] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.turn = show(self.survey, self.session, self.now, ZONE, 3)

    def hears(self, said: Said) -> "Talk":
        self.turn = step(self.survey, self.session, said, self.now, ZONE, 3)
        self.session = self.turn.session
        self.facts.extend(self.turn.facts)
        return self

    def says(self, *texts: str) -> "Talk":
        for text in texts:
            self.hears(Typed(text))
        return self

    def presses(self, *ops: str) -> "Talk":
        for op in ops:
            self.hears(Pressed(op))
        return self

    def taps(self, *labels: str) -> "Talk":
        """The buttons of the last replies that read so."""
        for wanted in labels:
            self.hears(aimed(self.button(wanted)))
        return self

    def button(self, wanted: str) -> Button:
        found = [button for button in self.buttons if words(button.label) == wanted]
        assert found, f"no button “{wanted}” among {self.labels}"
        return found[-1]

    @property
    def buttons(self) -> list[Button]:
        return [button for reply in self.turn.replies for row in reply.buttons for button in row]

    @property
    def labels(self) -> list[str]:
        return [words(button.label) for button in self.buttons]

    @property
    def reply(self) -> Reply:
        return self.turn.replies[0]

    @property
    def sees(self) -> str:
        """The paragraphs of the last replies, one a line."""
        return "\n".join(words(text) for reply in self.turn.replies for text in reply.body)

    @property
    def notice(self) -> str:
        return words(self.reply.notice)

    @property
    def head(self) -> str:
        return words(self.reply.head)

    @property
    def done(self) -> list[str]:
        return [f"{words(line.label)} {words(line.value)}" for line in self.reply.done]

    @property
    def lines(self) -> list[str]:
        return [f"{words(line.label)} {words(line.value)}" for line in self.reply.lines]

    def answer(self, name: str) -> Answer | None:
        return self.session.answers.get(f"/data/{name}")

    @property
    def values(self) -> dict[str, str]:
        """Every answer that stands: name to value."""
        live = {p: a for p, a in self.session.answers.items() if a.state not in ("hidden", "draft")}
        return {path.rsplit("/", 1)[-1]: answer.value for path, answer in live.items()}

    def kept(self, name: str) -> list[Kept]:
        return [fact for fact in self.facts if isinstance(fact, Kept) and fact.path == f"/data/{name}"]


def aimed(button: Button) -> Said:
    read = press.read(button.press)
    assert isinstance(read, press.Aimed)
    return read.said


def begun(*questions: Question, **more: object) -> Talk:
    """A talk at its first question."""
    campaign = more.pop("campaign", CAMPAIGN)
    talk = Talk(survey(*questions, **more), Session(7, campaign))  # type: ignore[arg-type]
    return talk.presses("begin")
