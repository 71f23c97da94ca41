"""Which of the nine questions a report asks, and "câu 3/9" for each: steady while it is filled in."""

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


class Steps:
    """`asked` are the keys this talk ever asked: a section stays counted once its answer has come."""

    def __init__(self, book: ReportBook, asked: frozenset[str]) -> None:
        missing = {name for name in SECTIONS[:7] if getattr(book.facts, name) is None}
        if not book.funds.entries:
            missing.add("money")
        counted = missing | (asked & set(SECTIONS))
        if len(counted - {"proposal"}) == len(SECTIONS) - 1:
            counted.add("proposal")
        self.names = [name for name in SECTIONS if name in counted]

    @property
    def all_asked(self) -> bool:
        """Nothing was in the books: everything came from the leader just now."""
        return len(self.names) == len(SECTIONS)

    def of(self, name: str) -> tuple[int, int] | None:
        """(3, 9) for "câu 3/9"; None for what the books knew."""
        return (self.names.index(name) + 1, len(self.names)) if name in self.names else None
