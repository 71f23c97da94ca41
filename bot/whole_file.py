"""A file that others may open at any moment is there whole or not at all."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def put_whole(path: Path) -> Iterator[Path]:
    """A name beside `path` to write to, which becomes `path` at the end; its folder is made where missing.

    Two may write the same one at once: the last to end stands. What fails leaves nothing behind, since half
    a photo must not take the books' last room.
    """
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    beside = path.with_name(f".{secrets.token_hex(8)}")
    try:
        yield beside
        beside.replace(path)
    finally:
        beside.unlink(missing_ok=True)
