"""The facts of the merged graph: each is computed from the set of claims that state it, whatever their order."""

from __future__ import annotations

import itertools
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from pyoxigraph import Literal, NamedNode, Triple

from peoplekg import edtf
from peoplekg.graph.claims import Canonical, SourcedClaim
from peoplekg.graph.entities import entity_triples
from peoplekg.graph.iris import entity_iri
from peoplekg.graph.statements import Statement, extent, statement, told
from peoplekg.graph.terms import EDTF, QUALIFIERS, RDF_TYPE, XSD_DATE, Subject, folded, literal, spaced
from peoplekg.ontology import FactClass, FactProperty, schema, term


@dataclass(frozen=True, slots=True)
class Fact:
    """A node of the merged graph: its triples, all about it (and its pairs), and the claims that state it.

    ``entities`` are the organizations, places and works that the triples point to; see ``entity_triples``.
    """

    iri: NamedNode
    key: str
    triples: tuple[Triple, ...]
    claims: tuple[SourcedClaim, ...]
    entities: tuple[NamedNode, ...] = field(default=())


def facts(claims: Iterable[SourcedClaim], person: Canonical) -> list[Fact]:
    """The facts that claims state, in order of IRI; claims that are denied or merely possible state none.

    Claims of one ``fact_key`` state one fact unless their times cannot meet (two marriages of the same people) or
    a detail that both give differs (two pardons by different presidents). An undated claim that could belong to
    several such facts is a fact of its own. The result depends on the set of claims only, never on their order.
    """
    said: dict[Statement, list[SourcedClaim]] = defaultdict(list)
    by_key: dict[str, list[Statement]] = defaultdict(list)
    for sourced in claims:
        if sourced.claim.is_fact:
            one = statement(sourced, person)
            if one not in said:
                by_key[one.key].append(one)
            said[one].append(sourced)
    found = [_fact(key, iri, {one: said[one] for one in group}) for key in by_key for iri, group in told(by_key[key])]
    return sorted(found, key=lambda fact: fact.iri.value)


def _fact(key: str, iri: NamedNode, said: Mapping[Statement, list[SourcedClaim]]) -> Fact:
    claims = sorted((claim for claims in said.values() for claim in claims), key=lambda one: one.iri.value)
    newest = max(claims, key=age)
    outline = outlined(key, iri, {one: len(claims) for one, claims in said.items()}, newest.claim.status)
    support = (Triple(node, term("supportedBy"), claim.iri) for node in outline.nodes for claim in claims)
    return Fact(iri, key, (*outline.triples, *support), tuple(claims), outline.entities)


def age(sourced: SourcedClaim) -> tuple[str, str]:
    """The order of claims from old to new that decides what holds now; an undated article counts as old."""
    return sourced.published or "", sourced.iri.value


def fact_triples(claims: Iterable[SourcedClaim], person: Canonical) -> list[Triple]:
    """The merged graph's triples for these claims: facts, and the entities that they point to; people come apart."""
    found = facts(claims, person)
    entities = dict.fromkeys(entity for fact in found for entity in fact.entities)
    return [
        *(triple for fact in found for triple in fact.triples),
        *(triple for entity in sorted(entities, key=str) for triple in entity_triples(entity)),
    ]


@dataclass(frozen=True, slots=True)
class Outline:
    """All of a fact but which claims support it: its triples, and the nodes (it and its pairs) that they support."""

    nodes: tuple[NamedNode, ...]
    triples: tuple[Triple, ...]
    entities: tuple[NamedNode, ...]


def outlined(key: str, node: NamedNode, times: Mapping[Statement, int], status: str) -> Outline:
    """A fact from its statements, each with the number of claims that make it, and the newest claim's status."""
    fact_class = next(iter(times)).fact_class
    entities: dict[NamedNode, None] = {}
    triples = [
        Triple(node, RDF_TYPE, fact_class.iri),
        Triple(node, term("key"), Literal(key)),
        Triple(node, term("status"), Literal(status)),
    ]
    for prop, values in _merged(times, status):
        for value in values:
            if prop.is_object and isinstance(value, str):
                value = entity_iri(prop.range.value.rpartition("#")[2], spaced(value))
                entities[value] = None
            triples.append(Triple(node, prop.iri, value if isinstance(value, NamedNode) else literal(prop, value)))
    triples.extend(_time_triples(node, fact_class, times))
    triples.extend(_voices(node, times))
    pairs = {} if fact_class.pairwise is None else _pairs(node, fact_class.pairwise, times)
    triples.extend(triple for about in pairs.values() for triple in about)
    return Outline((node, *pairs), tuple(dict.fromkeys(triples)), tuple(sorted(entities, key=str)))


