"""Pictures and documents go out by links nobody can guess, that live long enough and not for ever."""

import os
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from aiohttp import ClientSession

from bot.zalo_bot.media_out import DOCUMENT_LIFE, PICTURE_LIFE, MediaLinks
from tests.channels.checks import one_pixel_png
from tests.channels.zalo_bot_rig import NOON, serving


class Clock:
    """Time that moves when told."""

    def __init__(self) -> None:
        self.moment = NOON

    def __call__(self) -> datetime:
        return self.moment


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    path = tmp_path / "chart.png"
    path.write_bytes(one_pixel_png())
    return path


async def fetched(link: str) -> tuple[int, bytes]:
    async with ClientSession() as session, session.get(link) as response:
        return response.status, await response.read()


async def test_a_link_lives_at_least_ten_minutes_through_a_restart(tmp_path: Path, picture: Path) -> None:
    clock = Clock()
    links = MediaLinks(tmp_path / "links", "https://clb.example/", clock)
    link = links.link(picture, timedelta(seconds=1))
    assert link.startswith("https://clb.example/media/")
    assert link.endswith(".png")
    after_restart = MediaLinks(tmp_path / "links", "https://clb.example", clock)
    async with serving(after_restart.route()) as url:
        local = link.replace("https://clb.example", url)
        clock.moment += timedelta(minutes=9, seconds=59)
        assert [await fetched(local), await fetched(local)] == [(200, one_pixel_png())] * 2
        clock.moment += timedelta(seconds=2)
        assert (await fetched(local))[0] == 404


async def test_a_link_cannot_be_guessed_or_talked_out_of_its_folder(tmp_path: Path, picture: Path) -> None:
    links = MediaLinks(tmp_path / "links", "http://x", Clock())
    tokens = {links.link(picture, PICTURE_LIFE).rsplit("/", 1)[1] for _ in range(50)}
    assert len(tokens) == 50
    assert all(len(token) == 43 + len(".png") for token in tokens)
    secret = tmp_path / ("s" * 43)
    secret.write_bytes(b"secret")
    os.utime(secret, (NOON.timestamp() + 9999,) * 2)
    async with serving(links.route()) as url:
        tried = [
            "",
            "x" * 43,
            f"..%2F{'s' * 43}",
            "%2E%2E%2Fchart.png",
            ".",
            "..",
            "%00",
            next(iter(tokens))[:-5],
        ]
        assert {(await fetched(f"{url}/media/{one}"))[0] for one in tried} == {404}


async def test_a_link_tells_no_browser_to_keep_or_run_it(tmp_path: Path) -> None:
    page = tmp_path / "report.html"
    page.write_text("<script>1</script>")
    links = MediaLinks(tmp_path / "links", "http://x", Clock())
    token = links.link(page, DOCUMENT_LIFE).rsplit("/", 1)[1]
    async with (
        serving(links.route()) as url,
        ClientSession() as session,
        session.get(f"{url}/media/{token}") as response,
    ):
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "sandbox" in response.headers["Content-Security-Policy"]


def test_ended_copies_are_swept_away(tmp_path: Path, picture: Path) -> None:
    clock = Clock()
    links = MediaLinks(tmp_path / "links", "http://x", clock)
    links.link(picture, PICTURE_LIFE)
    clock.moment += timedelta(days=2)
    links.link(picture, PICTURE_LIFE)
    assert len(list((tmp_path / "links").iterdir())) == 1


def test_without_a_public_address_there_is_no_link(tmp_path: Path, picture: Path) -> None:
    assert MediaLinks(tmp_path / "links", "", Clock()).link(picture, PICTURE_LIFE) == ""
    assert not (tmp_path / "links").exists()
