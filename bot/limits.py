"""Reading from strangers without letting them fill the memory: answers, webhooks and media alike."""

from collections.abc import AsyncIterable


class TooLarge(Exception):
    """More bytes came than anyone honest would send."""


async def read_at_most(pieces: AsyncIterable[bytes], limit: int, begun: bytes = b"") -> bytes:
    """What was `begun` and all `pieces` still to come, at most `limit` bytes together.

    Raises TooLarge as soon as the limit is passed (the rest is not read), and aiohttp's errors where
    the body breaks off.
    """
    read = bytearray(begun)
    async for piece in pieces:
        read += piece
        if len(read) > limit:
            raise TooLarge
    return bytes(read)
