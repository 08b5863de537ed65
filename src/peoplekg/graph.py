"""Claims as triples: the only module that mints IRIs.

Two layers that never mix. The graph of an article says what the article says, true or not, of people as this one
article presents them (pkg:Appearance); a claim there keeps its arguments in slots, so that even in a file without
graphs a denied marriage is never a marriage. The merged graph holds facts about people: each fact is computed from
the set of claims that state it, whatever their order, so that adding or removing a claim concerns this fact alone.

IRIs are readable and follow from the content: ``…/id/article/ID``, ``…/id/article/ID/person/NAME``,
``…/id/article/ID/claim/N``, ``…/id/article/ID#char=START,END`` (RFC 5147) for evidence and mentions,
``…/id/person/NAME``, ``…/id/organization/NAME``, ``…/id/friendship/HASH``.
"""

from __future__ import annotations

import itertools
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Literal as Literal_
from urllib.parse import unquote

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

import peoplekg
from peoplekg import edtf
from peoplekg.errors import BrokenRDF
from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Gender, Person, PersonArgument, Span, Value
from peoplekg.ontology import FactClass, FactProperty, schema, term

BASE = "https://w3id.org/peoplekg/id/"

_RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
ALT_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_DCTERMS = "http://purl.org/dc/terms/"
IDENTIFIER, TITLE = NamedNode(_DCTERMS + "identifier"), NamedNode(_DCTERMS + "title")
ISSUED, LANGUAGE = NamedNode(_DCTERMS + "issued"), NamedNode(_DCTERMS + "language")
SOURCE = NamedNode(_DCTERMS + "source")
_PROV = "http://www.w3.org/ns/prov#"
DERIVED_FROM, GENERATED_BY = NamedNode(_PROV + "wasDerivedFrom"), NamedNode(_PROV + "wasGeneratedBy")
QUOTED_FROM, ATTRIBUTED_TO = NamedNode(_PROV + "wasQuotedFrom"), NamedNode(_PROV + "wasAttributedTo")
_ACTIVITY, _USED = NamedNode(_PROV + "Activity"), NamedNode(_PROV + "used")
_OA = "http://www.w3.org/ns/oa#"
EXACT, START, END = NamedNode(_OA + "exact"), NamedNode(_OA + "start"), NamedNode(_OA + "end")
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_INTEGER, _DATE = NamedNode(_XSD + "integer"), NamedNode(_XSD + "date")

_GENDERS: Mapping[Gender, str] = {"f": "female", "m": "male"}
_BLOCKS: tuple[Literal_["headline"], Literal_["paragraph"]] = ("headline", "paragraph")
_QUALIFIERS = ("start", "end", "date")

_NEWS = timedelta(days=15)

Subject = NamedNode | BlankNode | Triple
Object = NamedNode | BlankNode | Literal | Triple
About = Callable[[NamedNode], Mapping[NamedNode, Sequence[Object]]]


# -- IRIs ------------------------------------------------------------------------------------------------------------


def encode(text: str) -> str:
    """Text as one readable segment of an IRI: letters and digits of any script stay, a space is ``_``.

    >>> encode("Khloé Kardashian"), encode("a/b")
    ('Khloé_Kardashian', 'a%2Fb')
    """
    if text.isascii() and text.replace(" ", "").isalnum():
        return text.replace(" ", "_")
    return "".join(map(_encoded, text))


def _encoded(character: str) -> str:
    if character == " ":
        return "_"
    plain = character.isalnum() if character.isascii() else unicodedata.category(character)[0] in "LN"
    return character if plain or character in "-." else "".join(f"%{byte:02X}" for byte in character.encode())


def decode(segment: str) -> str:
    """The text that ``encode`` made a segment of.

    >>> decode(encode("A_b c/%"))
    'A_b c/%'
    """
    return unquote(segment.replace("_", " "))


def article_iri(article_id: str) -> NamedNode:
    """The IRI of an article, which is also the name of its graph."""
    return NamedNode(f"{BASE}article/{_segment(article_id)}")


