"""Pictures and voices come in once, from trusted hosts, small enough, after their message is stored."""

import asyncio
import resource
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.kept_media import MEDIA_LIMIT, MediaKeeper, MediaRefused, MediaUnreachable, suffix_of
from bot.zalo_bot.media_in import zalo_media
from handlers.messages import Incoming, Kind
from tests.channels.checks import one_pixel_png
from tests.channels.photo_cases import Fetching, everybody
from tests.channels.zalo_bot_media_host import Hosted, kept_in
from tests.channels.zalo_bot_rig import NOON, Store, hurry, serving, until
from tests.fakes.zalo_bot_rules import AAC, JPEG


@pytest.fixture
def hosted() -> Hosted:
    return Hosted()


@pytest.fixture
async def host(hosted: Hosted) -> AsyncIterator[str]:
    async with serving(web.get("/{name}", hosted.answer)) as url:
        yield url


@pytest.fixture
def keeper(host: str, tmp_path: Path) -> MediaKeeper:
    return zalo_media(tmp_path / "received", [host.removeprefix("http://")], pause=hurry)


@pytest.mark.parametrize(
    "name, suffix, content", [("photo", ".jpg", JPEG), ("voice", ".aac", AAC), ("moved", ".jpg", JPEG)]
)
async def test_media_are_kept_once(
    keeper: MediaKeeper, hosted: Hosted, host: str, name: str, suffix: str, content: bytes
) -> None:
    kept = await keeper.fetch(f"{host}/{name}")
    asked = hosted.asked
    assert await keeper.fetch(f"{host}/{name}") == kept
    assert (kept.suffix, kept.read_bytes(), hosted.asked) == (suffix, content, asked)


@pytest.mark.parametrize("name", ["page", "empty", "away", "circle", "file", "403", "404", "410", "endless"])
async def test_what_is_not_to_be_had_is_refused(
    keeper: MediaKeeper, host: str, tmp_path: Path, name: str
) -> None:
    with pytest.raises(MediaRefused) as told:
        await keeper.fetch(f"{host}/{name}")
    assert host not in str(told.value)
    assert kept_in(tmp_path / "received") == []


async def test_a_redirect_may_not_change_the_host_even_to_a_trusted_one(
    tmp_path: Path, hosted: Hosted
) -> None:
    async def to_the_other(request: web.Request) -> web.Response:
        return web.Response(
            status=302, headers={"Location": other.replace("127.0.0.1", "localhost") + "/photo"}
        )

    async with (
        serving(web.get("/{name}", hosted.answer)) as other,
        serving(web.get("/{name}", to_the_other)) as first,
    ):
        hosts = [
            first.removeprefix("http://"),
            other.replace("127.0.0.1", "localhost").removeprefix("http://"),
        ]
        with pytest.raises(MediaRefused, match="another host"):
            await zalo_media(tmp_path, hosts).fetch(f"{first}/photo")
    assert hosted.asked == 0


@pytest.mark.parametrize("name", ["500", "503"])
async def test_what_may_come_later_is_said_to(keeper: MediaKeeper, host: str, name: str) -> None:
    with pytest.raises(MediaUnreachable):
        await keeper.fetch(f"{host}/{name}")


def test_a_picture_is_known_by_its_first_bytes() -> None:
    webp, m4a = b"RIFF\x00\x00\x00\x00WEBPVP8 ", b"\x00\x00\x00\x20ftypM4A "
    assert [suffix_of(one) for one in (JPEG, one_pixel_png(), AAC, webp, m4a)] == [
        ".jpg", ".png", ".aac", ".webp", ".m4a",
    ]  # fmt: skip
    with pytest.raises(MediaRefused):
        suffix_of(b"MZ\x90")
    assert MEDIA_LIMIT == 10 * 1024 * 1024


async def test_two_who_fetch_the_same_link_at_once_get_the_same_file(keeper: MediaKeeper, host: str) -> None:
    kept = await asyncio.gather(*(keeper.fetch(f"{host}/photo") for _ in range(5)))
    assert len(set(kept)) == 1
    assert kept_in(keeper.folder) == [kept[0].name]


async def test_a_full_disk_keeps_no_half_photo(keeper: MediaKeeper, host: str) -> None:
    keeper.folder.mkdir()
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (5, before[1]))  # bytes: no file may be longer
    try:
        with pytest.raises(OSError, match="too large"):
            await keeper.fetch(f"{host}/photo")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert list(keeper.folder.iterdir()) == []
    assert (await keeper.fetch(f"{host}/photo")).exists()


async def test_what_strangers_send_is_not_fetched(keeper: MediaKeeper, hosted: Hosted, host: str) -> None:
    """However much they send, it costs neither a download nor a file; a member's own photo is not held up."""
    sent = [("stranger", f"{host}/late?{number}") for number in range(50)] + [("lan", f"{host}/photo")]
    photos = [
        Incoming("zalo_bot", who, str(number), NOON, Kind.PHOTO, media=link)
        for number, (who, link) in enumerate(sent)
    ]

    async def joined(address: str) -> bool:
        return address == "lan"

    working = asyncio.create_task(keeper.run(Fetching(keeper).lost, joined))
    await keeper.keeping(Store())(photos)
    await until(lambda: bool(kept_in(keeper.folder)))
    working.cancel()
    await asyncio.wait([working])
    assert (len(kept_in(keeper.folder)), hosted.asked) == (1, 1)


async def test_a_photo_is_fetched_at_once_but_after_storing(
    keeper: MediaKeeper, hosted: Hosted, host: str
) -> None:
    store = Store(failures_left=1)
    receive = keeper.keeping(store)
    photos = [
        Incoming("zalo_bot", "a", str(n), NOON, Kind.PHOTO, media=f"{host}/{name}")
        for n, name in enumerate(("404", "late", "photo"))
    ]
    working = asyncio.create_task(keeper.run(Fetching(keeper).lost, everybody))
    with pytest.raises(OSError, match="disk"):
        await receive(photos)
    assert hosted.asked == 0
    await receive(photos)
    assert store.kept == photos
    await until(lambda: len(kept_in(keeper.folder)) == 2)
    working.cancel()
    await asyncio.wait([working])
