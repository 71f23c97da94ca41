"""Which of the nine questions a report asks, and "câu 3/9" for each: steady while it is filled in.

The plan is remembered once the first question is answered, so that an entry or a roll call recorded
in between makes no question vanish.
"""

from dataclasses import dataclass

from handlers.dialogue.replay import Keep, Said
from handlers.report.book import ReportBook

SECTIONS = (
    "meeting_on",
    "present",
    "roster",
    "measured",
    "care",
    "self_help",
    "doings",
    "money",
    "proposal",
)
ALL_NINE, WITH_MONEY = "plan.nine", "plan.money"


@dataclass(frozen=True, slots=True)
class Plan:
    """What was missing when the talk began, as far as it was remembered."""

    all_nine: bool = False
    with_money: bool = False


async def planned() -> Plan:
    """The plan remembered earlier in this talk."""
    return Plan(bool(await Said(ALL_NINE)), bool(await Said(WITH_MONEY)))


class Steps:
    """`asked` are the keys this talk ever asked: a section stays counted once its answer has come."""

    def __init__(self, book: ReportBook, asked: frozenset[str], plan: Plan | None = None) -> None:
        self.asked = asked
        self.plan = plan or Plan()
        missing = {name for name in SECTIONS[:7] if getattr(book.facts, name) is None}
        if not book.funds.entries or self.plan.with_money or self.asks_for_more:
            missing.add("money")
        counted = missing | (asked & set(SECTIONS))
        if self.plan.all_nine or len(counted - {"proposal"}) == len(SECTIONS) - 1:
            counted = set(SECTIONS)
        self.names = [name for name in SECTIONS if name in counted]

    @property
    def asks_for_more(self) -> bool:
        """Whether "còn khoản nào nữa không ạ?" was the way the money was asked for."""
        return "money.more" in self.asked

    @property
    def all_asked(self) -> bool:
        """Nothing was in the books: everything came from the leader just now."""
        return len(self.names) == len(SECTIONS)

    def of(self, name: str) -> tuple[int, int] | None:
        """(3, 9) for "câu 3/9"; None for what the books knew."""
        return (self.names.index(name) + 1, len(self.names)) if name in self.names else None

    async def remember(self, name: str) -> None:
        """Keep the plan once its first question is answered; only the talk's own answers know of it."""
        first = self.names[:1] == [name] and self.asked & set(SECTIONS) == {name}
        if not first or self.plan != Plan():
            return
        if self.all_asked:
            await Keep(ALL_NINE, ())
        elif "money" in self.names:
            await Keep(WITH_MONEY, ())
