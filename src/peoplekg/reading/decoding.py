"""Bytes become text: UTF-8 first, then what the byte order mark says, then a guess from the bytes themselves."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable

from peoplekg.errors import EmptyInput, UnreadableInput

MAX_BYTES = 10_000_000
"""The largest plain text or page that is read as one article. A long book has about 2 MB."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark begins the same way
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)

_FORMATS = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP file (perhaps a Word or OpenDocument text)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document"),
    (b"{\\rtf", "an RTF document"),
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"\x1f\x8b", "a gzip file"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3", "a database"),
)

_WESTERN = frozenset(
    {"cp1250", "cp1252", "cp1254", "cp1257", "cp1258", "latin_1", "iso8859_2", "iso8859_9", "iso8859_15"}
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f]")
_SAMPLE = 65_536


def check_size(size: int, where: str) -> None:
    """Raises UnreadableInput when a text of ``size`` bytes is too large for one article."""
    if size > MAX_BYTES:
        raise UnreadableInput(
            f"{where} is larger than {MAX_BYTES // 1_000_000} MB, too large for one article; "
            "split it into its articles, or give them as JSON Lines (.jsonl), one a line"
        )


def read_bytes(read: Callable[[int], bytes], where: str) -> bytes:
    """All the bytes of a stream, given its ``read(size)``. Raises UnreadableInput as soon as there are too many."""
    chunks: list[bytes] = []
    size = 0
    while chunk := read(1_048_576):
        size += len(chunk)
        check_size(size, where)
        chunks.append(chunk)
    return b"".join(chunks)


def decode(data: bytes, where: str, declared: str | None = None) -> str:
    """The text in ``data``, without byte order mark and with ``\\n`` as the only line end.

    ``where`` names the source in messages; ``declared`` is an encoding that the source itself names.
    Raises EmptyInput when there is no text, UnreadableInput when the bytes are no text.

    >>> decode(b"Perch\\xc3\\xa9\\r\\n", "a.txt")
    'Perché\\n'
    """
    check_size(len(data), where)
    text = tidy(_decoded(data, where, declared))
    if not text.strip():
        raise EmptyInput(f"{where} is empty: there is no text in it")
    controls = len(_CONTROLS.findall(text[:_SAMPLE]))
    if "\x00" in text or controls * 100 > min(len(text), _SAMPLE):
        raise UnreadableInput(_not_text(where))
    return text


def tidy(text: str) -> str:
    """The text as it is stored: no byte order mark at its start, ``\\n`` as the only line end."""
    return text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, where: str, declared: str | None) -> str:
    for start, name in _FORMATS:
        if data.startswith(start):
            raise UnreadableInput(f"{where} is {name}, not a text; save it as plain text or HTML first")
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                return data[len(mark) :].decode(encoding)
            except UnicodeDecodeError as error:
                raise UnreadableInput(
                    f"{where} begins like {encoding.upper()} but is damaged at byte {error.start}; save it as UTF-8"
                ) from None
    if b"\x00" in data:
        raise UnreadableInput(_not_text(where))
    for likely in ("utf-8", declared):
        if likely:
            try:
                return data.decode(likely)
            except (UnicodeDecodeError, LookupError):
                continue
    mended = data.decode("utf-8", "replace")
    broken = mended.count("\ufffd")
    if sum(character > "\x7f" for character in mended) > 10 * broken:
        return mended  # UTF-8 with a scratch: a guess would spoil every other accent
    return data.decode(_guessed(data, where))


def _guessed(data: bytes, where: str) -> str:
    from charset_normalizer import from_bytes  # only needed for the rare text that is not UTF-8

    # Western one-byte encodings are told apart by a few bytes only; the usual one wins when it fits.
    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise UnreadableInput(_not_text(where))
    for encoding in ("cp1252", best.encoding) if best.encoding in _WESTERN else (best.encoding, "cp1252"):
        try:
            data.decode(encoding)
            return encoding
        except UnicodeDecodeError:
            continue
    raise UnreadableInput(f"the encoding of {where} cannot be told; save it as UTF-8")


def _not_text(where: str) -> str:
    return f"{where} is not a text (it has binary data in it); save the article as plain text or HTML first"
