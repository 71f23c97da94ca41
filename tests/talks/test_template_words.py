"""Templates hold no forbidden word, lack no ending of a talk, and keep no block that nothing uses."""

import ast
import re
from functools import cache

import pytest

from bot.wording import Wording
from bot.wording_blocks import TEMPLATES, environment
from handlers.catalogue import CATALOGUE
from tests.talks.word_rules import FORBIDDEN

ROOT = TEMPLATES.parent
PAGES = sorted(
    str(path.relative_to(TEMPLATES))[: -len(".j2")]
    for path in TEMPLATES.rglob("*.j2")
    if "web" not in path.relative_to(TEMPLATES).parts[0]
)
WORDING = Wording()


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
