"""Broadcasts: to whom, once each; and deliveries, of which none is ever sent twice."""

from datetime import timedelta

import factories
import pytest
from sqlalchemy import insert, select, update

from storage import broadcasts, deliveries, erasure, leases
from storage.broadcasts import Standing, State
from storage.database import Database, Db
from storage.deliveries import Became, Claimed, Settled
from storage.models.delivery import delivery
from storage.models.people import address, consent, respondent

NOW = factories.AT
SOON = NOW + timedelta(minutes=1)
LEASE = "send:telegram:700"


def agrees(
    db: Db, campaign: int, *said: bool, channel: str = "telegram", minor: bool = False, **who: object
) -> int:
    """Somebody who took part, asked as often as `said` tells."""
    person = factories.respondent(db, **who)
    factories.address(db, person, channel=channel)
    factories.session(db, campaign, respondent_id=person, minor=minor)
    for given in said:
        row = {"respondent_id": person, "campaign_id": campaign, "purpose": "hear_back", "given": given}
        db.execute(insert(consent).values(**row, text_version="1", at=NOW))
    return person


def sends(db: Db, campaign: int, due_at: object = NOW) -> int | None:
    return broadcasts.send(db, campaign, "thanks", "{}", "staff:1", due_at, NOW)


def receivers(db: Db) -> set[int]:
    return set(db.scalars(select(delivery.c.respondent_id)))


def claims(db: Db, limit: int = 10, later: float = 0, besides: tuple[int, ...] = ()) -> list[Claimed]:
    now = NOW + timedelta(seconds=later)
    return deliveries.claim(db, "telegram", now, limit, now + timedelta(minutes=1), besides)


def states(db: Db) -> list[str]:
    return list(db.scalars(select(delivery.c.state).order_by(delivery.c.id)))


# ---- to whom ---------------------------------------------------------------------------------


async def test_only_those_who_agreed_last_and_can_be_reached_get_it(database: Database) -> None:
    def act(db: Db) -> None:
        campaign = factories.campaign(db)
        yes = {
            agrees(db, campaign, True),
            agrees(db, campaign, False, True),
            agrees(db, campaign, True, channel="web"),
        }
        agrees(db, campaign)
        agrees(db, campaign, True, False)
        agrees(db, campaign, True, stopped=True)
        agrees(db, campaign, True, minor=True)
        refusing = agrees(db, campaign, True)
        db.execute(update(address).where(address.c.respondent_id == refusing).values(blocked_at=NOW))
        agrees(db, factories.campaign(db), True)
        assert broadcasts.reach(db, campaign) == {
            (Standing.REACHED, "telegram"): 2,
            (Standing.REACHED, "web"): 1,
            (Standing.UNASKED, "telegram"): 2,
            (Standing.STOPPED, "telegram"): 1,
            (Standing.MINOR, "telegram"): 1,
            (Standing.BLOCKED, ""): 1,
        }
        assert sends(db, campaign) == 3
        assert receivers(db) == yes

    await database.write(act)


async def test_somebody_with_two_addresses_gets_it_once_at_the_newest_that_does_not_refuse(
    database: Database,
) -> None:
    def act(db: Db) -> None:
        campaign = factories.campaign(db)
        person = agrees(db, campaign, True)
        newer = factories.address(db, person, channel="web")
        factories.address(db, person, channel="telegram", blocked_at=NOW)
        factories.session(db, campaign, respondent_id=person)
        assert sends(db, campaign) == 1
        assert db.scalars(select(delivery.c.address_id)).all() == [newer]

    await database.write(act)


async def test_a_preview_is_no_participation(database: Database) -> None:
    def act(db: Db) -> None:
        campaign = factories.campaign(db)
        factories.session(db, campaign, preview=True)
        assert broadcasts.reach(db, campaign) == {}

    await database.write(act)


