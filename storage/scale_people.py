"""The people of a made-up club: a leader with an address on Zalo, and its members."""

from datetime import date, datetime, time
from random import Random

from storage.scale_places import person
from storage.scale_rows import ClubRows, Numbers, Row
from storage.vietnam_days import VIETNAM


def leader(rows: ClubRows, numbers: Numbers, luck: Random, club_id: int, since: date) -> int:
    """One person with a role; one of twenty is not reached by messages."""
    person_id, sex = next(numbers.person), luck.choice(("female", "male"))
    rows.people.append({"id": person_id, "name": person(luck, sex), "sex": sex})
    at = datetime.combine(since, time(9), VIETNAM)
    blocked = at if luck.random() < 0.05 else None
    address: Row = {"channel": "zalo_bot", "address": f"scale-{person_id}", "person_id": person_id}
    rows.identities.append(address | {"blocked_at": blocked})
    rows.roles.append({"person_id": person_id, "role": "leader", "club_id": club_id, "since": since})
    return person_id


def members(rows: ClubRows, numbers: Numbers, luck: Random, club_id: int, since: date) -> list[int]:
    """45 to 67 members, two thirds of them sixty or more and two thirds women; returns their ids."""
    return [_member(rows, numbers, luck, club_id, since, n) for n in range(1, luck.randint(45, 68))]


def _member(rows: ClubRows, numbers: Numbers, luck: Random, club_id: int, since: date, number: int) -> int:
    member_id, sex = next(numbers.member), "female" if luck.random() < 0.65 else "male"
    born = since.year - (luck.randint(60, 88) if luck.random() < 0.68 else luck.randint(25, 59))
    row: Row = {"id": member_id, "club_id": club_id, "roster_number": number, "joined_on": since}
    rows.members.append(row | {"name": person(luck, sex), "birth_year": born, "sex": sex})
    return member_id
