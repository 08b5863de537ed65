"""One file becomes one article."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from peoplekg.errors import UnreadableInput
from peoplekg.model import Article
from peoplekg.reading.decoding import check_size, decode, read_bytes
from peoplekg.reading.ids import file_id, text_id
from peoplekg.reading.plain import read_text
from peoplekg.reading.web import declared_encoding, looks_like_html, read_html

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
JSONL_SUFFIXES = frozenset({".jsonl", ".ndjson"})


def read_file(
    path: str | os.PathLike[str],
    *,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    languages: Sequence[str] | None = None,
) -> Article:
    """The article in a plain text or HTML file, told apart by suffix and content.

    The article's ``source`` is the file's absolute path. Raises UnreadableInput for a file that is missing, forbidden,
    binary or too large, and what ``read_text`` raises.

    >>> read_file("data/samples/article.txt").id  # doctest: +SKIP
    'article-3f9c0a1b'
    """
    file = Path(path)
    where = str(path)
    if file.suffix.lower() in JSONL_SUFFIXES:
        raise UnreadableInput(f"{where} holds many articles, one a line; read it with read() or read_jsonl()")
    data = file_bytes(file, where)
    if file.suffix.lower() == ".json":
        raise UnreadableInput(f"{where} is JSON; give articles as text, HTML or JSON Lines (.jsonl), one object a line")
    html = file.suffix.lower() in HTML_SUFFIXES or looks_like_html(data)
    text = decode(data, where, declared_encoding(data) if html else None)
    absolute = file.resolve()
    if absolute.is_file():
        id, source = file_id(absolute), absolute.as_posix()
    else:  # a pipe: its name is another next time
        id, source = text_id(text), None
    read = read_html if html else read_text
    return read(
        text,
        id=id,
        source=source,
        language=language,
        published=published,
        title=title,
        languages=languages,
        where=where,
    )


def file_bytes(file: Path, where: str) -> bytes:
    """What is in a file. Raises UnreadableInput, with the reason, when it cannot be read or is too large."""
    try:
        if file.is_file():
            check_size(file.stat().st_size, where)
        with file.open("rb") as stream:
            return read_bytes(stream.read, where)
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{where} cannot be read: {reason(error)}; check the path") from None


def reason(error: BaseException) -> str:
    """What the system says of a failure, in its own few words.

    >>> reason(FileNotFoundError(2, "No such file or directory", "a.txt"))
    'no such file or directory'
    """
    text = (error.strerror if isinstance(error, OSError) else None) or str(error) or type(error).__name__
    return text[:1].lower() + text[1:]
