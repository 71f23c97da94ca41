"""Conversations in progress and promises to come back: all a restart needs to go on.

A subject has at most one open talk of a name; parked, finished and dropped ones may be many.
"""

import sqlalchemy as sa

from storage.tables.base import instant, metadata, number, one_of, ref, row_id, text, values

talks = sa.Table(
    "talks",
    metadata,
    row_id(),
    text("name"),
    text("subject"),
    ref("person_id", "people.id", optional=True, index=True),
    values("state"),
    number("round", default=0),
    one_of("status", "open", "parked", "finished", "dropped", default="open"),
    instant("opened_at"),
    instant("touched_at"),
    sa.Index(
        "uq_talks_open",
        "name",
        "subject",
        unique=True,
        sqlite_where=sa.text("status = 'open'"),
        postgresql_where=sa.text("status = 'open'"),
    ),
    sa.Index("ix_talks_name_subject", "name", "subject"),
)

promises = sa.Table(
    "promises",
    metadata,
    row_id(),
    ref("person_id", "people.id", index=True),
    text("occasion"),
    values("details"),
    instant("at"),
    one_of("status", "waiting", "kept", "dropped", "silent", default="waiting"),
    sa.Index("ix_promises_status_at", "status", "at"),
)

settings = sa.Table(
    "settings",
    metadata,
    sa.Column("key", sa.Text, primary_key=True),
    sa.Column("value", sa.JSON(none_as_null=True)),
)

audit = sa.Table(
    "audit",
    metadata,
    row_id(),
    instant("at"),
    ref("person_id", "people.id", optional=True, index=True),
    ref("club_id", "clubs.id", optional=True),
    text("act"),
    text("subject", default=""),
    values("details"),
    sa.Index("ix_audit_club_at", "club_id", "at"),
)
