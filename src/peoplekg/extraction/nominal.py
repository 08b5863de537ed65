"""What noun phrases say by themselves: who is whose wife, who is minister, how old somebody is, whose book it is."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from typing import Any

import simplemma

from peoplekg.extraction.assertions import ClaimList, pairs
from peoplekg.extraction.qualifiers import Qualifier, Qualifiers, pick_date
from peoplekg.language import names
from peoplekg.language.clauses import Clause
from peoplekg.language.coreference import titles_of, vague_titles
from peoplekg.language.dates import calendar
from peoplekg.language.document import Document, Reading, surface
from peoplekg.language.mentions import ORGANIZATION, OTHER, PERSON, PLACE, WORK, Entity
from peoplekg.language.pack import Noun
from peoplekg.language.phrases import Chunk, NounPhrase

_BLOOD = {"grandparent", "aunt_uncle", "cousin", "niece_nephew", "godparent", "other"}


class NominalReader:
    """Reads the noun phrases of a document, clause by clause, in order."""

    def __init__(self, document: Document, claims: ClaimList, qualifier: Qualifier):
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.claims = claims
        self.qualifier = qualifier
        self.calendar = calendar(document.pack)

    def read(self, clause: Clause, reading: Reading) -> None:
        """The claims of all noun phrases of a clause."""
        for np in sorted(clause.noun_phrases(), key=lambda n: n.start):
            for part in _parts(np):
                self._phrase(part, clause, reading)
                if part.sense("work") and part.mention is None:
                    self._listed_works(part, clause, reading)
        self._predicate(clause, reading)
        self._age_before_verb(clause, reading)
        self._age_in_front(clause, reading)
        self._aged(clause, reading)

    def distribute(self, reading: Reading) -> None:
        """ "each with her own daughter; A with X while B was with Y": the tie holds within each pair."""
        lowers = reading.sentence.lowers
        if not any(w in self.pack.cue("each") for w in lowers):
            return
        own = [
            np
            for c in reading.clauses
            for top in c.noun_phrases()
            for np in _parts(top)
            if np.mention is None
            and np.sense("tie")
            and np.possessor is not None
            and np.possessor.pronoun is not None
            and (
                np.possessor.pronoun.get("subject")
                or any(w in self.pack.cue("own") for w in lowers[np.start : np.head])
            )
        ]
        if len(own) != 1:
            return
        tie = own[0].sense("tie")
        assert tie is not None
        for clause in reading.clauses:
            for other in clause.obliques:
                if (
                    other.prep not in self.pack.preposition_roles["with"]
                    or other.entity is None
                    or other.start < own[0].end
                ):
                    continue
                owner = (
                    clause.subject
                    if clause.subject is not None
                    else next((n for n in reversed(clause.before) if n.end <= other.start), None)
                )
                if owner is not None and owner.entity is not None and owner.start > own[0].end:
                    if (
                        tie.gender
                        and other.entity.gender not in (None, tie.gender)
                        and other.entity.genders.total() > 1
                    ):
                        continue
                    qualifiers = self.qualifier.of_phrase(other, clause, reading)
                    self.relate(owner.entity, other.entity, tie, qualifiers, reading)

    def _listed_works(self, np: NounPhrase, clause: Clause, reading: Reading) -> None:
        """ "i suoi romanzi più noti, A, B e C": each title in the list that the plural noun opens."""
        noun = np.sense("work")
        listed = [m for m in reading.mentions if m.kind == WORK and np.start <= m.listing <= np.head]
        owner = np.possessor
        if noun is None or not listed or owner is None:
            return
        qualifiers = self.qualifier.of_phrase(np, clause, reading)
        tokens, text = reading.sentence.tokens, self.document.article.text
        for person in self.discourse.referents(owner, clause) or ():
            if self._acts_in(person, noun):
                continue
            for mention in listed:
                title = text[tokens[mention.start].start : tokens[mention.end - 1].end]
                self.claims.add(
                    "authored",
                    {"person": person},
                    {"work": title, "type": noun.key},
                    qualifiers,
                    reading.sentence,
                    f"{self.pack.code}.authored.list",
                )

    def _phrase(self, np: NounPhrase, clause: Clause, reading: Reading) -> None:
        qualifiers = self.qualifier.of_phrase(np, clause, reading)
        if np.members:
            for noun in np.appositions:
                self._group(np, noun, clause, reading)
            return
        if np.mention is not None and (np.mention.kind == WORK or self._quoted_title(np)):
            self._work(np, clause, reading, qualifiers)
        if np.pronoun is not None and np.appositions:
            people = self.discourse.referents(np, clause) or ()
            for noun in np.appositions if len(people) == 2 else []:  # "i due, amici da anni, …"
                tie = _mutual(noun)
                if tie is not None and tie.data.get("kind") and noun.possessor is None:
                    self.relate(people[0], people[1], tie, self.qualifier.of_phrase(noun, clause, reading), reading)
            return
        entity = np.entity
        if entity is not None:
            place = self.qualifier.of_phrase(np, clause, reading, words=False)
            for noun in np.appositions:
                if noun.sense("tie") and self._played(np, noun, reading):
                    continue
                own = self.qualifier.of_phrase(noun, clause, reading)
                self.describe(entity, noun, clause, reading, _both(place, own), np)
            title = np.mention.noun if np.mention is not None else None
            if (
                title is not None
                and title.sense in ("title", "office", "occupation")
                and title.key
                and not (title.data.get("clergy") and self._kin_word(title))
            ):
                self._role(entity, self._title(title), None, qualifiers, reading, "title")
                self.discourse.note_title(entity, [title.key])
            if np.age:
                self._age(entity, np.age, qualifiers, reading, "beside")
            self._birthplace(entity, np, reading, qualifiers)
            said = {m for part in (np, *np.appositions) for m in part.modifiers}
            whole = np.mention is not None and len(np.mention.words) > 1  # "the late Mr Reed": whichever Reed
            if whole and said & self.pack.cue("the_dead"):  # "the late X", "her late husband, X"
                dead = replace(qualifiers, status="current")
                self.claims.add("died", {"person": entity}, {}, dead, reading.sentence, f"{self.pack.code}.died.late")
            years = self._years_in(np.modifiers)
            if years and not set(np.modifiers) & self.pack.cue("former"):
                self._age(entity, years, qualifiers, reading, "adjective")
        elif np.nouns or np.determiner == "definite":
            self._spread_list(np, clause, reading)
            self._unnamed(np, clause, reading, qualifiers)

    def _birthplace(self, entity: Entity, np: NounPhrase, reading: Reading, qualifiers: Qualifiers) -> None:
        """ "the Glasgow-born singer X", "X, a native of Glasgow", "the Glasgow native"."""
        tokens, text = reading.sentence.tokens, self.document.article.text
        for noun in (np, *np.appositions):
            native = bool(noun.nouns) and tokens[noun.head].lower in self.pack.cue("natives")
            inside = [c for p, c in noun.complements if c.mention is not None and c.mention.kind == PLACE]
            place = surface(inside[0], text) if native and inside else None
            for k in range(noun.start, noun.head + 1):
                lower = tokens[k].lower
                ending = len(self.pack.birthplace(lower)) if not native else len(lower) if k == noun.head - 1 else 0
                if not ending:
                    continue
                begin = k
                while (
                    begin > noun.start
                    and tokens[begin - 1].is_capital
                    and tokens[begin - 1].lower not in self.pack.determiners
                ):
                    begin -= 1
                said = text[tokens[begin].start : tokens[k].start + ending]
                known = names.place_kind(said) or self.pack.countries.get(said.casefold())
                place = self.pack.demonyms.get(said.casefold()) or (said if known else place)
            if place is not None:
                pattern = f"{self.pack.code}.born.native"
                self.claims.add(
                    "born", {"person": entity}, {"place": place}, _plain(qualifiers), reading.sentence, pattern
                )

    def _kin_word(self, title: Noun) -> bool:
        """ "Father", "Sister": a title written like a relative."""
        return any(noun.sense == "tie" for _, noun in self.pack.nouns.match(list(title.words), 0))

    # ---- what a noun says of somebody

    def describe(
        self,
        entity: Entity,
        noun: NounPhrase,
        clause: Clause,
        reading: Reading,
        qualifiers: Qualifiers,
        near: NounPhrase | None = None,
    ) -> None:
        """Everything that a noun phrase says of the person it stands for."""
        years = self._years_in((*noun.modifiers, *(reading.sentence.lowers[noun.head : noun.head + 1])))
        years = years or self._years_behind(noun)
        if years:
            self._age(entity, years, qualifiers, reading, "adjective")
        tie = noun.sense("tie")
        job = self._job(noun, near)
        if noun.gender and (noun.sense("tie") or noun.gender == "f" or noun.article):
            entity.genders[noun.gender] += 2
        if tie is not None and not (job is not None and noun.possessor is None):
            self._tie(entity, tie, noun, clause, reading, qualifiers, near)
        elif job is not None and not self._of_things(job, noun):
            if tie is not None and tie.data["kind"] == "colleague":
                self._tie(entity, tie, noun, clause, reading, qualifiers, near)  # "X hugged co-host Y"
            dates = self._lasting(noun, reading)
            published = self.document.article.published
            if dates.get("end") and published and str(dates["end"]) < published:
                qualifiers = _former(qualifiers)  # "prefetta di Milano dal 2017 al 2018"
            self._role(
                entity,
                self._title(job),
                self._organization(noun, job),
                qualifiers,
                reading,
                job.sense,
                **dates,
            )
            self.discourse.note_title(entity, [job.key])
        person = noun.sense("person")
        if person is not None:
            self.discourse.note_title(entity, [person.key])

    def _tie(
        self,
        entity: Entity,
        tie: Noun,
        noun: NounPhrase,
        clause: Clause,
        reading: Reading,
        qualifiers: Qualifiers,
        near: NounPhrase | None,
    ) -> None:
        if self._figurative(noun, reading):
            return
        owners = self._owners(entity, noun, clause, near)
        if not owners or entity in owners:
            return
        guessed = noun.possessor is None and tie.data["kind"] == "spouse"
        if guessed and tie.gender and any(owner.gender == tie.gender for owner in owners):
            return  # "the husband X" beside a man whom nobody calls his: somebody else's
        if tie.data.get("status") == "former":
            qualifiers = _former(qualifiers)
        if tie.data.get("certainty") == "possible":
            qualifiers = qualifiers.less_sure("possible")
        group = clause.vg
        survived = group is not None and group.lemma in self.pack.cue("survive_verbs")
        survived = survived and group is not None and (near or noun).start >= group.end and not group.negated
        if group is not None and group.lemma in self.pack.cue("lose_verbs"):
            survived = survived and any(o is (near or noun) for o in clause.objects)  # no lost case against a husband
        survived = survived or self._survivors_of(clause) is not None or bool(self._survived_by(near or noun, clause))
        survived = survived or self._killed(near or noun, clause)
        if survived and tie.data["kind"] in ("spouse", "partner", "friend"):
            qualifiers = _former(qualifiers)
        if tie.data["kind"] == "partner" and any(
            p in self.pack.preposition_roles["place"] and not c.is_human for p, c in noun.complements
        ):
            return  # "partners in a restaurant"
        dates = self._lasting(noun, reading)
        if dates.get("end"):
            qualifiers = _former(qualifiers)
        if self._lost(near or noun, tie, clause):
            date = pick_date(clause.dates, qualifiers)
            living = replace(qualifiers, status="current")
            pattern = f"{self.pack.code}.died.lost"
            self.claims.add("died", {"person": entity}, {}, living, reading.sentence, pattern, date=date)
        for owner in owners:
            self.relate(owner, entity, tie, qualifiers, reading, **dates)
            self.discourse.note_tie(owner, tie.data["kind"], tie.gender, entity)
            if tie.data["kind"] in ("spouse", "partner"):
                former = qualifiers.status == "former" or tie.data.get("status") == "former"
                self.discourse.note_together((owner, entity), former)
        if tie.data.get("bearer") == "parent" and noun.possessor is not None and noun.possessor.members:
            self._as_siblings(owners, tie, qualifiers, reading)

    def _lost(self, np: NounPhrase, tie: Noun, clause: Clause) -> bool:
        """ "Nel 2001 ha perso il padre, X": he died."""
        group = clause.vg
        if group is None or group.lemma not in self.pack.cue("lose_verbs") or group.passive or group.negated:
            return False
        family = tie.data["kind"] in ("spouse", "partner", "parent", "sibling", "kin")
        happened = group.finite and (group.perfect or group.tense == "past")
        others = [o for o in clause.objects if o is not np and o.start >= group.end]
        return family and happened and any(o is np for o in clause.objects) and not others

    def _of_the_topic(self, noun: NounPhrase) -> bool:
        """ "Il marito è il chirurgo X": of the person spoken of, where a relative needs no owner."""
        tie = noun.sense("tie")
        bare = noun.determiner == "definite" and not noun.complements and self.pack.syntax["pro_drop"]
        return bare and tie is not None and tie.data["kind"] in ("spouse", "partner", "parent", "sibling")

    def _killed(self, np: NounPhrase, clause: Clause) -> bool:
        """ "accused of killing his wife, X": one of the two is dead."""
        group = clause.vg
        if group is None or "kill" not in self.pack.verb_classes.get(group.lemma, ()) or np is clause.subject:
            return False
        agent = group.passive and np.prep in self.pack.preposition_roles["by"] and np in clause.obliques
        if np not in clause.objects and not agent:
            return False
        return group.tense != "infinitive" and not group.negated and group.modal is None

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
            self.claims.add(kind, {"persons": (owner, bearer)}, {}, qualifiers, reading.sentence, pattern, **dates)

    def _as_siblings(self, people: tuple[Entity, ...], tie: Noun, qualifiers: Qualifiers, reading: Reading) -> None:
        """ "i figli A e B": siblings, in a language whose plural says so."""
        if not tie.data.get("siblings"):
            return
        pattern = f"{self.pack.code}.sibling.{tie.key}"
        qualifiers = replace(qualifiers, status="current")
        for couple in pairs(people):
            self.claims.add("sibling", {"persons": couple}, {}, qualifiers, reading.sentence, pattern)

    def _lasting(self, noun: NounPhrase, reading: Reading) -> dict[str, str | None]:
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

    def _other_parents(self, noun: NounPhrase) -> tuple[Entity, ...]:
        """ "X's daughter with Y": Y."""
        tie = noun.sense("tie")
        if tie is None or tie.data.get("bearer") != "child":
            return ()
        return tuple(c.entity for p, c in noun.complements if p in self.pack.preposition_roles["with"] and c.entity)

    def _one_of_the_parents(self, noun: NounPhrase, near: NounPhrase | None, clause: Clause) -> tuple[Entity, ...]:
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

    def _owners(self, entity: Entity, noun: NounPhrase, clause: Clause, near: NounPhrase | None) -> tuple[Entity, ...]:
        """Whose wife or friend: the possessor, or the person spoken of where none is needed ("la moglie Maria")."""
        if noun.possessor is not None:
            found = self.discourse.referents(noun.possessor, clause)
            if not found and noun.possessor.members:
                found = self.discourse.partial(noun.possessor, clause)
            found = (*found, *self._other_parents(noun)) if found else self._one_of_the_parents(noun, near, clause)
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
            had_by = clause.vg.passive and not survived and clause.parent is not None
            subject = self.discourse.subject(clause.parent if had_by and clause.parent is not None else clause)
            if subject and entity not in subject:
                return (*subject, *(e for e in other if e not in subject))
        bereaved = self._survivors_of(clause) or self._survived_by(near or noun, clause)
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
            return self._workmate(entity, noun, clause, near, beside)
        if beside and kind == "parent":
            return beside  # "the sister X with her son Y"
        theirs = self._relatives_before(near or noun, clause) if self.pack.syntax["pro_drop"] else ()
        if theirs and noun.determiner == "definite":
            return theirs if entity not in theirs else ()
        listed = self._listed_before(near or noun, clause) if self.pack.syntax["pro_drop"] else None
        if listed is not None and listed is not entity and noun.determiner == "definite":
            return (listed,)
        said_of = clause.vg is not None and clause.vg.copula and self._listed_behind(noun, near, clause)
        if said_of:
            return self.discourse.topic(clause, {entity, *(self.discourse.subject(clause) or ())}) or ()
        before_verb = clause.subject is None or clause.vg is None or clause.subject.start < clause.vg.start
        lemma = clause.vg.lemma if clause.vg is not None else ""
        born = clause.kind == "participle" and "born" in self.pack.verb_classes.get(lemma, ())
        subject = self.discourse.subject(clause) if before_verb and not born else None
        named = [o.entity for o in clause.objects if o.entity is not None and clause.vg and o.start >= clause.vg.end]
        parental = bare and kind in ("parent", "kin") and self.pack.syntax["pro_drop"]
        if parental and len(named) == 1 and self._leads(near, clause):
            return tuple(e for e in named if e is not None and e is not entity)  # "Papà X ha accompagnato Y"
        if bare or (self.pack.syntax["pro_drop"] and noun.determiner == "definite"):
            shared = kind in ("sibling", "parent") or bool(set(noun.modifiers) & self.pack.cue("reciprocal"))
            if subject and (len(subject) == 1 or shared) and entity not in subject:
                return subject
        if noun.determiner == "indefinite" and (near or noun).prep in self.pack.preposition_roles["with"]:
            return (
                subject if subject and len(subject) == 1 and entity not in subject else ()
            )  # "con una nuova fiamma, X", "with a friend, X"
        if not self.pack.syntax["pro_drop"]:
            return ()
        if noun.determiner != "definite" or kind == "friend":
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
        alone = self._only_one_before(near or noun, clause)
        if alone and alone[0] is not entity:
            return alone
        avoid = {entity, *(self.discourse.subject(clause) or ())} if born else {entity}
        topic = self.discourse.topic(clause, avoid)
        if not topic:
            return ()
        counts = self.discourse.counts
        before = self.discourse.subjects_in(clause.sentence.index - 1)
        if topic[0] in before:
            return topic
        family = self.discourse.relatives_of(topic[0])
        others = [e for e in self._as_fitting(noun, clause) if e not in (topic[0], entity) and e not in family]
        sure = max([2 * counts[e] for e in before] + [1.5 * counts[e] for e in others], default=0)
        return topic if counts[topic[0]] >= sure else ()

    def _strangers(self, np: NounPhrase, clause: Clause) -> bool:
        """ "a sick mother and the daughter X": of somebody whom nobody names."""
        lowers = clause.sentence.lowers
        if np.start and lowers[np.start - 1] in self.pack.grammar["conjunctions"]["and"]:
            near = [p for p in clause.noun_phrases() if np.start - 4 <= p.end <= np.start - 1]
            if any(p.is_human and p.mention is None and p.determiner == "indefinite" for p in near):
                return True
        for phrase in clause.noun_phrases():
            for group in _parts(phrase):
                if np in group.members[1:]:
                    before = group.members[group.members.index(np) - 1]
                    return before.mention is None and before.pronoun is None and before.determiner == "indefinite"
        return False

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

    def _survived_by(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "A son, X, survives him": him."""
        group = clause.vg
        if group is None or group.passive or group.negated or group.lemma not in self.pack.cue("survive_verbs"):
            return ()
        if np is not clause.subject or not clause.objects or not clause.objects[0].is_human:
            return ()
        found = self.discourse.referents(clause.objects[0], clause)
        return found if found and len(found) == 1 else ()

    def _survivors_of(self, clause: Clause) -> tuple[Entity, ...] | None:
        """ "Survivors include his wife, X, and a son, Y": who has died; None where the clause tells of no survivors."""
        subject = clause.subject
        lowers = clause.sentence.lowers
        if subject is None or subject.mention is not None or lowers[subject.head] not in self.pack.cue("survivors"):
            return None
        if subject.possessor is not None:
            return self.discourse.referents(subject.possessor, clause) or ()
        parts = [n for np in clause.noun_phrases() for p in _parts(np) for n in (p, *p.appositions)]
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
        for phrase in clause.noun_phrases():
            for group in _parts(phrase):
                if np in group.members[1:]:
                    before = group.members[group.members.index(np) - 1]
                    led = np.prep in self.pack.preposition_roles["of"]  # "figlio della nobile X e del marito Y"
                    return before.entity if led or not any(n.sense("tie") for n in before.appositions) else None
        return None

    def _relatives_before(self, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """ "il padre di Chiara, Bruno, la madre Ada e i cugini": the mother and the cousins are Chiara's."""
        phrases = [p for phrase in clause.noun_phrases() for p in _parts(phrase) if p.end < np.start]
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
        for phrase in clause.noun_phrases():
            for group in _parts(phrase):
                if np in group.members[1:]:
                    before = group.members[group.members.index(np) - 1]
                    owners = [n.possessor for n in before.appositions if n.sense("tie") and n.possessor is not None]
                    return self.discourse.referents(owners[0], clause) or () if owners else ()
        return ()

    def _beside(self, entity: Entity, np: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """Who is named right before "with the son Y"."""
        if np.prep not in self.pack.preposition_roles["with"]:
            return ()
        near = [n for n in clause.noun_phrases() if np.start - 3 <= n.end <= np.start]
        before = [n for n in near if n.entity is not None or (n.members and self.discourse.named(n))]
        found = self.discourse.named(before[-1]) if before else ()
        return found if entity not in found else ()

    def _group(self, group: NounPhrase, noun: NounPhrase, clause: Clause, reading: Reading) -> None:
        """ "their sons X and Y", "le mogli, A e B", "i registi X e Y"."""
        qualifiers = self.qualifier.of_phrase(noun, clause, reading)
        members = [e for m in group.members for e in self.discourse.named(m)]
        job = noun.sense("office") or noun.sense("occupation")
        bearing = next(
            (n for n in noun.nouns if n.sense == "group" and "bearer" in n.data and n.data.get("kind")), None
        )
        tie = noun.sense("tie") or bearing
        if bearing is not None and noun.possessor is not None and tie is not None and tie.data["kind"] == "sibling":
            tie = bearing  # "her twins, X and Y"
        for phrase in group.members:
            if phrase.age and phrase.entity:
                self._age(phrase.entity, phrase.age, qualifiers, reading, "beside")
        if tie is not None and tie.data.get("kind_of") == "other":
            return  # "le nipoti dello stilista, A e B": nieces or granddaughters
        mutual = _mutual(noun)
        dates = self._lasting(noun, reading)
        if dates.get("end"):
            qualifiers = _former(qualifiers)
        if tie is not None:
            if tie.data.get("status") == "former":
                qualifiers = _former(qualifiers)
            self._siblings(tie, group, members, noun, clause, qualifiers, reading)
            owners = self.discourse.referents(noun.possessor, clause) if noun.possessor is not None else None
            owners = owners or self._one_of_the_parents(noun, group, clause) or None
            if tie.data.get("mutual") and noun.possessor is None:
                return
            paired_off = tie.data["kind"] in ("spouse", "partner") and len(members) == 2  # "i coniugi A e B"
            own = paired_off or (tie.data["kind"] == "sibling" and _surnamed(members))
            if owners is None and noun.possessor is None and not own:
                owners = self._owners(members[0], noun, clause, group) or None if members else None
                if owners and set(owners) & set(members):
                    owners = None
            if owners and not set(owners) & set(members):
                paired = tie.data["kind"] in ("spouse", "partner") and len(owners) == len(members)
                for owner, member in (
                    zip(owners, members, strict=True) if paired else ((o, m) for o in owners for m in members)
                ):
                    if tie.data["kind"] in ("spouse", "partner") and not paired:
                        continue
                    self.relate(owner, member, tie, qualifiers, reading)
            elif (
                owners is None
                and noun.possessor is None
                and mutual is not None
                and mutual.data.get("kind")
                and self._all_named(group)
            ):
                of_each_other = noun.behind or mutual.data["kind"] in ("spouse", "partner", "rival")
                counted = any(w in self.pack.cue("two") for w in reading.sentence.lowers[noun.start : noun.head])
                alone = len(members) == 2 and (of_each_other or counted)  # "i due amici A e B"
                for a, b in pairs(tuple(members)) if alone else []:
                    self.relate(a, b, mutual, qualifiers, reading, **dates)
        elif job is not None and not self._of_things(job, noun):
            for member in members:
                self._role(
                    member,
                    job.key,
                    self._organization(noun, job),
                    qualifiers,
                    reading,
                    job.sense,
                )
                self.discourse.note_title(member, [job.key])
        else:
            couple = noun.sense("group")
            if couple is not None and couple.data.get("status") == "former":
                qualifiers = _former(qualifiers)
            if couple is not None and couple.data.get("kind") and len(members) == 2 and "bearer" not in couple.data:
                self.relate(members[0], members[1], couple, qualifiers, reading, **dates)

    def _spread_list(self, np: NounPhrase, clause: Clause, reading: Reading) -> None:
        """ "two sons, A, born in 2003, and B, who sings": a plural noun with its names and what is said of each."""
        tie = np.sense("tie")
        if tie is None or np.number != "p" or tie.data["kind"] not in ("parent", "sibling", "kin"):
            return
        at = next((k for k, c in enumerate(reading.chunks) if c.np is not None and c.end == np.end), None)
        members = _spread_names(reading.chunks, at + 1) if at is not None else []
        if len(members) > 1:
            np.referents = tuple(m.entity for m in members if m.entity is not None)
            group = NounPhrase(np.start, np.end, members=members, head=np.head, sentence=np.sentence, prep=np.prep)
            self._group(group, np, clause, reading)

    def _all_named(self, group: NounPhrase) -> bool:
        return all(self.discourse.named(m) for m in group.members)

    def _siblings(
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
            told = (told or noun.possessor is None) and self._all_named(group)
            related = told and (noun.possessor is None or noun.possessor.pronoun is not None)
        else:
            each = set(noun.modifiers) & self.pack.cue("each")
            related = told and not each and len({e.words[-1] for e in members if len(e.words) > 1}) < 2
        for a, b in pairs(tuple(dict.fromkeys(members))) if related else []:
            pattern = f"{self.pack.code}.sibling.together"
            self.claims.add("sibling", {"persons": (a, b)}, {}, kin, reading.sentence, pattern)
        owned = clause.vg is not None and clause.vg.lemma in self.pack.cue("possession_verbs")
        if tie.data.get("mutual") and noun.possessor is None and owned and group in clause.objects:
            for parent in self.discourse.subject(clause) or ():
                for child in members:
                    if child is not parent:
                        roles = {"parent": parent, "child": child}
                        self.claims.add("parent", roles, {}, kin, reading.sentence, f"{self.pack.code}.parent.twins")

    def _predicate(self, clause: Clause, reading: Reading) -> None:
        """ "X is the wife of Y", "X and Y were friends", "X became president of Z"."""
        group = clause.vg
        if group is None:
            self._verbless(clause, reading)
        self._fronted(clause, reading)
        self._trailing(clause, reading)
        if group is None:
            return
        self._introduced(clause, reading)
        self._newborn(clause, reading)
        classes = self.pack.verb_classes.get(group.lemma, frozenset())
        called = group.reflexive and "call" in classes
        if group.lemma in self.pack.cue("include_verbs") and clause.subject is not None:
            self._named_relatives(clause.subject, clause, reading)  # "her friends include A and B"
        if not (group.copula or called or "become" in classes):
            return
        if clause.kind == "infinitive" and self._of_the_object(clause):
            return
        inverse = clause.subject
        if (
            inverse is not None
            and inverse.mention is None
            and inverse.sense("tie")
            and inverse.number == "s"
            and (inverse.possessor is not None or self._of_the_topic(inverse))
        ):
            named = [np for np in clause.objects if np.entity is not None and np.start >= group.end]
            bearer = named[0].entity if len(named) == 1 else None
            if bearer is not None and (group.copula or called):
                qualifiers = self.qualifier.of_clause(clause, reading)
                if not group.present_perfect and (group.tense in ("past", "imperfect") or group.perfect):
                    qualifiers = _former(qualifiers)
                self.describe(
                    bearer,
                    inverse,
                    clause,
                    reading,
                    _both(qualifiers, self.qualifier.of_phrase(inverse, clause, reading)),
                )
                return
        if inverse is not None and self._named_relatives(inverse, clause, reading):
            return
        if inverse is not None and self._inverse_job(inverse, clause, reading):
            return
        nouns = [np for np in clause.objects if np.start >= group.end and np.nouns and np.mention is None]
        nouns += [
            p
            for np in clause.objects
            if np.members
            for p in np.members
            if p.nouns and p.mention is None and p not in nouns
        ]
        if called:  # "si definisce amico di X"
            nouns = [np for np in nouns if np.sense("tie") and np.possessor is not None and np.start == group.end]

        nouns = [np for np in nouns if not self._within_complement(np, clause, reading)]
        if not group.copula:  # "turns 50 with old friends and one empty chair"
            owned = {id(np): np.possessor.start for np in nouns if np.possessor is not None}
            nouns = [np for np in nouns if min(np.start, owned.get(id(np), np.start)) - group.end <= 2]
        if not nouns:
            return
        qualifiers = self.qualifier.of_clause(clause, reading)
        if qualifiers.skip:
            return
        subjects = self.discourse.subject(clause)
        if not subjects:
            return
        past = group.copula and qualifiers.past
        qualifiers = qualifiers.less_sure("reported") if called else qualifiers
        self._share_organization(nouns, reading)
        inner: tuple[int, Entity] | None = None
        for noun in nouns:
            if noun.sense("tie") and self.qualifier.in_fiction(clause):
                continue
            if noun.sense("tie") and noun.possessor is None and not noun.complements:
                noun.possessor = self._fronted_owner(clause)
            own = self.qualifier.of_phrase(noun, clause, reading)
            beside = self._inner_bearer(noun, nouns, reading)
            if beside is None and inner is not None and inner[0] == noun.start - 1 and noun.determiner == "none":
                beside = inner[1]  # "(the father of X, the ambassador and) former governor"
            if beside is not None:
                inner = (noun.end, beside)
                self.describe(beside, noun, clause, reading, own)
                continue
            merged = _both(qualifiers, own)
            if past and (not noun.sense("occupation") or noun.possessor is not None):
                merged = _former(merged)
            if clause.kind == "rel" and noun.gender == "m" and any(s.gender == "f" for s in subjects):
                continue  # "X, sister of Y, who is the trainer": Y is
            tie = _mutual(noun)
            if (
                noun.number == "p"
                and tie is not None
                and len(subjects) == 2
                and noun.possessor is None
                and tie.data.get("kind")
                and "bearer" not in tie.data
            ):
                self.relate(subjects[0], subjects[1], tie, merged, reading)
            elif noun.number == "p" and noun.possessor is not None and len(subjects) > 1:
                self._related(subjects, noun, clause, reading, merged)
            elif noun.number == "s" and len(subjects) == 1:
                self._predicated(subjects[0], noun, clause, reading, merged)
            elif noun.number == "p" and noun.possessor is not None and noun.sense("tie") and len(subjects) > 1:
                for subject in subjects:
                    self._predicated(subject, noun, clause, reading, merged)
            elif noun.number == "p" and noun.possessor is None:
                job = noun.sense("occupation")
                for subject in subjects if job is not None and not self._of_things(job, noun) else ():
                    self._role(subject, job.key, None, merged, reading, "occupation")  # type: ignore[union-attr]

    def _related(
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

    def _named_relatives(self, plural: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """ "Their children are A and B", "X, whose parents were C and D"."""
        tie = plural.sense("tie") or plural.sense("group")
        group = clause.vg
        include = group is not None and group.lemma in self.pack.cue("include_verbs")
        if tie is None or group is None or plural.mention is not None or plural.number != "p":
            return False
        least = 1 if include else 2
        listed = [np for np in clause.objects if np.start >= group.end and len(self.discourse.named(np)) >= least]
        if plural.possessor is None or not listed or not (group.copula or include):
            return False
        if tie.data.get("kind") not in ("parent", "sibling", "kin", "friend", "colleague", "rival"):
            return False
        owners = self.discourse.referents(plural.possessor, clause)
        qualifiers = self.qualifier.of_clause(clause, reading)
        people = self.discourse.named(listed[0])
        if not owners or qualifiers.skip or set(owners) & set(people):
            return False
        job = self._head_job(plural, reading) if tie.data["kind"] == "colleague" else None
        for person in people:
            if job is not None:  # "Her fellow judges were A and B"
                self._role(person, job.key, None, qualifiers, reading, job.sense)
            for owner in owners if job is None else ():
                self.relate(owner, person, tie, qualifiers, reading)
        return True

    def _head_job(self, noun: NounPhrase, reading: Reading) -> Noun | None:
        """The job that the last word of a noun says by itself: judges of "fellow judges"."""
        found = self.pack.nouns.match(reading.sentence.lowers, noun.head) if len(noun.nouns[0].words) > 1 else ()
        return next((n for length, n in found if length == 1 and n.sense in ("office", "occupation")), None)

    def _of_the_object(self, clause: Clause) -> bool:
        """ "He would pick a woman to be vice president", "the third woman to be nominee": the woman, whoever she is."""
        parent = clause.parent
        nouns = [o for o in (*parent.objects, *parent.obliques) if o.is_human] if parent is not None else []
        return any(o.mention is None and o.pronoun is None and clause.start - 2 <= o.end <= clause.start for o in nouns)

    def _inverse_job(self, job: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """ "The new director is X", "Vicepresidente sarà X": the name behind the copula holds the office before it."""
        group = clause.vg
        assert group is not None
        if job.mention is not None or not job.sense("office", "occupation") or not group.copula:
            return False
        if job.determiner == "indefinite" or clause.antecedent is not None:
            return False
        named = [np for np in clause.objects if np.start >= group.end]
        if len(named) != 1 or named[0].start - group.end > 2:
            return False
        if job.number == "p" and named[0].members:
            return self._inverse_jobs(job, named[0], clause, reading)
        if job.number != "s" or named[0].entity is None:
            return False
        qualifiers = self.qualifier.of_clause(clause, reading)
        if qualifiers.past:
            qualifiers = _former(qualifiers)
        qualifiers = _both(qualifiers, self.qualifier.of_phrase(job, clause, reading))
        if not qualifiers.skip:
            self.describe(named[0].entity, job, clause, reading, qualifiers)
        return True

    def _inverse_jobs(self, jobs: NounPhrase, group: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """ "The judges were A, B and C": all of them are."""
        noun = jobs.sense("office") or jobs.sense("occupation")
        qualifiers = self.qualifier.of_clause(clause, reading)
        if noun is None or noun.key in vague_titles() or qualifiers.skip or not self._all_named(group):
            return False
        if qualifiers.past and noun.sense == "office":
            qualifiers = _former(qualifiers)
        for person in self.discourse.named(group):
            self._role(person, noun.key, self._organization(jobs, noun), qualifiers, reading, noun.sense)
            self.discourse.note_title(person, [noun.key])
        return True

    def _played(self, np: NounPhrase, noun: NounPhrase, reading: Reading) -> bool:
        """ "with Y as her friend X", "and Y, as her friend X,": a part that somebody plays."""
        if np.prep not in self.pack.cue("as_prepositions") or noun.possessor is None or noun.possessor.pronoun is None:
            return False
        lowers = reading.sentence.lowers
        begin = np.start if lowers[np.start] in self.pack.cue("as_prepositions") else np.start - 1
        begin -= lowers[begin - 1] == ","
        return any(m.end == begin and m.kind == PERSON for m in reading.mentions)

    def _verbless(self, clause: Clause, reading: Reading) -> None:
        """ "X e Y sposi: la festa a Capri": what a headline says of two people without a verb."""
        for pair, noun in pairwise(sorted((*clause.before, *clause.objects), key=lambda np: np.start)):
            mutual = _mutual(noun) if noun.mention is None and noun.number == "p" and noun.start == pair.end else None
            people = self.discourse.named(pair)
            bare = noun.prep is None and noun.determiner == "none" and noun.possessor is None
            if mutual is not None and mutual.data.get("kind") and len(people) == 2 and bare:
                qualifiers = self.qualifier.of_phrase(noun, clause, reading)
                self.relate(people[0], people[1], mutual, qualifiers, reading)

    def _newborn(self, clause: Clause, reading: Reading) -> None:
        """ "X and Y have become parents: Z was born": whose child, said in the clause before."""
        group, at = clause.vg, reading.clauses.index(clause)
        if group is None or not group.finite or not at or "born" not in self.pack.verb_classes.get(group.lemma, ()):
            return
        before = reading.clauses[at - 1]
        nouns = [np for np in before.objects if np.possessor is None and np.mention is None and np.sense("tie")]
        child = clause.subject_phrase()
        if not nouns or child is None or child.entity is None or child.start < group.end or before.vg is None:
            return
        tie = nouns[-1].sense("tie")
        lowers = reading.sentence.lowers
        joined = lowers[nouns[-1].end : group.start] in ([":"], [","], [";"])
        if joined and tie is not None and tie.data.get("bearer") == "parent" and not before.vg.negated:
            qualifiers = self.qualifier.of_clause(clause, reading)
            for parent in self.discourse.subject(before) or ():
                if parent is not child.entity:
                    self.relate(child.entity, parent, tie, qualifiers, reading)

    def _introduced(self, clause: Clause, reading: Reading) -> None:
        """ "X has a new companion: it is Y", "presenta il fidanzato, si chiama Y", "Si chiama Y la compagna di X"."""
        group = clause.vg
        assert group is not None
        called = group.reflexive and "call" in self.pack.verb_classes.get(group.lemma, ())
        if not (group.copula or called) or group.negated:
            return
        named = [np for np in (clause.subject, *clause.objects) if np is not None and np.start >= group.end]
        if not named or named[0].entity is None or named[0].start - group.end > 1:
            return
        noun, place = next((np for np in named[1:] if np.sense("tie") and np.possessor is not None), None), clause
        at = reading.clauses.index(clause)
        if noun is None and at and clause.subject in (None, named[0]):
            place = reading.clauses[at - 1]
            noun = max(place.objects, key=lambda np: np.end, default=None)
            if noun is None or reading.sentence.lowers[noun.end : group.start] not in ([":"], [","], [";"]):
                return
        if noun is not None and noun.mention is None and noun.number == "s" and noun.sense("tie") and (called or at):
            self.describe(named[0].entity, noun, place, reading, self.qualifier.of_phrase(noun, place, reading), noun)

    def _fronted_owner(self, clause: Clause) -> NounPhrase | None:
        """ "X, di cui Y fu amica", "che di X era il braccio destro": whose, said before the verb."""
        of = self.pack.preposition_roles["of"]
        if clause.kind == "rel" and clause.antecedent_role.partition(":")[2] in of:
            return clause.antecedent
        assert clause.vg is not None
        before = [np for np in clause.obliques if np.prep in of and np.is_human and np.end <= clause.vg.start]
        return before[0] if len(before) == 1 else None

    def _trailing(self, clause: Clause, reading: Reading) -> None:
        """ "X was born in Rome, the son of Y": a tie behind a comma that says what the subject is."""
        group = clause.vg
        if group is None or group.copula:
            return
        for noun in clause.objects:
            tie = noun.sense("tie")
            if (
                tie is None
                or noun.mention is not None
                or noun.number != "s"
                or noun.possessor is None
                or noun.possessor.pronoun is not None
            ):
                continue
            beside = any(o.end == noun.start - 1 and o.is_human for r in reading.chunks if (o := r.np) is not None)
            before = reading.sentence.lowers[noun.start - 1]
            joined = clause.kind == "participle" and before in self.pack.grammar["conjunctions"]["and"]
            joined = joined and noun.determiner == "none"  # "sposato con X e padre di Y"
            if noun.start > group.end and (joined or (before == "," and not beside)):
                people = self.discourse.subject(clause)
                if people and len(people) == 1 and (noun.gender is None or people[0].gender in (None, noun.gender)):
                    self.describe(people[0], noun, clause, reading, self.qualifier.of_phrase(noun, clause, reading))

    def _fronted(self, clause: Clause, reading: Reading) -> None:
        """ "The son of X, he built …": a noun phrase before the subject that says what the subject is."""
        for noun in clause.obliques:
            if self._grown_as(noun, clause):
                people = self.discourse.subject(clause)
                qualifiers = self.qualifier.of_clause(clause, reading)
                if people and len(people) == 1 and qualifiers.polarity == "affirmed":
                    self.describe(people[0], noun, clause, reading, qualifiers)
            if (
                (
                    noun.prep in self.pack.cue("as_prepositions")
                    and noun.mention is None
                    and noun.number == "s"
                    and noun.determiner in ("none", "definite", "indefinite")
                )
                and noun.sense("office", "occupation")
                and not noun.sense("tie")
                and not any(o.is_human and o.end <= noun.start for o in clause.objects)
            ):
                whose = next(
                    (o for o in clause.obliques if noun.start - o.end in (0, 1) and o.possessor is not None), None
                )
                people = (
                    self.discourse.subject(clause)
                    if whose is None or whose.possessor is None
                    else self.discourse.referents(whose.possessor, clause)  # "charges related to his time as mayor"
                    or (self.discourse.subject(clause.parent) if clause.parent is not None else None)
                )
                qualifiers = self.qualifier.of_clause(clause, reading)
                if people and len(people) == 1 and qualifiers.polarity == "affirmed":
                    self.describe(people[0], noun, clause, reading, qualifiers)
        for noun in clause.before:
            if (
                noun is clause.subject
                or noun.mention is not None
                or noun.number != "s"
                or noun.determiner == "possessive"
            ):
                continue
            ends = noun.end < len(reading.sentence.lowers) and reading.sentence.lowers[noun.end] == ","
            if (
                noun.sense("tie", "occupation", "office")
                and ends
                and (clause.subject is None or noun.end < clause.subject.start)
            ):
                people = self.discourse.subject(clause)
                if people and len(people) == 1 and not (noun.sense("tie") and noun.possessor is None):
                    self.describe(people[0], noun, clause, reading, self.qualifier.of_phrase(noun, clause, reading))

    def _grown_as(self, noun: NounPhrase, clause: Clause) -> bool:
        """ "grew up as the son of X and Y": no comparison, where the parents are named and the verb has no object."""
        tie, owner = noun.sense("tie"), noun.possessor
        if (
            noun.prep not in self.pack.cue("as_prepositions")
            or tie is None
            or owner is None
            or owner.pronoun is not None
        ):
            return False
        named = owner.entity is not None or any(m.entity is not None for m in owner.members)
        return named and tie.data["kind"] == "parent" and not clause.objects and noun.number == "s"

    def _share_organization(self, nouns: list[NounPhrase], reading: Reading) -> None:
        """ "He was the founder and chairman of X": of X both."""
        conjunctions = self.pack.grammar["conjunctions"]["and"]
        for first, second in itertools.pairwise(nouns):
            joined = second.start - first.end == 1 and reading.sentence.lowers[first.end] in conjunctions
            both = all(n.sense("office") and not n.sense("tie") for n in (first, second))
            if joined and both and not first.complements and first.possessor is None and second.possessor is None:
                first.complements = list(second.complements)

    def _within_complement(self, noun: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """The nurse in "she is the daughter of a tailor and a nurse", the host in "a friend of the singer and host"."""
        conjunctions = self.pack.grammar["conjunctions"]["and"]
        if noun.complements or noun.possessor is not None or noun.determiner not in ("none", "indefinite"):
            return False
        if reading.sentence.lowers[noun.start - 1] not in conjunctions:
            return False
        before = [n for top in clause.noun_phrases() for p in _parts(top) for n in (p, *p.appositions)]
        inner = [c for n in before if n.sense("tie") for _, c in n.complements if c.end == noun.start - 1]
        return any(c.mention is None and c.is_human for c in inner)

    def _inner_bearer(self, noun: NounPhrase, nouns: list[NounPhrase], reading: Reading) -> Entity | None:
        """Aldo in "he is the son of Aldo, a former minister, and …": a bare noun behind a name and a comma."""
        lowers = reading.sentence.lowers
        tie = noun.sense("tie")
        owned = tie is None or noun.possessor is None or noun.possessor.pronoun is not None
        if (noun.possessor is not None or tie is not None) and owned:
            return None
        if lowers[noun.start - 1 : noun.start] != [","]:
            return None
        if tie is not None and (noun.determiner != "none" or max(n.start for n in nouns) > noun.start):
            return None
        for other in nouns:
            if other is not noun and other.end == noun.start - 1:
                inner = [c.entity for _, c in other.complements if c.end == other.end and c.entity is not None]
                if tie is not None:  # "È il padrino di Luca, figlio di X": Luca is
                    inner = [e for e in inner if noun.gender is not None and e.gender == noun.gender]
                return inner[-1] if inner else None
        return None

    def _teller(self, clause: Clause) -> Entity | None:
        """X in "X insisted that Y is just a friend"."""
        parent = clause.parent
        if clause.kind != "that" or parent is None or parent.vg is None or parent.vg.negated:
            return None
        if not self.pack.verb_classes.get(parent.vg.lemma, frozenset()) & {"report", "confirm"}:
            return None
        people = self.discourse.subject(parent)
        return people[0] if people and len(people) == 1 else None

    def _predicated(
        self, subject: Entity, noun: NounPhrase, clause: Clause, reading: Reading, qualifiers: Qualifiers
    ) -> None:
        tie = noun.sense("tie")
        if tie is not None and noun.possessor is None and not noun.complements and noun.determiner == "indefinite":
            speaker = self.discourse.speaker(clause, noun) or self._teller(clause)
            if speaker is not None and speaker is not subject and tie.data["kind"] in ("friend", "colleague"):
                self.relate(speaker, subject, tie, qualifiers.less_sure("reported"), reading)
                return
        if tie is not None and noun.possessor is None:
            job = noun.sense("office") or noun.sense("occupation")
            if job is None:
                return
        if tie is not None and noun.gender and subject.gender and noun.gender != subject.gender:
            return  # "È figlio di X" says nothing of her who was named before
        self.describe(subject, noun, clause, reading, qualifiers)

    # ---- roles

    def _role(
        self,
        entity: Entity,
        title: str,
        organization: str | None,
        qualifiers: Qualifiers,
        reading: Reading,
        rule: str,
        **dates: Any,
    ) -> None:
        if title in titles_of("traits"):
            return
        self.claims.add(
            "role",
            {"person": entity},
            {"title": title, "organization": organization},
            qualifiers,
            reading.sentence,
            f"{self.pack.code}.role.{rule}",
            **dates,
        )

    def _of_things(self, job: Noun, noun: NounPhrase) -> bool:
        """ "author of the anthem", "re dei biscotti": no job, but what somebody wrote or is best at."""
        if job.key in self.pack.cue("no_job_of_works"):
            lowers = noun.sentence.lowers if noun.sentence is not None else []
            of_work = bool(noun.complements) or (noun.end < len(lowers) and self.pack.is_of(lowers[noun.end]))
            return of_work and not self._of_body(noun)
        if job.key in titles_of("of_bodies"):
            return not self._of_body(noun)
        if job.key in titles_of("bare") and noun.determiner == "none" and not noun.complements and not noun.modifiers:
            return True
        ruler = job.key in titles_of("rulers")
        plain = (
            self.pack.cue("former"),
            self.pack.cue("current"),
            self.pack.cue("future"),
            self.pack.cue("premodifiers"),
        )
        odd = [
            m for m in noun.modifiers if m.islower() and m not in self.pack.demonyms and not any(m in p for p in plain)
        ]
        if ruler and any("-" in m for m in odd):
            return True  # "junk-bond king"
        return ruler and any(c.mention is None and not c.sense("place") for _, c in noun.complements)

    def _of_body(self, noun: NounPhrase) -> bool:
        """Whether a noun has an organization, named or not, as its complement or owner or before it."""
        parts = [c for _, c in noun.complements] + ([noun.possessor] if noun.possessor is not None else [])
        named = any(
            c.sense("organization") or (c.mention is not None and c.mention.kind == ORGANIZATION) for c in parts
        )
        return named or any(m[:1].isupper() for m in noun.modifiers)

    def _job(self, noun: NounPhrase, near: NounPhrase | None = None) -> Noun | None:
        """The office or occupation a noun names; of several readings the one that fits the organization, else none."""
        jobs = [n for n in noun.nouns if n.sense in ("office", "occupation")]
        head = " ".join(jobs[0].words) if jobs else ""
        if head not in self.pack.ambiguous_jobs or len({n.key for n in jobs}) < 2 or self.pack.titles_as_written:
            return noun.sense("office") or noun.sense("occupation")
        organization = self._organization(noun, jobs[0])
        kind = self._kind(organization) if organization else None
        if kind in ("newspaper", "magazine", "agency", "broadcaster", "website"):
            return next((n for n in jobs if "editor" in n.key), jobs[0])
        owner = noun.possessor
        personal = titles_of("personal")
        if owner is not None and owner.is_human:
            return next((n for n in jobs if n.key in personal), None)
        public = [n for n in jobs if n.key in titles_of("sport")] + [n for n in jobs if n.key not in personal]
        direct = near is not None and near.mention is not None and near.mention.start == noun.end
        usual = next((n for n in jobs if n.key in titles_of("usual") and (direct or n.key in personal)), None)
        return (public or jobs)[0] if organization else usual

    def _from_there(self, job: Noun) -> bool:
        """Whether a place behind a job is where somebody lives and works, not whose job it is."""
        return job.sense == "occupation" and job.key not in titles_of("sport") | titles_of("local")

    def _is_body(self, modifier: str) -> bool:
        """Whether a name before a job can be what it belongs to: no party's or people's adjective ("Tory minister")."""
        if modifier.casefold() in self.pack.cue("party_adjectives") or modifier.partition("-")[2].islower():
            return False
        if names.known_organization(modifier) or names.place_kind(modifier) or " " in modifier:
            return True
        return not simplemma.is_known(modifier.casefold(), lang=self.pack.code)

    def _kind(self, organization: str) -> str | None:
        """The kind of a known organization, with its article ("Giornale") or without it, and of plain-named papers."""
        if organization.casefold() in self.pack.cue("papers"):
            return "magazine"
        forms = (organization, *(f"{article} {organization}" for article in sorted(self.pack.definite)))
        return next((kind for kind in map(names.known_organization, forms) if kind), None)

    def _title(self, job: Noun) -> str:
        """The job's English name; in an English text the words as they stand there."""
        short = any(word in self.pack.abbreviations for word in job.words)
        written = self.pack.titles_as_written and job.number == "s" and job.sense != "title" and not short
        return " ".join(job.words) if written else job.key

    def _organization(self, noun: NounPhrase, job: Noun) -> str | None:
        """Of what somebody is the head: the complement, a genitive, or a country's adjective for an office."""
        field = frozenset() if job.key in titles_of("posted") else self.pack.preposition_roles["to"]
        for prep, complement in noun.complements:
            town = complement.mention is not None and complement.mention.kind == PLACE
            if prep in field and not town:
                continue  # "assessore al Bilancio", but "viceprefetto a Novara"
            if complement.mention is not None and complement.mention.kind == PLACE and self._from_there(job):
                continue
            if complement.mention is not None and complement.mention.kind in (ORGANIZATION, PLACE, OTHER, WORK):
                text = surface(complement, self.document.article.text)
                return self.pack.countries.get(text.casefold(), text) if complement.mention.kind == PLACE else text
            if complement.sense("organization", "place") and complement.mention is None:
                return None
        owner = noun.possessor
        if owner is not None and owner.mention is not None and owner.mention.kind != PERSON:
            return surface(owner, self.document.article.text)
        for _, complement in noun.complements:
            if complement.entity is None and complement.sense("organization") and complement.appositions:
                return None
        for modifier in noun.modifiers:
            if job.sense == "office" and modifier in self.pack.demonyms:
                return self.pack.demonyms[modifier]
            if modifier.casefold() in self.pack.demonyms:
                return self.pack.demonyms[modifier.casefold()] if job.sense == "office" else None
            if modifier[:1].isupper() and self._is_body(modifier):
                return self.pack.countries.get(modifier.casefold(), modifier)
        return None

    # ---- ages and works

    def _age(self, entity: Entity, years: int, qualifiers: Qualifiers, reading: Reading, rule: str) -> None:
        pattern = f"{self.pack.code}.age.{rule}"
        self.claims.add("age", {"person": entity}, {"years": years}, _plain(qualifiers), reading.sentence, pattern)

    def _years_behind(self, noun: NounPhrase) -> int | None:
        """ "leader indigeno di 61 anni": the number of years that a noun for a person has behind it."""
        if not self.pack.syntax.get("age_behind_of") or noun.sense("tie") is not None:
            return None
        assert noun.sentence is not None
        lowers = noun.sentence.lowers
        for prep, inner in noun.complements:
            if (
                prep not in self.pack.preposition_roles["of"]
                or inner.mention is not None
                or inner.end - inner.start != 2
            ):
                continue
            years = self.calendar.number(lowers[inner.start])
            if years and 0 < years < 120 and lowers[inner.start + 1] in self.pack.cue("years_old"):
                return years
        return None

    def _age_before_verb(self, clause: Clause, reading: Reading) -> None:
        """ "A 72 anni X torna", "X, che a 81 anni dipinge ancora": an age in front of what somebody does now."""
        group, lowers = clause.vg, reading.sentence.lowers
        if group is None or not (group.tense == "present" or (group.tense == "past" and group.perfect)):
            return
        begin = min([np.start for np in clause.noun_phrases()] + [clause.start])
        for k in range(begin + 1, min(group.start, len(lowers) - 2)):
            years = self.calendar.number(lowers[k])
            if not years or not 10 < years < 120 or lowers[k + 1] not in self.pack.cue("years_old"):
                continue
            led = k - 1 if not self.pack.is_of(lowers[k - 1]) else k - 2
            if lowers[max(0, led)] not in self.pack.cue("age_markers") or self._length_of_time(lowers, k + 2):
                continue
            qualifiers = self.qualifier.of_clause(clause, reading)
            people = self.discourse.subject(clause)
            if people and len(people) == 1 and not qualifiers.skip and not qualifiers.future:
                self._age(people[0], years, qualifiers, reading, "before")
            return

    def _age_in_front(self, clause: Clause, reading: Reading) -> None:
        """ "Sessantatré anni, X ha …", "Medico, 61 anni appena compiuti, X …": set off before the subject."""
        group, lowers = clause.vg, reading.sentence.lowers
        first = next((c for c in reading.clauses if c.vg is not None and c.vg.finite), None)
        if group is None or clause is not first or clause.kind not in ("main", "sub"):
            return
        subject = clause.subject_phrase()
        stop = min(group.start, subject.start) if subject is not None else group.start
        for k in range(stop - 2):
            years = self.calendar.number(lowers[k])
            led = k == 0 or lowers[k - 1] == ","
            if not led or not years or not 10 < years < 110 or lowers[k + 1] not in self.pack.cue("years_old"):
                continue
            end = k + 2
            while end < stop and lowers[end] in self.pack.cue("just_turned"):
                end += 1
            people = self.discourse.subject(clause) if lowers[end] == "," else None
            if people and len(people) == 1:
                self._age(people[0], years, self.qualifier.of_clause(clause, reading), reading, "front")
            return

    def _length_of_time(self, lowers: list[str], k: int) -> bool:
        """ "a dieci anni dalla morte": behind the number stands what it is counted from."""
        after = self.pack.cue("before_words") | self.pack.cue("after")
        return self.pack.prepositions.longest(lowers, k) is not None or lowers[k] in after

    def year_of_birth(self, reading: Reading) -> None:
        """ "X, classe 1975," / "Classe 1975, milanese, X …": the year is the one of somebody's birth."""
        sentence = reading.sentence
        for k in range(len(sentence.lowers) - 1):
            if sentence.lowers[k] not in self.pack.cue("year_of_birth"):
                continue
            token = sentence.tokens[k + 1]
            if not (token.text.isdigit() and len(token.text) == 4):
                continue
            person = self._whose_year(k, reading)
            if person is not None:
                self.claims.add(
                    "born",
                    {"person": person},
                    {},
                    Qualifiers(),
                    sentence,
                    f"{self.pack.code}.born.year",
                    date=token.text,
                )

    def _whose_year(self, k: int, reading: Reading) -> Entity | None:
        """Who is named before "classe 1975" with no verb between, else the subject of the clause around it."""
        verbs = [c.vg for c in reading.clauses if c.vg is not None]
        named = [m for m in reading.mentions if m.kind == PERSON and m.end <= k]
        if named:
            last = named[-1]
            between = any(last.end <= vg.start < k for vg in verbs)
            return last.entity if not between and k - last.end < 8 else None
        clause = next((c for c in reading.clauses if c.vg is not None and c.vg.finite and c.vg.start > k), None)
        subject = clause.subject_phrase() if clause is not None else None
        if clause is None or subject is None or subject.entity is None:
            return None
        people = self.discourse.subject(clause)
        return people[0] if people and len(people) == 1 else None

    def _aged(self, clause: Clause, reading: Reading) -> None:
        """ "At 43, she became …", "left school at the age of 16": how old the subject was."""
        if clause.vg is None or not clause.vg.finite:
            return
        tokens, text = reading.sentence.tokens, self.document.article.text
        begin = tokens[min([np.start for np in clause.noun_phrases()] + [clause.start])].start
        inner = [c for c in reading.clauses if c is not clause and c.vg is not None and c.start > clause.start]
        for regex in self.calendar.age_in_clause:
            match = regex.search(text[begin : tokens[min(clause.end, len(tokens)) - 1].end])
            if match is None:
                continue
            place = begin + match.start()
            if any(tokens[c.start].start <= place < tokens[min(c.end, len(tokens)) - 1].end for c in inner):
                continue
            years = self.calendar.number(match.group("years"))
            qualifiers = self.qualifier.of_clause(clause, reading)
            people = self.discourse.subject(clause)
            sure = qualifiers.polarity == "affirmed" and qualifiers.certainty != "possible" and not qualifiers.skip
            if years and 2 < years < 120 and sure and people and len(people) == 1:
                self._age(people[0], years, qualifiers, reading, "clause")
                return

    def _years_in(self, words: tuple[str, ...]) -> int | None:
        """Years in "43enne", "12-year-old", "dodicenne"."""
        for word in words:
            for regex in self.calendar.age_noun:
                match = regex.match(word)
                if match:
                    years = self.calendar.years(match)
                    if years and 0 < years < 120:
                        return years
        return None

    def _unnamed(self, np: NounPhrase, clause: Clause, reading: Reading, qualifiers: Qualifiers) -> None:
        """ "the 66-year-old", "the singer": whoever is meant has that age, that job."""
        head = reading.sentence.lowers[np.head]
        years = self._years_in((*np.modifiers, head))
        if years and np.number != "p":
            people = self.discourse.referents(np, clause) or (
                self.discourse.salient(clause, np.start, set())
                if not np.nouns and np.determiner == "definite"
                else None
            )
            if people and len(people) == 1:
                np.referents = people
                self._age(people[0], years, qualifiers, reading, "noun")
        mutual = _mutual(np)
        counted = any(w in self.pack.cue("two") for w in reading.sentence.lowers[np.start : np.head])
        if mutual is not None and mutual.data.get("kind") in ("friend", "rival", "colleague") and counted:
            two = self.discourse.referents(np, clause) if np.possessor is None else None
            fits = two is not None and len(two) == 2 and not (np.gender == "f" and any(e.gender == "m" for e in two))
            if two is not None and fits:
                if mutual.data.get("status") == "former":
                    qualifiers = _former(qualifiers)
                self.relate(two[0], two[1], mutual, qualifiers, reading)  # "le due ex amiche non si parlano"
        if np.appositions or np.age:
            people = self.discourse.referents(np, clause)
            if people and len(people) == 1:
                for noun in np.appositions:
                    self.describe(
                        people[0],
                        noun,
                        clause,
                        reading,
                        _both(qualifiers, self.qualifier.of_phrase(noun, clause, reading)),
                        np,
                    )
                if np.age:
                    self._age(people[0], np.age, qualifiers, reading, "beside")
        job = np.sense("occupation")
        behind = reading.sentence.lowers[np.start - 1 : np.start] == [","]
        relative = behind and any(n.end == np.start - 1 and n.sense("tie") for n in clause.noun_phrases())
        told = np is clause.subject and np.number == "s" and np.determiner == "definite"
        if job is not None and told and not relative:
            people = self.discourse.referents(np, clause)
            vague = job.key in vague_titles()
            if people and len(people) == 1 and job.key not in people[0].titles and not vague:
                self.discourse.note_title(people[0], [job.key])
                self._role(people[0], self._title(job), self._organization(np, job), qualifiers, reading, "anaphor")

    def _work(self, np: NounPhrase, clause: Clause, reading: Reading, qualifiers: Qualifiers) -> None:
        noun = next((n for n in np.appositions if n.sense("work")), None)
        owner = (noun.possessor if noun is not None else None) or np.possessor or self._maker(np, noun or np, clause)
        if owner is None or (noun is None and not self.discourse.named(owner)):
            return
        people = self.discourse.referents(owner, clause)
        kind = noun.sense("work") if noun is not None else None
        assert np.sentence is not None
        tokens, text = np.sentence.tokens, self.document.article.text
        inside = [d for d in reading.dates if tokens[np.start].start <= d.span.start <= tokens[np.end - 1].end + 8]
        titles = {surface(np, text): inside[0].value if inside else None}
        assert np.mention is not None
        for mention in reading.mentions if np.mention.listing >= 0 else ():
            if mention.listing == np.mention.listing:
                year = [d for d in reading.dates if 0 < d.span.start - tokens[mention.end - 1].end < 4]
                title = text[tokens[mention.start].start : tokens[mention.end - 1].end]
                titles[title] = year[0].value if year else None
        for person in people or ():
            if kind is not None and self._acts_in(person, kind):
                continue
            for title, date in titles.items():
                self.claims.add(
                    "authored",
                    {"person": person},
                    {"work": title, "type": kind.key} if kind is not None else {"work": title},
                    qualifiers,
                    reading.sentence,
                    f"{self.pack.code}.authored.possessive",
                    date=date,
                )

    def _quoted_title(self, np: NounPhrase) -> bool:
        """A name in quotation marks, of which nothing says what it is."""
        assert np.mention is not None and np.sentence is not None
        begin = np.mention.start
        return np.mention.kind == OTHER and begin > 0 and np.sentence.lowers[begin - 1] in '"“«'

    def _acts_in(self, person: Entity, work: Noun) -> bool:
        """ "his film X" of an actor: whether he made it, the words do not say."""
        played = work.key in ("film", "show", "play") and bool(person.titles & titles_of("performers"))
        return played and not person.titles & titles_of("makers")

    def _maker(self, np: NounPhrase, noun: NounPhrase, clause: Clause) -> NounPhrase | None:
        """Who made a work, behind its title or its noun: "the novel Low Tide by A", "Low Tide, a novel by A"."""
        by = self.pack.preposition_roles.get("maker", self.pack.preposition_roles["by"])
        inside = [c for p, c in (*np.complements, *noun.complements) if p in by]
        gap = 2 if clause.sentence.lowers[np.end : np.end + 1] == [","] else 1  # "Low Tide, by A and B"
        behind = [o for o in clause.obliques if o.prep in by and 0 <= o.start - np.end <= gap]
        active = clause.vg is None or not clause.vg.passive or clause.vg.start > np.end
        return next((o for o in (*inside, *(behind if active else ())) if o.is_human), None)


def _surnamed(members: list[Entity]) -> bool:
    """Whether surnames are named, as of people who need no other to be known by."""
    return any(len(e.words) > 1 for e in members)


def _parts(np: NounPhrase) -> Iterator[NounPhrase]:
    """A phrase with the phrases inside it: members, possessors, complements, appositions' complements."""
    yield np
    for member in np.members:
        yield from _parts(member)
    if np.possessor is not None and np.possessor.pronoun is None:
        yield from _parts(np.possessor)
    for noun in (np, *np.appositions):
        for _, complement in noun.complements:
            if complement is not np.possessor:
                yield from _parts(complement)
        if (
            noun is not np
            and noun.possessor is not None
            and noun.possessor.pronoun is None
            and all(noun.possessor is not c for _, c in noun.complements)
        ):
            yield from _parts(noun.possessor)


def _spread_names(chunks: list[Chunk], k: int) -> list[NounPhrase]:
    """The names of a list that begins at chunk k, over the participles between them: ": A, born in 2003, and B"."""
    found: list[NounPhrase] = []
    if k + 1 < len(chunks) and (np := chunks[k].np) is not None and np.prep is not None and chunks[k + 1].text == ":":
        k += 1  # "two sons with X: A and B"
    k += k < len(chunks) and chunks[k].text in (":", ",", "(")
    while k < len(chunks) and (np := chunks[k].np) is not None and np.prep is None:
        found += [m for one in np.members or [np] for m in one.members or [one] if m.entity is not None]
        if np.mention is None and not np.members:
            break
        k += 1
        if k + 1 < len(chunks) and chunks[k].text in (",", "(") and _says_more(chunks[k + 1]):
            k += 2
            while k < len(chunks) and chunks[k].text not in (",", ")", ".", ";") and chunks[k].kind != "conj":
                k += 1
            k += k < len(chunks) and chunks[k].text == ")"
        if k < len(chunks) and chunks[k].text == ",":
            k += 1
        if k < len(chunks) and chunks[k].kind == "conj" and chunks[k].text == "and":
            k += 1
    return found


def _says_more(chunk: Chunk) -> bool:
    if chunk.kind == "rel":
        return True
    return chunk.vg is not None and chunk.vg.tense == "participle" and not chunk.vg.finite


def _mutual(noun: NounPhrase) -> Noun | None:
    """The reading of a plural noun in which its bearers are all in the tie: "cugini", not "figli"."""
    return next((n for n in noun.nouns if n.sense in ("tie", "group") and "bearer" not in n.data), None)


def _both(a: Qualifiers, b: Qualifiers) -> Qualifiers:
    merged = a.less_sure(b.certainty)
    return replace(
        merged,
        skip=a.skip or b.skip,
        status="former" if "former" in (a.status, b.status) else "current",
        attributed_to=a.attributed_to or b.attributed_to,
    )


def _former(qualifiers: Qualifiers) -> Qualifiers:
    return replace(qualifiers, status="former")


def _plain(qualifiers: Qualifiers) -> Qualifiers:
    """For an age: the noun's "ex" or "presunto" does not touch it."""
    return replace(qualifiers, status="current", certainty="stated", attributed_to=None)
