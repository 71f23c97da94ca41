"""Every message the assistant can say is kind and short: in templates, transcripts, and talks gone astray."""

import ast
import asyncio
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.assembly import assemble
from bot.clock import DEFAULT_ZONE, FrozenClock
from bot.runtime import Runtime
from bot.terminal import Terminal
from bot.wording import Wording
from bot.wording_blocks import TEMPLATES, environment
from handlers.catalogue import CATALOGUE
from handlers.decision import Ask, Say
from handlers.messages import Outgoing
from storage.database import open_database
from tests.talks.conversation import moment
from tests.talks.crowd import demo_data, message
from tests.talks.transcript import Transcript, transcripts
from tests.talks.word_rules import FORBIDDEN, faults

ROOT = TEMPLATES.parent
FOLDER = Path(__file__).parent.parent / "transcripts"
FILES = sorted(FOLDER.glob("*.md"))
PAGES = sorted(
    str(path.relative_to(TEMPLATES))[: -len(".j2")]
    for path in TEMPLATES.rglob("*.j2")
    if "web" not in path.relative_to(TEMPLATES).parts[0]
)
ASTRAY = (
    "1", "2", "3", "4", "không", "đúng", "sửa", "bỏ qua", "20", "200", "200 nghìn", "5 triệu", "hôm qua",
    "quay lại", "con bò ăn cỏ", "gần bốn chục", "3 cụ 12 lượt", "bà Lan", "cảm ơn cháu", "giúp", "đủ",
    "rằm vừa rồi", "6 tháng", "999",
)  # fmt: skip
LONGEST_STRAY = 5
MOST_TALKS = 8  # of one file in one example
WORDING = Wording()  # registers the filters templates need to be read at all


class Listening(Wording):
    """Words as ever, each message kept with what it was made of; missing words are kept as a fault."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[tuple[tuple[Say | Ask, ...], Outgoing]] = []
        self.missing: list[str] = []

    def compose(self, parts: Sequence[Say | Ask], show: Mapping[str, Any], honorific: str = "") -> Outgoing:
        try:
            made = super().compose(parts, show, honorific)
        except Exception as error:
            self.missing.append(f"{type(error).__name__}: {error} in {[_name(part) for part in parts]}")
            raise
        self.said.append((tuple(parts), made))
        return made

    def faults(self) -> Iterator[str]:
        yield from dict.fromkeys(self.missing)
        for parts, made in self.said:
            receipt = any(isinstance(p, Say) and p.block == "done" for p in parts) and not isinstance(
                parts[-1], Ask
            )
            for fault in faults(parts, made, receipt=receipt):
                yield f"{fault}: {[_name(part) for part in parts]}\n{made.text}\n"


def _name(part: Say | Ask) -> str:
    return f"{part.page}:{part.block}" if isinstance(part, Say) else f"{part.page}?{part.question.key}"


class Listener:
    """Says things as anybody at any time over one database, and listens."""

    def __init__(self, url: str) -> None:
        self.database = open_database(url)
        self.wording = Listening()
        self.clock = FrozenClock(moment("2026-11-21 09:00"))
        assistant = replace(assemble(self.database, DEFAULT_ZONE), wording=self.wording)
        self.runtime = Runtime(assistant, [Terminal()], self.clock)

    async def say(self, handle: str, *words: str) -> None:
        for each in words:
            await self.runtime.receive([message(handle, each)])
            await self.runtime.settle()


def first_words(transcript: Transcript) -> tuple[str, str]:
    """Who speaks first, and what."""
    handle = next(line.text for line in transcript.lines if line.mark == "@").split(",")[0].strip()
    return handle, next(line.text for line in transcript.lines if line.mark == ">")


def openings(path: Path) -> list[tuple[str, str, str]]:
    """Who, when and what began each transcript of a file."""
    found = [each for each in transcripts(FOLDER) if each.path == path and "\n>" in f"\n{each.body}"]
    return [(*first_words(each), each.begins) for each in found]


# -- in talks ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
async def test_every_reply_of_the_transcripts_keeps_the_rules(path: Path, sqlite_url: str) -> None:
    """Each transcript's typed lines once more, one after the other in one database."""
    await demo_data(sqlite_url)
    listener = Listener(sqlite_url)
    for transcript in (each for each in transcripts(FOLDER) if each.path == path):
        handle = ""
        for line in transcript.lines:
            if line.mark == "@":
                handle = line.text.split(",")[0].strip()
            elif line.mark == "~":
                listener.clock.moment = moment(line.text)
            elif line.mark == ">" and not line.text.startswith("["):
                await listener.say(handle, line.text)
        await listener.say(handle, "dừng")
    await listener.database.dispose()
    assert not list(listener.wording.faults())


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@settings(max_examples=2, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.randoms(use_true_random=False))
def test_talks_led_astray_have_words_for_everything(path: Path, sqlite_url: str, chance: Any) -> None:
    """Any answer at any question of any talk that has a transcript: there is a block for what comes then."""
    listener = asyncio.run(_astray(path, sqlite_url, chance))
    assert not list(listener.wording.faults())


