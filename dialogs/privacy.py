"""« Plus d'infos » and `/donnees`: the nine points that people must be able to read before they answer.

Article 13 of the GDPR: who is responsible, what for, on what ground, who receives it, transfers, how
long, rights, whom to ask, where to complain; and that answering is free and no machine decides.
"""

from dialogs.text import Text, _
from dialogs.turn import Campaign, Reply


def card(town: str, contact: str, campaign: Campaign | None = None) -> Reply:
    return Reply(points(town, contact, campaign), appends=True)


def points(town: str, contact: str, campaign: Campaign | None = None) -> tuple[Text, ...]:
    return (
        _("Who is responsible: {town}.", town=town),
        _purpose(campaign),
        _("Legal ground: a task in the public interest (GDPR, article 6.1.e)."),
        _("Who reads it: the town’s staff in charge. Nothing is sold or passed on."),
        _transfer(campaign),
        _retention(campaign),
        _("Your rights: see your data with /mydata, erase it with /forget, object with /stop."),
        _whom_to_ask(town, contact),
        _("You can also complain to the CNIL: cnil.fr"),
        _("Answering is always optional. No decision about you is made by a machine."),
    )


def _purpose(campaign: Campaign | None) -> Text:
    if campaign is None:
        return _("What for: hearing residents, and making the town’s projects better.")
    return _("What for: “{title}”. Only totals are published.", title=campaign.title)


def _transfer(campaign: Campaign | None) -> Text:
    if campaign is None or campaign.channel != "telegram":
        return _("Where it is kept: in the European Union.")
    if not campaign.web_link:
        return _("Telegram carries your messages outside the European Union.")
    link = campaign.web_link
    return _("Telegram carries your messages outside the European Union. Without it: {link}", link=link)


def _retention(campaign: Campaign | None) -> Text:
    if campaign is None or campaign.deletes_on is None:
        return _("How long: until the day told in the first message of each consultation.")
    return _("How long: until {day}. Then your answers are erased.", day=campaign.deletes_on)


def _whom_to_ask(town: str, contact: str) -> Text:
    if not contact:
        return _("Questions: ask the data protection officer of {town}.", town=town)
    return _("Questions: ask the data protection officer, {contact}.", contact=contact)
