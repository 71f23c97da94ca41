"""Ảnh chứng từ: a photo sent the same day after an entry is offered as its receipt, never asked for.

No words open this talk: reception opens it with the photo's reference under "media".
"""

from dataclasses import dataclass
from datetime import date, timedelta

from handlers.catalogue_types import Talk, Visit
from handlers.dialogue.questions import Choose, Option
from handlers.fund.amends import LedgerTail, Told, is_alive
from handlers.fund.correct import entry_option
from handlers.fund.entry import entry_subject
from storage.records import Entry

NO = Option("none", ("không", "không phải", "thôi"))
YES = Option("yes", ("đúng", "phải"))


NEARLY, LATELY = timedelta(days=1), timedelta(days=7)
MOST = 6


@dataclass(frozen=True, slots=True)
class AttachPhoto:
    """Effect: this photo belongs to that entry."""

    club_id: int
    entry: Entry
    media: str


async def attach_photo(tail: LedgerTail, visit: Visit) -> AttachPhoto | Told | None:
    """One photo, one entry: the one just written, else one of the last week that is picked."""
    media = str(visit.opening.get("media", ""))
    written = [entry for entry in tail.last_written() if is_alive(entry)]
    if not media:
        return Told("empty")
    if len(written) == 1 and _age(written[0], visit) <= NEARLY:
        said = await Choose(key="mine", choices=(YES, NO), show={"entry": written[0]}, about=written[0].id)
        if said == "yes":
            return AttachPhoto(tail.book.club.id, written[0], media)
    offered = _offered(tail, visit, written)
    if not offered:
        return None if written else Told("empty")
    show = {"another": len(written) == 1 and written[0] not in offered}
    said = await Choose(key="which", choices=(*map(entry_option, offered), NO), show=show)
    entry = tail.entry(int(said.removeprefix("entry"))) if said != "none" else None
    return AttachPhoto(tail.book.club.id, entry, media) if entry is not None else None


def _offered(tail: LedgerTail, visit: Visit, written: list[Entry]) -> list[Entry]:
    """What was confirmed together last where that is several, else what else was written lately."""
    if len(written) > 1 and _age(written[0], visit) <= NEARLY:
        return written[:MOST]
    standing = [entry for entry in reversed(tail.entries) if is_alive(entry) and entry.receipt_number]
    asked = written[:1] if written and _age(written[0], visit) <= NEARLY else []
    lately = [entry for entry in standing if _age(entry, visit) <= LATELY and entry not in asked]
    return lately[:MOST]


def _age(entry: Entry, visit: Visit) -> timedelta:
    """Moments are kept in UTC: what was written early this morning may be a day old."""
    return visit.today - entry.recorded_at.date()


def opens_photo(words: str, today: date) -> bool:
    """Never by words."""
    return False


PHOTO = Talk("fund.photo", attach_photo, LedgerTail, opens_photo, entry_subject, photo="fund.photo")
