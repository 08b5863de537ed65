"""Finds and reads ontology/, shapes/, queries/ and data/, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from peoplekg.errors import BrokenResource

try:
    import tomli as toml  # the standard library's parser, compiled: a language pack is read in a third of the time
except ImportError:  # pragma: no cover - where no compiled one can be had
    import tomllib as toml  # type: ignore[no-redef]

_PACKAGE = Path(__file__).resolve().parent


@cache
def resource(name: str) -> Path:
    """The path of a resource file or folder, e.g. ``resource("ontology/peoplekg.ttl")``.

    Looks in the installed package first, then in the checkout that the package is run from.
    Raises BrokenResource when it is in neither.

    >>> resource("data/lang").is_dir()
    True
    """
    for root in (_PACKAGE / "_resources", _PACKAGE.parent.parent):
        path = root / name
        if path.exists():
            return path
    raise BrokenResource(f"{name} is missing from this installation of peoplekg; install it again")


def read_toml(path: Path) -> dict[str, Any]:
    """The table of a TOML file. Raises BrokenResource when it does not parse.

    >>> read_toml(resource("data/lang") / "it" / "language.toml")["english_name"]
    'Italian'
    """
    try:
        table: dict[str, Any] = toml.loads(path.read_text(encoding="utf-8"))
    except (toml.TOMLDecodeError, UnicodeDecodeError) as error:
        raise BrokenResource(f"{path} does not parse: {error}; mend the file") from None
    return table
