"""Every kind of question: what it takes, how it asks, how it reads back."""

from dataclasses import dataclass, field

import pytest
from talking import CAMPAIGN, NOW, ZONE, begun, choices, q, survey, words

from dialogs.path import walk
from dialogs.questions import KINDS, Form, Invalid
from dialogs.survey import Choice, Question
from dialogs.turn import Attached, Placed, Said, Session, Tapped, Typed

TOPICS = ("trees", "cars", "benches", "light")
SCALE = choices(
    ("0", {"en": "No child", "fr": "Aucun enfant"}),
    ("1", {"en": "1 child", "fr": "1 enfant"}),
    ("2", {"en": "2 children or more", "fr": "2 enfants ou plus"}),
)
VISITS = choices(
    ("shop", {"fr": "Faire des courses", "en": "Shopping"}),
    ("live", {"fr": "J’y habite", "en": "I live there"}),
    ("walk", {"fr": "Sortir, me promener", "en": "Going out"}),
    ("nsp", {"fr": "Je ne sais pas", "en": "I don’t know"}),
)
TOWNS = tuple(
    Choice(f"t{n}", choices((f"t{n}", name))[0].label)
    for n, name in enumerate(
        [
            "Bègles",
            "Bordeaux",
            "Bordes",
            "Bourg-en-Gironde",
            "Bruges",
            "Mérignac",
            "Pessac",
            "Saint-Émilion",
            "Saint-Loubès",
            "Talence",
            *(f"Village {n}" for n in range(20)),
        ]
    )
)
LISTS = {"scale": SCALE, "visits": VISITS, "towns": TOWNS}

SLIP = "slip"
"""Refused with help."""
UNSURE = "unsure"
"""Met with « did you mean »."""


@dataclass(frozen=True)
class Case:
    """A question; what is said to it and the value that comes of it; how values read back."""

    question: Question
    said: dict[Said | str, str]
    reads: dict[str, str] = field(default_factory=dict)
    labels: tuple[str, ...] = ()
    entry: str = ""


def one(of: str, **more: object) -> Question:
    return q("select_one", "a", of=of, required="true()", **more)


