"""Which troubles are told: each once when it begins and once when no worker sees it any more.

Several workers share one list. Each has a disk and channels of its own: one that is well says nothing about
another's, and what two of them see is told once.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from handlers.decision import Say
from handlers.operator.health import PAGE, Figures, Telling, Trouble, troubles

FRESH = timedelta(minutes=5)  # several looks; who has not been seen longer has stopped
FORGOTTEN = timedelta(days=1)
OF_THE_BOOKS = ("backup", "clock", "turns")
"""What every worker sees alike, because it stands in the books."""
Open = Mapping[str, Trouble]


def news(open_troubles: Open, figures: Figures) -> tuple[list[Telling], dict[str, Trouble]]:
    """What to tell now, and the troubles that are open afterwards.

    A channel counts as well only when its waiting letters have left, so that the message can say so.
    """
    tell: list[Telling] = []
    still: dict[str, Trouble] = {}
    for key, trouble in troubles(figures).items():
        before = open_troubles.get(key)
        if before is not None and before.kind != trouble.kind and _sees_another(before, figures):
            still[key] = before
            continue
        if before is not None and before.kind == trouble.kind:
            still[key] = _seen(_grown(before, trouble), before.seen, figures)
        else:
            still[key] = _seen(trouble, {}, figures)
            tell.append(_telling(trouble, f"{trouble.kind}_broken", figures))
    for key, trouble in open_troubles.items():
        if key in still:
            continue
        if _is_over(trouble, figures):
            tell.append(_telling(trouble, f"{_family(trouble)}_well", figures))
        elif not _is_forgotten(trouble, figures):
            still[key] = trouble if _waiting_on(trouble.avoid, figures) else _unseen(trouble, figures)
    return tell, still


def _seen(trouble: Trouble, before: Mapping[str, datetime], figures: Figures) -> Trouble:
    return replace(trouble, seen={**before, figures.worker: figures.now})


def _unseen(trouble: Trouble, figures: Figures) -> Trouble:
    """Who ended it here is no longer among those who see it; the last to see it stays."""
    others = {worker: at for worker, at in trouble.seen.items() if worker != figures.worker}
    return replace(trouble, seen=others) if others else trouble


def _sees_another(trouble: Trouble, figures: Figures) -> bool:
    """Whether a worker that still looks sees it."""
    return any(worker != figures.worker and figures.now - at < FRESH for worker, at in trouble.seen.items())


def _is_over(trouble: Trouble, figures: Figures) -> bool:
    """Said by who has seen it, or can see it as well as they; not of another worker's disk or channel."""
    if _sees_another(trouble, figures) or _waiting_on(trouble.avoid, figures):
        return False
    ours = not trouble.seen or figures.worker in trouble.seen or trouble.key in OF_THE_BOOKS
    return ours or trouble.avoid in {channel.name for channel in figures.channels}


def _is_forgotten(trouble: Trouble, figures: Figures) -> bool:
    """Nobody who could say how it ended has looked for a day."""
    return all(figures.now - at > FORGOTTEN for at in trouble.seen.values())


def _grown(before: Trouble, now: Trouble) -> Trouble:
    most, unsure = max(before.waiting, now.waiting), max(before.unsure, now.unsure)
    return replace(before, waiting=most, unsure=unsure)


def _waiting_on(channel: str, figures: Figures) -> int:
    return next((state.waiting for state in figures.channels if state.name == channel), 0)


def _family(trouble: Trouble) -> str:
    """How it is called when it is over: whatever was wrong with a channel or a backup, it is well again."""
    return trouble.key.split("/")[0]


def _telling(trouble: Trouble, block: str, figures: Figures) -> Telling:
    show = {"trouble": trouble, "channel": trouble.avoid, "now": figures.now, "figures": figures}
    occasion = f"health/{block}/{trouble.key}/{trouble.since.isoformat()}"
    return Telling(occasion, Say(PAGE, block, show), trouble.avoid)
