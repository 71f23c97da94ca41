"""A media host and a name server of our own for the Zalo bot, both misbehaving on demand."""

import socket
from pathlib import Path

from aiohttp import web
from aiohttp.abc import AbstractResolver, ResolveResult

from tests.channels.checks import one_pixel_png
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
