"""Who talks to us: people, their addresses on channels, their roles, and how they came in.

A role points at one club or at one area, never both; its history is kept by dates, not overwritten.
"""

import sqlalchemy as sa

from storage.tables.base import (
    BIG,
    day,
    instant,
    metadata,
    number,
    one_of,
    ref,
    row_id,
    text,
)

ROLES = ("leader", "deputy", "secretary", "accountant", "treasurer", "officer", "reader", "operator")
_ONE_PLACE = "(club_id IS NULL) OR (area_code IS NULL)"

people = sa.Table(
    "people",
    metadata,
    row_id(),
    text("name"),
    number("birth_year", optional=True),
    one_of("sex", "female", "male", optional=True),
    text("honorific", default=""),
    text("phone", optional=True),
    number("version", default=1),
    instant("consented_at", optional=True),
    text("consent_text_version", optional=True),
    sa.Column("demo_handle", sa.Text, nullable=True, unique=True),
    instant("erased_at", optional=True),
)

identities = sa.Table(
    "identities",
    metadata,
    row_id(),
    text("channel"),
    text("address"),
    ref("person_id", "people.id", optional=True),
    instant("blocked_at", optional=True),
    instant("last_heard_at", optional=True),
    sa.UniqueConstraint("channel", "address"),
    # whom a message reaches is asked for thousands of clubs at once: answered without opening the rows
    sa.Index("ix_identities_person", "person_id", "channel", "blocked_at"),
)

roles = sa.Table(
    "roles",
    metadata,
    row_id(),
    ref("person_id", "people.id", index=True),
    one_of("role", *ROLES),
    ref("club_id", "clubs.id", optional=True),
    sa.Column("area_code", sa.Text, sa.ForeignKey("areas.code"), index=True),
    day("since"),
    day("until", optional=True),
    sa.Index("ix_roles_club", "club_id", "person_id", "role", "since", "until"),
    sa.CheckConstraint(_ONE_PLACE, name="one_place"),
)

invites = sa.Table(
    "invites",
    metadata,
    row_id(),
    sa.Column("code_hash", sa.Text, nullable=False, unique=True),
    ref("person_id", "people.id", optional=True),
    one_of("role", *ROLES),
    ref("club_id", "clubs.id", optional=True),
    sa.Column("area_code", sa.Text, sa.ForeignKey("areas.code")),
    ref("created_by", "people.id", optional=True),
    instant("created_at"),
    instant("expires_at"),
    instant("used_at", optional=True),
    instant("revoked_at", optional=True),
    sa.CheckConstraint(_ONE_PLACE, name="one_place"),
)

invite_guesses = sa.Table(
    "invite_guesses",
    metadata,
    row_id(),
    ref("identity_id", "identities.id"),
    instant("at"),
    sa.Index("ix_invite_guesses_identity_at", "identity_id", "at"),
)

consents = sa.Table(
    "consents",
    metadata,
    row_id(),
    ref("person_id", "people.id", index=True),
    text("purpose"),
    text("text_version"),
    text("channel"),
    text("message_id"),
    instant("at"),
    instant("withdrawn_at", optional=True),
)

desks = sa.Table(
    "desks",
    metadata,
    sa.Column("person_id", BIG, sa.ForeignKey("people.id"), primary_key=True, autoincrement=False),
    sa.Column("state", sa.JSON(none_as_null=True), nullable=False),
)
