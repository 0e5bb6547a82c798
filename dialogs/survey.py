"""A survey as it is run: what is asked, when, of what, and in which languages.

It is built from an XForm (`dialogs.xform`), is never altered, and knows nothing of a
respondent: what the answers make of it is `dialogs.filled`.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from dialogs.expressions import Expression
from dialogs.text import Localized


@dataclass(frozen=True, slots=True)
class Language:
    """A language of the survey: `name` as its author wrote it, `key` its BCP 47 tag, else the name."""

    key: str
    name: str


@dataclass(frozen=True, slots=True)
class Label:
    """An author's text by language key; expressions stand where the author wrote `${…}`."""

    texts: tuple[tuple[str, tuple[str | Expression, ...]], ...]

    @property
    def plain(self) -> Localized:
        """The text with every `${…}` left blank: for reports and codebooks, where no one has answered."""
        joined = ((key, "".join(p for p in parts if isinstance(p, str))) for key, parts in self.texts)
        return Localized(tuple((key, text) for key, text in joined if text))


EMPTY = Label(())


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a list: `name` is what is stored, `columns` what a choice filter may ask of it."""

    name: str
    label: Label
    columns: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Choices:
    """What a question offers: a list of the survey, and the filter (a predicate on its items), if any.

    `offered` is the whole nodeset expression (`instance('towns')/root/item[…]`) when filtered.
    """

    list_name: str
    offered: Expression | None = None


@dataclass(frozen=True, slots=True)
class Bounds:
    """Of a range: lowest, highest and step, as decimal text so that nothing is rounded."""

    start: str
    end: str
    step: str


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked, computed or shown; `kind` names its entry in `dialogs.questions.KINDS`.

    Kinds: select_one, select_multiple, rank, text, integer, decimal, range, date, time, dateTime,
    acknowledge, geopoint, geotrace, geoshape, barcode, image, audio, video, file, note, and the silent
    calculate and hidden. `index` counts from 0 in document order and never changes within a version:
    buttons name a question by it.
    """

    path: str
    kind: str
    index: int
    label: Label = EMPTY
    hint: Label = EMPTY
    relevant: Expression | None = None
    constraint: Expression | None = None
    constraint_message: Label = EMPTY
    required: Expression | None = None
    required_message: Label = EMPTY
    calculation: Expression | None = None
    default: str = ""
    preset: Expression | None = None
    """A default that is computed, as `today()`, while there is no answer."""
    choices: Choices | None = None
    bounds: Bounds | None = None
    appearance: frozenset[str] = frozenset()
    groups: tuple[str, ...] = ()
    """Paths of the groups it stands in, outermost first."""

    @property
    def name(self) -> str:
        return self.path.rsplit("/", 1)[-1]

    @property
    def key(self) -> str:
        """The path without the root, as results and exports name it: `g/q`."""
        return self.path.split("/", 2)[2]

    @property
    def asked(self) -> bool:
        """Whether a respondent meets it at all."""
        return self.kind not in ("calculate", "hidden")


@dataclass(frozen=True, slots=True)
class Group:
    """A section; its relevance hides everything in it."""

    path: str
    label: Label = EMPTY
    relevant: Expression | None = None
    appearance: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Setter:
    """The question at `path` is given `value` whenever a certain other answer changes; None clears it."""

    path: str
    value: Expression | None = None


@dataclass(frozen=True, slots=True)
class Survey:
    """A version of a survey, compiled. `order` lists the paths of everything that is computed
    (relevance, calculations, filters), each after all it reads."""

    title: Localized
    name: str
    version: str
    languages: tuple[Language, ...]
    default_language: str
    questions: tuple[Question, ...]
    groups: Mapping[str, Group] = field(default_factory=dict)
    lists: Mapping[str, tuple[Choice, ...]] = field(default_factory=dict)
    order: tuple[str, ...] = ()
    texts: Mapping[str, Label] = field(default_factory=dict)
    """itext by id, for `jr:itext()`."""
    setters: Mapping[str, tuple[Setter, ...]] = field(default_factory=dict)
    """By the path of the question whose answer changes."""
    paths: Mapping[str, Question] = field(init=False, repr=False, compare=False)
    items: Mapping[str, tuple[Mapping[str, str], ...]] = field(init=False, repr=False, compare=False)
    """The lists as expressions ask them: a choice's `name`, `label` and columns."""

    def __post_init__(self) -> None:
        rows = {name: tuple(map(self._item, choices)) for name, choices in self.lists.items()}
        object.__setattr__(self, "paths", {q.path: q for q in self.questions})
        object.__setattr__(self, "items", rows)

    def _item(self, choice: Choice) -> Mapping[str, str]:
        label = choice.label.plain.pick(self.default_language)[1]
        return {"name": choice.name, "label": label, **dict(choice.columns)}

    def question(self, path: str) -> Question | None:
        return self.paths.get(path)

    def listed(self, question: Question) -> tuple[Choice, ...]:
        """All choices that a question could ever offer, in the author's order."""
        return self.lists.get(question.choices.list_name, ()) if question.choices else ()
