"""What is closed with a passphrase opens with it, whole, and with nothing else."""

from io import BytesIO

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import given, settings
from hypothesis import strategies as st

from config.backup import encryption
from config.backup.encryption import CHUNK, Closing, Opening, key_of, new_salt
from config.backup.errors import BackupError

KEY = bytes(range(32))


def closed(content, key=KEY, part="a", step=100_000):
    out = BytesIO()
    closing = Closing(out, key, part)
    for start in range(0, len(content), step):
        closing.write(content[start : start + step])
    closing.finish()
    return out.getvalue()


def opened(text, key=KEY, part="a", size=-1):
    opening, found = Opening(BytesIO(text), key, part), b""
    while piece := opening.read(size):
        found += piece
    return found


@pytest.mark.parametrize("length", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 2 * CHUNK + 7])
def test_it_opens_whole(length):
    content = bytes(number % 251 for number in range(1000)) * (length // 1000 + 1)

    for size in (-1, 65_536):
        assert opened(closed(content[:length]), size=size) == content[:length]


def test_nothing_of_it_can_be_read():
    content = "演示人员名单".encode() * 1000

    assert "演示".encode() in content
    assert "演示".encode() not in closed(content)
    assert closed(content) != closed(content)


def test_another_passphrase_or_salt_is_another_key():
    salt = new_salt()

    assert key_of("correct horse", salt) == key_of("correct horse", salt)
    assert (
        len(
            {key_of("correct horse", salt), key_of("correct hors", salt), key_of("correct horse", new_salt())}
        )
        == 3
    )


@pytest.fixture
def small(monkeypatch):
    monkeypatch.setattr(encryption, "CHUNK", 16)


@given(st.binary(max_size=100), st.data())
@settings(max_examples=200)
def test_whatever_is_changed_is_noticed(content, data):
    text = closed(content)
    where = data.draw(st.integers(0, len(text) - 1))
    changed = text[:where] + bytes([text[where] ^ data.draw(st.integers(1, 255))]) + text[where + 1 :]

    with pytest.raises(BackupError, match="口令不对，或者备份已经损坏"):
        opened(changed)


def test_what_is_cut_off_or_exchanged_is_noticed(small):
    text = closed(bytes(range(64)))
    head, chunk = 13, 32
    first, second = text[head : head + chunk], text[head + chunk : head + 2 * chunk]
    assert opened(text) == bytes(range(64))

    for wrong in (
        text[:-chunk],
        text[:-1],
        text[:head],
        text[: head - 2],
        text[:head] + second + first + text[head + 2 * chunk :],
        text[:head] + first + first + text[head + 2 * chunk :],
        text + first,
    ):
        with pytest.raises(BackupError):
            opened(wrong)


def test_a_part_cannot_stand_for_another():
    with pytest.raises(BackupError):
        opened(closed(b"x", part="database.dump"), part="files.tar")
    with pytest.raises(BackupError):
        opened(closed(b"x"), key=bytes(32))


def test_it_is_aes_of_256_bits_in_galois_counter_mode(small):
    """What anybody else's AES-GCM opens with the same key, place and part is what was closed."""
    salted = key_of("correct horse", bytes(16))
    text = closed(b"0123456789abcdef!", key=salted)
    mark, prefix, rest = text[:6], text[6:13], text[13:]
    cipher = AESGCM(salted)

    chunks = [
        cipher.decrypt(prefix + (0).to_bytes(4, "big") + b"\0", rest[:32], b"a"),
        cipher.decrypt(prefix + (1).to_bytes(4, "big") + b"\1", rest[32:], b"a"),
    ]

    assert (mark, len(salted)) == (b"LZBK1\n", 32)
    assert b"".join(chunks) == b"0123456789abcdef!"


def test_what_was_closed_otherwise_says_so():
    """Another way to encrypt will have another mark; this one refuses it instead of guessing."""
    with pytest.raises(BackupError):
        opened(closed(b"x").replace(b"LZBK1", b"LZBK2", 1))
