"""Members of the demo clubs: so many over sixty, so many women among them, a few with names that matter."""

from datetime import date
from typing import Any

from storage.demo_figures import FAMILY, KHONG, MEN, NAMED_MEMBERS, WOMEN, DemoClub

JOINED_IN_NOVEMBER = 60  # roster number of Khổng's newest member


def members_of(club_id: int, club: DemoClub) -> list[dict[str, Any]]:
    """Rows for `members`: roster numbers from 1, exact numbers of older people and older women."""
    named = NAMED_MEMBERS if club is KHONG else {1: (club.leader[0], club.leader[2], club.leader[1])}
    everyone, older, older_women = club.members
    women_left = older_women - sum(sex == "female" for _, _, sex in named.values())
    older_left = older - len(named)
    rows = []
    for roster in range(1, everyone + 1):
        if roster in named:
            name, born, sex = named[roster]
        else:
            sex = "female" if women_left > 0 or (older_left <= 0 and roster % 2) else "male"
            born = 1942 + roster % 24 if older_left > 0 else 1968 + roster % 25
            women_left -= older_left > 0 and sex == "female"
            older_left -= 1
            name = f"{FAMILY[(roster * 5 + club_id) % len(FAMILY)]} {_given(roster + club_id, sex)}"
        rows.append(_row(club_id, roster, name, born, sex, club))
    return rows


def _given(number: int, sex: str) -> str:
    names = WOMEN if sex == "female" else MEN
    return names[number % len(names)]


def _row(club_id: int, roster: int, name: str, born: int, sex: str, club: DemoClub) -> dict[str, Any]:
    newest = club is KHONG and roster == JOINED_IN_NOVEMBER
    return {
        "club_id": club_id, "roster_number": roster, "name": name, "birth_year": born, "sex": sex,
        "joined_on": date(2026, 11, 10) if newest else date(2019, 5, 10), "hamlet": club.hamlet,
    }  # fmt: skip
