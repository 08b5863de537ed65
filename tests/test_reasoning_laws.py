"""The laws of the reasoner, over random ontologies and graphs."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import NamedNode, Quad, Store, Triple
from reasoning_worlds import graphs, ontologies

from peoplekg.reasoning import MemoryFacts, Reasoner, StoreFacts, compile_rules, reference
from peoplekg.reasoning.vocabulary import SAME_AS

World = tuple[list[Triple], list[Triple], list[list[Triple]]]


def everything(reasoner: Reasoner, facts: MemoryFacts) -> set[Triple]:
    """What holds: asserted, inferred, and what the ontology alone gives."""
    own = set()
    if reasoner.own:
        own = {reasoner.triple(fact) for fact in reasoner.own.match(None, None, None)}
    return {*facts.triples(inferred=False), *facts.triples(inferred=True), *own}


def load(reasoner: Reasoner, facts: MemoryFacts, triples: list[Triple]) -> None:
    delta = reasoner.add(triples)
    facts.write(asserted=triples, inferred=delta.added, uninferred=delta.removed)


def withdraw(reasoner: Reasoner, facts: MemoryFacts, triples: list[Triple]) -> None:
    delta = reasoner.remove(triples)
    facts.write(retracted=triples, inferred=delta.added, uninferred=delta.removed)


def not_reflexive(triples: set[Triple]) -> set[Triple]:
    return {t for t in triples if t.predicate != SAME_AS or t.subject != t.object}


@settings(max_examples=60, deadline=None)
@given(ontologies(), graphs())
def test_a_batch_gives_what_owlrl_gives(ontology: list[Triple], triples: list[Triple]) -> None:
    facts = MemoryFacts()
    reasoner = Reasoner(compile_rules(ontology), facts)
    load(reasoner, facts, triples)
    expected, _ = reference.closure(ontology, triples)
    assert not_reflexive(everything(reasoner, facts)) == expected


@st.composite
def worlds(draw, equality: bool = True):  # type: ignore[no-untyped-def]
    """An ontology, facts, and how they are cut into steps."""
    triples = draw(graphs(equality, max_size=10))
    order = draw(st.permutations(triples))
    cuts = sorted(draw(st.lists(st.integers(0, len(order)), max_size=3)))
    steps = [order[a:b] for a, b in zip([0, *cuts], [*cuts, len(order)], strict=True)]
    return draw(ontologies(equality)), triples, steps


@settings(max_examples=150, deadline=None)
@given(worlds())
def test_facts_in_any_order_and_in_any_steps_give_the_same(
    world: World,
) -> None:
    ontology, triples, steps = world
    rules = compile_rules(ontology)
    at_once, in_steps = MemoryFacts(), MemoryFacts()
    load(Reasoner(rules, at_once), at_once, triples)
    reasoner = Reasoner(rules, in_steps)
    for step in steps:
        load(reasoner, in_steps, step)
    assert set(in_steps.triples(True)) == set(at_once.triples(True))
    assert set(in_steps.triples(False)) == set(at_once.triples(False))


@settings(max_examples=200, deadline=None)
@given(worlds(), st.data())
def test_what_is_withdrawn_leaves_no_trace(world: World, data: st.DataObject) -> None:
    ontology, triples, steps = world
    gone = data.draw(st.sets(st.sampled_from(triples)))
    rules = compile_rules(ontology)
    changed, fresh = MemoryFacts(), MemoryFacts()
    reasoner = Reasoner(rules, changed)
    for step in steps:
        load(reasoner, changed, step)
    withdraw(reasoner, changed, sorted(gone, key=str))
    load(Reasoner(rules, fresh), fresh, [t for t in triples if t not in gone])
    assert set(changed.triples(True)) == set(fresh.triples(True))
    assert set(changed.triples(False)) == set(fresh.triples(False))


@settings(max_examples=60, deadline=None)
@given(ontologies(), graphs(), st.data())
def test_a_store_is_reasoned_over_like_memory(
    ontology: list[Triple], triples: list[Triple], data: st.DataObject
) -> None:
    rules, inferred = compile_rules(ontology), NamedNode("http://e/inferred")
    facts, store = MemoryFacts(), Store()
    in_memory, in_store = Reasoner(rules, facts), Reasoner(rules, StoreFacts(store, inferred))
    gone = sorted(data.draw(st.sets(st.sampled_from(triples))), key=str)
    for asserted, retracted in ((triples[::2], []), (triples[1::2], []), ([], gone)):
        first = in_memory.change(asserted, retracted)
        second = in_store.change(asserted, retracted)
        assert set(first.added) == set(second.added)
        assert set(first.removed) == set(second.removed)
        assert first.contradictions == second.contradictions
        assert first.resolved == second.resolved
        facts.write(asserted, retracted, first.added, first.removed)
        for triple in retracted:
            store.remove(Quad(*triple))
        for triple in second.removed:
            store.remove(Quad(*triple, inferred))
        store.extend(Quad(*triple) for triple in asserted)
        store.extend(Quad(*triple, inferred) for triple in second.added)


@settings(max_examples=100, deadline=None)
@given(ontologies(), graphs(max_size=6), graphs(max_size=6), st.data())
def test_a_change_is_taking_back_and_then_adding(
    ontology: list[Triple], before: list[Triple], new: list[Triple], data: st.DataObject
) -> None:
    rules = compile_rules(ontology)
    gone = sorted(data.draw(st.sets(st.sampled_from(before))), key=str)
    facts, fresh = MemoryFacts(), MemoryFacts()
    reasoner = Reasoner(rules, facts)
    load(reasoner, facts, before)
    delta = reasoner.change(add=new, remove=gone)
    facts.write(new, gone, delta.added, delta.removed)
    load(Reasoner(rules, fresh), fresh, [*(t for t in before if t not in gone), *new])
    assert set(facts.triples(True)) == set(fresh.triples(True))
    assert set(facts.triples(False)) == set(fresh.triples(False))


@settings(max_examples=100, deadline=None)
@given(ontologies(), graphs())
def test_every_inferred_triple_has_proofs_that_hold(ontology: list[Triple], triples: list[Triple]) -> None:
    facts = MemoryFacts()
    rules = compile_rules(ontology)
    reasoner = Reasoner(rules, facts)
    load(reasoner, facts, triples)
    for triple in facts.triples(True):
        proofs = reasoner.explain(triple)
        assert proofs
        for proof in proofs:
            assert proof.conclusion == triple
            assert not any(other.leaves < proof.leaves for other in proofs)
            assert all(step.premises or step.conclusion in everything(reasoner, facts) for _, step in proof.steps())
            asserted = [t for t in proof.leaves if t in triples]
            alone = MemoryFacts()
            again = Reasoner(rules, alone)
            load(again, alone, asserted)
            assert triple in everything(again, alone)


@settings(max_examples=30, deadline=None)
@given(ontologies(), graphs())
def test_what_does_not_hold_has_no_proof(ontology: list[Triple], triples: list[Triple]) -> None:
    facts = MemoryFacts()
    reasoner = Reasoner(compile_rules(ontology), facts)
    load(reasoner, facts, triples)
    stranger = NamedNode("http://e/stranger")
    assert reasoner.explain(Triple(stranger, triples[0].predicate, stranger)) == ()
