"""The page's colours, computed: words 7:1 (WCAG 2.2 AAA, 1.4.6), meaningful lines and focus 3:1 (1.4.11)."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "templates" / "web"
LIGHT, DARK = re.split(
    r"@media \(prefers-color-scheme: dark\)", (FOLDER / "colours.css").read_text(encoding="utf-8")
)
LOOK = "".join((FOLDER / name).read_text(encoding="utf-8") for name in ("chat.css", "sizes.css"))


def colours(css: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", css))


def luminance(colour: str) -> float:
    """Relative luminance of "#rrggbb", 0 to 1 (WCAG 2.2)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    """Contrast from 1 to 21."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


SCHEMES = {"light": colours(LIGHT), "dark": colours(DARK)}


def pairs(role: str) -> list[tuple[str, str]]:
    return [(scheme, name) for scheme, named in SCHEMES.items() for name in named if name.endswith(role)]


def contrast(scheme: str, name: str) -> float:
    return ratio(SCHEMES[scheme][name], SCHEMES[scheme][name.rsplit("-", 1)[0]])


def test_the_formula_knows_the_extremes() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)


def test_both_schemes_name_the_same_colours() -> None:
    assert set(SCHEMES["light"]) == set(SCHEMES["dark"])
    assert len(SCHEMES["light"]) >= 30


@pytest.mark.parametrize("scheme,name", pairs("-ink") + pairs("-quiet"))
def test_words_reach_seven(scheme: str, name: str) -> None:
    assert contrast(scheme, name) >= 7


@pytest.mark.parametrize("scheme,name", pairs("-edge") + pairs("-focus"))
def test_lines_reach_three(scheme: str, name: str) -> None:
    assert contrast(scheme, name) >= 3


def test_the_look_uses_named_colours_only() -> None:
    assert not re.search(r"#[0-9a-fA-F]{3,8}\b|rgb|hsl", LOOK)
    for value in re.findall(r"(?<![\w-])color: ([^;]+);", LOOK):
        assert re.fullmatch(r"var\(--[a-z]+-(ink|quiet)\)|inherit", value), value


def test_ink_stands_on_its_own_surface() -> None:
    for rule in re.findall(r"\{([^{}]*)\}", LOOK):
        surface = re.search(r"background: var\(--(\w+)\)", rule)
        ink = re.search(r"(?<![\w-])color: var\(--(\w+)-", rule)
        if surface and ink:
            assert surface[1] == ink[1], rule
        assert not (surface and not ink) or surface[1] == "veil", rule
