"""Exports are the same bytes every time and the same triples in every engine."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import Dataset, Graph

from peoplekg.errors import WrongArgument
from peoplekg.export import FORMATS, Format, serialize

ID = "https://w3id.org/peoplekg/id/"
PKG = "https://w3id.org/peoplekg/ontology#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
LABEL = NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
EDTF = NamedNode("http://id.loc.gov/datatypes/edtf/EDTF")

OXIGRAPH = {
    "turtle": RdfFormat.TURTLE,
    "trig": RdfFormat.TRIG,
    "nt": RdfFormat.N_TRIPLES,
    "nq": RdfFormat.N_QUADS,
    "jsonld": RdfFormat.JSON_LD,
    "rdfxml": RdfFormat.RDF_XML,
}
RDFLIB = {"turtle": "turtle", "trig": "trig", "nt": "nt", "nq": "nquads", "jsonld": "json-ld", "rdfxml": "xml"}
RAPPER = {"turtle": "turtle", "nt": "ntriples", "rdfxml": "rdfxml", "nq": "nquads"}
WITH_GRAPHS = {"trig", "nq", "jsonld"}

iris = st.sampled_from(
    [
        ID + "person/kim-kardashian",
        ID + "person/Khloé_Kà.-x",
        ID + "fact/a.b.",
        ID,
        PKG + "Friendship",
        "http://example.org/a%20b",
    ]
)
nodes = iris.map(NamedNode)
predicates = st.sampled_from([TYPE, LABEL, NamedNode(PKG + "friendOf"), NamedNode("http://example.org/x-y")])
texts = st.text(st.characters(blacklist_categories=["Cs", "Cc"]) | st.sampled_from("\n\t\r\"\\'<&>"), max_size=12)
literals = (
    texts.map(Literal)
    | texts.map(lambda text: Literal(text, language="it"))
    | st.integers(-5, 5).map(Literal)
    | st.just(Literal("2018-05", datatype=EDTF))
)
graphs = st.sampled_from([DefaultGraph(), NamedNode(ID + "article/a"), NamedNode(ID + "graph/inferred")])


@st.composite
def quads(draw: st.DrawFn) -> Quad:
    predicate = draw(predicates)
    return Quad(draw(nodes), predicate, draw(nodes if predicate == TYPE else nodes | literals), draw(graphs))


def triples_of(found: list[Quad]) -> set[Triple]:
    return {quad.triple for quad in found}


@pytest.mark.parametrize("form", FORMATS)
@given(st.lists(quads(), max_size=12))
@settings(deadline=None, max_examples=40)
def test_oxigraph_reads_back_what_was_exported(form: Format, found: list[Quad]) -> None:
    back = list(parse(serialize(found, form), format=OXIGRAPH[form]))
    if form in WITH_GRAPHS:
        assert set(back) == set(found)
    else:
        assert {quad.triple for quad in back} == triples_of(found)


@pytest.mark.parametrize("form", FORMATS)
@given(st.lists(quads(), max_size=8))
@settings(deadline=None, max_examples=25)
def test_rdflib_reads_back_what_was_exported(form: Format, found: list[Quad]) -> None:
    data = serialize(found, form)
    graph = Dataset(default_union=True) if form in WITH_GRAPHS else Graph()
    graph.parse(data=data, format=RDFLIB[form])
    wanted = Graph().parse(data=serialize(found, "nt"), format="nt")
    assert {triple[:3] for triple in graph} == set(wanted)


@pytest.mark.skipif(shutil.which("rapper") is None, reason="Raptor's rapper is not installed")
@pytest.mark.parametrize("form", sorted(RAPPER))
def test_raptor_reads_the_same_number_of_triples(form: Format, tmp_path: Path) -> None:
    found = [
        Quad(NamedNode(ID + "person/kim"), LABEL, Literal('Kim "K" <è> & co\n', language="it")),
        Quad(NamedNode(ID + "person/kim"), TYPE, NamedNode(PKG + "Person")),
        Quad(NamedNode(ID + "fact/1"), NamedNode(PKG + "date"), Literal("2013~", datatype=EDTF)),
    ]
    file = tmp_path / "graph"
    file.write_bytes(serialize(found, form))
    command = ["rapper", "--quiet", "--input", RAPPER[form], "--output", "ntriples", str(file)]
    out = subprocess.run(command, capture_output=True, check=True).stdout
    assert {quad.triple for quad in parse(out, format=RdfFormat.N_TRIPLES)} == triples_of(found)


@pytest.mark.parametrize("form", FORMATS)
@given(found=st.lists(quads(), max_size=12), data=st.data())
@settings(deadline=None, max_examples=20)
def test_order_and_repetition_change_no_byte(form: Format, found: list[Quad], data: st.DataObject) -> None:
    shuffled = data.draw(st.permutations(found + found[:3]))
    assert serialize(shuffled, form) == serialize(found, form)


def test_turtle_is_grouped_by_subject_with_short_names() -> None:
    kim = NamedNode(ID + "person/kim")
    text = serialize(
        [
            Quad(kim, NamedNode(PKG + "friendOf"), NamedNode(ID + "person/ivanka")),
            Quad(kim, LABEL, Literal("Kim")),
            Quad(kim, TYPE, NamedNode(PKG + "Person"), NamedNode(ID + "article/a")),
        ],
        "turtle",
    ).decode()
    assert text.endswith('\nperson:kim a pkg:Person ;\n    rdfs:label "Kim" ;\n    pkg:friendOf person:ivanka .\n')
    assert "@prefix person: <https://w3id.org/peoplekg/id/person/> .\n" in text


def test_rdfxml_says_which_character_xml_cannot_carry() -> None:
    quad = Quad(NamedNode(ID + "article/a"), LABEL, Literal("page\x0cbreak"))
    with pytest.raises(WrongArgument, match=r"U\+000C"):
        serialize([quad], "rdfxml")


def test_every_format_has_its_readers_here() -> None:
    assert set(OXIGRAPH) == set(RDFLIB) == set(get_args(Format))
