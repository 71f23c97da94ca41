"""Everything the browser chat declines to do, each with a status and a kind sentence from templates/web/.

A refusal is an answer to a person, so it carries the name of its wording and never a technical detail.
"""

from typing import ClassVar


class Refusal(Exception):
    """Base of all refusals; `wording` is a key of "refusals" in templates/web/words.json."""

    status: ClassVar[int] = 400
    wording: ClassVar[str] = "not_understood"


class NotUnderstood(Refusal):
    """The body is not what the page sends: broken JSON, wrong types, unreadable parts."""


class MissingId(Refusal):
    """Without the browser's id a retry could double the message."""

    wording = "missing_id"


class NothingSaid(Refusal):
    """No words, no tapped button, no photo."""

    wording = "nothing_said"


class ClockTooFar(Refusal):
    """One move of the clock covers at most about a year, so that what became due stays countable."""

    status, wording = 409, "clock_too_far"


class PhotoTooBig(Refusal):
    """More than 10 MB."""

    status, wording = 413, "photo_too_big"


class NotAPhoto(Refusal):
    """Its first bytes are not those of a JPG, PNG, WebP or HEIC."""

    status, wording = 415, "not_a_photo"


class FromElsewhere(Refusal):
    """Another site's page tried to speak in a person's name."""

    status, wording = 403, "from_elsewhere"


class NoSuchPage(Refusal):
    """Nothing lives at this address."""

    status, wording = 404, "no_such_page"


class NoSuchFile(Refusal):
    """The link leads to a file that is not, or no longer, there."""

    status, wording = 404, "no_such_file"


class WrongWay(Refusal):
    """The address exists, but not for this kind of request."""

    status, wording = 405, "not_understood"


class Surprise(Refusal):
    """Something of ours broke; the operator finds it in the log, the person is asked to try again."""

    status, wording = 500, "surprise"
