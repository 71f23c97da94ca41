"""What a talk is about, fixed when it opens: a club, a period, one record. It is part of the talk's
stored name.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Subject:
    """Written as "club:1/period:2026-11/record:7"; parts that are empty are left out."""

    club_id: int = 0
    period: str = ""
    record: int = 0
    person_id: int = 0

    def __str__(self) -> str:
        parts = {"club": self.club_id, "period": self.period, "record": self.record, "person": self.person_id}
        return "/".join(f"{name}:{value}" for name, value in parts.items() if value)

    @staticmethod
    def read(text: str) -> "Subject":
        """The inverse of str(); raises ValueError for text this program never wrote."""
        parts = dict(part.split(":", 1) for part in text.split("/") if part)
        numbers = {name: int(parts.get(name, "0")) for name in ("club", "record", "person")}
        return Subject(numbers["club"], parts.get("period", ""), numbers["record"], numbers["person"])
