"""The graph of an article: everything that it says, with its evidence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

import peoplekg
from peoplekg.graph.claims import class_of, members_of, qualifiers
from peoplekg.graph.iris import appearance_iri, article_iri, claim_iri, span_iri
from peoplekg.graph.terms import (
    ACTIVITY,
    ALT_LABEL,
    ATTRIBUTED_TO,
    DERIVED_FROM,
    EDTF,
    END,
    EXACT,
    GENDERS,
    GENERATED_BY,
    IDENTIFIER,
    ISSUED,
    LABEL,
    LANGUAGE,
    QUOTED_FROM,
    RDF_TYPE,
    SOURCE,
    START,
    TITLE,
    USED,
    Object,
    integer,
    literal,
)
from peoplekg.model import Claim, Evidence, Extraction, Person
from peoplekg.ontology import FactClass, FactProperty, schema, term


def article_graph(extraction: Extraction) -> list[Quad]:
    """Everything that one article says, in its own graph: the text, its people and every claim with its evidence.

    The graph's name is the article's IRI. Claims are numbered from one in the order of ``extraction.claims``.
    ``extraction_of`` reads it back. Raises BrokenResource for a kind or an argument that the ontology does not know.
    """
    article = article_iri(extraction.article.id)
    triples = [
        *_article_triples(article, extraction),
        *(triple for number, one in enumerate(extraction.people, 1) for triple in _appearance(article, one, number)),
        *_further_appearances(article, extraction),
    ]
    for number, claim in enumerate(extraction.claims, 1):
        triples.extend(_claim_triples(article, number, claim, extraction))
    return [Quad(one.subject, one.predicate, one.object, article) for one in dict.fromkeys(triples)]


def _article_triples(node: NamedNode, extraction: Extraction) -> Iterator[Triple]:
    article = extraction.article
    yield Triple(node, RDF_TYPE, term("Article"))
    yield Triple(node, IDENTIFIER, Literal(article.id))
    yield Triple(node, LANGUAGE, Literal(article.language))
    yield Triple(node, term("text"), Literal(article.text))
    for predicate, value in ((TITLE, article.title), (SOURCE, article.source)):
        if value is not None:
            yield Triple(node, predicate, Literal(value))
    if article.published is not None:
        yield Triple(node, ISSUED, Literal(article.published, datatype=EDTF))
    for block in article.blocks:
        yield Triple(node, term(block.kind), span_iri(node, block.span.start, block.span.end))
    for number, note in enumerate(extraction.notes, 1):
        yield Triple(node, term("note"), Literal(f"{number} {note}"))
    reading = _reading(node)
    yield Triple(reading, RDF_TYPE, ACTIVITY)
    yield Triple(reading, USED, node)
    yield Triple(reading, term("extractorVersion"), Literal(peoplekg.__version__))


def _reading(article: NamedNode) -> NamedNode:
    return NamedNode(article.value + "/reading")


def _appearance(article: NamedNode, person: Person, number: int | None) -> Iterator[Triple]:
    node = appearance_iri(article, person.name)
    yield Triple(node, RDF_TYPE, term("Appearance"))
    yield Triple(node, LABEL, Literal(person.name))
    yield Triple(node, DERIVED_FROM, article)
    if number is not None:
        yield Triple(node, term("number"), integer(number))
    for form in person.forms:
        yield Triple(node, ALT_LABEL, Literal(form))
    if person.gender is not None:
        yield Triple(node, term("gender"), Literal(GENDERS[person.gender]))
    for mention in person.mentions:
        yield Triple(node, term("mentionedAt"), span_iri(article, mention.start, mention.end))


def _further_appearances(article: NamedNode, extraction: Extraction) -> Iterator[Triple]:
    """Whom a claim names without the list of people having them."""
    known = {person.name for person in extraction.people}
    for claim in extraction.claims:
        for name in claim.names():
            if name not in known:
                known.add(name)
                yield from _appearance(article, Person(name), None)


def _claim_triples(article: NamedNode, number: int, claim: Claim, extraction: Extraction) -> Iterator[Triple]:
    node = claim_iri(article, number)
    fact_class, swapped = class_of(claim)
    yield Triple(node, RDF_TYPE, term("Claim"))
    yield Triple(node, term("number"), integer(number))
    yield Triple(node, term("claimedClass"), fact_class.iri)
    yield Triple(node, term("polarity"), Literal(claim.polarity))
    yield Triple(node, term("certainty"), Literal(claim.certainty))
    yield Triple(node, term("status"), Literal(claim.status))
    for qualifier, value in qualifiers(claim):
        yield Triple(node, term(qualifier), Literal(value, datatype=EDTF))
    if claim.attributed_to is not None:
        yield Triple(node, term("attributedTo"), Literal(claim.attributed_to))
        for name in _speakers(claim.attributed_to, extraction.people):
            yield Triple(node, ATTRIBUTED_TO, appearance_iri(article, name))
    for name in claim.names():
        yield Triple(node, term("concerns"), appearance_iri(article, name))
    yield from _slots(article, node, claim, fact_class, swapped)
    yield Triple(node, DERIVED_FROM, article)
    yield Triple(node, GENERATED_BY, _reading(article))
    yield Triple(node, term("pattern"), Literal(claim.evidence.pattern))
    yield from _evidence(article, node, claim.evidence)


def _speakers(phrase: str, people: Sequence[Person]) -> list[str]:
    """The people whom a phrase such as "Kardashian" names, if it is a name; never two for one form."""
    found = [person.name for person in people if phrase == person.name or phrase in person.forms]
    exact = [name for name in found if name == phrase]
    return exact or (found if len(found) == 1 else [])


def _evidence(article: NamedNode, claim: NamedNode, evidence: Evidence) -> Iterator[Triple]:
    node = span_iri(article, evidence.start, evidence.end)
    yield Triple(claim, term("evidence"), node)
    yield Triple(node, RDF_TYPE, term("Evidence"))
    yield Triple(node, EXACT, Literal(evidence.quote))
    yield Triple(node, START, integer(evidence.start))
    yield Triple(node, END, integer(evidence.end))
    yield Triple(node, QUOTED_FROM, article)


def _slots(
    article: NamedNode, claim_node: NamedNode, claim: Claim, fact_class: FactClass, swapped: bool
) -> Iterator[Triple]:
    """The claim's arguments as the article gives them; an argument left open has a slot without a value."""
    general = schema().kind_of(fact_class.iri)
    filled: list[tuple[FactProperty, int | None, Object | None]] = []
    for argument, value in claim.values.items():
        if argument == general.type_argument:
            if value is not None:
                yield Triple(claim_node, term("claimedType"), Literal(str(value)))
            continue
        prop = schema().property_for(fact_class.iri, argument, None, claim.status)
        filled.append((prop, None, None if value is None else literal(prop, value)))
    places = schema().exchanged(fact_class.iri) if swapped else {}
    for argument, people in claim.people.items():
        argument = places.get(argument, argument)
        for position, name in members_of(people):
            prop = schema().property_for(fact_class.iri, argument, position or None, claim.status)
            filled.append((prop, position, None if name is None else appearance_iri(article, name)))
    for number, (prop, position, filler) in enumerate(filled, 1):
        slot = NamedNode(f"{claim_node.value}/slot/{number}")
        yield Triple(claim_node, term("slot"), slot)
        yield Triple(slot, term("slotProperty"), prop.iri)
        if position is not None:
            yield Triple(slot, term("slotPosition"), integer(position))
        if filler is not None:
            yield Triple(slot, term("slotValue"), filler)
