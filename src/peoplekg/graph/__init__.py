"""Claims as triples: the only package that mints IRIs.

Two layers that never mix. The graph of an article says what the article says, true or not, of people as this one
article presents them (pkg:Appearance); a claim there keeps its arguments in slots, so that even in a file without
graphs a denied marriage is never a marriage. The merged graph holds facts about people: each fact is computed from
the set of claims that state it, whatever their order, so that adding or removing a claim concerns this fact alone.

IRIs are readable and follow from the content: ``…/id/article/ID``, ``…/id/article/ID/person/NAME``,
``…/id/article/ID/claim/N``, ``…/id/article/ID#char=START,END`` (RFC 5147) for evidence and mentions,
``…/id/person/NAME``, ``…/id/organization/NAME``, ``…/id/friendship/HASH``.
"""

from peoplekg.graph.articles import article_graph
from peoplekg.graph.claims import Canonical, SourcedClaim, sourced_claims
from peoplekg.graph.entities import entity_triples, person_triples
from peoplekg.graph.iris import (
    BASE,
    appearance_iri,
    article_iri,
    claim_iri,
    decode,
    encode,
    entity_iri,
    person_iri,
    span_iri,
    span_of,
)
from peoplekg.graph.merging import Fact, Outline, age, fact_triples, facts, held_days, outlined
from peoplekg.graph.reading import claim_of, extraction_of, person_of
from peoplekg.graph.statements import Statement, fact_key, statement, told
from peoplekg.graph.terms import (
    ALT_LABEL,
    ATTRIBUTED_TO,
    DERIVED_FROM,
    EDTF,
    END,
    EXACT,
    GENERATED_BY,
    IDENTIFIER,
    ISSUED,
    LABEL,
    LANGUAGE,
    QUOTED_FROM,
    SOURCE,
    START,
    TITLE,
    About,
    Object,
    Subject,
)

__all__ = [
    "ALT_LABEL",
    "ATTRIBUTED_TO",
    "BASE",
    "DERIVED_FROM",
    "EDTF",
    "END",
    "EXACT",
    "GENERATED_BY",
    "IDENTIFIER",
    "ISSUED",
    "LABEL",
    "LANGUAGE",
    "QUOTED_FROM",
    "SOURCE",
    "START",
    "TITLE",
    "About",
    "Canonical",
    "Fact",
    "Object",
    "Outline",
    "SourcedClaim",
    "Statement",
    "Subject",
    "age",
    "appearance_iri",
    "article_graph",
    "article_iri",
    "claim_iri",
    "claim_of",
    "decode",
    "encode",
    "entity_iri",
    "entity_triples",
    "extraction_of",
    "fact_key",
    "fact_triples",
    "facts",
    "held_days",
    "outlined",
    "person_iri",
    "person_of",
    "person_triples",
    "sourced_claims",
    "span_iri",
    "span_of",
    "statement",
    "told",
]
