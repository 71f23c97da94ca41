"""Finds the club an officer names by hand: "/quy clb thon khong", "tdp 5 p. minh xuân tq", one letter wrong.

Clubs of one name get one score, so that the caller sees the tie and asks for the commune; see `leading`.
"""

from bisect import insort
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from handlers.officer.club_phrases import Phrase, Phrases, Sounding
from handlers.officer.club_weighing import Entry, Weighing
from handlers.officer.place_words import Part, name_words, read_words

_LONGEST = 200  # letters of a query that are read
_SURE = 0.9  # below this the words are read again, with their misspellings
_FORMER = 0.98  # a name of today goes before the same name of yesterday


@dataclass(frozen=True, slots=True)
class ClubName:
    """What a club is called: `name` in full, `hamlet` ("Thôn Khổng"), `commune`, `province`, and other
    names."""

    club_id: int
    name: str
    hamlet: str
    commune: str
    province: str
    aliases: tuple[str, ...] = ()
    former_names: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Match:
    """A club and how well the query fits it: 1.0 is every word explained and the whole name said."""

    club_id: int
    score: float


def leading(matches: Sequence[Match], margin: float = 0.03) -> list[Match]:
    """The matches nobody can tell apart from the best one; more than one means: ask which commune."""
    return [match for match in matches if match.score >= matches[0].score - margin]


class ClubIndex:
    """All clubs by every name they have or had. Changes count at once; searching changes nothing."""

    def __init__(self, clubs: Iterable[ClubName] = ()) -> None:
        self._phrases = Phrases()
        self._entries: dict[int, Entry] = {}
        for club in clubs:
            self.add(club)

    def __len__(self) -> int:
        return len(self._entries)

    def add(self, club: ClubName) -> None:
        """Adds a club; raises ValueError when its id is known already (then `rename`)."""
        if club.club_id in self._entries:
            raise ValueError(f"club {club.club_id} is in the index already")
        former = [(name, _FORMER) for name in club.former_names]
        names = [(club.hamlet, 1.0), (club.name, 1.0), *((alias, 1.0) for alias in club.aliases), *former]
        titles: dict[Phrase, float] = {}
        for name, worth in names:
            syllables, _ = name_words(name, Part.TITLE)
            if syllables:
                titles.setdefault(self._phrases.bear(Part.TITLE, syllables, club.club_id), worth)
        commune = self._phrases.bear(Part.COMMUNE, name_words(club.commune, Part.COMMUNE)[0], club.club_id)
        province = self._phrases.bear(
            Part.PROVINCE, name_words(club.province, Part.PROVINCE)[0], club.club_id
        )
        hamlet, kind = name_words(club.hamlet, Part.TITLE)
        numbered = all(letters[0].isdigit() for letters, _ in hamlet)
        self._entries[club.club_id] = Entry(tuple(titles.items()), commune, province, kind, numbered)

    def rename(self, club: ClubName) -> None:
        """Takes the club's names of now in place of those it had; raises KeyError for an unknown club."""
        self.remove(club.club_id)
        self.add(club)

    def remove(self, club_id: int) -> None:
        """Forgets a club; raises KeyError for an unknown one."""
        entry = self._entries.pop(club_id)
        for phrase in dict.fromkeys(entry.phrases):
            self._phrases.leave(phrase, club_id)

    def search(self, text: str, limit: int = 5, within: Collection[int] | None = None) -> list[Match]:
        """Clubs the text may mean, best first, at most `limit`, of those `within` (all when None).

        Equal names tie exactly (smaller id first). Empty when no word of the text is known.
        """
        words, kind = read_words(text[:_LONGEST])
        scope = None if within is None else set(within)
        found = self._weigh(self._phrases.sounding(words, loosely=False), kind, scope, limit)
        if not found or found[0].score < _SURE:
            words = self._phrases.split_glued(words)
            found = self._weigh(self._phrases.sounding(words, loosely=True), kind, scope, limit)
        return found

    def _weigh(self, heard: Sounding, kind: str, within: set[int] | None, limit: int) -> list[Match]:
        weighing, matches = Weighing(self._phrases, heard, kind, within), list[Match]()
        for bound, club_id in weighing.clubs(self._entries):
            if len(matches) >= limit and bound <= matches[limit - 1].score:
                break
            insort(matches, Match(club_id, weighing.score(self._entries[club_id])), key=_best_first)
        return [match for match in matches[:limit] if match.score > 0]


def _best_first(match: Match) -> tuple[float, int]:
    return -match.score, match.club_id
