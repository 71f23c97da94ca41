"""Puts the reminders one person is due into one message, and its list before that person.

Only who has no question open gets a numbered list: "1" must never mean two things.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from handlers.calendar.duties import Contact, Duty, Key, report_occasion
from handlers.decision import Ask, Say
from handlers.dialogue.state import NEW_TALK, Desk, Shown, TalkState
from handlers.dialogue.subject import Subject
from handlers.dialogue.talking import seal_of
from handlers.report.monthly import MONTHLY
from handlers.report.reminder import NAME, REMINDER, opening_of, reminder_question
from scheduler.due import PAGE, Reminder
from scheduler.plain import Plain, sayings

ANSWER = "answer"


@dataclass(frozen=True, slots=True)
class Piece:
    """One letter and the keys it stands for: two sentences are as much as a message holds."""

    keys: tuple[Key, ...]
    part: Say | Ask


@dataclass(frozen=True, slots=True)
class Draft:
    """One person's letters before they are worded. The list of the last belongs to `talk`."""

    pieces: tuple[Piece, ...]
    desk: Desk
    talk: TalkState | None = None
    left: TalkState | None = None  # an older reminder nobody will answer any more


@dataclass(frozen=True, slots=True)
class Before:
    """What lies before one person as the round finds it, under that person's lock."""

    desk: Desk
    open_talk: TalkState | None = None  # the one on the desk
    earlier: TalkState | None = None  # the newest reminder talk about the same report


def draft(reminders: Sequence[Reminder], plains: Sequence[Plain], before: Before, now: datetime) -> Draft:
    """The letters for one person, one a kind; what is asked comes last."""
    calls = [reminder for reminder in reminders if reminder.block == "calls"]
    asked = [reminder for reminder in reminders if reminder.block != "calls"]
    pieces = tuple(Piece(keys, say) for keys, say in sayings(plains))
    if calls:
        pieces = (Piece(_keys(calls), _calls(calls)), *pieces)
    if not asked:
        return Draft(pieces, _spoken_into(before.desk))
    if may_number(before, [reminder.duty.occasion for reminder in asked]):
        return _numbered(asked, pieces, before, now)
    return _plain(asked, pieces, before, now)


def _keys(reminders: Sequence[Reminder]) -> tuple[Key, ...]:
    return tuple(reminder.key for reminder in reminders)


def _spoken_into(desk: Desk) -> Desk:
    """An open question's list is no longer the last thing seen, so it is shown again before it counts."""
    if desk.shown is None or not desk.talk_id:
        return desk
    return replace(desk, shown=replace(desk.shown, codes=()))


def subject_of(reminders: Sequence[Reminder]) -> Subject:
    """What the talk is about: the first report, for this person."""
    first = reminders[0]
    return Subject(first.duty.club_id, first.duty.period, 0, first.to.person_id)


def may_number(before: Before, occasions: Sequence[str]) -> bool:
    """Whether no question is open, or only one the reminder itself takes the place of."""
    talk = before.open_talk
    if before.desk.talk_id == 0 or talk is None or talk.status != "open":
        return True
    if talk.name == NAME:
        return True
    about = Subject.read(talk.subject)
    return talk.name == MONTHLY.name and report_occasion(about.club_id, about.period) in occasions


def _numbered(
    asked: Sequence[Reminder],
    pieces: tuple[Piece, ...],
    before: Before,
    now: datetime,
) -> Draft:
    talk = _talk(asked, before.earlier, now)
    question = reminder_question(talk.opening, talk.round)
    number = before.desk.count + 1
    options = question.options()
    ask = Ask(REMINDER.page, question, options, number=number)
    codes = tuple(option.code for option in options)
    shown = Shown(number, talk.id, question.key, codes, seal=seal_of(question))
    here = before.open_talk
    aside = {talk.id, here.id if here is not None else NEW_TALK}
    waiting = tuple(each for each in before.desk.waiting if each not in aside)
    desk = replace(
        before.desk, talk_id=talk.id, waiting=waiting, shown=shown, count=number, resuming=False, misses=0
    )
    stale = here is not None and here.name == NAME and here.id != talk.id and here.status == "open"
    left = replace(here, status="dropped") if stale and here is not None else None
    return Draft((*pieces, Piece(_keys(asked), ask)), desk, talk, left)


def _talk(asked: Sequence[Reminder], earlier: TalkState | None, now: datetime) -> TalkState:
    """The reminder talk about these reports: the same one again where there was one, answers forgotten."""
    promised = any(reminder.promise is not None for reminder in asked)
    opening = opening_of([reminder.duty for reminder in asked], now, promised=promised)
    fresh = TalkState(
        NAME,
        str(subject_of(asked)),
        person_id=asked[0].to.person_id,
        opening=opening,
        asked=(ANSWER,),
        touched_on=now.date().isoformat(),
    )
    return fresh if earlier is None else replace(fresh, id=earlier.id, round=earlier.round + 1)


def _plain(asked: Sequence[Reminder], pieces: tuple[Piece, ...], before: Before, now: datetime) -> Draft:
    """Words without a list, for who has another question open."""
    show = opening_of([reminder.duty for reminder in asked], now, promised=False)
    words = Piece(_keys(asked), Say(PAGE, "plain", show))
    return Draft((*pieces, words), _spoken_into(before.desk))


def _calls(reminders: Sequence[Reminder]) -> Say:
    return Say(PAGE, "calls", {"calls": [call_of(reminder.duty) for reminder in reminders]})


def call_of(duty: Duty) -> Mapping[str, Any]:
    """One line of the officer's call list: whom to telephone, and why the machine could not do it alone."""
    person = _to_telephone(duty)
    everybody = (*duty.leaders, *duty.deputies)
    unreachable = not any(contact.reachable for contact in everybody)
    reason = "unreachable" if unreachable else "started" if duty.started else "not_started"
    return {
        "club": duty.club,
        "period": duty.period,
        "due_on": duty.due_on,
        "name": person.name if person else "",
        "phone": person.phone if person else "",
        "reason": reason,
    }


def _to_telephone(duty: Duty) -> Contact | None:
    everybody = (*duty.leaders, *duty.deputies)
    return next((contact for contact in everybody if contact.phone), next(iter(everybody), None))
