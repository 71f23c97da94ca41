"""Ảnh chứng từ: a photo sent the same day after an entry is offered as its receipt, never asked for.

No words open this talk: reception opens it with the photo's reference under "media".
"""

from dataclasses import dataclass
from datetime import date

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import Choose, Option
from handlers.fund.amends import LedgerTail, Told, is_alive
from handlers.fund.correct import entry_option
from handlers.fund.entry import entry_subject
from storage.records import Entry

NO = Option("none", ("không", "không phải", "thôi"))
YES = Option("yes", ("đúng", "phải"))


@dataclass(frozen=True, slots=True)
class AttachPhoto:
    """Effect: this photo belongs to that entry."""

    club_id: int
    entry: Entry
    media: str


async def attach_photo(tail: LedgerTail, visit: Visit) -> AttachPhoto | Told | None:
    """One photo, one entry; which one is asked only where several were confirmed together."""
    media = str(visit.opening.get("media", ""))
    written = [entry for entry in tail.last_written() if is_alive(entry)]
    if not written or not media:
        return Told("empty")
    if len(written) == 1:
        said = await Choose(key="mine", choices=(YES, NO), show={"entry": written[0]}, about=written[0].id)
        return AttachPhoto(tail.book.club.id, written[0], media) if said == "yes" else None
    said = await Choose(key="which", choices=(*(entry_option(entry) for entry in written[:6]), NO))
    entry = tail.entry(int(said.removeprefix("entry"))) if said != "none" else None
    return AttachPhoto(tail.book.club.id, entry, media) if entry is not None else None


def opens_photo(words: str, today: date) -> bool:
    """Never by words."""
    return False


PHOTO = Talk("fund.photo", attach_photo, LedgerTail, opens_photo, entry_subject, photo="fund.photo")
