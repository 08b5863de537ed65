"""Builds claims: one place that knows how arguments, qualifiers, dates and evidence come together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import reduce
from itertools import combinations
from typing import Any

from peoplekg.extraction.qualifiers import Qualifiers
from peoplekg.language.entities import Entity
from peoplekg.language.tokens import Sentence
from peoplekg.model import Article, Claim, Evidence, PersonArgument, Value

SYMMETRIC = "persons"


class ClaimList:
    """The claims of an article as they are found; the same fact stated again is kept once, in its surest form."""

    def __init__(self, article: Article):
        self.article = article
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

    def deny(self, sentence: Sentence, denial: Sentence, people: set[str], source: str | None) -> None:
        """Deny what a sentence reports or calls possible of ``people`` (of anybody when nobody is meant).

        The evidence reaches from the sentence to the ``denial``; ``source`` is who denies it.
        """
        for core, claim in list(self._by_core.items()):
            reported = claim.evidence.start == sentence.span.start and claim.certainty != "stated"
            if not reported or claim.polarity == "denied" or not people <= set(claim.names()):
                continue
            evidence = replace(
                claim.evidence,
                end=denial.span.end,
                quote=self.article.text[claim.evidence.start : denial.span.end],
            )
            denied = replace(
                claim,
                polarity="denied",
                certainty="reported" if source else "stated",
                attributed_to=source,
                evidence=evidence,
            )
            del self._by_core[core]
            self._by_core.setdefault(_core(denied), denied)

    def doubt(self, sentence: Sentence, words: Sentence) -> None:
        """Call possible at most what a sentence says; the evidence reaches to the ``words`` that doubt it."""
        for core, claim in list(self._by_core.items()):
            if claim.evidence.start == sentence.span.start and claim.certainty != "possible":
                quote = self.article.text[claim.evidence.start : words.span.end]
                evidence = replace(claim.evidence, end=words.span.end, quote=quote)
                doubted = replace(claim, certainty="possible", evidence=evidence)
                del self._by_core[core]
                self._by_core.setdefault(_core(doubted), doubted)

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
        found = _without_doubles(
            _dated_parties(_one_occasion_each(_bereaved(_no_couple_of_kin(list(self._by_core.values()))), guests))
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
    return claim.kind, people, values, claim.polarity, claim.certainty == "possible", extra


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


# The type of an occasion that a pattern does not know: "among the guests was X".
ANY_OCCASION = "occasion"
# Occasions of one person or couple: how many of the participants, the first ones, it is held for.
_HELD_FOR = {"funeral": 1, "birthday": 1, "wedding": 2}
# Occasions that guests are named of as well, though the article may tell of several with the same people.
_WITH_GUESTS = {"party", "dinner", "ceremony", "gala", "concert", "award", "trial"}
# Occasions at which people meet: told of them, it is not another event that they met.
_MEETINGS = {"dinner", "trip", "party", "birthday", "wedding", "concert", "interview", "call", "gala"}
# What a wedding or a funeral is called too.
_CALLED_SO = {"party", "ceremony", "gala"}
# How far behind an occasion, in characters, "among the guests was X" speaks of it.
_GUESTS_WITHIN = 1500
# Whose an occasion is, when nobody says so: of the one, or the couple, whom the claim of these kinds is about.
_OCCASION_OF = {"funeral": ("died",), "trial": ("conviction",), "wedding": ("partner", "spouse")}


def _one_occasion_each(claims: list[Claim], guests: set[int]) -> list[Claim]:
    """What the article says of one funeral, wedding or birthday in several places is one event with all its people.

    A guest of whom it only says "attended the funeral", or "among the guests", was at the one it told of last.
    """
    for type_, kinds in _OCCASION_OF.items():
        claims, guests = _occasion_of(kinds, type_, claims, guests)
    held: dict[tuple[Any, ...], list[Claim]] = {}
    for claim in claims:
        people, type_ = _participants(claim), str(claim.values.get("type"))
        if claim.kind == "event" and claim.polarity == "affirmed" and type_ in _HELD_FOR and id(claim) not in guests:
            key = (type_, claim.certainty == "possible", frozenset(people[: _HELD_FOR[type_]]))
            held.setdefault(key, []).append(claim)
    occasions = [group for group in held.values() if len({c.date[:4] for c in group if c.date}) < 2]
    plain = [c for c in claims if c.values.get("type") in _WITH_GUESTS and c.polarity == "affirmed"]
    occasions += [[c] for c in plain if id(c) not in guests and _participants(c)]
    merged: dict[int, Claim] = {}
    gone = {
        id(c) for c in claims if c.kind == "event" and (c.values.get("type") == ANY_OCCASION or not _participants(c))
    }
    for claim in (c for group in occasions for c in group[1:]):
        gone.add(id(claim))
    for group in occasions:
        merged[id(group[0])] = reduce(_with_people_of, group)
    for guest in (c for c in claims if id(c) in guests):
        told = [g for g in occasions if _may_be(guest, g) and g[0].evidence.start <= guest.evidence.start]
        if not told:
            continue
        group = max(told, key=lambda g: max(c.evidence.start for c in g if c.evidence.start <= guest.evidence.start))
        occasion = merged[id(group[0])]
        if guest.polarity == "denied":
            values = {**occasion.values, **guest.values, "type": occasion.values["type"]}
            merged[id(guest)] = replace(guest, values=values, date=guest.date or occasion.date)
            gone.discard(id(guest))
        else:
            merged[id(group[0])] = _with_people_of(occasion, guest)
            gone.add(id(guest))
    return [merged.get(id(c), c) for c in claims if id(c) not in gone]


def _occasion_of(
    kinds: tuple[str, ...], type_: str, claims: list[Claim], guests: set[int]
) -> tuple[list[Claim], set[int]]:
    """Whose "the funeral" is where just one person has died, "the wedding" of the only couple, "the trial" of the one
    who has been convicted."""
    stated = [c for c in claims if c.kind in kinds and c.polarity == "affirmed" and c.status == "current"]
    theirs = {(c.people["person"],) if "person" in c.people else tuple(c.people[SYMMETRIC] or ()) for c in stated}
    told = [c for c in claims if c.values.get("type") == type_ and c.polarity == "affirmed"]
    if any(id(c) not in guests for c in told):
        return claims, guests
    first: dict[bool, Claim] = {}
    for claim in told:
        first.setdefault(claim.certainty == "possible", claim)
    owned: dict[int, Claim] = {}
    for claim in first.values():
        others = [people for people in theirs if not set(people) & set(_participants(claim))]
        if len(others) == 1:
            everybody = (*map(str, others[0]), *_participants(claim))
            owned[id(claim)] = replace(claim, people={"participants": everybody})
    return [owned.get(id(c), c) for c in claims], guests - set(owned)


def _may_be(guest: Claim, group: list[Claim]) -> bool:
    """Whether a guest's occasion can be that one: its type, its date, and whether it is to come."""
    type_ = guest.values.get("type")
    own = group[0].values.get("type")
    celebrated = any(c.values.get("place") or len(_participants(c)) > 1 for c in group)
    if type_ == ANY_OCCASION and (own == "trial" or (own == "birthday" and not celebrated)):
        return False  # a birthday that is nobody's party is a day only
    if type_ not in (ANY_OCCASION, group[0].values.get("type")) and type_ not in _CALLED_SO:
        return False
    before = [c.evidence.start for c in group if c.evidence.start <= guest.evidence.start]
    if type_ != group[0].values.get("type") and guest.evidence.start - max(before, default=0) > _GUESTS_WITHIN:
        return False
    if guest.polarity == "affirmed" and (guest.certainty == "possible") != (group[0].certainty == "possible"):
        return False
    dates = [c.date for c in group if c.date]
    return not guest.date or not dates or any(guest.date.startswith(d) or d.startswith(guest.date) for d in dates)


