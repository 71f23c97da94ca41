"""New messages by person: the index that was there could not serve the question who is next."""

import sqlalchemy as sa
from alembic import op

revision = "waiting_people"
down_revision = "meeting_rhythms"
branch_labels = None
depends_on = None

INDEX, NEW = "ix_inbox_new", sa.text("status = 'new'")


def upgrade() -> None:
    """To this revision."""
    op.drop_index(INDEX, "inbox")
    op.create_index(INDEX, "inbox", ["person_id", "id"], sqlite_where=NEW, postgresql_where=NEW)


def downgrade() -> None:
    """Back to the one before."""
    op.drop_index(INDEX, "inbox")
    op.create_index(INDEX, "inbox", ["id"], sqlite_where=NEW, postgresql_where=NEW)
