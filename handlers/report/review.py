"""The lines of the report's read-back: what "sửa" can pick, and which questions each line asks again."""

from typing import Any

from handlers.dialogue.questions import ReviewLine


def _line(name: str, keys: tuple[str, ...], figures: dict[str, Any], old: dict[str, Any]) -> ReviewLine:
    return ReviewLine(name, keys, old, {"figures": figures})


def _again(key: str) -> tuple[str, ...]:
    return (key, f"{key}_odd", f"{key}_corrected", f"{key}_late")


def activity_lines(figures: dict[str, Any]) -> tuple[ReviewLine, ...]:
    """The month's life: meeting, people, health, care, help, the eight areas."""
    care = [figures["care_people"], figures["care_visits"]]
    given = [figures["help_households"], figures["help_days"]]
    roster = [figures["joined"], figures["left"], figures["died"]]
    met = {"meeting_on": figures["meeting_on"], "present": figures["present"]}
    return (
        _line("meeting", ("meeting_on", "no_meeting", *_again("present")), figures, met),
        _line("roster", ("roster",), figures, {"roster": roster}),
        _line("measured", _again("measured"), figures, {"measured": figures["measured"]}),
        _line("care", _again("care"), figures, {"care": care}),
        _line("self_help", _again("self_help"), figures, {"self_help": given}),
        _line("areas", ("doings",), figures, {"doings": figures["doings"]}),
    )


def fund_lines() -> tuple[ReviewLine, ...]:
    """Money is corrected in the ledger, never in the report: picking this line says how."""
    return (ReviewLine("money"),)
