"""Committing a decision: talks, effects, desk and letters, all inside the turn's one transaction."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.assistant import Assistant
from bot.deciding import Decided, decide_resumed
from bot.on_behalf import told_to_leader, under_the_club, writes
from handlers.calendar.push_hours import next_push
from handlers.decision import Ask, Decision, Notice, Say
from handlers.dialogue.state import NEW_TALK, Desk
from handlers.messages import Choice, Outgoing
from storage.behalf_store import note_entered
from storage.effects import PromisedFiles, Save
from storage.messages import Letter, Waiting, add_letters
from storage.notices import load_recipients
from storage.talks import save_desks, save_talk
from storage.unsure_receipts import mark_told

LONGEST = 350
"""Characters of one message: golden.md, rule 1 of the words."""


@dataclass(frozen=True, slots=True)
class Saved:
    """A decision after it was stored, with what each effect's saver gave back."""

    decision: Decision
    receipts: Sequence[Any] = ()

    @property
    def parts(self) -> list[Say | Ask]:
        """The reply, each sentence with the receipts of its own step."""
        given = {"receipts": self.receipts}
        return [
            replace(part, show={**given, **part.show}) if isinstance(part, Say) else part
            for part in self.decision.reply
        ]


async def commit(assistant: Assistant, connection: Any, turn: Decided, now: datetime) -> None:
    """Store everything one message led to, follow-on talks included, and put the words into the outbox."""
    steps = [await _save(assistant, connection, turn.decision, turn, now)]
    while steps[-1].decision.resume:
        follow = await decide_resumed(assistant, connection, replace(turn, decision=steps[-1].decision))
        steps.append(await _save(assistant, connection, follow, turn, now))
    desk = steps[-1].decision.desk
    parts = under_the_club([part for step in steps for part in step.parts], turn.caller, desk)
    if parts and turn.unsure:
        parts.insert(0, Say("dialogue/reception", "already_written", {"receipt": turn.unsure[-1].gist}))
        await mark_told(connection, [letter.id for letter in turn.unsure])
    replies = _replies(assistant, turn, parts, [receipt for step in steps for receipt in step.receipts], now)
    await _save_desk(connection, turn, desk, replies)
    notices = [letter for step in steps for letter in await _notices(assistant, connection, step, turn, now)]
    await add_letters(connection, [*replies, *notices], now)


def _replies(
    assistant: Assistant,
    turn: Decided,
    parts: Sequence[Say | Ask],
    receipts: Sequence[Any],
    now: datetime,
) -> list[Letter]:
    """The reply as one letter or two; papers go with the first."""
    letters = []
    for page, some in enumerate(_pages(assistant, turn, parts), 1):
        kind = replace(turn.decision, reply=tuple(some)).kind
        message = _worded(assistant, turn, some, receipts if page == 1 else ())
        letter = reply_letter(turn.waiting, kind, message, now, page)
        letters.append(replace(letter, wanted=_promised(receipts)) if page == 1 else letter)
    return letters


def _promised(receipts: Sequence[Any]) -> Mapping[str, Any] | None:
    """What the letter's files are drawn from, once all this is committed; None for most letters."""
    return next((each.drawn_from for each in receipts if isinstance(each, PromisedFiles)), None)


def _pages(assistant: Assistant, turn: Decided, parts: Sequence[Say | Ask]) -> list[Sequence[Say | Ask]]:
    """What is told and asked, together where that is short enough to read, else one after the other.

    An echo ("Dạ, 38 người.") never leaves its question.
    """
    told, asked = parts[:-1], parts[-1:]
    if all(isinstance(part, Say) and part.block.endswith("_echo") for part in told):
        return [parts] if parts else []
    length = sum(len(_worded(assistant, turn, some).text) for some in (told, asked))
    return [parts] if length < LONGEST and not _next_thing_asked(parts) else [told, asked]


def _next_thing_asked(parts: Sequence[Say | Ask]) -> bool:
    """What follows a receipt of its own accord comes in a message of its own: a receipt carries no list."""
    told = parts[-2]
    return isinstance(told, Say) and told.block in ("lines_left", "picture_left") and len(parts) > 2