def _segment(text: str) -> str:
    """A segment that no IRI resolver takes for a step up the path."""
    return encode(text).replace(".", "%2E") if text.strip(".") == "" else encode(text)


def appearance_iri(article: NamedNode, name: str) -> NamedNode:
    """The person of an article whose fullest name there is ``name``."""
    return NamedNode(f"{article.value}/person/{_segment(name)}")


def claim_iri(article: NamedNode, number: int) -> NamedNode:
    """The claim of an article with the running number ``number``, from one."""
    return NamedNode(f"{article.value}/claim/{number}")


def person_iri(name: str, distinction: str = "") -> NamedNode:
    """A person of the merged graph; ``distinction`` tells namesakes apart.

    >>> person_iri("Kim Kardashian").value
    'https://w3id.org/peoplekg/id/person/Kim_Kardashian'
    """
    return NamedNode(f"{BASE}person/{_segment(name)}" + (f"/{_segment(distinction)}" if distinction else ""))


def entity_iri(class_name: str, name: str) -> NamedNode:
    """An organization, a place or a work; its class and name can be read off the IRI (see ``entity_triples``)."""
    return NamedNode(f"{BASE}{class_name.lower()}/{_segment(name)}")


def span_iri(article: NamedNode, start: int, end: int) -> NamedNode:
    """A stretch of an article's text, in code points from 0, end exclusive (RFC 5147)."""
    return NamedNode(f"{article.value}#char={start},{end}")


def span_of(iri: NamedNode) -> Span:
    """The stretch that ``span_iri`` named. Raises BrokenRDF when the IRI has none."""
    start, _, end = iri.value.rpartition("#char=")[2].partition(",")
    if not (start.isdecimal() and end.isdecimal()):
        raise BrokenRDF(f"{iri.value} should end in #char=START,END; export the article again")
    return Span(int(start), int(end))


# -- the graph of an article -----------------------------------------------------------------------------------------


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
    yield Triple(node, _RDF_TYPE, term("Article"))
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
    yield Triple(reading, _RDF_TYPE, _ACTIVITY)
    yield Triple(reading, _USED, node)
    yield Triple(reading, term("extractorVersion"), Literal(peoplekg.__version__))


def _reading(article: NamedNode) -> NamedNode:
    return NamedNode(article.value + "/reading")


def _appearance(article: NamedNode, person: Person, number: int | None) -> Iterator[Triple]:
    node = appearance_iri(article, person.name)
    yield Triple(node, _RDF_TYPE, term("Appearance"))
    yield Triple(node, LABEL, Literal(person.name))
    yield Triple(node, DERIVED_FROM, article)
    if number is not None:
        yield Triple(node, term("number"), _integer(number))
    for form in person.forms:
        yield Triple(node, ALT_LABEL, Literal(form))
    if person.gender is not None:
        yield Triple(node, term("gender"), Literal(_GENDERS[person.gender]))
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
    fact_class, swapped = _class_of(claim)
    yield Triple(node, _RDF_TYPE, term("Claim"))
    yield Triple(node, term("number"), _integer(number))
    yield Triple(node, term("claimedClass"), fact_class.iri)
    yield Triple(node, term("polarity"), Literal(claim.polarity))
    yield Triple(node, term("certainty"), Literal(claim.certainty))
    yield Triple(node, term("status"), Literal(claim.status))
    for qualifier, value in _qualifiers(claim):
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


def _qualifiers(claim: Claim) -> Iterator[tuple[str, str]]:
    for qualifier, value in zip(_QUALIFIERS, (claim.start, claim.end, claim.date), strict=True):
        if value is not None:
            yield qualifier, value


def _speakers(phrase: str, people: Sequence[Person]) -> list[str]:
    """The people whom a phrase such as "Kardashian" names, if it is a name; never two for one form."""
    found = [person.name for person in people if phrase == person.name or phrase in person.forms]
    exact = [name for name in found if name == phrase]
    return exact or (found if len(found) == 1 else [])


