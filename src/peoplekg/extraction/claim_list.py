"""The claims of an article as they are found, and as they stand when all of it is read."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from peoplekg.extraction.consistency import bereaved, nearer_kin, without_couples_of_kin, without_doubles
from peoplekg.extraction.occasions import dated_parties, one_occasion_each
from peoplekg.extraction.qualifiers import Qualifiers
from peoplekg.language.entities import Entity
from peoplekg.language.kinship import Kinship
from peoplekg.language.tokens import Sentence
from peoplekg.model import Article, Certainty, Claim, Evidence, PersonArgument, Value

SYMMETRIC = "persons"


class ClaimList:
    """The claims of an article as they are found; the same fact stated again is kept once, in its surest form."""

    def __init__(self, article: Article, kinship: Kinship | None = None):
        self.article = article
        self._kinship = kinship if kinship is not None else Kinship()
        self._by_core: dict[tuple[Any, ...], Claim] = {}
        self._open_kinds: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self._known_only: dict[tuple[Any, ...], tuple[str, ...]] = {}
        self.sentences: set[int] = set()
        """The numbers of the sentences that state a claim, also where another sentence is its evidence."""
        self._people_of: dict[str, dict[Entity, None]] = {}
        self._parents: dict[Entity, dict[Entity, None]] = {}
        self._guests: set[tuple[Any, ...]] = set()
        self._unsaid: dict[tuple[Any, ...], tuple[str, ...]] = {}

    def add(
        self,
        kind: str,
        people: Mapping[str, Entity | tuple[Entity, ...] | None],
        values: Mapping[str, Value],
        qualifiers: Qualifiers,
        sentence: Sentence,
        pattern: str,
        *,
        start: str | None = None,
        end: str | None = None,
        date: str | None = None,
        either: tuple[str, ...] = (),
        known: tuple[str, ...] = (),
        guest: bool = False,
        unsaid: tuple[str, ...] = (),
    ) -> None:
        """Note a claim; nothing is noted when the clause does not state it or somebody is related to themselves.

        A ``guest`` was at an occasion; whose it was, the article says elsewhere or not at all.
        """
        if qualifiers.skip:
            return
        if qualifiers.aside and kind in ("born", "age", "died", "role"):  # "X has died, his family said"
            qualifiers = replace(qualifiers, certainty="stated", attributed_to=None)
        first = date or start
        if (
            kind in ("event", "spouse", "clemency")
            and first
            and self.article.published
            and first.strip("~")[:10] > self.article.published
        ):
            qualifiers = qualifiers.less_sure("possible")
        for value in people.values():
            for entity in (value,) if isinstance(value, Entity) else value or ():
                self._people_of.setdefault(kind, {}).setdefault(entity)
        parent, child = people.get("parent"), people.get("child")
        if isinstance(parent, Entity) and isinstance(child, Entity) and qualifiers.polarity == "affirmed":
            self._parents.setdefault(child, {}).setdefault(parent)
        if qualifiers.polarity == "affirmed" and qualifiers.certainty != "possible":
            self._kinship.note(kind, people, values.get("kind_of"), qualifiers.status == "former")
        named = {k: _names(v) for k, v in people.items()}
        everybody = [n for v in named.values() if v for n in ((v,) if isinstance(v, str) else v)]
        if (not everybody and not guest) or (len(set(everybody)) != len(everybody) and kind != "event"):
            return
        if SYMMETRIC in named:
            both = named[SYMMETRIC]
            if not isinstance(both, tuple) or len(both) != 2:
                return
        claim = Claim(
            kind,
            named,
            dict(values),
            self._evidence(sentence, pattern),
            qualifiers.polarity,
            qualifiers.certainty,
            qualifiers.attributed_to,
            qualifiers.status,
            start,
            end,
            date,
        )
        self.sentences.add(sentence.index)
        core = _core(claim)
        self._note_open(core, either, known)
        if unsaid:
            self._unsaid[core] = unsaid
        if not guest:
            self._guests.discard(core)
        elif core not in self._by_core:
            self._guests.add(core)
        same = self._by_core.get(core)
        if same is not None and same.certainty != claim.certainty and same.status != claim.status:
            if same.evidence.start == claim.evidence.start:
                self._by_core[core] = same if same.status == "former" else claim  # "he says she has left her husband"
                return
            core = (*core, claim.certainty, claim.status)  # reported to have ended, and stated: two claims
            same = self._by_core.get(core)
        self._by_core[core] = claim if same is None else _surer(same, claim)

    def _note_open(self, core: tuple[Any, ...], either: tuple[str, ...], known: tuple[str, ...]) -> None:
        """Remember what the rest of the article has to settle, unless a claim stands on its own."""
        stated = core in self._by_core
        if not either:
            self._open_kinds.pop(core, None)
        elif not stated:
            self._open_kinds[core] = either
        if not known:
            self._known_only.pop(core, None)
        elif not stated:
            self._known_only[core] = known

    def reported_of(self, sentence: Sentence) -> set[frozenset[str]]:
        """The groups of people of whom a sentence reports something or calls it possible, by their names."""
        return {
            frozenset(claim.names())
            for claim in self._by_core.values()
            if claim.evidence.start == sentence.span.start and claim.certainty != "stated"
        }

    def deny(self, sentence: Sentence, denial: Sentence, people: set[str], source: str | None) -> None:
        """Deny what a sentence reports or calls possible of ``people`` (of anybody when nobody is meant).

        The evidence reaches from the sentence to the ``denial``; ``source`` is who denies it.
        """
        for core, claim in list(self._by_core.items()):
            reported = claim.evidence.start == sentence.span.start and claim.certainty != "stated"
            if not reported or claim.polarity == "denied" or not people <= set(claim.names()):
                continue
            certainty: Certainty = "reported" if source else "stated"
            denied = replace(claim, polarity="denied", certainty=certainty, attributed_to=source)
            self._replace(core, replace(denied, evidence=self._up_to(denial, claim.evidence)))

    def doubt(self, sentence: Sentence, words: Sentence) -> None:
        """Call possible at most what a sentence says; the evidence reaches to the ``words`` that doubt it."""
        for core, claim in list(self._by_core.items()):
            if claim.evidence.start == sentence.span.start and claim.certainty != "possible":
                evidence = self._up_to(words, claim.evidence)
                self._replace(core, replace(claim, certainty="possible", evidence=evidence))

    def _up_to(self, later: Sentence, evidence: Evidence) -> Evidence:
        """Evidence that reaches to the end of a later sentence."""
        end = later.span.end
        return replace(evidence, end=end, quote=self.article.text[evidence.start : end])

    def _replace(self, core: tuple[Any, ...], changed: Claim) -> None:
        """Put a changed claim in the place of the one with that core, unless the article says the same elsewhere."""
        del self._by_core[core]
        self._by_core.setdefault(_core(changed), changed)

    def parents_of(self, child: Entity) -> list[Entity]:
        """Whoever has been said to be somebody's parent so far."""
        return list(self._parents.get(child, {}))

    def people_of(self, kind: str) -> list[Entity]:
        """The people of whom a claim of a kind has been noted, in order."""
        return list(self._people_of.get(kind, {}))

    def _fill_roles(self) -> None:
        """ "The pardons included one for X": they are those of the only one whom all others have in that role."""
        for core, roles in self._unsaid.items():
            for role in roles if core in self._by_core else ():
                claim = self._by_core[core]
                others = [c for c in self._by_core.values() if c.kind == claim.kind]
                named = {str(c.people[role]) for c in others if c.people.get(role)}
                if len(named) == 1 and not claim.people.get(role):
                    self._by_core[core] = replace(claim, people={**claim.people, role: named.pop()})

    def _settle_kinds(self) -> None:
        """ "They split up": spouses or partners, as the article says of the pair elsewhere."""
        settled: dict[frozenset[str], set[str]] = {}
        for core, one in self._by_core.items():
            if core not in self._open_kinds:
                settled.setdefault(frozenset(one.names()), set()).add(one.kind)
        for core, kinds in self._open_kinds.items():
            claim = self._by_core.get(core)
            if claim is None:
                continue
            said = settled.get(frozenset(claim.names()), set())
            if claim.kind == "rival" and {"spouse", "partner"} & said:
                del self._by_core[core]  # a couple's break is no feud
                continue
            if claim.kind == "friend" and {"spouse", "partner", "parent", "sibling"} & said:
                del self._by_core[core]  # nor are sisters who are inseparable called friends
                continue
            if core in self._known_only and not said & set(self._known_only[core]):
                del self._by_core[core]  # "A left B" is a break only between people who were a couple
                continue
            kind = next((k for k in kinds if k in said), claim.kind)
            if kind != claim.kind:
                changed = replace(claim, kind=kind)
                del self._by_core[core]
                known = self._by_core.get(_core(changed))
                self._by_core[_core(changed)] = changed if known is None else _surer(known, changed)

    def _evidence(self, sentence: Sentence, pattern: str) -> Evidence:
        span = sentence.span
        return Evidence(span.start, span.end, span.of(self.article.text), pattern)

    def claims(self) -> tuple[Claim, ...]:
        """All claims, by place in the text, then kind."""
        self._settle_kinds()
        self._fill_roles()
        guests = {id(self._by_core[core]) for core in self._guests if core in self._by_core}
        found = without_doubles(
            dated_parties(
                one_occasion_each(bereaved(without_couples_of_kin(nearer_kin(list(self._by_core.values())))), guests)
            )
        )
        return tuple(
            sorted(
                found,
                key=lambda c: (
                    c.evidence.start,
                    c.kind,
                    repr(sorted(c.people.items())),
                    repr(sorted(c.values.items(), key=str)),
                ),
            )
        )


