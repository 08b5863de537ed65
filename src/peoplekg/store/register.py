"""The store's index of people: what identity looks up, kept as quads beside what it is derived from.

Everything here follows from the article graphs and the judgements, and changes with them in the same write.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

import pyoxigraph as px

from peoplekg import naming
from peoplekg.graph import BASE, decode
from peoplekg.identity import BORN, DIED, FORM, GENDER, LINK, NAME, Entry
from peoplekg.store.changes import Changes, text
from peoplekg.store.terms import (
    ALIAS,
    APART,
    APPEARS,
    AUTHORITY_BORN,
    AUTHORITY_DIED,
    AUTHORITY_KEY,
    BLOCK,
    DATED,
    DIFFERENT,
    EXTERNAL,
    INDEX,
    JUDGEMENTS,
    KEY,
    KEY_TRAIT,
    LINKED,
    MERGED,
    NAMED,
    PREFERRED,
    SAME,
    TRAIT,
    group_node,
)


class Register:
    """Reads the index through pending changes; see ``peoplekg.identity.Register`` for what each look-up gives."""

    def __init__(self, changes: Changes) -> None:
        self._changes = changes
        self._judgements: Mapping[str, list[tuple[str, str]]] | None = None
        self._entries: dict[str, Entry | None] = {}

    def _values(self, subject: px.NamedNode, predicate: px.NamedNode) -> list[str]:
        return sorted(text(quad.object) for quad in self._changes.match(subject, predicate, None, INDEX))

    def _subjects(self, predicate: px.NamedNode, value: px.Literal | px.NamedNode) -> Iterator[px.NamedNode]:
        for quad in self._changes.match(None, predicate, value, INDEX):
            if isinstance(quad.subject, px.NamedNode):
                yield quad.subject

    def keys_near(self, label: str) -> Iterable[str]:
        for node in list(self._subjects(BLOCK, px.Literal(label))):
            yield from self._values(node, KEY)

    def group_links(self, key: str) -> Iterable[str]:
        return self._values(group_node(key), LINKED)

    def group_dates(self, key: str) -> Iterable[str]:
        return self._values(group_node(key), DATED)

    def group_genders(self, key: str) -> Iterable[str]:
        return [trait for trait in self._values(group_node(key), NAMED) if trait.startswith(GENDER)]

    def group_members(self, key: str) -> Iterator[str]:
        group = group_node(key)
        return (node.value for node in self._subjects(KEY, px.Literal(key)) if node != group)

    def members_with(self, key: str, trait: str) -> Iterable[str]:
        return [node.value for node in self._subjects(KEY_TRAIT, px.Literal(f"{key}\t{trait}"))]

    def traits(self, member: str) -> Iterable[str]:
        return self._values(px.NamedNode(member), TRAIT)

    def key_of(self, member: str) -> str | None:
        try:
            node = px.NamedNode(member)
        except ValueError:
            return None
        return next(iter(self._values(node, KEY)), None)

    def company(self, key: str, limit: int) -> frozenset[str] | None:
        members = list(islice(self.group_members(key), limit + 1))
        if len(members) > limit:
            return None
        return frozenset(
            other
            for member in members
            for article in self._articles_of(member)
            for appearance in self._values(article, APPEARS)
            for other in self._values(px.NamedNode(appearance), KEY)
            if other != key and not naming.parse(other).bare
        )

    def _articles_of(self, member: str) -> list[px.NamedNode]:
        return list(self._subjects(APPEARS, px.NamedNode(member)))

    def told_apart(self, first: str, second: str) -> bool:
        return any(True for _ in self._subjects(APART, px.Literal(f"{first}\t{second}")))

    def judged(self, end: str) -> Iterable[tuple[str, str]]:
        return self._all_judgements().get(end, ())

    def judged_members(self, key: str) -> Iterable[str]:
        return [end for end in self._all_judgements() if self.key_of(end) == key]

    def parted(self, key: str) -> Iterable[tuple[str, str]]:
        return [
            (end, other)
            for end in self.judged_members(key)
            for verdict, other in self.judged(end)
            if verdict == "different" and end < other
        ]

    def entry(self, key: str) -> Entry | None:
        if key not in self._entries:
            found = {self._component(record) for record in self._subjects(AUTHORITY_KEY, px.Literal(key))}
            self._entries[key] = self._described(min(found)) if len(found) == 1 else None
        return self._entries[key]

    def entries(self, key: str) -> Iterable[Entry]:
        found = {self._component(record) for record in self._subjects(AUTHORITY_KEY, px.Literal(key))}
        return [self._described(records) for records in sorted(found)]

    def keys_of_records(self, records: Iterable[px.NamedNode]) -> frozenset[str]:
        """The keys of all names that records of authorities, and those joined with them, give."""
        return frozenset(key for record in records for key in self._described(self._component(record)).keys)

    def _component(self, record: px.NamedNode) -> tuple[str, ...]:
        """The records, of whatever authority, that share an identifier with this one, step by step."""
        found, waiting = {record.value}, [record]
        while waiting:
            one = waiting.pop()
            for said in list(self._changes.match(one, EXTERNAL, None, None)):
                for other in self._changes.match(None, EXTERNAL, said.object, None):
                    node = other.subject
                    # A person of the merged graph has the identifiers too; only records are looked for.
                    if isinstance(node, px.NamedNode) and node.value not in found and other.graph_name != MERGED:
                        found.add(node.value)
                        waiting.append(node)
        return tuple(sorted(found))

    def _described(self, records: tuple[str, ...]) -> Entry:
        said = [quad for record in records for quad in self._changes.match(px.NamedNode(record), None, None, None)]
        values = {
            predicate: tuple(sorted({text(quad.object) for quad in said if quad.predicate == predicate}))
            for predicate in (AUTHORITY_KEY, EXTERNAL, AUTHORITY_BORN, AUTHORITY_DIED)
        }
        names = tuple(sorted({text(quad.object) for quad in said if quad.predicate in (PREFERRED, ALIAS)}))
        born, died = values[AUTHORITY_BORN], values[AUTHORITY_DIED]
        dates = (*(BORN + date for date in born), *(DIED + date for date in died))
        return Entry(records[0], values[AUTHORITY_KEY], dates, values[EXTERNAL], names)

    def _all_judgements(self) -> Mapping[str, list[tuple[str, str]]]:
        if self._judgements is None:
            found: dict[str, list[tuple[str, str]]] = {}
            for predicate, verdict in ((SAME, "same"), (DIFFERENT, "different")):
                for quad in self._changes.match(None, predicate, None, JUDGEMENTS):
                    first, second = end_of(text(quad.subject)), end_of(text(quad.object))
                    found.setdefault(first, []).append((verdict, second))
                    found.setdefault(second, []).append((verdict, first))
            self._judgements = {end: sorted(said) for end, said in found.items()}
        return self._judgements


def end_of(iri: str) -> str:
    """A judgement's end as identity speaks of it: a group by its key, a person of an article by the IRI.

    >>> end_of(group_node("kim kardashian").value)
    'kim kardashian'
    """
    prefix = f"{BASE}person/"
    return decode(iri.removeprefix(prefix)).casefold() if iri.startswith(prefix) else iri


def appearance_quads(
    article: px.NamedNode, people: Mapping[px.NamedNode, tuple[str, frozenset[str]]]
) -> Iterator[px.Quad]:
    """The index entries of one article's people, given as appearance: (name, traits)."""
    keys = {appearance: naming.key(name) for appearance, (name, _) in people.items()}
    times = Counter(keys.values())
    for appearance, (_, known) in people.items():
        key = keys[appearance]
        if times[key] > 1:
            # One name in two spellings: what links the two is their article.
            known |= {f"{LINK}article {article.value}"}
        yield px.Quad(article, APPEARS, appearance, INDEX)
        yield px.Quad(appearance, KEY, px.Literal(key), INDEX)
        for trait in known:
            yield px.Quad(appearance, TRAIT, px.Literal(trait), INDEX)
            yield px.Quad(appearance, KEY_TRAIT, px.Literal(f"{key}\t{trait}"), INDEX)
    distinct = sorted(set(keys.values()))
    for index, first in enumerate(distinct):
        for second in distinct[index + 1 :]:
            if naming.nearness(naming.parse(first), naming.parse(second)):
                yield px.Quad(article, APART, px.Literal(f"{first}\t{second}"), INDEX)


