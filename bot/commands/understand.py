"""`clb understand`: how a phrase is heard; light, so that it can be asked thousands of times."""

import argparse
import json
import sys
from collections.abc import Callable
from datetime import date
from typing import Any

from bot.clock import RealClock
from bot.errors import UsageError
from handlers.dialogue.hearing.heard import Heard, Unclear

Understand = Callable[[str, date], Any]


def run(args: argparse.Namespace) -> int:
    """One phrase a line in, one JSON object a line out."""
    today = _today(args.today)
    understand = _club(args) if args.kind == "club" else _KINDS[args.kind]()
    for line in sys.stdin:
        text = line.rstrip("\n").replace("\\n", "\n")
        print(json.dumps({"text": text, **understand(text, today)}, ensure_ascii=False), flush=True)
    return 0


def _today(text: str | None) -> date:
    try:
        return date.fromisoformat(text) if text else RealClock().now().date()
    except ValueError:
        raise UsageError(f"--today {text!r} is not a day; write it like 2026-11-21") from None


def _shown(heard: Any, value: Callable[[Any], Any] = lambda v: v) -> dict[str, Any]:
    if isinstance(heard, Heard):
        return {"value": value(heard.value), "ask": None}
    return {"value": None, "ask": heard.reason}


def _amount() -> Understand:
    from handlers.dialogue.hearing.amounts import hear_amount

    return lambda text, today: _shown(hear_amount(text))


def _number() -> Understand:
    from handlers.dialogue.hearing.numbers import hear_number

    return lambda text, today: _shown(hear_number(text))


def _day() -> Understand:
    from handlers.dialogue.hearing.days import hear_day

    return lambda text, today: _shown(hear_day(text, today), lambda heard: heard.day.isoformat())


def _yes_no() -> Understand:
    from handlers.dialogue.hearing.yes_no import hear_yes_no

    return lambda text, today: _shown(hear_yes_no(text))


def _entry() -> Understand:
    from handlers.fund.categories import usual_fund
    from handlers.fund.phrases import hear_entry

    def understand(text: str, today: date) -> dict[str, Any]:
        said = hear_entry(text, today)
        asked = [part.reason for part in (said.amount, said.day) if isinstance(part, Unclear)]
        value = {
            "direction": said.direction,
            "fund": said.fund or usual_fund(said.direction, said.category),
            "amount": said.amount.value if isinstance(said.amount, Heard) else None,
            "category": said.category,
            "counterparty": said.counterparty or None,
            "date": said.day.value.day.isoformat() if isinstance(said.day, Heard) else None,
        }
        return {"value": value, "ask": asked[0] if asked else None}

    return understand


def _club(args: argparse.Namespace) -> Understand:
    from bot.commands.understand_club import search_in

    search = search_in(args)
    return lambda text, today: {"value": search(text), "ask": None}


def _inquiry() -> Understand:
    from handlers.inquiry.kinds import hear_inquiry

    def understand(text: str, today: date) -> dict[str, Any]:
        heard = hear_inquiry(text, today)
        if heard is None:
            return {"value": None, "ask": "not_understood"}
        days = [heard.days.first.isoformat(), heard.days.last.isoformat()] if heard.days else None
        value = {"kind": heard.kind, "tells": sorted(heard.tells), "days": days, "age": heard.age or None}
        named = {"club": heard.club or None, "place": heard.place or None, "unknown": heard.loose or None}
        return {"value": value | named, "ask": None}

    return understand


_KINDS: dict[str, Callable[[], Understand]] = {
    "amount": _amount,
    "number": _number,
    "date": _day,
    "yesno": _yes_no,
    "entry": _entry,
    "inquiry": _inquiry,
}
