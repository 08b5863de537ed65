"""JSON Lines: one article a line, read as it streams, whatever the size of the file."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any

from peoplekg.errors import PeopleKGError, UnreadableInput
from peoplekg.model import Article
from peoplekg.reading.dates import check_published
from peoplekg.reading.decoding import check_size
from peoplekg.reading.ids import record_id
from peoplekg.reading.plain import read_text

_OPTIONAL = ("title", "published", "language", "source")


def read_jsonl(
    lines: Iterable[bytes],
    *,
    where: str,
    source: str | None = None,
    on_error: Callable[[int, PeopleKGError], None],
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    languages: Sequence[str] | None = None,
) -> Iterator[Article]:
    """The articles of a JSON Lines stream in order, one held in memory at a time.

    A line is an object with ``id`` and ``text`` and, if known, ``title``, ``published``, ``language`` and ``source``;
    other keys are ignored, and so are empty lines. ``language``, ``published`` and ``title`` win over the line's own.
    ``where`` names the stream in messages; ``source`` is what an article's own source is made of when its line gives
    none (``SOURCE#ID``), by default ``where``. A line that cannot be used goes to ``on_error`` with its number, counted
    from 1, and the rest is read.

    >>> line = b'{"id": "7", "text": "Zoe Neri ha sposato Max Verdi.", "language": "it"}'
    >>> [article.id for article in read_jsonl([line], where="a.jsonl", on_error=print, languages=["it"])]
    ['7']
    """
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        place = f"{where}, line {number}"
        try:
            record = _record(line, place)
            yield read_text(
                record["text"],
                id=record_id(record["id"]),
                source=record.get("source", f"{source or where}#{record['id']}"),
                language=language or record.get("language"),
                published=published or check_published(record.get("published")),
                title=title or record.get("title"),
                languages=languages,
                where=place,
            )
        except PeopleKGError as error:
            message = str(error)
            on_error(number, error if place in message else type(error)(f"{place}: {message}"))


def is_record(line: bytes) -> bool:
    """Whether a first line is an article of a JSON Lines stream rather than the beginning of a text."""
    try:
        return line.lstrip(b"\xef\xbb\xbf \t").startswith(b"{") and "text" in json.loads(line.decode("utf-8-sig"))
    except ValueError:
        return False


def _record(line: bytes, place: str) -> dict[str, Any]:
    check_size(len(line), place)
    try:
        record = json.loads(line.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise UnreadableInput(f"{place} is not UTF-8; write JSON Lines in UTF-8") from None
    except (ValueError, RecursionError) as error:
        detail = f"{error.msg} at column {error.colno}" if isinstance(error, json.JSONDecodeError) else str(error)
        raise UnreadableInput(f"{place} is not JSON ({detail}); each line must be one whole object") from None
    if not isinstance(record, dict):
        raise UnreadableInput(f'{place} is not an object; write {{"id": …, "text": …}}')
    if isinstance(record.get("id"), int) and not isinstance(record["id"], bool):
        record["id"] = str(record["id"])
    for key in ("id", "text"):
        if not isinstance(record.get(key), str) or (key == "id" and not record["id"].strip()):
            raise UnreadableInput(f'{place} has no "{key}"; an article needs "id" and "text", both strings')
    for key in _OPTIONAL:
        if record.get(key) is None or record[key] == "":
            record.pop(key, None)
        elif key == "published" and isinstance(record[key], int):
            record[key] = str(record[key])
        elif not isinstance(record[key], str):
            raise UnreadableInput(f'{place}: "{key}" must be a string')
    return record
