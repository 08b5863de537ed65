"""The shapes by their cases, the two engines against one another, and the reading of RDF files."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse

from peoplekg.errors import BrokenRDF, UnreadableInput
from peoplekg.graph import EDTF
from peoplekg.ontology import schema, term
from peoplekg.resources import resource
from peoplekg.validation import read_rdf, report_turtle, shapes_text, validate, validate_file

CASES = Path(__file__).parent / "cases" / "shapes"
SHAPES = "https://w3id.org/peoplekg/shapes#"
SH = "http://www.w3.org/ns/shacl#"
BREAKS = NamedNode("https://example.org/breaks")
RDF_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")


def test_every_shape_file_has_a_passing_and_a_failing_case() -> None:
    shapes = {path.stem for path in resource("shapes").glob("*.ttl")} - {"prefixes"}
    cases = {path.stem for path in CASES.glob("*.ttl")}
    assert cases == {f"{name}-{outcome}" for name in shapes for outcome in ("pass", "fail")}


@pytest.mark.parametrize("path", sorted(CASES.glob("*-pass.ttl")), ids=lambda path: path.stem)
def test_passing_cases_conform(path: Path) -> None:
    assert validate_file(path) == []


@pytest.mark.parametrize("path", sorted(CASES.glob("*-fail.ttl")), ids=lambda path: path.stem)
def test_failing_cases_break_exactly_the_rules_they_name(path: Path) -> None:
    expected = {(str(one.subject), one.object) for one in read_rdf(path) if one.predicate == BREAKS}
    assert {(str(one.focus), one.shape) for one in validate_file(path)} == expected


def test_every_rule_is_broken_by_a_case() -> None:
    shapes = list(parse(shapes_text(), format=RdfFormat.TURTLE))
    rules = {
        one.subject
        for one in shapes
        if one.predicate == NamedNode(SH + "sparql")
        or (one.predicate == RDF_TYPE and one.object == NamedNode(SH + "PropertyShape"))
    }
    broken = {one.object for path in CASES.glob("*-fail.ttl") for one in read_rdf(path) if one.predicate == BREAKS}
    assert rules == broken


def test_every_class_has_a_shape() -> None:
    targets = {
        one.object for one in parse(shapes_text(), format=RdfFormat.TURTLE) if one.predicate.value == SH + "targetClass"
    }
    things = {
        term(name)
        for name in ["Person", "Organization", "Place", "Work", "Article", "Appearance", "Claim", "Slot", "Evidence"]
    }
    assert targets >= things | set(schema().classes)


def test_every_rule_says_in_two_languages_what_is_wrong() -> None:
    messages: dict[object, set[str | None]] = {}
    texts = list(parse(shapes_text(), format=RdfFormat.TURTLE))
    for one in texts:
        if one.predicate.value == SH + "message":
            messages.setdefault(one.subject, set()).add(one.object.language)
    speaking = {
        one.subject
        for one in texts
        if one.predicate == RDF_TYPE and one.object.value in (SH + "PropertyShape", SH + "SPARQLConstraint")
    }
    assert speaking
    assert {node: messages.get(node) for node in speaking} == {node: {"en", "it"} for node in speaking}


def test_a_result_names_both_facts_and_the_rule_in_words() -> None:
    results = [one for one in validate_file(CASES / "clemency-fail.ttl") if one.shape.value.endswith("-conviction")]
    (result,) = results
    assert [node.value for node in result.nodes()] == [
        "https://example.org/too-early",
        "https://example.org/conviction",
    ]
    assert result.message == {
        "en": "Nobody is pardoned before the conviction.",
        "it": "Nessuno è graziato prima della condanna.",
    }
    assert result.severity == "Violation"


def test_a_result_of_a_path_with_alternatives_names_them() -> None:
    result = next(one for one in validate_file(CASES / "friendship-fail.ttl") if one.focus.value.endswith("alone"))
    assert result.path == (term("secondFriend"), term("formerSecondFriend"))
    assert result.component == "MinCountConstraintComponent"


# -- the engines -----------------------------------------------------------------------------------------------------


def both(triples: list[Triple]) -> None:
    assert validate(triples, engine="pyshifty") == validate(triples, engine="pyshacl")


def test_both_engines_agree_on_every_case() -> None:
    """Each file gets its own names, so that the reference, slow to start, runs once over all."""
    triples = []
    for number, path in enumerate(sorted(CASES.glob("*.ttl"))):
        for quad in read_rdf(path):
            moved = [
                NamedNode(one.value.replace("example.org/", f"example.org/{number}/"))
                if isinstance(one, NamedNode)
                else one
                for one in (quad.subject, quad.object)
            ]
            triples.append(Triple(moved[0], quad.predicate, moved[1]))
    assert len(validate(triples)) > 100
    both(triples)


DAYS = ["1960", "1981-10-30", "1981", "2003~", "2018-06", "2019-01-01", "2023-11-03", "199X", "2014-23", "last May", ""]
NODES = [NamedNode(f"https://example.org/{name}") for name in ("anna", "bruno", "carla")]
FACTS = [NamedNode(f"https://example.org/fact{number}") for number in range(6)]


@st.composite
def dirty_triple(draw: st.DrawFn) -> Triple:
    """Something said of a fact: mostly sensible, often missing, doubled or of the wrong sort."""
    node = draw(st.sampled_from(FACTS))
    known = schema()
    what = draw(st.integers(0, 3))
    if what == 0:
        return Triple(node, RDF_TYPE, draw(st.sampled_from(sorted(known.classes, key=str))))
    if what == 1:
        date = draw(st.sampled_from(DAYS))
        literal = draw(st.sampled_from([Literal(date, datatype=EDTF), Literal(date)]))
        return Triple(
            node, draw(st.sampled_from([term(name) for name in ("date", "start", "end", "publishedOn")])), literal
        )
    prop = draw(st.sampled_from(known.properties))
    values = (
        st.sampled_from([*NODES, *FACTS])
        if prop.is_object
        else st.sampled_from([Literal("x"), Literal(""), Literal(42), Literal(200), Literal("2018", datatype=EDTF)])
    )
    return Triple(node, prop.iri, draw(values))


CLASSED = ["Birth", "Death", "AgeStatement", "Parenthood", "Pardon", "Conviction", "Party", "Authorship"]


@st.composite
def dirty_life(draw: st.DrawFn) -> list[Triple]:
    """Facts of every sort that a sense rule looks at, about few people and few dates, so that they collide."""
    known, triples = schema(), []
    for node in FACTS:
        name = draw(st.sampled_from(CLASSED))
        triples.append(Triple(node, RDF_TYPE, term(name)))
        for prop in known.properties:
            if prop.is_person and prop.domain == term(name) and draw(st.integers(0, 9)):
                triples.append(Triple(node, prop.iri, draw(st.sampled_from(NODES))))
        triples.append(Triple(node, term("participant"), draw(st.sampled_from(NODES))))
        triples.append(Triple(node, term("date"), Literal(draw(st.sampled_from(DAYS)), datatype=EDTF)))
        triples.append(Triple(node, term("years"), Literal(draw(st.integers(0, 60)))))
    return triples


@settings(max_examples=40, deadline=None)
@given(st.lists(dirty_triple(), max_size=40))
def test_both_engines_agree_on_dirty_graphs(triples: list[Triple]) -> None:
    both(triples)


@settings(max_examples=40, deadline=None)
@given(dirty_life())
def test_both_engines_agree_on_lives_that_make_no_sense(triples: list[Triple]) -> None:
    both(triples)


@settings(max_examples=50, deadline=None)
@given(dirty_life(), st.randoms(use_true_random=False))
def test_the_order_of_triples_does_not_matter(triples: list[Triple], random: object) -> None:
    shuffled = list(triples)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert validate(shuffled) == validate(triples)


# -- files and reports -----------------------------------------------------------------------------------------------


def test_a_file_with_graphs_is_read_as_one(tmp_path: Path) -> None:
    path = tmp_path / "data.trig"
    path.write_text("<urn:g> { <urn:f> a <https://w3id.org/peoplekg/ontology#Birth> }", encoding="utf-8")
    assert {one.shape.value.removeprefix(SHAPES) for one in validate_file(path)} == {"Birth-person", "Fact-supportedBy"}


def test_a_broken_file_is_named_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "broken.ttl"
    path.write_text("<urn:a> <urn:b> <urn:c> .\n<urn:a> <urn:b> .\n", encoding="utf-8")
    with pytest.raises(BrokenRDF, match=r"broken\.ttl, line 2"):
        validate_file(path)


def test_a_binary_file_is_refused_as_broken(tmp_path: Path) -> None:
    path = tmp_path / "binary.nt"
    path.write_bytes(b"\xff\xfe\x00<urn:a>")
    with pytest.raises(BrokenRDF, match=r"binary\.nt"):
        validate_file(path)


@pytest.mark.parametrize("name", ["missing.ttl", "notes.doc"])
def test_what_is_no_rdf_file_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(UnreadableInput, match=name):
        validate_file(tmp_path / name)


def test_the_report_is_valid_turtle_with_every_result(tmp_path: Path) -> None:
    results = validate_file(CASES / "event-fail.ttl")
    text = report_turtle(results)
    quads = list(parse(text, format=RdfFormat.TURTLE))
    assert sum(one.predicate.value == SH + "focusNode" for one in quads) == len(results) > 3
    assert {one.object.language for one in quads if one.predicate.value == SH + "resultMessage"} == {"en", "it"}
    assert Literal(True) not in [one.object for one in quads]


def test_the_report_of_nothing_conforms() -> None:
    (conforms,) = (
        one for one in parse(report_turtle([]), format=RdfFormat.TURTLE) if one.predicate.value == SH + "conforms"
    )
    assert conforms.object == Literal(True)


def test_quads_are_taken_as_triples() -> None:
    node = NamedNode("urn:f")
    assert validate([Quad(node, RDF_TYPE, term("Birth"), NamedNode("urn:g"))]) == validate(
        [Triple(node, RDF_TYPE, term("Birth"))]
    )