def _names(value: Entity | tuple[Entity, ...] | None) -> PersonArgument | None:
    if value is None:
        return None
    return value.name if isinstance(value, Entity) else tuple(e.name for e in value)


def _core(claim: Claim) -> tuple[Any, ...]:
    people = tuple(
        (role, tuple(sorted(v)) if isinstance(v, tuple) and role == SYMMETRIC else v)
        for role, v in sorted(claim.people.items())
        if role != "advocates" and v is not None
    )
    values: tuple[Any, ...] = tuple(
        sorted(
            (k, v)
            for k, v in claim.values.items()
            if v is not None and k in ("title", "organization", "kind_of", "type", "work", "years", "name")
        )
    )
    extra: tuple[Any, ...] = ()
    if claim.kind == "event":
        extra = (claim.date,)
    if claim.kind in ("born", "died", "conviction"):
        values = ()
    if claim.kind == "kin":
        people, values = _kin_core(claim)
    return claim.kind, people, values, claim.polarity, claim.certainty == "possible", extra


def _kin_core(claim: Claim) -> tuple[tuple[Any, ...], tuple[Any, ...]]:
    """A's cousin B is B's cousin A, A's niece B has A for an aunt: the same fact from either side."""
    person, of, kind_of = claim.people.get("person"), claim.people.get("of"), claim.values.get("kind_of")
    if kind_of == "niece_nephew":
        return (of, person), ("aunt_uncle",)
    if kind_of in ("cousin", "sibling_in_law"):
        return tuple(sorted((str(person), str(of)))), (kind_of,)
    return (person, of), (kind_of,)


def _surer(known: Claim, claim: Claim) -> Claim:
    """Keep the first, or a later one that says more, with what the other adds (a date, an organization, a place)."""
    values = {
        **{k: v for k, v in claim.values.items() if v is not None},
        **{k: v for k, v in known.values.items() if v is not None},
    }
    best = known if known.certainty == "stated" or claim.certainty != "stated" else claim
    if known.certainty == claim.certainty and _told(claim) > _told(known):
        best = claim  # the headline has no date
    people = {**claim.people, **{k: v for k, v in known.people.items() if v}}
    return replace(
        best,
        people=people,
        values=values,
        start=known.start or claim.start,
        end=known.end or claim.end,
        date=known.date or claim.date,
        status=known.status if known.status == "former" or claim.status == "current" else claim.status,
    )


def _told(claim: Claim) -> int:
    """How many dates and other values a claim has."""
    return sum(v is not None for v in (claim.start, claim.end, claim.date, *claim.values.values()))
