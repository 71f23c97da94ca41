"""When reports came in, answered from an index: the figures beside it are far larger."""

from alembic import op

revision = "report_times"
down_revision = "interest_rules"
branch_labels = None
depends_on = None

INDEX = "ix_report_versions_report_time"


def upgrade() -> None:
    """Add the index."""
    op.create_index(INDEX, "report_versions", ["report_id", "submitted_at"])


def downgrade() -> None:
    """Drop it."""
    op.drop_index(INDEX, "report_versions")
