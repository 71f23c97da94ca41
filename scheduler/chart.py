"""The digest as one picture for a telephone: who has reported, where reports are missing, how the funds grew.

Drawn with matplotlib's Figure, never pyplot, which keeps every figure alive; imported when first drawn.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from io import BytesIO
from typing import Any, NamedTuple

from handlers.calendar.standing import filing_rate
from handlers.money import digits
from handlers.officer.club_line import ClubLine, Standing
from handlers.officer.figures import AreaFigures, share
from handlers.officer.flags import grouped
from handlers.officer.places import COMMUNE
from scheduler.file_words import file_words, heading

WIDTH, HEIGHT, DPI = 1080, 1440, 150
SLOWEST = 8
ROW, FEW_ROWS = 0.039, 0.05  # of the height: a bar of many, a bar of few
BETWEEN, TITLE, FOOT = 0.055, 0.02, 0.12  # from one drawing to the next title, from title to drawing
LABEL = 0.035  # a number above its column
FEWEST_MONTHS = 6  # room for so many columns: one alone is no wall
QUICKLY = {"compress_level": 3}  # a tenth larger than the default, half the time
INK, SOFT, PAPER = "#22313a", "#66747c", "#ffffff"
COLOURS = {
    Standing.FILED: "#1f7a5c",
    Standing.IN_PROGRESS: "#e3a008",
    Standing.NOT_STARTED: "#b9c1c6",
    Standing.UNREACHABLE: "#b4413c",
    Standing.NOT_EXPECTED: "#e4e8ea",
}
History = Sequence[tuple[date, int]]


def draw_chart(figures: AreaFigures, history: History) -> bytes:
    """A PNG of 1080 × 1440 pixels; letters are large enough to be read without zooming."""
    from matplotlib.backends.backend_agg import FigureCanvasAgg
    from matplotlib.figure import Figure

    picture = Figure(figsize=(WIDTH / DPI, HEIGHT / DPI), dpi=DPI, facecolor=PAPER)
    FigureCanvasAgg(picture)
    picture.text(0.05, 0.967, heading(figures), fontsize=19, fontweight="bold", color=INK, va="center")
    free_below = _slowest(picture, figures, _reports(picture, figures))
    _funds(picture, figures, history, free_below)
    png = BytesIO()
    picture.savefig(png, format="png", dpi=DPI, facecolor=PAPER, pil_kwargs=QUICKLY)
    return png.getvalue()


def _panel(picture: Any, bottom: float, height: float, title: str, left: float = 0.05) -> Any:
    """Room for one drawing, with its title above."""
    axes = picture.add_axes((left, bottom, 0.95 - left, height))
    picture.text(0.05, bottom + height + 0.02, title, fontsize=14, color=INK, fontweight="bold", va="bottom")
    for side in axes.spines.values():
        side.set_visible(False)
    axes.tick_params(length=0, labelsize=13, labelcolor=INK)
    return axes


def _reports(picture: Any, figures: AreaFigures) -> float:
    """One bar of all clubs, cut by where their reports stand; each part with its number and its words.

    Like every drawing it returns where the room below it begins.
    """
    words, clubs = file_words(), max(1, len(figures.clubs))
    month = int(figures.period[5:])
    title = words["reports"].format(
        month=month, filed=digits(figures.filing.part), clubs=digits(figures.filing.whole)
    )
    axes = _panel(picture, 0.85, 0.045, title)
    axes.set(xlim=(0, clubs), ylim=(-0.5, 0.5), xticks=[], yticks=[])
    counts = {standing: count for standing, count in _counts(figures.clubs).items() if count}
    start = 0
    for standing, count in counts.items():
        axes.barh(0, count, left=start, height=1, color=COLOURS[standing])
        start += count
    return _legend(picture, counts)


def _legend(picture: Any, counts: Mapping[Standing, int]) -> float:
    """What each colour means, two a line."""
    down = 0.85
    for place, (standing, count) in enumerate(counts.items()):
        across, down = 0.05 + 0.45 * (place % 2), 0.826 - 0.03 * (place // 2)
        picture.text(across, down, "■", fontsize=17, color=COLOURS[standing], va="center")
        text = f"{digits(count)} {file_words()[standing.value]}"
        picture.text(across + 0.035, down, text, fontsize=13, color=INK, va="center")
    return down


def _counts(clubs: Sequence[ClubLine]) -> dict[Standing, int]:
    """How many reports stand where; those sent back are being worked on."""
    counts = dict.fromkeys(COLOURS, 0)
    for club in clubs:
        begun = club.standing is Standing.SENT_BACK
        counts[Standing.IN_PROGRESS if begun else club.standing] += 1
    return counts


def _slowest(picture: Any, figures: AreaFigures, top: float) -> float:
    """The parts of the area with most reports missing, as many of each kind as there are."""
    words, slow = file_words(), _parts(figures)
    if not slow:
        said = words["all_filed"] if figures.filing.whole else words["none_expected"]
        picture.text(0.05, top - BETWEEN, said, fontsize=15, color=COLOURS[Standing.FILED], va="center")
        return top - BETWEEN - TITLE
    height = len(slow) * (FEW_ROWS if len(slow) <= SLOWEST // 2 else ROW)
    of_clubs = figures.area.kind == COMMUNE
    bottom = top - BETWEEN - TITLE - height
    axes = _panel(picture, bottom, height, words["clubs_missing" if of_clubs else "slowest"], left=0.36)
    longest = max(part.missing for part in slow)
    for row, part in enumerate(slow):
        of_all = words["missing"].format(part=digits(part.missing), whole=digits(part.clubs))
        _bar(axes, row, part, "" if of_clubs else of_all, longest)
    axes.set(xlim=(0, longest * 1.4), ylim=(len(slow) - 0.5, -0.5), xticks=[])
    axes.set_yticks(range(len(slow)), [_cut(part.name) for part in slow])
    return bottom


def _bar(axes: Any, row: int, part: "Part", label: str, longest: int) -> None:
    start = 0
    for standing, count in part.counts.items():
        axes.barh(row, count, left=start, height=0.62, color=COLOURS[standing])
        start += count
    axes.text(start + longest * 0.03, row, label, fontsize=13, color=INK, va="center_baseline")


class Part(NamedTuple):
    """A part of the area with its missing reports by kind."""

    name: str
    counts: dict[Standing, int]
    clubs: int

    @property
    def missing(self) -> int:
        return sum(self.counts.values())


def _parts(figures: AreaFigures) -> list[Part]:
    """Communes of a province, provinces of the nation; the parts of a commune are its clubs."""
    if figures.area.kind == COMMUNE:
        return [Part(club.short, _counts([club]), 1) for club in figures.missing][:SLOWEST]
    parts, of_group = [], grouped(figures)
    for group in figures.groups:
        clubs = of_group[group.code]
        counts = _counts(clubs)
        for settled in (Standing.FILED, Standing.NOT_EXPECTED):
            del counts[settled]
        parts.append(Part(group.bare, counts, filing_rate(clubs).whole))
    missing = (part for part in parts if part.missing)
    return sorted(missing, key=lambda part: (-part.missing, part.name))[:SLOWEST]


def _cut(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17]}…"


def _funds(picture: Any, figures: AreaFigures, history: History, top: float) -> None:
    """Both funds month by month, from zero, first and newest column named; they take what room is left."""
    words = file_words()
    large = figures.total >= 10**9
    unit, name = (10**9, words["billion"]) if large else (10**6, words["million"])
    height = top - BETWEEN - TITLE - FOOT
    axes = _panel(picture, FOOT, height, words["funds"].format(unit=name))
    amounts = [total / unit for _, total in history]
    highest = max(amounts, default=0) * height / (height - LABEL) or 1
    colours = [*["#9db8c9"] * (len(amounts) - 1), "#2b5f83"]
    axes.bar(range(len(amounts)), amounts, width=0.72, color=colours)
    for place in sorted({0, len(amounts) - 1}):
        text = _short(amounts[place])
        axes.text(
            place, amounts[place] + highest * 0.01, text, fontsize=13, color=INK, ha="center", va="bottom"
        )
    axes.set(xlim=(-0.6, max(len(amounts), FEWEST_MONTHS) - 0.4), ylim=(0, highest), yticks=[])
    axes.axhline(0, color=SOFT, linewidth=1)
    axes.set_xticks(
        range(len(amounts)), [words["month_short"].format(month=first.month) for first, _ in history]
    )
    part = share(figures.overdue, figures.lent)
    shown = f" ({part}%)" if part and figures.overdue else ""
    lent, overdue = (_short(amount / unit) for amount in (figures.lent, figures.overdue))
    loans = words["loans"].format(lent=lent, overdue=overdue, unit=name, share=shown)
    picture.text(0.05, 0.045, loans, fontsize=13, color=INK, va="center")


def _short(amount: float) -> str:
    """188,5 or 52.188: one decimal below a thousand."""
    return digits(round(amount)) if amount >= 1000 else f"{amount:.1f}".replace(".", ",")
