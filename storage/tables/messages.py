"""What came in and what goes out, each under a unique key: the reason nothing is done twice.

Nothing is sent that was not first a row here, committed together with what it speaks of.
"""

import sqlalchemy as sa

from storage.tables.base import instant, metadata, number, one_of, ref, row_id, text, values

_WAITING = sa.text("status = 'waiting'")
_NEW = sa.text("status = 'new'")
_NOTICE = sa.text("kind = 'notice'")

inbox = sa.Table(
    "inbox",
    metadata,
    row_id(),
    text("channel"),
    text("address"),
    text("message_id"),
    ref("person_id", "people.id", optional=True),
    text("kind"),
    values("body"),
    instant("received_at"),
    one_of("status", "new", "done", "aside", default="new"),
    number("tries", default=0),
    instant("handled_at", optional=True),
    text("trace", optional=True),
    sa.UniqueConstraint("channel", "address", "message_id"),
    sa.Index("ix_inbox_new", "person_id", "id", sqlite_where=_NEW, postgresql_where=_NEW),
    sa.Index("ix_inbox_person", "person_id"),
)

outbox = sa.Table(
    "outbox",
    metadata,
    row_id(),
    sa.Column("key", sa.Text, nullable=False, unique=True),
    ref("person_id", "people.id", optional=True),
    text("channel"),
    text("address"),
    values("body"),
    one_of("kind", "question", "receipt", "reminder", "reply", "notice", "digest"),
    instant("not_before"),
    one_of(
        "status", "drawing", "waiting", "sending", "sent", "unknown", "failed", "overtaken", default="waiting"
    ),
    number("tries", default=0),
    instant("sent_at", optional=True),
    text("provider_id", optional=True),
    ref("answers_inbox_id", "inbox.id", optional=True, index=True),
    instant("created_at"),
    sa.Index("ix_outbox_waiting", "not_before", "id", sqlite_where=_WAITING, postgresql_where=_WAITING),
    sa.Index("ix_outbox_notices", "created_at", sqlite_where=_NOTICE, postgresql_where=_NOTICE),
    sa.Index("ix_outbox_status", "status"),
    sa.Index("ix_outbox_person", "person_id"),
)

broadcasts = sa.Table(
    "broadcasts",
    metadata,
    row_id(),
    ref("asked_by", "people.id"),
    sa.Column("area_code", sa.Text, sa.ForeignKey("areas.code"), nullable=False),
    text("words"),
    instant("asked_at"),
    number("recipients", default=0),
    one_of("status", "waiting", "sent", "dropped", default="waiting"),
)

broadcast_people = sa.Table(
    "broadcast_people",
    metadata,
    row_id(),
    ref("broadcast_id", "broadcasts.id"),
    ref("person_id", "people.id", index=True),
    ref("club_id", "clubs.id"),
    sa.Column("reached", sa.Boolean, nullable=False),  # False: nobody wrote to them, they are telephoned
    instant("understood_at", optional=True),
    instant("nudged_at", optional=True),
    sa.UniqueConstraint("broadcast_id", "person_id"),
)
