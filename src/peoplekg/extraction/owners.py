"""Whose relative a noun such as "wife" or "son" speaks of."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from peoplekg.extraction.constituents import parts_of
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document
from peoplekg.language.entities import Entity
from peoplekg.language.possessives import quarrelling


class OwnerFinder:
    """Finds the owners of the ties of one document."""

    def __init__(self, document: Document):
        self.pack = document.pack
        self.discourse = document.discourse

    def _comes_into_the_world(self, noun: NounPhrase, clause: Clause, near: NounPhrase | None) -> bool:
        """ "Sono nati due figli, X e Y": the children of the couple that was told of just before."""
        tie, group = noun.sense("tie"), clause.vg
        if tie is None or tie.data.get("bearer") != "child" or group is None or group.negated:
            return False
        said = [np for np in (clause.subject, *clause.objects) if np is not None]
        inside = any(np is noun or np is near or np.start <= noun.start < np.end for np in said)
        born = "born" in self.pack.verb_classes.get(group.lemma, ())
        somewhere = any(o.prep in self.pack.preposition_roles["place"] for o in clause.obliques)
        return inside and (born or (group.lemma in self.pack.cue("arrival_verbs") and not somewhere))

    def _other_parents(self, noun: NounPhrase) -> tuple[Entity, ...]:
        """ "X's daughter with Y": Y."""
        tie = noun.sense("tie")
        if tie is None or tie.data.get("bearer") != "child":
            return ()
        return tuple(c.entity for p, c in noun.complements if p in self.pack.preposition_roles["with"] and c.entity)

    def one_of_the_parents(self, noun: NounPhrase, near: NounPhrase | None, clause: Clause) -> tuple[Entity, ...]:
        """ "X came with their children, A and B": X is one of them, whoever the other is."""
        tie = noun.sense("tie") or noun.sense("group")
        owner = noun.possessor.pronoun if noun.possessor is not None else None
        if tie is None or tie.data.get("bearer") != "child" or owner is None or owner.get("number") != "p":
            return ()
        beside = self.pack.preposition_roles["with"] | self.pack.preposition_roles["by"]
        survived = clause.vg is not None and clause.vg.lemma in self.pack.cue("survive_verbs")
        led = any(np.prep is not None and np.prep in beside for np in (near, noun) if np is not None)
        if owner.get("person") or not (led or survived):
            return ()
        subject = self.discourse.subject(clause)
        return subject if subject and len(subject) == 1 else ()

    def owners(self, entity: Entity, noun: NounPhrase, clause: Clause, near: NounPhrase | None) -> tuple[Entity, ...]:
        """Whose wife or friend: the possessor, or the person spoken of where none is needed ("la moglie Maria")."""
        found = self._owners(entity, noun, clause, near)
        if noun.possessor is not None:
            return found
        here = self.discourse.seen_in(clause.sentence.index)
        strangers = len(found) == 2 and frozenset(found) not in self.discourse.married and not set(found) <= set(here)
        return () if strangers or self._in_passing(found, here, clause) else found

    def _in_passing(self, found: tuple[Entity, ...], here: Collection[Entity], clause: Clause) -> bool:
        """The senator of "a letter of senator X. I genitori, Y e Z, …", in a text about somebody else."""
        if len(found) != 1 or found[0] in here:
            return False
        counts = self.discourse.counts
        once = counts[found[0]] < 2 and found[0].block != clause.sentence.block
        return once and any(counts[e] > 2 for e in self.discourse.people if e is not found[0])

    def _owners(self, entity: Entity, noun: NounPhrase, clause: Clause, near: NounPhrase | None) -> tuple[Entity, ...]:
        if noun.possessor is not None:
            found = self.discourse.referents(noun.possessor, clause)
            if not found and noun.possessor.members:
                found = self.discourse.partial(noun.possessor, clause)
            found = (*found, *self._other_parents(noun)) if found else self.one_of_the_parents(noun, near, clause)
            return tuple(e for e in found or () if e is not entity) if found and entity not in found else ()
        if noun.sense("tie").data.get("needs_owner"):  # type: ignore[union-attr]
            return self._other_sex(entity, noun, clause)
        bond = next((c.possessor for _, c in noun.complements if c.sense("bond") and c.possessor is not None), None)
        if bond is not None and noun.sense("tie").data.get("bearer") == "child":  # type: ignore[union-attr]
            owners = (*(self.discourse.referents(bond, clause) or ()), *self._other_parents(noun))
            return tuple(e for e in owners if e is not entity)
        other = self._other_parents(noun)
        if any(
            ((c.is_human and c.determiner != "none") or c.mention is not None) and c.entity not in other
            for _, c in noun.complements
        ):
            return ()
        survived = clause.vg is not None and clause.vg.passive and clause.vg.lemma in self.pack.cue("survive_verbs")
        if (
            clause.vg is not None
            and (clause.vg.lemma in self.pack.cue("possession_verbs") or survived)
            and not clause.vg.negated
        ):
            subject = self.discourse.subject(clause if survived else _had_in(clause))
            if subject and entity not in subject:
                return (*subject, *(e for e in other if e not in subject))
        bereaved = self.survivors_of(clause) or self.survived_by(near or noun, clause)
        if bereaved and entity not in bereaved:
            return bereaved
        if self._comes_into_the_world(noun, clause, near):
            couple = self.discourse.couple_before(clause)
            if couple and entity not in couple:
                return couple
        if self._strangers(near or noun, clause):
            return ()
        if self._existential(clause) and near in clause.objects and noun.start == near.start:
            return self.discourse.topic(clause, {entity}) or ()
        kind = noun.sense("tie").data["kind"]  # type: ignore[union-attr]
        definite = noun.determiner == "definite" or clause.sentence.lowers[noun.start] in self.pack.definite
        awaited = self._of_relative(clause) or self._awaited(near or noun, clause) if definite else ()
        if awaited and entity not in awaited:
            return awaited
        bare = noun.determiner == "none" and near is not None and not near.name_after_comma and near.start == noun.start
        joined = self._listed_before(near, clause) if near is not None and bare else None
        if joined is not None and not self.pack.syntax["pro_drop"]:
            return (joined,)  # "X and wife Y"
        if near is not None and noun.determiner in ("none", "other", "indefinite"):
            theirs = self._shared_owner(near, clause)
            if theirs and entity not in theirs:
                return theirs
        if kind == "rival":
            return ()
        beside = self._beside(entity, near or noun, clause)
        if kind == "colleague":
            return self._workmate(entity, noun, clause, near, beside) or self._company(near or noun, clause, entity)
        if beside and kind == "parent":
            return beside  # "the sister X with her son Y"
        theirs = self._relatives_before(near or noun, clause) if self.pack.syntax["pro_drop"] else ()
        if theirs and definite:
            return theirs if entity not in theirs else ()
        listed = self._listed_before(near or noun, clause) if self.pack.syntax["pro_drop"] else None
        if listed is not None and listed is not entity and definite:
            return (listed,)
        said_of = clause.vg is not None and clause.vg.copula and self._listed_behind(noun, near, clause)
        if said_of:
            return self.discourse.topic(clause, {entity, *(self.discourse.subject(clause) or ())}) or ()
        before_verb = clause.subject is None or clause.vg is None or clause.subject.start < clause.vg.start
        lemma = clause.vg.lemma if clause.vg is not None else ""
        born = clause.kind == "participle" and "born" in self.pack.verb_classes.get(lemma, ())
        subject = self.discourse.subject(clause) if before_verb and not born else None
        blood = kind in ("parent", "sibling", "kin")
        if blood and "marry" in self.pack.verb_classes.get(lemma, ()) and (near or noun) in clause.objects:
            return ()  # "la nuora X, che ha sposato il figlio Y"
        parents = noun.sense("tie").data.get("bearer") == "parent"  # type: ignore[union-attr]
        if subject and parents and clause.subject is not None and clause.subject.entity is not None:
            first = [n for n in clause.subject.appositions if n.sense("tie") and n.possessor is None]
            if first:  # "Il padre X faceva il muratore, la madre Y la sarta": of the same child
                subject = tuple(self.discourse.kinship.bearers(clause.subject.entity, "child")) or None
        described = self._described(near or noun, clause)
        if subject and described & set(subject):
            return ()  # "X, the daughter of the brother Y": not X's brother
        by = self.pack.preposition_roles["source"]
        if subject and any(p.entity in subject and p.prep in by for p in clause.noun_phrases()):
            subject = None  # "che, secondo X, era stata causata dal padre"
        named = [o.entity for o in clause.objects if o.entity is not None and clause.vg and o.start >= clause.vg.end]
        parental = bare and kind in ("parent", "kin") and self.pack.syntax["pro_drop"]
        if parental and len(named) == 1 and self._leads(near, clause):
            return tuple(e for e in named if e is not None and e is not entity)  # "Papà X ha accompagnato Y"
        if bare or (self.pack.syntax["pro_drop"] and definite):
            shared = kind in ("sibling", "parent") or bool(set(noun.modifiers) & self.pack.cue("reciprocal"))
            if subject and (len(subject) == 1 or shared) and entity not in subject:
                return subject
        if noun.determiner == "indefinite" and (near or noun).prep in self.pack.preposition_roles["with"]:
            return (
                subject if subject and len(subject) == 1 and entity not in subject else ()
            )  # "con una nuova fiamma, X", "with a friend, X"
        if not self.pack.syntax["pro_drop"]:
            return ()
        if definite and near is not None:
            theirs = self._owner_of_relative_before(near, clause)
            if theirs and entity not in theirs:
                return theirs
        if not definite or kind == "friend":
            return ()
        objects = [o for o in clause.objects if o.entity is not None and o.end <= noun.start]
        if (
            clause.subject is not None
            and not clause.subject.is_human
            and len(objects) == 1
            and objects[0].entity is not entity
        ):
            return self.discourse.named(objects[0])
        if beside:
            return beside
        whole = next((p for p in clause.noun_phrases() if (near or noun) in p.members), near or noun)
        fronted = self._owner_in_front(whole, clause)
        if len(fronted) == 1 and entity not in fronted:
            return fronted
        company = self._company(near or noun, clause, entity)
        if company:
            return company
        alone = self._only_one_before(near or noun, clause)
        if alone and alone[0] is not entity:
            return alone
        above = self._governing_subject(whole, clause) or quarrelling(whole, clause)
        if above and entity not in above:
            return above
        avoid = {entity, *(self.discourse.subject(clause) or ())} if born else {entity}
        told = self._child_before(noun, clause)
        if told is not None:
            return told
        avoid |= self.discourse.kin | described
        topic = self.discourse.topic(clause, avoid)
        before = Counter(e for e in self.discourse.subjects_in(clause.sentence.index - 1) if e not in avoid)
        if topic and topic[0] in before:
            family = {entity, *self.discourse.relatives_of(topic[0])}
            here = [e for e in self.discourse.seen_in(clause.sentence.index, whole.start) if e not in family]
            apart = topic[0] not in here and len(here) == 1  # "da una parte X; dall'altra i cugini"
            return topic if before[topic[0]] == max(before.values()) and not apart else ()
        if before:  # of whom the sentence before tells, if it tells of nobody else
            return tuple(before) if len(before) == 1 else ()
        if not topic:
            return ()
        counts = self.discourse.counts
        family = self.discourse.relatives_of(topic[0])
        others = [e for e in self._as_fitting(noun, clause) if e not in (topic[0], entity) and e not in family]
        return topic if counts[topic[0]] >= max((1.5 * counts[e] for e in others), default=0) else ()

    def _child_before(self, noun: NounPhrase, clause: Clause) -> tuple[Entity, ...] | None:
        """ "She has had a son, X. Il papà è Y": X's father; of a man's son and "the father" nobody can tell."""
        tie = noun.sense("tie")
        if tie is None or tie.data.get("bearer") != "parent":
            return None
        before = self.discourse.seen_in(clause.sentence.index - 1)
        children = self.discourse.kinship.bearers
        pairs = [(p, c) for p in before for c in children(p, "child") if c in before]
        if not pairs:
            return None
        parent, child = pairs[0]
        return (child,) if len(pairs) == 1 and {parent.gender, tie.gender} == {"m", "f"} else ()

    def _of_relative(self, clause: Clause) -> tuple[Entity, ...]:
        """ "X, di cui ha sposato la sorella Y": X's sister."""
        prep = clause.antecedent_role.partition(":")[2]
        if clause.kind != "rel" or clause.antecedent is None or prep not in self.pack.preposition_roles["of"]:
            return ()
        whom = clause.antecedent
        nouns = [n for n in whom.appositions if n.end == whom.end and n.possessor is not None]
        if nouns and clause.subject_phrase() is None:
            whom = nouns[-1].possessor or whom  # "X, a friend of Y, whose sister he has married": Y's sister
        found = self.discourse.referents(whom, clause)
        return found if found and len(found) == 1 else ()

    def _awaited(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "A consolare X ci sono le amiche Y e Z": for whom they are there is whose friends they are."""
        group = clause.vg
        if group is None or not group.copula or np.start < group.end:
            return ()
        for inner in self.discourse.clauses_now:
            verb = inner.vg
            if inner.kind != "infinitive" or inner.parent is not clause or verb is None or verb.end > group.start:
                continue
            named = [o for o in inner.objects if o.is_human and o.end <= group.start]
            if len(named) == 1:
                found = self.discourse.referents(named[0], inner)
                return found if found and len(found) == 1 else ()
        return ()

    def _company(self, np: NounPhrase, clause: Clause, entity: Entity) -> tuple[Entity, ...]:
        """ "Con lui è finito sotto inchiesta il socio X": his associate, who is named behind the verb."""
        group = clause.vg
        if group is None or np.start < group.end or np.prep is not None:
            return ()
        led = self.pack.preposition_roles["with"]
        beside = [o for o in clause.obliques if o.prep in led and o.is_human and o.end <= group.start]
        found = self.discourse.referents(beside[0], clause) if len(beside) == 1 else None
        return found if found and len(found) == 1 and entity not in found else ()

    def _described(self, np: NounPhrase, clause: Clause) -> set[Entity]:
        """Who is said to be what a phrase is part of: X in "X, the daughter of the brother Y"."""
        found: set[Entity] = set()
        for phrase in clause.noun_phrases():
            for part in parts_of(phrase):
                inside = any(n.start <= np.start < n.end for n in part.appositions if n is not np)
                if part.entity is not None and part is not np and inside and np not in part.appositions:
                    found.add(part.entity)
        return found

    def _strangers(self, np: NounPhrase, clause: Clause) -> bool:
        """ "a sick mother and the daughter X": of somebody whom nobody names."""
        lowers = clause.sentence.lowers
        if np.start and lowers[np.start - 1] in self.pack.grammar["conjunctions"]["and"]:
            near = [p for p in clause.noun_phrases() if np.start - 4 <= p.end <= np.start - 1]
            if any(p.is_human and p.mention is None and p.determiner == "indefinite" for p in near):
                return True
        before = _member_before(np, clause)
        named = before is None or before.mention is not None or before.pronoun is not None
        return not named and before is not None and before.determiner == "indefinite"

    def _other_sex(self, entity: Entity, noun: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """The subject of "X ha rivisto l'ex Y", where the two are woman and man."""
        phrase = clause.subject_phrase()
        subject = self.discourse.subject(clause) if phrase is not None and noun.determiner == "definite" else None
        if not subject or len(subject) != 1 or phrase is None or phrase.start > noun.start:
            return ()
        return subject if {subject[0].gender, entity.gender} == {"m", "f"} else ()

    def _owner_in_front(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """Of whom a verbless clause tells: "Testimoni della sposa la sorella X", "per lui il fratello Y"."""
        if clause.vg is not None:
            return ()
        own = self.pack.preposition_roles["of"] | self.pack.preposition_roles.get("for", frozenset())
        phrases = [p for p in clause.noun_phrases() if p.end <= np.start]
        human = [p for p in phrases if p.prep in own and p.is_human]
        human += [c for p in phrases for prep, c in p.complements if prep in own and c.is_human]
        if len(human) != 1 or human[0].end < np.start - 1:
            return ()
        return self.discourse.referents(human[0], clause) or ()

    def _leads(self, np: NounPhrase | None, clause: Clause) -> bool:
        """Whether a phrase is the subject, or one of a list that is."""
        subject = clause.subject
        return subject is not None and np is not None and (np is subject or np in subject.members)

    def _only_one_before(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """X in "At the funeral of X were the widow and the brother Y": the only one the sentence has named so far."""
        if clause.vg is None or np.start < clause.vg.end:
            return ()
        whole = next((p for p in clause.noun_phrases() if np is p or np in p.members), np)
        named = self.discourse.seen_in(clause.sentence.index, whole.start)
        kin = [p.entity for p in clause.noun_phrases() if any(n.sense("tie") for n in p.appositions)]
        if named and named[0] in kin:
            return ()  # "the friend X for him and the sister Y for her"
        return tuple(named) if len(named) == 1 else ()

    def _governing_subject(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """B in "A ha vinto, B ha perso perché la moglie X era malata": of whom the clause around tells."""
        outer = clause.parent
        if clause.kind not in ("sub", "that") or outer is None or outer.vg is None or outer.subject is None:
            return ()
        named = self.discourse.named(outer.subject) if outer.subject.end <= np.start else ()
        return named if len(named) == 1 else ()

    def _as_fitting(self, noun: NounPhrase, clause: Clause) -> list[Entity]:
        """Who else in the sentence before could have the relative that is meant."""
        tie = noun.sense("tie")
        same = tie.gender if tie is not None and tie.data["kind"] == "spouse" else None
        return [e for e in self.discourse.seen_in(clause.sentence.index - 1) if not same or e.gender != same]

    def _told_of(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "X invited co-star Y": X, where the noun stands behind the verb and nobody else's."""
        if clause.vg is None or np.start < clause.vg.end or np is clause.subject:
            return ()
        if np.prep is not None and np.prep in self.pack.preposition_roles["by"]:
            return ()  # "hired by co-founder Y"
        subject = self.discourse.subject(clause)
        return subject if subject and len(subject) == 1 else ()

    def _existential(self, clause: Clause) -> bool:
        """ "There was an uncle, X": somebody's of whom the text speaks."""
        subject, group = clause.subject, clause.vg
        if subject is None or subject.pronoun is None or not subject.pronoun.get("existential") or group is None:
            return False
        return group.copula and not group.negated

    def survived_by(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "A son, X, survives him": him."""
        group = clause.vg
        if group is None or group.passive or group.negated or group.lemma not in self.pack.cue("survive_verbs"):
            return ()
        if np is not clause.subject or not clause.objects or not clause.objects[0].is_human:
            return ()
        found = self.discourse.referents(clause.objects[0], clause)
        return found if found and len(found) == 1 else ()

    def survivors_of(self, clause: Clause) -> tuple[Entity, ...] | None:
        """ "Survivors include his wife, X, and a son, Y": who has died; None where the clause tells of no survivors."""
        subject = clause.subject
        lowers = clause.sentence.lowers
        if subject is None or subject.mention is not None or lowers[subject.head] not in self.pack.cue("survivors"):
            return None
        if subject.possessor is not None:
            return self.discourse.referents(subject.possessor, clause) or ()
        parts = [n for np in clause.noun_phrases() for p in parts_of(np) for n in (p, *p.appositions)]
        owners = [n.possessor for n in parts if n.sense("tie") and n.possessor is not None]
        found = self.discourse.referents(owners[0], clause) if owners else None
        return found or self.discourse.topic(clause, set()) or ()

    def _listed_behind(self, noun: NounPhrase, near: NounPhrase | None, clause: Clause) -> bool:
        """ "the wife X, who is an activist, the sons Y and Z": behind a comma, no part of the predicate."""
        start = (near or noun).start
        assert clause.vg is not None
        return start > clause.vg.end and clause.sentence.lowers[start - 1] == ","

    def _workmate(
        self, entity: Entity, noun: NounPhrase, clause: Clause, near: NounPhrase | None, beside: tuple[Entity, ...]
    ) -> tuple[Entity, ...]:
        """Whose colleague: of "X and the colleague Y", "X wrote it with the colleague Y"."""
        companion = (near or noun).prep in self.pack.preposition_roles["with"] and noun.determiner == "indefinite"
        if companion:
            told = self.discourse.subject(clause)
            return told if told and len(told) == 1 and entity not in told else ()
        if not self.pack.syntax["pro_drop"]:
            bare = noun.determiner == "none" and near is not None and not near.name_after_comma
            people = self._told_of(near, clause) if bare and near is not None and near.start == noun.start else ()
            return people if entity not in people else ()
        if noun.determiner != "definite":
            return ()
        listed = self._listed_before(near or noun, clause)
        if listed is not None and listed is not entity:
            return (listed,)
        subject = self.discourse.subject(clause) if clause.subject is not None else None
        shared = (near or noun).prep in self.pack.preposition_roles["with"] or (near or noun) in clause.objects
        return beside or (subject if shared and subject and len(subject) == 1 and entity not in subject else ())

    def _listed_before(self, np: NounPhrase, clause: Clause) -> Entity | None:
        """X in "X and the cousin Y", unless X is there as somebody's relative too."""
        before = _member_before(np, clause)
        if before is None:
            return None
        led = np.prep in self.pack.preposition_roles["of"]  # "figlio della nobile X e del marito Y"
        return before.entity if led or not any(n.sense("tie") for n in before.appositions) else None

    def _relatives_before(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "il padre di Chiara, Bruno, la madre Ada e i cugini": the mother and the cousins are Chiara's."""
        phrases = [p for phrase in clause.noun_phrases() for p in parts_of(phrase) if p.end < np.start]
        for phrase in sorted(phrases, key=lambda p: -p.start):
            if phrase.sentence is None or any(
                c.vg is not None and phrase.end <= c.vg.start < np.start for c in (clause, *clause.ancestors())
            ):
                return ()
            owners = [n.possessor for n in (phrase, *phrase.appositions) if n.sense("tie") and n.possessor is not None]
            if owners:
                return self.discourse.referents(owners[0], clause) or ()
        return ()

    def _shared_owner(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "his wife, X, and two daughters, Y and Z": the daughters are his too."""
        before = _member_before(np, clause)
        nouns = before.appositions if before is not None else ()
        owners = [n.possessor for n in nouns if n.sense("tie") and n.possessor is not None]
        return self.discourse.referents(owners[0], clause) or () if owners else ()

    def _owner_of_relative_before(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "i testimoni erano il fratello X e l'amico Y": of whomever X is the brother."""
        before = _member_before(np, clause)
        if before is None or before.entity is None:
            return ()
        nouns = [n for n in before.appositions if n.sense("tie") and n.possessor is None]
        return self.owners(before.entity, nouns[0], clause, before) if len(nouns) == 1 else ()

    def _beside(self, entity: Entity, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """Who is named right before "with the son Y"."""
        if np.prep not in self.pack.preposition_roles["with"]:
            return ()
        near = [n for n in clause.noun_phrases() if np.start - 3 <= n.end <= np.start]
        before = [n for n in near if n.entity is not None or (n.members and self.discourse.named(n))]
        found = self.discourse.named(before[-1]) if before else ()
        return found if entity not in found else ()


def _member_before(np: NounPhrase, clause: Clause) -> NounPhrase | None:
    """The phrase right before another in one list of a clause: "X" in "X and the cousin Y"."""
    groups = (group for phrase in clause.noun_phrases() for group in parts_of(phrase))
    group = next((g for g in groups if np in g.members[1:]), None)
    return group.members[group.members.index(np) - 1] if group is not None else None


def _had_in(clause: Clause) -> Clause:
    """The clause that says who has, above what is had: "ha tre figli, Leo avuto da X, Ada avuta dalla moglie Y"."""
    assert clause.vg is not None
    having = clause
    while having.parent is not None and having.vg is not None and having.vg.passive:
        if having.vg.lemma != clause.vg.lemma:
            break
        having = having.parent
    return having
