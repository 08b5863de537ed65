"""peoplekg turns news articles about public figures into a knowledge graph that shows its evidence.

>>> import peoplekg
>>> article = peoplekg.read_text("Emma Stone and Ryan Gosling are friends.", id="a", language="en")
>>> [claim.kind for claim in peoplekg.extract(article).claims]
['friend']
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from peoplekg.errors import PeopleKGError
    from peoplekg.export import serialize
    from peoplekg.extraction import extract
    from peoplekg.pipeline import load_articles
    from peoplekg.queries import ask
    from peoplekg.reading import read, read_file, read_text
    from peoplekg.store import Store
    from peoplekg.validation import validate

__version__ = "0.1.0"

__all__ = [
    "PeopleKGError",
    "Store",
    "ask",
    "extract",
    "load_articles",
    "read",
    "read_file",
    "read_text",
    "serialize",
    "validate",
]

# Where each name comes from, imported when it is first used: whoever reads articles need not load a validator.
_HOMES = {
    "PeopleKGError": "errors",
    "Store": "store",
    "ask": "queries",
    "extract": "extraction",
    "load_articles": "pipeline",
    "read": "reading",
    "read_file": "reading",
    "read_text": "reading",
    "serialize": "export",
    "validate": "validation",
}


def __getattr__(name: str) -> object:
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