def _with_people_of(claim: Claim, other: Claim) -> Claim:
    people = dict.fromkeys((*_participants(claim), *_participants(other)))
    values = {**{k: v for k, v in other.values.items() if k != "name"}, **claim.values}
    return replace(
        claim, people={**claim.people, "participants": tuple(people)}, values=values, date=claim.date or other.date
    )


def _participants(claim: Claim) -> tuple[str, ...]:
    people = claim.people.get("participants")
    return people if isinstance(people, tuple) else (people,) if people else ()


def _no_couple_of_kin(claims: list[Claim]) -> list[Claim]:
    """Who are parent and child, or brother and sister, are no couple: "they" were other people."""
    blood = {frozenset(c.names()) for c in claims if c.kind in ("parent", "sibling") and c.polarity == "affirmed"}
    return [c for c in claims if c.kind not in ("spouse", "partner") or frozenset(c.names()) not in blood]


def _bereaved(claims: list[Claim]) -> list[Claim]:
    """Who has died is nobody's husband or companion any more."""
    dead = {
        c.people.get("person")
        for c in claims
        if c.kind == "died" and c.polarity == "affirmed" and c.certainty != "possible"
    }
    over = {"spouse", "partner"}
    return [
        replace(c, status="former") if c.kind in over and c.certainty != "possible" and dead & set(c.names()) else c
        for c in claims
    ]


