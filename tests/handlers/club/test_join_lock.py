"""Too many wrong codes: refused for the rest of the day with a reason, and let in again the next morning."""

import pytest

from handlers.club.join import GUESSES_A_DAY, hear_code
from handlers.dialogue.hearing.heard import Unclear
from tests.talks.conversation import conversation, moment

CARD = "48271936"
WRONG = [f"1111 222{n}" for n in range(GUESSES_A_DAY)]


async def test_the_lock_says_why_and_ends(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-20 09:00") as talk:
        for said in await talk.texts("stranger", *WRONG):
            assert said.startswith("Dạ, cháu chưa tìm thấy mã này.")
        for said in await talk.texts("stranger", CARD, CARD, "1111 2229"):
            assert said.startswith("Dạ, hôm nay gửi sai nhiều lần rồi. Mai bác thử lại, hoặc nhờ cán bộ")
        await talk.at(moment("2026-11-20 23:59"))
        assert "gửi sai nhiều lần" in (await talk.texts("stranger", CARD))[0]
        await talk.at(moment("2026-11-21 06:00"))
        assert (await talk.texts("stranger", CARD))[0].startswith("Bác là bác Nguyễn Văn Bình, chủ nhiệm")


async def test_one_wrong_code_less_is_no_lock(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-20 09:00") as talk:
        await talk.texts("stranger", *WRONG[1:])
        assert (await talk.texts("stranger", CARD))[0].startswith("Bác là bác Nguyễn Văn Bình")


async def test_nothing_older_is_glued_on(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-20 09:00") as talk:
        await talk.texts("stranger", CARD, "4827")
        assert await talk.texts("stranger", "1111 2222") == [
            "Dạ, cháu chưa tìm thấy mã này. Bác xem lại tấm thẻ rồi gửi lại cháu 8 số nhé ạ."
        ]
        refused = (await talk.texts("stranger", "4827", CARD, "1", "không đồng ý"))[-1]
        assert refused.startswith("Dạ, cháu chưa lưu gì của bác ạ.")
        assert "8 số" not in refused


@pytest.mark.parametrize(
    "words", ["quên mã rồi", "quen ma roi", "không nhớ mã", "bác mất thẻ rồi", "thẻ mất rồi", "bác quên rồi"]
)
def test_no_code_at_hand(words: str) -> None:
    assert hear_code(words) == Unclear("no_card")
