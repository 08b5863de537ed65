"""Who is who: which people of different articles are one person.

Three steps, each a function of what articles and judgements there are, never of the order in which they came:

1. People whose names have the same key form a group. A group is *firm*, one person, unless its name is a single
   word or something known of its people speaks against it; then only those are one who share something that two
   namesakes would not: a birth date, a tie to the same person, an office in the same organization.
2. Firm groups with near names ("Donald Trump", "Donald J. Trump") are one person when nothing speaks against it
   and both have the very same near names; somebody who could be either of two others stays apart.
3. Judgements of the user, and then authorities, join and part what the first two steps made of it.

What stays open is not guessed: it is kept apart and listed with what speaks for and against it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Protocol

from peoplekg import edtf, naming
from peoplekg.model import Claim, Extraction

BORN, DIED, _ACTIVE, LINK = "born ", "died ", "active ", "link "
_DATES = (BORN, DIED, _ACTIVE)
NAME, FORM, GENDER = "name ", "form ", "gender "
_YEARS_AFTER_DEATH = 1
_SHARED_COMPANY = 2
_LARGEST_COMPANY = 50
_FAR_MORE = 3


class Register(Protocol):
    """What identity needs to look up; a person of an article is named by its IRI, a group by its key."""

    def keys_near(self, label: str) -> Iterable[str]:
        """The keys of the groups that have this block label."""

    def group_links(self, key: str) -> Iterable[str]:
        """Every link trait that somebody of the group has, once."""

    def group_dates(self, key: str) -> Iterable[str]:
        """Every dated trait (born, died, active) that somebody of the group has, once."""

    def group_genders(self, key: str) -> Iterable[str]:
        """The gender traits of the group, each once."""

    def group_members(self, key: str) -> Iterable[str]:
        """The people of the group."""

    def members_with(self, key: str, trait: str) -> Iterable[str]:
        """The people of the group that have the trait."""

    def traits(self, member: str) -> Iterable[str]:
        """The traits of one person of an article."""

    def key_of(self, member: str) -> str | None:
        """The group of one person of an article; None when no such article is there."""

    def company(self, key: str, limit: int) -> frozenset[str] | None:
        """The full-name keys named in the same articles as the group; None when it has over ``limit`` articles."""

    def told_apart(self, first: str, second: str) -> bool:
        """Whether some article speaks of both groups as two people."""

    def judged(self, end: str) -> Iterable[tuple[str, str]]:
        """The judgements on an end (a group's key or a member): "same" or "different", and the other end."""

    def judged_members(self, key: str) -> Iterable[str]:
        """The people of the group on whom there are judgements."""

    def parted(self, key: str) -> Iterable[tuple[str, str]]:
        """The pairs of people of the group who are judged different."""

    def entry(self, key: str) -> Entry | None:
        """The one person whom authorities know by a name with this key; None when they know nobody or several."""

    def entries(self, key: str) -> Iterable[Entry]:
        """Everybody whom authorities know by a name with this key."""


@dataclass(frozen=True, slots=True, order=True)
class Unit:
    """People of articles that are surely one: a firm group, or the part of another whose first is ``member``."""

    key: str
    member: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """A person as authorities know one: ``id`` stands for the person; dates are traits; ``ids`` are IRIs elsewhere."""

    id: str
    keys: tuple[str, ...]
    dates: tuple[str, ...]
    ids: tuple[str, ...]
    names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two people who may be one, with what speaks for it and against it."""

    first: Unit
    second: Unit
    reasons_for: tuple[str, ...]
    reasons_against: tuple[str, ...]


def traits(extraction: Extraction) -> dict[str, frozenset[str]]:
    """What an article says of each of its people that tells namesakes apart or shows that they are one.

    Keys are the people's names; only facts count. A trait is a short text such as ``born 1980-10-21``.
    """
    found: dict[str, set[str]] = {person.name: set() for person in extraction.people}
    for person in extraction.people:
        found[person.name].add(NAME + person.name)
        found[person.name].update(FORM + form for form in person.forms)
        if person.gender:
            found[person.name].add(GENDER + person.gender)
    for claim in extraction.claims:
        if claim.is_fact:
            for name, trait in _told_by(claim, extraction.article.published):
                found.setdefault(name, {NAME + name}).add(trait)
    return {name: frozenset(known) for name, known in found.items()}


def _told_by(claim: Claim, published: str | None) -> Iterator[tuple[str, str]]:
    names = claim.names()
    if claim.kind == "born" and claim.date:
        yield names[0], BORN + claim.date
    elif claim.kind == "died":
        yield names[0], DIED + (claim.date or "")
    elif claim.kind == "age":
        years, told = claim.values.get("years"), claim.date or published
        if isinstance(years, int) and told and (year := _years(told)):
            yield names[0], f"{BORN}{year[0] - years - 1}/{year[1] - years}"
    elif claim.kind == "event" and claim.values.get("type") != "funeral" and (year := _years(claim.date or "")):
        for name in names:
            yield name, f"{_ACTIVE}{year[0]}"
    if len(names) == 2:
        yield from _tie(claim, names)
    elif len(names) == 1:
        said = [f"{argument}={naming.fold(str(value))}" for argument, value in sorted(claim.values.items()) if value]
        if len(said) > 1:
            yield names[0], f"{LINK}{claim.kind} {' '.join(said)}"


def _tie(claim: Claim, names: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """A tie to somebody with a full name says who one is; to have been at one party with them only if it has a date."""
    if claim.kind == "event" and not claim.date:
        return
    place = {
        name: argument
        for argument, value in claim.people.items()
        for name in ((value,) if isinstance(value, str) else value or ())
    }
    kind = f"{claim.kind} {claim.date}" if claim.kind == "event" else claim.kind
    for name, other in (names, names[::-1]):
        if not naming.parse(other).bare:
            yield name, f"{LINK}{kind} {place[name]} {naming.key(other)}"


def _years(date: str) -> tuple[int, int] | None:
    """The first and last year that an EDTF date may lie in; None when it says neither."""
    found = edtf.days(date)
    if found is None or found.first is None or found.last is None:
        return None
    return found.first.year, found.last.year


def _agree(first: str, second: str) -> bool:
    """Whether two EDTF dates can be the same day."""
    a, b = edtf.days(first), edtf.days(second)
    return a is None or b is None or a.overlaps(b)


def _disagreement(first: Iterable[str], second: Iterable[str]) -> str | None:
    """Why people with these traits cannot be one; None when they can."""
    a, b = _dated(first), _dated(second)
    for one, other in _crossed(a["born"], b["born"]):
        if not _agree(one, other):
            return f"born {one} against born {other}"
    for one, other in _crossed(a["died"], b["died"]):
        if one and other and not _agree(one, other):
            return f"died {one} against died {other}"
    for died, other in (*_crossed(a["died"], b["born"]), *_crossed(b["died"], a["born"])):
        if died and (d := _years(died)) and (o := _years(other)) and o[0] > d[1]:
            return f"dead by {died} against born {other}"
    for died, other in (*_crossed(a["died"], b["active"]), *_crossed(b["died"], a["active"])):
        if died and (d := _years(died)) and (o := _years(other)) and o[0] > d[1] + _YEARS_AFTER_DEATH:
            return f"dead by {died} against seen in {other}"
    return None


def _same_date(first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether both have a birth, or both a death, that can be of the same day."""
    a, b = _dated(first), _dated(second)
    return any(
        one and other and _agree(one, other) for kind in ("born", "died") for one, other in _crossed(a[kind], b[kind])
    )


def _dated(known: Iterable[str]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {"born": [], "died": [], "active": []}
    for trait in sorted(known):
        kind, _, value = trait.partition(" ")
        if kind in found:
            found[kind].append(value)
    return found


def _crossed(first: list[str], second: list[str]) -> Iterator[tuple[str, str]]:
    return ((one, other) for one in first for other in second)


def _links(known: Iterable[str]) -> frozenset[str]:
    """The traits that two namesakes would hardly share; an office only counts while no dates speak against it."""
    return frozenset(
        trait for trait in known if trait.startswith(LINK) or (trait.startswith(BORN) and len(trait) == 15)
    )


class Identity:
    """Who is who in one state of the register; make a new one when the register has changed."""

    def __init__(self, register: Register) -> None:
        self.register = register
        self._firm: dict[str, bool] = {}
        self._accepted: dict[str, frozenset[str]] = {}
        self._partitions: dict[str, dict[str, str]] = {}
        self._parts: dict[str, frozenset[str]] = {}
        self._traits: dict[str, frozenset[str]] = {}
        self._agreeing: dict[tuple[frozenset[str], frozenset[str]], bool] = {}

    # -- one name ------------------------------------------------------------------------------------------------

    def is_firm(self, key: str) -> bool:
        """Whether everybody of this name is taken to be one person."""
        if key not in self._firm:
            self._firm[key] = not naming.parse(key).bare and self._is_one(key)
        return self._firm[key]

    def _is_one(self, key: str) -> bool:
        if self._parted(key) or not any(True for _ in self.register.group_members(key)):
            return False
        dates = list(self.register.group_dates(key))
        # One article may contradict itself about one person; that makes nobody two.
        return _disagreement(dates, dates) is None or len(set(self._partition(key).values())) == 1

    def unit_of(self, member: str) -> Unit | None:
        """The unit that a person of an article belongs to; None when the register does not know the person."""
        key = self.register.key_of(member)
        if key is None:
            return None
        if self.is_firm(key):
            return Unit(key)
        return Unit(key, min(self.part_of(member)) if naming.parse(key).bare else self._partition(key)[member])

    def members(self, unit: Unit) -> frozenset[str]:
        """The people of articles that a unit is made of."""
        if not unit.member:
            return frozenset(self.register.group_members(unit.key))
        if naming.parse(unit.key).bare:
            return self.part_of(unit.member)
        return frozenset(member for member, first in self._partition(unit.key).items() if first == unit.member)

    def _dates_of(self, unit: Unit) -> frozenset[str]:
        """The traits of everybody in a part of a group."""
        return frozenset(trait for member in self.members(unit) for trait in self._traits_of(member))

    def _parted(self, key: str) -> list[tuple[str, str]]:
        """Pairs of people of one group that a judgement tells apart."""
        register = self.register
        return [
            (first, second)
            for first, second in register.parted(key)
            if register.key_of(first) == register.key_of(second) == key
        ]

    def part_of(self, member: str) -> frozenset[str]:
        """Everybody of a group who is surely the same as this one: linked step by step by what they share."""
        if member in self._parts:
            return self._parts[member]
        key = self.register.key_of(member) or ""
        lone = {max(pair) for pair in self._parted(key)}
        found, waiting = {member}, [] if member in lone else [member]
        followed: set[tuple[str, frozenset[str]]] = set()
        while waiting:
            one = waiting.pop()
            dates = self._dates_known_of(one)
            for trait in self._telling(key, one):
                if (trait, dates) in followed:
                    continue  # somebody of whom the same dates are known led there already
                followed.add((trait, dates))
                for other in self.register.members_with(key, trait):
                    if other not in found and other not in lone and self._may_be_one(dates, other):
                        found.add(other)
                        waiting.append(other)
        part = frozenset(found)
        self._parts.update(dict.fromkeys(part, part))
        return part

    def _telling(self, key: str, member: str) -> list[str]:
        """The traits by which somebody may be the same as another person of the group."""
        known = self._traits_of(member)
        shared = set(_links(known))
        if not naming.parse(key).bare:
            mine = _dated(known)["born"]
            for trait in self.register.group_dates(key) if mine else ():
                if trait.startswith(BORN) and any(_agree(trait[len(BORN) :], one) for one in mine):
                    shared.add(trait)
        return sorted(shared)

    def _traits_of(self, member: str) -> frozenset[str]:
        if member not in self._traits:
            self._traits[member] = frozenset(self.register.traits(member))
        return self._traits[member]

    def _dates_known_of(self, member: str) -> frozenset[str]:
        """Those of the traits that can speak against two people being one."""
        return frozenset(trait for trait in self._traits_of(member) if trait.startswith(_DATES))

    def _may_be_one(self, dates: frozenset[str], other: str) -> bool:
        both = dates, self._dates_known_of(other)
        if both not in self._agreeing:
            self._agreeing[both] = _disagreement(*both) is None
        return self._agreeing[both]

    def _partition(self, key: str) -> dict[str, str]:
        """Each person of a group with several people of the same full name, and the first of those who are the same.

        Somebody of whom nothing is known goes to the one who is by far the most written about, if there is one.
        """
        if key in self._partitions:
            return self._partitions[key]
        parts = {self.part_of(member) for member in self.register.group_members(key)}
        lone = {max(pair) for pair in self._parted(key)}
        known = {part: frozenset(trait for member in part for trait in self._traits_of(member)) for part in parts}
        dated = [part for part in parts if any(trait.startswith((BORN, DIED)) for trait in known[part])]
        main = max(dated, key=lambda part: (len(part), min(part)), default=None)
        if main is not None and len(main) < _FAR_MORE * sum(len(part) for part in dated if part != main):
            main = None
        found: dict[str, str] = {}
        for part in parts:
            loose = main is not None and part not in dated and not part & lone
            whole = main if loose and main and _disagreement(known[part], known[main]) is None else part
            found.update(dict.fromkeys(part, min(whole)))
        if main is not None:
            first = min(member for member in found if found[member] == min(main))
            found = {member: first if found[member] == min(main) else found[member] for member in found}
        self._partitions[key] = found
        return found

    # -- near names ----------------------------------------------------------------------------------------------

    def near_keys(self, key: str) -> frozenset[str]:
        """The groups whose names are near this one's."""
        name = naming.parse(key)
        return frozenset(
            other
            for label in naming.blocks(name)
            for other in self.register.keys_near(label)
            if other != key and naming.nearness(name, naming.parse(other))
        )

    def accepted(self, key: str) -> frozenset[str]:
        """The firm groups that this firm group could be one with: near names, something for it, nothing against it."""
        if key not in self._accepted:
            found = set()
            for other in self.near_keys(key) if self.is_firm(key) else ():
                if self.is_firm(other):
                    pro, contra = self._weigh(key, other)
                    if pro and not contra:
                        found.add(other)
            self._accepted[key] = frozenset(found)
        return self._accepted[key]

    def variants(self, key: str) -> frozenset[str]:
        """The firm groups that are one person with this one, itself included: all have the same near names."""
        around = self.accepted(key)
        mine = around | {key}
        return frozenset({key} | {other for other in around if self.accepted(other) | {other} == mine})

    def _weigh(self, key: str, other: str) -> tuple[list[str], list[str]]:
        """What speaks for two groups with near names being one person, and what against it."""
        register = self.register
        nearness = naming.nearness(naming.parse(key), naming.parse(other))
        mine, theirs = list(register.group_dates(key)), list(register.group_dates(other))
        shared = _links((*mine, *register.group_links(key))) & _links((*theirs, *register.group_links(other)))
        pro, contra = [], []
        if nearness == "close":
            pro.append("the same name but for a middle name, a particle or a nickname")
        pro.extend(f"the same {trait.removeprefix(LINK)}" for trait in sorted(shared))
        if not pro:
            ours = register.company(key, _LARGEST_COMPANY) or frozenset()
            both = sorted(ours & (register.company(other, _LARGEST_COMPANY) or frozenset())) if ours else []
            if len(both) >= _SHARED_COMPANY:
                pro.append(f"both named together with {', '.join(both)}")
        if against := _disagreement(mine, theirs):
            contra.append(against)
        genders = set(register.group_genders(key)), set(register.group_genders(other))
        if all(genders) and not genders[0] & genders[1]:
            contra.append("one is spoken of as a woman, the other as a man")
        if register.told_apart(*sorted((key, other))):
            contra.append("one article names them as two people")
        if Unit(other) in set(self._judged(Unit(key), "different")):
            contra.append(_JUDGED)
        elif self._told_apart(Unit(key), Unit(other)):
            contra.append(_KNOWN_APART)
        return pro, contra

    # -- judgements ----------------------------------------------------------------------------------------------

    def cluster(self, unit: Unit) -> frozenset[Unit]:
        """Every unit that is one person with this one, itself included, after the user's judgements.

        A "same" that would bring together two who are judged different is left out (the later in order first).
        """
        whole: dict[Unit, frozenset[Unit]] = {}
        # What is judged comes before what an authority says.
        edges: set[tuple[bool, Unit, Unit]] = set()
        waiting = [unit]
        while waiting:
            one = waiting.pop()
            if one in whole:
                continue
            group = frozenset((one,)) if one.member else frozenset(Unit(key) for key in self.variants(one.key))
            whole.update(dict.fromkeys(group, group))
            for member in group:
                for by_authority, others in ((False, self._judged(member, "same")), (True, self._namesakes(member))):
                    for other in others:
                        edges.add((by_authority, min(member, other), max(member, other)))
                        waiting.append(other)
        for by_authority, first, second in sorted(edges):
            a, b = whole[first], whole[second]
            if a is not b and not any(other in b for one in a for other in self._judged(one, "different")):
                if by_authority and any(self._told_apart(one, other) for one in a for other in b):
                    continue
                whole.update(dict.fromkeys(a | b, a | b))
        return whole[unit]

    def _entry(self, unit: Unit) -> Entry | None:
        """Whom authorities take a firm group for, unless the dates speak against it."""
        if unit.member or not self.is_firm(unit.key):
            return None
        entry = self.register.entry(unit.key)
        if entry is None:
            return None
        known = frozenset(self.register.group_dates(unit.key))
        # One article may be wrong about a date; another that agrees with the authority outweighs it.
        return entry if _disagreement(known, entry.dates) is None or _same_date(known, entry.dates) else None

    def _namesakes(self, unit: Unit) -> Iterator[Unit]:
        """The firm groups that an authority knows as other names of the same person."""
        entry = self._entry(unit)
        for key in entry.keys if entry is not None else ():
            other = self._entry(Unit(key))
            if key != unit.key and other is not None and entry is not None and other.id == entry.id:
                yield Unit(key)

    def _told_apart(self, one: Unit, other: Unit) -> bool:
        """Whether authorities know two firm groups as two people."""
        first, second = self._entry(one), self._entry(other)
        return first is not None and second is not None and first.id != second.id

    def known_as(self, units: Iterable[Unit]) -> list[Entry]:
        """Whom authorities take a person for who is made of these units.

        A name that is one person's here and there is enough unless dates speak against it; one that several bear
        needs dates that agree with one of them only.
        """
        found: dict[str, Entry] = {}
        for unit in units:
            entry = self._entry(unit)
            entries = [entry] if entry is not None else self._dated_entries(unit)
            found.update((one.id, one) for one in entries)
        return [found[id] for id in sorted(found)]

    def _dated_entries(self, unit: Unit) -> list[Entry]:
        entries = list(self.register.entries(unit.key))
        if not entries or naming.parse(unit.key).bare:  # one word is nobody's whole name, whatever the dates say
            return []
        known = self._dates_of(unit) if unit.member else frozenset(self.register.group_dates(unit.key))
        fitting = [entry for entry in entries if _same_date(known, entry.dates)]
        return fitting if len(fitting) == 1 else []

    def _judged(self, unit: Unit, verdict: str) -> Iterator[Unit]:
        """The units at the other ends of the judgements on this one, in a fixed order."""
        register = self.register
        if unit.member:
            ends = sorted(self.members(unit))
        else:
            ends = [unit.key, *sorted(m for m in register.judged_members(unit.key) if register.key_of(m))]
        found = {
            other
            for end in ends
            for said, far in register.judged(end)
            if said == verdict and (other := self.unit_at(far)) is not None and other != unit
        }
        yield from sorted(found)

    def unit_at(self, end: str) -> Unit | None:
        """The unit that an end of a judgement stands for now; None while its articles are not in the store."""
        return self.unit_of(end) or (Unit(end) if self.is_firm(end) else None)

    # -- what is open --------------------------------------------------------------------------------------------

    def doubts(self, keys: Iterable[str]) -> Iterator[Doubt]:
        """The pairs among these groups and their near ones that stay apart though something speaks for one person."""
        seen: set[tuple[str, str]] = set()
        for key in sorted(keys):
            if not self.is_firm(key):
                if not naming.parse(key).bare:
                    yield from self._doubts_within(key)
                continue
            for other in sorted(self.near_keys(key)):
                pair = (min(key, other), max(key, other))
                if pair not in seen and self.is_firm(other) and Unit(other) not in self.cluster(Unit(key)):
                    seen.add(pair)
                    pro, contra = self._weigh(*pair)
                    if _JUDGED not in contra and _KNOWN_APART not in contra:
                        against = contra or [_ALSO if pro else _NOTHING]
                        yield Doubt(Unit(pair[0]), Unit(pair[1]), tuple(pro) or (_SIMILAR,), tuple(against))

    def _doubts_within(self, key: str) -> Iterator[Doubt]:
        units = sorted({Unit(key, first) for first in self._partition(key).values()})
        for index, one in enumerate(units):
            for other in units[index + 1 :]:
                if other not in self.cluster(one) and other not in set(self._judged(one, "different")):
                    against = _disagreement(self._dates_of(one), self._dates_of(other))
                    yield Doubt(one, other, (_SAME_NAME,), (against or _NAMESAKES,))


_JUDGED = "judged different"
_KNOWN_APART = "an authority knows two people"
_ALSO = "one of them may also be somebody else"
_NOTHING = "nothing but the name speaks for it"
_SIMILAR = "a similar name"
_SAME_NAME = "the same name"
_NAMESAKES = "people of this name are told apart"


def head(units: Iterable[Unit]) -> Unit:
    """The unit that gives a person its IRI: a full name without initials, the shortest, the first in order."""

    def rank(unit: Unit) -> tuple[bool, bool, bool, int, Unit]:
        core = naming.parse(unit.key).core
        return bool(unit.member), len(core) < 2, any(len(word) == 1 for word in core), len(core), unit

    return min(units, key=rank)


def display_name(known: Iterable[str], key: str) -> str:
    """How to show somebody with these traits whose IRI comes from ``key``: that name, and not in capitals.

    >>> display_name({"name KIM KARDASHIAN", "name Kim Kardashian", "name Kim K. West"}, "kim kardashian")
    'Kim Kardashian'
    """
    names = sorted(trait.removeprefix(NAME) for trait in known if trait.startswith(NAME))
    return min(names, key=lambda name: (naming.key(name) != key, name.isupper() or name.islower(), name))
