"""Which of the figures shown somebody means: "3", "2/4", "188" for 188.500.000, or a figure by its name.

What was shown last comes first, the answer to a question or the newest Monday digest.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from handlers.dialogue.hearing.folding import fold
from handlers.officer.club_line import ClubLine
from handlers.officer.figures import AreaFigures, AreaPeople
from handlers.officer.places import Area, named_area
from handlers.officer.shown_figures import Figure, digest_figures, picture_figures

Lot = tuple[Iterator[Figure], AreaFigures]
"""Figures as they stand in one message, and what they were taken from."""


@dataclass(frozen=True, slots=True)
class Shown:
    """The figures that may be meant: the Monday digest's, and the picture's of today or of the month asked.

    `asked`: the picture, or a part of it, was shown after the digest. `amount`: clubs counted by it (đồng).
    `first`: the block of the figure the answer before was about.
    """

    digest: AreaFigures
    today: AreaFigures
    people: AreaPeople
    asked: bool
    amount: int = 0
    first: str = ""

    def weekly(self) -> Lot:
        """The digest's, in its order."""
        return digest_figures(self.digest), self.digest

    def picture(self) -> Lot:
        """Those of "tình hình"."""
        return picture_figures(self.today, self.people, self.amount), self.today


@dataclass(frozen=True, slots=True)
class Match:
    """A figure the words may mean; `sure` when all that was said fits it, `fits` when a number said does."""

    figure: Figure
    sure: bool
    fits: bool = False


Meant = tuple[Match, AreaFigures]
"""A figure, and the figures it is one of."""


def best_meant(words: str, shown: Shown) -> Meant | None:
    """Of the figures that fit, one that all words fit, else one that was shown last."""
    weekly, picture, so_far = shown.weekly(), shown.picture(), (digest_figures(shown.today), shown.today)
    in_turn = (picture, weekly, so_far) if shown.asked else (weekly, picture, so_far)
    own = (figure for figure in digest_figures(shown.today) if figure.block == shown.first)
    tried = [(_find(words, figures), of) for figures, of in ((own, shown.today), *in_turn)]
    fits = [(match, of) for match, of in tried if match is not None]
    return min(fits, key=lambda fit: not fit[0].sure, default=None)


def in_short(words: str, shown: Shown) -> Meant | None:
    """ "vì sao 188" for 188.500.000, where no figure is written so: the digest's own first."""
    said = set(re.findall(r"(?<![\d.,/])\d{2,}(?![\d.,/%])", folded(words)))
    for figures, of in (shown.weekly(), shown.picture()):
        for figure in figures:
            if said & {written.split(".")[0] for written in figure.written if written.count(".") > 1}:
                return Match(figure, False), of
    return None


def of_communes(words: str, digest: AreaFigures) -> Meant | None:
    """ "vì sao 0/1": communes whose reports the digest of a larger area counts so."""
    said = set(re.findall(r"\d+/\d+", words))
    by_commune: dict[str, list[ClubLine]] = {}
    for club in digest.clubs:
        by_commune.setdefault(club.commune.code, []).append(club)
    missing = {club.club_id for club in digest.missing}
    waiting: list[ClubLine] = []
    for clubs in by_commune.values():
        late = [club for club in clubs if club.club_id in missing]
        waiting += late if f"{len(clubs) - len(late)}/{len(clubs)}" in said else []
    return (Match(Figure("why_filed", (), "", lambda _: tuple(waiting)), True), digest) if waiting else None


def of_part(words: str, area: Area, digest: AreaFigures) -> Meant | None:
    """ "vì sao Hồng Sơn": a part of the officer's area is named in the digest for its missing reports."""
    if named_area(words, [area]) is None:
        return None
    return Match(next(digest_figures(digest)), False), digest


def _find(words: str, figures: Iterator[Figure]) -> Match | None:
    """The figure that is named; of several that merely look so, the first."""
    said = folded(words)
    numbers = [number.rstrip(".,%") for number in re.findall(r"\d[\d.,]*(?:/\d[\d.]*)?%?", said)]
    candidates = list(figures)
    named = [figure for figure in candidates if re.search(figure.called, said)]
    if not numbers:
        return Match(named[0], True) if named else None
    fits = [figure for figure in candidates if any(_same(number, figure) for number in numbers)]
    both = [figure for figure in fits if figure in named]
    if both:
        return Match(both[0], True, True)
    return Match((fits or named)[0], False, bool(fits)) if fits or named else None


def folded(words: str) -> str:
    """Without accents, and without the words that only count ("3 người", "10.000 đồng")."""
    said = re.sub(r"(?<=\d)\s+(?:dong|nguoi|clb|khoan)(?=\s|$)", " ", fold(words.lower()))
    return re.sub(r"(?:\s|^)(?:lai|la)(?=\s|$)", " ", said)


def _same(number: str, figure: Figure) -> bool:
    plain = number.replace(".", "")
    return any(plain == written.replace(".", "") for written in figure.written if written)
