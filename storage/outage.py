"""Tells a database that is away (locked, full, read-only, unreachable) from a defect of ours."""

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout


def is_outage(error: BaseException) -> bool:
    """Whether waiting may help: then nothing is set aside and nothing is acknowledged."""
    if isinstance(error, OperationalError | InterfaceError | PoolTimeout | OSError):
        return True
    return isinstance(error, DBAPIError) and bool(error.connection_invalidated)
