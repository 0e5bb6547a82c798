"""When people may be written to unasked: not while they sleep."""

from datetime import datetime, time, timedelta, tzinfo

MORNING, EVENING = time(9), time(20)


def awake(now: datetime, zone: tzinfo) -> datetime:
    """`now`, or the next morning where people sleep."""
    local = now.astimezone(zone)
    if MORNING <= local.time() < EVENING:
        return now
    day = local.date() + timedelta(days=local.time() >= EVENING)
    return datetime.combine(day, MORNING, zone)
