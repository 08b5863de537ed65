"""Articles as graphs and back, and facts as a function of the claims that state them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import BlankNode, Literal, NamedNode, Triple

from peoplekg import edtf
from peoplekg.errors import BrokenRDF, BrokenResource
from peoplekg.graph import (
    EDTF,
    LABEL,
    SourcedClaim,
    appearance_iri,
    article_graph,
    article_iri,
    decode,
    encode,
    entity_iri,
    entity_triples,
    extraction_of,
    fact_key,
    fact_triples,
    facts,
    person_iri,
    person_triples,
    sourced_claims,
)
from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Person, Span
from peoplekg.ontology import schema, term

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
TEXT = "Anna e Bruno\n\nAnna Bianchi e Bruno Neri sono amici. Carla Verdi c’era 😀."


def claim(kind: str, people: dict[str, object], values: dict[str, object] | None = None, **more: object) -> Claim:
    return Claim(kind, people, values or {}, Evidence(14, 48, TEXT[14:48], "it.test"), **more)  # type: ignore[arg-type]


def extraction(*claims: Claim, id: str = "a", published: str | None = "2023-11-03") -> Extraction:
    blocks = (Block("headline", Span(0, 12)), Block("paragraph", Span(14, len(TEXT))))
    names = dict.fromkeys(name for one in claims for name in one.names())
    article = Article(id, TEXT, "it", blocks, "Anna e Bruno", published, "file.txt")
    return Extraction(article, tuple(Person(name) for name in names), claims)


class Everybody(dict[NamedNode, NamedNode]):
    """Who has one name in any article is one person."""

    def __missing__(self, appearance: NamedNode) -> NamedNode:
        return person_iri(decode(appearance.value.rpartition("/")[2]))


SAME_NAME = Everybody()


def facts_of(*extractions: Extraction) -> list[set[Triple]]:
    return [set(fact.triples) for fact in facts([one for e in extractions for one in sourced_claims(e)], SAME_NAME)]


def values(triples: set[Triple], name: str) -> list[str]:
    return sorted(one.object.value for one in triples if one.predicate == term(name))  # type: ignore[union-attr]


FRIENDS = claim("friend", {"persons": ("Anna", "Bruno")})

# -- articles --------------------------------------------------------------------------------------------------------

NAMES = ["Anna Bianchi", "Bruno Neri", "Carla", "O'Neill", "Zoë/Ray", "李娜", "a_b", "100%", ".."]
names = st.sampled_from(NAMES)
dates = st.sampled_from([None, "2018", "2018-05", "2018-05-30", "2013~", "2020", "2021-03", "1996/2001", "2014-23"])
texts = st.sampled_from(["founder", "Founder", "Met Gala", "frode fiscale", "x y"])


@st.composite
def claims(draw: st.DrawFn) -> Claim:
    """A claim of any kind and type that the ontology knows, with any of its arguments and qualifiers."""
    known = schema()
    kind = draw(st.sampled_from(sorted(known.kinds)))
    general = known.kinds[kind]
    types = sorted(value for parent, value in known._types if parent == general.iri)
    said: dict[str, object] = {}
    if general.type_argument:
        said[general.type_argument] = draw(st.sampled_from(types))
    fact_class, _ = known.class_of(kind, str(said[general.type_argument]) if said else None)
    people: dict[str, object] = {}
    for prop in known.properties:
        if prop.domain not in fact_class.ancestors or prop.argument in ("start", "end", "date", None):
            continue
        if not prop.is_person:
            value = draw(st.none() | (st.integers(0, 99) if prop.argument == "years" else texts))
            if prop.argument == "place" or prop.domain in (general.iri, fact_class.iri):
                said[prop.argument] = value
        elif prop.argument == "persons":
            people["persons"] = tuple(draw(st.lists(names, min_size=2, max_size=2, unique=True)))
        elif prop.argument in ("participants", "advocates"):
            people[prop.argument] = tuple(draw(st.lists(names, max_size=3)))
        else:
            people[prop.argument] = draw(st.none() | names if prop.argument == "grantor" else names)
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    return Claim(
        kind,
        people,  # type: ignore[arg-type]
        said,  # type: ignore[arg-type]
        Evidence(start, end, TEXT[start:end], "it.test"),
        draw(st.sampled_from(["affirmed", "affirmed", "denied"])),
        draw(st.sampled_from(["stated", "reported", "possible"])),
        draw(st.sampled_from([None, "Us Weekly", "Carla"])),
        draw(st.sampled_from(["current", "former"])),
        draw(dates),
        draw(dates),
        draw(dates),
    )


@st.composite
def extractions(draw: st.DrawFn, id: str = "a") -> Extraction:
    people = tuple(
        Person(
            name,
            tuple(sorted(draw(st.sets(st.sampled_from(["Anna", "la Bianchi", "B."]), max_size=2)))),
            draw(st.sampled_from([None, "f", "m"])),
            tuple(sorted(draw(st.sets(st.sampled_from([Span(0, 4), Span(14, 26)]))))),
        )
        for name in draw(st.lists(names, unique=True, max_size=4))
    )
    return replace(
        extraction(
            *draw(st.lists(claims(), max_size=5)), id=id, published=draw(st.sampled_from([None, "2023-11-03", "2019"]))
        ),
        people=people,
        notes=tuple(draw(st.lists(st.sampled_from(["two candidates", "", "1 2"]), max_size=3))),
    )


@settings(deadline=None)
@given(extractions())
def test_an_article_comes_back_from_its_graph(one: Extraction) -> None:
    assert extraction_of(article_graph(one)) == one


@settings(deadline=None, max_examples=50)
@given(extractions(), st.randoms(use_true_random=False))
def test_the_order_of_an_articles_triples_means_nothing(one: Extraction, random: object) -> None:
    quads = article_graph(one)
    random.shuffle(quads)  # type: ignore[attr-defined]
    assert extraction_of(quads) == one


@settings(deadline=None, max_examples=50)
@given(extractions())
def test_an_articles_graph_has_no_blank_nodes_and_nothing_twice(one: Extraction) -> None:
    quads = article_graph(one)
    assert len(quads) == len(set(quads))
    assert not any(isinstance(node, BlankNode) for quad in quads for node in (quad.subject, quad.object))
    assert {quad.graph_name for quad in quads} == {article_iri("a")}


@settings(deadline=None, max_examples=50)
@given(extractions())
def test_no_claim_in_an_articles_graph_is_a_fact(one: Extraction) -> None:
    """Neither the classes nor the properties of facts, so that nothing can be concluded from a denied tie."""
    quads = article_graph(one)
    assert not any(quad.predicate == TYPE and quad.object in schema().classes for quad in quads)
    personal = {prop.iri for prop in schema().properties if prop.is_person}
    assert not any(quad.predicate in personal for quad in quads)


def test_evidence_is_a_stretch_of_the_stored_text() -> None:
    quads = article_graph(extraction(FRIENDS))
    (node,) = (quad.object for quad in quads if quad.predicate == term("evidence"))
    known = {quad.predicate.value.rpartition("#")[2]: quad.object.value for quad in quads if quad.subject == node}
    assert TEXT[int(known["start"]) : int(known["end"])] == known["exact"] == FRIENDS.evidence.quote


def test_a_speaker_who_is_named_is_linked() -> None:
    denial = claim("spouse", {"persons": ("Anna", "Bruno")}, polarity="denied", attributed_to="Carla")
    one = extraction(denial, claim("age", {"person": "Carla Verdi"}, {"years": 40}))
    one = replace(one, people=(*one.people[:2], Person("Carla Verdi", ("Carla",))))
    linked = [quad.object for quad in article_graph(one) if quad.predicate.value.endswith("wasAttributedTo")]
    assert linked == [appearance_iri(article_iri("a"), "Carla Verdi")]


def test_an_unknown_argument_is_named() -> None:
    with pytest.raises(BrokenResource, match="'colour'"):
        article_graph(extraction(claim("friend", {"persons": ("Anna", "Bruno")}, {"colour": "red"})))


def test_what_is_no_articles_graph_is_refused() -> None:
    with pytest.raises(BrokenRDF, match="has 0"):
        extraction_of([])


# -- IRIs ------------------------------------------------------------------------------------------------------------


@given(st.text(min_size=1))
def test_every_text_makes_an_iri_and_comes_back(text: str) -> None:
    assert decode(encode(text)) == text
    for node in (
        person_iri(text),
        entity_iri("Place", text),
        article_iri(text),
        appearance_iri(article_iri("a"), text),
    ):
        assert NamedNode(node.value) == node
        assert not node.value.endswith(("/.", "/.."))


@given(st.text(min_size=1), st.text(min_size=1))
def test_different_names_have_different_iris(one: str, other: str) -> None:
    assert (person_iri(one) == person_iri(other)) == (one == other)


def test_an_entity_can_be_told_from_its_iri() -> None:
    node = entity_iri("Organization", "Skims & Co. / Los Angeles")
    assert Triple(node, LABEL, Literal("Skims & Co. / Los Angeles")) in entity_triples(node)
    assert Triple(node, TYPE, term("Organization")) in entity_triples(node)


# -- facts -----------------------------------------------------------------------------------------------------------


@settings(deadline=None, max_examples=50)
@given(extractions("a"), extractions("b"), st.randoms(use_true_random=False))
def test_facts_depend_on_the_set_of_claims_only(one: Extraction, other: Extraction, random: object) -> None:
    sourced = [*sourced_claims(one), *sourced_claims(other)]
    shuffled = list(sourced)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert facts(shuffled, SAME_NAME) == facts(sourced, SAME_NAME)
    assert fact_triples(shuffled, SAME_NAME) == fact_triples(sourced, SAME_NAME)


@settings(deadline=None, max_examples=50)
@given(extractions("a"), extractions("b"))
def test_facts_of_one_key_concern_no_other_key(one: Extraction, other: Extraction) -> None:
    """So that a store needs to compute anew only the keys that an article touches."""
    sourced = [*sourced_claims(one), *sourced_claims(other)]
    by_key: dict[str, list[SourcedClaim]] = {}
    for each in sourced:
        by_key.setdefault(fact_key(each, SAME_NAME), []).append(each)
    apart = [fact for group in by_key.values() for fact in facts(group, SAME_NAME)]
    assert sorted(apart, key=lambda fact: fact.iri.value) == facts(sourced, SAME_NAME)


@settings(deadline=None, max_examples=50)
@given(extractions("a"), extractions("b"))
def test_every_fact_is_supported_by_the_claims_that_state_it_and_by_no_other(
    one: Extraction, other: Extraction
) -> None:
    sourced = [*sourced_claims(one), *sourced_claims(other)]
    found = facts(sourced, SAME_NAME)
    supporting = [each.iri for fact in found for each in fact.claims]
    assert sorted(supporting, key=str) == sorted((each.iri for each in sourced if each.claim.is_fact), key=str)
    assert len({fact.iri for fact in found}) == len(found)
    for fact in found:
        owners = {triple.subject for triple in fact.triples}
        assert all(isinstance(node, NamedNode) and node.value.startswith(fact.iri.value) for node in owners)


@pytest.mark.parametrize("qualifier", [{"polarity": "denied"}, {"certainty": "possible"}])
def test_denied_and_possible_claims_state_no_fact(qualifier: dict[str, object]) -> None:
    assert facts_of(extraction(claim("friend", {"persons": ("Anna", "Bruno")}, **qualifier))) == []


def test_one_friendship_in_two_articles_is_one_fact_with_two_supports() -> None:
    backwards = claim("friend", {"persons": ("Bruno", "Anna")}, start="2013~")
    (found,) = facts_of(extraction(FRIENDS), extraction(backwards, id="b"))
    assert len(values(found, "supportedBy")) == 2
    assert values(found, "start") == ["2013~"]
    assert values(found, "firstFriend") == [person_iri("Anna").value]


def test_an_aunt_and_a_niece_are_one_tie_seen_from_both_sides() -> None:
    aunt = claim("kin", {"person": "Anna", "of": "Carla"}, {"kind_of": "aunt_uncle"})
    niece = claim("kin", {"person": "Carla", "of": "Anna"}, {"kind_of": "niece_nephew"})
    (found,) = facts_of(extraction(aunt, niece))
    assert values(found, "auntOrUncle") == [person_iri("Anna").value]
    assert values(found, "nieceOrNephew") == [person_iri("Carla").value]


def test_the_newest_article_says_whether_a_tie_still_holds() -> None:
    married = extraction(claim("spouse", {"persons": ("Anna", "Bruno")}), published="2014-05-01")
    over = extraction(claim("spouse", {"persons": ("Anna", "Bruno")}, status="former"), id="b", published="2018-01-01")
    (found,) = facts_of(over, married)
    assert values(found, "status") == ["former"]
    assert values(found, "firstSpouse") == []
    assert values(found, "formerFirstSpouse") == [person_iri("Anna").value]


def test_marriages_at_different_times_are_different_facts() -> None:
    first = claim("spouse", {"persons": ("Anna", "Bruno")}, start="1964", end="1974", status="former")
    second = claim("spouse", {"persons": ("Anna", "Bruno")}, start="1975", end="1976", status="former")
    once = claim("spouse", {"persons": ("Anna", "Bruno")}, end="1974", status="former")
    found = facts_of(extraction(first, second, once))
    assert sorted(values(one, "start") for one in found) == [["1964"], ["1975"]]
    assert sorted(len(values(one, "supportedBy")) for one in found) == [1, 2]


def test_two_birth_dates_are_two_facts_and_a_vaguer_one_joins_its_own() -> None:
    born = [claim("born", {"person": "Anna"}, date=when) for when in ("1981-10-30", "1981", "1985")]
    for order in permutations(born):
        found = facts_of(*(extraction(one, id=str(number)) for number, one in enumerate(order)))
        assert sorted(values(one, "date") for one in found) == [["1981-10-30"], ["1985"]]


def test_pardons_by_different_presidents_are_different_facts() -> None:
    by = [
        claim("clemency", {"grantor": one, "beneficiary": "Bruno"}, {"type": "pardon"})
        for one in ("Anna", "Carla", None)
    ]
    assert len(facts_of(extraction(*by[:2]))) == 2
    assert len(facts_of(extraction(by[0], by[2]))) == 1


def test_an_undated_meeting_years_later_is_not_the_dated_one() -> None:
    met = {"participants": ("Anna", "Bruno")}
    dated = extraction(claim("event", met, {"type": "meeting"}, date="2015-05"), published="2015-06-01")
    retold = extraction(claim("event", met, {"type": "meeting"}), id="b", published="2023-11-03")
    again = extraction(claim("event", met, {"type": "meeting"}), id="c", published="2023-11-05")
    found = facts([one for e in (dated, retold, again) for one in sourced_claims(e)], SAME_NAME)
    assert sorted([claim.article.value[-1] for claim in one.claims] for one in found) == [["a"], ["b", "c"]]


def test_everybody_at_a_meeting_met_everybody_else_but_not_themselves() -> None:
    (found,) = facts_of(extraction(claim("event", {"participants": ("Carla", "Anna", "Bruno")}, {"type": "meeting"})))
    first = {one.subject: one.object for one in found if one.predicate == term("firstMet")}
    second = {one.subject: one.object for one in found if one.predicate == term("secondMet")}
    people = [person_iri(name) for name in ("Anna", "Bruno", "Carla")]
    assert {(first[node], second[node]) for node in first} == {
        (people[0], people[1]),
        (people[0], people[2]),
        (people[1], people[2]),
    }


def test_a_post_has_an_author_and_a_funeral_somebody_who_is_mourned() -> None:
    post, funeral = facts_of(
        extraction(
            claim("event", {"participants": ("Bruno", "Anna")}, {"type": "post"}),
            claim("event", {"participants": ("Carla", "Anna")}, {"type": "funeral"}),
        )
    )[::-1]
    assert values(post, "postAuthor") == [person_iri("Bruno").value]
    assert values(post, "participant") == [person_iri("Anna").value]
    assert values(funeral, "commemorated") == [person_iri("Carla").value]


def test_a_fact_is_stated_once_anybody_states_it() -> None:
    told = claim("friend", {"persons": ("Anna", "Bruno")}, certainty="reported", attributed_to="Us Weekly")
    (reported,) = facts_of(extraction(told))
    assert (values(reported, "certainty"), values(reported, "attributedTo")) == (["reported"], ["Us Weekly"])
    (stated,) = facts_of(extraction(told, FRIENDS))
    assert (values(stated, "certainty"), values(stated, "attributedTo")) == (["stated"], [])


def test_spellings_of_an_organization_are_one_role_and_another_organization_is_another() -> None:
    roles = [
        claim("role", {"person": "Anna"}, {"title": "founder", "organization": one})
        for one in ("Skims", "SKIMS", "Skims")
    ]
    (found,) = facts_of(extraction(*roles))
    assert values(found, "organization") == [entity_iri("Organization", "Skims").value]
    other = claim("role", {"person": "Anna"}, {"title": "founder", "organization": None})
    assert len(facts_of(extraction(*roles, other))) == 2


def test_a_fact_knows_the_days_it_can_have_held_on() -> None:
    (period,) = facts_of(extraction(claim("friend", {"persons": ("Anna", "Bruno")}, start="2013", end="2015-06")))
    assert (values(period, "earliest"), values(period, "latest")) == (["2013-01-01"], ["2015-06-30"])
    (age,) = facts_of(extraction(claim("age", {"person": "Anna"}, {"years": 42})))
    assert (values(age, "publishedOn"), values(age, "latest")) == (["2023-11-03"], ["2023-11-03"])


def test_a_person_has_the_name_that_most_articles_use() -> None:
    seen = [
        (NamedNode("urn:1"), Person("Anna Bianchi", ("Anna",), "f")),
        (NamedNode("urn:2"), Person("Anna M. Bianchi", (), None)),
        (NamedNode("urn:3"), Person("Anna Bianchi", (), "f")),
    ]
    triples = set(person_triples(person_iri("Anna Bianchi"), reversed(seen)))
    assert [one.object.value for one in triples if one.predicate == LABEL] == ["Anna Bianchi"]  # type: ignore[union-attr]
    assert values(triples, "gender") == ["female"]
    assert len(values(triples, "appearsAs")) == 3


def test_dates_in_a_graph_are_edtf() -> None:
    (found,) = facts_of(extraction(claim("friend", {"persons": ("Anna", "Bruno")}, start="2013~")))
    assert Literal("2013~", datatype=EDTF) in [one.object for one in found]


# -- dates -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2018", date(2018, 1, 1), date(2018, 12, 31)),
        ("2018-02", date(2018, 2, 1), date(2018, 2, 28)),
        ("2018-05-30", date(2018, 5, 30), date(2018, 5, 30)),
        ("2013~", date(2012, 1, 1), date(2014, 12, 31)),
        ("2018-01~", date(2017, 12, 1), date(2018, 2, 28)),
        ("2018-05-30?", date(2018, 5, 27), date(2018, 6, 2)),
        ("199X", date(1990, 1, 1), date(1999, 12, 31)),
        ("2014-23", date(2014, 9, 1), date(2014, 11, 30)),
        ("2014-24", date(2014, 1, 1), date(2015, 2, 28)),
        ("1996/2001", date(1996, 1, 1), date(2001, 12, 31)),
        ("2015/..", date(2015, 1, 1), None),
        ("/2015", None, date(2015, 12, 31)),
    ],
)
def test_a_date_is_the_days_it_can_mean(text: str, first: date | None, last: date | None) -> None:
    assert edtf.days(text) == edtf.Days(first, last)


@pytest.mark.parametrize("text", ["", "last May", "2018-13", "2018-02-30", "2018-5", "2001/1996", "0000", "9999~"])
def test_what_is_no_date_is_no_days(text: str) -> None:
    assert edtf.days(text) is None


days = st.builds(edtf.Days, st.none() | st.dates(), st.none() | st.dates())


@given(days, days)
def test_overlapping_is_mutual_and_within_implies_it(one: edtf.Days, other: edtf.Days) -> None:
    assert one.overlaps(other) == other.overlaps(one)
    proper = one.first is None or one.last is None or one.first <= one.last
    if proper and one.within(other):
        assert one.overlaps(other)
