"""Tells a database that is away (locked, full, read-only, unreachable) from a defect of ours."""

from sqlalchemy.exc import DatabaseError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout

AWAY = ("08", "25006", "40", "53", "55P03", "57", "58")
"""PostgreSQL's codes for what passes: no connection, read-only, deadlock, disk full, locked, shut down."""


def is_outage(error: BaseException) -> bool:
    """Whether waiting may help: then nothing is set aside and nothing is acknowledged."""
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout | OSError):
        return True
    if not isinstance(error, DBAPIError):
        return False
    state = str(getattr(error.orig, "sqlstate", ""))
    broken_file = type(error) is DatabaseError  # SQLite: malformed, or no database at all
    return error.connection_invalidated or broken_file or state.startswith(AWAY)
