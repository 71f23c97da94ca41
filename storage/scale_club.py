"""One made-up club with all its months, as rows: members, loans, entries in a valid chain, meetings, reports.

Pure: the same seed gives the same rows, and rows carry ids of their own so that nothing is read back.
"""

import hashlib
from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from storage.chain import entry_hash, receipt_year, text_digest
from storage.fund_months import CLOSINGS, Month, effect_of, summed
from storage.records import NO_HASH
from storage.scale_people import leader, members
from storage.scale_places import hamlet
from storage.scale_rows import ClubRows, Numbers, Row
from storage.vietnam_days import VIETNAM

PAID_WHEN_DUE = 0.9
MOST_LOANS = 8
OPENING = {"income_fund": 30_000_000, "activity_fund": 1_500_000}
_MONTHLY = (
    ("activity_fund", "income", "dues", 150_000, 350_000),
    ("activity_fund", "expense", "meeting_costs", 50_000, 150_000),
    ("activity_fund", "expense", "visit", 50_000, 200_000),
    ("activity_fund", "income", "gift", 100_000, 500_000),
    ("activity_fund", "expense", "arts", 50_000, 200_000),
    ("activity_fund", "income", "fundraising", 100_000, 400_000),
)


class MadeClub:
    """Writes one club's life into `rows`, month after month."""

    def __init__(
        self, rows: ClubRows, numbers: Numbers, area_code: str, seed: str, months: list[date]
    ) -> None:
        self.rows, self.numbers, self.luck = rows, numbers, Random(seed)
        self.months, self.id = months, next(numbers.club)
        self.salt = hashlib.sha256(seed.encode()).hexdigest()[:32]
        self.digest = text_digest(self.salt, "", "", "")
        self.ends: dict[str, tuple[int, str]] = {}
        self.receipts: dict[tuple[str, str, int], int] = {}
        self.effects: list[tuple[Month, dict[str, int]]] = []
        self.owing: list[tuple[int, int, int, date]] = []  # loan, member, principal, due
        place = hamlet(self.luck)
        founded = months[0] - timedelta(days=30)
        rows.clubs.append(
            {
                "id": self.id,
                "area_code": area_code,
                "name": f"CLB {place}",
                "hamlet": place,
                "founded_on": founded,
            }
        )
        self.leader = leader(rows, numbers, self.luck, self.id, founded)
        self.member_ids = members(rows, numbers, self.luck, self.id, founded)

    def live(self, until: date) -> None:
        """All months up to `until`, then the sums kept of them."""
        for fund, amount in OPENING.items():
            self._enter(fund, "opening", "opening", self.months[0], {"box": amount, "start": -amount})
        for first in self.months:
            self._month(first, until)
        self._keep_months()

    def _month(self, first: date, until: date) -> None:
        days = sorted(first + timedelta(days=self.luck.randint(0, 27)) for _ in _MONTHLY)
        for day, (fund, kind, category, least, most) in zip(days, _MONTHLY, strict=True):
            amount = self.luck.randrange(least, most, 10_000)
            sign, other = (1, "earned") if kind == "income" else (-1, "spent")
            if day <= until:
                self._enter(fund, kind, category, day, {"box": sign * amount, other: -sign * amount})
        if days[-1] <= until:
            self._loans(first, days[-1])
        met = self.luck.choice(days)
        if met <= until:
            self._meeting(met)
        self._report(first, until)

    def _loans(self, first: date, day: date) -> None:
        for loan_id, member_id, principal, _ in self.owing[:2]:
            interest = principal // 100
            lines = {"box": interest, "earned": -interest}
            self._enter("income_fund", "income", "loan_interest", day, lines, member_id, loan_id)
        due = [loan for loan in self.owing if loan[3] <= day and self.luck.random() < PAID_WHEN_DUE]
        for loan in due[:1]:
            self.owing.remove(loan)
            loan_id, member_id, principal, _ = loan
            lines = {"box": principal, "lent": -principal}
            self._enter("income_fund", "repay", "repay", day, lines, member_id, loan_id)
            next(row for row in self.rows.loans if row["id"] == loan_id)["status"] = "repaid"
        if len(self.owing) < MOST_LOANS and self.luck.random() < 0.8:
            self._lend(first, day)

    def _lend(self, first: date, day: date) -> None:
        loan_id, member_id = next(self.numbers.loan), self.luck.choice(self.member_ids)
        principal = self.luck.randrange(1_000_000, 5_000_000, 500_000)
        months = self.luck.choice((6, 10, 12, 12, 12))
        row: Row = {"id": loan_id, "club_id": self.id, "member_id": member_id, "principal": principal}
        due = day + timedelta(days=31 * months)
        row |= {"months": months, "monthly_rate_bp": 100, "lent_on": day, "due_on": due, "status": "open"}
        self.rows.loans.append(row)
        self.owing.append((loan_id, member_id, principal, due))
        self._enter(
            "income_fund", "lend", "lend", day, {"box": -principal, "lent": principal}, member_id, loan_id
        )

    def _enter(
        self,
        fund: str,
        kind: str,
        category: str,
        day: date,
        lines: dict[str, int],
        member_id: int | None = None,
        loan_id: int | None = None,
    ) -> None:
        at = datetime.combine(day, time(9), VIETNAM)
        side = "none" if kind == "opening" else "in" if lines["box"] > 0 else "out"
        self._write(
            lines,
            fund=fund,
            kind=kind,
            effect_kind=kind,
            receipt_side=side,
            category=category,
            occurred_on=day,
            recorded_at=at,
            member_id=member_id,
            loan_id=loan_id,
            **self._receipt(fund, side, at),
        )
        month = Month(self.id, fund, day.replace(day=1))
        self.effects.append((month, effect_of(kind, loan_id, lines)))

    def _write(self, lines: dict[str, int], **said: Any) -> None:
        """The next link of the fund's chain."""
        entry_id, fund = next(self.numbers.entry), said["fund"]
        seq, previous = self.ends.get(fund, (0, NO_HASH))
        row: Row = {**_NO_TEXT, **said, "id": entry_id, "club_id": self.id, "seq": seq + 1}
        row |= {"recorded_by": self.leader, "salt": self.salt, "text_digest": self.digest}
        row["previous_hash"] = previous
        row["hash"] = entry_hash(row, lines.items())
        self.ends[fund] = seq + 1, row["hash"]
        self.rows.entries.append(row)
        self.rows.lines += [
            {"entry_id": entry_id, "place": place, "amount": amount} for place, amount in lines.items()
        ]

    def _receipt(self, fund: str, side: str, at: datetime) -> Row:
        if side == "none":
            return {"receipt_year": None, "receipt_number": None}
        pile = (fund, side, receipt_year(at))
        self.receipts[pile] = self.receipts.get(pile, 0) + 1
        return {"receipt_year": pile[2], "receipt_number": self.receipts[pile]}

    def _meeting(self, day: date) -> None:
        present = self.luck.randint(len(self.member_ids) * 3 // 5, len(self.member_ids))
        at = datetime.combine(day, time(11), VIETNAM)
        row = {
            "club_id": self.id,
            "held_on": day,
            "present_count": present,
            "measured_count": present * 3 // 4,
        }
        self.rows.meetings.append(row | {"recorded_by": self.leader, "recorded_at": at})

    def _report(self, first: date, until: date) -> None:
        filed_on = first + timedelta(days=self.luck.randint(27, 38))
        if filed_on > until or self.luck.random() < 0.05:
            return
        report_id, at = next(self.numbers.report), datetime.combine(filed_on, time(16), VIETNAM)
        status = "submitted" if until - filed_on < timedelta(days=20) else "approved"
        row = {"id": report_id, "club_id": self.id, "period": f"{first:%Y-%m}", "status": status}
        self.rows.reports.append(row)
        version = {"report_id": report_id, "number": 1, "submitted_by": self.leader, "submitted_at": at}
        self.rows.report_versions.append(version)

    def _keep_months(self) -> None:
        held = {fund: dict.fromkeys(CLOSINGS, 0) for fund in OPENING}
        for month, effect in sorted(summed(self.effects).items()):
            for place in CLOSINGS:
                held[month.fund][place] += effect[place]
            key = {"club_id": month.club_id, "fund": month.fund, "month": month.first_day}
            self.rows.fund_months.append({**key, **effect, **held[month.fund]})


_NO_TEXT = {
    "party": "",
    "note": "",
    "photo": "",
    "reverses_id": None,
    "talk_id": None,
    "round": None,
    "line": None,
}
