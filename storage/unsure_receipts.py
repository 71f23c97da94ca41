"""Receipts nobody knows to have arrived: they are never sent again, a later reply says what they said."""

from collections.abc import Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from storage.database import listed
from storage.outbox import ONCE_ONLY
from storage.tables.messages import outbox

TOLD = "told"
"""In `provider_id` of an unknown receipt: a later reply has said what it said."""

_UNTOLD = (
    sa.select(outbox.c.id, outbox.c.person_id, outbox.c.body)
    .where(outbox.c.status == "unknown", outbox.c.person_id.in_(listed("people")))
    .where(outbox.c.kind.in_(ONCE_ONLY), sa.func.coalesce(outbox.c.provider_id, "") != TOLD)
    .order_by(outbox.c.id)
)


@dataclass(frozen=True, slots=True)
class UnsureReceipt:
    """A receipt nobody knows to have arrived; it is never sent again, the next reply says what it said."""

    id: int
    text: str

    @property
    def gist(self) -> str:
        """Its first sentence, to be said inside another: "đã ghi, phiếu thu số 14 Quỹ hoạt động"."""
        return self.text.splitlines()[0].split(". ")[0].removeprefix("Dạ, ").rstrip(".: ").removesuffix(" ạ")


async def load_unsure_receipts(
    connection: AsyncConnection, person_ids: Sequence[int]
) -> dict[int, tuple[UnsureReceipt, ...]]:
    """By person, oldest first, those not spoken of since."""
    found: dict[int, tuple[UnsureReceipt, ...]] = {}
    for row in await connection.execute(_UNTOLD, {"people": person_ids}):
        receipt = UnsureReceipt(row.id, row.body["text"])
        found[row.person_id] = (*found.get(row.person_id, ()), receipt)
    return found


async def mark_told(connection: AsyncConnection, letter_ids: Sequence[int]) -> None:
    """A later reply has said that these are written; they stay listed as unknown."""
    await connection.execute(sa.update(outbox).where(outbox.c.id.in_(letter_ids)).values(provider_id=TOLD))
