"""Facts, claims and articles against the shapes (SHACL, https://www.w3.org/TR/shacl/).

Two engines give the same results: ``pyshifty``, the default, in a few milliseconds, and ``pyshacl``, the reference.
A shape of ours is named: every result leads to one shape, and from there to a message in English and Italian.

The sense rules look from a fact to its people and on to other facts of the same people. To judge some facts it is
enough to pass them with all facts that share a person with them, births, deaths and convictions above all.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Store, Triple, parse, serialize
from pyoxigraph import Literal as RDFLiteral

from peoplekg.errors import BrokenRDF, BrokenResource, UnreadableInput
from peoplekg.graph import held_days
from peoplekg.ontology import term
from peoplekg.resources import resource

Engine = Literal["pyshifty", "pyshacl"]
Node = NamedNode | BlankNode
Term = NamedNode | BlankNode | RDFLiteral | Triple

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_DATED = tuple(term(name) for name in ("start", "end", "date", "publishedOn"))
_HELD = (term("earliest"), term("latest"))


def _sh(name: str) -> NamedNode:
    return NamedNode(_SH + name)


@dataclass(frozen=True, slots=True)
class Result:
    """One breach of one shape.

    ``focus`` is the node that breaks the shape; ``value`` what it breaks it with: a bad value, or for a rule about two
    facts the other fact. Both facts lead on to their claims by pkg:supportedBy. ``path`` holds the properties that
    the shape looks at, ``component`` the local name of the SHACL constraint, ``message`` a text for each language.
    """

    focus: Node
    shape: NamedNode
    component: str
    severity: Literal["Violation", "Warning", "Info"]
    value: Term | None = None
    path: tuple[NamedNode, ...] = ()
    message: Mapping[str, str] = field(default_factory=dict, compare=False)

    def nodes(self) -> tuple[NamedNode, ...]:
        """The nodes on both sides of the breach: the focus, and the value where it is a node."""
        return tuple(one for one in (self.focus, self.value) if isinstance(one, NamedNode))


def validate(data: Iterable[Triple | Quad], *, engine: Engine = "pyshifty") -> list[Result]:
    """Every breach of the shapes in the data, in a fixed order; an empty list means that it conforms.

    Facts without pkg:earliest and pkg:latest are given them first, reckoned from their dates.
    Raises BrokenResource when a shape cannot be read or run.

    >>> validate([])
    []
    """
    triples = _with_days(data)
    if not triples:
        return []
    document = serialize(triples, format=RdfFormat.N_TRIPLES) or b""
    report = _shifty_report(document) if engine == "pyshifty" else _pyshacl_report(document)
    return sorted(set(_results(report)), key=_order)


def validate_file(path: Path, *, engine: Engine = "pyshifty") -> list[Result]:
    """Every breach of the shapes in an RDF file, the graphs of which count as one.

    Raises UnreadableInput and BrokenRDF as ``read_rdf`` does.
    """
    return validate(read_rdf(path), engine=engine)


def read_rdf(path: Path) -> list[Quad]:
    """The quads of a file in Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML, by its extension.

    Raises UnreadableInput when there is no such file or its extension says no RDF format, BrokenRDF with the line
    when it does not parse.
    """
    rdf_format = RdfFormat.from_extension(path.suffix.removeprefix("."))
    if rdf_format is None:
        raise UnreadableInput(
            f"{path}: the extension {path.suffix!r} is no RDF format; use .ttl, .trig, .nt, .nq, .jsonld or .rdf"
        )
    try:
        return list(parse(path=str(path), format=rdf_format))
    except OSError as error:
        raise UnreadableInput(f"{path}: {error.strerror or error}; give the path of an RDF file") from error
    except SyntaxError as error:
        where = f"{path}, line {error.lineno}" if error.lineno else str(path)
        raise BrokenRDF(f"{where}: {error.msg}; mend the file there") from error
    except ValueError as error:
        raise BrokenRDF(f"{path}: {error}; the file must be UTF-8 text") from error


def report_turtle(results: Iterable[Result]) -> str:
    """A SHACL validation report (https://www.w3.org/TR/shacl/#validation-report) as Turtle, in a fixed order."""
    blocks = [_report_entry(result) for result in results]
    lines = [f"@prefix sh: <{_SH}> .", "", "[] a sh:ValidationReport ;"]
    if not blocks:
        return "\n".join([*lines, "    sh:conforms true .", ""])
    return "\n".join([*lines, "    sh:conforms false ;", "    sh:result " + " , ".join(blocks) + " .", ""])


def _report_entry(result: Result) -> str:
    pairs = [("sh:focusNode", str(result.focus))]
    if len(result.path) == 1:
        pairs.append(("sh:resultPath", str(result.path[0])))
    elif result.path:
        pairs.append(("sh:resultPath", f"[ sh:alternativePath ( {' '.join(map(str, result.path))} ) ]"))
    if result.value is not None:
        pairs.append(("sh:value", str(result.value)))
    pairs.append(("sh:sourceShape", str(result.shape)))
    pairs.append(("sh:sourceConstraintComponent", f"sh:{result.component}"))
    pairs.append(("sh:resultSeverity", f"sh:{result.severity}"))
    for language, text in sorted(result.message.items()):
        pairs.append(("sh:resultMessage", str(RDFLiteral(text, language=language))))
    inside = " ;\n".join(f"        {predicate} {value}" for predicate, value in pairs)
    return f"[\n        a sh:ValidationResult ;\n{inside}\n    ]"


# -- the data --------------------------------------------------------------------------------------------------------


def _with_days(data: Iterable[Triple | Quad]) -> list[Triple]:
    triples = dict.fromkeys(Triple(one.subject, one.predicate, one.object) for one in data)
    dated: dict[Any, dict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    held = set()
    for one in triples:
        if one.predicate in _DATED and isinstance(one.object, RDFLiteral):
            dated[one.subject][one.predicate.value.rpartition("#")[2]].append(one.object.value)
        elif one.predicate in _HELD:
            held.add(one.subject)
    added = [triple for subject, dates in dated.items() if subject not in held for triple in held_days(subject, dates)]
    return [*triples, *added]


# -- the engines -----------------------------------------------------------------------------------------------------


@cache
def shapes_text() -> str:
    """All shapes as one Turtle text."""
    return "\n".join(path.read_text(encoding="utf-8") for path in sorted(resource("shapes").glob("*.ttl")))


@cache
def _shapes() -> Store:
    store = Store()
    try:
        store.extend(parse(shapes_text(), format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise BrokenResource(f"{resource('shapes')}: {error}; install peoplekg again or mend the shapes") from error
    return store


@cache
def _shifty() -> Any:
    from shifty._shifty import PreparedValidator

    _shapes()
    return PreparedValidator(shapes=shapes_text().encode(), shapes_format="turtle")


def _shifty_report(document: bytes) -> Store:
    report = _shifty().validate_w3c(data=document, data_format="ntriples", graph_mode="data", run_infer=False)
    if report.diagnostics:
        raise BrokenResource(f"a shape cannot be run: {'; '.join(report.diagnostics)}; mend it under shapes/")
    store = Store()
    store.extend(parse(report.report_turtle, format=RdfFormat.TURTLE))
    return store


@cache
def _pyshacl_shapes() -> Any:
    import rdflib

    return rdflib.Graph().parse(data=shapes_text(), format="turtle")


def _pyshacl_report(document: bytes) -> Store:
    import pyshacl
    import rdflib

    data = rdflib.Graph().parse(data=document, format="nt")
    _, report, text = pyshacl.validate(data, shacl_graph=_pyshacl_shapes(), advanced=False, inplace=True)
    if not isinstance(report, rdflib.Graph):
        raise BrokenResource(f"a shape cannot be run: {text}; mend it under shapes/")
    store = Store()
    store.extend(parse(report.serialize(format="nt"), format=RdfFormat.N_TRIPLES))
    return store


# -- the report ------------------------------------------------------------------------------------------------------


def _results(report: Store) -> Iterator[Result]:
    for quad in report.quads_for_pattern(None, _sh("resultSeverity"), None):
        known = {one.predicate: one.object for one in report.quads_for_pattern(quad.subject, None, None)}
        focus, shape = known[_sh("focusNode")], known[_sh("sourceShape")]
        if not isinstance(shape, NamedNode):
            raise BrokenResource("a shape without a name was broken; give every shape under shapes/ an IRI")
        if not isinstance(focus, NamedNode | BlankNode):
            raise BrokenResource(f"{shape.value} was broken by the literal {focus}; shapes are about nodes")
        yield Result(
            focus=focus,
            shape=shape,
            component=_local(known[_sh("sourceConstraintComponent")]),
            severity=_local(quad.object),  # type: ignore[arg-type]
            value=known.get(_sh("value")),
            path=_path(shape),
            message=_message(shape),
        )


def _local(node: Term) -> str:
    return node.value.removeprefix(_SH) if isinstance(node, NamedNode) else str(node)


def _order(result: Result) -> tuple[str, str, str, str]:
    return str(result.focus), result.shape.value, result.component, str(result.value)


@cache
def _message(shape: NamedNode) -> Mapping[str, str]:
    """The shape's message in each language, its own or that of its SPARQL rule."""
    nodes: list[Any] = [shape, *(one.object for one in _shapes().quads_for_pattern(shape, _sh("sparql"), None))]
    found = [one.object for node in nodes for one in _shapes().quads_for_pattern(node, _sh("message"), None)]
    texts = sorted((one.language or "", one.value) for one in found if isinstance(one, RDFLiteral))
    if not texts:
        raise BrokenResource(f"{shape.value} has no sh:message; write one in each language")
    return dict(texts)


@cache
def _path(shape: NamedNode) -> tuple[NamedNode, ...]:
    """The properties of the shape's path, or of the alternatives in it."""
    found: list[NamedNode] = []
    for quad in _shapes().quads_for_pattern(shape, _sh("path"), None):
        if not isinstance(quad.object, BlankNode):
            return (quad.object,) if isinstance(quad.object, NamedNode) else ()
        for alternatives in _shapes().quads_for_pattern(quad.object, _sh("alternativePath"), None):
            found.extend(_members(alternatives.object))
    return tuple(found)


def _members(head: Any) -> Iterator[NamedNode]:
    while head != NamedNode(_RDF + "nil"):
        for quad in _shapes().quads_for_pattern(head, NamedNode(_RDF + "first"), None):
            if isinstance(quad.object, NamedNode):
                yield quad.object
        head = next(one.object for one in _shapes().quads_for_pattern(head, NamedNode(_RDF + "rest"), None))
