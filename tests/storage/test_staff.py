"""Staff come in by an invitation, in a role, and what they do is written down for good."""

import asyncio
from datetime import timedelta

import factories
import pytest
from clock import Clock
from sqlalchemy import delete, update

from storage import audit, leases, staff, tickets
from storage.database import Database
from storage.keys import Keys
from storage.models.campaigns import audit as audit_table
from storage.staff import Role
from storage.tickets import Kind

KEYS = Keys(b"a secret for tests only")
DAY = timedelta(days=1)


async def test_a_ticket_works_once(database: Database, clock: Clock) -> None:
    code = await database.write(tickets.invite, KEYS, Role.OWNER, "host:awa", clock())
    seen = await database.read(tickets.peek, KEYS, code, clock())
    used = await database.write(tickets.use, KEYS, code, clock())
    assert used == seen
    assert used
    assert (used.kind, used.role, used.created_by) == (Kind.STAFF, "owner", "host:awa")
    assert await database.write(tickets.use, KEYS, code, clock()) is None
    assert await database.read(tickets.peek, KEYS, code, clock()) is None


async def test_of_many_who_use_a_ticket_at_once_one_comes_in(database: Database, clock: Clock) -> None:
    code = await database.write(tickets.invite, KEYS, Role.OWNER, "", clock())
    came = await asyncio.gather(*(database.write(tickets.use, KEYS, code, clock()) for _ in range(5)))
    assert len([ticket for ticket in came if ticket]) == 1


async def test_a_ticket_lasts_a_day(database: Database, clock: Clock) -> None:
    code = await database.write(tickets.invite, KEYS, Role.ANALYST, "", clock())
    clock.forward(hours=23, minutes=59)
    assert await database.read(tickets.peek, KEYS, code, clock())
    clock.forward(minutes=1)
    assert await database.write(tickets.use, KEYS, code, clock()) is None


async def test_a_resumption_leads_to_its_session(database: Database, clock: Clock) -> None:
    who = await database.write(factories.respondent)
    code = await database.write(tickets.resume, KEYS, who, 7, clock())
    ticket = await database.write(tickets.use, KEYS, code, clock())
    assert code.startswith("r_")
    assert len(code) <= 64, "Telegram's limit for what a link may carry"
    assert ticket
    assert (ticket.kind, ticket.respondent, ticket.session) == (Kind.RESUME, who, 7)


async def test_a_ticket_cannot_be_used_with_another_key(database: Database, clock: Clock) -> None:
    code = await database.write(tickets.invite, KEYS, Role.OWNER, "", clock())
    assert await database.write(tickets.use, Keys(b"another secret, as long"), code, clock()) is None


@pytest.mark.parametrize(
    ("code", "kind"), [("i_x", Kind.STAFF), ("r_x", Kind.RESUME), ("HALLES", None), ("", None)]
)
def test_a_ticket_is_told_from_a_code(code: str, kind: Kind | None) -> None:
    assert tickets.kind_of(code) is kind


@pytest.mark.parametrize(
    ("role", "covers"),
    [
        (Role.ANALYST, ["analyst"]),
        (Role.MODERATOR, ["analyst", "moderator"]),
        (Role.MANAGER, ["analyst", "moderator", "manager"]),
        (Role.OWNER, ["analyst", "moderator", "manager", "owner"]),
    ],
)
def test_a_role_may_do_what_narrower_ones_may(role: Role, covers: list[str]) -> None:
    assert [needed for needed in Role if role.covers(needed)] == covers


async def test_staff_are_signed_in_on_one_channel(database: Database, clock: Clock) -> None:
    who = await database.write(factories.respondent)
    member = await database.write(staff.sign_in, who, "telegram", Role.MANAGER, clock(), "Awa")
    assert await database.read(staff.member, who, "telegram", clock()) == member
    assert await database.read(staff.member, who, "web", clock()) is None
    assert member.actor == f"staff:{member.id}"