def article_entries(changes: Changes, article: px.NamedNode) -> list[px.Quad]:
    """The index entries that an article's people have in the store."""
    found = []
    for quad in changes.match(article, None, None, INDEX):
        if quad.predicate in (APPEARS, APART):
            found.append(quad)
        if quad.predicate == APPEARS and isinstance(quad.object, px.NamedNode):
            found.extend(
                entry
                for entry in changes.match(quad.object, None, None, INDEX)
                if entry.predicate in (KEY, TRAIT, KEY_TRAIT)
            )
    return found


def _kind_of(trait: str) -> px.NamedNode:
    """Under which predicate a group has a trait, so that each kind is found without the others."""
    if trait.startswith(LINK):
        return LINKED
    return NAMED if trait.startswith((NAME, FORM, GENDER)) else DATED


def refresh_group(changes: Changes, key: str, traits: Iterable[str]) -> None:
    """Brings what is said of a whole group in step with its members, for the traits that may have come or gone."""
    group = group_node(key)
    alive = False
    for trait in sorted(set(traits)):
        entry = px.Quad(group, _kind_of(trait), px.Literal(trait), INDEX)
        held = any(True for _ in changes.match(None, KEY_TRAIT, px.Literal(f"{key}\t{trait}"), INDEX))
        alive = alive or held
        (changes.add if held else changes.remove)(entry)
    if not alive:
        alive = any(quad.subject != group for quad in changes.match(None, KEY, px.Literal(key), INDEX))
    fixed = [px.Quad(group, KEY, px.Literal(key), INDEX)]
    fixed.extend(px.Quad(group, BLOCK, px.Literal(label), INDEX) for label in naming.blocks(naming.parse(key)))
    (changes.add_all if alive else changes.remove_all)(fixed)