async def test_a_campaign_sends_its_thanks_once(database: Database) -> None:
    def act(db: Db) -> None:
        campaign = factories.campaign(db)
        agrees(db, campaign, True)
        assert broadcasts.draft(db, campaign, "thanks", "first", "staff:1", NOW)
        assert broadcasts.draft(db, campaign, "thanks", "second", "staff:1", NOW)
        assert broadcasts.find(db, campaign, "thanks").text == "second"
        assert sends(db, campaign) == 1
        assert sends(db, campaign) is None
        assert not broadcasts.draft(db, campaign, "thanks", "third", "staff:1", NOW)
        assert broadcasts.find(db, campaign, "thanks").text == "{}"

    await database.write(act)


# ---- claimed and intended --------------------------------------------------------------------


async def queued(database: Database, people: int = 3) -> int:
    """A broadcast on its way to so many, and the lease to send it."""

    def act(db: Db) -> int:
        campaign = factories.campaign(db)
        for _ in range(people):
            agrees(db, campaign, True)
        sends(db, campaign)
        leases.take(db, LEASE, "one", NOW, timedelta(minutes=1))
        return campaign

    return await database.write(act)


async def test_a_delivery_is_claimed_by_one_at_a_time(database: Database) -> None:
    await queued(database)

    def act(db: Db) -> None:
        first = claims(db, limit=2)
        assert [one.id for one in first] == sorted(one.id for one in first)
        assert len(first) == 2
        assert len(claims(db)) == 1
        assert claims(db, later=30) == []
        assert len(claims(db, later=61, besides=(first[0].id,))) == 2

    await database.write(act)


async def test_what_was_claimed_again_meanwhile_is_not_sent_by_the_first(database: Database) -> None:
    await queued(database, 1)

    def act(db: Db) -> None:
        stale, fresh = claims(db), claims(db, later=61)
        later = NOW + timedelta(seconds=62)
        leases.take(db, LEASE, "one", later, timedelta(minutes=1))
        assert deliveries.intend(db, stale, "one", later, LEASE) == set()
        assert deliveries.intend(db, fresh, "one", later, LEASE) == {fresh[0].id}
        assert deliveries.intend(db, fresh, "one", later, LEASE) == set(), "once"

    await database.write(act)


async def test_without_the_lease_nothing_is_sent(database: Database) -> None:
    await queued(database, 1)

    def act(db: Db) -> None:
        claimed = claims(db)
        assert deliveries.intend(db, claimed, "another", NOW, LEASE) == set()
        assert deliveries.intend(db, claimed, "one", NOW + timedelta(minutes=2), LEASE) == set()
        assert states(db) == ["queued"]

    await database.write(act)


async def test_who_says_stop_after_it_was_queued_is_left_in_peace(database: Database) -> None:
    await queued(database, 3)

    def act(db: Db) -> None:
        claimed = claims(db)
        stops, blocks, stays = claimed
        db.execute(update(respondent).where(respondent.c.id == stops.respondent).values(stopped=True))
        db.execute(update(address).where(address.c.id == blocks.address_id).values(blocked_at=NOW))
        assert deliveries.intend(db, claimed, "one", NOW, LEASE) == {stays.id}
        assert states(db) == ["stopped", "blocked", "sending"]

    await database.write(act)


# ---- what became of them ---------------------------------------------------------------------


async def test_what_was_being_sent_in_a_crash_is_uncertain_and_never_sent_again(database: Database) -> None:
    await queued(database, 2)

    def act(db: Db) -> None:
        claimed = claims(db)
        deliveries.intend(db, claimed[:1], "one", NOW, LEASE)
        assert deliveries.recover(db, "telegram", "one", NOW) == 0, "our own are on their way"
        assert deliveries.recover(db, "telegram", "two", NOW) == 1
        assert states(db) == ["uncertain", "queued"]
        assert [one.id for one in claims(db, later=3600)] == [claimed[1].id]

    await database.write(act)


async def test_a_late_answer_still_tells_what_became_of_it(database: Database) -> None:
    await queued(database, 1)

    def act(db: Db) -> None:
        (one,) = claims(db)
        deliveries.intend(db, [one], "one", NOW, LEASE)
        deliveries.recover(db, "telegram", "two", NOW)
        deliveries.settle(db, [Settled(one.id, Became.SENT, "77")], "two", NOW)
        assert states(db) == ["uncertain"], "only who sent it knows"
        deliveries.settle(db, [Settled(one.id, Became.SENT, "77")], "one", NOW)
        assert states(db) == ["sent"]

    await database.write(act)


