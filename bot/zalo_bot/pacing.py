"""One message a second to one person: Zalo publishes no limit, this is a polite one (zalo-api.md 1.5)."""

from collections.abc import Awaitable, Callable

_ADDRESSES_REMEMBERED = 1000


class Pacer:
    """Gives each address its turns; `clock` and `gap` are in seconds."""

    def __init__(
        self, clock: Callable[[], float], pause: Callable[[float], Awaitable[None]], gap: float = 1.0
    ) -> None:
        self._clock, self._pause, self._gap = clock, pause, gap
        self._free_at: dict[str, float] = {}

    async def turn(self, address: str) -> None:
        """Wait until this address may get its next message; the turn is taken before waiting."""
        now = self._clock()
        if len(self._free_at) > _ADDRESSES_REMEMBERED:
            self._free_at = {one: free for one, free in self._free_at.items() if free > now}
        start = max(now, self._free_at.get(address, now))
        self._free_at[address] = start + self._gap
        if start > now:
            await self._pause(start - now)
