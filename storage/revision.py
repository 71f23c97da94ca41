"""Whether a database is at today's tables, asked without loading the migration tools: they take as
long as all else.
"""

import sqlalchemy as sa

from storage.database import Database
from storage.outage import is_outage

HEAD = "first"
"""The newest revision in migrations/versions; a test holds it to that."""


async def is_current(database: Database) -> bool:
    """False for an empty database and for any other revision."""
    try:
        async with database.read() as connection:
            found = await connection.execute(sa.text("SELECT version_num FROM alembic_version"))
            return found.scalar_one_or_none() == HEAD
    except Exception as error:
        if is_outage(error) or isinstance(error, sa.exc.ProgrammingError):
            return False
        raise
