"""What was done to the store, in the order in which it was done, in a graph of its own.

The journal is the only part of a store that tells when and in what order something happened.
"""

from __future__ import annotations

import pyoxigraph as px

from peoplekg import clock
from peoplekg.store.changes import Changes, text
from peoplekg.store.reports import Entry
from peoplekg.store.terms import JOURNAL, TYPE

_ENTRY = "https://w3id.org/peoplekg/id/journal/"
_PROV = "http://www.w3.org/ns/prov#"
_ACTIVITY = px.NamedNode(_PROV + "Activity")
_WHEN = px.NamedNode(_PROV + "endedAtTime")
_USED = px.NamedNode(_PROV + "used")
_DONE = px.NamedNode("http://purl.org/dc/terms/type")
_TITLE = px.NamedNode("http://purl.org/dc/terms/title")
_VERSION = px.NamedNode("http://purl.org/dc/terms/hasVersion")
_NUMBER = px.NamedNode("http://purl.org/dc/terms/identifier")
_LAST = px.NamedNode("http://purl.org/dc/terms/extent")
_DATE_TIME = px.NamedNode("http://www.w3.org/2001/XMLSchema#dateTime")
_INTEGER = px.NamedNode("http://www.w3.org/2001/XMLSchema#integer")


def record(changes: Changes, done: str, subject: str, version: str, used: tuple[px.NamedNode, ...] = ()) -> None:
    """Adds an entry to the changes, so that it is written together with what it tells of."""
    last = list(changes.match(JOURNAL, _LAST, None, JOURNAL))
    number = int(text(last[0].object)) + 1 if last else 1
    counted = px.Quad(JOURNAL, _LAST, px.Literal(str(number), datatype=_INTEGER), JOURNAL)
    changes.replace(last, [counted])
    node = px.NamedNode(f"{_ENTRY}{number}")
    changes.add_all(
        [
            px.Quad(node, TYPE, _ACTIVITY, JOURNAL),
            px.Quad(node, _NUMBER, px.Literal(str(number), datatype=_INTEGER), JOURNAL),
            px.Quad(node, _WHEN, px.Literal(clock.now(), datatype=_DATE_TIME), JOURNAL),
            px.Quad(node, _DONE, px.Literal(done), JOURNAL),
            px.Quad(node, _TITLE, px.Literal(subject), JOURNAL),
            px.Quad(node, _VERSION, px.Literal(version), JOURNAL),
            *(px.Quad(node, _USED, one, JOURNAL) for one in used),
        ]
    )


def entries(changes: Changes) -> list[Entry]:
    """All entries, the oldest first."""
    found = []
    for quad in changes.match(None, TYPE, _ACTIVITY, JOURNAL):
        if isinstance(quad.subject, px.NamedNode):
            found.append(_entry(changes, quad.subject))
    return sorted(found, key=lambda entry: entry.number)


def _entry(changes: Changes, node: px.NamedNode) -> Entry:
    values: dict[px.NamedNode, list[str]] = {}
    for quad in changes.match(node, None, None, JOURNAL):
        values.setdefault(quad.predicate, []).append(text(quad.object))
    return Entry(
        int(values[_NUMBER][0]),
        values[_WHEN][0],
        values[_DONE][0],
        values[_TITLE][0],
        values[_VERSION][0],
        tuple(sorted(values.get(_USED, ()))),
    )
