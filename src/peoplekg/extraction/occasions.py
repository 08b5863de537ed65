"""One occasion told of in several places: whose funeral it was, who was at the wedding, when the party was held."""

from __future__ import annotations

from dataclasses import replace
from functools import reduce
from typing import Any

from peoplekg.model import Claim

# The type of an occasion that a pattern does not know: "among the guests was X".
_ANY_OCCASION = "occasion"
# Occasions of one person or couple: how many of the participants, the first ones, it is held for.
_HELD_FOR = {"funeral": 1, "birthday": 1, "wedding": 2}
# Occasions that guests are named of as well, though the article may tell of several with the same people.
_WITH_GUESTS = {"party", "dinner", "ceremony", "gala", "concert", "award", "trial"}
# Occasions at which people meet: told of them, it is not another event that they met.
MEETINGS = {"dinner", "trip", "party", "birthday", "wedding", "concert", "interview", "call", "gala"}
# What a wedding or a funeral is called too.
_CALLED_SO = {"party", "ceremony", "gala"}
# How far behind an occasion, in characters, "among the guests was X" speaks of it.
_GUESTS_WITHIN = 1500
# Within how many characters a guest may be one of an occasion that only has its year.
_SAME_BREATH = 100
# Whose an occasion is, when nobody says so: of the one, or the couple, whom the claim of these kinds is about.
_OCCASION_OF = {"funeral": ("died",), "trial": ("conviction",), "wedding": ("partner", "spouse")}


def one_occasion_each(claims: list[Claim], guests: set[int]) -> list[Claim]:
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
        id(c) for c in claims if c.kind == "event" and (c.values.get("type") == _ANY_OCCASION or not _participants(c))
    }
    for claim in (c for group in occasions for c in group[1:]):
        gone.add(id(claim))
    for group in occasions:
        merged[id(group[0])] = reduce(_with_people_of, group)
    for guest in (c for c in claims if id(c) in guests):
        told = [g for g in occasions if _may_be(guest, g) and g[0].evidence.start <= guest.evidence.start]
        told = [g for g in told if not _long_ago(g, guest)]
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


def _long_ago(group: list[Claim], guest: Claim) -> bool:
    """Whether an occasion is told of by its year alone, some sentences before: "si conobbero nel 2019 a una cena"."""
    dates = [c.date for c in group if c.date]
    years = bool(dates) and all(len(d.strip("~?%")) == 4 for d in dates)
    return years and guest.evidence.start - group[0].evidence.end > _SAME_BREATH


def _occasion_of(
    kinds: tuple[str, ...], type_: str, claims: list[Claim], guests: set[int]
) -> tuple[list[Claim], set[int]]:
    """Whose "the funeral" is where just one person has died, "the wedding" of the only couple, "the trial" of the one
    who has been convicted."""
    stated = [c for c in claims if c.kind in kinds and c.polarity == "affirmed" and c.status == "current"]
    theirs = {(c.people["person"],) if "person" in c.people else tuple(c.people["persons"] or ()) for c in stated}
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
    if type_ == _ANY_OCCASION and (own == "trial" or (own == "birthday" and not celebrated)):
        return False  # a birthday that is nobody's party is a day only
    if type_ not in (_ANY_OCCASION, group[0].values.get("type")) and type_ not in _CALLED_SO:
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


def dated_parties(claims: list[Claim]) -> list[Claim]:
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