CASES: dict[str, tuple[Case, ...]] = {
    "select_one": (
        Case(
            one("visits"),
            {
                "J'y habite": "live",
                "j’y HABITE.": "live",
                "j'habite là": "live",
                "live": "live",
                "I live there": "live",
                "2": "live",
                "n° 2": "live",
                "٢": "live",
                "courses": "shop",
                "faire les course": "shop",
                "shop": "shop",
                "sais pas": "nsp",
                "cources": UNSURE,
                "sortire habite": UNSURE,
                "5": SLIP,
                "0": SLIP,
                "le marché": SLIP,
                "": SLIP,
                "un texte " * 30: SLIP,
                Tapped(0, 0, "=1"): "live",
                Tapped(0, 0, "=9"): SLIP,
                Tapped(0, 0, "=x"): SLIP,
                Tapped(0, 0, "page:1"): "",
                Tapped(0, 0, "page:x"): "",
                Tapped(0, 0, "what"): "",
                Attached("sticker", "s"): SLIP,
                Placed(1, 2): SLIP,
            },
            {"live": "I live there", "gone": "gone"},
            ("Shopping", "I live there", "Going out", "I don’t know"),
        ),
        Case(
            one("scale"),
            {"aucun": "0", "1": UNSURE, "2": UNSURE, "3": "2", "1 enfant": "1", "enfant": UNSURE},
        ),
        Case(
            one("towns"),
            {
                "merignac": "t5",
                "bor": UNSURE,
                "saint": UNSURE,
                "emil": UNSURE,
                "Bordeau": "t1",
                "Bordaux": UNSURE,
                "zzz": SLIP,
                "2": "t12",
                "99": SLIP,
                "village 7": "t17",
            },
            labels=(),
            entry="search",
        ),
    ),
    "select_multiple": (
        Case(
            q("select_multiple", "a", of="topics"),
            {
                "1,3": "trees benches",
                "3 1": "trees benches",
                "3 et 1": "trees benches",
                "benches and trees": "trees benches",
                "lighting; fewer cars": "cars light",
                "light": "light",
                "more": "trees",
                "trees, xyz": SLIP,
                "bench, lightening": UNSURE,
                "1,9": SLIP,
                "": SLIP,
                "done": "",
                Tapped(0, 0, "done"): "",
                Tapped(0, 0, "+9"): SLIP,
                Tapped(0, 0, "page:0"): "",
                Tapped(0, 0, "what"): "",
            },
            {"trees light": "More trees, Lighting", "trees": "More trees"},
            ("More trees", "Fewer cars", "Benches", "Lighting", "Done", "Skip"),
        ),
        Case(q("select_multiple", "a", of="towns"), {"bor": UNSURE, "zzz": SLIP}, entry="search"),
    ),
    "rank": (
        Case(
            q("rank", "a", of="topics"),
            {
                "3,1,2,4": "benches trees cars light",
                "3 1 2 4": "benches trees cars light",
                "4 > 3 > 2 > 1": "light benches cars trees",
                "benches, then trees puis lighting, fewer cars": "benches trees light cars",
                "benches, trees, lighting, fewer cars": "benches trees light cars",
                "3,1": "benches trees",
                "trees": "trees",
                "1,9": SLIP,
                "": SLIP,
                "done": "",
                Tapped(0, 0, "done"): "",
                Tapped(0, 0, "+2"): "benches",
                Tapped(0, 0, "-2"): "",
                Tapped(0, 0, "+9"): SLIP,
                Tapped(0, 0, "page:0"): "",
            },
            {"light trees": "1. Lighting, 2. More trees", "light": "1. Lighting"},
            ("More trees", "Fewer cars", "Benches", "Lighting", "Done", "Skip"),
        ),
    ),
    "text": (
        Case(
            q("text", "a", required="true()"),
            {
                "Une fontaine, comme à Nantes": "Une fontaine, comme à Nantes",
                "skip": "skip",
                "oui": "oui",
                "<b>fat</b> & *star*": "<b>fat</b> & *star*",
                " a\x00b\u202e\r\nc\x07 ": "ab\nc",
                "e\u0301te\u0301": "été",
                "x" * 4000: "x" * 4000,
                "x" * 10_000: SLIP,
                "": SLIP,
                "\x00\t ": SLIP,
                Attached("voice", "v"): SLIP,
                Attached("audio", "v"): SLIP,
                Attached("video", "v"): SLIP,
                Attached("file", "f"): SLIP,
                Attached("image", "i"): SLIP,
                Placed(1, 2): SLIP,
                Tapped(0, 0, "=1"): "",
            },
            {"as *it* is": "as *it* is"},
            (),
            "text",
        ),
        Case(
            q("text", "a"), {"skip": "", "Passer": "", "passer par là": "passer par là", "retour": "retour"}
        ),
    ),
    "integer": (
        Case(
            q("integer", "a", required="true()"),
            {
                "12": "12",
                " 25 ans": "25",
                "environ 1 200": "1200",
                "1\u202f200 €": "1200",
                "-3": "-3",
                "−3": "-3",
                "007": "7",
                "١٢": "12",
                "3,0": "3",
                "3,5": SLIP,
                "douze": SLIP,
                "10-12": SLIP,
                "1 2": SLIP,
                "1.2.3": SLIP,
                "9" * 16: SLIP,
                "": SLIP,
                "²": SLIP,
            },
            {"1200": "1200", "odd": "odd"},
            (),
            "number",
        ),
    ),
    "decimal": (
        Case(
            q("decimal", "a"),
            {
                "12,5": "12.5",
                "12.50": "12.5",
                "3": "3",
                "-0,0": "0",
                "+0.25 km": "0.25",
                "un peu": SLIP,
                "100": "100",
                "1,2,3": SLIP,
            },
            {"12.5": "12.5"},
            ("Skip",),
            "number",
        ),
    ),
    "range": (
        Case(
            q("range", "a", bounds="1 5 1", appearance="rating"),
            {
                "4": "4",
                "4/5": "4",
                "4 sur 5": "4",
                "4 out of 5": "4",
                "4/10": SLIP,
                "6": SLIP,
                "2,5": SLIP,
                "good": SLIP,
                Tapped(0, 0, "=3"): "3",
                Tapped(0, 0, "=9"): SLIP,
                Tapped(0, 0, "=x"): "",
                Tapped(0, 0, "3"): "",
            },
            {"2": "2 out of 5", "odd": "odd"},
            ("1", "2", "3", "4", "5", "Skip"),
        ),
        Case(
            q("range", "a", bounds="0 100 5"),
            {"55": "55", "56": SLIP, "-5": SLIP},
            entry="number",
            reads={"55": "55"},
            labels=("Skip",),
        ),
        Case(
            q("range", "a", bounds="2 0 -0.5"),
            {"1,5": "1.5", "0.25": SLIP},
            labels=("0", "0.5", "1", "1.5", "2", "Skip"),
        ),
        Case(q("range", "a", bounds="x y 0"), {"0": "0", "1": SLIP}),
        Case(q("range", "a"), {"10": "10", "0": SLIP}),
    ),
    "date": (
        Case(
            q("date", "a"),
            {
                "2026-03-12": "2026-03-12",
                "12/03/2026": "2026-03-12",
                "1.4.26": "2026-04-01",
                "12-03-74": "1974-03-12",
                "12 mars": "2026-03-12",
                "le 1er août 2025": "2025-08-01",
                "March 12th, 2026": "2026-03-12",
                "12 Feb": "2026-02-12",
                "3 décembre": "2025-12-03",
                "lundi 2 mars": "2026-03-02",
                "29 février": "2028-02-29",
                "03/25/2026": "2026-03-25",
                "hier": "2026-03-11",
                "Yesterday": "2026-03-11",
                "demain": "2026-03-13",
                "today": "2026-03-12",
                "Aujourd’hui": "2026-03-12",
                "avant-hier": "2026-03-10",
                "12/03": "2026-03-12",
                "03/25": "2026-03-25",
                "2026 mars 3": "2026-03-03",
                "31/02/2026": SLIP,
                "31 avril": SLIP,
                "45/45/2026": SLIP,
                "99/99": SLIP,
                "2026-13-01": SLIP,
                "12 mars avril": SLIP,
                "mars": SLIP,
                "bientôt": SLIP,
                "": SLIP,
                "0000-01-01": SLIP,
                "3 mars 20266": SLIP,
                "40 mars 2026": SLIP,
                Tapped(0, 0, "=2026-03-11"): "2026-03-11",
                Tapped(0, 0, "=soon"): "",
                Tapped(0, 0, "soon"): "",
            },
            {"2026-03-12": "12 March 2026", "soon": "soon"},
            ("Today", "Yesterday", "Skip"),
            "date",
        ),
        Case(
            q("date", "a", constraint=". <= today()"),
            {"12 juin": "2025-06-12", "tomorrow": SLIP},
        ),
        Case(q("date", "a", constraint=". > today()"), {"12 mars": "2027-03-12"}, labels=("Skip",)),
        Case(
            q("date", "a", appearance="year"),
            {"1974": "1974-01-01", "en 74": "1974-01-01", "hier": SLIP, "19745": SLIP, "0000": SLIP},
            {"1974-01-01": "1974"},
            ("Skip",),
            "text",
        ),
        Case(
            q("date", "a", appearance="month-year"),
            {
                "mars 2026": "2026-03-01",
                "03/2026": "2026-03-01",
                "2026-03": "2026-03-01",
                "13/2026": SLIP,
                "mars": SLIP,
                "mars abc": SLIP,
                "May 24": "2024-05-01",
            },
            {"2026-03-01": "03/2026"},
            ("Skip",),
            "text",
        ),
    ),
    "time": (
        Case(
            q("time", "a"),
            {
                written: f"{read}:00.000"
                for read, spellings in {
                    "14:30": (
                        "14 h 30",
                        "14h30",
                        "14:30",
                        "14.30",
                        "1430",
                        "14:30:00",
                        "14 heures 30 minutes",
                        "2.30 pm",
                        "2:30 p.m.",
                        "à 2 h 30 de l’après-midi",
                        "١٤:٣٠",
                    ),
                    "09:00": ("9", "9 h", "at 9", "9 heures", "9 am", "9 h du matin", "9 o’clock"),
                    "21:00": ("9 pm", "9 h du soir", "9 in the evening"),
                    "00:00": ("minuit", "midnight", "0 h", "12 am"),
                    "12:30": ("midi et demi", "12.30 pm", "12 h et demie"),
                    "08:45": ("9 h moins le quart", "vers 8 h 45"),
                    "12:15": ("midi et quart",),
                    "10:00": ("maintenant", "now"),
                }.items()
                for written in spellings
            }
            | dict.fromkeys(
                ("25 h", "14 h 60", "14 pm", "0 am", "9 h 10 et quart", "bientôt", "", "3,5", "9 h demain"),
                SLIP,
            ),
            {"14:30:00.000": "14:30", "14:30:00.000+01:00": "14:30", "soon": "soon"},
            ("Skip",),
            "time",
        ),
    ),
    "dateTime": (
        Case(
            q("dateTime", "a"),
            {
                "demain à 9 h": "2026-03-13T09:00:00.000+01:00",
                "12/03/2026 14:30": "2026-03-12T14:30:00.000+01:00",
                "2026-07-12T14:30": "2026-07-12T14:30:00.000+02:00",
                "14 h 30 le 12 mars": "2026-03-12T14:30:00.000+01:00",
                "March 13th at 2.30 pm": "2026-03-13T14:30:00.000+01:00",
                "le 12 mars 2026 à midi": "2026-03-12T12:00:00.000+01:00",
                "now": "2026-03-12T10:00:00.000+01:00",
                "12 mars 2026": SLIP,
                "31/02/2026 14:30": SLIP,
                "31/02/2026": SLIP,
                "14:30": SLIP,
                "bientôt": SLIP,
                "": SLIP,
            },
            {
                "2026-03-12T14:30:00.000+01:00": "12 March 2026 at 14:30",
                "2026-03-12T14:30:00.000Z": "12 March 2026 at 15:30",
                "soon": "soon",
            },
            ("Skip",),
            "datetime",
        ),
        Case(
            q("dateTime", "a", constraint=". > now()"),
            {"12 mars 9 h": "2027-03-12T09:00:00.000+01:00", "hier à 9 h": SLIP},
        ),
    ),
    "acknowledge": (
        Case(
            q("acknowledge", "a", required="true()"),
            {"ok": "OK", "D’accord": "OK", "hm": SLIP, Tapped(0, 0, "=OK"): "OK", Tapped(0, 0, "=no"): ""},
            {"OK": "OK"},
            ("OK",),
        ),
    ),
    "geopoint": (
        Case(
            q("geopoint", "a"),
            {
                Placed(44.84, -0.58, 12, 5.5): "44.84 -0.58 12 5.5",
                Placed(-0.0, 0): "0 0 0 0",
                "44.84, -0.58": "44.84 -0.58 0 0",
                "44,84 -0,58": "44.84 -0.58 0 0",
                "12 rue des Halles": SLIP,
                Placed(91, 0): SLIP,
                Placed(0, 181): SLIP,
                Placed(float("nan"), 0): SLIP,
                "95 3": SLIP,
            },
            {"44.8412345 -0.58 0 0": "44.8412, -0.58"},
            ("Skip",),
            "place",
        ),
    ),
    "geotrace": (
        Case(
            q("geotrace", "a"),
            {
                Placed(44.84, -0.58): "44.84 -0.58 0 0",
                "44.84 -0.58": "44.84 -0.58 0 0",
                "44.84 -0.58; 44.85 -0.57": "44.84 -0.58 0 0;44.85 -0.57 0 0",
                "44,84; -0,58": "44.84 -0.58 0 0",
                "44.84 -0.58; 95 3": SLIP,
                "44.84 -0.58; la place": SLIP,
                "la place": SLIP,
                Placed(91, 0): SLIP,
                "done": "",
                "undo": "",
                Tapped(0, 0, "done"): "",
                Tapped(0, 0, "first:0"): "",
                Tapped(0, 0, "first:x"): "",
                Tapped(0, 0, "what"): "",
            },
            {"44.84 -0.58 0 0;44.85 -0.57 0 0": "2 points"},
            ("Skip",),
            "place",
        ),
    ),
    "geoshape": (
        Case(
            q("geoshape", "a"),
            {
                "1 1; 1 2; 2 2": "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0",
                "1 1; 1 2; 2 2; 1 1": "1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0",
                "1 1; 1 2": SLIP,
            },
            {"1 1 0 0;1 2 0 0;2 2 0 0;1 1 0 0": "3 points"},
            ("Skip",),
            "place",
        ),
    ),
    "image": (
        Case(
            q("image", "a"),
            {
                Attached("image", "p.jpg"): "p.jpg",
                Attached("image", ""): SLIP,
                Attached("video", "v"): SLIP,
                Attached("sticker", "s"): SLIP,
                "a bird": SLIP,
            },
            {"p.jpg": "photo received"},
            ("Skip",),
            "image",
        ),
    ),
    "audio": (
        Case(
            q("audio", "a"),
            {
                Attached("audio", "v.ogg"): "v.ogg",
                Attached("audio", ""): SLIP,
                Attached("image", "p.jpg"): SLIP,
                "listen": SLIP,
                "passer": "",
            },
            {"v.ogg": "recording received"},
            ("Skip",),
            "audio",
        ),
    ),
    "video": (
        Case(
            q("video", "a"),
            {Attached("video", "v.mp4"): "v.mp4", Attached("audio", "v.ogg"): SLIP, "look": SLIP},
            {"v.mp4": "video received"},
            ("Skip",),
            "video",
        ),
    ),
    "file": (
        Case(
            q("file", "a"),
            {
                Attached("file", "f.pdf", "plan.pdf"): "f.pdf",
                Attached("image", "p.jpg"): "p.jpg",
                Attached("file", "", "virus.exe"): SLIP,
                Attached("sticker", ""): SLIP,
                "here": SLIP,
            },
            {"f.pdf": "file received"},
            ("Skip",),
            "file",
        ),
    ),
    "barcode": (
        Case(
            q("barcode", "a", required="true()"),
            {
                "3 017620 422003": "3 017620 422003",
                Attached("image", "p.jpg"): SLIP,
                Attached("audio", "v.ogg"): SLIP,
                "": SLIP,
            },
            {"3017620422003": "3017620422003"},
            (),
            "text",
        ),
    ),
    "note": (Case(q("note", "a"), {}, {"x": "x"}),),
    "calculate": (Case(q("calculate", "a"), {}, {"x": "x"}),),
    "hidden": (Case(q("hidden", "a"), {}, {"x": "x"}),),
}

