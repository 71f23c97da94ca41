"""Reading from strangers without letting them fill the memory: answers, webhooks and media alike."""

from aiohttp import StreamReader


class TooLarge(Exception):
    """More bytes came than anyone honest would send."""


async def read_at_most(stream: StreamReader, limit: int, begun: bytes = b"") -> bytes:
    """What was `begun` and everything still in `stream`, at most `limit` bytes together.

    Raises TooLarge as soon as the limit is passed (the rest is not read), and aiohttp's errors where
    the body breaks off.
    """
    read = bytearray(begun)
    async for chunk in stream.iter_any():
        read += chunk
        if len(read) > limit:
            raise TooLarge
    return bytes(read)
