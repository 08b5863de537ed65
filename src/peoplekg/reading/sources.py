"""Whatever a user names on the command line, read in order: files, folders, addresses, standard input."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from pathlib import Path
from typing import BinaryIO, TypedDict

from peoplekg.errors import EmptyInput, PeopleKGError, UnreadableInput
from peoplekg.model import Article
from peoplekg.reading.dates import check_published
from peoplekg.reading.decoding import MAX_BYTES, decode, read_bytes
from peoplekg.reading.files import HTML_SUFFIXES, JSONL_SUFFIXES, read_file, reason
from peoplekg.reading.identification import choose_language
from peoplekg.reading.ids import text_id
from peoplekg.reading.jsonl import is_record, read_jsonl
from peoplekg.reading.plain import read_text
from peoplekg.reading.web import looks_like_html, read_html, read_markup, read_url

FOLDER_SUFFIXES = frozenset({".txt", ".md"}) | HTML_SUFFIXES | JSONL_SUFFIXES
"""What is read of a folder; other files in it are left alone."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A source that could not be used while others could: its path, address or ``file:line``, and why."""

    source: str
    error: PeopleKGError


class _Options(TypedDict):
    language: str | None
    published: str | None
    title: str | None
    languages: Sequence[str] | None


def read(
    sources: Iterable[str],
    *,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    on_failure: Callable[[Failure], None],
    languages: Sequence[str] | None = None,
) -> Iterator[Article]:
    """The articles of all ``sources``, in input order, each read when it is asked for.

    A source is a file (text, HTML, or JSON Lines by the suffix .jsonl), a folder (all such files in it and below it,
    by name), an http or https address, or ``-`` for standard input. A file that is named twice is read once.
    ``language``, ``published`` and ``title`` win over what is found; ``languages`` are the codes that may be found,
    by default those of the installed packs.

    A single source that cannot be used raises its error. One among several, a file in a folder or a line of
    JSON Lines is told to ``on_failure`` and the rest is read. A wrong ``published`` or ``language`` raises at once.

    >>> list(read(["missing.txt", "-"], on_failure=print))  # doctest: +SKIP
    Failure(source='missing.txt', error=UnreadableInput('missing.txt cannot be read: …'))
    """
    published = check_published(published)
    if language is not None:
        language = choose_language("", given=language, languages=languages, where="")
    options = _Options(language=language, published=published, title=title, languages=languages)
    return _read_all(list(sources), options, on_failure)


def _read_all(sources: list[str], options: _Options, on_failure: Callable[[Failure], None]) -> Iterator[Article]:
    seen: set[Path] = set()
    for source in sources:
        try:
            yield from _read_one(source, options, on_failure, seen)
        except PeopleKGError as error:
            if len(sources) == 1:
                raise
            on_failure(Failure(source, error))


def _read_one(
    source: str, options: _Options, on_failure: Callable[[Failure], None], seen: set[Path]
) -> Iterator[Article]:
    if source == "-":
        yield from _read_stream(sys.stdin.buffer, options, on_failure)
    elif source.lower().startswith(("http://", "https://")):
        yield read_url(source, **options)
    elif _is_folder(source):
        yield from _read_folder(Path(source), options, on_failure, seen)
    else:
        yield from _read_path(Path(source), options, on_failure, seen)


def _is_folder(source: str) -> bool:
    try:
        return Path(source).is_dir()
    except (OSError, ValueError):
        return False


def _read_path(
    path: Path, options: _Options, on_failure: Callable[[Failure], None], seen: set[Path]
) -> Iterator[Article]:
    try:
        absolute = path.resolve()
    except (OSError, ValueError, RuntimeError) as error:
        raise UnreadableInput(f"{path} cannot be read: {reason(error)}; check the path") from None
    if absolute in seen:
        return
    if absolute.is_file():
        seen.add(absolute)
    if path.suffix.lower() not in JSONL_SUFFIXES:
        yield read_file(path, **options)
        return
    try:
        with path.open("rb") as stream:
            yield from _read_records(_bounded_lines(stream), str(path), absolute.as_posix(), options, on_failure)
    except OSError as error:
        raise UnreadableInput(f"{path} cannot be read: {reason(error)}; check the path") from None


def _read_folder(
    folder: Path, options: _Options, on_failure: Callable[[Failure], None], seen: set[Path]
) -> Iterator[Article]:
    found = False
    for path in _files_below(folder, on_failure):
        found = True
        try:
            yield from _read_path(path, options, on_failure, seen)
        except PeopleKGError as error:
            on_failure(Failure(str(path), error))
    if not found:
        kinds = ", ".join(sorted(FOLDER_SUFFIXES))
        raise EmptyInput(f"{folder} has no articles in it: no file that ends in {kinds}")


def _files_below(folder: Path, on_failure: Callable[[Failure], None]) -> Iterator[Path]:
    """The files to read of a folder, by name, hidden ones left out; each folder is listed when it is come to."""

    def cannot_list(error: OSError) -> None:
        place = str(error.filename)
        on_failure(Failure(place, UnreadableInput(f"{place} cannot be read: {reason(error)}; check its permissions")))

    for parent, folders, files in os.walk(folder, onerror=cannot_list):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in FOLDER_SUFFIXES:
                yield Path(parent, name)


def _read_stream(stream: BinaryIO, options: _Options, on_failure: Callable[[Failure], None]) -> Iterator[Article]:
    where = "standard input"
    first = stream.readline(MAX_BYTES + 1)
    if is_record(first):
        yield from _read_records(chain([first], _bounded_lines(stream)), where, "stdin", options, on_failure)
        return
    data = first + read_bytes(stream.read, where)
    if looks_like_html(data):
        html, id = read_markup(data, where)
        yield read_html(html, id=id, where=where, **options)
    else:
        text = decode(data, where)
        yield read_text(text, id=text_id(text), where=where, **options)


def _read_records(
    lines: Iterable[bytes], where: str, source: str, options: _Options, on_failure: Callable[[Failure], None]
) -> Iterator[Article]:
    def on_error(number: int, error: PeopleKGError) -> None:
        on_failure(Failure(f"{where}:{number}", error))

    return read_jsonl(lines, where=where, source=source, on_error=on_error, **options)


def _bounded_lines(stream: BinaryIO) -> Iterator[bytes]:
    """The lines of a stream, cut after the size that is refused, so that a file without line ends is not held whole."""
    while line := stream.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = stream.readline(MAX_BYTES + 1)