EVERY = [(kind, case) for kind, cases in CASES.items() for case in cases]
SAID = [
    pytest.param(case, said, value, id=f"{kind}-{n}-{said!r:.40}")
    for n, (kind, case) in enumerate(EVERY)
    for said, value in case.said.items()
]


def test_each_kind_has_its_cases():
    assert set(CASES) == set(KINDS)


@pytest.mark.parametrize(("case", "said", "value"), SAID)
def test_what_is_said_is_taken_or_met_with_help(case: Case, said: Said | str, value: str):
    talk = begun(case.question, lists=LISTS, languages=("en", "fr"))
    talk.hears(Typed(said) if isinstance(said, str) else said)
    answer = talk.answer("a")
    if value in (SLIP, UNSURE):
        assert answer is None
        assert talk.sees or talk.notice
        assert ("Did you mean" in talk.sees or "Which one" in talk.sees) is (value == UNSURE)
    else:
        assert (answer.value if answer else "") == value


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_it_asks_with_its_buttons_and_its_entry(kind: str, case: Case):
    talk = begun(case.question, lists=LISTS, languages=("en", "fr"))
    if case.labels:
        assert talk.labels == list(case.labels)
    if case.entry:
        assert talk.reply.entry
        assert talk.reply.entry.kind == case.entry


@pytest.mark.parametrize("kind", ["note", "calculate", "hidden"])
def test_what_is_silent_neither_asks_nor_takes_anything(kind: str):
    path = walk(survey(q(kind, "a")), Session(1, CAMPAIGN), NOW, ZONE, 0)
    asked = path.asked(path.survey.questions[0])
    assert KINDS[kind].asks(asked, 0) == Form()
    assert isinstance(KINDS[kind].typed(asked, "x"), Invalid)


@pytest.mark.parametrize(("kind", "case"), EVERY)
def test_a_value_reads_back_in_words(kind: str, case: Case):
    path = walk(survey(case.question, lists=LISTS), Session(1, CAMPAIGN), NOW, ZONE, 0)
    asked = path.asked(path.survey.questions[0])
    assert {value: words(KINDS[kind].reads_back(asked, value)) for value in case.reads} == case.reads
