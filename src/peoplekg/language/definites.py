"""Whom a definite description means: "the singer", "l'ex premier", "la coppia", "la moglie", "le due amiche"."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import islice
from typing import TYPE_CHECKING

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause, behind_quotation
from peoplekg.language.entities import Entity
from peoplekg.language.kinship import LOVE, role_of
from peoplekg.language.noted import Referents, agrees, people_in, since
from peoplekg.language.occupations import likeness, narrower_than, titles_of
from peoplekg.language.pack import Noun
from peoplekg.language.pairs import pair_of_headline
from peoplekg.language.tokens import is_first_person

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse

NOUN_LEAST, NOUN_RATIO = 0.2, 3.3
NEAR, OFTEN = 4, 3
"""How many sentences back somebody counts as named lately; how often somebody is named whom a text is about."""
LIKENESS = {"field": 4.0, "free": 1.0, "near": 0.35, "other": 0.1}
"""What is left of somebody's weight by how well a title goes with those that they bear."""


class Definites:
    """Answers for one text whom its definite descriptions mean, by what its discourse has noted."""

    def __init__(self, discourse: Discourse):
        self.discourse = discourse
        self.most_named = sorted(discourse.people, key=lambda e: -len(e.mentions))
        self.told: dict[Entity, set[str]] = {}
        """The titles that any place of the text gives people, the places to come among them."""
        self.bodies: dict[Entity, set[tuple[str, str]]] = {}
        """Of what somebody is told to be the head, minister, captain: each title with a name behind it."""

    def note_told(self, clauses: Iterable[Clause]) -> None:
        """Note the titles of the people whom some clauses name, before the text is read in order."""
        for clause in clauses:
            phrases = list(clause.noun_phrases())
            stressed = {p.end + 1: p.gender for p in phrases if p.pronoun is not None and p.number == "s" and p.gender}
            for np in phrases:
                gender = stressed.get(np.start) if np.sentence is not None else None
                if gender and np.entity is not None and np.sentence and np.sentence.lowers[np.start - 1] == ",":
                    np.entity.genders[gender] += 3  # "lei, Ilary Blasi, …"
                for one in (np, *np.members):
                    if one.entity is None:
                        continue
                    parts = (one, *one.appositions)
                    nouns = [n for part in parts for n in part.nouns]
                    self.bodies.setdefault(one.entity, set()).update(
                        (n.key, " ".join(c.mention.words))
                        for part in parts
                        for n in part.nouns
                        for _, c in part.complements
                        if c.mention is not None
                    )
                    nouns += [one.mention.noun] if one.mention is not None and one.mention.noun is not None else []
                    titles = {n.key for n in nouns if n.sense in ("office", "occupation", "title") and n.key}
                    self.told.setdefault(one.entity, set()).update(titles)

    def meant(self, np: NounPhrase, clause: Clause) -> Referents | None:
        group = np.sense("group")
        if group is not None and group.data.get("members") == 2 and np.determiner in ("definite", "other"):
            lovers = self.discourse.married and group.data.get("kind") is not None
            found = None if lovers else self.discourse.pair(np, clause, None)  # "the pair" of whoever came last
            return found or self._couple_meant(clause)
        plural = next((n for n in np.nouns if n.sense in ("person", "occupation", "office") and n.number == "p"), None)
        if plural is not None and self._two(np):
            if plural.sense == "person":
                if not self._pointed_at(np):
                    return None  # "have two children"
                return self.discourse.pair(np, clause, plural.gender)
            fits = narrower_than(plural.key)
            two = tuple(e for e in self.discourse.people if any(fits(t) for t in e.titles))
            return two if len(two) == 2 and self._pointed_at(np) else None
        mutual = next((n for n in np.nouns if n.sense in ("tie", "group") and "bearer" not in n.data), None)
        if mutual is not None and np.number == "p" and np.possessor is None and self._two(np) and self._pointed_at(np):
            pair = self.discourse.pair(np, clause, None)  # "le due ex amiche"
            if pair and mutual.data.get("kind") == "sibling" and pair[1] not in self._siblings(pair[0]):
                return None
            return pair
        tie = np.sense("tie")
        if tie is not None and tie.number == "s":
            return self._relative(np, tie, clause)
        nouns = [n for n in np.nouns if n.sense in ("occupation", "office", "person") and n.number == "s"]
        assert np.sentence is not None
        if not nouns or not self._points(np) or np.sentence.lowers[np.head] in self.discourse.pack.cue("fields"):
            return None  # "le inchieste scuotono la politica"
        if self._named_behind(np, clause):
            return None
        apposed = self._name_before(np, clause)
        if apposed is not None:
            return apposed if agrees(apposed[0], np.gender) else None
        bearers = list(dict.fromkeys(e for noun in nouns for e in self._bearers(np, noun, clause)))
        if len(bearers) == 1:
            return (bearers[0],) if self._still_near(bearers[0], np, clause) else None
        if bearers:
            return self._standing_out(np, clause, lambda e: e in bearers)
        famed = [n for n in nouns if n.key not in titles_of("officers")]  # "il pilota": rather of a racing car
        return self._stand_in(np, (famed or nouns)[0], clause)

    def _points(self, np: NounPhrase) -> bool:
        """ "the singer", "that singer", not "no singer", "another singer"."""
        assert np.sentence is not None
        shown = self.discourse.pack.cue("demonstratives")
        other = np.determiner == "other" and any(w in shown for w in np.sentence.lowers[np.start : np.head])
        return np.determiner == "definite" or other

    def _still_near(self, entity: Entity, np: NounPhrase, clause: Clause) -> bool:
        """Whether a title may still point at who bears it: named lately, or often, with nobody else of that gender.

        There is one president at a time, but many a singer.
        """
        index, counts, salience = clause.sentence.index, self.discourse.counts, self.discourse.salience
        far = NEAR if salience.times[entity] > 1 or self._described(np, clause) else NEAR // 2
        came_up = {
            *salience.since(index - far, index, np.start),
            *self.discourse.seen_since(index - far),
        }
        often = max(counts[entity], salience.times[entity]) >= OFTEN
        if np.sense("office") is not None or index == 0 or often or entity in came_up:
            return True
        lately = {e for e in came_up if agrees(e, np.gender)}
        others = {e for e in self.discourse.people if agrees(e, np.gender)}
        return not lately - self._apart_from(np, clause) and counts[entity] >= max(counts[e] for e in others)

    def _bearers(self, np: NounPhrase, noun: Noun, clause: Clause) -> list[Entity]:
        """Those named lately who bear a title or a narrower one, by what stands before or anywhere in the text.

        A headline may speak of somebody whom only the text names.
        """
        fits = narrower_than(noun.key)
        index = clause.sentence.index
        recent = since(index - 12, self.discourse.seen)
        near = dict.fromkeys(e for s, at, e in recent if s < index or at < np.start)
        headline = index == 0
        people = list(self.discourse.people if headline else near)
        inside = self.discourse.named(clause.antecedent) if clause.kind == "rel" and clause.antecedent else ()
        fitting = [e for e in people if agrees(e, np.gender) and e not in inside]
        found = [e for e in fitting if any(fits(t) for t in e.titles)]
        found = found or [e for e in fitting if any(fits(t) for t in self.told.get(e, ()))]
        bodies = {" ".join(c.mention.words) for _, c in np.complements if c.mention is not None}
        if not bodies:
            return [] if np.complements and noun.key in titles_of("officers") else found
        own = {e: {b for t, b in self.bodies.get(e, ()) if fits(t)} for e in found}
        same = [e for e in found if own[e] & bodies]
        return same or [e for e in found if not own[e]]

    def _stand_in(self, np: NounPhrase, noun: Noun, clause: Clause) -> Referents | None:
        """ "the singer" of somebody whose trade has not been told: who clearly stands out, and is nobody else's match.

        Whoever is on duty ("the judge", "the lawyer") may well be somebody that the text never names, and so may
        the holder of an office.
        """
        if np.possessor is not None or (noun.key in titles_of("officers") and not self._described(np, clause)):
            return None
        if noun.sense == "person" and (not self._says_little(np) or self._told_apart(np)):
            return None
        candidate = noun.key in titles_of("bare") or self._speaks_or_past(np, clause) or self._described(np, clause)
        if noun.sense == "office" and not candidate:
            return self._dominant_holder(np, clause) or self._only_woman(np, noun, clause)
        assert np.sentence is not None
        if np.sentence.lowers[np.head] in self.discourse.pack.cue("abstract_too"):
            return None
        if any(c.mention is not None and c.entity is not None for _, c in np.complements):
            return None
        gender = np.gender
        young = np.sentence.lowers[np.head] in self.discourse.pack.cue("young_nouns")
        only = self.discourse.only_one(clause, np.start, gender, self._apart_from(np, clause))
        if only and self._likeness(noun, only[0]) not in ("field", "free"):
            only = None
        found = only or self._standing_out(
            np, clause, lambda e: agrees(e, gender) and not (young and self._has_children(e)), gender is not None, noun
        )
        return found or self._protagonist(np, noun, clause)

    def _protagonist(self, np: NounPhrase, noun: Noun, clause: Clause) -> Referents | None:
        """Whom the text names most of those whom a trade and its gender fit, where it has not spoken of them lately."""
        avoid, index = self._apart_from(np, clause), clause.sentence.index
        if noun.sense != "occupation":
            return None
        gender, counts = np.gender, self.discourse.counts

        def fits(entity: Entity) -> bool:
            return agrees(entity, gender) and self._likeness(noun, entity) != "other"

        first, second = (*islice(filter(fits, self.most_named), 2), None, None)[:2]
        if first is None or first in avoid or self.discourse.first_seen.get(first, index) >= index:
            return None
        lately = set(self.discourse.seen_since(index - NEAR)) - avoid - {first}
        headline = self.discourse.first_seen[first] == 0
        if counts[first] < (2 if headline else OFTEN) or self._likeness(noun, first) == "near":
            return None
        if any(map(fits, lately)):
            return None
        return (first,) if second is None or counts[first] >= 2 * counts[second] else None

    def _has_children(self, entity: Entity) -> bool:
        return bool(self.discourse.kinship.bearers(entity, "child"))

    def _may_have_a_trade(self, entity: Entity) -> bool:
        """Nobody of whom the text says no more than a first name, once ("little Greta")."""
        return len(entity.words) > 1 or self.discourse.counts[entity] > 1

    def _only_woman(self, np: NounPhrase, noun: Noun, clause: Clause) -> Referents | None:
        """ "la premier" where a single woman was named lately, of whom no other office is told."""
        if np.gender != "f" or np.complements:
            return None
        avoid = self._apart_from(np, clause)
        lately = self.discourse.seen_since(clause.sentence.index - 2)
        women = [e for e in lately if e.gender in (None, "f") and e not in avoid]
        fits = len(women) == 1 and women[0].gender == "f" and self._likeness(noun, women[0]) == "free"
        return (women[0],) if fits else None

    def _described(self, np: NounPhrase, clause: Clause) -> bool:
        """ "the senator, 58", "the author, born in Rome": of whom so much is told is somebody the text names."""
        if np.age:
            return True
        born = {"born"}
        return any(
            c.vg is not None and born & self.discourse.pack.verb_classes.get(c.vg.lemma, frozenset())
            for c in self.discourse.clauses_now
            if c.kind == "participle" and (c.parent is clause or c.antecedent is np)
        )

    def _told_apart(self, np: NounPhrase) -> bool:
        """ "the man who …": whom the relative clause behind it tells from others, not whoever was named last."""
        assert np.sentence is not None
        return any(w in self.discourse.pack.cue("who") for w in np.sentence.lowers[np.end : np.end + 1])

    def _says_little(self, np: NounPhrase) -> bool:
        """ "the woman", "il divo": a noun that points at somebody and says no more than that."""
        assert np.sentence is not None
        return np.sentence.lowers[np.head] in self.discourse.pack.cue("pointing_nouns")

    def _likeness(self, noun: Noun, entity: Entity) -> str:
        """How well a title goes with those that somebody bears by the text."""
        known = entity.titles | self.told.get(entity, set())
        if noun.sense == "person":
            return "free"
        found = likeness(noun.key, known)
        return "near" if noun.sense == "office" and found == "field" else found  # a minister is no mayor

    def _dominant_holder(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """ "the president" in an article about one person, whose office it has not told."""
        owner = any(np in (p.possessor, *(n.possessor for n in p.appositions)) for p in clause.noun_phrases())
        if (np is not clause.subject and not owner) or np.complements:
            return None
        found = [
            e
            for e in self.discourse.people
            if e in self.discourse.salience.dominant and agrees(e, np.gender) and not e.titles
        ]
        named = [e for e in found if self.discourse.first_seen.get(e, clause.sentence.index) < clause.sentence.index]
        return (named[0],) if len(found) == 1 and named and named[0] not in self._apart_from(np, clause) else None

    def _speaks_or_past(self, np: NounPhrase, clause: Clause) -> bool:
        """ "«…», said the minister", "the former mayor": most likely somebody the text has named."""
        assert np.sentence is not None
        former = any(w in self.discourse.pack.cue("former_before_noun") for w in np.sentence.lowers[np.start : np.head])
        return former or (np is clause.subject and clause.vg is not None and behind_quotation(clause))

    def _name_before(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """ "Ann Cole, the analyst convicted of …": the name before the comma, but for a list ("Ann, the cook and I").

        Behind a name before the verb, the subject is somebody else ("according to Ann Cole, the analyst is …").
        """
        assert np.sentence is not None
        lowers, conjunctions = np.sentence.lowers, self.discourse.pack.grammar["conjunctions"]["and"]
        if lowers[np.start - 1 : np.start] != [","] or (np.end < len(lowers) and lowers[np.end] in conjunctions):
            return None
        own = np is clause.subject and clause.vg is not None and clause.vg.finite
        for other in self.discourse.clauses_now:
            if other.sentence is not np.sentence:
                return None
            told = other.kind == "main" and other.vg is not None and other.vg.finite and other.vg.end <= np.start
            people = {e for phrase in other.noun_phrases() for e, _ in people_in(phrase)} if told or not own else ()
            for entity in people:
                if any(m.sentence == np.sentence.index and m.end == np.start - 1 for m in entity.mentions):
                    return (entity,)
        return None

    def _named_behind(self, np: NounPhrase, clause: Clause) -> bool:
        """ "The pilot, Ann Cole, …": the name behind the comma is whom the noun means."""
        assert np.sentence is not None
        whole = next((p for p in clause.noun_phrases() if np in p.members), np)
        comma = np.sentence.lowers[whole.end : whole.end + 1] == [","]
        return comma and any(o.start == whole.end + 1 and self.discourse.named(o) for o in clause.noun_phrases())

    def _apart_from(self, np: NounPhrase, clause: Clause) -> set[Entity]:
        """Whom an unnamed phrase cannot mean: whoever its clause names, is said of, or is spoken by."""
        avoid = {e for other in clause.noun_phrases() for e, _ in people_in(other)}
        avoid |= set(self.discourse.subject(clause) or ()) if np is not clause.subject else set()
        if clause.kind == "rel" and clause.antecedent is not None:
            avoid |= set(self.discourse.named(clause.antecedent))
        parts = (p for one in clause.noun_phrases() for p in (one, one.possessor))
        before = (p for p in parts if p is not None and p.end <= np.start)
        avoid |= {e for p in before if p.pronoun is not None for e in self.discourse.referents(p, clause) or ()}
        if np is clause.subject and clause.kind == "that":
            avoid |= {e for c in clause.ancestors() for e in self.discourse.subject(c) or ()}
        return avoid | self.discourse.apart_by_speech(clause, np)

    def _standing_out(
        self,
        np: NounPhrase,
        clause: Clause,
        fits: Callable[[Entity], bool],
        gendered: bool = False,
        title: Noun | None = None,
    ) -> Referents | None:
        """The one of those who fit that stands out before a noun phrase, nobody of the same clause.

        Whoever goes well with the ``title`` counts more, and whoever does not counts less.
        """
        avoid = self._apart_from(np, clause)
        ranked = self.discourse.salience.ranking(
            clause.sentence.index,
            np.start,
            lambda e: e not in avoid and fits(e),
            self.discourse.secondary | self.discourse.kin,
            gendered,
            unstressed=True,
        )
        if title is not None:
            weighed = [(e, w * LIKENESS[self._likeness(title, e)]) for e, w in ranked]
            ranked = sorted(weighed, key=lambda item: -item[1])
            if ranked and self._likeness(title, ranked[0][0]) in ("near", "other"):
                return None
            if ranked and title.sense != "person" and not self._may_have_a_trade(ranked[0][0]):
                return None
        if not ranked or ranked[0][1] < NOUN_LEAST:
            return None
        if len(ranked) > 1 and ranked[0][1] < NOUN_RATIO * ranked[1][1]:
            return None
        return (ranked[0][0],)

    def _couple_meant(self, clause: Clause) -> Referents | None:
        """ "the couple": the only one told of, or the only one of whom both have been named lately."""
        index, begin = clause.sentence.index, clause.start
        here = self.discourse.seen_in(index, begin)
        if len(here) == 2:
            return tuple(here)
        couples = self.discourse.known_couples()
        lately = set(self.discourse.seen_since(index - 2))
        if len(couples) == 1:
            over = self.discourse.married[frozenset(couples[0])][1]
            return None if over and lately - set(couples[0]) else couples[0]  # "X, ex di Y, ora sta con Z"
        near = [pair for pair in couples if set(pair) <= lately]
        if near or couples:
            return near[0] if len(near) == 1 else None
        two = pair_of_headline(self.discourse, None)
        return two if two and {two[0].gender, two[1].gender} == {"m", "f"} else None

    def _two(self, np: NounPhrase) -> bool:
        """ "le due donne", "the two singers"."""
        assert np.sentence is not None
        return any(w in self.discourse.pack.cue("two") for w in np.sentence.lowers[np.start : np.head])

    def _pointed_at(self, np: NounPhrase) -> bool:
        """ "the two women", "these two women", not "two women"."""
        assert np.sentence is not None
        lowers = np.sentence.lowers[np.start : np.head]
        return any(
            w in self.discourse.pack.definite
            or (w in self.discourse.pack.determiners and w not in self.discourse.pack.cue("two"))
            for w in lowers
        )

    def _relative(self, np: NounPhrase, tie: Noun, clause: Clause) -> Referents | None:
        """ "His wife" after his wife has been named."""
        if np.possessor is None:
            return self._unowned(np, tie, clause)
        owners = self.discourse.referents(np.possessor, clause)
        if not owners or len(owners) != 1:
            return None
        bearers = self._bearers_of(owners, tie, np)
        return (bearers[0],) if len(bearers) == 1 else None

    def _speakers_own(self, np: NounPhrase) -> bool:
        """ "Ho sofferto per la morte della mamma": the mother of whoever says so, whom the text may never name."""
        assert np.sentence is not None
        quote = np.sentence.tokens[np.head].quote
        return is_first_person([t for t in np.sentence.tokens if t.quote == quote], self.discourse.pack)

    def _siblings(self, entity: Entity) -> list[Entity]:
        return self.discourse.kinship.bearers(entity, "sibling")

    def _bearers_of(self, owners: Iterable[Entity], tie: Noun, np: NounPhrase) -> list[Entity]:
        """The wives, fathers, friends of some people by the text; where there are none of now, those of before."""
        role, kinship = role_of(tie), self.discourse.kinship
        former = tie.data.get("status") == "former"
        new = bool(set(np.modifiers) & self.discourse.pack.cue("new_love"))
        found: dict[Entity, None] = {}
        for owner in owners:
            own = kinship.bearers(owner, role, former) or ([] if former or new else kinship.bearers(owner, role))
            found.update(dict.fromkeys(b for b in own if agrees(b, tie.gender)))
        return list(found)

    def _unowned(self, np: NounPhrase, tie: Noun, clause: Clause) -> Referents | None:
        """ "the mother", "the groom": of whoever the clause names, else of somebody named lately."""
        if np.determiner != "definite" or self._speakers_own(np):
            return None
        avoid = {e for other in clause.noun_phrases() for e in self.discourse.named(other)}
        avoid |= self.discourse.apart_by_speech(clause, np)
        index = clause.sentence.index
        here = self.discourse.seen_in(index, np.start)
        here += self.discourse.subject(clause) or () if np is not clause.subject else ()
        if self._of_wedding(np):
            spouses = [e for e in self._bride_and_groom() if agrees(e, tie.gender) and e not in avoid]
            return (spouses[0],) if len(spouses) == 1 else None
        unknown = clause.subject_phrase()
        if np is not unknown and unknown is not None and unknown.is_human and not self.discourse.subject(clause):
            return None  # "the new queen met her future husband": whoever she is
        before = [e for s, _, e in since(index - 1, self.discourse.seen) if s < index]
        anybody = (
            []
            if role_of(tie) in LOVE | {"child", "friend", "colleague", "rival"}
            else self.discourse.kinship.owners(role_of(tie))
        )
        for owners in (here,) if here else (before, anybody):
            bearers = set(self._bearers_of(owners, tie, np)) - avoid
            if bearers:
                return tuple(bearers) if len(bearers) == 1 else None
        return None

    def _bride_and_groom(self) -> Referents:
        """The two of the only wedding of the text, else the only couple of now."""
        weddings = set(map(frozenset, self.discourse.weddings))
        if weddings:
            return self.discourse.weddings[0] if len(weddings) == 1 else ()
        couples, counts = self.discourse.couples_now(), self.discourse.counts
        named_most = {e for e, _ in counts.most_common(2)}
        return couples[0] if len(couples) == 1 and named_most & set(couples[0]) else ()

    def _of_wedding(self, np: NounPhrase) -> bool:
        """ "the bride", "lo sposo": of the one couple of a wedding."""
        assert np.sentence is not None
        return np.sentence.lowers[np.head] in self.discourse.pack.cue("wedding_nouns")