def _evidence(article: NamedNode, claim: NamedNode, evidence: Evidence) -> Iterator[Triple]:
    node = span_iri(article, evidence.start, evidence.end)
    yield Triple(claim, term("evidence"), node)
    yield Triple(node, _RDF_TYPE, term("Evidence"))
    yield Triple(node, EXACT, Literal(evidence.quote))
    yield Triple(node, START, _integer(evidence.start))
    yield Triple(node, END, _integer(evidence.end))
    yield Triple(node, QUOTED_FROM, article)


def _class_of(claim: Claim) -> tuple[FactClass, bool]:
    """The class of the fact that a claim would be, and whether its two people stand in the other order."""
    known = schema()
    general, _ = known.class_of(claim.kind, None)
    value = claim.values.get(general.type_argument) if general.type_argument else None
    return known.class_of(claim.kind, None if value is None else str(value))


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
        filled.append((prop, None, None if value is None else _literal(prop, value)))
    places = schema().exchanged(fact_class.iri) if swapped else {}
    for argument, people in claim.people.items():
        argument = places.get(argument, argument)
        for position, name in _members(people):
            prop = schema().property_for(fact_class.iri, argument, position or None, claim.status)
            filled.append((prop, position, None if name is None else appearance_iri(article, name)))
    for number, (prop, position, filler) in enumerate(filled, 1):
        slot = NamedNode(f"{claim_node.value}/slot/{number}")
        yield Triple(claim_node, term("slot"), slot)
        yield Triple(slot, term("slotProperty"), prop.iri)
        if position is not None:
            yield Triple(slot, term("slotPosition"), _integer(position))
        if filler is not None:
            yield Triple(slot, term("slotValue"), filler)


def _members(people: PersonArgument | None) -> Iterator[tuple[int | None, str | None]]:
    """Position and name of everybody in an argument: None for a single name, zero for an empty list."""
    if people is None or isinstance(people, str):
        yield None, people
    elif not people:
        yield 0, None
    else:
        yield from enumerate(people, 1)


def _literal(prop: FactProperty, value: str | int) -> Literal:
    if isinstance(value, int):
        return _integer(value)
    return Literal(value, datatype=EDTF) if prop.range == EDTF else Literal(value)


def _integer(value: int) -> Literal:
    return Literal(str(value), datatype=_INTEGER)


# -- reading an article's graph --------------------------------------------------------------------------------------


def extraction_of(quads: Iterable[Quad | Triple]) -> Extraction:
    """The extraction that an article's graph was made from; forms and mentions come back in a fixed order.

    Raises BrokenRDF when the triples are not exactly one article's graph.
    """
    index = _index(quads)
    nodes = [one for one in index if term("Article") in index[one].get(_RDF_TYPE, ())]
    if len(nodes) != 1 or not isinstance(nodes[0], NamedNode):
        raise BrokenRDF(f"an article's graph has one pkg:Article, this one has {len(nodes)}")
    node = nodes[0]

    def about(subject: NamedNode) -> Mapping[NamedNode, Sequence[Object]]:
        return index.get(subject, {})

    people: list[tuple[int, NamedNode]] = []
    claims: list[tuple[int, NamedNode]] = []
    for subject, known in index.items():
        numbers = known.get(term("number"))
        if numbers and isinstance(subject, NamedNode):
            is_claim = term("Claim") in known.get(_RDF_TYPE, ())
            (claims if is_claim else people).append((int(_text(numbers[0])), subject))
    return Extraction(
        article=_article(node, about),
        people=tuple(person_of(one, about) for _, one in sorted(people, key=lambda pair: pair[0])),
        claims=tuple(claim_of(one, about) for _, one in sorted(claims, key=lambda pair: pair[0])),
        notes=_notes(about(node)),
    )


