"""What somebody wrote a moment ago: "vì sao 2/4" and "xem tiếp" are about the question before them."""

from dataclasses import dataclass
from datetime import datetime, timedelta

REMEMBERED = timedelta(hours=12)
A_FEW = 20  # messages; a follow-up comes sooner


@dataclass(frozen=True, slots=True)
class RecentWordsAsk:
    """What a person wrote from `since` on, before the message that is looked at now; `most` messages."""

    person_id: int
    inbox_id: int
    since: datetime
    most: int = A_FEW


@dataclass(frozen=True, slots=True)
class RecentWords:
    """The newest first, as typed."""

    words: tuple[str, ...] = ()
