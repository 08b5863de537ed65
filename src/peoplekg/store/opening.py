"""Where a store lies and how it is opened; every way in which that can fail, in words."""

from __future__ import annotations

import os
from pathlib import Path

import pyoxigraph as px

from peoplekg.errors import StoreError

FORMAT = 1
"""The number of the layout that this version reads and writes."""

_MARKER = "peoplekg-store"
_QUADS = "quads"
MEMORY = ":memory:"


def address(path: str | os.PathLike[str] | None) -> str | None:
    """The address of a server, where one is meant by a path or by the environment's PEOPLEKG_STORE.

    >>> address("https://example.org/sparql")
    'https://example.org/sparql'
    """
    chosen = os.fspath(path) if path is not None else os.environ.get("PEOPLEKG_STORE", "")
    return chosen if chosen.startswith(("http://", "https://")) else None


def location(path: str | os.PathLike[str] | None) -> Path | None:
    """The folder of a store, or None for one in memory.

    Without a path: the environment's PEOPLEKG_STORE, else a folder of the user's data.

    >>> location(":memory:") is None
    True
    """
    chosen = os.fspath(path) if path is not None else os.environ.get("PEOPLEKG_STORE") or None
    if chosen == MEMORY:
        return None
    if chosen is not None:
        return Path(chosen).expanduser()
    import platformdirs

    return Path(platformdirs.user_data_dir("peoplekg", appauthor=False)) / "store"


def open_quads(folder: Path | None, *, read_only: bool = False) -> px.Store:
    """Opens the quads in ``folder``, making the folder when it is not there yet (unless ``read_only``).

    A read-only opening sees what was committed before it, may stand beside a writer, and writes nothing.
    Raises StoreError: the folder is a file, holds other things, cannot be written, is in use by another
    process, or was written by a newer version.
    """
    if folder is None:
        return px.Store()
    _refuse_a_file(folder)
    marker = folder / _MARKER
    if not marker.exists() or _half_made(folder, marker):
        _refuse_other_contents(folder)
        if read_only:
            return px.Store()
        _make(folder, marker)
    _check_format(marker)
    quads = folder / _QUADS
    if read_only and not quads.exists():
        return px.Store()
    try:
        return px.Store.read_only(str(quads)) if read_only else px.Store(str(quads))
    except OSError as error:
        raise _in_words(folder, error) from error


def _refuse_a_file(folder: Path) -> None:
    try:
        if folder.exists() and not folder.is_dir():
            raise StoreError(f"{folder} is a file, not a store; give a folder with --store or PEOPLEKG_STORE")
    except OSError as error:
        raise _in_words(folder, error) from error


def _half_made(folder: Path, marker: Path) -> bool:
    """Whether the process that began to make this store was stopped at its very first write."""
    try:
        return marker.stat().st_size == 0 and [*folder.iterdir()] == [marker]
    except OSError as error:
        raise _in_words(folder, error) from error


def _refuse_other_contents(folder: Path) -> None:
    try:
        names = sorted(entry.name for entry in folder.iterdir()) if folder.exists() else []
        other = next((name for name in names if name != _MARKER), None)
    except OSError as error:
        raise _in_words(folder, error) from error
    if other is not None:
        raise StoreError(
            f"{folder} holds other things (such as {other}) and is not a store of peoplekg; give an empty or new folder"
        )


def _make(folder: Path, marker: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
        marker.write_text(f"{FORMAT}\n", encoding="utf-8")
    except OSError as error:
        raise _in_words(folder, error) from error


def _check_format(marker: Path) -> None:
    try:
        text = marker.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise _in_words(marker.parent, error) from error
    if not text.isdecimal():
        raise StoreError(f"{marker} does not say which version wrote this store; it is damaged: restore it from a copy")
    if int(text) > FORMAT:
        raise StoreError(
            f"{marker.parent} was written by a newer version of peoplekg (format {text}, this one knows {FORMAT}); "
            "upgrade peoplekg, or give another folder with --store"
        )


def _in_words(folder: Path, error: Exception) -> StoreError:
    """What the operating system or the database said, as something that a user can act on."""
    said = str(error)
    if "lock" in said.lower():
        return StoreError(
            f"{folder} is in use by another process; wait until it is done, or give another store with --store"
        )
    if isinstance(error, PermissionError) or "ermission denied" in said or "Read-only file system" in said:
        return StoreError(f"{folder} cannot be written; change its permissions or give another folder with --store")
    if isinstance(error, NotADirectoryError) or "Not a directory" in said:
        return StoreError(f"a part of the path {folder} is a file; give a folder with --store or PEOPLEKG_STORE")
    return StoreError(f"{folder} cannot be opened as a store ({said}); give another folder with --store")
