"""`check` and `play`: an author's tools, before anything is launched.

What reads workbooks takes a second to import, so it is imported where a command runs.
"""

import json
import sys
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from admin.cli.command import Command, CommandFailed
from admin.settings import Settings
from dialogs.text import say
from locales import Catalogue, catalogue

if TYPE_CHECKING:
    from admin.authoring import Authored

_FILE = "a survey: an .xlsx or .xls workbook, or its YAML twin"


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_FILE)


def _check(given: Namespace, settings: Settings) -> int:
    """One line for each finding; the status says whether the survey could be launched."""
    authored = author_of(given.file, settings)
    for line in lines_of(authored, catalogue(settings.default_language)):
        sys.stdout.write(f"{line}\n")
    return 0 if authored.survey else 1


def _play_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, metavar="FILE", help=_FILE)
    parser.add_argument("--lang", metavar="L", help="the language to begin in, by name or by code")
    parser.add_argument("--json", metavar="STEPS.json", help="play these steps; - reads a scenario a line")
    parser.add_argument("--now", type=_moment, metavar="ISO", help="the moment at which it is played")
    parser.add_argument("--tz", type=_zone, metavar="ZONE", help="the time zone, such as Europe/Paris")


def _play(given: Namespace, settings: Settings) -> int:
    zone = given.tz or settings.timezone
    now = given.now or datetime.now(zone)  # noqa: TID251 - a command is where the clock is read
    now = now if now.tzinfo else now.replace(tzinfo=zone)
    authored = author_of(given.file, settings)
    words = catalogue(settings.default_language)
    if given.json:
        for scenario in _scenarios(given.json):
            state = _outcome(authored, scenario, now, zone, given.lang, words)
            sys.stdout.write(f"{json.dumps(state, ensure_ascii=False)}\n")
            sys.stdout.flush()
        return 0
    return _converse(authored, now, zone, given.lang, words)


def _outcome(
    authored: "Authored", scenario: str, now: datetime, zone: ZoneInfo, lang: str | None, words: Catalogue
) -> dict[str, object]:
    """A form that cannot run is an answer too, and goes where the answers go."""
    from admin.authoring.play import StepRefused, play

    if authored.survey is None:
        return {"refused": list(lines_of(authored, words, errors_only=True))}
    try:
        return play(authored.survey, json.loads(scenario), now, zone, lang)
    except StepRefused as step:
        return {"refused": [say(step.reason, words)]}
    except ValueError as broken:
        return {"refused": [f"JSON: {broken}"]}


def _scenarios(source: str) -> Iterator[str]:
    if source == "-":
        yield from (line for line in sys.stdin if line.strip())
        return
    try:
        yield Path(source).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise CommandFailed(f"{source} cannot be read: {error}") from error


def _converse(authored: "Authored", now: datetime, zone: ZoneInfo, lang: str | None, words: Catalogue) -> int:
    from admin.authoring.play import StepRefused, language_of
    from admin.authoring.terminal import Terminal, converse

    if authored.survey is None:
        for line in lines_of(authored, words, errors_only=True):
            sys.stderr.write(f"{line}\n")
        return 1
    try:
        language = language_of(authored.survey, lang) if lang else authored.survey.default_language
    except StepRefused as step:
        raise CommandFailed(say(step.reason, words)) from step
    converse(authored.survey, Terminal(sys.stdin, _write, catalogue(language)), now, zone, language)
    return 0


def _write(text: str) -> None:
    sys.stdout.write(text)
    sys.stdout.flush()


def author_of(file: Path, settings: Settings) -> "Authored":
    from admin.authoring import author
    from admin.authoring.attached import beside

    try:
        data = file.read_bytes()
    except OSError as error:
        raise CommandFailed(f"{file} cannot be read: {error.strerror or error}") from error
    return author(data, file.name, settings.default_language, beside(file))


def lines_of(authored: "Authored", words: Catalogue, *, errors_only: bool = False) -> Iterator[str]:
    for found in authored.findings:
        if found.severity == "error" or not errors_only:
            sentence = say(found.sentence, words).replace("\n", " ")
            yield f"{found.severity} {found.sheet}:{found.row}:{found.column} {sentence}"


def _moment(text: str) -> datetime:
    try:
        return datetime.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no moment: write it as 2026-03-12T18:30") from error


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ArgumentTypeError(f"{name!r} is no time zone: write it as Europe/Paris") from error


COMMANDS = (
    Command("check", "Check a survey, and say where what is wrong stands.", _check_arguments, _check),
    Command("play", "Answer a survey in the terminal; nothing is stored.", _play_arguments, _play),
)
