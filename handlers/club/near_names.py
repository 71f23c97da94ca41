"""Members whose name is near one that nobody bears: a letter or accent wrong, or only the given name right.

They are offered, never taken.
"""

from collections.abc import Sequence

from rapidfuzz.distance import OSA

from handlers.club.names import OTHER_TITLES, RosterLine, sex_of_title, title_of
from handlers.club.typed import words_of
from handlers.dialogue.hearing.folding import fold, nfc

OFFERED = 3
_FAR = 2  # letters that differ


def near_members(said: str, roster: Sequence[RosterLine]) -> tuple[int, ...]:
    """Roster numbers of up to three members of a name near the one that was said, the nearest first."""
    words = words_of(nfc(said))
    title = title_of(words[0]) if len(words) > 1 and words[0].text not in OTHER_TITLES else ""
    sex, given = sex_of_title(title), fold(words[-1].text) if words else ""
    near = sorted(
        (_distance(given, line.name), line.roster_number)
        for line in roster
        if given and not (sex and line.sex and line.sex != sex)
    )
    return tuple(number for distance, number in near if distance < _FAR)[:OFFERED]


def _distance(given: str, name: str) -> int:
    return int(OSA.distance(given, fold(name.lower().split()[-1])))
