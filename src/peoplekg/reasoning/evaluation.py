"""Turns rules into Python functions.

A rule body is a nested loop over look-ups, and so is a Python comprehension: each rule becomes one comprehension per
body atom (run forwards over the new pairs of that atom) and one for its head (run backwards from a triple to the
premises that give it). Python compiles the text once; terms never enter it, they are passed as constants.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import chain, islice
from typing import TYPE_CHECKING, Any, cast

from pyoxigraph import NamedNode

from peoplekg.reasoning.datatypes import in_datatype, outside_datatype, values_differ
from peoplekg.reasoning.facts import Fact, FactSource, Key, Pair, Relation
from peoplekg.reasoning.rules import Atom, Guard, Rule, RuleSet, Slot, Var
from peoplekg.reasoning.strata import strata
from peoplekg.reasoning.vocabulary import SAME_AS, TYPE

if TYPE_CHECKING:
    from peoplekg.reasoning.view import View

Premises = tuple[Fact, ...]
# How far the possible first steps of a backward search are counted to find the narrowest.
_FAN_LIMIT = 32
# facts to look the rest up in, new pairs, and the predicate of the pairs
Forward = Callable[[Any, Iterable[Pair], Key], set[Any]]
Backward = Callable[[Any, Key, Key, Key], Iterator[Premises]]


@dataclass
class Trigger:
    """A rule seen from one of its body atoms: what new pairs there lead to.

    ``conclusions`` gives pairs of ``relation``, or whole facts where ``relation`` is None, or a constraint's premises.
    """

    rule: Rule
    position: int
    relation: Relation | None
    codec: _Codec

    @cached_property
    def needs(self) -> list[Relation]:
        """The relations that must have pairs for the rule to do anything."""
        return [r for i, atom in enumerate(self.rule.body) if i != self.position and (r := self.codec.relation(atom))]

    @cached_property
    def conclusions(self) -> Forward:
        """The compiled rule."""
        rule = self.rule
        result = _tuple(_slots(self.codec, rule.body)) if rule.head is None else ""
        if rule.head is not None:
            s, p, o = (self.codec.slot(slot) for slot in rule.head)
            result = f"({s}, {o})" if self.relation is not None else f"({s}, {p}, {o})"
        first = rule.body[self.position]
        loops = _loops(self.codec, rule, first, self.position)
        text = f"lambda f, delta, dp: {{{result} for ds, do in delta {loops}}}"
        return cast(Forward, self.codec.compile(text))


@dataclass
class Derivation:
    """A rule seen from its head: the premises that give a fact."""

    rule: Rule
    codec: _Codec

    @cached_property
    def needs(self) -> list[Relation]:
        """The relations that must have pairs for the rule to do anything."""
        return [r for atom in self.rule.body if (r := self.codec.relation(atom))]

    @cached_property
    def starts(self) -> list[tuple[Atom, Backward]]:
        """The compiled rule, once for each body atom that it may begin with."""
        assert self.rule.head is not None
        head, body = self.rule.head, self.rule.body
        bound = set(head.variables())
        best = max(_bound_slots(atom, bound) for atom in body)
        choices = [i for i, atom in enumerate(body) if _bound_slots(atom, bound) == best]
        if best == 3:
            choices = choices[:1]
        result = _tuple(_slots(self.codec, body))
        return [
            (
                body[i],
                cast(
                    Backward,
                    self.codec.compile(
                        f"lambda f, ds, dp, do: ({result} for _ in (0,) {_loops(self.codec, self.rule, head, None, i)})"
                    ),
                ),
            )
            for i in choices
        ]

    def bindings(self, fact: Fact) -> dict[Var, Key]:
        """What the head's variables are, for a fact."""
        assert self.rule.head is not None
        return {slot: key for slot, key in zip(self.rule.head, fact, strict=True) if isinstance(slot, Var)}

    def pattern(self, atom: Atom, bindings: dict[Var, Key]) -> tuple[Key | None, Key | None, Key | None]:
        """A body atom's triple pattern under these bindings, None for what is open."""
        s, p, o = (bindings.get(slot) if isinstance(slot, Var) else self.codec.source.key(slot) for slot in atom)
        return s, p, o


