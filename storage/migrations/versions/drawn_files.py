"""Letters whose files are still to be drawn get a status of their own: they are drawn after the commit."""

from alembic import op

from storage.migrations.codes import allow

revision = "drawn_files"
down_revision = "waiting_people"
branch_labels = None
depends_on = None

LETTERS = ("waiting", "sending", "sent", "unknown", "failed", "overtaken")


def upgrade() -> None:
    """To this revision."""
    allow(op.get_bind(), "outbox", "status", ("drawing", *LETTERS))


def downgrade() -> None:
    """Back to the one before, which sends such a letter without its files."""
    op.execute("UPDATE outbox SET status = 'waiting' WHERE status = 'drawing'")
    allow(op.get_bind(), "outbox", "status", LETTERS)
