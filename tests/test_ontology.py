"""The ontology as a document, as OWL 2 RL that owlrl can reason with, and as what tells the program about kinds."""

from __future__ import annotations

import owlrl
import pytest
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Store, parse
from rdflib import Graph, Namespace, URIRef

from peoplekg.errors import BrokenResource
from peoplekg.ontology import NAMESPACE, Schema, schema, term
from peoplekg.resources import resource

RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
OWL = "http://www.w3.org/2002/07/owl#"
TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PKG, EX = Namespace(NAMESPACE), Namespace("https://example.org/")

QUADS: list[Quad] = list(parse(path=str(resource("ontology/peoplekg.ttl")), format=RdfFormat.TURTLE))
TERMS = sorted({one.subject.value for one in QUADS if str(one.subject).startswith("<" + NAMESPACE)})


def objects(subject: str, predicate: str) -> list[object]:
    return [
        one.object for one in QUADS if getattr(one.subject, "value", "") == subject and one.predicate.value == predicate
    ]


# -- a document ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("predicate", [RDFS + "label", SKOS + "definition"])
def test_every_term_has_exactly_one_label_and_definition_in_each_language(predicate: str) -> None:
    found = {
        name: sorted(value.language or "" for value in objects(name, predicate) if isinstance(value, Literal))
        for name in TERMS
    }
    assert len(found) > 150
    assert {name: languages for name, languages in found.items() if languages != ["en", "it"]} == {}


def test_every_term_has_an_example_and_says_where_it_is_defined() -> None:
    ontology = NamedNode(NAMESPACE.rstrip("#"))
    assert [name for name in TERMS if not objects(name, SKOS + "example")] == []
    assert [name for name in TERMS if objects(name, RDFS + "isDefinedBy") != [ontology]] == []


def test_every_property_of_facts_has_a_domain_and_a_range() -> None:
    assert [one.iri.value for one in schema().properties if not objects(one.iri.value, RDFS + "range")] == []


def test_every_term_that_is_used_is_described() -> None:
    used = {
        node.value
        for one in QUADS
        for node in (one.predicate, one.object)
        if isinstance(node, NamedNode) and node.value.startswith(NAMESPACE)
    }
    assert used - set(TERMS) == set()


def test_no_two_terms_of_one_sort_are_called_the_same() -> None:
    for language in ("en", "it"):
        for sort in ("Class", "ObjectProperty", "DatatypeProperty"):
            names = [name for name in TERMS if NamedNode(OWL + sort) in objects(name, TYPE.value)]
            labels = [schema().label(NamedNode(name), language) for name in names]
            assert sorted({one for one in labels if labels.count(one) > 1}) == []


def test_people_are_never_the_value_of_a_functional_property() -> None:
    functional = [name for name in TERMS if NamedNode(OWL + "FunctionalProperty") in objects(name, TYPE.value)]
    assert functional
    assert [name for name in functional if term("Person") in objects(name, RDFS + "range")] == []
    assert not [one for one in QUADS if one.object == NamedNode(OWL + "InverseFunctionalProperty")]


# -- reasoning -------------------------------------------------------------------------------------------------------


def closure(turtle: str) -> Graph:
    """What owlrl concludes from the ontology and some facts."""
    graph = Graph().parse(data=resource("ontology/peoplekg.ttl").read_text(encoding="utf-8"), format="turtle")
    prefixes = f"@prefix pkg: <{NAMESPACE}> . @prefix ex: <{EX}> .\n"
    graph.parse(data=prefixes + turtle, format="turtle")
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(graph)
    return graph


def contradictions(graph: Graph) -> list[str]:
    return [str(value) for value in graph.objects(None, URIRef("http://www.daml.org/2002/03/agents/agent-ont#error"))]


