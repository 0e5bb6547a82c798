"""A link that resumes elsewhere: both addresses are the same respondent from then on."""

from dataclasses import replace

from bot.residents.opening import open_now
from bot.talk import Done, Talk, says, show
from dialogs.text import _
from storage import joins, sessions, tickets
from storage.tickets import Kind

EXPIRED = _("This link was used already, or is older than a day. Send /later where you began to get another.")


def resume(talk: Talk, code: str) -> Done:
    ticket = tickets.use(talk.db, talk.house.keys, code, talk.now)
    if ticket is None or ticket.kind is not Kind.RESUME or ticket.respondent is None:
        return says(talk, open_now(talk, EXPIRED))
    left = sessions.load(talk.db, [ticket.session]).get(ticket.session) if ticket.session else None
    person = talk.person
    if ticket.respondent != person.id:
        with talk.db.begin_nested():
            person = joins.join(talk.db, ticket.respondent, person)
    here = replace(talk, person=person, stored=None)
    stands = sessions.newest(talk.db, [(person.id, left.campaign.id)]) if left else {}
    for stored in stands.values():
        return show(here, stored)
    return replace(says(here, open_now(here, _("Welcome back."))), person=replace(person, focus=None))
