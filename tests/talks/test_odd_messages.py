"""What people really send: a whole book, only emoji, HTML, stickers, voice, in groups; and strangers."""

import pytest
import sqlalchemy as sa

from bot.runtime import Runtime
from handlers.messages import Incoming, Kind
from storage.tables.messages import inbox
from storage.tables.people import people
from tests.talks.conversation import moment
from tests.talks.crowd import AT, Postbag, count_of, demo_worker, message, written

DUES = "thu 500k hội phí tháng 11"
ODD = (
    "ạ" * 100_000, "🙏" * 300, "👍", "❤️", "<b>báo cáo</b>", "{{ 7 * 7 }}", "{% for x in range(10**9) %}",
    "\0", "a\0b", "\ud83d", "thu 50k \ud83d hội phí", "\u200b", "\n\n\n", ".", "?", "²", "%s%n",
    "thu 10^9 triệu",
    "'; DROP TABLE people; --", "thu " + "9" * 400, "1" * 4000, "thu 5 triệu\n" * 300, "_*[link](x)*_", "/",
    "\u202eoạh", "báo cáo tháng 13", "//quy", "/start 12345678",
)  # fmt: skip


async def say(runtime: Runtime, *words: str, handle: str = "treasurer") -> None:
    for each in words:
        await runtime.receive([message(handle, each)])
        await runtime.settle()


async def nothing_set_aside(runtime: Runtime) -> None:
    assert await count_of(runtime.assistant.database, inbox, inbox.c.status != "done") == 0


@pytest.mark.parametrize("handle", ["treasurer", "leader", "commune", "stranger"])
async def test_odd_words_get_a_short_kind_answer(sqlite_url: str, handle: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        for words in ODD:
            await say(runtime, words, handle=handle)
        await nothing_set_aside(runtime)
        assert (await written(runtime.assistant.database))[0] == 0
    assert len(bag.to(handle)) == len(ODD)
    assert max(len(text) for text in bag.to(handle)) <= 700
    assert not any("49" in text for text in bag.to(handle))


async def test_postgresql_stores_whatever_is_sent(postgresql_url: str) -> None:
    bag = Postbag()
    async with demo_worker(postgresql_url, bag) as runtime:
        await runtime.receive([message("commune", words) for words in ODD])
        await runtime.settle()
        await nothing_set_aside(runtime)
    assert len(bag.to("commune")) == len(ODD)


@pytest.mark.parametrize("opening", ["báo cáo", DUES])
async def test_odd_words_in_the_middle_of_a_talk_lose_nothing(sqlite_url: str, opening: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await say(runtime, opening)
        said = [words for words in ODD if words != "👍"]  # a thumb is a yes
        await say(runtime, *said)
        await nothing_set_aside(runtime)
        assert (await written(runtime.assistant.database))[0] == 0
    assert len(bag.to("treasurer")) == 1 + len(said)


async def test_what_looks_like_a_template_is_said_back_as_it_was_typed(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        async with runtime.assistant.database.write() as connection:
            await connection.execute(sa.update(people).values(honorific="<i>{{ 7*7 }}</i>"))
        await say(runtime, "thu 50k ủng hộ {{ x*x }} <b>& Sơn</b>", "1")
        assert (await written(runtime.assistant.database))[0] == 1
    assert "{{ x*x }} <b>& Sơn</b>" in bag.to("treasurer")[0]
    assert "49" not in "".join(bag.to("treasurer"))


@pytest.mark.parametrize("kind", [kind for kind in Kind if kind not in (Kind.TEXT, Kind.TAP)])
async def test_what_is_no_text_is_answered_and_keeps_the_place(sqlite_url: str, kind: Kind) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await say(runtime, DUES)
        for handle in ("treasurer", "stranger"):
            sent = Incoming("terminal", handle, f"{handle}-{kind}", moment(AT), kind, media="ref")
            await runtime.receive([sent])
            await runtime.settle()
        await nothing_set_aside(runtime)
        await say(runtime, "1")
        assert (await written(runtime.assistant.database))[0] == 1
    asked_after = ["Ảnh này của phiếu thu số"] if kind is Kind.PHOTO else []  # what a photo belongs to
    assert len(bag.to("treasurer")) == 3 + len(asked_after)
    assert all(asked in bag.to("treasurer")[-1] for asked in asked_after)


async def test_a_group_chat_is_stored_and_never_answered(sqlite_url: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await runtime.receive([Incoming("terminal", "group", "g1", moment(AT), text="/quy", private=False)])
        await runtime.settle()
        await nothing_set_aside(runtime)
    assert bag.letters == []


@pytest.mark.parametrize(
    "words", ["chào cháu", "/quy", "báo cáo", "quỹ CLB thôn Khổng", "ai đang vay", DUES, "1", "giúp"]
)
async def test_a_stranger_learns_nothing_and_gets_the_way_in(sqlite_url: str, words: str) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        await say(runtime, words, handle="nobody")
        assert (await written(runtime.assistant.database))[0] == 0
    [said] = bag.to("nobody")
    assert "mã" in said
    assert not any(secret in said for secret in ("Khổng", "Bình", "Hồng Sơn", "000", "Lan"))


async def test_a_turn_that_raises_is_set_aside_and_the_next_goes_on(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    bag = Postbag()
    async with demo_worker(sqlite_url, bag) as runtime:
        compose = runtime.assistant.wording.compose

        def breaks(parts: object, *rest: object) -> object:
            if "CHI 77.000" in (made := compose(parts, *rest)).text:  # type: ignore[arg-type]  # passed through
                raise ZeroDivisionError
            return made

        monkeypatch.setattr(runtime.assistant.wording, "compose", breaks)
        said = [
            message("treasurer", "chi 77k mua chè"),
            message("treasurer", "/quy"),
            message("leader", "/quy"),
        ]
        await runtime.receive(said)
        await runtime.settle()
        assert await count_of(runtime.assistant.database, inbox, inbox.c.status == "aside") == 1
        assert await count_of(runtime.assistant.database, inbox, inbox.c.tries == 3) == 1
    sorry, answer = bag.to("treasurer")
    assert sorry.startswith("Dạ, tin vừa rồi")
    assert "trong hòm" in answer
    assert len(bag.to("leader")) == 1
