"""Which club an officer means: found by name within the areas given; several of one name are asked apart.

Outside those areas a club does not exist: the nearest one inside is offered instead (golden C3, C4).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from handlers.dialogue.hearing.folding import tidy
from handlers.dialogue.hearing.heard import Heard, Unclear
from handlers.dialogue.on_behalf import behalf_words
from handlers.dialogue.questions import Option, Question
from handlers.dialogue.replay import Fact
from handlers.officer.asks import ClubSearch, ClubsFound, FoundClub
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaAsk, AreaFigures
from handlers.officer.heard_club import club_words, names_a_place
from handlers.officer.passing import Passing
from handlers.officer.places import NATION, Area

LISTED = 6
ALL_LISTED = 9  # so many clubs in all are listed where none is named
TRIES = 3
EVERYWHERE = "VN"
YES, NO = Option("yes"), Option("no", ("không", "không phải", "sai rồi"))


@dataclass(frozen=True, kw_only=True)
class ClubNamed(Question[str]):
    """A club's name in free words; "/quy" and "nhập hộ" are not part of it."""

    def hear(self, words: str, today: date) -> "Heard[str] | Unclear":
        said = behalf_words(words) or club_words(words)
        return Heard(said) if 1 < len(said) <= 200 else Unclear("not_understood")


async def club_meant(words: str, codes: Sequence[str], own: Area | None, today: date) -> int | None:
    """The club's id; "" for `words` where none is named yet; None where it could not be found."""
    if not words:
        picked = await _of_all(codes[0], own, today)
        if isinstance(picked, int):
            return picked
        words = picked
    for attempt in range(1, TRIES + 1):
        found: ClubsFound = await Fact(ClubsFound, ClubSearch(tidy(words), tuple(codes)))
        club_id = await _one_of(found, words, own, attempt)
        if club_id is not None:
            return club_id
        if attempt < TRIES:
            words = await ClubNamed(key=f"name.{attempt}", show={"all": False, "own": own})
    return None


async def _of_all(code: str, own: Area | None, today: date) -> int | str:
    """No club was named: one of a short list, else the name in words."""
    figures: AreaFigures = await Fact(AreaFigures, AreaAsk.of_today(code, today))
    if 0 < len(figures.clubs) <= ALL_LISTED:
        clubs = [_found(club) for club in figures.clubs]
        options = tuple(_option(club, nation=False) for club in clubs)
        about = [club.club_id for club in clubs]
        picked = await Passing(key="which.0", about=about, choices=options, show={"all": True})
        return int(picked.removeprefix("club"))
    return await ClubNamed(key="name.0", show={"own": own, "all": True})


def _found(club: ClubLine) -> FoundClub:
    return FoundClub(club.club_id, club.place, club.short, club.commune.title, "")


async def _one_of(found: ClubsFound, words: str, own: Area | None, attempt: int) -> int | None:
    """The club that is meant; None where none is, or none of those offered."""
    if not found.clubs:
        return None
    if not found.sure:
        return await _nearest(found.clubs[0], words, own, attempt)
    if len(found.clubs) == 1:
        return found.clubs[0].club_id
    return await _which(found.clubs, own, attempt)


async def _nearest(club: FoundClub, words: str, own: Area | None, attempt: int) -> int | None:
    """A slip of the finger, unless the words surely name a club elsewhere."""
    everywhere: ClubsFound = await Fact(ClubsFound, ClubSearch(tidy(words), (EVERYWHERE,)))
    show = {"club": club, "own": own, "slip": not everywhere.sure and not names_a_place(words)}
    question = Passing(key=f"nearest.{attempt}", about=club.club_id, choices=(YES, NO), show=show)
    return club.club_id if await question == "yes" else None


async def _which(clubs: Sequence[FoundClub], own: Area | None, attempt: int) -> int | None:
    """A list by commune; the province is named only to those who look after several."""
    listed = clubs[:LISTED]
    nation = own is not None and own.kind == NATION
    same_name = len({club.short for club in clubs}) == 1
    show: dict[str, Any] = {
        "count": len(clubs),
        "more": len(clubs) - len(listed),
        "nation": nation,
        "all": False,
    }
    show |= {"name": listed[0].short if same_name else ""}
    options = tuple(_option(club, nation) for club in listed)
    about = [club.club_id for club in listed]
    picked = await Passing(key=f"which.{attempt}", about=about, choices=options, show=show)
    return int(picked.removeprefix("club"))


def _option(club: FoundClub, nation: bool) -> Option:
    """Words that pick it: its commune, and the hamlet with the commune."""
    commune = club.commune.split(" ", 1)[-1]
    label = f"{club.place[:1].upper()}{club.place[1:]}, {club.commune}"
    label += f", {club.province}" if nation else ""
    words = (club.commune, commune, f"{club.place} {club.commune}", f"{club.short} {commune}")
    return Option(f"club{club.club_id}", words, {"label": label})