async def test_a_sign_in_on_the_web_lasts_thirty_days_and_can_be_renewed(
    database: Database, clock: Clock
) -> None:
    who = await database.write(factories.respondent)
    first = await database.write(staff.sign_in, who, "web", Role.ANALYST, clock())
    clock.forward(days=29)
    again = await database.write(staff.sign_in, who, "web", Role.OWNER, clock())
    assert (again.id, again.role) == (first.id, Role.OWNER)
    assert await database.read(staff.member, who, "web", clock.forward(days=29))
    assert await database.read(staff.member, who, "web", clock.forward(days=1)) is None


async def test_a_role_that_was_taken_away_is_gone(database: Database, clock: Clock) -> None:
    who = await database.write(factories.respondent)
    member = await database.write(staff.sign_in, who, "telegram", Role.OWNER, clock())
    assert await database.read(staff.has_owner, clock())
    assert await database.write(staff.end, member.id, clock())
    assert not await database.write(staff.end, member.id, clock())
    assert await database.read(staff.listed, clock()) == []
    assert not await database.read(staff.has_owner, clock())


async def test_what_staff_did_is_listed_newest_first(database: Database, clock: Clock) -> None:
    await database.write(audit.add, "host:awa", "launch", "campaign:3", clock())
    await database.write(audit.add, "staff:7", "close", "campaign:3", clock.forward(days=1), "12 sent")
    assert [(e.actor, e.action, e.detail) for e in await database.read(audit.newest)] == [
        ("staff:7", "close", "12 sent"),
        ("host:awa", "launch", ""),
    ]


async def test_an_untouched_record_verifies_however_many_wrote_it_at_once(
    database: Database, clock: Clock
) -> None:
    clock.forward(microseconds=1_123_457)
    await asyncio.gather(
        *(database.write(audit.add, "host:awa", "launch", f"campaign:{n}", clock()) for n in range(20))
    )
    assert await database.read(audit.verify) is None


@pytest.mark.parametrize(
    "column", [{"actor": "staff:8"}, {"detail": "13"}, {"subject": ""}, {"link": bytes(32)}]
)
async def test_an_altered_entry_is_named(
    database: Database, clock: Clock, column: dict[str, str | bytes]
) -> None:
    for n in range(3):
        await database.write(audit.add, "staff:7", "launch", f"campaign:{n}", clock(), "12")
    altered = update(audit_table).where(audit_table.c.id == 2).values(column)
    await database.write(lambda db: db.execute(altered))
    assert await database.read(audit.verify) == 2


async def test_a_missing_entry_is_noticed_at_the_next(database: Database, clock: Clock) -> None:
    for n in range(3):
        await database.write(audit.add, "staff:7", "launch", f"campaign:{n}", clock())
    await database.write(lambda db: db.execute(delete(audit_table).where(audit_table.c.id == 2)))
    assert await database.read(audit.verify) == 3


async def test_one_process_holds_a_lease_until_it_stops_renewing(database: Database, clock: Clock) -> None:
    minute = timedelta(minutes=1)
    assert await database.write(leases.take, "sender", "a", clock(), minute)
    assert not await database.write(leases.take, "sender", "b", clock(), minute)
    assert await database.write(leases.take, "sender", "a", clock.forward(seconds=50), minute)
    assert not await database.write(leases.take, "sender", "b", clock.forward(seconds=50), minute)
    assert await database.write(leases.take, "sender", "b", clock.forward(seconds=10), minute)
    assert not await database.write(leases.take, "sender", "a", clock(), minute)


async def test_a_lease_given_up_is_free_at_once_and_still_paused(database: Database, clock: Clock) -> None:
    until = clock() + DAY
    await database.write(leases.take, "sender", "a", clock(), DAY)
    await database.write(leases.pause, "sender", until)
    await database.write(leases.pause, "sender", clock())
    await database.write(leases.give_up, "sender", "b", clock())
    assert not await database.write(leases.take, "sender", "b", clock(), DAY)
    await database.write(leases.give_up, "sender", "a", clock())
    assert await database.write(leases.take, "sender", "b", clock(), DAY)
    assert await database.read(leases.paused_until, "sender") == until


async def test_of_many_who_want_a_lease_one_gets_it(database: Database, clock: Clock) -> None:
    got = await asyncio.gather(
        *(database.write(leases.take, "sender", str(n), clock(), DAY) for n in range(8))
    )
    assert got.count(True) == 1