def _index(quads: Iterable[Quad | Triple]) -> dict[Subject, dict[NamedNode, list[Object]]]:
    index: dict[Subject, dict[NamedNode, list[Object]]] = defaultdict(lambda: defaultdict(list))
    for quad in quads:
        index[quad.subject][quad.predicate].append(quad.object)
    return {subject: dict(known) for subject, known in index.items()}


def _text(value: Object) -> str:
    if isinstance(value, Literal | NamedNode):
        return value.value
    raise BrokenRDF(f"{value} should be a name or a value")


def _one(known: Mapping[NamedNode, Sequence[Object]], predicate: NamedNode) -> str | None:
    values = known.get(predicate)
    return _text(values[0]) if values else None


def _must(known: Mapping[NamedNode, Sequence[Object]], predicate: NamedNode, subject: NamedNode) -> str:
    value = _one(known, predicate)
    if value is None:
        raise BrokenRDF(f"{subject.value} has no {predicate.value}; export the article again")
    return value


def _article(node: NamedNode, about: About) -> Article:
    known = about(node)
    blocks = [Block(kind, span_of(NamedNode(_text(one)))) for kind in _BLOCKS for one in known.get(term(kind), ())]
    return Article(
        id=_must(known, IDENTIFIER, node),
        text=_must(known, term("text"), node),
        language=_must(known, LANGUAGE, node),
        blocks=tuple(sorted(blocks, key=lambda block: block.span)),
        title=_one(known, TITLE),
        published=_one(known, ISSUED),
        source=_one(known, SOURCE),
    )


def _notes(known: Mapping[NamedNode, Sequence[Object]]) -> tuple[str, ...]:
    numbered = [_text(one).partition(" ") for one in known.get(term("note"), ())]
    return tuple(note for _, _, note in sorted(numbered, key=lambda parts: int(parts[0])))


def person_of(node: NamedNode, about: About) -> Person:
    """A person of an article, read from its appearance; ``about`` gives the triples of a subject."""
    known = about(node)
    said = _one(known, term("gender"))
    return Person(
        name=_must(known, LABEL, node),
        forms=tuple(sorted(_text(one) for one in known.get(ALT_LABEL, ()))),
        gender=next((short for short, long in _GENDERS.items() if long == said), None),
        mentions=tuple(sorted(span_of(NamedNode(_text(one))) for one in known.get(term("mentionedAt"), ()))),
    )


def claim_of(node: NamedNode, about: About) -> Claim:
    """A claim, read from its node; ``about`` gives the triples of a subject in the article's graph."""
    known = about(node)
    general = schema().kind_of(NamedNode(_must(known, term("claimedClass"), node)))
    people: dict[str, PersonArgument | None] = {}
    values: dict[str, Value] = {}
    places: Mapping[str, str] = {}
    if general.type_argument and (claimed := _one(known, term("claimedType"))) is not None:
        values[general.type_argument] = claimed
        fact_class, swapped = schema().class_of(general.kind or "", claimed)
        places = schema().exchanged(fact_class.iri) if swapped else {}
    lists: dict[str, list[tuple[int, str]]] = {}
    for slot in sorted(known.get(term("slot"), ()), key=lambda one: int(_text(one).rpartition("/")[2])):
        inside = about(NamedNode(_text(slot)))
        prop = schema().by_iri[NamedNode(_must(inside, term("slotProperty"), node))]
        argument = places.get(prop.argument or "", prop.argument or "")
        filler = inside.get(term("slotValue"), [None])[0]
        if not prop.is_person:
            values[argument] = _value(filler)
            continue
        name = None if filler is None else _must(about(NamedNode(_text(filler))), LABEL, node)
        position = _one(inside, term("slotPosition"))
        if position is None:
            people[argument] = name
        elif name is None:
            people[argument] = ()
        else:
            lists.setdefault(argument, []).append((int(position), name))
            people[argument] = tuple(one for _, one in sorted(lists[argument]))
    span_node = NamedNode(_must(known, term("evidence"), node))
    quoted = about(span_node)
    return Claim(
        kind=general.kind or "",
        people=people,
        values=values,
        evidence=Evidence(
            start=int(_must(quoted, START, span_node)),
            end=int(_must(quoted, END, span_node)),
            quote=_must(quoted, EXACT, span_node),
            pattern=_must(known, term("pattern"), node),
        ),
        polarity=_must(known, term("polarity"), node),  # type: ignore[arg-type]
        certainty=_must(known, term("certainty"), node),  # type: ignore[arg-type]
        attributed_to=_one(known, term("attributedTo")),
        status=_must(known, term("status"), node),  # type: ignore[arg-type]
        start=_one(known, term("start")),
        end=_one(known, term("end")),
        date=_one(known, term("date")),
    )


