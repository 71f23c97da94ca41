"""Once a code fits, a second thumb or a stray word does not send the person back to the card."""

from tests.talks.conversation import conversation

CARD = "48271936"


async def test_words_that_are_no_answer(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-20 09:00") as talk:
        said = await talk.texts(
            "stranger", CARD, "bác tên là Bình nhưng ở thôn khác", "1", "đọc chưa kịp", "1"
        )
    assert said[1].startswith("Dạ, cháu chưa hiểu ý bác; bác là bác Nguyễn Văn Bình")
    assert "đồng ý không ạ?" in said[2]
    assert "8 số" not in said[3]
    assert said[4].startswith("Dạ, xong rồi")


async def test_another_code_begins_anew(sqlite_url: str) -> None:
    async with conversation(sqlite_url, "2026-11-20 09:00") as talk:
        said = await talk.texts("stranger", CARD, "1111 2222", CARD)
    assert said[1].startswith("Dạ, cháu chưa tìm thấy mã này.")
    assert said[2].startswith("Bác là bác Nguyễn Văn Bình")
