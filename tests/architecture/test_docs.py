"""What an operator can set, make or call is written down, and what is written down exists."""

import importlib
import re
import subprocess
import sys
from pathlib import Path

from pydantic_settings import BaseSettings

ROOT = Path(__file__).parents[2]


def read(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


def guide() -> str:
    """The README and every page of docs/, as one text."""
    pages = sorted((ROOT / "docs").rglob("*.md"))
    return "\n".join([read("README.md"), *(page.read_text(encoding="utf-8") for page in pages)])


def environment_names(settings: type[BaseSettings]) -> set[str]:
    """The environment variables a settings class reads, prefix included."""
    prefix = settings.model_config.get("env_prefix", "")
    return {
        (field.validation_alias if isinstance(field.validation_alias, str) else prefix + name).upper()
        for name, field in settings.model_fields.items()
    }


def settings_read_by_the_assistant() -> set[str]:
    found = vars(importlib.import_module("bot.settings")).values()
    classes = [item for item in found if isinstance(item, type) and issubclass(item, BaseSettings)]
    return set().union(*(environment_names(settings) for settings in classes))


def test_every_setting_is_in_the_example_and_the_other_way_round() -> None:
    listed = set(re.findall(r"^(CLB_\w+)=", read(".env.example"), re.MULTILINE))
    assert listed == settings_read_by_the_assistant()


def test_every_setting_is_explained() -> None:
    unexplained = re.findall(r"^(?!#).*\n(CLB_\w+)=", read(".env.example"), re.MULTILINE)
    assert unexplained == []


def test_example_holds_no_values() -> None:
    assert re.findall(r"^CLB_\w+=.+$", read(".env.example"), re.MULTILINE) == []


def test_every_make_target_is_in_the_guide() -> None:
    targets = re.findall(r"^([a-z-]+):.*##", read("Makefile"), re.MULTILINE)
    assert "demo" in targets
    text = guide()
    assert [target for target in targets if not re.search(rf"`make {target}\b", text)] == []


def test_every_command_is_in_the_guide() -> None:
    done = subprocess.run(
        [sys.executable, "-m", "bot", "--help"], capture_output=True, text=True, cwd=ROOT, check=True
    )
    braces = re.search(r"\{([a-z,-]+)\}", done.stdout)
    assert braces, done.stdout
    commands = braces.group(1).split(",")
    assert "talk" in commands
    text = guide()
    assert [command for command in commands if not re.search(rf"`clb {command}\b", text)] == []


def test_every_relative_link_of_the_readme_leads_somewhere() -> None:
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", read("README.md"))
    assert links
    assert [link for link in links if not (ROOT / link).exists()] == []


def test_decisions_stand_in_order_each_with_its_own_number() -> None:
    numbers = [int(number) for number in re.findall(r"^## (\d+)\. ", read("DECISIONS.md"), re.MULTILINE)]
    assert numbers == sorted(set(numbers))


def test_no_row_of_the_glossary_stands_outside_its_table() -> None:
    assert re.findall(r"\n\n(\|.*)\n\|(?!-)", read("GLOSSARY.md")) == []
