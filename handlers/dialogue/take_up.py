"""A talk that ends by taking up another: "Làm ngay" on a reminder goes straight on with the report."""

from dataclasses import dataclass

from handlers.dialogue.subject import Subject


@dataclass(frozen=True, slots=True)
class TakeUp:
    """Effect that is not saved: the talk of that name and subject goes on at once, from where it stands."""

    name: str
    subject: Subject
