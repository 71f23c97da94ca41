"""Whom a message reaches, answered from indexes alone: asked for thousands of clubs at once."""

from alembic import op

revision = "reach_indexes"
down_revision = "club_now"
branch_labels = None
depends_on = None

WIDE = {
    "ix_roles_club": ("roles", ["club_id", "person_id", "role", "since", "until"]),
    "ix_identities_person": ("identities", ["person_id", "channel", "blocked_at"]),
}
NARROW = {
    "ix_roles_club_id": ("roles", ["club_id"]),
    "ix_identities_person_id": ("identities", ["person_id"]),
}


def upgrade() -> None:
    """To this revision."""
    for name, (table, columns) in WIDE.items():
        op.create_index(name, table, columns)
    for name, (table, _) in NARROW.items():
        op.drop_index(name, table)


def downgrade() -> None:
    """Back to the one before."""
    for name, (table, columns) in NARROW.items():
        op.create_index(name, table, columns)
    for name, (table, _) in WIDE.items():
        op.drop_index(name, table)
