"""Pictures and voices come in from Zalo's hosts only, however a link tries to lead elsewhere."""

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from bot.zalo_bot.media_in import MEDIA_LIMIT, MediaKeeper, MediaRefused, MediaUnreachable, suffix_of
from bot.zalo_bot.public_addresses import PublicOnlyResolver, is_public
from handlers.messages import Incoming, Kind
from tests.channels.checks import one_pixel_png
from tests.channels.zalo_bot_rig import NOON, Store, hurry, serving, until
from tests.fakes.zalo_bot_rules import AAC, JPEG


class Lookup(AbstractResolver):
    """A name server of our own: every name is this machine, called `address`."""

    def __init__(self, address: str) -> None:
        self.address, self.asked = address, list[str]()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        self.asked.append(host)
        one = {"hostname": host, "host": self.address, "port": port, "family": family, "proto": 0, "flags": 0}
        return [ResolveResult(**one)]  # type: ignore[typeddict-item]  # built from a plain dict to stay short

    async def close(self) -> None:
        self.asked.append("closed")


class Hosted:
    """A media host that misbehaves on demand, and counts."""

    def __init__(self) -> None:
        self.asked = 0

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked += 1
        bodies = {"photo": JPEG, "voice": AAC, "png": one_pixel_png(), "page": b"<html>", "empty": b""}
        name = request.match_info["name"]
        if name in bodies:
            return web.Response(body=bodies[name], content_type="image/jpeg")
        if name == "late" and self.asked < 3:
            return web.Response(status=500)
        if name == "late":
            return web.Response(body=JPEG)
        if name == "endless":
            return await _endless(request)
        if name.isdigit():
            return web.Response(status=int(name))
        places = {
            "moved": "/photo",
            "away": "http://localhost:1/photo",
            "circle": "/circle",
            "file": "file:///etc/passwd",
        }
        return web.Response(status=302, headers={"Location": places[name]})


async def _endless(request: web.Request) -> web.StreamResponse:
    response = web.StreamResponse()
    await response.prepare(request)
    try:
        for _ in range(40):
            await response.write(b"\xff\xd8\xff" + bytes(1_000_000))
    except ConnectionError:
        return response
    return response


def kept_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*"))


@pytest.fixture
def hosted() -> Hosted:
    return Hosted()


@pytest.fixture
async def host(hosted: Hosted) -> AsyncIterator[str]:
    async with serving(web.get("/{name}", hosted.answer)) as url:
        yield url


@pytest.fixture
def keeper(host: str, tmp_path: Path) -> MediaKeeper:
    return MediaKeeper(tmp_path / "received", [host.removeprefix("http://")], pause=hurry)


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
            await MediaKeeper(tmp_path, hosts).fetch(f"{first}/photo")
    assert hosted.asked == 0


async def test_the_resolver_gives_private_addresses_to_trusted_names_only() -> None:
    home = PublicOnlyResolver(Lookup("10.0.0.7"), frozenset({"fake.local"}))
    with pytest.raises(OSError, match="private address"):
        await home.resolve("photo.zdn.vn")
    assert (await home.resolve("fake.local"))[0]["host"] == "10.0.0.7"
    away = PublicOnlyResolver(Lookup("118.69.1.1"), frozenset())
    assert (await away.resolve("photo.zdn.vn"))[0]["host"] == "118.69.1.1"


@pytest.mark.parametrize("name", ["500", "503"])
async def test_what_may_come_later_is_said_to(keeper: MediaKeeper, host: str, name: str) -> None:
    with pytest.raises(MediaUnreachable):
        await keeper.fetch(f"{host}/{name}")


LINKS = [
    "http://photo-stal-1.zdn.vn/a.jpg",
    "https://photo-stal-1.zdn.vn:8443/a.jpg",
    "https://zdn.vn.evil.example/a.jpg",
    "https://evilzdn.vn/a.jpg",
    "https://user@photo-stal-1.zdn.vn/a.jpg",
    "https://photo-stal-1.zdn.vn@127.0.0.1/a.jpg",
    "https://127.0.0.1/a.jpg",
    "https://[::1]/a.jpg",
    "https://169.254.169.254/latest",
    "https://2130706433/a.jpg",
    "file:///etc/passwd",
    "//photo-stal-1.zdn.vn/a.jpg",
    "https://",
    "https://[",
    "",
]


@pytest.mark.parametrize("link", LINKS)
async def test_links_elsewhere_are_not_even_looked_up(tmp_path: Path, link: str) -> None:
    lookup = Lookup("127.0.0.1")
    with pytest.raises(MediaRefused):
        await MediaKeeper(tmp_path, make_lookup=lambda: lookup).fetch(link)
    assert set(lookup.asked) <= {"closed"}


@pytest.mark.parametrize("name", ["photo-stal-1.zdn.vn", "F2-voice-aac-dl.ZDN.vn", "a.b.zadn.vn"])
async def test_a_zalo_name_that_leads_home_leads_nowhere(tmp_path: Path, name: str) -> None:
    lookup = Lookup("127.0.0.1")
    with pytest.raises(MediaUnreachable):
        await MediaKeeper(tmp_path, make_lookup=lambda: lookup).fetch(f"https://{name}/a.jpg")
    assert lookup.asked == [name.lower(), "closed"]


PRIVATE = "127.0.0.1 10.1.2.3 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 fc00::1"
TRICKY = "fe80::1%eth0 ::ffff:10.0.0.1 2002:7f00:1:: ff02::1"


@pytest.mark.parametrize("address", [*PRIVATE.split(), *TRICKY.split()])
def test_private_addresses_are_known_for_what_they_are(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["118.69.1.1", "2405:4800::1", "::ffff:118.69.1.1"])
def test_public_addresses_too(address: str) -> None:
    assert is_public(address)


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


async def test_a_photo_is_fetched_at_once_but_after_storing(
    keeper: MediaKeeper, hosted: Hosted, host: str
) -> None:
    store = Store(failures_left=1)
    receive = keeper.keeping(store)
    photos = [
        Incoming("zalo_bot", "a", str(n), NOON, Kind.PHOTO, media=f"{host}/{name}")
        for n, name in enumerate(("404", "late", "photo"))
    ]
    working = asyncio.create_task(keeper.run())
    with pytest.raises(OSError, match="disk"):
        await receive(photos)
    assert hosted.asked == 0
    await receive(photos)
    assert store.kept == photos
    await until(lambda: len(kept_in(keeper.folder)) == 2)
    working.cancel()
    await asyncio.wait([working])
