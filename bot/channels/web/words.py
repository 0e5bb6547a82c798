"""The page's few words of its own; all the rest of what it says comes as cards.

They stand here as a table so that the catalogues' tools find them, and reach the page as JSON.
"""

from dialogs.text import Catalogue, Msg, _, say

WORDS: dict[str, Msg] = {
    "answer": _("Your answer"),
    "audio": _("Add a recording"),
    "bigger": _("More"),
    "change": _("Change"),
    "changed": _("Changed below"),
    "confirm": _("Confirm"),
    "conversation": _("Conversation"),
    "date": _("Choose a date"),
    "datetime": _("Choose a day and a time"),
    "file": _("Add a file"),
    "file_too_large": _("This file is too large: 20 MB at most."),
    "help": _("Help"),
    "number": _("Choose a number"),
    "offline": _("You are offline. Your answers stay on this device and leave when the network is back."),
    "photo": _("Add a photo"),
    "photo_sent": _("Photo"),
    "place": _("Share my position"),
    "place_refused": _("Your device did not give its position. You can also write an answer."),
    "place_sent": _("My position"),
    "refused": _("This message could not be sent. Please write it again."),
    "search": _("Search the list"),
    "send": _("Send"),
    "skip_link": _("Go to the answer field"),
    "smaller": _("Less"),
    "slow_down": _("One moment please: you are quick."),
    "survey_file": _("Send a survey as a file"),
    "time": _("Choose a time"),
    "video": _("Add a video"),
    "waiting": _("Waiting to be sent"),
    "without_script": _(
        "This conversation needs JavaScript. Please switch it on, or come and see us at the town hall."
    ),
    "you": _("You"),
}


def words(catalogue: Catalogue) -> dict[str, str]:
    """Every word in the catalogue's language."""
    return {name: say(word, catalogue) for name, word in WORDS.items()}