@pytest.fixture(scope="module")
def small_world() -> Graph:
    return closure(
        """
        ex:friendship a pkg:Friendship ; pkg:firstFriend ex:anna ; pkg:secondFriend ex:bruno .
        ex:over a pkg:Marriage ; pkg:formerFirstSpouse ex:anna ; pkg:formerSecondSpouse ex:carlo .
        ex:marriage a pkg:Marriage ; pkg:firstSpouse ex:anna ; pkg:secondSpouse ex:dario .
        ex:m a pkg:Parenthood ; pkg:parent ex:mother ; pkg:child ex:anna .
        ex:g a pkg:Parenthood ; pkg:parent ex:grandmother ; pkg:child ex:mother .
        ex:c a pkg:Parenthood ; pkg:parent ex:anna ; pkg:child ex:child .
        ex:s a pkg:Siblinghood ; pkg:firstSibling ex:anna ; pkg:secondSibling ex:sister .
        ex:n a pkg:Parenthood ; pkg:parent ex:sister ; pkg:child ex:niece .
        ex:pardon a pkg:Pardon ; pkg:pardonGrantor ex:president ; pkg:pardonBeneficiary ex:bruno .
        ex:pardon pkg:advocate ex:anna .
        ex:role a pkg:RoleHolding ; pkg:holder ex:anna ; pkg:title "founder" ; pkg:organization ex:firm .
        ex:authorship a pkg:Authorship ; pkg:author ex:anna ; pkg:work ex:book .
        ex:meeting a pkg:Meeting ; pkg:participant ex:anna , ex:president .
        ex:encounter a pkg:Encounter ; pkg:firstMet ex:anna ; pkg:secondMet ex:president ; pkg:partOf ex:meeting .
        """
    )


@pytest.mark.parametrize(
    ("subject", "predicate", "value"),
    [
        ("anna", "friendOf", "bruno"),
        ("bruno", "friendOf", "anna"),
        ("anna", "knows", "bruno"),
        ("dario", "spouseOf", "anna"),
        ("carlo", "formerSpouseOf", "anna"),
        ("anna", "childOf", "mother"),
        ("grandmother", "grandparentOf", "anna"),
        ("grandmother", "ancestorOf", "child"),
        ("sister", "auntOrUncleOf", "child"),
        ("child", "nieceOrNephewOf", "sister"),
        ("child", "cousinOf", "niece"),
        ("mother", "parentInLawOf", "dario"),
        ("sister", "siblingInLawOf", "dario"),
        ("sister", "relativeOf", "anna"),
        ("bruno", "pardonedBy", "president"),
        ("anna", "advocatedFor", "bruno"),
        ("anna", "affiliatedWith", "firm"),
        ("anna", "hasRole", "role"),
        ("anna", "authorOf", "book"),
        ("president", "met", "anna"),
        ("anna", "participatedIn", "meeting"),
        ("pardon", "involves", "anna"),
    ],
)
def test_shortcuts_follow_from_facts(small_world: Graph, subject: str, predicate: str, value: str) -> None:
    assert (EX[subject], PKG[predicate], EX[value]) in small_world


def test_a_former_marriage_makes_nobody_a_spouse(small_world: Graph) -> None:
    assert set(small_world.subject_objects(PKG.spouseOf)) == {(EX.anna, EX.dario), (EX.dario, EX.anna)}


def test_nobody_has_a_tie_to_themselves(small_world: Graph) -> None:
    people = set(small_world.subjects(URIRef(TYPE.value), PKG.Person))
    loops = {
        (predicate, one)
        for one in people
        for predicate in small_world.predicates(one, one)
        if str(predicate).startswith(NAMESPACE)
    }
    assert loops - {(PKG.knows, one) for one in people} - {(PKG.relativeOf, one) for one in people} == set()


def test_a_sensible_world_has_no_contradiction(small_world: Graph) -> None:
    assert contradictions(small_world) == []


def test_what_happens_makes_its_people_people(small_world: Graph) -> None:
    assert {EX.anna, EX.president, EX.bruno} <= set(small_world.subjects(URIRef(TYPE.value), PKG.Person))
    assert EX.anna in set(small_world.subjects(URIRef(TYPE.value), PKG.Author))


