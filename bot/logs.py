"""What is logged and how: one line an event, JSON where nobody watches, with one trace from message to reply.

Of an exception only its kind and the lines of our source are written: its message may hold a person's words.
"""

import logging
import sys
import traceback
from collections.abc import Iterable, Iterator, MutableMapping
from contextlib import contextmanager
from typing import Any, TextIO

import structlog
from pydantic import SecretStr

from bot.masking import Mask
from bot.settings import Settings

OURS = ("bot", "scheduler", "storage", "handlers")
Event = MutableMapping[str, Any]


def start_logs(settings: Settings, stream: TextIO = sys.stderr) -> None:
    """Send every log of this process to `stream`, masked; other people's libraries only when they warn."""
    known = structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=[
            structlog.contextvars.merge_contextvars,
            structlog.stdlib.add_log_level,
            structlog.stdlib.ExtraAdder(),
            structlog.processors.TimeStamper(fmt="iso", utc=True),
        ],
        processors=[
            _plain_exception,
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            _masked(settings),
            _renderer(stream),
        ],
    )
    way = logging.StreamHandler(stream)
    way.setFormatter(known)
    root = logging.getLogger()
    root.handlers = [way]
    root.setLevel(logging.WARNING)
    for name in OURS:
        logging.getLogger(name).setLevel(logging.INFO)


@contextmanager
def tracing(trace: str) -> Iterator[None]:
    """Every line logged inside carries the message's id."""
    with structlog.contextvars.bound_contextvars(**({"trace": trace} if trace else {})):
        yield


def secrets_of(settings: Settings) -> Iterable[str]:
    """Every secret value of the settings."""
    for name in type(settings).model_fields:
        value = getattr(settings, name)
        if isinstance(value, SecretStr):
            yield value.get_secret_value()


def _masked(settings: Settings) -> Any:
    mask = Mask(secrets_of(settings))

    def masked(_logger: Any, _method: str, event: Event) -> Event:
        clean = mask.event({name: value for name, value in event.items() if name != "timestamp"})
        return {**clean, "timestamp": event.get("timestamp", "")}

    return masked


def _plain_exception(_logger: Any, _method: str, event: Event) -> Event:
    """`exc_info` becomes "where": kinds and places, innermost last."""
    raised = event.pop("exc_info", None)
    error = raised[1] if isinstance(raised, tuple) else raised
    if isinstance(error, BaseException):
        event["error"], event["where"] = type(error).__name__, " < ".join(_places(error))
    return event


def _places(error: BaseException) -> list[str]:
    frames = traceback.extract_tb(error.__traceback__)[-6:]
    here = [f"{frame.filename.rsplit('/', maxsplit=1)[-1]}:{frame.lineno} {frame.name}" for frame in frames]
    deeper = error.__cause__ or error.__context__
    return [
        *reversed(here),
        *([f"from {type(deeper).__name__}", *_places(deeper)] if deeper is not None else []),
    ]


def _renderer(stream: TextIO) -> Any:
    if stream.isatty():
        return structlog.dev.ConsoleRenderer(colors=False)
    return structlog.processors.JSONRenderer(ensure_ascii=False, sort_keys=True)
