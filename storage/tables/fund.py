"""The two funds' books: entries with their lines, append-only and chained by hash.

Lines of one entry sum to zero; box, bank and lent are what the fund has, the rest says where it came
from. Only the texts and the salt may ever be blanked, which erases a person and keeps the chain whole.
"""

import sqlalchemy as sa

from storage.tables.base import (
    BIG,
    FUNDS,
    day,
    instant,
    metadata,
    number,
    one_of,
    ref,
    row_id,
    text,
    values,
    vnd,
)

ENTRY_KINDS = ("income", "expense", "transfer", "lend", "repay", "opening", "reversal", "adjustment")
PLACES = ("box", "bank", "lent", "earned", "spent", "start")
OWNED_PLACES = ("box", "bank", "lent")
ERASABLE = ("party", "note", "photo", "salt")

entries = sa.Table(
    "entries",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    one_of("fund", *FUNDS),
    number("seq"),
    one_of("kind", *ENTRY_KINDS),
    one_of("effect_kind", *ENTRY_KINDS),  # of a reversal: the kind of the entry it strikes out
    one_of("receipt_side", "in", "out", "none"),
    number("receipt_year", optional=True),
    number("receipt_number", optional=True),
    text("category"),
    day("occurred_on"),
    instant("recorded_at"),
    ref("recorded_by", "people.id", optional=True),
    ref("member_id", "members.id", optional=True),
    text("party", optional=True),
    text("note", optional=True),
    text("photo", optional=True),
    ref("loan_id", "loans.id", optional=True),
    sa.Column("reverses_id", BIG, sa.ForeignKey("entries.id"), unique=True),
    sa.Column("talk_id", BIG),
    number("round", optional=True),
    number("line", optional=True),
    text("salt", optional=True),
    text("text_digest"),
    text("previous_hash"),
    text("hash"),
    sa.UniqueConstraint("club_id", "fund", "seq"),
    sa.UniqueConstraint("club_id", "fund", "receipt_year", "receipt_side", "receipt_number"),
    sa.UniqueConstraint("talk_id", "round", "line"),
    sa.Index("ix_entries_club_fund_day", "club_id", "fund", "occurred_on"),
    sa.Index("ix_entries_loan", "loan_id"),
    sa.Index("ix_entries_member", "member_id"),
)

lines = sa.Table(
    "lines",
    metadata,
    sa.Column("entry_id", BIG, sa.ForeignKey("entries.id"), primary_key=True, autoincrement=False),
    sa.Column("place", sa.Text, primary_key=True),
    vnd("amount"),
    sa.CheckConstraint(f"place IN {PLACES}", name="place"),
    sa.CheckConstraint("amount <> 0", name="amount"),
)

cash_counts = sa.Table(
    "cash_counts",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    day("counted_on"),
    vnd("counted"),
    vnd("book"),
    vnd("difference"),
    text("reason", default=""),
    ref("settled_entry_id", "entries.id", optional=True),
    ref("recorded_by", "people.id", optional=True),
    instant("recorded_at"),
    sa.Index("ix_cash_counts_club_day", "club_id", "counted_on"),
)

fund_requests = sa.Table(
    "fund_requests",
    metadata,
    row_id(),
    ref("club_id", "clubs.id"),
    values("payload"),
    ref("asked_by", "people.id"),
    instant("asked_at"),
    ref("decided_by", "people.id", optional=True),
    instant("decided_at", optional=True),
    one_of("status", "waiting", "agreed", "refused", "withdrawn", default="waiting"),
    sa.Index("ix_fund_requests_club_status", "club_id", "status"),
)

fund_months = sa.Table(
    "fund_months",
    metadata,
    sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), primary_key=True, autoincrement=False),
    sa.Column("fund", sa.Text, primary_key=True),
    sa.Column("month", sa.Date, primary_key=True),  # its first day
    number("entries"),
    vnd("money_in"),
    vnd("money_out"),
    vnd("moved_in"),
    vnd("moved_out"),
    vnd("opened"),
    vnd("lent_out"),
    vnd("repaid"),
    vnd("interest"),
    vnd("box"),
    vnd("bank"),
    vnd("lent"),
    sa.CheckConstraint(f"fund IN {FUNDS}", name="fund"),
    sa.Index("ix_fund_months_month", "month"),
)

club_days = sa.Table(
    "club_days",
    metadata,
    sa.Column("club_id", BIG, sa.ForeignKey("clubs.id"), primary_key=True, autoincrement=False),
    sa.Column("day", sa.Date, primary_key=True),  # only days with entries
    number("entries"),
    vnd("gained"),
    vnd("biggest"),
    *(vnd(f"{fund}_{place}") for fund in FUNDS for place in OWNED_PLACES),
    sqlite_with_rowid=False,  # read by (club, day) only: one look instead of two
)

loan_balances = sa.Table(
    "loan_balances",
    metadata,
    sa.Column("loan_id", BIG, sa.ForeignKey("loans.id"), primary_key=True, autoincrement=False),
    vnd("owed"),
)
