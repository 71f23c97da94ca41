"""Opening balances, and photos of receipts kept beside the entries they belong to.

An entry never changes once written, so its photo stands in the audit, not in its row.
"""

from collections.abc import Mapping, Sequence
from datetime import date

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.dialogue.subject import Subject
from handlers.fund.book import Receipt
from handlers.fund.opening import OpeningBook
from handlers.fund.photo import AttachPhoto
from storage.books import struck_ids
from storage.effects import Save
from storage.fund_store import fund_books_of, post_all
from storage.opening_postings import naming_postings, opening_postings
from storage.records import EntryKind, Fund
from storage.tables.fund import entries
from storage.tables.talk import audit

RECEIPT_PHOTO = "receipt_photo"


async def load_opening_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, OpeningBook]:
    """Which funds have begun, by subject."""
    ids = sorted({subject.club_id for subject in subjects})
    books = await fund_books_of(connection, ids, today)
    begun = await begun_funds(connection, ids)
    return {
        subject: OpeningBook(books[subject.club_id], begun.get(subject.club_id, frozenset()))
        for subject in subjects
        if subject.club_id in books
    }


async def begun_funds(connection: AsyncConnection, ids: Sequence[int]) -> dict[int, frozenset[Fund]]:
    """The funds whose book has begun, by club."""
    query = (
        sa.select(entries.c.club_id, entries.c.fund)
        .where(
            entries.c.club_id.in_(ids), entries.c.kind == EntryKind.OPENING, entries.c.id.not_in(struck_ids())
        )
        .distinct()
    )
    found: dict[int, set[Fund]] = {}
    for row in await connection.execute(query):
        found.setdefault(row.club_id, set()).add(Fund(row.fund))
    return {club_id: frozenset(funds) for club_id, funds in found.items()}


async def save_openings(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """One opening entry a fund and one a running loan; a fund with nothing gets none."""
    return [
        receipt
        for save in saves
        for receipt in (await post_all(connection, save, await opening_postings(connection, save.effect)))[0]
    ]


async def save_named(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt]:
    """Two entries without a receipt: taken off the unnamed, begun as a loan."""
    return [
        receipt
        for save in saves
        for receipt in (await post_all(connection, save, await naming_postings(connection, save.effect)))[0]
    ]


async def save_photos(connection: AsyncConnection, saves: Sequence[Save]) -> list[AttachPhoto]:
    """The photo's reference, with who sent it and when."""
    for save in saves:
        effect: AttachPhoto = save.effect
        row = {
            "at": save.at,
            "person_id": save.caller.person.id,
            "club_id": effect.club_id,
            "act": RECEIPT_PHOTO,
            "subject": f"entry:{effect.entry.id}",
            "details": {"media": effect.media},
        }
        await connection.execute(sa.insert(audit).values(**row))
    return [save.effect for save in saves]


async def photos_follow(connection: AsyncConnection, save: Save, anew: Mapping[int, int]) -> None:
    """The receipts' photos stand by the entries written anew as well: `anew` is new entry id -> old one."""
    kept = sa.select(audit.c.subject, audit.c.club_id, audit.c.details).where(
        audit.c.act == RECEIPT_PHOTO, audit.c.subject.in_([f"entry:{old}" for old in anew.values()])
    )
    photos = (await connection.execute(kept.order_by(audit.c.id))).all()
    rows = [
        {
            "at": save.at,
            "person_id": save.caller.person.id,
            "club_id": photo.club_id,
            "act": RECEIPT_PHOTO,
            "subject": f"entry:{new}",
            "details": {**photo.details, "with": photo.subject},
        }
        for new, old in anew.items()
        for photo in photos
        if photo.subject == f"entry:{old}"
    ]
    if rows:
        await connection.execute(sa.insert(audit), rows)


async def photographed(connection: AsyncConnection, club_id: int) -> frozenset[int]:
    """Entries of the club that have a photo of their receipt."""
    query = sa.select(audit.c.subject).where(audit.c.club_id == club_id, audit.c.act == RECEIPT_PHOTO)
    return frozenset(int(row.subject.removeprefix("entry:")) for row in await connection.execute(query))


async def photos_of(connection: AsyncConnection, entry_ids: Sequence[int]) -> list[str]:
    """The references of the photos of these entries, oldest first."""
    subjects = [f"entry:{entry_id}" for entry_id in entry_ids]
    query = (
        sa.select(audit.c.details)
        .where(audit.c.act == RECEIPT_PHOTO, audit.c.subject.in_(subjects))
        .order_by(audit.c.id)
    )
    return [str(row.details["media"]) for row in await connection.execute(query)]
