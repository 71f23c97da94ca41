"""Who a notice to many was for, and who has answered "đã rõ"."""

import sqlalchemy as sa
from alembic import op

revision = "broadcast_people"
down_revision = "overtaken_letters"
branch_labels = None
depends_on = None

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "broadcast_people",
        sa.Column("id", BIG, nullable=False),
        sa.Column("broadcast_id", BIG, nullable=False),
        sa.Column("person_id", BIG, nullable=False),
        sa.Column("club_id", BIG, nullable=False),
        sa.Column("reached", sa.Boolean, nullable=False),
        sa.Column("understood_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("nudged_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_broadcast_people"),
        sa.ForeignKeyConstraint(
            ["broadcast_id"], ["broadcasts.id"], name="fk_broadcast_people_broadcast_id_broadcasts"
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name="fk_broadcast_people_person_id_people"),
        sa.ForeignKeyConstraint(["club_id"], ["clubs.id"], name="fk_broadcast_people_club_id_clubs"),
        sa.UniqueConstraint("broadcast_id", "person_id", name="uq_broadcast_people_broadcast_id_person_id"),
    )
    op.create_index("ix_broadcast_people_person_id", "broadcast_people", ["person_id"])


def downgrade() -> None:
    """Drop it again."""
    op.drop_table("broadcast_people")
