"""Articles written by hand for the tests of the store: what they say is given as claims, not extracted."""

from __future__ import annotations

from dataclasses import replace

import pyoxigraph as px

from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Person, Span
from peoplekg.store import Store
from peoplekg.store.terms import JOURNAL


def article(
    name: str,
    *claims: Claim,
    people: tuple[str | Person, ...] = (),
    published: str | None = "2023-11-03",
    language: str = "en",
) -> Extraction:
    """An article whose text is one sentence for each claim, which is the claim's evidence."""
    sentences = [f"{claim.kind}: {', '.join(claim.names())} {dict(claim.values)} {claim.date}." for claim in claims]
    text = f"The article {name}.\n\n" + " ".join(sentences)
    placed, at = [], text.index("\n\n") + 2
    for claim, sentence in zip(claims, sentences, strict=True):
        evidence = Evidence(at, at + len(sentence), sentence, f"test.{claim.kind}")
        placed.append(replace(claim, evidence=evidence))
        at += len(sentence) + 1
    known = [one if isinstance(one, Person) else Person(one) for one in people]
    named = {one.name for one in known}
    for claim in claims:
        for other in claim.names():
            if other not in named:
                named.add(other)
                known.append(Person(other))
    blocks = (Block("paragraph", Span(0, len(text))),)
    return Extraction(Article(name, text, language, blocks, None, published, None), tuple(known), tuple(placed))


_NOWHERE = Evidence(0, 0, "", "test")


def tie(kind: str, first: str, second: str, **more: str) -> Claim:
    """A symmetric tie."""
    return Claim(kind, {"persons": (first, second)}, {}, _NOWHERE, **more)  # type: ignore[arg-type]


def parent(older: str, younger: str) -> Claim:
    return Claim("parent", {"parent": older, "child": younger}, {}, _NOWHERE)


def born(person: str, date: str) -> Claim:
    return Claim("born", {"person": person}, {}, _NOWHERE, date=date)


def died(person: str, date: str) -> Claim:
    return Claim("died", {"person": person}, {}, _NOWHERE, date=date)


def aged(person: str, years: int) -> Claim:
    return Claim("age", {"person": person}, {"years": years}, _NOWHERE)


def role(person: str, title: str, organization: str | None = None) -> Claim:
    return Claim("role", {"person": person}, {"title": title, "organization": organization}, _NOWHERE)


def event(kind: str, *people: str, date: str | None = None) -> Claim:
    return Claim("event", {"participants": people}, {"type": kind}, _NOWHERE, date=date)


def contents(store: Store) -> set[str]:
    """Everything in a store but the journal, as lines."""
    return {str(quad) for quad in store.quads if quad.graph_name != JOURNAL}


def inferred(store: Store) -> set[tuple[str, str, str]]:
    """The triples between people that follow, by local names."""
    found = store.quads.quads_for_pattern(None, None, None, px.NamedNode("https://w3id.org/peoplekg/id/graph/inferred"))
    return {
        (_local(quad.subject), _local(quad.predicate), _local(quad.object))
        for quad in found
        if "/person/" in str(quad.subject) and "/person/" in str(quad.object)
    }


def _local(term: object) -> str:
    return str(term).strip("<>").rpartition("#")[2].rpartition("/id/person/")[2]
