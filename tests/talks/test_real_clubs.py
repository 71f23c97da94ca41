"""Five real clubs reckoned by hand, from published figures of each, and told to the running assistant.

Every test begins with the sum a treasurer would do on paper; interest is 1 % a month, as the clubs take it.
"""

from typing import Any

from storage.books import balances
from storage.database import Database
from storage.records import ClubBalances, FundTotals
from storage.verify import verify
from tests.talks.hamlet import OFFICER, Beginning, Hamlet

GIVEN = (
    "An Bình Cúc Dung Giang Hạnh Huệ Hương Liên Mai Minh Nga Nhung Oanh Phúc Quý Sen Thanh Thảo Yến".split()
)
SURNAMES = ("Nguyễn Thị", "Trần Thị", "Lê Thị")
BY_HEART = {"confirm": "yes", "rate": "yes", "unusual": "yes"}


def roll(people: int) -> tuple[tuple[int, str, str, int], ...]:
    """So many members of different names; the first is bà An."""
    names = [f"{surname} {given}" for surname in SURNAMES for given in GIVEN]
    return tuple((n, name, "female", 1940 + n % 20) for n, name in enumerate(names[:people], 1))


async def begun(database: Database, beginning: Beginning, **settings: Any) -> Hamlet:
    hamlet = Hamlet(database, beginning)
    await hamlet.settle(settings)
    return hamlet


async def held(hamlet: Hamlet) -> ClubBalances:
    """What both funds have; the books are sound."""
    async with hamlet.database.read() as connection:
        assert await verify(connection) == []
        return (await balances(connection, [hamlet.club_id]))[hamlet.club_id]


async def test_hanh_phuc_takes_the_interest_of_twenty_three_loans(database: Database) -> None:
    """Hạnh Phúc (Hòa Bình): 50 members, 23 loans, 134 triệu lent.

    22 owe 5.800.000 = 127.600.000, one owes 6.400.000: together 134.000.000.
    1 % of it: 22 × 58.000 + 64.000 = 1.276.000 + 64.000 = 1.340.000, all of it cash in the box.
    """
    owed = (*((number, 5_800_000) for number in range(1, 23)), (23, 6_400_000))
    hamlet = await begun(database, Beginning(roll(50), 2_000_000, 0, owed))
    receipt = await hamlet.tell("treasurer", "thu lãi", {**BY_HEART, "unpaid": "đủ"})
    assert "1.340.000" in "".join(hamlet.heard)
    assert "23 phiếu thu" in receipt
    assert (await held(hamlet)).income_fund == FundTotals(box=3_340_000, lent=134_000_000)


async def test_son_phu_collects_its_dues_on_the_day_it_meets(database: Database) -> None:
    """Sơn Phú (Hòa Bình): 55 members, 130 triệu to begin with, dues of 5.000 đồng.

    55 − 2 away = 53 who pay; 53 × 5.000 = 265.000 for the activity fund. The 130 triệu stay as they were.
    """
    hamlet = await begun(database, Beginning(roll(55), 130_000_000, 0, ()), dues_amount=5_000)
    answers = {**BY_HEART, "unpaid": "số 7 và số 9", "number": "counted"}
    await hamlet.tell("treasurer", "thu hội phí", answers)
    assert await held(hamlet) == ClubBalances(FundTotals(box=130_000_000), FundTotals(box=265_000))


async def test_man_duong_lends_ten_million_and_has_it_back(database: Database) -> None:
    """Mạn Đường (Lạng Sơn): a fund of 61 triệu, loans of 10 triệu each.

    Lent: box 61 − 10 = 51, lent 10, together 61 as before.
    Back with one month's interest: 10.000.000 + 100.000; box 51.000.000 + 10.100.000 = 61.100.000.
    """
    hamlet = await begun(database, Beginning(roll(10), 61_000_000, 0, ()))
    await hamlet.tell("treasurer", "cho bà Cúc vay 10 triệu 12 tháng", BY_HEART)
    assert (await held(hamlet)).income_fund == FundTotals(box=51_000_000, lent=10_000_000)
    hamlet.sleep(30)
    await hamlet.tell("treasurer", "bà Cúc trả gốc 10 triệu lãi 100k", BY_HEART)
    assert (await held(hamlet)).income_fund == FundTotals(box=61_100_000)


async def test_hoa_phu_visits_the_sick_with_its_interest(database: Database) -> None:
    """Hòa Phú 2 (Bến Tre): 60 triệu in loans of 5 triệu; interest goes to visits, so to the activity fund.

    12 × 5.000.000 = 60.000.000 lent; 12 × 50.000 = 600.000 interest for the activity fund.
    A visit of 200.000 leaves 400.000; one borrower's million makes 59 lent and 1 in the box, 60 together.
    """
    owed = tuple((number, 5_000_000) for number in range(1, 13))
    hamlet = await begun(database, Beginning(roll(20), 0, 0, owed), interest_fund="activity_fund")
    await hamlet.tell("treasurer", "thu lãi", {**BY_HEART, "unpaid": "đủ"})
    assert await held(hamlet) == ClubBalances(FundTotals(lent=60_000_000), FundTotals(box=600_000))
    await hamlet.tell("treasurer", "chi 200k thăm hỏi", BY_HEART)
    await hamlet.tell("treasurer", "bà An trả gốc 1 triệu", BY_HEART)
    expected = ClubBalances(FundTotals(box=1_000_000, lent=59_000_000), FundTotals(box=400_000))
    assert await held(hamlet) == expected


async def test_phu_nghia_keeps_a_billion_in_three_places(database: Database) -> None:
    """Phú Nghĩa (Hà Tĩnh): more than 1 tỷ, loans from 5 to 50 triệu.

    1.000 triệu in the box and 45 lent (40 and 5): 1.045 triệu. 800 to the savings book: box 200, bank 800.
    50 triệu to a borrower: box 150, lent 95; still 1.045. 5 that will not come back: lent 90, total 1.040.
    """
    hamlet = await begun(database, Beginning(roll(12), 1_000_000_000, 0, ((1, 40_000_000), (2, 5_000_000))))
    await hamlet.tell("treasurer", "gửi tiết kiệm 800 triệu quỹ tăng thu nhập", BY_HEART)
    await hamlet.tell("treasurer", "cho bà Cúc vay 50 triệu 12 tháng", BY_HEART)
    income = (await held(hamlet)).income_fund
    assert (income, income.total) == (FundTotals(150_000_000, 800_000_000, 95_000_000), 1_045_000_000)
    await hamlet.tell("treasurer", "mất vốn bà Bình", {**BY_HEART, "reason": "đi xa không về"})
    await hamlet.tell(OFFICER, "duyệt mất vốn", {"decision": "agree"})
    income = (await held(hamlet)).income_fund
    assert (income, income.total) == (FundTotals(150_000_000, 800_000_000, 90_000_000), 1_040_000_000)
