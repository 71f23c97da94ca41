"""How well one query fits a club: the share of its words explained, times how much of the club's title was
said."""

from collections.abc import Mapping
from dataclasses import dataclass
from heapq import nlargest

from handlers.officer.club_phrases import Phrase, Phrases, Sounding
from handlers.officer.phrase_places import Place, places
from handlers.officer.place_words import Part

_TITLES_TRIED, _COMMUNES_TRIED, _CLUBS_WEIGHED, _TOO_LITTLE = 30, 20, 30, 0.45
_WITHOUT_TITLE = 0.35  # a query that names only the commune points to its clubs, but weakly
_WRONG_ORDER, _OTHER_KIND, _OTHER_KIND_OF_NUMBER = 0.97, 0.97, 0.85
_NOWHERE = Place(0, 0.0, 0.0, -1)


@dataclass(frozen=True, slots=True)
class Entry:
    """What one club is called, part by part."""

    titles: tuple[tuple[Phrase, float], ...]  # each with its worth: a former name is worth a little less
    commune: Phrase
    province: Phrase
    kind: str
    numbered: bool  # "Tổ 5": the kind tells as much as the number

    @property
    def phrases(self) -> tuple[Phrase, ...]:
        return (*(phrase for phrase, _ in self.titles), self.commune, self.province)


class Weighing:
    """One query against the names it may contain, among the clubs `within` (all when None)."""

    def __init__(self, phrases: Phrases, heard: Sounding, kind: str, within: set[int] | None) -> None:
        self._phrases, self._heard, self._kind, self._within = phrases, heard, kind, within
        self._total = sum(heard.weights) or 1.0
        self._promise: dict[Phrase, float] = {}
        self._places: dict[Phrase, list[Place]] = {}

    def clubs(self, entries: Mapping[int, Entry]) -> list[tuple[float, int]]:
        """(about the best score it may reach, club), best first: of the likeliest titles, of the likeliest
        communes."""
        of_province = self._likeliest(Part.PROVINCE, 1)
        of_commune = self._likeliest(Part.COMMUNE, _COMMUNES_TRIED)
        of_title = self._likeliest(Part.TITLE, _TITLES_TRIED)
        bounds = self._bounds(of_title, _CLUBS_WEIGHED, entries) | self._bounds(
            of_commune, _CLUBS_WEIGHED // 2, entries
        )
        bounds = bounds or self._bounds(of_province, _CLUBS_WEIGHED, entries)
        return sorted(
            ((bound, club_id) for club_id, bound in bounds.items()), key=lambda one: (-one[0], one[1])
        )

    def _likeliest(self, part: Part, names: int) -> list[Phrase]:
        promise = self._phrases.promise(self._heard, part)
        self._promise |= promise
        full_weight, enough = self._phrases.full_weight, _TOO_LITTLE * max(promise.values(), default=0.0)
        drawn: list[tuple[float, int, Phrase]] = []
        for phrase, worth in promise.items():
            if worth >= enough and (self._within is None or not phrase.clubs.keys().isdisjoint(self._within)):
                full = full_weight(phrase)
                drawn.append((worth if worth >= full else worth * worth / full, -len(drawn), phrase))
        return [phrase for _, _, phrase in nlargest(names, drawn)]

    def _bounds(self, named: list[Phrase], most: int, entries: Mapping[int, Entry]) -> dict[int, float]:
        clubs = {club_id for phrase in named for club_id in phrase.clubs}
        scoped = clubs if self._within is None else clubs & self._within
        bounds = nlargest(most, ((self._at_most(entries[club_id]), -club_id) for club_id in scoped))
        return {-negative: bound for bound, negative in bounds}

    def _at_most(self, entry: Entry) -> float:
        promise = self._promise.get
        fullest, explained = 0.0, 0.0
        for phrase, _ in entry.titles:
            worth = promise(phrase)
            if worth is not None:
                explained = max(explained, worth)
                fullest = max(fullest, worth / self._phrases.full_weight(phrase))
        explained += promise(entry.commune, 0.0) + promise(entry.province, 0.0)
        return min(1.0, explained / self._total) * (_WITHOUT_TITLE + (1 - _WITHOUT_TITLE) * min(1.0, fullest))

    def _of(self, phrase: Phrase) -> list[Place]:
        found = self._places.get(phrase)
        if found is None:
            found = places(self._phrases, phrase, self._heard) if phrase in self._promise else []
            self._places[phrase] = found
        return found

    def score(self, entry: Entry) -> float:
        """Share of the query explained, times how much of the club's title was said; 0–1."""
        best = 0.0
        for phrase, worth in entry.titles:
            for title in (*self._of(phrase), _NOWHERE):
                best = max(best, self._with(title, entry) * worth)
        return round(best * self._kind_fits(entry), 4)

    def _with(self, title: Place, entry: Entry) -> float:
        best = 0.0
        for commune in (*self._of(entry.commune), _NOWHERE):
            if commune.words & title.words:
                continue
            for province in (*self._of(entry.province), _NOWHERE):
                if not province.words & (title.words | commune.words):
                    best = max(best, self._together(title, commune, province))
        return best

    def _together(self, title: Place, commune: Place, province: Place) -> float:
        around = commune.explains * (0.4 + 0.6 * commune.coverage) + province.explains * province.coverage
        explained = min(1.0, (title.explains + around) / self._total)
        in_order = _WRONG_ORDER if title.words and commune.words and commune.begins < title.begins else 1.0
        return explained * (_WITHOUT_TITLE + (1 - _WITHOUT_TITLE) * title.coverage) * in_order

    def _kind_fits(self, entry: Entry) -> float:
        if not self._kind or not entry.kind or self._kind == entry.kind:
            return 1.0
        return _OTHER_KIND_OF_NUMBER if entry.numbered else _OTHER_KIND
