"""Help in the middle of the talk: what can be said at any moment, in a few lines."""

from dialogs.card import session_button
from dialogs.notice import other_languages
from dialogs.path import Path, Stage
from dialogs.text import Text, _
from dialogs.turn import Reply


def guidance() -> tuple[Text, ...]:
    """What anybody may say, in a session or outside."""
    return (
        _("You can tap a button, or write your answer."),
        _("To go back: /back. To skip a question: /skip. To change an answer: /correct."),
        _("To change language: /language. What we do with your data: /privacy."),
        _("To stop hearing from us: /stop. To erase everything: /forget."),
    )


def card(path: Path) -> Reply:
    go_on = session_button(path, _("Go on"), "resume", primary=True)
    later = session_button(path, _("Later"), "later")
    asking = path.stage is Stage.ASKING and path.session.campaign.open
    return Reply(guidance(), buttons=((go_on, later) if asking else (go_on,),), appends=True)


def languages(path: Path) -> Reply:
    """The languages of the survey, to choose from."""
    others = tuple((button,) for button in other_languages(path))
    if not others:
        return Reply((_("Only one language is offered here."),))
    return Reply((_("Which language would you like?"),), buttons=others)
