"""The parts a turn needs, joined in assembly.py and handed around as one value."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from zoneinfo import ZoneInfo

from bot.wording import Wording
from handlers.catalogue_types import Catalogue
from storage.database import Database
from storage.effects import Saver

Loader = Callable[[Any, Any, date], Awaitable[Mapping[Any, Any]]]
"""Loads the records of one type: (connection, list of subjects, today) -> record by subject."""


@dataclass(frozen=True, slots=True)
class Assistant:
    """The parts a turn needs, joined in assembly.py."""

    database: Database
    catalogue: Catalogue
    loaders: Mapping[type, Loader]
    savers: Mapping[type, Saver]
    wording: Wording
    zone: ZoneInfo
