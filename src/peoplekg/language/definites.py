"""Whom a definite description means: "the singer", "l'ex premier", "la coppia", "la moglie", "le due amiche"."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause, behind_quotation
from peoplekg.language.entities import Entity
from peoplekg.language.noted import Referents, agrees, people_in, since
from peoplekg.language.occupations import narrower_titles, titles_of
from peoplekg.language.pack import Noun
from peoplekg.model import Gender

if TYPE_CHECKING:
    from peoplekg.language.coreference import Discourse

NOUN_LEAST, NOUN_RATIO, OTHER_TITLE = 0.2, 3.3, 0.35


class Definites:
    """Answers for one text whom its definite descriptions mean, by what its discourse has noted."""

    def __init__(self, discourse: Discourse):
        self.discourse = discourse

    def meant(self, np: NounPhrase, clause: Clause) -> Referents | None:
        group = np.sense("group")
        if group is not None and group.data.get("members") == 2 and np.determiner in ("definite", "other"):
            return self._couple_meant(clause) if self.discourse.married else self.discourse.pair(np, clause, None)
        plural = np.sense("person", "occupation")
        if plural is not None and plural.number == "p" and self._two(np):
            if plural.sense == "person":
                if not self._pointed_at(np):
                    return None  # "have two children"
                return self.discourse.pair(np, clause, plural.gender)
            keys = (plural.key, *narrower_titles().get(plural.key, ()))
            bearers = tuple(dict.fromkeys(e for k in keys for e in self.discourse.titled.get(k, ())))
            return bearers if len(bearers) == 2 else None
        mutual = next((n for n in np.nouns if n.sense in ("tie", "group") and "bearer" not in n.data), None)
        if mutual is not None and np.number == "p" and np.possessor is None and self._two(np) and self._pointed_at(np):
            return self.discourse.pair(np, clause, None)  # "le due ex amiche"
        tie = np.sense("tie")
        if tie is not None and tie.number == "s":
            return self._relative(np, tie.data["kind"], tie.gender, clause)
        noun = np.sense("occupation", "office", "person")
        shown = np.gender
        inside = clause.antecedent if clause.kind == "rel" else None
        if noun is None or noun.number != "s" or np.determiner not in ("definite", "other"):
            return None
        keys = (noun.key, *narrower_titles().get(noun.key, ()))
        near = {e for _, _, e in since(clause.sentence.index - 12, self.discourse.seen)}
        recent = [e for e in near if agrees(e, shown) and any(e in self.discourse.titled.get(k, ()) for k in keys)]
        if inside is not None:
            recent = [e for e in recent if e not in self.discourse.named(inside)]
        if len(recent) == 1:
            return (recent[0],)
        if recent:
            return self._standing_out(np, clause, lambda e: e in recent)
        return self._stand_in(np, noun, clause)

    def _stand_in(self, np: NounPhrase, noun: Noun, clause: Clause) -> Referents | None:
        """ "the singer" of somebody whose trade has not been told: who clearly stands out, and is nobody else's match.

        Whoever is on duty ("the judge", "the lawyer") may well be somebody that the text never names, and so may
        the holder of an office.
        """
        if noun.key in titles_of("officers") or np.possessor is not None:
            return None
        if noun.sense == "office" and not self._speaks_or_past(np, clause):
            return self._dominant_holder(np, clause)
        assert np.sentence is not None
        if np.sentence.lowers[np.head] in self.discourse.pack.cue("abstract_too") or self._named_behind(np, clause):
            return None
        if any(c.mention is not None and c.entity is not None for _, c in np.complements):
            return None
        gender = np.gender
        only = self.discourse.only_one(clause, np.start, gender, self._apart_from(np, clause))
        if only and noun.key not in only[0].titles and only[0].titles:
            only = None
        return only or self._standing_out(np, clause, lambda e: agrees(e, gender), gender is not None, noun.key)

    def _dominant_holder(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """ "the president" in an article about one person, whose office it has not told."""
        if np is not clause.subject or np.complements:
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

    def _named_behind(self, np: NounPhrase, clause: Clause) -> bool:
        """ "The pilot, Ann Cole, …": the name behind the comma is whom the noun means."""
        assert np.sentence is not None
        comma = np.sentence.lowers[np.end : np.end + 1] == [","]
        return comma and any(o.start == np.end + 1 and self.discourse.named(o) for o in clause.noun_phrases())

    def _apart_from(self, np: NounPhrase, clause: Clause) -> set[Entity]:
        """Whom an unnamed phrase cannot mean: whoever its clause names, is said of, or is spoken by."""
        avoid = {e for other in clause.noun_phrases() for e, _ in people_in(other)}
        avoid |= set(self.discourse.subject(clause) or ()) if np is not clause.subject else set()
        if clause.kind == "rel" and clause.antecedent is not None:
            avoid |= set(self.discourse.named(clause.antecedent))
        speaker = self.discourse.speaker(clause, np)
        return avoid | self.discourse.speaks(clause) | ({speaker} if speaker else set())

    def _standing_out(
        self,
        np: NounPhrase,
        clause: Clause,
        fits: Callable[[Entity], bool],
        gendered: bool = False,
        title: str | None = None,
    ) -> Referents | None:
        """The one of those who fit that stands out before a noun phrase, nobody of the same clause.

        Whoever was called something else than the ``title`` counts less.
        """
        avoid = self._apart_from(np, clause)
        ranked = self.discourse.salience.ranking(
            clause.sentence.index,
            np.start,
            lambda e: e not in avoid and fits(e),
            self.discourse.secondary | self.discourse.kin,
            gendered,
        )
        if title is not None:
            ranked = sorted(((e, w * OTHER_TITLE if e.titles else w) for e, w in ranked), key=lambda item: -item[1])
        if not ranked or ranked[0][1] < NOUN_LEAST:
            return None
        if len(ranked) > 1 and ranked[0][1] < NOUN_RATIO * ranked[1][1]:
            return None
        return (ranked[0][0],)

    def _couple_meant(self, clause: Clause) -> Referents | None:
        """ "the couple": the only one told of, or the only one of whom both have been named lately."""
        index, begin = clause.sentence.index, clause.start
        here = dict.fromkeys(e for s, at, e in since(index, self.discourse.seen) if s == index and at < begin)
        if len(here) == 2:
            return tuple(here)
        couples = self.discourse.known_couples()
        if len(couples) == 1:
            return couples[0]
        lately = {e for _, _, e in since(clause.sentence.index - 2, self.discourse.seen)}
        near = [pair for pair in couples if set(pair) <= lately]
        return near[0] if len(near) == 1 else None

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

    def _relative(self, np: NounPhrase, kind: str, gender: Gender | None, clause: Clause) -> Referents | None:
        """ "His wife" after his wife has been named."""
        if np.possessor is None:
            return self._only_relative(np, kind, gender, clause)
        owners = self.discourse.referents(np.possessor, clause)
        if not owners or len(owners) != 1:
            return None
        entity = self.discourse.ties.get((owners[0], kind, gender))
        return (entity,) if entity else None

    def _only_relative(self, np: NounPhrase, kind: str, gender: Gender | None, clause: Clause) -> Referents | None:
        """ "the mother", "the groom": of somebody named lately, or the only one of the text."""
        if np.determiner != "definite" or kind in ("friend", "colleague", "rival"):
            return None
        avoid = self._apart_from(np, clause)
        known = {
            (owner, bearer)
            for (owner, k, g), bearer in self.discourse.ties.items()
            if k == kind and gender in (None, g)
        }
        if kind in ("spouse", "partner"):
            known |= {
                (a, b) for pair in self.discourse.known_couples() for a, b in (pair, pair[::-1]) if agrees(b, gender)
            }
        lately = {e for _, _, e in since(clause.sentence.index - 1, self.discourse.seen)}
        near = {(a, b) for a, b in known if a in lately}
        for pairs in (near,) if kind in ("spouse", "partner") else (near, known):
            bearers = {bearer for _, bearer in pairs} - avoid
            if bearers:
                return tuple(bearers) if len(bearers) == 1 else None
        return None
