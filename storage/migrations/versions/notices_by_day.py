"""Notices by the moment they were written: whom an officer reminded today was looked for in all letters."""

import sqlalchemy as sa
from alembic import op

revision = "notices_by_day"
down_revision = "drawn_files"
branch_labels = None
depends_on = None

INDEX, NOTICE = "ix_outbox_notices", sa.text("kind = 'notice'")


def upgrade() -> None:
    """To this revision."""
    op.create_index(INDEX, "outbox", ["created_at"], sqlite_where=NOTICE, postgresql_where=NOTICE)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_index(INDEX, "outbox")
