"""Nouns said of somebody apart from the name: as predicates, in front, behind and in headlines without a verb."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from peoplekg.extraction.constituents import mutual_tie, parts_of
from peoplekg.extraction.descriptions import Describer
from peoplekg.extraction.jobs import JobReader
from peoplekg.extraction.qualifiers import Qualifier, Qualifiers, as_former, both_qualify
from peoplekg.extraction.ties import TieReader
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document, Reading
from peoplekg.language.entities import Entity
from peoplekg.language.occupations import vague_titles

# Kin that one becomes by a birth: "X has become a grandmother: Y was born".
_ELDERS = {"grandparent", "aunt_uncle"}


class PredicateReader:
    """Reads the predicative noun phrases of one document."""

    def __init__(
        self, document: Document, qualifier: Qualifier, jobs: JobReader, ties: TieReader, descriptions: Describer
    ):
        self.pack = document.pack
        self.discourse = document.discourse
        self.qualifier = qualifier
        self.jobs = jobs
        self.ties = ties
        self.descriptions = descriptions

    def _of_the_topic(self, noun: NounPhrase) -> bool:
        """ "Il marito è il chirurgo X": of the person spoken of, where a relative needs no owner."""
        tie = noun.sense("tie")
        bare = noun.determiner == "definite" and not noun.complements and self.pack.syntax["pro_drop"]
        return bare and tie is not None and tie.data["kind"] in ("spouse", "partner", "parent", "sibling")

    def predicate(self, clause: Clause, reading: Reading) -> None:
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
        self._born_of_union(clause, reading)
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
                    qualifiers = as_former(qualifiers)
                self.descriptions.describe(
                    bearer,
                    inverse,
                    clause,
                    reading,
                    both_qualify(qualifiers, self.qualifier.of_phrase(inverse, clause, reading)),
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
        subjects = self.discourse.subject(clause) or ()
        past = group.copula and qualifiers.past
        qualifiers = qualifiers.less_sure("reported") if called else qualifiers
        self.jobs.share_organization(nouns, reading)
        inner: tuple[int, Entity] | None = None
        for noun in nouns:
            if noun.sense("tie") and self.qualifier.on_stage(clause):
                continue
            if subjects and noun.sense("tie") and noun.possessor is None and not noun.complements:
                noun.possessor = self._fronted_owner(clause)
            own = self.qualifier.of_phrase(noun, clause, reading)
            beside = self._inner_bearer(noun, nouns, reading)
            if beside is None and inner is not None and inner[0] == noun.start - 1 and noun.determiner == "none":
                beside = inner[1]  # "(the father of X, the ambassador and) former governor"
            if beside is not None:
                inner = (noun.end, beside)
                self.descriptions.describe(beside, noun, clause, reading, own)
                continue
            if not subjects:
                continue
            merged = both_qualify(qualifiers, own)
            between = reading.sentence.lowers[group.end : noun.head]
            if noun.determiner == "none" and noun.sense("occupation") and self.pack.cue("degree").intersection(between):
                continue  # "è molto saggia e studiosa": what she is like
            before = reading.sentence.lowers[noun.start : noun.head]
            if merged.polarity == "denied" and any(word in self.pack.cue("ranks_among_many") for word in before):
                continue  # "X is not the first president to do so": X is one
            if past and merged.polarity == "affirmed" and (not noun.sense("occupation") or noun.possessor is not None):
                merged = as_former(merged)
            if clause.kind == "rel" and noun.gender == "m" and any(s.gender == "f" for s in subjects):
                continue  # "X, sister of Y, who is the trainer": Y is
            tie = mutual_tie(noun)
            if (
                noun.number == "p"
                and tie is not None
                and len(subjects) == 2
                and noun.possessor is None
                and tie.data.get("kind")
                and "bearer" not in tie.data
            ):
                self.ties.relate(subjects[0], subjects[1], tie, merged, reading)
            elif noun.number == "p" and noun.possessor is not None and len(subjects) > 1:
                self.ties.related(subjects, noun, clause, reading, merged)
            elif noun.number == "s" and len(subjects) == 1:
                self._predicated(subjects[0], noun, clause, reading, merged)
            elif noun.number == "p" and noun.possessor is not None and noun.sense("tie") and len(subjects) > 1:
                for subject in subjects:
                    self._predicated(subject, noun, clause, reading, merged)
            elif noun.number == "p" and noun.possessor is None and not self._counted(noun, reading):
                job = noun.sense("occupation")
                for subject in subjects if job is not None and not self.jobs.of_things(job, noun) else ():
                    self.jobs.role(subject, job.key, None, merged, reading, "occupation")  # type: ignore[union-attr]

    def _counted(self, noun: NounPhrase, reading: Reading) -> bool:
        """ "is the owner of three brands, with 180 shops and 700 employees": those whom a number counts."""
        return any(word[:1].isdigit() for word in reading.sentence.lowers[noun.start : noun.head])

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
        job = self.jobs.head_job(plural, reading) if tie.data["kind"] == "colleague" else None
        for person in people:
            if job is not None:  # "Her fellow judges were A and B"
                self.jobs.role(person, job.key, None, qualifiers, reading, job.sense)
            for owner in owners if job is None else ():
                self.ties.relate(owner, person, tie, qualifiers, reading)
        return True

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
        if qualifiers.past and (job.sense("occupation") is None or job.possessor is not None):
            qualifiers = as_former(qualifiers)
        qualifiers = both_qualify(qualifiers, self.qualifier.of_phrase(job, clause, reading))
        if not qualifiers.skip:
            self.descriptions.describe(named[0].entity, job, clause, reading, qualifiers)
        return True

    def _inverse_jobs(self, jobs: NounPhrase, group: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """ "The judges were A, B and C": all of them are."""
        noun = jobs.sense("office") or jobs.sense("occupation")
        qualifiers = self.qualifier.of_clause(clause, reading)
        if noun is None or noun.key in vague_titles() or qualifiers.skip or not self.ties.all_named(group):
            return False
        if qualifiers.past and noun.sense == "office":
            qualifiers = as_former(qualifiers)
        for person in self.discourse.named(group):
            self.jobs.role(person, noun.key, self.jobs.organization(jobs, noun), qualifiers, reading, noun.sense)
            self.discourse.note_title(person, [noun.key])
        return True

    def _verbless(self, clause: Clause, reading: Reading) -> None:
        """ "X e Y sposi: la festa a Capri": what a headline says of two people without a verb."""
        for pair, noun in pairwise(sorted((*clause.before, *clause.objects), key=lambda np: np.start)):
            mutual = (
                mutual_tie(noun) if noun.mention is None and noun.number == "p" and noun.start == pair.end else None
            )
            people = self.discourse.named(pair)
            bare = noun.prep is None and noun.determiner == "none" and noun.possessor is None
            if mutual is not None and mutual.data.get("kind") and len(people) == 2 and bare:
                qualifiers = self.qualifier.of_phrase(noun, clause, reading)
                self.ties.relate(people[0], people[1], mutual, qualifiers, reading)

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
        elder = tie is not None and (tie.data.get("bearer") == "parent" or tie.data.get("kind_of") in _ELDERS)
        if joined and tie is not None and elder and not before.vg.negated:
            qualifiers = self.qualifier.of_clause(clause, reading)
            for parent in self.discourse.subject(before) or ():
                if parent is not child.entity:
                    self.ties.relate(child.entity, parent, tie, qualifiers, reading)

    def _born_of_union(self, clause: Clause, reading: Reading) -> None:
        """ "Dalla nuova unione è nata X": of the couple that has just been told of."""
        group, child = clause.vg, clause.subject_phrase()
        if group is None or group.negated or "born" not in self.pack.verb_classes.get(group.lemma, ()):
            return
        lowers = reading.sentence.lowers
        unions = [np for np in clause.obliques if np.mention is None and lowers[np.head] in self.pack.cue("unions")]
        children = self.discourse.named(child) if child is not None else ()
        if len(unions) != 1 or not children or any(c.is_human for _, c in unions[0].complements):
            return
        led = self.pack.preposition_roles["with"]
        if any(np.prep in led and np.is_human for np in clause.obliques):
            return
        owner = unions[0].possessor
        couple = self.discourse.referents(owner, clause) if owner is not None else self.discourse.couple_before(clause)
        qualifiers = self.qualifier.of_clause(clause, reading)
        if couple is None or len(couple) != 2 or set(couple) & set(children) or qualifiers.skip:
            return
        pattern = f"{self.pack.code}.parent.born-of-union"
        for one in children:
            for parent in couple:
                people = {"parent": parent, "child": one}
                living = replace(qualifiers, status="current")
                self.ties.claims.add("parent", people, {}, living, reading.sentence, pattern)

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
            self.descriptions.describe(
                named[0].entity, noun, place, reading, self.qualifier.of_phrase(noun, place, reading), noun
            )

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
            marks = reading.sentence.tokens[: noun.start]
            last = max(
                (k + 1 for k, t in enumerate(marks) if t.is_word), default=0
            )  # past the marks of a quotation too
            beside = any(o.end == last and o.is_human for r in reading.chunks if (o := r.np) is not None)
            before = reading.sentence.lowers[noun.start - 1]
            joined = clause.kind == "participle" and before in self.pack.grammar["conjunctions"]["and"]
            joined = joined and noun.determiner == "none"  # "sposato con X e padre di Y"
            if noun.start > group.end and (joined or (before == "," and not beside)):
                people = self.discourse.subject(clause)
                if people and len(people) == 1 and (noun.gender is None or people[0].gender in (None, noun.gender)):
                    self.descriptions.describe(
                        people[0], noun, clause, reading, self.qualifier.of_phrase(noun, clause, reading)
                    )

    def _fronted(self, clause: Clause, reading: Reading) -> None:
        """ "The son of X, he built …": a noun phrase before the subject that says what the subject is."""
        for noun in clause.obliques:
            if self._grown_as(noun, clause):
                people = self.discourse.subject(clause)
                qualifiers = self.qualifier.of_clause(clause, reading)
                if people and len(people) == 1 and qualifiers.polarity == "affirmed":
                    self.descriptions.describe(people[0], noun, clause, reading, qualifiers)
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
                    self.descriptions.describe(people[0], noun, clause, reading, qualifiers)
        for noun in clause.before:
            if (
                noun is clause.subject
                or noun.mention is not None
                or noun.number != "s"
                or noun.determiner == "possessive"
            ):
                continue
            ends = self._set_off(noun, clause, reading)
            if (
                noun.sense("tie", "occupation", "office")
                and ends
                and (clause.subject is None or noun.end < clause.subject.start)
            ):
                people = self.discourse.subject(clause)
                if people and len(people) == 1 and not (noun.sense("tie") and noun.possessor is None):
                    self.descriptions.describe(
                        people[0], noun, clause, reading, self.qualifier.of_phrase(noun, clause, reading)
                    )

    def _set_off(self, noun: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """Whether a comma ends a phrase, or the one that "and" joins to it: "Figlio di X e nipote di Y, …"."""
        lowers = reading.sentence.lowers
        behind = lowers[noun.end : noun.end + 1]
        if behind == [","]:
            return True
        if not behind or behind[0] not in self.pack.grammar["conjunctions"]["and"] or noun.determiner != "none":
            return False
        joined = (n for n in clause.before if n.start == noun.end + 1 and n.sense("tie") and n.determiner == "none")
        return any(lowers[n.end : n.end + 1] == [","] for n in joined)

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

    def _within_complement(self, noun: NounPhrase, clause: Clause, reading: Reading) -> bool:
        """The nurse in "she is the daughter of a tailor and a nurse", the host in "a friend of the singer and host"."""
        conjunctions = self.pack.grammar["conjunctions"]["and"]
        if noun.complements or noun.possessor is not None or noun.determiner not in ("none", "indefinite"):
            return False
        if reading.sentence.lowers[noun.start - 1] not in conjunctions:
            return False
        before = [n for top in clause.noun_phrases() for p in parts_of(top) for n in (p, *p.appositions)]
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
        if tie is not None and (
            noun.determiner not in ("none", "definite") or max(n.start for n in nouns) > noun.start
        ):
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
                self.ties.relate(speaker, subject, tie, qualifiers.less_sure("reported"), reading)
                return
        if tie is not None and noun.possessor is None:
            job = noun.sense("office") or noun.sense("occupation")
            if job is None:
                return
        if tie is not None and noun.gender and subject.gender and noun.gender != subject.gender:
            return  # "È figlio di X" says nothing of her who was named before
        self.descriptions.describe(subject, noun, clause, reading, qualifiers)