async def _save_desk(connection: Any, turn: Decided, desk: Desk, replies: Sequence[Letter]) -> None:
    """The list that is shown now is remembered with the letter that shows it."""
    if desk.shown is not None and replies and replies[-1].kind == "question":
        desk = replace(desk, shown=replace(desk.shown, outbox_key=replies[-1].key))
    await save_desks(connection, {turn.caller.person.id: desk})


def _worded(
    assistant: Assistant, turn: Decided, parts: Sequence[Say | Ask], receipts: Sequence[Any] = ()
) -> Outgoing:
    """The reply as one message; papers a receipt brings (a loan paper, a chart) go with it."""
    show = {"now": turn.caller.now, "today": turn.caller.today}
    message = assistant.wording.compose(parts, show, turn.caller.person.honorific)
    files = tuple(str(path) for receipt in receipts for path in getattr(receipt, "files", ()))
    return replace(message, files=files)


async def _notices(
    assistant: Assistant, connection: Any, saved: Saved, turn: Decided, now: datetime
) -> list[Letter]:
    """Letters to other people: unique by occasion and person, in the hours people are awake."""
    effects = saved.decision.done.effects if saved.decision.done is not None else ()
    brought = [notice for each in (*effects, *saved.receipts) for notice in getattr(each, "notices", ())]
    letters = []
    for notice in (*saved.decision.notices, *brought, *told_to_leader(effects, turn.caller)):
        worded: dict[str, Outgoing] = {}  # a notice to thousands is worded once for each way of address
        for to in await load_recipients(connection, notice, now, turn.caller.today):
            if to.honorific not in worded:
                worded[to.honorific] = _notice(assistant, notice, turn, to.honorific)
            message = worded[to.honorific]
            key = f"notice/{notice.occasion}/{to.person_id}"
            due = next_push(to.not_before.astimezone(assistant.zone))
            letters.append(Letter(key, to.person_id, to.channel, to.address, "notice", message, due))
    return letters


def _notice(assistant: Assistant, notice: Notice, turn: Decided, honorific: str) -> Outgoing:
    show = {"now": turn.caller.now, "today": turn.caller.today}
    message = assistant.wording.compose([notice.say], show, honorific)
    block, tap = notice.button
    if not block:
        return message
    label = assistant.wording.block(notice.say.page, block, {})
    return replace(message, choices=(Choice(label, tap),))


async def _save(
    assistant: Assistant, connection: Any, decision: Decision, turn: Decided, now: datetime
) -> Saved:
    """Store talks and effects; a talk opened in this turn gets its id everywhere."""
    noted: list[Any] = []
    for line, effect in enumerate(decision.notes, 1):
        noted += await assistant.savers[type(effect)](
            connection, [Save(effect, turn.caller, 0, 0, line, now)]
        )
    ids = {}
    for state in decision.talks:
        ids[state.id] = (await save_talk(connection, state, now)).id
    receipts: list[Any] = []
    if decision.done is not None:
        talk_id = ids[decision.done.talk.id]
        for line, effect in enumerate(decision.done.effects, decision.done.first_line):
            save = Save(effect, turn.caller, talk_id, decision.done.talk.round, line, now)
            receipts += await assistant.savers[type(effect)](connection, [save])
            if turn.caller.behalf is not None and writes(effect):
                await note_entered(connection, save, turn.caller.behalf.club_id)
    if NEW_TALK in ids:
        decision = replace(decision, desk=_with_id(decision.desk, ids[NEW_TALK]))
    return Saved(decision, (*receipts, *noted))


def _with_id(desk: Desk, talk_id: int) -> Desk:
    shown = desk.shown
    if shown is not None and shown.talk_id == NEW_TALK:
        shown = replace(shown, talk_id=talk_id)
    here = talk_id if desk.talk_id == NEW_TALK else desk.talk_id
    return replace(desk, talk_id=here, shown=shown)


def reply_letter(waiting: Waiting, kind: str, message: Outgoing, now: datetime, page: int = 1) -> Letter:
    incoming = waiting.incoming
    return Letter(
        f"turn/{waiting.id}" if page == 1 else f"turn/{waiting.id}/{page}",
        waiting.person_id,
        incoming.channel,
        incoming.address,
        kind,
        message,
        now,
        answers_inbox_id=waiting.id,
    )
