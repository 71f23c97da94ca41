"""Letters overtaken before they left get a status of their own; somebody may ask not to be reminded.

Until now an overtaken letter counted as failed, which sent operators looking for a fault.
"""

from alembic import op

from storage.migrations.codes import allow

revision = "overtaken_letters"
down_revision = "first"
branch_labels = None
depends_on = None

LETTERS = ("waiting", "sending", "sent", "unknown", "failed")
PROMISES = ("waiting", "kept", "dropped")


def upgrade() -> None:
    """To this revision."""
    connection = op.get_bind()
    allow(connection, "outbox", "status", (*LETTERS, "overtaken"))
    allow(connection, "promises", "status", (*PROMISES, "silent"))
    op.execute(
        "UPDATE outbox SET status = 'overtaken', provider_id = NULL"
        " WHERE status = 'failed' AND provider_id = 'dropped'"
    )


def downgrade() -> None:
    """Back to the one before."""
    op.execute("UPDATE outbox SET status = 'failed', provider_id = 'dropped' WHERE status = 'overtaken'")
    op.execute("UPDATE promises SET status = 'dropped' WHERE status = 'silent'")
    connection = op.get_bind()
    allow(connection, "outbox", "status", LETTERS)
    allow(connection, "promises", "status", PROMISES)
