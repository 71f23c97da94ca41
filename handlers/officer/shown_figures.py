"""The figures an officer is shown, in today's picture and in the Monday digest, and the clubs behind each."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from handlers.money import digits
from handlers.officer.club_line import ClubLine, Standing
from handlers.officer.figures import TARGET_FUND, AreaFigures, AreaPeople, share
from handlers.officer.flags import Flag, flagged


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it was shown: how it may be written, what it is called, the clubs behind it."""

    block: str
    written: tuple[str, ...]
    called: str  # folded words, a pattern
    clubs: Callable[[AreaFigures], tuple[ClubLine, ...]]


def picture_figures(figures: AreaFigures, people: AreaPeople, amount: int = 0) -> Iterator[Figure]:
    """The figures of the picture, the share of clubs first: it is the one people ask about.

    `amount` (đồng): clubs were counted by it just now, those that have it or those below.
    """
    clubs, everybody = len(figures.clubs), people.all
    yield Figure("why_target", _shares(figures, amount), r"50 trieu|dat|quy tang thu nhap", _by_income)
    yield Figure("why_total", _amount(figures.income_total), r"tang thu nhap", _by_income)
    yield Figure("why_activity", _amount(figures.activity_total), r"quy hoat dong", _by_activity)
    yield Figure("why_lent", _amount(figures.lent), r"cho vay|dang vay", _by_lent)
    yield Figure("why_people", _amount(everybody.members), r"thanh vien", _all)
    elders = (
        *_amount(everybody.elders),
        *_amount(everybody.elder_women),
        share(everybody.elder_women, everybody.elders),
    )
    yield Figure("why_elders", elders, r"cao tuoi|60 tuoi|\bnu\b", _all)
    yield Figure("why_borrowers", _amount(everybody.borrowers), r"\bai\b.*vay|dang vay", _by_lent)
    yield Figure("why_people", (digits(clubs),), r"cau lac bo", _all)


def _shares(figures: AreaFigures, amount: int) -> tuple[str, ...]:
    clubs, reached = len(figures.clubs), len(figures.with_fund(amount or TARGET_FUND))
    if not amount:
        return (f"{reached}/{clubs}", str(reached))
    return tuple(said for count in (reached, clubs - reached) for said in (f"{count}/{clubs}", str(count)))


def digest_figures(figures: AreaFigures) -> Iterator[Figure]:
    """The figures of the Monday digest, in its order."""
    yield from _of_reports(figures)
    yield from _of_money(figures)
    yield from _of_meetings(figures)
    yield from _of_flags(figures)


def _of_reports(figures: AreaFigures) -> Iterator[Figure]:
    rate = figures.filing
    filed = (f"{rate.part}/{rate.whole}", str(rate.part), str(len(figures.missing)))
    yield Figure("why_filed", filed, r"nop|bao cao", lambda f: f.missing)
    for states, called in _STANDING_WORDS:
        waiting = figures.standing(*states)
        yield Figure("why_filed", (str(len(waiting)),), called, _standing(states))
    resting = _standing((Standing.NOT_EXPECTED,))
    count = (str(len(resting(figures)) or ""),)
    yield Figure("why_not_expected", count, r"den ky|ky hop|khong phai nop", resting)


def _of_money(figures: AreaFigures) -> Iterator[Figure]:
    yield Figure("why_change", _amount(abs(figures.change)), r"them|bot|thay doi|doi", _by_change)
    both_funds = r"(?<!kiem )\bquy\b(?! tang thu nhap| hoat dong)"
    yield Figure("why_funds", _amount(figures.total), both_funds, _by_total)
    late = (*_amount(figures.overdue), share(figures.overdue, figures.lent), str(figures.overdue_count))
    yield Figure("why_overdue", late, r"qua han", _by_overdue)
    yield Figure("why_lent", _amount(figures.lent), r"cho vay|dang vay", _by_lent)


def _of_meetings(figures: AreaFigures) -> Iterator[Figure]:
    met = (f"{digits(figures.present)}/{digits(figures.invited)}", str(len(_having_met(figures))))
    yield Figure("why_met", met, r"\bden\b|(?<!chua )(?<!khong )\bhop\b", _having_met)


def _having_met(figures: AreaFigures) -> tuple[ClubLine, ...]:
    return tuple(club for club in figures.clubs if club.gatherings)


def _of_flags(figures: AreaFigures) -> Iterator[Figure]:
    found = flagged(figures)
    for flag in Flag:
        count = (str(len(found[flag])),) if flag in found else ()
        yield Figure(f"why_{flag.value}", count, _FLAG_WORDS[flag], _flagged(flag))


_STANDING_WORDS = (
    ((Standing.IN_PROGRESS, Standing.SENT_BACK), r"\bdo\b|lam do|sua lai"),
    ((Standing.NOT_STARTED,), r"chua bat dau|chua lam"),
    ((Standing.UNREACHABLE,), r"khong nhan|khong nhan duoc|khong lien lac"),
)
_FLAG_WORDS = {
    Flag.NO_MEETING: r"(?:chua|khong) (?:hop|sinh hoat)",
    Flag.GAP: r"kiem quy|lech",
    Flag.OVERDUE: r"tren 5|5 ?%|5 phan tram",
    Flag.TEN_TIMES: r"gap 10|gap muoi",
}


def _standing(states: tuple[Standing, ...]) -> Callable[[AreaFigures], tuple[ClubLine, ...]]:
    return lambda figures: figures.standing(*states)


def _flagged(flag: Flag) -> Callable[[AreaFigures], tuple[ClubLine, ...]]:
    return lambda figures: flagged(figures).get(flag, ())


def _amount(value: int) -> tuple[str, ...]:
    """The ways a figure may be typed back: whole, or in millions ("52" for 52.250.000 is too vague)."""
    millions = f"{value // 100_000 / 10:g}".replace(".", ",") if value and value % 100_000 == 0 else ""
    return (digits(value), millions) if value >= 1_000_000 else (digits(value),)


def _sorted(worth: Callable[[ClubLine], int]) -> Callable[[AreaFigures], tuple[ClubLine, ...]]:
    """Clubs by an amount, largest first; those without it left out."""
    return lambda figures: tuple(
        sorted(
            (club for club in figures.clubs if worth(club)),
            key=lambda club: (-abs(worth(club)), club.club_id),
        )
    )


def _all(figures: AreaFigures) -> tuple[ClubLine, ...]:
    return figures.clubs


def _by_income(figures: AreaFigures) -> tuple[ClubLine, ...]:
    return figures.with_fund(-(10**15))


_by_activity = _sorted(lambda club: club.activity.total)
_by_lent = _sorted(lambda club: club.income.lent + club.activity.lent)
_by_change = _sorted(lambda club: club.change)
_by_total = _sorted(lambda club: club.total)
_by_overdue = _sorted(lambda club: club.overdue.amount)
