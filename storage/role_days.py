"""Roles have days, and are never overwritten: which of them are in force, as a condition on `roles`."""

from typing import Any

import sqlalchemy as sa

from storage.tables.people import roles


def in_force(day: Any) -> sa.ColumnElement[bool]:
    """Roles held on that day (a date, or a bound parameter of one)."""
    return sa.and_(roles.c.since <= day, sa.or_(roles.c.until.is_(None), roles.c.until > day))
