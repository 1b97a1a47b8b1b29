"""Parts of a backup closed with a passphrase: AES-256-GCM in chunks, the key by scrypt.

Every chunk is bound to its part, its place and to being the last or not, so that nothing can be cut off,
put elsewhere or exchanged without being noticed.
"""

import os
from typing import IO

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt
from django.utils.translation import gettext as _

from config.backup.errors import BackupError

CHUNK = 1 << 20
_TAG = 16
_MARK = b"LZBK1\n"
_PREFIX = 7
#: scrypt: 64 MiB and about a tenth of a second.
_COST, _BLOCK, _LANES = 1 << 16, 8, 1


def new_salt() -> bytes:
    """Return what makes the keys of two backups with the same passphrase differ."""
    return os.urandom(16)


def key_of(passphrase: str, salt: bytes) -> bytes:
    """Return the key of a backup."""
    return Scrypt(salt=salt, length=32, n=_COST, r=_BLOCK, p=_LANES).derive(passphrase.encode())


class Closing:
    """A file to write to; what reaches ``out`` is closed with the key. ``finish`` writes the last chunk."""

    def __init__(self, out: IO[bytes], key: bytes, part: str):
        self._out, self._cipher, self._part = out, AESGCM(key), part.encode()
        self._prefix, self._number, self._waiting = os.urandom(_PREFIX), 0, bytearray()
        out.write(_MARK + self._prefix)

    def write(self, content: bytes) -> int:
        """Take what comes; a full chunk is written when it is sure that it is not the last."""
        self._waiting += content
        while len(self._waiting) > CHUNK:
            self._put(bytes(self._waiting[:CHUNK]), is_last=False)
            del self._waiting[:CHUNK]
        return len(content)

    def finish(self) -> None:
        """Write what is left."""
        self._put(bytes(self._waiting), is_last=True)

    def _put(self, content: bytes, *, is_last: bool) -> None:
        self._out.write(
            self._cipher.encrypt(_nonce(self._prefix, self._number, is_last), content, self._part)
        )
        self._number += 1


class Opening:
    """A file to read from: what ``source`` holds, opened with the key.

    Raises:
        BackupError: while reading, if the passphrase is another or something was changed.

    """

    def __init__(self, source: IO[bytes], key: bytes, part: str):
        self._source, self._cipher, self._part = source, AESGCM(key), part.encode()
        head = source.read(len(_MARK) + _PREFIX)
        if not head.startswith(_MARK) or len(head) < len(_MARK) + _PREFIX:
            raise _broken()
        self._prefix, self._number = head[len(_MARK) :], 0
        self._ahead = source.read(CHUNK + _TAG)
        self._open, self._done = bytearray(), False

    def read(self, size: int = -1) -> bytes:
        """Return up to ``size`` bytes, all without a size, none at the end."""
        while not self._done and (size < 0 or len(self._open) < size):
            self._next()
        size = len(self._open) if size < 0 else size
        given = bytes(self._open[:size])
        del self._open[:size]
        return given

    def _next(self) -> None:
        closed, self._ahead = self._ahead, self._source.read(CHUNK + _TAG)
        self._done = not self._ahead
        nonce = _nonce(self._prefix, self._number, self._done)
        try:
            self._open += self._cipher.decrypt(nonce, closed, self._part)
        except (InvalidTag, ValueError):
            raise _broken() from None
        self._number += 1


def _nonce(prefix: bytes, number: int, is_last: bool) -> bytes:
    return prefix + number.to_bytes(4) + bytes([is_last])


def _broken() -> BackupError:
    return BackupError(_("口令不对，或者备份已经损坏。"))