def _dated_parties(claims: list[Claim]) -> list[Claim]:
    """The party to which A invited B is A's birthday party of the 22nd, when the article dates just one of A's."""
    dated = [c for c in claims if _is_party(c) and c.date and c.certainty != "possible"]
    found: list[Claim] = []
    same: list[Claim] = []
    for claim in claims:
        guests = claim.people.get("participants")
        host = guests[:1] if _is_party(claim) and isinstance(guests, tuple) and len(guests) > 1 else ()
        own = [d for d in dated if d.people.get("participants") == host] if host and claim.date is None else []
        if len({d.date for d in own}) == 1:
            claim = replace(claim, date=own[0].date)
            same += own
        found.append(claim)
    dropped = {id(claim) for claim in same}
    return [c for c in found if id(c) not in dropped]


def _is_party(claim: Claim) -> bool:
    birthday = claim.kind == "event" and claim.values.get("type") in ("party", "birthday")
    return birthday and claim.polarity == "affirmed"


def _without_doubles(claims: list[Claim]) -> list[Claim]:
    """Drop a role or event that says less than another of the same people."""
    about: dict[tuple[str, PersonArgument | None], list[Claim]] = {}
    for claim in claims:
        for name in _shared(claim):
            about.setdefault((claim.kind, name), []).append(claim)
    kept: list[Claim] = []
    for claim in claims:
        others = min((about[claim.kind, name] for name in _shared(claim)), key=len)
        if not any(other is not claim and _says_less(claim, other) for other in others):
            kept.append(claim)
    return kept


def _shared(claim: Claim) -> tuple[PersonArgument | None, ...]:
    """Of whom a claim that says more speaks too."""
    return (claim.people.get("beneficiary"),) if claim.kind == "clemency" else claim.names()


def _says_less(claim: Claim, other: Claim) -> bool:
    if (
        claim.kind != other.kind
        or claim.polarity != other.polarity
        or (claim.certainty == "possible") != (other.certainty == "possible")
    ):
        return False
    if claim.kind == "role":
        if claim.people == other.people and claim.status == other.status and _vaguer(claim, other):
            return True
        edits = {claim.values.get("title"), other.values.get("title")} == {"director", "editor-in-chief"}
        if claim.people == other.people and edits and claim.values.get("title") == "director":
            return claim.values.get("organization") in (None, other.values.get("organization"))
        same = claim.people == other.people and claim.values.get("title") == other.values.get("title")
        same = same and claim.status == other.status
        return same and claim.values.get("organization") is None and other.values.get("organization") is not None
    if claim.kind == "authored":
        same = claim.people == other.people and claim.values.get("work") == other.values.get("work")
        return same and claim.values.get("type") is None and other.values.get("type") is not None
    if claim.kind == "event":
        a, b = set(claim.names()), set(other.names())
        same_type = claim.values.get("type") == other.values.get("type")
        told_once = a == b and claim.evidence.start == other.evidence.start and claim.date in (None, other.date)
        if told_once and claim.values.get("type") == "meeting" and other.values.get("type") in _MEETINGS:
            return True  # "they were seen at dinner"
        if not same_type or not a <= b:
            return False
        dates = claim.date is None or claim.date == other.date
        if a < b:
            return dates
        named = claim.values.get("name") is None and other.values.get("name") is not None
        return (claim.date is None and other.date is not None) or (named and claim.date == other.date)
    if claim.kind == "clemency":
        a_type, b_type = claim.values.get("type"), other.values.get("type")
        same = a_type == b_type and claim.people.get("beneficiary") == other.people.get("beneficiary")
        return same and claim.people.get("grantor") is None and other.people.get("grantor") is not None
    return False


# Words that make of a title another one, not a more exact one.
_OTHER_TITLE = {
    "vice",
    "deputy",
    "assistant",
    "acting",
    "co",
    "junior",
    "under",
    "candidate",
    "nominee",
    "elect",
    "spokesperson",
}


def _vaguer(claim: Claim, other: Claim) -> bool:
    """ "prince" beside "crown prince", "minister" beside "culture minister": the longer title says it."""
    short, long = str(claim.values.get("title")).split(), str(other.values.get("title")).split()
    more = long[: -len(short)]
    if len(long) <= len(short) or long[-len(short) :] != short or _OTHER_TITLE & {w.strip("-") for w in more}:
        return False
    organization = claim.values.get("organization")
    return organization is None or organization == other.values.get("organization")


def pairs(people: tuple[Entity, ...]) -> list[tuple[Entity, Entity]]:
    """All unordered pairs."""
    return list(combinations(people, 2))
