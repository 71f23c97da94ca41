"""Whether a database is at today's tables, asked without loading the migration tools: they take as
long as all else.
"""

import sqlalchemy as sa

from storage.database import Database
from storage.outage import is_outage

HEAD = "filed_months"
"""The newest revision in migrations/versions; a test holds it to that."""


async def revision_of(database: Database) -> str | None:
    """The revision the database is at; None for an empty one."""
    try:
        async with database.read() as connection:
            found = await connection.execute(sa.text("SELECT version_num FROM alembic_version"))
            revision: str | None = found.scalar_one_or_none()
            return revision
    except Exception as error:
        if is_outage(error) or isinstance(error, sa.exc.ProgrammingError | sa.exc.OperationalError):
            return None
        raise
