"""Keeps downloads out of private networks: a stranger's link must not read our own machines."""

import ipaddress
import socket

from aiohttp.abc import AbstractResolver, ResolveResult


class PublicOnlyResolver(AbstractResolver):
    """Looks names up like everyone, but a name that leads into a private network leads nowhere.

    The addresses checked are the very ones connected to, so a name cannot change its mind in between.
    """

    def __init__(self, lookup: AbstractResolver, trusted_names: frozenset[str]) -> None:
        self._lookup, self._trusted_names = lookup, trusted_names

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_INET
    ) -> list[ResolveResult]:
        """The addresses of `host`; raises OSError where one of them is private."""
        found = await self._lookup.resolve(host, port, family)
        if host not in self._trusted_names and not all(is_public(one["host"]) for one in found):
            raise OSError("a media host leads to a private address")
        return found

    async def close(self) -> None:
        """Close the lookup underneath."""
        await self._lookup.close()


def is_public(address: str) -> bool:
    """Whether an IP address (as the resolver writes it) lies in the open internet."""
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.sixtofour or ip.teredo:
            return False
        ip = ip.ipv4_mapped or ip
    return ip.is_global and not ip.is_multicast
