"""Alembic's entrance: runs inside the transaction that storage.migrate opened.

For `alembic revision --autogenerate` without one, it opens the database named by `sqlalchemy.url`.
"""

import asyncio

import sqlalchemy as sa
from alembic import context

from storage.migrate import migration_engine
from storage.tables.every import metadata


def run(connection: sa.Connection) -> None:
    """Migrate over this connection."""
    context.configure(connection=connection, target_metadata=metadata, render_as_batch=True)
    with context.begin_transaction():
        context.run_migrations()


async def run_alone(database_url: str) -> None:
    """Migrate over a connection of our own."""
    engine = migration_engine(database_url)
    async with engine.begin() as connection:
        await connection.run_sync(run)
    await engine.dispose()


given = context.config.attributes.get("connection")
if given is not None:
    run(given)
else:
    asyncio.run(run_alone(context.config.get_main_option("sqlalchemy.url") or ""))
