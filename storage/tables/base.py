"""What every table is made of: the shared metadata and our kinds of columns.

Enumerations are text with a CHECK, so that a new value is one changed constraint on both databases.
"""

from datetime import UTC, datetime

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

metadata = sa.MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
    }
)

BIG = sa.BigInteger().with_variant(sa.Integer(), "sqlite")  # SQLite numbers rows itself only for INTEGER
FUNDS = ("income_fund", "activity_fund")


class UtcDateTime(sa.TypeDecorator[datetime]):
    """An instant: refuses naive values, gives back aware UTC ones on every database."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        if value.utcoffset() is None:
            raise ValueError("an instant needs its time zone")
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def row_id() -> sa.Column[int]:
    """The permanent number of a row, given by the database."""
    return sa.Column("id", BIG, primary_key=True)


def ref(name: str, target: str, *, optional: bool = False, index: bool = False) -> sa.Column[int]:
    """A link to another table's `id` (or other named column)."""
    return sa.Column(name, BIG, sa.ForeignKey(target), nullable=optional, index=index)


def text(name: str, *, optional: bool = False, default: str | None = None) -> sa.Column[str]:
    """Words of any length, NFC."""
    return sa.Column(name, sa.Text, nullable=optional, server_default=default)


def number(name: str, *, optional: bool = False, default: int | None = None) -> sa.Column[int]:
    """A count, a version, a year."""
    standing = None if default is None else str(default)
    return sa.Column(name, sa.Integer, nullable=optional, server_default=standing)


def vnd(name: str, *, optional: bool = False, default: int | None = None) -> sa.Column[int]:
    """Whole đồng."""
    standing = None if default is None else str(default)
    return sa.Column(name, sa.BigInteger, nullable=optional, server_default=standing)


def day(name: str, *, optional: bool = False) -> sa.Column[object]:
    """A calendar day in Vietnam."""
    return sa.Column(name, sa.Date, nullable=optional)


def instant(name: str, *, optional: bool = False) -> sa.Column[datetime]:
    """A moment, aware."""
    return sa.Column(name, UtcDateTime, nullable=optional)


def values(name: str, *, default: str | None = "{}") -> sa.Column[object]:
    """JSON; an empty object (or list) unless told."""
    return sa.Column(name, sa.JSON(none_as_null=True), nullable=default is None, server_default=default)


def one_of(name: str, *allowed: str, optional: bool = False, default: str | None = None) -> sa.Column[str]:
    """Text that may hold only the codes named."""
    listed = ", ".join(f"'{code}'" for code in allowed)
    check = sa.CheckConstraint(f"{name} IN ({listed})", name=name)
    return sa.Column(name, sa.Text, check, nullable=optional, server_default=default)