def test_contradictions_show() -> None:
    """One world for all of them, as the reference reasoner is slow; each names somebody of its own."""
    wrong = {
        "narcissus": "ex:f1 a pkg:Friendship ; pkg:firstFriend ex:narcissus ; pkg:secondFriend ex:narcissus .",
        "sister-parent": """ex:f2 pkg:parent ex:sister-parent ; pkg:child ex:b .
            ex:f3 pkg:firstSibling ex:sister-parent ; pkg:secondSibling ex:b .""",
        "mutual": """ex:f4 pkg:parent ex:mutual ; pkg:child ex:c . ex:f5 pkg:parent ex:c ; pkg:child ex:mutual .""",
        "ouroboros": """ex:f6 pkg:parent ex:ouroboros ; pkg:child ex:d . ex:f7 pkg:parent ex:d ; pkg:child ex:e .
            ex:f8 pkg:parent ex:e ; pkg:child ex:ouroboros .""",
        "firm": "ex:f9 a pkg:RoleHolding ; pkg:holder ex:firm . ex:firm a pkg:Organization .",
        "dead-and-born": "ex:dead-and-born a pkg:Birth , pkg:Death .",
        "twofold": "ex:twofold a pkg:Pardon , pkg:Commutation .",
    }
    found = " ".join(contradictions(closure("\n".join(wrong.values()))))
    assert [name for name in wrong if str(EX[name]) not in found] == []


# -- what the program reads ------------------------------------------------------------------------------------------

BORNE = ["born", "age", "died", "conviction", "authored", "role"]
SHARED = ["friend", "spouse", "partner", "parent", "sibling", "kin", "rival", "colleague", "event", "clemency"]


def test_every_kind_of_claim_has_a_class() -> None:
    assert sorted(schema().kinds) == sorted(BORNE + SHARED)


@pytest.mark.parametrize(
    ("kind", "value", "name", "swapped"),
    [
        ("event", "birthday", "BirthdayCelebration", False),
        ("event", "something new", "OtherEvent", False),
        ("clemency", "commutation", "Commutation", False),
        ("clemency", None, "Clemency", False),
        ("kin", "niece_nephew", "AuntOrUncleTie", True),
        ("kin", "great-grandparent", "OtherKinship", False),
    ],
)
def test_the_type_of_a_claim_chooses_the_class(kind: str, value: str | None, name: str, swapped: bool) -> None:
    found, exchanged = schema().class_of(kind, value)
    assert (found.name, exchanged) == (name, swapped)


@pytest.mark.parametrize(
    ("name", "argument", "position", "status", "expected"),
    [
        ("Friendship", "persons", 1, "current", "firstFriend"),
        ("Friendship", "persons", 2, "former", "formerSecondFriend"),
        ("Siblinghood", "persons", 2, "former", "secondSibling"),
        ("Pardon", "grantor", None, "current", "pardonGrantor"),
        ("Clemency", "grantor", None, "current", "grantor"),
        ("Post", "participants", 1, "current", "postAuthor"),
        ("Post", "participants", 2, "current", "participant"),
        ("Death", "place", None, "current", "place"),
    ],
)
def test_arguments_fill_the_narrowest_property(
    name: str, argument: str, position: int | None, status: str, expected: str
) -> None:
    assert schema().property_for(term(name), argument, position, status).iri == term(expected)


def test_an_unknown_kind_or_argument_is_named() -> None:
    with pytest.raises(BrokenResource, match="'neighbour'"):
        schema().class_of("neighbour", None)
    with pytest.raises(BrokenResource, match="'persons' number 3"):
        schema().property_for(term("Friendship"), "persons", 3, "current")


def test_labels_come_in_both_languages() -> None:
    assert schema().label(term("friendOf"), "it") == "amico di"
    assert schema().label(term("friendOf")) == "friend of"


def test_a_new_relation_needs_only_the_ontology() -> None:
    store = Store()
    store.extend(QUADS)
    relation = f"""@prefix pkg: <{NAMESPACE}> . @prefix owl: <{OWL}> . @prefix rdfs: <{RDFS}> .
        pkg:Mentorship a owl:Class ; rdfs:subClassOf pkg:Relationship ; pkg:claimKind "mentor" .
        pkg:mentor a owl:ObjectProperty ; rdfs:domain pkg:Mentorship .
        pkg:mentor rdfs:range pkg:Person ; pkg:claimArgument "mentor" .
    """
    store.extend(parse(relation, format=RdfFormat.TURTLE))
    known = Schema(store)
    found, _ = known.class_of("mentor", None)
    assert found.name == "Mentorship"
    assert known.property_for(found.iri, "mentor", None, "current").identifying == "always"
    assert known.property_for(found.iri, "start", None, "current").iri == term("start")
