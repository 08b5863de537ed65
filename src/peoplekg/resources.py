"""Finds ontology/, shapes/, queries/ and data/, in a checkout and in an installed wheel."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from peoplekg.errors import BrokenResource

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
