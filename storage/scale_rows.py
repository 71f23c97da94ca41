"""Rows of made-up clubs by table, with ids of their own, so that a batch is inserted without reading back."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from typing import Any

Row = dict[str, Any]


@dataclass
class Numbers:
    """The next free id of every table."""

    club: Iterator[int] = field(default_factory=lambda: count(1))
    member: Iterator[int] = field(default_factory=lambda: count(1))
    person: Iterator[int] = field(default_factory=lambda: count(1))
    loan: Iterator[int] = field(default_factory=lambda: count(1))
    entry: Iterator[int] = field(default_factory=lambda: count(1))
    report: Iterator[int] = field(default_factory=lambda: count(1))


@dataclass
class ClubRows:
    """Rows by table, in the order they can be inserted."""

    clubs: list[Row] = field(default_factory=list)
    members: list[Row] = field(default_factory=list)
    people: list[Row] = field(default_factory=list)
    identities: list[Row] = field(default_factory=list)
    roles: list[Row] = field(default_factory=list)
    loans: list[Row] = field(default_factory=list)
    entries: list[Row] = field(default_factory=list)
    lines: list[Row] = field(default_factory=list)
    meetings: list[Row] = field(default_factory=list)
    reports: list[Row] = field(default_factory=list)
    report_versions: list[Row] = field(default_factory=list)
    fund_months: list[Row] = field(default_factory=list)
