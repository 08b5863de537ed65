"""What the reasoner concludes, refuses, reports and takes back, on small ontologies and on the project's own."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, Triple, parse

from peoplekg.reasoning import MemoryFacts, Reasoner, ReasoningError, StoreFacts, compile_rules
from peoplekg.resources import resource

HEAD = """
@prefix : <http://e/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> . @prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix pkg: <https://w3id.org/peoplekg/ontology#> .
"""


def turtle(text: str) -> list[Triple]:
    return [quad.triple for quad in parse(HEAD + text, format=RdfFormat.TURTLE)]


def short(triples: object) -> set[str]:
    """Triples as "a p b", by the last part of each name."""

    def name(term: object) -> str:
        text = term.value if isinstance(term, NamedNode | Literal) else str(term)
        return text.replace("#", "/").rsplit("/", 1)[-1]

    return {" ".join(map(name, triple)) for triple in triples}  # type: ignore[attr-defined]


def infer(ontology: str, facts: str) -> set[str]:
    return short(Reasoner(compile_rules(turtle(ontology)), MemoryFacts()).add(turtle(facts)).added)


def contradict(ontology: str, facts: str) -> list[tuple[str, set[str]]]:
    delta = Reasoner(compile_rules(turtle(ontology)), MemoryFacts()).add(turtle(facts))
    return [(c.rule, short(c.premises)) for c in delta.contradictions]


CONCLUSIONS = [
    (":Dog rdfs:subClassOf :Animal .", ":rex a :Dog .", {"rex type Animal"}),
    (":p rdfs:domain :A ; rdfs:range :B .", ":x :p :y .", {"x type A", "y type B"}),
    (":p owl:inverseOf :q .", ":x :p :y . :z :q :x .", {"y q x", "x p z"}),
    (":p a owl:SymmetricProperty .", ":x :p :y .", {"y p x"}),
    (":p a owl:TransitiveProperty .", ":a :p :b . :b :p :c . :c :p :d .", {"a p c", "a p d", "b p d"}),
    (":u owl:propertyChainAxiom ( :p :q :r ) .", ":a :p :b . :b :q :c . :c :r :d .", {"a u d"}),
    (":u owl:propertyChainAxiom ( [ owl:inverseOf :p ] :q ) .", ":a :p :b . :a :q :c .", {"b u c"}),
    (":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] .", ":x a :A .", {"x p v"}),
    ("[ a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v ] rdfs:subClassOf :A .", ":x :p :v .", {"x type A"}),
    (
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] rdfs:subClassOf :A .",
        ":x :p :y . :y a :B .",
        {"x type A"},
    ),
    (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:allValuesFrom :B ] .",
        ":x :p :y ; a :A .",
        {"y type B"},
    ),
    ("[ a owl:Class ; owl:intersectionOf ( :A :B ) ] rdfs:subClassOf :C .", ":x a :A , :B . :y a :A .", {"x type C"}),
    (":C rdfs:subClassOf [ a owl:Class ; owl:intersectionOf ( :A :B ) ] .", ":x a :C .", {"x type A", "x type B"}),
    ("[ a owl:Class ; owl:unionOf ( :A :B ) ] rdfs:subClassOf :C .", ":x a :A . :y a :B .", {"x type C", "y type C"}),
    (
        "[ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom [ owl:oneOf ( :v :w ) ] ] rdfs:subClassOf :A .",
        ":x :p :w .",
        {"x type A"},
    ),
    (":p a owl:FunctionalProperty .", ":x :p :y , :z . :y :q :o .", {"y sameAs z", "z sameAs y", "z q o"}),
    (":p a owl:InverseFunctionalProperty .", ":x :p :o . :y :p :o .", {"x sameAs y", "y sameAs x"}),
    (
        ":A owl:hasKey ( :p :q ) .",
        ":x a :A ; :p 1 ; :q 2 . :y a :A ; :p 1 ; :q 2 . :z a :A ; :p 1 ; :q 3 .",
        {"x sameAs y", "y sameAs x"},
    ),
    (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 1 ] .",
        ":x a :A ; :p :y , :z .",
        {"y sameAs z", "z sameAs y"},
    ),
    (":A owl:equivalentClass :B . :p owl:equivalentProperty :q .", ":x a :A ; :p :y .", {"x type B", "x q y"}),
    (
        ":p a owl:FunctionalProperty .",
        ":a :p :x . :b :p :y . :x owl:differentFrom :y .",
        {"y differentFrom x", "a differentFrom b", "b differentFrom a"},
    ),
    (":p a owl:SymmetricProperty ; rdfs:range :A .", ":x :p 'text' .", set()),
]


@pytest.mark.parametrize(("ontology", "facts", "expected"), CONCLUSIONS)
def test_conclusions(ontology: str, facts: str, expected: set[str]) -> None:
    assert infer(ontology, facts) == expected


CONTRADICTIONS = [
    (":A owl:disjointWith :B .", ":x a :A , :B .", "cax-dw", {"x type A", "x type B"}),
    ("[] a owl:AllDisjointClasses ; owl:members ( :A :B :C ) .", ":x a :A , :C .", "cax-adc", {"x type A", "x type C"}),
    (":p owl:propertyDisjointWith :q .", ":x :p :y ; :q :y .", "prp-pdw", {"x p y", "x q y"}),
    ("[] a owl:AllDisjointProperties ; owl:members ( :p :q ) .", ":x :p :y ; :q :y .", "prp-adp", {"x p y", "x q y"}),
    (":p a owl:IrreflexiveProperty .", ":x :p :x .", "prp-irp", {"x p x"}),
    (":p a owl:AsymmetricProperty .", ":x :p :y . :y :p :x .", "prp-asyp", {"x p y", "y p x"}),
    (":p a owl:FunctionalProperty .", ":x :p 1 , 2 .", "prp-fp", {"x p 1", "x p 2"}),
    (":p rdfs:range xsd:date .", ":x :p 'soon' .", "dt-not-type", {"x p soon"}),
    (":A rdfs:subClassOf [ owl:complementOf :B ] .", ":x a :A , :B .", "cls-com", {"x type A", "x type B"}),
    (
        ":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 0 ] .",
        ":x a :A ; :p :y .",
        "cls-maxc1",
        {"x type A", "x p y"},
    ),
    ("", ":x owl:sameAs :y ; owl:differentFrom :y .", "eq-diff1", {"x sameAs y", "x differentFrom y"}),
    ("", ":x a owl:Nothing .", "cls-nothing2", {"x type Nothing"}),
    (
        "",
        ":x :p :y . [] a owl:NegativePropertyAssertion ; owl:sourceIndividual :x ; "
        "owl:assertionProperty :p ; owl:targetIndividual :y .",
        "prp-npa1",
        {"x p y"},
    ),
]


@pytest.mark.parametrize(("ontology", "facts", "rule", "premises"), CONTRADICTIONS)
def test_contradictions_name_rule_and_premises(ontology: str, facts: str, rule: str, premises: set[str]) -> None:
    found = contradict(ontology, facts)
    assert any(name == rule and premises <= said for name, said in found), found


@pytest.mark.parametrize(
    ("ontology", "facts"),
    [
        (":p a owl:FunctionalProperty .", ":x :p 1 , 01 , 1.0 ."),
        (":p rdfs:range xsd:date .", ":x :p '2018-05-30'^^xsd:date ."),
        (":p a owl:AsymmetricProperty , owl:IrreflexiveProperty .", ":x :p :y . :y :p :z ."),
    ],
)
def test_what_agrees_is_no_contradiction(ontology: str, facts: str) -> None:
    assert contradict(ontology, facts) == []


REFUSED = [
    (":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:someValuesFrom :B ] .", "someValuesFrom"),
    (":A rdfs:subClassOf [ a owl:Class ; owl:unionOf ( :B :C ) ] .", "unionOf"),
    ("[ a owl:Class ; owl:complementOf :A ] rdfs:subClassOf :B .", "complementOf"),
    (":A rdfs:subClassOf [ a owl:Restriction ; owl:onProperty :p ; owl:maxCardinality 2 ] .", "cardinality above 1"),
    (":p a owl:ReflexiveProperty .", "ReflexiveProperty"),
    (":A owl:disjointUnionOf ( :B :C ) .", "disjointUnionOf"),
    ("owl:Thing rdfs:subClassOf :A .", "owl:Thing"),
    (":p rdfs:range [ a rdfs:Datatype ; owl:unionOf ( xsd:date xsd:gYear ) ] .", "datatype expressions"),
    (":p owl:propertyChainAxiom [ rdf:first :q ] .", "list"),
    ("<http://e/> a owl:Ontology ; owl:imports <http://elsewhere/> .", "http://elsewhere/"),
    (":p owl:invented :q .", "owl:invented"),
    (":R a owl:Restriction ; owl:onProperty :p ; owl:hasValue :v .", "only anonymous"),
    (":Age a rdfs:Datatype ; owl:onDatatype xsd:integer .", "owl:onDatatype"),
]


@pytest.mark.parametrize(("ontology", "named"), REFUSED)
def test_what_cannot_be_compiled_is_refused_by_name(ontology: str, named: str) -> None:
    with pytest.raises(ReasoningError, match=named):
        compile_rules(turtle(ontology))


def test_prefixes_of_the_caller_change_names_only() -> None:
    owl = "http://www.w3.org/2002/07/owl#"
    axioms = turtle(":p a owl:SymmetricProperty .")
    assert len(compile_rules(axioms, {"zz": owl}).rules) == len(compile_rules(axioms).rules)


def test_axioms_among_the_data_are_refused() -> None:
    with pytest.raises(ReasoningError, match="subClassOf"):
        Reasoner(compile_rules([]), MemoryFacts()).add(turtle(":A rdfs:subClassOf :B ."))


def test_a_runaway_equality_is_refused_and_an_ordinary_one_is_not() -> None:
    rules = compile_rules(turtle(":p a owl:FunctionalProperty ."))
    few, many = (turtle("".join(f":x :p :y{i} . :y{i} :q :z{i} ." for i in range(n))) for n in (10, 100))
    assert "y3 q z7" in short(Reasoner(rules, MemoryFacts()).add(few).added)
    with pytest.raises(ReasoningError, match="one and the same"):
        Reasoner(rules, MemoryFacts()).add(many)


def test_an_ontology_that_contradicts_itself_is_refused() -> None:
    with pytest.raises(ReasoningError, match="contradicts itself"):
        Reasoner(compile_rules(turtle(":A owl:disjointWith :B . :x a :A , :B .")), MemoryFacts())


def test_a_contradiction_is_gone_with_its_premise() -> None:
    facts = MemoryFacts()
    reasoner = Reasoner(compile_rules(turtle(":A owl:disjointWith :B .")), facts)
    new = turtle(":x a :A , :B .")
    delta = reasoner.add(new)
    facts.write(asserted=new, inferred=delta.added)
    assert reasoner.contradictions() == delta.contradictions
    assert reasoner.remove(turtle(":x a :B .")).resolved == delta.contradictions


def test_a_circle_does_not_hold_itself_up() -> None:
    facts = MemoryFacts()
    reasoner = Reasoner(compile_rules(turtle(":p a owl:SymmetricProperty , owl:TransitiveProperty .")), facts)
    new = turtle(":a :p :b . :b :p :c .")
    facts.write(asserted=new, inferred=reasoner.add(new).added)
    delta = reasoner.remove(new[1:])
    assert short(delta.removed) == {"c p b", "a p c", "c p a", "c p c"}
    assert not delta.added


def test_what_stays_true_without_its_assertion_becomes_inferred() -> None:
    facts = MemoryFacts()
    reasoner = Reasoner(compile_rules(turtle(":p a owl:SymmetricProperty .")), facts)
    new = turtle(":a :p :b . :b :p :a .")
    delta = reasoner.add(new)
    facts.write(asserted=new, inferred=delta.added)
    assert not delta.added
    assert short(reasoner.remove(new[:1]).added) == {"a p b"}


# The project's own ontology

FRIENDS = """:n a pkg:Friendship ; pkg:firstFriend :kim ; pkg:secondFriend :ivanka .
:kim a pkg:Person . :ivanka a pkg:Person ."""


@pytest.fixture(scope="module")
def ontology() -> list[Triple]:
    path = str(resource("ontology/peoplekg.ttl"))
    return [quad.triple for quad in parse(path=path, format=RdfFormat.TURTLE)]


def test_the_projects_ontology_compiles_completely(ontology: list[Triple]) -> None:
    assert len(compile_rules(ontology).rules) > 100


def test_a_friendship_makes_friends_and_nobody_their_own(ontology: list[Triple]) -> None:
    delta = Reasoner(compile_rules(ontology), MemoryFacts()).add(turtle(FRIENDS))
    found = short(delta.added)
    assert {"kim friendOf ivanka", "ivanka friendOf kim", "kim knows ivanka"} <= found
    assert not {"kim friendOf kim", "ivanka friendOf ivanka"} & found
    assert delta.contradictions == ()


def test_a_proof_names_rule_and_axiom_down_to_the_assertions(ontology: list[Triple]) -> None:
    facts = MemoryFacts()
    rules = compile_rules(ontology, {"pkg": "https://w3id.org/peoplekg/ontology#"})
    reasoner = Reasoner(rules, facts)
    new = turtle(FRIENDS)
    facts.write(asserted=new, inferred=reasoner.add(new).added)
    (friends,) = turtle(":kim pkg:friendOf :ivanka .")
    proof = reasoner.explain(friends, max_proofs=1)[0]
    assert proof.rule == "prp-spo2"
    assert proof.axiom == "pkg:friendOf owl:propertyChainAxiom (pkg:isFirstFriendIn pkg:secondFriend)"
    assert short(proof.leaves) == {"n firstFriend kim", "n secondFriend ivanka"}
    assert [depth for depth, _ in proof.steps()] == [0, 1, 2, 1]


def test_a_store_opened_again_is_reasoned_over_from_disk(ontology: list[Triple], tmp_path: Path) -> None:
    rules, inferred, new = compile_rules(ontology), NamedNode("http://e/inferred"), turtle(FRIENDS)
    store = Store(str(tmp_path / "store"))
    delta = Reasoner(rules, StoreFacts(store, inferred)).add(new)
    store.extend([*(Quad(*t) for t in new), *(Quad(*t, inferred) for t in delta.added)])
    count = len(delta.added)
    del store
    again = Reasoner(rules, StoreFacts(Store(str(tmp_path / "store")), inferred))
    (friends,) = turtle(":ivanka pkg:friendOf :kim .")
    assert again.explain(friends)
    assert len(again.remove(new).removed) == count


def test_the_same_input_gives_the_same_order_in_every_process() -> None:
    script = (
        "from peoplekg.reasoning import *; from pyoxigraph import *; from peoplekg.resources import resource\n"
        "t = [q.triple for q in parse(path=str(resource('ontology/peoplekg.ttl')), format=RdfFormat.TURTLE)]\n"
        f"n = [q.triple for q in parse({HEAD + FRIENDS!r}, format=RdfFormat.TURTLE)]\n"
        "for facts in (MemoryFacts(), StoreFacts(Store(), NamedNode('http://e/i'))):\n"
        "    print(*Reasoner(compile_rules(t), facts).add(n).added, sep='\\n')\n"
    )
    outputs = {
        subprocess.run(
            [sys.executable, "-c", script],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    }
    assert len(outputs) == 1
