"""A filed report carries the code of the books it was made of; the book's own code tells a later change."""

import re

from tests.talks.conversation import conversation, moment

CODE = re.compile(r"\d{4} \d{4}")


async def test_the_code_stands_with_each_version_and_shows_a_change(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-28 08:30") as talk:
        await talk.texts("leader", "báo cáo", "đúng", "1")
        mine, before = await talk.texts("leader", "mã sổ tháng 11", "mã sổ tháng 10")
        await talk.at(moment("2026-11-28 09:00"))
        [theirs] = await talk.texts("commune", "mã sổ tháng 11 thôn Khổng")
        await talk.texts("treasurer", "chi 20k mua chè", "1")
        [changed] = await talk.texts("commune", "ma so clb thon khong")
        [outside] = await talk.texts("commune", "mã sổ clb tân tiến xã tân trào")
        await talk.texts("leader", "xin xã cái loa mới nhé cháu", "1")
        [anew] = await talk.texts("leader", "mã sổ tháng 11")
    now, filed = CODE.findall(mine)
    assert (now, "đúng như sổ bây giờ" in mine) == (filed, True)
    assert theirs == mine
    assert "báo cáo nộp" not in before
    later, still = CODE.findall(changed)
    assert (still, later != filed) == (filed, True)
    assert "khác sổ bây giờ" in changed
    assert CODE.findall(outside) == []
    assert set(CODE.findall(anew)) == {later}
