"""A page to talk to the assistant through the fake Telegram by hand: write, read, tap.

`POST /fake/say` {chat, text}, `POST /fake/photo` {chat} and `POST /fake/tap` {chat, message_id, n} also serve
scripts.
"""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from tests.fakes.telegram_world import World
from tests.fakes.zalo_bot_rules import JPEG

PAGE = """<!doctype html><html lang="vi"><meta charset="utf-8"><title>Fake Telegram</title>
<style>body{font:18px sans-serif;max-width:40em;margin:1em auto}p{white-space:pre-wrap;
background:#eef;padding:.5em}p.person{background:#dfd;margin-left:4em}button,input{font:inherit;margin:.2em}</style>
<form id="say">chat <input name="chat" value="1001" size="6"> <input name="text" size="30" autofocus>
<button>Gửi</button> <button type="button" id="photo">Ảnh</button></form><div id="screen"></div><script>
const form = document.getElementById("say"), screen_ = document.getElementById("screen");
const post = (path, body) => fetch(path, {method: "POST", body: JSON.stringify(body)});
let shown = "";
async function show() {
  const lines = await (await fetch("/fake/chat/" + form.chat.value)).json();
  if (JSON.stringify(lines) === shown) return;
  shown = JSON.stringify(lines);
  screen_.replaceChildren(...lines.flatMap(line => {
    const p = document.createElement("p");
    p.className = line.who; p.textContent = line.text + (line.file ? " [" + line.file + "]" : "");
    return [p, ...line.buttons.map(([label], place) => {
      const button = document.createElement("button");
      button.textContent = label;
      const tap = {chat: form.chat.value, message_id: line.message_id, n: place + 1};
      button.onclick = () => post("/fake/tap", tap);
      return button;
    })];
  }));
  window.scrollTo(0, document.body.scrollHeight);
}
form.onsubmit = event => {
  event.preventDefault();
  post("/fake/say", {chat: form.chat.value, text: form.text.value});
  form.text.value = "";
};
document.getElementById("photo").onclick = () => post("/fake/photo", {chat: form.chat.value});
setInterval(show, 500);
</script></html>"""


def page_routes(world: World) -> list[web.RouteDef]:
    """The page and what it asks; nothing of this exists at the real Telegram."""

    async def page(_request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async def say(request: web.Request) -> web.Response:
        body = await _body(request)
        return web.json_response({"message_id": world.say(int(body["chat"]), str(body["text"]))})

    async def photo(request: web.Request) -> web.Response:
        chat = int((await _body(request))["chat"])
        return web.json_response({"message_id": world.photo(chat, content=JPEG)})

    async def tap(request: web.Request) -> web.Response:
        body = await _body(request)
        return web.json_response(
            {"tap": world.tap(int(body["chat"]), int(body["message_id"]), int(body["n"]))}
        )

    async def chat(request: web.Request) -> web.Response:
        lines = world.conversation(int(request.match_info["chat"]))
        return web.json_response([asdict(line) for line in lines])

    return [
        web.get("/", page),
        web.get("/fake/chat/{chat}", chat),
        web.post("/fake/say", say),
        web.post("/fake/photo", photo),
        web.post("/fake/tap", tap),
    ]


async def _body(request: web.Request) -> dict[str, Any]:
    """JSON whatever the content type says, so that curl needs no header; or a form."""
    text = await request.text()
    return dict(await request.json()) if text.startswith("{") else dict(await request.post())
