"""Entries that wait for a second person: kept, shown to the one who decides, written or let go, once."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncConnection

from handlers.decision import Notice, Say
from handlers.dialogue.subject import Subject
from handlers.fund.agree import may_answer
from handlers.fund.amends import is_alive
from handlers.fund.book import Receipt
from handlers.fund.in_the_way import RequestBook
from handlers.fund.requests import (
    BY_OFFICER,
    LARGE,
    Answered,
    AnswerRequest,
    Asked,
    FundRequest,
    WaitingRequests,
    WaitingRequestsAsk,
    who_agrees,
)
from storage.books import load_entries
from storage.clubs import load_members
from storage.effects import Save
from storage.fund_changes import people_names
from storage.people import load_people
from storage.people_records import COMMITTEE, Member, Person
from storage.request_answer import decided_first
from storage.request_ground import load_grounds
from storage.request_json import amend_from_json, ask_to_json, drafts_from_json, entry_ids
from storage.request_other_json import other_from_json
from storage.request_writing import write_agreed
from storage.tables.clubs import areas, clubs
from storage.tables.fund import entries, fund_requests
from storage.tables.people import identities, roles

PAGE = "fund/agree"


async def save_asks(connection: AsyncConnection, saves: Sequence[Save]) -> list[Asked]:
    """Keep what waits and tell who has to agree."""
    return [await _ask(connection, save) for save in saves]


async def _ask(connection: AsyncConnection, save: Save) -> Asked:
    ask, person = save.effect, save.caller.person
    second = None
    if ask.why == LARGE:
        committee = await _reachable_committees(connection, [ask.club_id], save.at.date())
        second = who_agrees(committee[ask.club_id], person.id)
    row = {
        "club_id": ask.club_id,
        "payload": ask_to_json(ask, second.id if second else None),
        "asked_by": person.id,
        "asked_at": save.at,
    }
    new = sa.insert(fund_requests).values(**row).returning(fund_requests.c.id)
    request_id = int((await connection.execute(new)).scalar_one())
    request = (await load_requests(connection, fund_requests.c.id == request_id))[0]
    notice = Notice(
        f"fund.agree/{request_id}",
        Say(PAGE, "notice", {"request": request}),
        person_id=second.id if second else 0,
        officers_of_club=0 if second else ask.club_id,
    )
    return Asked(second.name if second else "", request_id, (notice,))


async def _reachable_committees(
    connection: AsyncConnection, club_ids: Sequence[int], today: date
) -> dict[int, list[Person]]:
    """Who of each club's committee can be written to."""
    reachable = sa.select(identities.c.person_id).where(identities.c.blocked_at.is_(None))
    query = sa.select(roles.c.person_id).where(
        roles.c.club_id.in_(club_ids), roles.c.role.in_(COMMITTEE), roles.c.person_id.in_(reachable)
    )
    ids = sorted(set((await connection.execute(query)).scalars()))
    people = (await load_people(connection, ids, today)).values()
    return {
        club_id: [person for person in people if any(role.club_id == club_id for role in person.roles)]
        for club_id in club_ids
    }


async def load_requests(connection: AsyncConnection, among: sa.ColumnElement[bool]) -> list[FundRequest]:
    """Requests, oldest first."""
    query = sa.select(fund_requests).where(among).order_by(fund_requests.c.id)
    found = (await connection.execute(query)).mappings().all()
    rows = [
        row for row in found if row["payload"].get("why") in (LARGE, *BY_OFFICER)
    ]  # the table has other requests
    names = await people_names(connection, {row["asked_by"] for row in rows})
    ids = [entry_id for row in rows for entry_id in entry_ids(row["payload"])]
    held = {entry.id: entry for entry in await load_entries(connection, entries.c.id.in_(ids))} if ids else {}
    roll = await _roll(connection, rows)
    return [_request(row, names, held, roll) for row in rows]


