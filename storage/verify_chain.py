"""One fund's chain walked entry by entry, independently of the code that wrote it.

Each entry is held against the hash stored before it, so that one altered row is named alone.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from typing import Any

from storage.chain import entry_hash, receipt_year, text_digest
from storage.fund_months import CLOSINGS, FLOWS, Effect, effect_of
from storage.records import NO_HASH

Held = dict[str, Any]  # a row of `entries` with its `amounts` by place


@dataclass(frozen=True, slots=True)
class Broken:
    """One thing that does not hold. `note` marks what a club may do, but somebody should look at."""

    what: str
    club_id: int | None
    fund: str | None = None
    seq: int | None = None
    entry_id: int | None = None
    why: str = ""
    note: bool = False


class FundCheck:
    """Takes a fund's entries in order and keeps what is broken, and what its months should hold."""

    def __init__(self) -> None:
        self.broken: list[Broken] = []
        self._seq = 0
        self._hash = NO_HASH
        self._box = 0
        self._box_noted = False
        self._receipts: dict[tuple[int, str], int] = defaultdict(int)
        self._seen: dict[int, Held] = {}
        self._months: dict[date, Effect] = {}

    def take(self, row: Held) -> None:
        """The next entry by seq."""
        for what, why in self._faults(row):
            self._blame(row, what, why)
        self._seq, self._hash = row["seq"], row["hash"]
        self._seen[row["id"]] = row
        self._follow_box(row)
        self._add_to_month(row)

    def closings(self) -> dict[date, Effect]:
        """What `fund_months` should hold: flows by month, and the closings carried forward."""
        running = dict.fromkeys(CLOSINGS, 0)
        months: dict[date, Effect] = {}
        for first_day in sorted(self._months):
            effect = self._months[first_day]
            running = {place: running[place] + effect[place] for place in CLOSINGS}
            months[first_day] = effect | running
        return months

    def _faults(self, row: Held) -> list[tuple[str, str]]:
        checks = {
            "gap": self._gap(row),
            "chain": self._unlinked(row),
            "hash": self._altered(row),
            "text": _text_altered(row),
            "lines": _unbalanced(row),
            "receipt": self._misnumbered(row),
            "reversal": self._mismatched(row),
        }
        return [(what, why) for what, why in checks.items() if why]

    def _gap(self, row: Held) -> str:
        return "" if row["seq"] == self._seq + 1 else f"follows number {self._seq}"

    def _unlinked(self, row: Held) -> str:
        return "" if row["previous_hash"] == self._hash else "does not continue the entry before it"

    def _altered(self, row: Held) -> str:
        right = entry_hash(row, row["amounts"].items()) == row["hash"]
        return "" if right else "was changed after it was written"

    def _misnumbered(self, row: Held) -> str:
        side, year, number = row["receipt_side"], row["receipt_year"], row["receipt_number"]
        if side == "none":
            return "" if year is None and number is None else "has a receipt number and no receipt"
        if year != receipt_year(row["recorded_at"]):
            return f"receipt of {year} written in {receipt_year(row['recorded_at'])}"
        last = self._receipts[year, side]
        self._receipts[year, side] = number or last
        return "" if number == last + 1 else f"receipt {side} {number} follows {last}"

    def _mismatched(self, row: Held) -> str:
        struck_id = row["reverses_id"]
        if (row["kind"] == "reversal") != (struck_id is not None):
            return "a reversal without its entry, or an entry that reverses without being one"
        if struck_id is None:
            return ""
        struck = self._seen.get(struck_id)
        if struck is None:
            return f"strikes out entry {struck_id}, which is not before it in this fund"
        mirrored = {place: -amount for place, amount in struck["amounts"].items()}
        return "" if row["amounts"] == mirrored else f"is not the mirror of entry {struck_id}"

    def _follow_box(self, row: Held) -> None:
        self._box += row["amounts"].get("box", 0)
        if self._box < 0 and not self._box_noted:
            self._box_noted = True
            self._blame(row, "box", f"leaves {self._box} đồng in the box", note=True)

    def _add_to_month(self, row: Held) -> None:
        first_day = row["occurred_on"].replace(day=1)
        total = self._months.setdefault(first_day, dict.fromkeys((*FLOWS, *CLOSINGS), 0))
        for name, amount in effect_of(row["effect_kind"], row["loan_id"], row["amounts"]).items():
            total[name] += amount

    def _blame(self, row: Held, what: str, why: str, *, note: bool = False) -> None:
        place = (row["club_id"], row["fund"], row["seq"], row["id"])
        self.broken.append(Broken(what, *place, why=why, note=note))


def _unbalanced(row: Held) -> str:
    total = sum(row["amounts"].values())
    if not row["amounts"]:
        return "has no lines"
    return f"lines sum to {total}, not to 0" if total else ""


def _text_altered(row: Held) -> str:
    texts = [row[name] for name in ("party", "note", "photo")]
    if row["salt"] is None:  # erased: only the digest is left, and the chain holds that
        return "" if texts == [None, None, None] else "its words are there without their seal"
    if None in texts:
        return ""  # one text was erased: the digest of all can no longer be held against the rest
    return "" if text_digest(row["salt"], *texts) == row["text_digest"] else "its words were changed"
