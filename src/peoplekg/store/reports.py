"""What the store tells of loading and withdrawing, of what is held back, doubted and disputed, and of itself."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

import pyoxigraph as px

from peoplekg.store.stored import Stated

Engine = Literal["fast", "reference"]
"""``fast`` is what is used; ``reference`` runs owlrl and pyshacl instead, for whoever wants to check."""

Outcome = Literal["new", "replaced", "unchanged"]
Verdict = Literal["same", "different"]


@dataclass(frozen=True, slots=True)
class Authority:
    """A file of people that was loaded, by name: how many records it has, and how many people here they are about."""

    name: str
    records: int
    people: int


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A quote that is not what the stored text has at its place."""

    article: str
    claim: str
    quote: str
    found: str


@dataclass(frozen=True, slots=True)
class Problem:
    """Something wrong: what it is called (a shape or a rule), in words by language, and the facts that it rests on."""

    rule: str
    words: Mapping[str, str]
    facts: tuple[px.NamedNode, ...]
    is_contradiction: bool = False


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A claim kept out of the merged graph: why (by language), by which shapes or rules, and what it stands against."""

    claim: Stated
    words: Mapping[str, str]
    rules: tuple[str, ...]
    against: tuple[Stated, ...]


@dataclass(frozen=True, slots=True)
class LoadReport:
    """What loading an article did.

    ``facts`` counts the facts that the article supports, ``inferred`` the inferred triples that came. ``held_back``
    are the claims that are kept out because of it, its own or newer ones; ``contradictions`` are problems for which
    no claim could be held back. ``people_matched`` were in the store before, ``people_new`` were not.
    """

    article: str
    outcome: Outcome
    claims: int = 0
    facts: int = 0
    held_back: tuple[HeldBack, ...] = ()
    contradictions: tuple[Problem, ...] = ()
    inferred: int = 0
    people_matched: tuple[str, ...] = ()
    people_new: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class WithdrawReport:
    """What taking an article out removes (or would, in a dry run): IRIs of facts, names of people, how much follows."""

    article: str
    dry_run: bool
    claims: int
    facts: tuple[str, ...]
    people: tuple[str, ...]
    inferred: int
    quads: int


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict on two people, each as a name key or as the IRI of a person of one article."""

    verdict: Verdict
    first: str
    second: str


@dataclass(frozen=True, slots=True)
class Undecided:
    """Two people of the merged graph who may be one, with what speaks for and against it."""

    first: str
    second: str
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dispute:
    """Two sides that cannot both be right.

    ``stands`` is in the merged graph (``fact`` is its node), ``against`` denies it, is held back because of it, or
    stands there too without agreeing with it; ``words`` says by language why not both.
    """

    fact: str | None
    stands: tuple[Stated, ...]
    against: tuple[Stated, ...]
    words: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing done: its running number, when (UTC), what ("loaded", "withdrawn" …), to what, by which version."""

    number: int
    when: str
    done: str
    subject: str
    version: str
    used: tuple[str, ...] = ()
