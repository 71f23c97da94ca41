"""The chat page itself: its HTML with everybody's names, and the css, js and pictures beside it.

The files lie in templates/web/ exactly as they are served; there is no build step and nothing from elsewhere.
"""

import hashlib
import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from aiohttp import web
from jinja2 import Environment, FileSystemLoader, StrictUndefined

from bot.web.backend import ChatBackend

FOLDER = Path(str(files("templates"))) / "web"
_TYPES = {".css": "text/css", ".js": "text/javascript", ".svg": "image/svg+xml"}


@cache
def page_words() -> dict[str, Any]:
    """Every sentence that is not in the HTML itself: templates/web/words.json."""
    words: dict[str, Any] = json.loads((FOLDER / "words.json").read_text(encoding="utf-8"))
    return words


def refusal_words(name: str) -> str:
    """The Vietnamese sentence of one refusal."""
    return str(page_words()["refusals"][name])


def page_routes(backend: ChatBackend) -> list[web.AbstractRouteDef]:
    """GET /, /chat and /chat/page/<file>."""
    template = _environment().get_template("chat.html")
    parts = _read_parts()

    async def home(_request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/chat")

    async def chat(_request: web.Request) -> web.StreamResponse:
        html = template.render(people=backend.people(), now=backend.now().isoformat(), words=page_words())
        return web.Response(text=html, content_type="text/html", headers={"Cache-Control": "no-store"})

    async def part(request: web.Request) -> web.StreamResponse:
        return _part(request, parts)

    return [web.get("/", home), web.get("/chat", chat), web.get("/chat/page/{name}", part)]


def _environment() -> Environment:
    return Environment(loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined)


def _read_parts() -> dict[str, bytes]:
    # Read once and looked up by name: no request ever becomes a path on the disk.
    return {path.name: path.read_bytes() for path in sorted(FOLDER.iterdir()) if path.suffix in _TYPES}


def _part(request: web.Request, parts: dict[str, bytes]) -> web.StreamResponse:
    body = parts.get(request.match_info["name"])
    if body is None:
        raise web.HTTPNotFound
    mark = f'"{hashlib.sha256(body).hexdigest()[:20]}"'
    headers = {"Cache-Control": "no-cache", "ETag": mark}
    if request.headers.get("If-None-Match") == mark:
        return web.Response(status=304, headers=headers)
    kind = _TYPES[Path(request.match_info["name"]).suffix]
    return web.Response(body=body, content_type=kind, charset="utf-8", headers=headers)
