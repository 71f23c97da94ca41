"""Loans of the income fund and what became of each one.

`monthly_rate_bp` is in hundredths of a percent: the usual 1% a month is 100.
"""

import sqlalchemy as sa

from storage.tables.base import day, instant, metadata, number, one_of, ref, row_id, text, vnd

loans = sa.Table(
    "loans",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    ref("member_id", "members.id", index=True),
    vnd("principal"),
    number("months"),
    number("monthly_rate_bp"),
    one_of("method", "flat", "declining", default="flat"),
    one_of("repayment", "end", "monthly", default="end"),
    day("lent_on"),
    day("due_on"),
    text("guarantor", default=""),
    text("purpose", default=""),
    one_of("status", "open", "repaid", "written_off", "cancelled", default="open"),
    number("version", default=1),
    sa.CheckConstraint("principal > 0", name="principal"),
    sa.Index("ix_loans_club_status_due", "club_id", "status", "due_on"),
)

interest_rules = sa.Table(
    "interest_rules",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    day("since"),
    number("income_percent"),  # of every loan's interest, into the income fund; the rest to the other
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
    sa.CheckConstraint("income_percent BETWEEN 0 AND 100", name="income_percent"),
    sa.Index("ix_interest_rules_club_since", "club_id", "since"),
)

loan_events = sa.Table(
    "loan_events",
    metadata,
    row_id(),
    ref("loan_id", "loans.id", index=True),
    one_of("kind", "repay", "extend", "write_off"),
    day("on"),
    vnd("principal", default=0),
    vnd("interest", default=0),
    day("new_due_on", optional=True),
    ref("entry_id", "entries.id", optional=True),
    text("note", default=""),
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
)
