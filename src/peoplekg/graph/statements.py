"""What a claim says of people of the merged graph, and which statements tell of one fact."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import timedelta

from pyoxigraph import NamedNode

from peoplekg import edtf
from peoplekg.graph.claims import Canonical, SourcedClaim, class_of, members_of, qualifiers
from peoplekg.graph.iris import BASE, appearance_iri
from peoplekg.graph.terms import QUALIFIERS, folded
from peoplekg.ontology import FactClass, FactProperty, schema

_NEWS = timedelta(days=15)
"""How long before and after an article came out what it tells without a date may have been."""

# One argument of a fact: its name, its position when that matters, its property, and a person or a value.
_Argument = tuple[str, int | None, FactProperty, NamedNode | str | int]

_Signature = tuple[edtf.Days, tuple[tuple[str, str], ...]]


@dataclass(frozen=True, slots=True)
class Statement:
    """A claim as far as the fact that it states depends on it: people of the merged graph, in the order of the fact.

    Claims with equal statements are one to the fact, but for how many they are and which is the newest.
    ``published`` is when the article came out, where that says when the fact held; else None.
    """

    fact_class: FactClass
    arguments: tuple[_Argument, ...]
    certainty: str
    attributed_to: str | None
    status: str
    start: str | None
    end: str | None
    date: str | None
    published: str | None

    @property
    def key(self) -> str:
        """See ``fact_key``."""
        telling = [
            (argument, position, folded(value))
            for argument, position, prop, value in self.arguments
            if prop.identifying == "always"
        ]
        content = [self.fact_class.iri.value, *sorted(telling, key=lambda one: (one[0], one[1] or 0, one[2]))]
        return f"{_hyphenated(self.fact_class.name)}-{_digest(content)}"

    @property
    def iri(self) -> NamedNode:
        """A node for everybody who says just this."""
        arguments = [
            (argument, position, value.value if isinstance(value, NamedNode) else value, isinstance(value, NamedNode))
            for argument, position, _, value in self.arguments
        ]
        voice = self.certainty, self.attributed_to, self.status
        time = self.start, self.end, self.date, self.published
        return NamedNode(f"{BASE}statement/{_digest([self.fact_class.iri.value, arguments, voice, time])}")

    def qualifiers(self) -> list[tuple[str, str]]:
        """The dates that are given, by name."""
        given = zip(QUALIFIERS, (self.start, self.end, self.date), strict=True)
        return [(name, value) for name, value in given if value is not None]

    @property
    def time(self) -> edtf.Days:
        """When the fact held, as far as this tells: what recurs and has no date, about when it was published."""
        said = dict(self.qualifiers())
        start, end, on = ([said[name]] if name in said else [] for name in QUALIFIERS)
        found = extent(start, end, on)
        published = self.published and edtf.days(self.published)
        if said or not published or not schema().kind_of(self.fact_class.iri).recurring:
            return found
        assert published.first is not None and published.last is not None
        return edtf.Days(published.first - _NEWS, published.last + _NEWS)

    @property
    def details(self) -> dict[str, str]:
        """The values that tell facts apart only where both claims have one."""
        return {
            f"{argument} {position or ''}": folded(value)
            for argument, position, prop, value in self.arguments
            if prop.identifying == "whenGiven"
        }


def statement(sourced: SourcedClaim, person: Canonical) -> Statement:
    """What a claim says of people of the merged graph; see ``fact_key`` for ``person``."""
    claim = sourced.claim
    fact_class, swapped = class_of(claim)
    general = schema().kind_of(fact_class.iri)
    filled: list[tuple[str, int | None, NamedNode]] = []
    for argument, names in claim.people.items():
        for position, name in members_of(names):
            if name is not None:
                filled.append((argument, position, person[appearance_iri(sourced.article, name)]))
    if swapped:
        places = schema().exchanged(fact_class.iri)
        filled = [(places[argument], position, node) for argument, position, node in filled]
    if fact_class.unordered:
        seats = sorted((argument, position) for argument, position, _ in filled)
        nodes = sorted((node for _, _, node in filled), key=lambda node: node.value)
        filled = [(*seat, node) for seat, node in zip(seats, nodes, strict=True)]
    arguments: list[_Argument] = []
    for argument, position, node in filled:
        prop = schema().property_for(fact_class.iri, argument, position, claim.status)
        arguments.append((argument, prop.position, prop, node))
    for argument, value in claim.values.items():
        if value is not None and argument != general.type_argument:
            prop = schema().property_for(fact_class.iri, argument, None, claim.status)
            arguments.append((argument, None, prop, value))
    undated = not any(True for _ in qualifiers(claim))
    by_publication = (general.recurring and undated) or (fact_class.dated_by_publication and not claim.date)
    return Statement(
        fact_class,
        # A person in a list without order counts once, however often it is named.
        tuple(sorted(dict.fromkeys(arguments), key=lambda one: (one[0], one[1] or 0, str(one[3])))),
        claim.certainty,
        claim.attributed_to,
        claim.status,
        claim.start,
        claim.end,
        claim.date,
        sourced.published if by_publication else None,
    )


def fact_key(sourced: SourcedClaim, person: Canonical) -> str:
    """What the facts of two claims must have in common to be one: class, people and values that tell facts apart.

    ``person`` gives the person of the merged graph for each person of an article. The key is short and stable.
    Claims with one key may still state several facts, told apart by time; see ``facts``.
    """
    return statement(sourced, person).key


def told(statements: Iterable[Statement]) -> list[tuple[NamedNode, list[Statement]]]:
    """The facts, by IRI, that statements of one key tell of, each with its statements; see ``facts``."""
    by_signature: dict[_Signature, list[Statement]] = defaultdict(list)
    for one in statements:
        by_signature[one.time, tuple(sorted(one.details.items()))].append(one)
    groups: list[list[_Signature]] = []
    for signature in sorted(by_signature, key=_exactness):
        fitting = [group for group in groups if all(_compatible(signature, other) for other in group)]
        if len(fitting) == 1:
            fitting[0].append(signature)
        else:
            groups.append([signature])
    found = []
    for group in groups:
        members = [one for signature in group for one in by_signature[signature]]
        class_name, _, digest = members[0].key.rpartition("-")
        distinction = f"/{_distinction(group[0])}" if len(groups) > 1 else ""
        found.append((NamedNode(f"{BASE}{class_name}/{digest}{distinction}"), members))
    return found


def _exactness(signature: _Signature) -> tuple[int, int, int, str, str]:
    """Narrow times and more details first, so that vaguer claims find the fact they belong to."""
    time, details = signature
    length = (time.last - time.first).days if time.first and time.last else 10**9
    return (time.first is None) + (time.last is None), -len(details), length, str(time.first), str((time.last, details))


def _compatible(one: _Signature, other: _Signature) -> bool:
    mine, theirs = dict(one[1]), dict(other[1])
    return one[0].overlaps(other[0]) and all(theirs.get(name, value) == value for name, value in mine.items())


def _distinction(signature: _Signature) -> str:
    time, details = signature
    return _digest([str(time.first), str(time.last), *details])


def extent(starts: Iterable[str], ends: Iterable[str], dates: Iterable[str]) -> edtf.Days:
    """The days that a fact can have held on: from its start to its end, or else on its date."""
    opening = [found for one in starts if (found := edtf.days(one))]
    closing = [found for one in ends if (found := edtf.days(one))]
    if opening or closing:
        return edtf.Days(
            min((one.first for one in opening if one.first), default=None),
            max((one.last for one in closing if one.last), default=None),
        )
    on = [found for one in dates if (found := edtf.days(one))]
    return edtf.Days(
        min((one.first for one in on if one.first), default=None),
        max((one.last for one in on if one.last), default=None),
    )


def _digest(content: object) -> str:
    import hashlib  # imported here since a query mints no IRI
    import json

    return hashlib.sha256(json.dumps(content, ensure_ascii=False).encode()).hexdigest()[:16]


def _hyphenated(name: str) -> str:
    """``BirthdayCelebration`` as ``birthday-celebration``."""
    return "".join(f"-{one.lower()}" if one.isupper() else one for one in name).lstrip("-")