def _value(filler: Object | None) -> Value:
    if isinstance(filler, Literal) and filler.datatype == _INTEGER:
        return int(filler.value)
    return None if filler is None else _text(filler)


# -- facts -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SourcedClaim:
    """A claim with where it comes from: its IRI, its article's IRI and publication date."""

    iri: NamedNode
    article: NamedNode
    published: str | None
    claim: Claim

    def appearances(self) -> tuple[NamedNode, ...]:
        """Everybody the claim speaks of, as people of its article."""
        return tuple(appearance_iri(self.article, name) for name in self.claim.names())


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


Canonical = Mapping[NamedNode, NamedNode]


def sourced_claims(extraction: Extraction) -> tuple[SourcedClaim, ...]:
    """The claims of an extraction with their IRIs."""
    article = article_iri(extraction.article.id)
    return tuple(
        SourcedClaim(claim_iri(article, number), article, extraction.article.published, claim)
        for number, claim in enumerate(extraction.claims, 1)
    )


def fact_key(sourced: SourcedClaim, person: Canonical) -> str:
    """What the facts of two claims must have in common to be one: class, people and values that tell facts apart.

    ``person`` gives the person of the merged graph for each person of an article. The key is short and stable.
    Claims with one key may still state several facts, told apart by time; see ``facts``.
    """
    return statement(sourced, person).key


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


def entity_triples(entity: NamedNode) -> list[Triple]:
    """Class and name of an organization, a place or a work, read off its IRI, so that nobody needs to own them.

    >>> len(entity_triples(entity_iri("Organization", "Skims")))
    2
    """
    class_name, _, name = entity.value.removeprefix(BASE).partition("/")
    return [Triple(entity, _RDF_TYPE, term(class_name.capitalize())), Triple(entity, LABEL, Literal(decode(name)))]


def person_triples(person: NamedNode, appearances: Iterable[tuple[NamedNode, Person]]) -> list[Triple]:
    """A person of the merged graph, from how articles present them: name, other forms, gender, appearances.

    The name is the one that most articles use, the longest of those; gender only when all that give one agree.
    """
    seen = sorted(appearances, key=lambda pair: pair[0].value)
    names = Counter(one.name for _, one in seen)
    name = min(names, key=lambda one: (-names[one], -len(one), one))
    forms = {form for _, one in seen for form in (one.name, *one.forms)} - {name}
    genders = {one.gender for _, one in seen if one.gender is not None}
    return [
        Triple(person, _RDF_TYPE, term("Person")),
        Triple(person, LABEL, Literal(name)),
        *(Triple(person, ALT_LABEL, Literal(form)) for form in sorted(forms)),
        *(Triple(person, term("gender"), Literal(_GENDERS[one])) for one in genders if len(genders) == 1),
        *(Triple(person, term("appearsAs"), node) for node, _ in seen),
    ]


