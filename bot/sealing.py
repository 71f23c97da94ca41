"""A stream of bytes encrypted with a passphrase, in chunks, so that a backup of any size needs no memory.

scrypt makes the key; every chunk is AES-256-GCM with its number and "last" in the nonce, so that a chunk
changed, dropped, moved or missing at the end is noticed, and the header opens only with the passphrase.
"""

import os
import struct
from collections.abc import Iterator
from typing import BinaryIO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

MAGIC = b"CLBBACK1"
CHUNK = 256 * 1024  # bytes of plain text
TAG = 16
_LOG_N, _R, _P = 16, 8, 1  # 64 MiB and a fifth of a second for each guess
_FIXED = struct.Struct(">8sBBB16s7s")  # magic, log2 n, r, p, salt, nonce prefix
_KEY_CHECK = 0xFFFFFFFF  # a chunk number no backup reaches


class NotABackup(ValueError):
    """The file cannot be read; the text says why in words for the operator."""


class WrongPassphrase(NotABackup):
    """The passphrase does not open the file."""


class Sealer:
    """Writes an encrypted stream: `write` as often as wanted, then `finish` once."""

    def __init__(self, out: BinaryIO, passphrase: str) -> None:
        salt, self._prefix = os.urandom(16), os.urandom(7)
        self._header = _FIXED.pack(MAGIC, _LOG_N, _R, _P, salt, self._prefix)
        self._cipher = AESGCM(_key(passphrase, salt, _LOG_N, _R, _P))
        self._out, self._number, self._held = out, 0, bytearray()
        check = self._cipher.encrypt(_nonce(self._prefix, _KEY_CHECK, last=False), b"", self._header)
        out.write(self._header + check)

    def write(self, plain: bytes) -> None:
        self._held += plain
        while len(self._held) > CHUNK:
            self._seal(bytes(self._held[:CHUNK]), last=False)
            del self._held[:CHUNK]

    def finish(self) -> None:
        """The last chunk; without it the file counts as cut off."""
        self._seal(bytes(self._held), last=True)

    def _seal(self, plain: bytes, *, last: bool) -> None:
        nonce = _nonce(self._prefix, self._number, last=last)
        self._out.write(self._cipher.encrypt(nonce, plain, self._header))
        self._number += 1


def opened(source: BinaryIO, passphrase: str) -> Iterator[bytes]:
    """The plain bytes, chunk by chunk. Raises WrongPassphrase, or NotABackup for a damaged file."""
    header = source.read(_FIXED.size)
    if len(header) < _FIXED.size or not header.startswith(MAGIC):
        raise NotABackup("this file is no backup of the club assistant")
    _, log_n, r, p, salt, prefix = _FIXED.unpack(header)
    if (log_n, r, p) != (_LOG_N, _R, _P):  # a forged cost would ask for all the memory there is
        raise NotABackup("the beginning of the file is damaged")
    cipher = AESGCM(_key(passphrase, salt, log_n, r, p))
    try:
        cipher.decrypt(_nonce(prefix, _KEY_CHECK, last=False), source.read(TAG), header)
    except (InvalidTag, ValueError):
        raise WrongPassphrase("the passphrase does not open this backup") from None
    yield from _chunks(source, cipher, prefix, header)


def _chunks(source: BinaryIO, cipher: AESGCM, prefix: bytes, header: bytes) -> Iterator[bytes]:
    number, sealed = 0, source.read(CHUNK + TAG)
    while True:
        following = source.read(CHUNK + TAG)
        nonce = _nonce(prefix, number, last=not following)
        try:
            yield cipher.decrypt(nonce, sealed, header)
        except (InvalidTag, ValueError):
            raise NotABackup("the backup is damaged or cut off: take another copy") from None
        if not following:
            return
        number, sealed = number + 1, following


def _key(passphrase: str, salt: bytes, log_n: int, r: int, p: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=2**log_n, r=r, p=p).derive(passphrase.encode())


def _nonce(prefix: bytes, number: int, *, last: bool) -> bytes:
    return prefix + struct.pack(">IB", number, last)
