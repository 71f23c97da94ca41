"""Hears which members were away, by roster number or by name: "vắng bà Hợi, ông Tư và số 12".

Whoever is named and not found is reported, so that nobody is silently left out.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from handlers.club.names import RosterLine, find_members
from handlers.club.people_named import people_named
from handlers.dialogue.hearing.heard import Unclear

ALL_PRESENT: Final = "all_present"
ABSENT: Final = "absent"
ABSENT_COUNT: Final = "absent_count"
PRESENT_COUNT: Final = "present_count"
AMBIGUOUS: Final = "ambiguous"

PEOPLE = r"(?:người|nguoi|ng|cụ|cu|bác|bac|hội viên|hoi vien|thành viên|thanh vien|vị|vi)"
COUNT_OF_PEOPLE = re.compile(r"(\d{1,3})\s*" + PEOPLE + r"\b(?!\s*\d)")
BARE = re.compile(r"\b\d{1,3}\b")
_RANGE = re.compile(r"(\d{1,3})\s*(?:-|–|đến số|đến|den|tới)\s*(\d{1,3})")
_LONGEST_RANGE = 15


@dataclass(frozen=True, slots=True)
class RollCallHeard:
    """`kind`: all_present, absent (`numbers` away), absent_count or present_count (`count` people),
    ambiguous.

    Ambiguous: `numbers` holds the roster number it may be, if any, and `count` the people it may be,
    `counted` as "absent"
    or "present". Of `absent`, `count` is what was said or else how many are named (None while some names are
    unclear): where
    it differs from `numbers` the caller asks. `unclear_names` are names that nobody or several bear, each
    with the roster
    numbers it may mean.
    """

    kind: str
    numbers: tuple[int, ...] = ()
    count: int | None = None
    counted: str = ""
    unclear_names: tuple[tuple[str, tuple[int, ...]], ...] = ()


def absent_members(rest: str, said_away: bool, roster: Sequence[RosterLine]) -> RollCallHeard | Unclear:
    """Roster numbers and names of those away; `rest` is the line without "vắng", which stood there or not."""
    if _RANGE.search(rest):
        return _range(rest, roster)
    told = COUNT_OF_PEOPLE.search(rest.lower())
    rest = rest[: told.start()] + "," + rest[told.end() :] if told else rest
    numbers = [int(found) for found in BARE.findall(rest)]
    known = {one.roster_number for one in roster}
    if strange := tuple(dict.fromkeys(number for number in numbers if number not in known)):
        return Unclear("out_of_range", strange)
    pieces = [piece for piece in re.split(r"[,;.&\n]|\bvà\b|\bva\b|\bvới\b|\bvoi\b", rest) if piece.strip()]
    if said_away and len(numbers) == 1 and BARE.fullmatch(rest.strip()):
        return RollCallHeard(AMBIGUOUS, (numbers[0],), numbers[0], "absent")
    return _together(
        [part for piece in pieces for part in _people(piece)],
        int(told[1]) if told else None,
        roster,
        said_away,
    )


def _range(rest: str, roster: Sequence[RosterLine]) -> RollCallHeard | Unclear:
    """ "3-5" may be numbers 3, 4, 5 or three to five people: offered, not taken."""
    found = _RANGE.search(rest)
    first, last = (int(found[1]), int(found[2])) if found else (0, 0)
    known = {one.roster_number for one in roster}
    between = tuple(number for number in range(first, last + 1) if number in known)
    offered = 0 < last - first < _LONGEST_RANGE
    return Unclear("several", (between,) if offered and between else ())


def _people(piece: str) -> list[str]:
    """Each person of a piece: "ông tư bà hợi" are two, "số 3" and "lan số 3" one each.

    Words before the first title are kept as a person of their own, so that nobody named is silently left out.
    """
    people = people_named(piece)
    if not people:
        return [_without_filler(piece)] if _without_filler(piece) else []
    ends = [*(person.start for person in people[1:]), len(piece)]
    found = [_said_of(piece[person.end : end], person.said) for person, end in zip(people, ends, strict=True)]
    before = _without_filler(piece[: people[0].start])
    return [before, *found] if before else found


_NUMBER_OR_YEAR = re.compile(
    r"\s*(?:số|so|stt)\s*\d+|\s*(?:(?:sinh|sn)\s+)?(?:(?:năm|nam)\s+)?(?:19|20)\d\d\b", re.IGNORECASE
)


def _said_of(after: str, said: str) -> str:
    number = _NUMBER_OR_YEAR.match(after)
    return said + number[0] if number else said


_FILLER = re.compile(
    r"\([^()]*\)|\b(?:đi|di|về|ve|nằm|nam|trông|trong)\s+(?:con|quê|que|xa|viện|vien|khám"
    r"|kham|chơi|choi|vắng|vang"
    r"|nhà con|cháu|chau)\b|\b(?:có|co|hôm nay|hom nay|thì|là|la|gồm|gom|các|cac|người|nguoi|mặt|mat|vắng|"
    r"buổi này|thôi|thoi|"
    r"rồi|roi|ốm|"
    r"bị|đau|bệnh|không|ko|đến|den|"
    r"đi|di|được|duoc|bận|ban|việc|viec|nữa|cả|đủ|hết|bác|bac|thấy|cháu|chau|ơi|dạ|chỉ|mỗi|còn|lại|nhà|phép|"
    r"lý do|ấy|này|nhé|ạ)\b",
    re.IGNORECASE,
)


def _without_filler(piece: str) -> str:
    return " ".join(_FILLER.sub(" ", piece).strip(' :.!()"').split())


_NUMBERS_ALONE = re.compile(r"(?:(?:số|so|stt)?\s*\d{1,3}\s*)+", re.IGNORECASE)


def _together(
    said: list[str], told: int | None, roster: Sequence[RosterLine], said_away: bool
) -> RollCallHeard | Unclear:
    away: dict[int, None] = {}
    unclear: list[tuple[str, tuple[int, ...]]] = []
    for one in said:
        if _NUMBERS_ALONE.fullmatch(one):
            away |= dict.fromkeys(int(number) for number in BARE.findall(one))
            continue
        matches = find_members(one, roster)
        best = tuple(match.roster_number for match in matches if match.score == matches[0].score)
        if len(best) == 1:
            away[best[0]] = None
        else:
            unclear.append((one, best))
    strangers = said_away and bool(unclear) and all(people_named(name) for name, _ in unclear)
    if not away and not strangers and not any(meant for _, meant in unclear):
        return Unclear("not_understood")
    count = told if told is not None else None if unclear else len(away)
    return RollCallHeard(ABSENT, tuple(away), count, unclear_names=tuple(unclear))
