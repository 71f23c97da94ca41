"""How borrowers, rates and loan receipts are named in messages (golden B5, B6, B9)."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

from bot.wording_fund import by_fund, fund_name, receipt_name
from handlers.fund.book import Receipt
from handlers.loan.effects import Payment
from handlers.loan.schedule import interest_on
from handlers.money import spelled
from storage.people_records import Member

TITLES = {"female": "bà", "male": "ông"}


def title(member: Member) -> str:
    """bà, ông; "bác" where the roll does not say."""
    return TITLES.get(member.sex or "", "bác")


def full(member: Member) -> str:
    """bà Nguyễn Thị Lan."""
    return f"{title(member)} {member.name}"


def born(member: Member) -> str:
    """bà Nguyễn Thị Lan (sinh 1952)."""
    return f"{full(member)} (sinh {member.birth_year})" if member.birth_year else full(member)


def given(member: Member) -> str:
    """bà Lan."""
    return f"{title(member)} {member.name.split()[-1]}"


def repaid_line(paid: Payment) -> str:
    """bà Lan trả gốc 1.000.000 đồng (một triệu đồng), lãi 50.000 đồng (…): the only borrower so called."""
    parts = (("gốc", paid.principal), ("lãi", paid.interest))
    said = ", ".join(f"{name} {spelled(amount)}" for name, amount in parts if amount)
    return f"{given(paid.member)} trả {said}"


def percent(basis_points: int) -> str:
    """100 -> "1%", 50 -> "0,5%"."""
    return f"{basis_points / 100:g}%".replace(".", ",")


def permille(share: int) -> str:
    """14 -> "1,4%"."""
    return percent(share * 10)


def monthly_interest(amount: int, rate_bp: int) -> int:
    """One month's interest in đồng."""
    return interest_on(amount, rate_bp)


def receipts_named(receipts: Sequence[Receipt]) -> str:
    """phiếu thu số 5 Quỹ tăng thu nhập; two funds are joined by "và"."""
    return " và ".join(f"{receipt_name(one)} {fund_name(one.fund)}" for one in receipts)


def numbers(receipts: Sequence[Receipt]) -> str:
    """số 6, or từ số 6 đến số 12."""
    found = sorted(receipt.number or 0 for receipt in receipts)
    return f"số {found[0]}" if len(found) == 1 else f"từ số {found[0]} đến số {found[-1]}"


def numbers_by_fund(receipts: Sequence[Receipt]) -> str:
    """từ số 6 đến số 12 Quỹ tăng thu nhập; two funds are joined by "và"."""
    return " và ".join(f"{numbers(held)} {fund_name(fund)}" for fund, held in by_fund(receipts).items())


def due_month(value: date) -> str:
    """24/11/27: short, for a list."""
    return f"{value.day}/{value.month}/{value.year % 100:02}"


LOAN_FILTERS: dict[str, Callable[..., Any]] = {
    "borrower_title": title,
    "borrower": full,
    "borrower_born": born,
    "borrower_given": given,
    "repaid_line": repaid_line,
    "percent": percent,
    "permille": permille,
    "monthly_interest": monthly_interest,
    "loan_receipts": receipts_named,
    "fund_receipt_numbers": numbers_by_fund,
    "due_short": due_month,
}