async def _astray(path: Path, url: str, chance: Any) -> Listener:
    await demo_data(url)
    listener = Listener(url)
    begun = openings(path)
    for handle, words, begins in chance.sample(begun, min(len(begun), MOST_TALKS)):
        listener.clock.moment = moment(begins)
        stray = [chance.choice(ASTRAY) for _ in range(LONGEST_STRAY)]
        await listener.say(handle, words, *stray, "dừng")
    await listener.database.dispose()
    return listener


# -- in templates ------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [name for name in PAGES if not name.startswith("operator/")])  # golden D may
def test_no_template_holds_a_forbidden_word(name: str) -> None:
    source = (TEMPLATES / f"{name}.j2").read_text(encoding="utf-8")
    said = re.sub(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}|\"[^\"]*\"", " ", source, flags=re.DOTALL)
    assert not {found[0].lower() for found in FORBIDDEN.finditer(said)}


@pytest.mark.parametrize("talk", sorted(CATALOGUE.talks))
def test_every_talk_has_a_page_that_ends_it(talk: str) -> None:
    ends = ("done", "nothing", "again")
    assert [block for block in ends if not WORDING.has(CATALOGUE.talks[talk].page, block)] == []


@cache
def code_words() -> frozenset[str]:
    """Every piece of a name that stands in the code: block names are put together from these."""
    found: set[str] = set()
    for folder in ("handlers", "bot", "scheduler", "storage"):
        for path in (ROOT / folder).rglob("*.py"):
            tree = ast.parse(path.read_text(encoding="utf-8"))
            literals = (
                n.value for n in ast.walk(tree) if isinstance(n, ast.Constant) and isinstance(n.value, str)
            )
            classes = (node.name.lower() for node in ast.walk(tree) if isinstance(node, ast.ClassDef))
            for text in (*literals, *classes):
                if re.fullmatch(r"[a-z0-9_.{}/]{1,40}", text):
                    found.add("_".join(p for p in re.split(r"[._/]", text) if p and not p.isdigit()))
    return frozenset(found)


@cache
def is_put_together(name: str) -> bool:
    """Whether a block's name is a word of the code, or several joined by "_"."""
    parts = re.sub(r"\d+", "", name).strip("_").split("_")
    return any(
        "_".join(parts[:n]) in code_words() and (n == len(parts) or is_put_together("_".join(parts[n:])))
        for n in range(len(parts), 0, -1)
    )


@pytest.mark.parametrize("name", PAGES)
def test_no_block_is_left_that_nothing_uses(name: str) -> None:
    source = (TEMPLATES / f"{name}.j2").read_text(encoding="utf-8")
    inner = set(re.findall(r"self\.(\w+)\(", source))
    unused = [
        block
        for block in environment().get_template(f"{name}.j2").blocks
        if block not in inner and not is_put_together(block)
    ]
    assert not unused