async def _roll(connection: AsyncConnection, rows: Sequence[Mapping[Any, Any]]) -> dict[int, Member]:
    """Members of the clubs where a loan waits, by id."""
    ids = sorted({row["club_id"] for row in rows if row["payload"].get("other")})
    rolls = await load_members(connection, ids) if ids else {}
    return {member.id: member for members in rolls.values() for member in members}


def _request(
    row: Mapping[Any, Any], names: Mapping[int, str], held: Mapping[int, Any], roll: Mapping[int, Member]
) -> FundRequest:
    payload = row["payload"]
    return FundRequest(
        row["id"],
        row["club_id"],
        payload["why"],
        row["asked_by"],
        names.get(row["asked_by"], ""),
        row["asked_at"],
        row["status"],
        drafts_from_json(payload),
        amend_from_json(row["club_id"], payload, held),
        other_from_json(payload.get("other"), roll),
    )


async def load_request_books(
    connection: AsyncConnection, subjects: Sequence[Subject], today: date
) -> dict[Subject, RequestBook]:
    """The request each subject names."""
    ids = [subject.record for subject in subjects]
    found = {one.id: one for one in await load_requests(connection, fund_requests.c.id.in_(ids))}
    grounds = await load_grounds(connection, list(found.values()), today)
    return {
        subject: RequestBook(found.get(subject.record), grounds.get(subject.record)) for subject in subjects
    }


async def load_waiting_requests(
    connection: AsyncConnection, asks: Sequence[WaitingRequestsAsk], today: date
) -> dict[WaitingRequestsAsk, WaitingRequests]:
    """What waits for each of these people; what the books do not bear today comes last."""
    return {ask: await _waiting_for(connection, ask, today) for ask in asks}


async def _waiting_for(connection: AsyncConnection, ask: WaitingRequestsAsk, today: date) -> WaitingRequests:
    waiting = await load_requests(connection, _could_answer(ask))
    committees = await _reachable_committees(connection, sorted({one.club_id for one in waiting}), today)
    kept = []
    for request in waiting:
        has_second = who_agrees(committees[request.club_id], request.asked_by) is not None
        gone = request.amend is not None and not all(map(is_alive, request.amend.strike))
        if not gone and may_answer(request.why, not ask.club_id, has_second):
            kept.append(request)
    grounds = await load_grounds(connection, kept, today)
    kept.sort(key=lambda one: (RequestBook(one, grounds.get(one.id)).obstacle(today) is not None, one.id))
    return WaitingRequests(tuple(kept))


def _could_answer(ask: WaitingRequestsAsk) -> sa.ColumnElement[bool]:
    """What waits in the person's club or area and was asked by somebody else."""
    of_others = sa.and_(fund_requests.c.status == "waiting", fund_requests.c.asked_by != ask.person_id)
    if ask.club_id:
        return of_others & (fund_requests.c.club_id == ask.club_id)
    own = sa.or_(areas.c.code == ask.area_code, areas.c.parent_code == ask.area_code)
    inside = sa.select(clubs.c.id).where(clubs.c.area_code.in_(sa.select(areas.c.code).where(own)))
    return of_others & fund_requests.c.club_id.in_(inside)


async def save_answers(connection: AsyncConnection, saves: Sequence[Save]) -> list[Receipt | Answered]:
    """Write what was agreed to, once, and tell who asked."""
    return [result for save in saves for result in await _answer(connection, save)]


async def _answer(connection: AsyncConnection, save: Save) -> list[Receipt | Answered]:
    effect: AnswerRequest = save.effect
    request = effect.request
    if not await decided_first(connection, save, request.id, agreed=effect.agreed):
        return [Answered(late=True)]
    receipts = await write_agreed(connection, save, request) if effect.agreed else []
    show = {"request": request, "agreed": effect.agreed, "by": save.caller.person.name, "receipts": receipts}
    notice = Notice(f"fund.agreed/{request.id}", Say(PAGE, "answered", show), person_id=request.asked_by)
    return [Answered(late=False, notices=(notice,)), *receipts]