async def test_what_never_left_waits_again(database: Database) -> None:
    campaign = await queued(database, 1)

    def act(db: Db) -> None:
        (one,) = claims(db)
        deliveries.intend(db, [one], "one", NOW, LEASE)
        deliveries.settle(db, [Settled(one.id, Became.QUEUED, due_at=SOON)], "one", NOW)
        assert claims(db) == []
        assert broadcasts.find(db, campaign, "thanks").due_at == SOON
        assert [again.id for again in claims(db, later=60)] == [one.id]

    await database.write(act)


async def test_several_are_settled_at_once(database: Database) -> None:
    await queued(database, 3)

    def act(db: Db) -> None:
        claimed = claims(db)
        deliveries.intend(db, claimed, "one", NOW, LEASE)
        became = (Became.SENT, Became.BLOCKED, Became.FAILED)
        deliveries.settle(
            db, [Settled(one.id, what) for one, what in zip(claimed, became, strict=True)], "one", NOW
        )
        assert states(db) == ["sent", "blocked", "failed"]

    await database.write(act)


async def test_a_broadcast_is_done_when_nothing_waits_or_is_on_its_way(database: Database) -> None:
    campaign = await queued(database, 1)

    def state(db: Db) -> State:
        claims(db, later=1)
        return broadcasts.find(db, campaign, "thanks").state

    def act(db: Db) -> None:
        (one,) = claims(db)
        assert state(db) is State.SENDING
        deliveries.intend(db, [one], "one", NOW, LEASE)
        assert state(db) is State.SENDING
        deliveries.settle(db, [Settled(one.id, Became.SENT, "77")], "one", NOW)
        assert state(db) is State.DONE
        assert broadcasts.progress(db, broadcasts.find(db, campaign, "thanks").id) == {
            (Became.SENT, "telegram"): 1
        }

    await database.write(act)


@pytest.mark.parametrize(("hour", "claimed"), [(8, 0), (9, 1), (19, 1), (20, 0), (23, 0)])
async def test_nothing_is_claimed_while_people_sleep_where_the_campaign_is(
    database: Database, hour: int, claimed: int
) -> None:
    def act(db: Db) -> None:
        campaign = factories.campaign(db, zone="America/Cayenne")  # three hours behind UTC
        agrees(db, campaign, True)
        sends(db, campaign)
        there = NOW.replace(hour=0) + timedelta(days=1, hours=hour + 3)
        assert len(deliveries.claim(db, "telegram", there, 5, there + timedelta(minutes=1))) == claimed

    await database.write(act)


async def test_what_was_put_off_until_the_morning_goes_then(database: Database) -> None:
    await queued(database, 1)

    def act(db: Db) -> None:
        early = claims(db)
        evening = NOW.replace(hour=22)
        assert deliveries.claim(db, "telegram", evening, 5, evening + timedelta(minutes=1)) == []
        leases.take(db, LEASE, "one", evening, timedelta(minutes=1))
        assert deliveries.intend(db, early, "one", evening, LEASE) == set(), (
            "not even what was claimed before"
        )
        morning = NOW.replace(hour=8) + timedelta(days=1)
        assert len(deliveries.claim(db, "telegram", morning, 5, morning + timedelta(minutes=1))) == 1

    await database.write(act)


# ---- forgotten -------------------------------------------------------------------------------


async def test_when_a_campaign_is_forgotten_so_is_to_whom_its_thanks_went(database: Database) -> None:
    campaign = await queued(database)
    await database.write(erasure.purge, campaign)
    assert await database.read(lambda db: db.scalar(select(delivery.c.id).limit(1))) is None


async def test_whoever_is_erased_gets_nothing(database: Database) -> None:
    await queued(database, 2)

    def act(db: Db) -> None:
        first = claims(db)[0]
        erasure.erase(db, [first.respondent], NOW)
        assert len(claims(db, later=61)) == 1

    await database.write(act)
