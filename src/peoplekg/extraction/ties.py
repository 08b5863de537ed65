"""Nouns of ties between people: who is whose wife, son or friend."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from typing import Any

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.owners import OwnerFinder
from peoplekg.extraction.qualifiers import Qualifiers, as_former, pick_date
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document, Reading
from peoplekg.language.entities import Entity
from peoplekg.language.pack import Noun

_BLOOD = {"grandparent", "aunt_uncle", "cousin", "niece_nephew", "godparent", "other"}


class TieReader:
    """Reads the ties of one document."""

    def __init__(self, document: Document, claims: ClaimList, owners: OwnerFinder):
        self.pack = document.pack
        self.discourse = document.discourse
        self.claims = claims
        self.owners = owners

    def tie(
        self,
        entity: Entity,
        tie: Noun,
        noun: NounPhrase,
        clause: Clause,
        reading: Reading,
        qualifiers: Qualifiers,
        near: NounPhrase | None,
    ) -> None:
        """Add the ties of a person whom a noun calls somebody's wife, son or friend."""
        if self._figurative(noun, reading):
            return
        if self._at_work(tie, noun, reading):
            tie = replace(tie, data={**tie.data, "kind": "colleague"})
        owners = self.owners.owners(entity, noun, clause, near)
        if not owners or entity in owners:
            return
        guessed = noun.possessor is None and tie.data["kind"] == "spouse"
        if guessed and tie.gender and any(owner.gender == tie.gender for owner in owners):
            return  # "the husband X" beside a man whom nobody calls his: somebody else's
        if tie.data.get("status") == "former":
            qualifiers = as_former(qualifiers)
        if tie.data.get("certainty") == "possible":
            qualifiers = qualifiers.less_sure("possible")
        group = clause.vg
        survived = group is not None and group.lemma in self.pack.cue("survive_verbs")
        survived = survived and group is not None and (near or noun).start >= group.end and not group.negated
        if group is not None and group.lemma in self.pack.cue("lose_verbs"):
            survived = survived and any(o is (near or noun) for o in clause.objects)  # no lost case against a husband
        survived = (
            survived
            or self.owners.survivors_of(clause) is not None
            or bool(self.owners.survived_by(near or noun, clause))
        )
        survived = survived or self._killed(near or noun, clause)
        if survived and tie.data["kind"] in ("spouse", "partner", "friend"):
            qualifiers = as_former(qualifiers)
        if tie.data["kind"] == "partner" and any(
            p in self.pack.preposition_roles["place"] and not c.is_human for p, c in noun.complements
        ):
            return  # "partners in a restaurant"
        dates = self.lasting(noun, reading)
        if dates.get("end"):
            qualifiers = as_former(qualifiers)
        if self._lost(near or noun, tie, clause):
            date = pick_date(clause.dates, qualifiers)
            living = replace(qualifiers, status="current")
            pattern = f"{self.pack.code}.died.lost"
            self.claims.add("died", {"person": entity}, {}, living, reading.sentence, pattern, date=date)
        for owner in owners:
            self.relate(owner, entity, tie, qualifiers, reading, **dates)
            if tie.data["kind"] in ("spouse", "partner"):
                former = qualifiers.status == "former" or tie.data.get("status") == "former"
                self.discourse.note_together((owner, entity), former)
        if tie.data.get("bearer") == "parent" and noun.possessor is not None and noun.possessor.members:
            self._as_siblings(owners, tie, qualifiers, reading)

    def _at_work(self, tie: Noun, noun: NounPhrase, reading: Reading) -> bool:
        """ "her partner in the series", "sua partner anche nel lavoro": no couple."""
        lowers = reading.sentence.lowers
        if tie.data["kind"] != "partner" or tie.data.get("status") or tie.gender is not None:
            return False
        place = self.pack.preposition_roles["place"]
        for k in range(noun.head + 1, min(noun.head + 4, len(lowers))):
            led = self.pack.prepositions.longest(lowers, k)
            if led is not None and led[1] in place:
                behind = lowers[k + led[0] : k + led[0] + 2]
                return any(w in self.pack.cue("at_work") for w in behind)
        return False

    def _lost(self, np: NounPhrase, tie: Noun, clause: Clause) -> bool:
        """ "Nel 2001 ha perso il padre, X": he died."""
        group = clause.vg
        if group is None or group.lemma not in self.pack.cue("lose_verbs") or group.passive or group.negated:
            return False
        family = tie.data["kind"] in ("spouse", "partner", "parent", "sibling", "kin")
        happened = group.finite and (group.perfect or group.tense == "past")
        others = [o for o in clause.objects if o is not np and o.start >= group.end]
        return family and happened and any(o is np for o in clause.objects) and not others

    def _killed(self, np: NounPhrase, clause: Clause) -> bool:
        """ "accused of killing his wife, X": one of the two is dead."""
        group = clause.vg
        if group is None or "kill" not in self.pack.verb_classes.get(group.lemma, ()) or np is clause.subject:
            return False
        agent = group.passive and np.prep in self.pack.preposition_roles["by"] and np in clause.obliques
        if np not in clause.objects and not agent:
            return False
        return group.tense != "infinitive" and not group.negated and group.modal is None

    def _figurative(self, noun: NounPhrase, reading: Reading) -> bool:
        """ "spiritual father", "il padre dell'astrofisica": no kinship."""
        if {m.casefold() for m in noun.modifiers} & self.pack.cue("like_kin"):
            return True
        of_things = self.pack.cue("metaphor_complement") | self.pack.cue("not_kin_of")
        lowers = reading.sentence.lowers
        return any(
            c.mention is None and not c.is_human and any(w in of_things for w in lowers[c.start : c.end])
            for _, c in noun.complements
        )

    def relate(
        self, owner: Entity, bearer: Entity, tie: Noun, qualifiers: Qualifiers, reading: Reading, **dates: Any
    ) -> None:
        """The claim "bearer is owner's <tie>"."""
        kind, bearing = tie.data["kind"], tie.data.get("bearer")
        if kind in ("parent", "sibling") or (kind == "kin" and tie.data["kind_of"] in _BLOOD):
            qualifiers = replace(qualifiers, status="current")  # "the late father of X" is still X's father
        pattern = f"{self.pack.code}.{kind}.{tie.key}"
        if kind == "parent":
            roles = {"parent": bearer, "child": owner} if bearing != "child" else {"parent": owner, "child": bearer}
            self.claims.add(kind, roles, {}, qualifiers, reading.sentence, pattern)
        elif kind == "kin":
            roles = {"person": bearer, "of": owner} if bearing != "of" else {"person": owner, "of": bearer}
            self.claims.add(kind, roles, {"kind_of": tie.data["kind_of"]}, qualifiers, reading.sentence, pattern)
        else:
            either = tuple(tie.data.get("either", ()))
            people = {"persons": (owner, bearer)}
            self.claims.add(kind, people, {}, qualifiers, reading.sentence, pattern, either=either, **dates)

    def _as_siblings(self, people: tuple[Entity, ...], tie: Noun, qualifiers: Qualifiers, reading: Reading) -> None:
        """ "i figli A e B": siblings, in a language whose plural says so."""
        if not tie.data.get("siblings"):
            return
        pattern = f"{self.pack.code}.sibling.{tie.key}"
        qualifiers = replace(qualifiers, status="current")
        for couple in combinations(people, 2):
            self.claims.add("sibling", {"persons": couple}, {}, qualifiers, reading.sentence, pattern)

    def lasting(self, noun: NounPhrase, reading: Reading) -> dict[str, str | None]:
        """The dates right behind a noun that say since when, till when: "fidanzati dal 2017 al 2020"."""
        tie = noun.sense("tie") or noun.sense("group")
        lasting = tie is not None and tie.data.get("kind") in ("spouse", "partner", "friend", "colleague")
        if not lasting and noun.sense("office", "occupation") is None:
            return {}
        tokens = reading.sentence.tokens
        found: dict[str, str | None] = {}
        end = tokens[noun.end - 1].end
        for date in reading.dates:
            if 0 <= date.span.start - end <= 3 and date.role in ("start", "end") and date.value:
                found[date.role] = date.value
                end = date.span.end
        return found

    def all_named(self, group: NounPhrase) -> bool:
        """Whether each member of a group is a person with a name."""
        return all(self.discourse.named(m) for m in group.members)

    def siblings(
        self,
        tie: Noun,
        group: NounPhrase,
        members: list[Entity],
        noun: NounPhrase,
        clause: Clause,
        qualifiers: Qualifiers,
        reading: Reading,
    ) -> None:
        """ "le sorelle A, B e C" are sisters, "i figli A e B" brothers and sisters; who has twins is their parent."""
        kin = replace(qualifiers, status="current")
        told = tie.data.get("together") == "sibling"
        if tie.data["kind"] == "sibling":
            told = (told or noun.possessor is None) and self.all_named(group)
            related = told and (noun.possessor is None or noun.possessor.pronoun is not None)
        else:
            each = set(noun.modifiers) & self.pack.cue("each")
            related = told and not each and len({e.words[-1] for e in members if len(e.words) > 1}) < 2
        for a, b in combinations(dict.fromkeys(members), 2) if related else []:
            pattern = f"{self.pack.code}.sibling.together"
            self.claims.add("sibling", {"persons": (a, b)}, {}, kin, reading.sentence, pattern)
        owned = clause.vg is not None and clause.vg.lemma in self.pack.cue("possession_verbs")
        if tie.data.get("mutual") and noun.possessor is None and owned and group in clause.objects:
            for parent in self.discourse.subject(clause) or ():
                for child in members:
                    if child is not parent:
                        roles = {"parent": parent, "child": child}
                        self.claims.add("parent", roles, {}, kin, reading.sentence, f"{self.pack.code}.parent.twins")

    def related(
        self,
        people: tuple[Entity, ...],
        plural: NounPhrase,
        clause: Clause,
        reading: Reading,
        qualifiers: Qualifiers,
    ) -> None:
        """ "A and B are the sons of C", "A and B were friends of C"."""
        tie = plural.sense("tie") or plural.sense("group")
        owners = self.discourse.referents(plural.possessor, clause) if plural.possessor is not None else None
        if tie is None or not owners or not tie.data.get("kind") or set(owners) & set(people):
            return
        if tie.data["kind"] in ("spouse", "partner") and len(owners) != len(people):
            return
        for person in people:
            for owner in owners:
                self.relate(owner, person, tie, qualifiers, reading)
