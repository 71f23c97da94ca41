"""What hearing an answer gives: a value, or an honest "unclear" with the likeliest meanings."""

from dataclasses import dataclass
from typing import Generic, TypeVar

T_co = TypeVar("T_co", covariant=True)


@dataclass(frozen=True, slots=True)
class Heard(Generic[T_co]):
    """An answer understood in one way only.

    `literal` is False when it was interpreted (number words, "rưỡi", lunar days, a product): the assistant
    then says what it understood before going on.
    """

    value: T_co
    literal: bool = True


@dataclass(frozen=True, slots=True)
class Unclear:
    """An answer that must be asked about again.

    `reason` is a permanent ASCII code: not_understood, no_unit, inexact, several, negative, zero, too_large,
    slang, each, looks_like_day, lunar_or_solar, future, too_old, out_of_range, no_such_day, which_day,
    conditional.
    `guesses` are values of the kind asked for, best first, to offer as choices; never to be taken unasked.
    """

    reason: str
    guesses: tuple[object, ...] = ()
