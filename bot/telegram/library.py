"""aiogram as the rest of the channel meets it: each of its four hundred types is built when first used.

Left to itself aiogram builds them all while it is imported: four seconds and a hundred megabytes more at
every start, on a village's server. What the channel uses of it is named here once.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Literal, Optional, Union

from pydantic import BaseModel

_AS_PYDANTIC_DOES = BaseModel.__dict__["model_rebuild"]


@contextmanager
def _nothing_built() -> Iterator[None]:
    """aiogram asks pydantic for every type at once; meanwhile it hears "later"."""
    _rebuilding(BaseModel, classmethod(lambda cls, **_: None))
    try:
        yield
    finally:
        _rebuilding(BaseModel, _AS_PYDANTIC_DOES)


def _rebuilding(kind: type[BaseModel], way: Any) -> None:
    setattr(kind, "model_rebuild", way)  # noqa: B010 - mypy takes no assignment to a method


with _nothing_built():
    from aiogram import Bot, types
    from aiogram.client.default import Default
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
    from aiogram.enums import ChatType, ContentType
    from aiogram.exceptions import (
        AiogramError,
        TelegramAPIError,
        TelegramBadRequest,
        TelegramConflictError,
        TelegramEntityTooLarge,
        TelegramForbiddenError,
        TelegramNetworkError,
        TelegramNotFound,
        TelegramRetryAfter,
        TelegramServerError,
        TelegramUnauthorizedError,
    )
    from aiogram.methods import (
        AnswerCallbackQuery,
        Response,
        SendDocument,
        SendMessage,
        SendPhoto,
        TelegramMethod,
    )
    from aiogram.methods.base import TelegramType
    from aiogram.types import (
        BufferedInputFile,
        CallbackQuery,
        Document,
        InlineKeyboardButton,
        InlineKeyboardMarkup,
        LinkPreviewOptions,
        Message,
        Update,
    )
    from aiogram.types.base import TelegramObject
    from aiogram.utils.token import TokenValidationError

_NAMES = {
    **{name: getattr(types, name) for name in types.__all__},
    "List": list,
    "Optional": Optional,
    "Union": Union,
    "Literal": Literal,
    "Default": Default,
}
"""What aiogram's types call each other by: they name one another before they exist."""


def _by_name(kind: type[BaseModel], /, **how: Any) -> bool | None:
    """Build one type with those it names; pydantic asks at its first use."""
    built: bool | None = _AS_PYDANTIC_DOES.__func__(kind, **{"_types_namespace": _NAMES, **how})
    return built


for _kind in (TelegramObject, TelegramMethod, Response):
    _rebuilding(_kind, classmethod(_by_name))

__all__ = [
    "PRODUCTION",
    "AiogramError",
    "AiohttpSession",
    "AnswerCallbackQuery",
    "Bot",
    "BufferedInputFile",
    "CallbackQuery",
    "ChatType",
    "ContentType",
    "Document",
    "InlineKeyboardButton",
    "InlineKeyboardMarkup",
    "LinkPreviewOptions",
    "Message",
    "Response",
    "SendDocument",
    "SendMessage",
    "SendPhoto",
    "TelegramAPIError",
    "TelegramAPIServer",
    "TelegramBadRequest",
    "TelegramConflictError",
    "TelegramEntityTooLarge",
    "TelegramForbiddenError",
    "TelegramMethod",
    "TelegramNetworkError",
    "TelegramNotFound",
    "TelegramRetryAfter",
    "TelegramServerError",
    "TelegramType",
    "TelegramUnauthorizedError",
    "TokenValidationError",
    "Update",
]