# One argument of a fact: its name, its position when that matters, its property, and a person or a value.
_Argument = tuple[str, int | None, FactProperty, NamedNode | str | int]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as far as the fact that it states depends on it: people of the merged graph, in the order of the fact.

    Claims with equal statements are one to the fact, but for how many they are and which is the newest.
    ``published`` is when the article came out, where that says when the fact held; else None.
    """

    fact_class: FactClass
    arguments: tuple[_Argument, ...]
    certainty: str
    attributed_to: str | None
    status: str
    start: str | None
    end: str | None
    date: str | None
    published: str | None

    @property
    def key(self) -> str:
        """See ``fact_key``."""
        telling = [
            (argument, position, _folded(value))
            for argument, position, prop, value in self.arguments
            if prop.identifying == "always"
        ]
        content = [self.fact_class.iri.value, *sorted(telling, key=lambda one: (one[0], one[1] or 0, one[2]))]
        return f"{_hyphenated(self.fact_class.name)}-{_digest(content)}"

    @property
    def iri(self) -> NamedNode:
        """A node for everybody who says just this."""
        arguments = [
            (argument, position, value.value if isinstance(value, NamedNode) else value, isinstance(value, NamedNode))
            for argument, position, _, value in self.arguments
        ]
        voice = self.certainty, self.attributed_to, self.status
        time = self.start, self.end, self.date, self.published
        return NamedNode(f"{BASE}statement/{_digest([self.fact_class.iri.value, arguments, voice, time])}")

    def qualifiers(self) -> list[tuple[str, str]]:
        """The dates that are given, by name."""
        given = zip(_QUALIFIERS, (self.start, self.end, self.date), strict=True)
        return [(name, value) for name, value in given if value is not None]

    @property
    def time(self) -> edtf.Days:
        """When the fact held, as far as this tells: what recurs and has no date, about when it was published."""
        said = dict(self.qualifiers())
        start, end, on = ([said[name]] if name in said else [] for name in _QUALIFIERS)
        found = _extent(start, end, on)
        published = self.published and edtf.days(self.published)
        if said or not published or not schema().kind_of(self.fact_class.iri).recurring:
            return found
        assert published.first is not None and published.last is not None
        return edtf.Days(published.first - _NEWS, published.last + _NEWS)

    @property
    def details(self) -> dict[str, str]:
        """The values that tell facts apart only where both claims have one."""
        return {
            f"{argument} {position or ''}": _folded(value)
            for argument, position, prop, value in self.arguments
            if prop.identifying == "whenGiven"
        }


def statement(sourced: SourcedClaim, person: Canonical) -> Statement:
    """What a claim says of people of the merged graph; see ``fact_key`` for ``person``."""
    claim = sourced.claim
    fact_class, swapped = _class_of(claim)
    general = schema().kind_of(fact_class.iri)
    filled: list[tuple[str, int | None, NamedNode]] = []
    for argument, names in claim.people.items():
        for position, name in _members(names):
            if name is not None:
                filled.append((argument, position, person[appearance_iri(sourced.article, name)]))
    if swapped:
        places = schema().exchanged(fact_class.iri)
        filled = [(places[argument], position, node) for argument, position, node in filled]
    if fact_class.unordered:
        seats = sorted((argument, position) for argument, position, _ in filled)
        nodes = sorted((node for _, _, node in filled), key=lambda node: node.value)
        filled = [(*seat, node) for seat, node in zip(seats, nodes, strict=True)]
    arguments: list[_Argument] = []
    for argument, position, node in filled:
        prop = schema().property_for(fact_class.iri, argument, position, claim.status)
        arguments.append((argument, prop.position, prop, node))
    for argument, value in claim.values.items():
        if value is not None and argument != general.type_argument:
            prop = schema().property_for(fact_class.iri, argument, None, claim.status)
            arguments.append((argument, None, prop, value))
    undated = not any(True for _ in _qualifiers(claim))
    by_publication = (general.recurring and undated) or (fact_class.dated_by_publication and not claim.date)
    return Statement(
        fact_class,
        # A person in a list without order counts once, however often it is named.
        tuple(sorted(dict.fromkeys(arguments), key=lambda one: (one[0], one[1] or 0, str(one[3])))),
        claim.certainty,
        claim.attributed_to,
        claim.status,
        claim.start,
        claim.end,
        claim.date,
        sourced.published if by_publication else None,
    )


def _extent(starts: Iterable[str], ends: Iterable[str], dates: Iterable[str]) -> edtf.Days:
    """The days that a fact can have held on: from its start to its end, or else on its date."""
    opening = [found for one in starts if (found := edtf.days(one))]
    closing = [found for one in ends if (found := edtf.days(one))]
    if opening or closing:
        return edtf.Days(
            min((one.first for one in opening if one.first), default=None),
            max((one.last for one in closing if one.last), default=None),
        )
    on = [found for one in dates if (found := edtf.days(one))]
    return edtf.Days(
        min((one.first for one in on if one.first), default=None),
        max((one.last for one in on if one.last), default=None),
    )


_Signature = tuple[edtf.Days, tuple[tuple[str, str], ...]]


def told(statements: Iterable[Statement]) -> list[tuple[NamedNode, list[Statement]]]:
    """The facts, by IRI, that statements of one key tell of, each with its statements; see ``facts``."""
    by_signature: dict[_Signature, list[Statement]] = defaultdict(list)
    for one in statements:
        by_signature[one.time, tuple(sorted(one.details.items()))].append(one)
    groups: list[list[_Signature]] = []
    for signature in sorted(by_signature, key=_exactness):
        fitting = [group for group in groups if all(_compatible(signature, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(signature)
        else:
            groups.append([signature])
    found = []
    for group in groups:
        members = [one for signature in group for one in by_signature[signature]]
        class_name, _, digest = members[0].key.rpartition("-")
        distinction = f"/{_distinction(group[0])}" if len(groups) > 1 else ""
        found.append((NamedNode(f"{BASE}{class_name}/{digest}{distinction}"), members))
    return found


def _exactness(signature: _Signature) -> tuple[int, int, int, str, str]:
    """Narrow times and more details first, so that vaguer claims find the fact they belong to."""
    time, details = signature
    length = (time.last - time.first).days if time.first and time.last else 10**9
    return (time.first is None) + (time.last is None), -len(details), length, str(time.first), str((time.last, details))


def _compatible(one: _Signature, other: _Signature) -> bool:
    mine, theirs = dict(one[1]), dict(other[1])
    return one[0].overlaps(other[0]) and all(theirs.get(name, value) == value for name, value in mine.items())


def _distinction(signature: _Signature) -> str:
    time, details = signature
    return _digest([str(time.first), str(time.last), *details])


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
        Triple(node, _RDF_TYPE, fact_class.iri),
        Triple(node, term("key"), Literal(key)),
        Triple(node, term("status"), Literal(status)),
    ]
    for prop, values in _merged(times, status):
        for value in values:
            if prop.is_object and isinstance(value, str):
                value = entity_iri(prop.range.value.rpartition("#")[2], _spaced(value))
                entities[value] = None
            triples.append(Triple(node, prop.iri, value if isinstance(value, NamedNode) else _literal(prop, value)))
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
        chosen.setdefault(_folded(value), value)
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
    best = {qualifier: _most_exact(value for name, value in given if name == qualifier) for qualifier in _QUALIFIERS}
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
    held = _extent(dates.get("start", ()), dates.get("end", ()), on)
    return [
        Triple(node, term(name), Literal(day.isoformat(), datatype=_DATE))
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
            Triple(pair, _RDF_TYPE, pair_class),
            Triple(pair, first.iri, one),
            Triple(pair, second.iri, other),
            Triple(pair, term("partOf"), node),
        ]
    return found


def _spaced(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).split())


def _folded(value: NamedNode | str | int) -> str:
    return value.value if isinstance(value, NamedNode) else _spaced(str(value)).casefold()


def _digest(content: object) -> str:
    import hashlib  # imported here since a query mints no IRI
    import json

    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def _hyphenated(name: str) -> str:
    """``BirthdayCelebration`` as ``birthday-celebration``."""
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in name).lstrip("-")
