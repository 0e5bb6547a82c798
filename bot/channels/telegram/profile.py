"""What Telegram shows of the bot before a word is said: its commands and descriptions, in each language."""

import logging
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.types import BotCommand

from dialogs.text import Catalogue, Msg, _, say
from locales import best

log = logging.getLogger(__name__)

COMMANDS: Mapping[str, tuple[Mapping[str, str], Msg]] = {
    "help": ({"fr": "aide"}, _("What I can do")),
    "language": ({"fr": "langue"}, _("Choose your language")),
    "idea": ({"fr": "idee"}, _("Suggest an idea")),
    "ideas": ({"fr": "idees"}, _("Read and support ideas")),
    "follow": ({"fr": "suivi"}, _("See what becomes of ideas")),
    "results": ({"fr": "resultats"}, _("See published results")),
    "correct": ({"fr": "corriger"}, _("Correct an answer")),
    "privacy": ({"fr": "donnees"}, _("Your data and your rights")),
    "stop": ({}, _("Stop messages; your answers are kept")),
}
"""Commands that the menu shows, by their English word: other spellings by language, and what each does."""

_SHORT = _("{town} asks, and listens to your ideas.")
_LONG = _(
    "Here {town} asks what you think and hears your ideas. You may answer or not, and stop at any time. "
    "Only totals are published."
)


@dataclass(frozen=True, slots=True)
class Profile:
    """The bot's own words in one language; `language` is "" for everyone whose language is not among them."""

    language: str
    commands: tuple[tuple[str, str], ...]
    short: str
    long: str


def profiles(catalogues: Mapping[str, Catalogue], default: str, town: str) -> list[Profile]:
    """One for each language that Telegram knows by two letters, and the default's for all others."""
    spoken = best(default, catalogues) or default
    named = [(tag, catalogue) for tag, catalogue in catalogues.items() if len(tag) == 2]
    return [_profile("", catalogues[spoken], town), *(_profile(tag, c, town) for tag, c in named)]


async def publish(bot: Bot, wanted: Sequence[Profile]) -> None:
    """Sets what differs from what Telegram has; a bot without it works as well."""
    for profile in wanted:
        try:
            await _publish(bot, profile)
        except AiogramError as error:
            log.warning("commands in %r were not set: %s", profile.language, type(error).__name__)


async def _publish(bot: Bot, profile: Profile) -> None:
    language = profile.language or None
    shown = await bot.get_my_commands(language_code=language)
    if [(command.command, command.description) for command in shown] != list(profile.commands):
        commands = [BotCommand(command=word, description=does) for word, does in profile.commands]
        await bot.set_my_commands(commands, language_code=language)
    if (await bot.get_my_description(language)).description != profile.long:
        await bot.set_my_description(profile.long, language)
    if (await bot.get_my_short_description(language)).short_description != profile.short:
        await bot.set_my_short_description(profile.short, language)


def _profile(language: str, catalogue: Catalogue, town: str) -> Profile:
    def words(msg: Msg) -> str:
        return say(Msg(msg.text, (("town", town),)), catalogue)

    spoken = catalogue.language.partition("-")[0]
    commands = tuple(
        (spellings.get(spoken, name), words(does)) for name, (spellings, does) in COMMANDS.items()
    )
    return Profile(language, commands, words(_SHORT)[:120], words(_LONG)[:512])
