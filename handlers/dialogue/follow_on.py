"""Lines of one message that have questions of their own: opened one after the other once it is written.

The lines still to come travel in the opening of the talk that is asked first, so a restart or a week of
silence loses none of them; "dừng" lets them lie until "ghi tiếp".
"""

from dataclasses import dataclass
from typing import Any

from handlers.dialogue.state import Json, TalkState

LINES, DAY = "lines_left", "day"


@dataclass(frozen=True, slots=True)
class FollowOn:
    """Effect that is not saved: the first line opens its talk at once, the others wait in it.

    A line is the name of the talk it belongs to and its words; `day` is the ISO day of lines that name none.
    """

    lines: tuple[tuple[str, str], ...]
    day: str


def lines_left(state: TalkState, effects: tuple[Any, ...]) -> FollowOn | None:
    """What is to be opened now that this talk has ended."""
    left = tuple((str(name), str(words)) for name, words in state.opening.get(LINES) or ())
    led_to = next((effect for effect in effects if isinstance(effect, FollowOn)), None)
    if led_to is not None:
        return FollowOn((*left, *led_to.lines), led_to.day)
    return FollowOn(left, str(state.opening[DAY])) if left else None


def opening_of(follow: FollowOn) -> dict[str, Json]:
    """The opening of the talk the first line belongs to."""
    rest = [list(line) for line in follow.lines[1:]]
    return {"words": follow.lines[0][1], LINES: rest, DAY: follow.day}


def follows(state: TalkState) -> bool:
    """Whether a line of a longer message opened this talk."""
    return LINES in state.opening


def how_many(state: TalkState) -> int:
    """The line being asked about and those that wait in it."""
    return 1 + len(state.opening[LINES])
