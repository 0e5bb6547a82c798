"""What an input means outside a question: commands, and the words that stand for a button.

Commands are read from the text itself, so that « /données » works as well as « /donnees »: a
channel marks only the second as a command.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dialogs.typed import clean, plain


@dataclass(frozen=True, slots=True)
class Command:
    """`name` is the English word of the command; "unknown" when there is none such."""

    name: str
    argument: str = ""


ELSEWHERE = Command("elsewhere")
"""A command that names another bot of the same group chat: nothing is answered."""

WORDS: Mapping[str, Mapping[str, tuple[str, ...]]] = {
    "resident": {
        "start": ("start",),
        "join": ("join", "rejoindre"),
        "help": ("help", "aide"),
        "language": ("language", "langue", "lang"),
        "idea": ("idea", "idee"),
        "ideas": ("ideas", "idees"),
        "support": ("support", "soutenir"),
        "follow": ("follow", "suivi"),
        "results": ("results", "resultats"),
        "correct": ("correct", "corriger"),
        "back": ("back", "retour"),
        "skip": ("skip", "passer"),
        "later": ("later", "plustard"),
        "stop": ("stop",),
        "privacy": ("privacy", "donnees"),
        "mydata": ("mydata", "mesdonnees"),
        "forget": ("forget", "effacer"),
    },
    "analyst": {
        "export": ("export", "exporter"),
        "campaigns": ("campaigns", "campagnes"),
        "signin": ("signin", "connexion"),
    },
    "moderator": {
        "moderate": ("moderate", "moderer"),
        "answer": ("answer", "repondre"),
    },
    "manager": {
        "launch": ("launch", "lancer"),
        "new": ("new", "nouveau"),
        "preview": ("preview", "apercu"),
        "pause": ("pause",),
        "resume": ("resume", "reprendre"),
        "close": ("close", "fermer"),
        "source": ("source",),
        "broadcast": ("broadcast", "remercier", "thank", "inviter"),
    },
    "owner": {
        "staff": ("staff", "equipe"),
        "audit": ("audit", "journal"),
    },
}
"""The spellings of each command, by the role that may use it first: English, French, others."""

_NAMES = {word: name for group in WORDS.values() for name, spellings in group.items() for word in spellings}
_COMMAND = re.compile(r"/([^\W\d_][\w-]*)(?:@(\w+))?(?:\s+(.*))?", re.DOTALL)


def spelling(name: str, language: str) -> str:
    """A command as it is written to somebody who reads `language`."""
    spellings = next(group[name] for group in WORDS.values() if name in group)
    return spellings[1] if language.startswith("fr") and len(spellings) > 1 else spellings[0]


def command(text: str, bot: str = "") -> Command | None:
    """The command that `text` is, if it is one; `bot` is our own name where commands may name another."""
    found = _COMMAND.fullmatch(clean(text))
    if not found:
        return None
    word, named, argument = found.groups(default="")
    if named and bot and named.casefold() != bot.casefold():
        return ELSEWHERE
    name = _NAMES.get(plain(word).replace("_", "").replace("-", ""))
    return Command(name, argument.strip()) if name else Command("unknown", word)


_BUTTONS: Mapping[str, tuple[str, ...]] = {
    "begin": ("commencer", "begin", "start", "c'est parti", "oui", "yes", "ok", "d'accord"),
    "more": ("plus d'infos", "plus d'info", "infos", "more", "more info"),
    "minor": ("j'ai moins de 15 ans", "moins de 15 ans", "i am under 15", "i'm under 15", "under 15"),
    "send": ("envoyer", "send", "oui", "yes", "ok"),
    "correct": ("modifier", "modifier une reponse", "corriger", "change", "change an answer", "correct"),
    "resume": ("continuer", "reprendre", "go on", "resume", "continue"),
    "later": ("plus tard", "later", "stop", "pause"),
    "back": ("retour", "revenir", "back", "go back"),
    "skip": ("passer", "je passe", "passe", "skip", "pass"),
    "help": ("aide", "help", "?"),
    "done": ("valider", "done", "ok", "fini", "termine", "c'est tout", "that's all"),
    "undo": ("annuler", "undo", "retirer le dernier", "take back"),
    "yes": ("oui", "yes", "ok", "d'accord"),
    "no": ("non", "no", "non merci", "no thanks"),
}


def button(text: str, shown: tuple[str, ...]) -> str | None:
    """Which of the session's operations in `shown` a typed text stands for, in French or English."""
    wanted = plain(text) or text.strip()
    return next((op for op in shown if wanted in _BUTTONS[op]), None)
