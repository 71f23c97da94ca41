"""Statements as SQL text, written out once for all engines of a process that speak the same dialect.

SQLAlchemy keys them by the engine's own dialect object, so a writer, its reader and every engine opened
later would each write out the same statements again: most of the work of a process's first message.
"""

from functools import cache
from typing import Any

from sqlalchemy.util import LRUCache

STATEMENTS = 1_000


class Compiled(LRUCache[Any, Any]):
    """Keyed by the statement alone; only for engines of one driver that are set up alike."""

    __slots__ = ()

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(key[1:], default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__(key[1:], compiled)


@cache
def compiled_of(driver: str) -> Compiled:
    """The statements of all engines of that driver."""
    return Compiled(STATEMENTS)
