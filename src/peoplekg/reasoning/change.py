"""One change to the assertions, carried through to everything that follows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice

from peoplekg.reasoning.errors import ReasoningError
from peoplekg.reasoning.evaluation import BoundRules
from peoplekg.reasoning.facts import Fact, Index, Pair, Pairs, Relation
from peoplekg.reasoning.view import View

# So many names for one thing are a mistake in the data, and their consequences would grow with the square.
_SAME_LIMIT = 64


class Change:
    """Some assertions taken back, then others made; ``view`` is what holds afterwards, once it has been run."""

    def __init__(self, bound: BoundRules, view: View, add: Pairs, remove: Pairs) -> None:
        self.bound = bound
        self.view = view
        self.asserted = add
        stated = view.source.asserted
        known = {r: {pair for pair in pairs if stated(r, *pair)} for r, pairs in remove.items()}
        self.retracted: Pairs = {r: pairs for r, pairs in known.items() if pairs}

    def run(self) -> None:
        """Carries the change out in the view."""
        if self.retracted:
            self._take_back()
        new = {r: self.view.missing(r, pairs) for r, pairs in self.asserted.items()}
        self._saturate({r: pairs for r, pairs in new.items() if pairs})

    # Adding

    def _saturate(self, new: Pairs) -> None:
        """Puts new pairs in and everything that follows from them."""
        for relation, pairs in new.items():
            self.view.put(relation, pairs)
        facts = self.view.lookup()
        while new:
            found: Pairs = {}
            for relation, made in self._consequences(facts, new):
                missing = self.view.missing(relation, made)
                if missing:
                    self.view.put(relation, missing)
                    if relation == self.bound.same_as:
                        self._check_equality(missing)
                    found.setdefault(relation, set()).update(missing)
            new = found

    def _check_equality(self, new: set[Pair]) -> None:
        """Refuses what would copy every fact of very many things onto each other."""
        for end in {pair[0] for pair in new}:
            if sum(1 for _ in islice(self.view.objects(self.bound.same_as, end), _SAME_LIMIT)) == _SAME_LIMIT:
                one, other = (self.view.source.term(key) for key in min(new, key=str))
                raise ReasoningError(
                    f"More than {_SAME_LIMIT} names would become one and the same thing, {one} and {other} among them; "
                    "look for a wrong owl:sameAs or a second value of a functional property"
                )

    def _consequences(self, facts: View | Index, new: Pairs) -> Iterator[tuple[Relation, set[Pair]]]:
        """What the rules make of new pairs, one rule at a time."""
        same_as = self.bound.same_as
        for relation, pairs in new.items():
            for trigger in self.bound.by_body.get(relation, ()):
                if not all(map(self.view.any, trigger.needs)):
                    continue
                made = trigger.conclusions(facts, pairs, relation.predicate)
                if not made:
                    continue
                if trigger.relation is None:
                    yield from self._sorted_out(made)
                elif trigger.relation == same_as:
                    yield same_as, {pair for pair in made if pair[0] != pair[1]}
                else:
                    yield trigger.relation, made
            for trigger in self.bound.by_any_body:
                if all(map(self.view.any, trigger.needs)):
                    yield from self._sorted_out(trigger.conclusions(facts, pairs, relation.predicate))

    def _sorted_out(self, facts: Iterable[Fact]) -> Iterator[tuple[Relation, set[Pair]]]:
        groups: Pairs = {}
        for s, p, o in facts:
            groups.setdefault(self.bound.relation(p, o), set()).add((s, o))
        same_as = groups.get(self.bound.same_as)
        if same_as:
            groups[self.bound.same_as] = {pair for pair in same_as if pair[0] != pair[1]}
        yield from groups.items()

    # Taking back

    def _take_back(self) -> None:
        """Takes out what lost its last support, stratum by stratum.

        What lies in lower strata is settled when a stratum is looked at, so a derivation from there alone decides that
        a triple stays. Only rules within the stratum can hold each other up in a circle: what they support is taken
        out first, and brought back where something outside the circle still leads to it.
        """
        before = View(self.view.source, self.view.own)
        all_one = self.bound.mixes_everything(before)
        doubtful: dict[int, Pairs] = {}

        def doubt(relation: Relation, pairs: Iterable[Pair]) -> None:
            stratum = 0 if all_one else self.bound.stratum(relation)
            doubtful.setdefault(stratum, {}).setdefault(relation, set()).update(pairs)

        for relation, pairs in self.retracted.items():
            doubt(relation, pairs)
        while doubtful:
            stratum = min(doubtful)
            lost = self._settle(doubtful.pop(stratum), before, stratum, all_one)
            for relation, made in self._consequences(before, lost):
                if not all_one and self.bound.stratum(relation) > stratum:
                    doubt(relation, made)

    def _settle(self, doubtful: Pairs, before: View, stratum: int, all_one: bool) -> Pairs:
        """Decides on the doubtful pairs of one stratum; gives those that are gone."""
        gone: Pairs = {}
        while doubtful:
            out: Pairs = {}
            for relation, pairs in doubtful.items():
                for pair in pairs:
                    if self._may_go(relation, pair) and not self._follows_from_below(relation, pair, all_one):
                        out.setdefault(relation, set()).add(pair)
            for relation, pairs in out.items():
                self.view.take(relation, pairs)
                gone.setdefault(relation, set()).update(pairs)
            doubtful = {}
            for relation, made in self._consequences(before, out):
                if all_one or self.bound.stratum(relation) == stratum:
                    doubtful.setdefault(relation, set()).update(made)
        self._bring_back(gone, all_one)
        removed = self.view.removed
        return {relation: pairs & removed.get(relation, set()) for relation, pairs in gone.items()}

    def _may_go(self, relation: Relation, pair: Pair) -> bool:
        view = self.view
        if pair in view.removed.get(relation, ()) or (view.own is not None and view.own.has(relation, *pair)):
            return False
        if view.source.asserted(relation, *pair):
            return pair in self.retracted.get(relation, ())
        return view.source.has(relation, *pair)

    def _follows_from_below(self, relation: Relation, pair: Pair, all_one: bool) -> bool:
        if all_one:
            return False
        fact = (pair[0], relation.predicate, pair[1])
        return any(True for _ in self.bound.derivations(self.view, fact, self.bound.from_below(relation)))

    def _bring_back(self, gone: Pairs, all_one: bool) -> None:
        """What was taken out and has a derivation from what is left returns, with what follows from it."""
        back: Pairs = {}
        for relation, pairs in gone.items():
            if not all_one and not self.bound.is_recursive(relation):
                continue
            for pair in pairs:
                fact = (pair[0], relation.predicate, pair[1])
                if any(True for _ in self.bound.derivations(self.view, fact)):
                    back.setdefault(relation, set()).add(pair)
        self._saturate(back)

    # The outcome

    def inferred_changes(self) -> tuple[Pairs, Pairs]:
        """The pairs that join the inferred ones, and those that leave them."""
        if self.view.is_fresh():
            stated = self.asserted
            new = {r: pairs - stated.get(r, set()) for r, pairs in self.view.added.pairs.items()}
            return {r: pairs for r, pairs in new.items() if pairs}, {}
        added: Pairs = {}
        removed: Pairs = {}
        touched: dict[Relation, dict[Pair, None]] = {}
        for changes in (self.asserted, self.retracted, self.view.removed):
            for relation, pairs in changes.items():
                touched.setdefault(relation, {}).update(dict.fromkeys(pairs))
        for relation, some in touched.items():
            for pair in some:
                was, now = self._was_inferred(relation, pair), self._is_inferred(relation, pair)
                if was != now:
                    (added if now else removed).setdefault(relation, set()).add(pair)
        for relation, pairs in self.view.added.pairs.items():
            known = touched.get(relation, {})
            added.setdefault(relation, set()).update(pair for pair in pairs if pair not in known)
        return added, removed

    def _was_inferred(self, relation: Relation, pair: Pair) -> bool:
        source = self.view.source
        return source.has(relation, *pair) and not source.asserted(relation, *pair)

    def _is_inferred(self, relation: Relation, pair: Pair) -> bool:
        if pair in self.asserted.get(relation, ()):
            return False
        own = self.view.own
        if own is not None and own.has(relation, *pair):
            return False
        kept = self.view.source.asserted(relation, *pair) and pair not in self.retracted.get(relation, ())
        return not kept and self.view.has(relation, *pair)
