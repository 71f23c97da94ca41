"""Two small talks for tests of the engine, with the facts they need and what they have saved."""

from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Catalogue, Query, Talk, Visit
from handlers.decision import Caller, Say
from handlers.dialogue.questions import Choose, Confirm, Day, Money, Number, Option, ReviewLine, Text, agreed
from handlers.dialogue.replay import Fact, Facts, several
from handlers.dialogue.subject import Subject
from storage.people_records import Person, Role, RoleName

GREEN, LOTUS = Option("green", ("xanh", "chè xanh")), Option("lotus", ("sen", "chè sen"))


@dataclass
class Cupboard:
    """What the books know: changed by tests in the middle of a talk."""

    cups: int | None = None
    money: int = 100_000


@dataclass(frozen=True)
class Purchase:
    """Effect of buying tea."""

    cups: int
    price: int
    kind: str
    note: str | None
    on: date


@dataclass(frozen=True)
class Shop:
    """A fact that depends on an answer."""

    kind: str
    open: bool = True


@dataclass(frozen=True)
class Guests:
    """Effect of the list of guests."""

    names: tuple[str, ...]


async def buy_tea(book: Cupboard, visit: Visit) -> Purchase | None:
    """Every kind of precedence in one talk: a prefill, a blank, a fact, a day, a sealed read-back."""
    cups = await Number(key="cups", known=book.cups, step=(1, 4))
    price = await Money(key="price")
    kind = await Choose(key="kind", choices=(GREEN, LOTUS))
    shop = await Fact(Shop, kind)
    note = await Text(key="note", skippable=True) if shop.open else None
    on = await Day(key="on", known=visit.today)
    purchase = Purchase(cups, price, kind, note, on)
    about = {"purchase": purchase, "money": book.money, "repeats": visit.repeats}
    lines = (
        ReviewLine("cups", ("cups",), {"cups": cups}),
        ReviewLine("day", ("on",), {"on": on.isoformat()}),
        ReviewLine("money"),
    )
    return purchase if await agreed(Confirm(key="confirm", about=about, lines=lines, money=True)) else None


async def invite_guests(book: Cupboard, visit: Visit) -> Guests:
    """A group asked for again and again."""
    return Guests(tuple([await Text(key=f"{guest}.name") async for guest in several("guest", at_most=3)]))


def _club(words: str, caller: Caller, facts: Facts) -> Subject:
    return Subject(caller.club_id)


TEA = Talk(
    "test.tea", buy_tea, Cupboard, lambda words, _: words == "mua chè", _club, shared=True, resumes=True
)
GUESTS = Talk("test.guests", invite_guests, Cupboard, lambda words, _: words == "mời khách", _club)
MONEY = Query(
    "test.money",
    lambda words, _: True if words in ("/quy", "quỹ") else None,
    lambda *_: Say("test/money", "own"),
)
CATALOGUE = Catalogue({talk.name: talk for talk in (TEA, GUESTS)}, (MONEY,))


def person(number: int) -> Person:
    """One of the committee of club 1."""
    role = Role(number, number, RoleName.LEADER, 1, None, date(2026, 1, 1), None)
    return Person(number, f"người {number}", roles=(role,))