@dataclass
class _Codec:
    """Names for the constants of the compiled text."""

    source: FactSource
    constants: dict[str, object] = field(default_factory=dict)
    names: dict[object, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        source = self.source

        def values(test: Callable[[Any, Any], bool]) -> Callable[[Key, Key], bool]:
            return lambda a, b: (
                (source.is_literal(a) and (test is not values_differ or source.is_literal(b)))
                and test(source.term(a), source.term(b))
            )

        self.constants.update(
            is_literal=source.is_literal,
            values_differ=values(values_differ),
            in_datatype=values(in_datatype),
            outside_datatype=values(outside_datatype),
            is_named=lambda key: isinstance(source.term(key), NamedNode),
        )

    def constant(self, value: object) -> str:
        name = self.names.get(value)
        if name is None:
            name = self.names[value] = f"c{len(self.names)}"
            self.constants[name] = value
        return name

    def slot(self, slot: Slot) -> str:
        return f"v_{slot.name}" if isinstance(slot, Var) else self.constant(self.source.key(slot))

    def relation(self, atom: Atom) -> Relation | None:
        """The relation of a pattern; None when it may be any."""
        if isinstance(atom.p, Var):
            return None
        if atom.p != TYPE:
            return Relation(self.source.key(atom.p), None)
        if isinstance(atom.o, Var):
            return None
        return Relation(self.source.key(TYPE), self.source.key(atom.o))

    def compile(self, text: str) -> object:
        # The text is made here from names of our own (v_…, c0, c1 …) only; no term's text is in it.
        return eval(compile(text, "<rule>", "eval"), self.constants)


def _slots(codec: _Codec, atoms: Iterable[Atom]) -> list[str]:
    return [f"({', '.join(codec.slot(slot) for slot in atom)})" for atom in atoms]


def _tuple(items: list[str]) -> str:
    return f"({', '.join(items)},)"


def _bound_slots(atom: Atom, bound: set[Var]) -> int:
    return sum(not isinstance(slot, Var) or slot in bound for slot in atom)


def _loops(codec: _Codec, rule: Rule, first: Atom, skip: int | None, start: int | None = None) -> str:
    """The loops and tests of a rule whose atom or head ``first`` is bound to ds, dp, do.

    Atoms with most of their places bound come first; ``start`` is the atom to begin with.
    """
    parts: list[str] = []
    bound: set[Var] = set()
    waiting = list(rule.guards)

    def bind(slot: Slot, value: str) -> None:
        if isinstance(slot, Var) and slot not in bound:
            bound.add(slot)
            parts.append(f"for {codec.slot(slot)} in ({value},)")
        else:
            parts.append(f"if {value} == {codec.slot(slot)}")

    def test() -> None:
        for guard in [g for g in waiting if all(not isinstance(a, Var) or a in bound for a in g.args)]:
            waiting.remove(guard)
            parts.append(f"if {_guard(codec, guard)}")

    relation = codec.relation(first)
    bind(first.s, "ds")
    if relation is None:
        bind(first.p, "dp")
    if relation is None or relation.kind is None:
        bind(first.o, "do")
    test()
    rest = [i for i in range(len(rule.body)) if i != skip]
    while rest:
        i = start if start in rest else max(rest, key=lambda j: (_bound_slots(rule.body[j], bound), -j))
        rest.remove(i)
        atom = rule.body[i]
        parts.append(_lookup(codec, atom, bound))
        bound.update(atom.variables())
        test()
    return " ".join(parts)


def _lookup(codec: _Codec, atom: Atom, bound: set[Var]) -> str:
    """The loop or test that finds an atom's triples."""
    s, p, o = (codec.slot(slot) for slot in atom)
    knows_s, knows_p, knows_o = (not isinstance(slot, Var) or slot in bound for slot in atom)
    relation = codec.relation(atom)
    if relation is not None and (knows_s or knows_o):
        name = codec.constant(relation)
        if knows_s and knows_o:
            return f"if f.has({name}, {s}, {o})"
        return f"for {o} in f.objects({name}, {s})" if knows_s else f"for {s} in f.subjects({name}, {o})"
    parts, known = (s, p, o), (knows_s, knows_p, knows_o)
    names: list[str] = []
    tests: list[str] = []
    for place, text, is_known in zip("spo", parts, known, strict=True):
        repeated = not is_known and text in names
        names.append(f"m_{place}" if is_known or repeated else text)
        if repeated:
            tests.append(f"if m_{place} == {text}")
    pattern = ", ".join(text if is_known else "None" for text, is_known in zip(parts, known, strict=True))
    return " ".join([f"for {', '.join(names)} in f.match({pattern})", *tests])


def _guard(codec: _Codec, guard: Guard) -> str:
    args = [codec.slot(arg) for arg in guard.args]
    match guard.name:
        case "different":
            return f"{args[0]} != {args[1]}"
        case "not-literal":
            return f"not is_literal({args[0]})"
        case "named":
            return f"is_named({args[0]})"
        case name:
            return f"{name.replace('-', '_')}({', '.join(args)})"


class BoundRules:
    """A rule set made ready for one source of facts, found by the relations that its rules speak of."""

    def __init__(self, rules: RuleSet, source: FactSource) -> None:
        codec = _Codec(source)
        self.type_key = source.key(TYPE)
        self.same_as = Relation(source.key(SAME_AS), None)
        self.by_body: dict[Relation, list[Trigger]] = {}
        self.by_any_body: list[Trigger] = []
        self.checks: dict[Relation, list[Trigger]] = {}
        self.checks_of_any: list[Trigger] = []
        self.by_head: dict[Relation, list[Derivation]] = {}
        self.by_any_head: list[Derivation] = []
        for rule in rules.rules:
            relation = codec.relation(rule.head) if rule.head else None
            narrow, wide = (self.by_body, self.by_any_body) if rule.head else (self.checks, self.checks_of_any)
            for position, atom in enumerate(rule.body):
                trigger = Trigger(rule, position, relation, codec)
                of = codec.relation(atom)
                (wide if of is None else narrow.setdefault(of, [])).append(trigger)
            if rule.head:
                derivation = Derivation(rule, codec)
                (self.by_any_head if relation is None else self.by_head.setdefault(relation, [])).append(derivation)

    def relation(self, p: Key, o: Key) -> Relation:
        """The relation that a triple belongs to."""
        return Relation(p, o if p == self.type_key else None)

    # Strata: a relation stands above those that it is derived from

    @cached_property
    def _strata(self) -> dict[Relation, int]:
        return strata({head: {r for d in ds for r in d.needs} for head, ds in self.by_head.items()})

    def stratum(self, relation: Relation) -> int:
        """The number of a relation's stratum; nothing is derived from a higher one."""
        return self._strata.get(relation, 0)

    @cached_property
    def _from_below(self) -> dict[Relation, list[Derivation]]:
        return {
            head: [d for d in ds if all(self.stratum(need) < self.stratum(head) for need in d.needs)]
            for head, ds in self.by_head.items()
        }

    def from_below(self, relation: Relation) -> list[Derivation]:
        """The rules that give a relation from lower strata alone."""
        return self._from_below.get(relation, [])

    def is_recursive(self, relation: Relation) -> bool:
        """Whether a relation is also derived from its own stratum."""
        return len(self.from_below(relation)) < len(self.by_head.get(relation, ()))

    def mixes_everything(self, facts: View) -> bool:
        """Whether rules that may speak of any relation (equality) have something to work on, so that no strata hold."""
        needs = [rule.needs for rule in self.by_any_body] + [rule.needs for rule in self.by_any_head]
        return any(all(map(facts.any, relations)) for relations in needs)

    # Backwards

    def derivations(
        self, view: View, fact: Fact, rules: Iterable[Derivation] | None = None
    ) -> Iterator[tuple[Rule, Premises]]:
        """The rule applications that give a fact, of all rules or of some."""
        relation = self.relation(fact[1], fact[2])
        if relation == self.same_as and fact[0] == fact[2]:
            return
        if rules is None:
            rules = chain(self.by_head.get(relation, ()), self.by_any_head)
        for derivation in rules:
            if all(map(view.any, derivation.needs)):
                yield from _applications(view, derivation, fact)


def _applications(view: View, derivation: Derivation, fact: Fact) -> Iterator[tuple[Rule, Premises]]:
    starts = derivation.starts
    start = starts[0][1]
    if len(starts) > 1:
        bindings = derivation.bindings(fact)
        start = min(starts, key=lambda choice: _fan(view, derivation.pattern(choice[0], bindings)))[1]
    for premises in start(view, *fact):
        if fact not in premises:
            yield derivation.rule, premises


def _fan(view: View, pattern: tuple[Key | None, Key | None, Key | None]) -> int:
    """How many triples a first step would try, counted up to a limit."""
    return sum(1 for _ in islice(view.match(*pattern), _FAN_LIMIT))
