"""Words about who was there that open a roll call; after it was called they correct what is recorded."""

from collections.abc import Sequence

from handlers.catalogue_types import Visit
from handlers.club.names import RosterLine
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.hearing.put_right import hear_put_right
from handlers.meeting.book import MeetingBook
from handlers.meeting.opening import words_told
from handlers.meeting.presence import Presence, hear_presence
from handlers.meeting.presence_right import corrected


def told_first(visit: Visit, roster: Sequence[RosterLine]) -> Presence | None:
    """What the opening words say of a roll that was not called before."""
    words = words_told(visit)
    slip = hear_put_right(words)
    heard = hear_presence(slip.right if slip is not None and slip.sure else words, roster)
    return heard.value if isinstance(heard, Heard) else None


def told_anew(book: MeetingBook, visit: Visit, roster: Sequence[RosterLine]) -> Presence | None:
    """What words said after the roll was called make of it; None where they change nothing."""
    before = recorded(book)
    changed = corrected(before, words_told(visit), roster) if before is not None else None
    return None if before is None or changed is None or _same(before, changed) else changed


def recorded(book: MeetingBook) -> Presence | None:
    """Who was away as the roll was called; None where it was not."""
    if book.held is None or book.held.present is None:
        return None
    numbers = {member.id: member.roster_number for member in book.members}
    away = [(numbers[one], reason) for one, reason in book.held.away if one in numbers]
    count = len(book.members) - book.held.present
    return Presence("absent", tuple(number for number, _ in away), count, reasons=dict(away))


def left_as_recorded(book: MeetingBook, told: Presence | None, settled: Presence) -> bool:
    """Whether the strangers that words named after the roll was called were all left out again."""
    before = recorded(book)
    strangers = told is not None and any(not meant for _, meant in told.unclear)
    return before is not None and strangers and frozenset(before.numbers) == frozenset(settled.numbers)


def _same(before: Presence, changed: Presence) -> bool:
    named = frozenset(before.numbers) == frozenset(changed.numbers) and not changed.unclear
    return named and changed.kind == "absent" and (changed.count or len(changed.numbers)) == before.count
