"""The W3C's SHACL test suite (core and SPARQL), where its folder lies beside the checkout, with both engines.

The tables name the cases that an engine decides otherwise than the suite, and say why. A case is passed when the
results are the same in number and in focus node, path, value, severity, component and shape; blank nodes, which lose
their names on the way, count as equal, and messages are free. Where the suite wants a failure, the engine must refuse.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pyoxigraph
import pytest
import rdflib
from rdflib import RDF, SH, BNode, Graph, URIRef
from rdflib.collection import Collection

from peoplekg.validation import shapes_text

SUITE = Path(__file__).resolve().parents[2] / "shared" / "w3c" / "shacl"
pytestmark = pytest.mark.skipif(not SUITE.is_dir(), reason="the W3C's SHACL cases are not beside the checkout")

MF = rdflib.Namespace("http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#")
SHT = rdflib.Namespace("http://www.w3.org/ns/shacl-test#")

_PATH = "reports a path of several steps or branches as a blank node of which it says nothing; all else is right"
_ONE = "takes the lexical form 1 for true, which switches the constraint on"

PYSHIFTY = {
    "core/path/path-alternative-001": _PATH,
    "core/path/path-complex-001": _PATH,
    "core/path/path-complex-002": _PATH,
    "core/path/path-inverse-001": _PATH,
    "core/path/path-oneOrMore-001": _PATH,
    "core/path/path-sequence-001": _PATH,
    "core/path/path-sequence-002": _PATH,
    "core/path/path-sequence-duplicate-001": _PATH,
    "core/path/path-strange-001": _PATH,
    "core/path/path-strange-002": _PATH,
    "core/path/path-zeroOrMore-001": _PATH,
    "core/path/path-zeroOrOne-001": _PATH,
    "core/property/uniqueLang-002": _ONE,
}
PYSHACL = {
    "core/property/uniqueLang-002": _ONE,
    "sparql/pre-binding/shapesGraph-001": "refuses $shapesGraph, which the specification leaves to the engine",
}


PARTS = ("resultPath", "focusNode", "value", "resultSeverity", "sourceConstraintComponent", "sourceShape")


class RefusedError(Exception):
    """What the engine says of shapes that it will not run."""


class Outcome(NamedTuple):
    """Whether the data conforms, and how often each result is given, by its six parts."""

    conforms: bool
    results: Counter[tuple[str, ...]]


class Case(NamedTuple):
    """Data to be validated; where nothing is expected, the engine must refuse."""

    name: str
    data: Path
    shapes: Path
    expected: Outcome | None


def cases() -> list[Case]:
    """Every case of the suite, by the manifests, in their order."""
    return list(_cases(SUITE / "manifest.ttl")) if SUITE.is_dir() else []


def _cases(manifest: Path) -> list[Case]:
    graph = parsed(manifest)
    here = URIRef(manifest.as_uri())
    found = [case for one in graph.objects(here, MF.include) for case in _cases(path_of(one))]
    for entries in graph.objects(here, MF.entries):
        found += [_case(graph, entry) for entry in Collection(graph, entries)]
    return sorted(found, key=lambda case: case.name)


def _case(graph: Graph, entry: rdflib.term.Node) -> Case:
    action, result = graph.value(entry, MF.action), graph.value(entry, MF.result)
    data, shapes = (path_of(graph.value(action, SHT[name])) for name in ("dataGraph", "shapesGraph"))
    name = path_of(entry).relative_to(SUITE).as_posix()
    return Case(name, data, shapes, None if result == SHT.Failure else outcome(graph, result))


def path_of(node: rdflib.term.Node | None) -> Path:
    return Path(str(node).removeprefix("file://"))


@cache
def parsed(path: Path) -> Graph:
    return Graph().parse(path, format="turtle", publicID=path.as_uri())


def outcome(graph: Graph, report: rdflib.term.Node | None) -> Outcome:
    results = Counter(
        tuple(shown(graph, graph.value(one, SH[part])) for part in PARTS) for one in graph.objects(report, SH.result)
    )
    return Outcome(bool(graph.value(report, SH.conforms)), results)


def shown(graph: Graph, node: rdflib.term.Node | None) -> str:
    """A term, or the path that a blank node spells out."""
    if not isinstance(node, BNode):
        return node.n3() if isinstance(node, rdflib.term.IdentifiedNode | rdflib.Literal) else "-"
    if (node, RDF.first, None) in graph:
        return f"({' '.join(shown(graph, part) for part in Collection(graph, node))})"
    for kind in (SH.inversePath, SH.alternativePath, SH.zeroOrMorePath, SH.oneOrMorePath, SH.zeroOrOnePath):
        inner = graph.value(node, kind)
        if inner is not None:
            return f"[{kind.n3()} {shown(graph, inner)}]"
    return "_:"


def by_pyshifty(data: Path, shapes: Path) -> Outcome:
    from shifty._shifty import PreparedValidator

    try:
        validator = PreparedValidator(shapes=shapes.read_bytes(), shapes_format="turtle", base=shapes.as_uri())
        # Not by rdflib, which would write "1"^^xsd:boolean as "true"^^xsd:boolean.
        quads = pyoxigraph.parse(path=str(data), format=pyoxigraph.RdfFormat.TURTLE, base_iri=data.as_uri())
        triples = pyoxigraph.serialize((quad.triple for quad in quads), format=pyoxigraph.RdfFormat.N_TRIPLES)
        report = validator.validate_w3c(data=triples, data_format="ntriples", graph_mode="data", run_infer=False)
    except (ValueError, RuntimeError) as error:
        raise RefusedError(str(error)) from error
    if report.diagnostics:
        raise RefusedError("; ".join(report.diagnostics))
    graph = Graph().parse(data=report.report_turtle, format="turtle")
    return outcome(graph, graph.value(None, RDF.type, SH.ValidationReport))


def by_pyshacl(data: Path, shapes: Path) -> Outcome:
    import pyshacl

    try:
        _, graph, text = pyshacl.validate(parsed(data), shacl_graph=parsed(shapes), advanced=False)
    except Exception as error:  # what it raises has no common class
        raise RefusedError(str(error)) from error
    if not isinstance(graph, Graph):
        raise RefusedError(text)
    return outcome(graph, graph.value(None, RDF.type, SH.ValidationReport))


def decided(engine: Callable[[Path, Path], Outcome], case: Case) -> Outcome | None:
    try:
        return engine(case.data, case.shapes)
    except RefusedError:
        return None


def without_paths(one: Outcome | None) -> Outcome | None:
    if one is None:
        return None
    results: Counter[tuple[str, ...]] = Counter()
    for (_, *others), count in one.results.items():
        results[tuple(others)] += count
    return Outcome(one.conforms, results)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_pyshifty_decides_as_the_suite_does_but_for_the_table(case: Case) -> None:
    found = decided(by_pyshifty, case)
    assert (found == case.expected) == (case.name not in PYSHIFTY)
    if PYSHIFTY.get(case.name) == _PATH:
        assert without_paths(found) == without_paths(case.expected)


@pytest.mark.parametrize("case", cases(), ids=lambda case: case.name)
def test_pyshacl_decides_as_the_suite_does_but_for_the_table(case: Case) -> None:
    assert (decided(by_pyshacl, case) == case.expected) == (case.name not in PYSHACL)


def test_the_tables_name_real_cases() -> None:
    names = [case.name for case in cases()]
    assert {*PYSHIFTY, *PYSHACL} <= set(names)
    assert len(names) == len(set(names)) == 120


# -- our own shapes use nothing that the tables name, nor anything that the suite does not try ------------------------


@cache
def our_shapes() -> Graph:
    return Graph().parse(data=shapes_text(), format="turtle")


def test_our_paths_are_such_as_are_read_off_the_shape() -> None:
    """``validation`` never takes a path from a report; it knows properties and alternatives of properties."""
    for path in our_shapes().objects(None, SH.path):
        if isinstance(path, BNode):
            ((kind, branches),) = our_shapes().predicate_objects(path)
            assert kind == SH.alternativePath
            assert all(isinstance(part, URIRef) for part in Collection(our_shapes(), branches))


def test_our_shapes_write_true_as_true() -> None:
    text = shapes_text()
    assert "XMLSchema#boolean" not in text
    assert "xsd:boolean" not in text.replace("sh:datatype xsd:boolean", "")


def test_pyshifty_passes_a_case_with_every_construct_that_our_shapes_use() -> None:
    passed = [case for case in cases() if PYSHIFTY.get(case.name) in (None, _PATH)]
    tried = {term for case in passed for term in constructs(parsed(case.shapes))}
    assert SH.minCount in constructs(our_shapes())
    assert constructs(our_shapes()) <= tried | {SH.name, SH.description}


def constructs(shapes: Graph) -> set[rdflib.term.Node]:
    return {predicate for predicate in shapes.predicates() if str(predicate).startswith(str(SH))}
