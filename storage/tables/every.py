"""Every table on the one metadata: import this where the whole database is meant."""

from storage.tables import clubs, fund, loans, meeting, messages, people, report, talk
from storage.tables.base import metadata

FEATURES = (clubs, people, loans, fund, meeting, report, talk, messages)

__all__ = ["FEATURES", "metadata"]
