"""Media links lead to Zalo's public hosts only, however a link or a name server tries to lead elsewhere."""

from pathlib import Path

import pytest

from bot.kept_media import MediaRefused, MediaUnreachable
from bot.zalo_bot.media_in import zalo_media
from bot.zalo_bot.public_addresses import PublicOnlyResolver, is_public
from tests.channels.zalo_bot_media_host import Lookup


async def test_the_resolver_gives_private_addresses_to_trusted_names_only() -> None:
    home = PublicOnlyResolver(Lookup("10.0.0.7"), frozenset({"fake.local"}))
    with pytest.raises(OSError, match="private address"):
        await home.resolve("photo.zdn.vn")
    assert (await home.resolve("fake.local"))[0]["host"] == "10.0.0.7"
    away = PublicOnlyResolver(Lookup("118.69.1.1"), frozenset())
    assert (await away.resolve("photo.zdn.vn"))[0]["host"] == "118.69.1.1"


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
        await zalo_media(tmp_path, make_lookup=lambda: lookup).fetch(link)
    assert set(lookup.asked) <= {"closed"}


@pytest.mark.parametrize("name", ["photo-stal-1.zdn.vn", "F2-voice-aac-dl.ZDN.vn", "a.b.zadn.vn"])
async def test_a_zalo_name_that_leads_home_leads_nowhere(tmp_path: Path, name: str) -> None:
    lookup = Lookup("127.0.0.1")
    with pytest.raises(MediaUnreachable):
        await zalo_media(tmp_path, make_lookup=lambda: lookup).fetch(f"https://{name}/a.jpg")
    assert lookup.asked == [name.lower(), "closed"]


PRIVATE = "127.0.0.1 10.1.2.3 192.168.1.1 172.16.0.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 ::1 fc00::1"
TRICKY = "fe80::1%eth0 ::ffff:10.0.0.1 2002:7f00:1:: ff02::1"


@pytest.mark.parametrize("address", [*PRIVATE.split(), *TRICKY.split()])
def test_private_addresses_are_known_for_what_they_are(address: str) -> None:
    assert not is_public(address)


@pytest.mark.parametrize("address", ["118.69.1.1", "2405:4800::1", "::ffff:118.69.1.1"])
def test_public_addresses_too(address: str) -> None:
    assert is_public(address)
