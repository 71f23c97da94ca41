"""SQL of the weekly figures besides money: reports filed, meetings held, cash counts that differ."""

from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa

from storage.tables.clubs import members
from storage.tables.fund import cash_counts
from storage.tables.meeting import meetings
from storage.tables.report import club_now, report_versions, reports

Here = Any  # a subquery with one column, `id`
COUNTS_LOOK_BACK = timedelta(days=31)


def filings(here: Here, periods: list[str], moment: datetime) -> sa.Select[Any]:
    """Reports filed by `moment`, by club and period: how many versions, the first and the last."""
    at = report_versions.c.submitted_at
    filed = sa.and_(
        reports.c.club_id == here.c.id, reports.c.period.in_(periods), reports.c.status != "draft"
    )
    versions = sa.and_(report_versions.c.report_id == reports.c.id, at <= moment)
    key = (here.c.id, reports.c.period, reports.c.status)
    return (
        sa.select(
            *key,
            sa.func.max(report_versions.c.number).label("number"),
            sa.func.min(at).label("first_at"),
            sa.func.max(at).label("last_at"),
        )
        .select_from(here.join(reports, filed).join(report_versions, versions))
        .group_by(*key)
    )


def lately(here: Here) -> sa.Subquery:
    """The clubs beside what they have come to."""
    kept = club_now.c
    known = (kept.closed_on, kept.met_on, kept.members, kept.last_joined, kept.last_left)
    source = here.outerjoin(club_now, kept.club_id == here.c.id)
    return sa.select(here.c.id, *known).select_from(source).subquery()


def gatherings(here: Here, first: Any, last: Any, *, all_clubs: bool = False) -> sa.Select[Any]:
    """Meetings of these days, of the clubs `lately`, with the number of members the club had on each.

    With `all_clubs` those without a meeting stand there too, once each, without a day.
    """
    met = sa.case((here.c.met_on >= first, here.c.id))  # whose last meeting was before has none to look for
    held = sa.and_(meetings.c.club_id == met, meetings.c.held_on.between(first, last))
    shown = (
        here.c.id,
        meetings.c.held_on,
        meetings.c.present_count,
        members_on(here.c, meetings.c.held_on).label("members"),
    )
    source = here.join(meetings, held, isouter=all_clubs)
    return sa.select(*shown).select_from(source).order_by(meetings.c.held_on)


def members_on(club: Any, day: Any) -> sa.ColumnElement[int]:
    """Members of a club `lately` on a day; counted only where somebody joined or left since."""
    belonged = sa.and_(
        members.c.club_id == club.id,
        sa.or_(members.c.joined_on.is_(None), members.c.joined_on <= day),
        sa.or_(members.c.left_on.is_(None), members.c.left_on > day),
    )
    then = sa.select(sa.func.count()).select_from(members).where(belonged).correlate_except(members)
    as_today = [sa.or_(last.is_(None), last <= day) for last in (club.last_joined, club.last_left)]
    return sa.case((sa.and_(*as_today), sa.func.coalesce(club.members, 0)), else_=then.scalar_subquery())


def gaps(here: Here, since: Any, until: Any) -> sa.Select[Any]:
    """The last cash count of each club, where it is of these days, differs from the books, is not settled."""
    later = cash_counts.alias("later")
    newer = sa.select(later.c.id).where(
        later.c.club_id == here.c.id, later.c.counted_on <= until, later.c.id > cash_counts.c.id
    )
    recent = sa.and_(
        cash_counts.c.club_id == here.c.id,
        cash_counts.c.counted_on.between(since, until),
        cash_counts.c.difference != 0,
        cash_counts.c.settled_entry_id.is_(None),
    )
    shown = (here.c.id, cash_counts.c.difference, cash_counts.c.counted_on)
    chosen = sa.select(*shown).select_from(here.join(cash_counts, recent))
    return chosen.where(~newer.correlate(here, cash_counts).exists())
