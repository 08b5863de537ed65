"""Reads an article's graph back into the extraction that it was made from."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from pyoxigraph import Literal, NamedNode, Quad, Triple

from peoplekg.errors import BrokenRDF
from peoplekg.graph.iris import span_of
from peoplekg.graph.terms import (
    ALT_LABEL,
    BLOCKS,
    END,
    EXACT,
    GENDERS,
    IDENTIFIER,
    ISSUED,
    LABEL,
    LANGUAGE,
    RDF_TYPE,
    SOURCE,
    START,
    TITLE,
    XSD_INTEGER,
    About,
    Object,
    Subject,
)
from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Person, PersonArgument, Value
from peoplekg.ontology import schema, term


def extraction_of(quads: Iterable[Quad | Triple]) -> Extraction:
    """The extraction that an article's graph was made from; forms and mentions come back in a fixed order.

    Raises BrokenRDF when the triples are not exactly one article's graph.
    """
    index = _index(quads)
    nodes = [one for one in index if term("Article") in index[one].get(RDF_TYPE, ())]
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
            is_claim = term("Claim") in known.get(RDF_TYPE, ())
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
    blocks = [Block(kind, span_of(NamedNode(_text(one)))) for kind in BLOCKS for one in known.get(term(kind), ())]
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
        gender=next((short for short, long in GENDERS.items() if long == said), None),
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
    if isinstance(filler, Literal) and filler.datatype == XSD_INTEGER:
        return int(filler.value)
    return None if filler is None else _text(filler)