def _merged(times: Mapping[Statement, int], status: str) -> Iterator[tuple[FactProperty, list[NamedNode | str | int]]]:
    """Each property of the fact with its values: people once each, spellings of one value as one, exact dates."""
    found: dict[tuple[str, int | None], Counter[NamedNode | str | int]] = defaultdict(Counter)
    for one, count in times.items():
        for argument, position, _, value in one.arguments:
            found[argument, position][value] += count
    fact_class = next(iter(times)).fact_class
    for (argument, position), values in sorted(found.items(), key=lambda pair: (pair[0][0], pair[0][1] or 0)):
        prop = schema().property_for(fact_class.iri, argument, position, status)
        if prop.range == EDTF:
            yield prop, list(_most_exact(str(value) for value in values))
        else:
            yield prop, _distinct(values)


def _distinct(count: Mapping[NamedNode | str | int, int]) -> list[NamedNode | str | int]:
    """One value for each that differs by more than case and spaces: the most frequent spelling, in a fixed order."""
    chosen: dict[str, NamedNode | str | int] = {}
    for value in sorted(count, key=lambda one: (-count[one], str(one))):
        chosen.setdefault(folded(value), value)
    return [chosen[folded] for folded in sorted(chosen)]


def _most_exact(dates: Iterable[str]) -> list[str]:
    """The dates without those that another one says more exactly."""
    known = {one: edtf.days(one) for one in sorted(set(dates))}
    return [
        one
        for one, span in known.items()
        if span is None
        or not any(
            other is not None and other.within(span) and (not span.within(other) or name < one)
            for name, other in known.items()
            if name != one
        )
    ]


def _time_triples(node: NamedNode, fact_class: FactClass, statements: Iterable[Statement]) -> Iterator[Triple]:
    given = [qualifier for one in statements for qualifier in one.qualifiers()]
    best = {qualifier: _most_exact(value for name, value in given if name == qualifier) for qualifier in QUALIFIERS}
    for qualifier, values in best.items():
        for value in values:
            yield Triple(node, term(qualifier), Literal(value, datatype=EDTF))
    if fact_class.dated_by_publication:
        best["publishedOn"] = sorted({one.published for one in statements if one.published and not one.date})
        for value in best["publishedOn"]:
            yield Triple(node, term("publishedOn"), Literal(value, datatype=EDTF))
    yield from held_days(node, best)


def held_days(node: Subject, dates: Mapping[str, Sequence[str]]) -> list[Triple]:
    """The first and last day that a fact can have held on, from its EDTF dates.

    ``dates`` holds those of pkg:start, pkg:end, pkg:date and pkg:publishedOn under their local names.
    A fact with a start or an end is reckoned from these alone; one with neither from its date and publication.
    """
    on = [*dates.get("date", ()), *dates.get("publishedOn", ())]
    held = extent(dates.get("start", ()), dates.get("end", ()), on)
    return [
        Triple(node, term(name), Literal(day.isoformat(), datatype=XSD_DATE))
        for name, day in (("earliest", held.first), ("latest", held.last))
        if day is not None
    ]


def _voices(node: NamedNode, statements: Iterable[Statement]) -> Iterator[Triple]:
    """How surely the fact is known: stated if any article states it itself, else reported, and by whom."""
    if any(one.certainty == "stated" for one in statements):
        yield Triple(node, term("certainty"), Literal("stated"))
        return
    yield Triple(node, term("certainty"), Literal("reported"))
    for name in sorted({one.attributed_to for one in statements if one.attributed_to}):
        yield Triple(node, term("attributedTo"), Literal(name))


def _pairs(node: NamedNode, pair_class: NamedNode, statements: Iterable[Statement]) -> dict[NamedNode, list[Triple]]:
    """A node for each two people of the fact, as a property chain cannot keep somebody from meeting themselves."""
    first, second = schema().positional(pair_class)
    people = {
        value
        for one in statements
        for _, _, prop, value in one.arguments
        if prop.is_person and isinstance(value, NamedNode)
    }
    found = {}
    for (i, one), (j, other) in itertools.combinations(enumerate(sorted(people, key=str), 1), 2):
        pair = NamedNode(f"{node.value}/pair/{i}-{j}")
        found[pair] = [
            Triple(pair, RDF_TYPE, pair_class),
            Triple(pair, first.iri, one),
            Triple(pair, second.iri, other),
            Triple(pair, term("partOf"), node),
        ]
    return found
