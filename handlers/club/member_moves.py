"""A member died, left or joined: one line, one read-back. After a death, condolence comes first."""

from datetime import date
from typing import Any

from handlers.catalogue_types import Talk, Visit
from handlers.club.member_news import MemberNews, hear_death, hear_leave
from handlers.club.newcomers import FullName, full_name, hear_newcomer, sex_of
from handlers.club.roster_book import MemberGone, MemberJoined, RosterBook
from handlers.club.whom import title_said, whom
from handlers.decision import Caller
from handlers.dialogue.hearing.folding import fold, tidy
from handlers.dialogue.hearing.heard import Heard
from handlers.dialogue.questions import (
    EDIT,
    YES,
    Choose,
    Confirm,
    Day,
    Number,
    Option,
    ReviewLine,
    agreed,
)
from handlers.dialogue.replay import Facts
from handlers.dialogue.subject import Subject
from handlers.meeting.beside import news_apart, roll_call_beside
from storage.people_records import Member

NOT_SO = Option("not_so", ("không phải", "không", "sai", "nhầm", "nhầm người"))
SEXES = (Option("female", ("bà", "nữ", "cô", "chị")), Option("male", ("ông", "nam", "chú", "anh")))
OLDEST = 120


def _day(news: MemberNews | None) -> date | None:
    said = news.day if news is not None else None
    return said.value.day if isinstance(said, Heard) else None


async def record_death(book: RosterBook, visit: Visit) -> MemberGone | None:
    """Golden A8. The name stays in the club's book; only the roll call forgets it."""
    news = hear_death(visit.words, visit.today)
    known = _day(news)
    show: dict[str, Any] = {"condole": True, "known": known}
    member = await whom(book, news.who if news else visit.words, show)
    title = title_said(news.who if news else "", member)
    asked = {*visit.asked} & {"who", "stranger"}
    show = {"member": member, "title": title, "condole": not asked}
    said_day: date | None = await Day(key="day", known=known, show=show, skippable=True)
    died_on = said_day or visit.today
    show = {**show, "day": died_on, "condole": not asked and "day" not in visit.asked}
    show["day_known"] = said_day is not None
    about = {"member": member.id, "day": died_on}
    lines = _who_and_when(member, died_on)
    read_back = Confirm(key="confirm", about=about, choices=(YES, NOT_SO), show=show, lines=lines)
    return MemberGone(book.club.id, member, died_on, "died", title) if await agreed(read_back) else None


def _who_and_when(member: Member, day: date) -> tuple[ReviewLine, ...]:
    """What a slip at the read-back may be about."""
    who = ReviewLine("who", ("stranger", "who"), {"stranger": member.roster_number})
    return (who, ReviewLine("day", ("day",), {"day": day.isoformat()}, said=("mất ngày", "xin ra từ ngày")))


async def record_leaving(book: RosterBook, visit: Visit) -> MemberGone | None:
    """Who asks to leave or moves away; a debt that stays behind is named, not hidden."""
    news = hear_leave(visit.words, visit.today)
    member = await whom(book, news.who if news else visit.words, {})
    title = title_said(news.who if news else "", member)
    named: dict[str, Any] = {"member": member, "title": title}
    left_on = await Day(key="day", known=_day(news) or visit.today, show=named)
    reason = "moved" if "chuyen" in fold(tidy(visit.words)) else "left"
    show = {**named, "day": left_on, "owed": book.owed_by(member), "reason": reason}
    about = {"member": member.id, "day": left_on, "owed": show["owed"]}
    lines = _who_and_when(member, left_on)
    read_back = Confirm(key="confirm", about=about, choices=(YES, NOT_SO), show=show, lines=lines)
    return MemberGone(book.club.id, member, left_on, reason, title) if await agreed(read_back) else None


async def record_newcomer(book: RosterBook, visit: Visit) -> MemberJoined | None:
    """A full name, a birth year, a title; whoever is on the roll already is not put there unasked."""
    news = hear_newcomer(visit.words, visit.today)
    said = full_name(news.who) if news else ""
    known = said if len(said.split()) > 1 else None
    name = await FullName(key="name", known=known, show={"said": said})
    born = await _birth_year(news, visit, name)
    title = sex_of(name) or sex_of(news.who if news else "")
    sex = await Choose(key="sex", choices=SEXES, known=title, show={"name": name})
    joined = MemberJoined(book.club.id, name, _day(news) or visit.today, born, sex)
    return joined if await agreed(_newcomer_read_back(book, joined)) else None


def _newcomer_read_back(book: RosterBook, joined: MemberJoined) -> Confirm:
    known = (
        m for m in book.members if fold(m.name) == fold(joined.name) and m.birth_year == joined.birth_year
    )
    show = {"joined": joined, "number": book.next_number, "same": next(known, None)}
    lines = (
        ReviewLine("name", ("name",), {"name": joined.name}, show, ("họ tên",)),
        ReviewLine("born", ("born",), {"born": joined.birth_year}, show, ("năm sinh",)),
        ReviewLine("sex", ("sex",), {}, show),
    )
    about = {"joined": joined, "number": book.next_number}
    return Confirm(key="confirm", about=about, choices=(YES, EDIT, NOT_SO), lines=lines, show=show)


async def _birth_year(news: MemberNews | None, visit: Visit, name: str) -> int | None:
    """The year, or an age counted back from today; may stay unknown."""
    known = news.birth_year if news else None
    question = Number(key="born", known=known, at_most=visit.today.year, show={"name": name}, skippable=True)
    said: int | None = await question
    return visit.today.year - said if said is not None and said < OLDEST else said


def moves_subject(words: str, caller: Caller, facts: Facts) -> Subject:
    """One message, one record of its own."""
    return Subject(caller.club_id, record=caller.inbox_id)


def _own(words: str, today: date) -> str:
    """The news of a message that holds a roll call too."""
    apart = news_apart(words, today)
    return words if apart is None else apart[0]


def _opens_death(words: str, today: date) -> bool:
    return hear_death(_own(words, today), today) is not None


def _opens_leaving(words: str, today: date) -> bool:
    return hear_leave(_own(words, today), today) is not None


def _opens_newcomer(words: str, today: date) -> bool:
    return hear_newcomer(_own(words, today), today) is not None


BOTH: dict[str, Any] = {"on_behalf": True, "beside": roll_call_beside}
DEATH = Talk("club.death", record_death, RosterBook, _opens_death, moves_subject, **BOTH)
LEAVING = Talk("club.leaving", record_leaving, RosterBook, _opens_leaving, moves_subject, **BOTH)
NEWCOMER = Talk("club.newcomer", record_newcomer, RosterBook, _opens_newcomer, moves_subject, **BOTH)
