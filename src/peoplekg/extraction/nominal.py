"""What noun phrases say by themselves: who is whose wife, who is minister, how old somebody is, whose book it is."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from peoplekg.extraction.ages import AgeReader
from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.claim_reader import ClaimReader
from peoplekg.extraction.constituents import mutual_tie, parts_of
from peoplekg.extraction.descriptions import Describer
from peoplekg.extraction.jobs import JobReader
from peoplekg.extraction.owners import OwnerFinder
from peoplekg.extraction.predicates import PredicateReader
from peoplekg.extraction.qualifiers import Qualifier, Qualifiers, as_former, both_qualify
from peoplekg.extraction.ties import TieReader
from peoplekg.extraction.works import WorkReader
from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document, Reading
from peoplekg.language.entities import WORK, Entity
from peoplekg.language.occupations import narrower_than, vague_titles


class NominalReader(ClaimReader):
    """Reads the noun phrases of a document, clause by clause, in order."""

    def __init__(self, document: Document, claims: ClaimList, qualifier: Qualifier) -> None:
        super().__init__(document, claims, qualifier)
        self.works = WorkReader(document, claims, qualifier)
        self.ages = AgeReader(document, claims, qualifier)
        self.jobs = JobReader(document, claims)
        self.owners = OwnerFinder(document)
        self.ties = TieReader(document, claims, self.owners)
        self.descriptions = Describer(document, self.ages, self.jobs, self.ties)
        self.predicates = PredicateReader(document, qualifier, self.jobs, self.ties, self.descriptions)

    def read(self, clause: Clause, reading: Reading) -> None:
        """The claims of all noun phrases of a clause."""
        for np in sorted(clause.noun_phrases(), key=lambda n: n.start):
            for part in parts_of(np):
                self._phrase(part, clause, reading)
                if part.sense("work") and part.mention is None:
                    self.works.listed_works(part, clause, reading)
        self.predicates.predicate(clause, reading)
        self.ages.age_before_verb(clause, reading)
        self.ages.age_in_front(clause, reading)
        self.ages.aged(clause, reading)

    def distribute(self, reading: Reading) -> None:
        """ "each with her own daughter; A with X while B was with Y": the tie holds within each pair."""
        lowers = reading.sentence.lowers
        if self.pack.cue("each").isdisjoint(lowers):
            return
        own = [
            np
            for c in reading.clauses
            for top in c.noun_phrases()
            for np in parts_of(top)
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
                    self.ties.relate(owner.entity, other.entity, tie, qualifiers, reading)

    def _phrase(self, np: NounPhrase, clause: Clause, reading: Reading) -> None:
        if np.members:
            for noun in np.appositions:
                self._group(np, noun, clause, reading)
            return
        if np.mention is not None and (np.mention.kind == WORK or self.works.quoted_title(np)):
            self.works.work(np, clause, reading, self.qualifier.of_phrase(np, clause, reading))
        if np.pronoun is not None and np.appositions:
            people = self.discourse.referents(np, clause) or ()
            for noun in np.appositions if len(people) == 2 else []:  # "i due, amici da anni, …"
                tie = mutual_tie(noun)
                if tie is not None and tie.data.get("kind") and noun.possessor is None:
                    self.ties.relate(
                        people[0], people[1], tie, self.qualifier.of_phrase(noun, clause, reading), reading
                    )
            return
        entity = np.entity
        if entity is not None:
            qualifiers = self.qualifier.of_phrase(np, clause, reading)
            place = self.qualifier.of_phrase(np, clause, reading, words=False)
            for noun in np.appositions:
                if noun.sense("tie") and self.jobs.played(np, noun, reading):
                    continue
                own = self.qualifier.of_phrase(noun, clause, reading)
                self.descriptions.describe(entity, noun, clause, reading, both_qualify(place, own), np)
            title = np.mention.noun if np.mention is not None else None
            if (
                title is not None
                and title.sense in ("title", "office", "occupation")
                and title.key
                and not (title.data.get("clergy") and self.jobs.kin_word(title))
                and not any(
                    job.words == title.words for n in np.appositions if (job := n.sense("occupation", "office"))
                )
            ):
                self.jobs.role(entity, self.jobs.title(title), None, qualifiers, reading, "title")
                self.discourse.note_title(entity, [title.key])
            then = self.ages.of_then(np, reading) if np.age else False
            date = self.ages.told_day(np, clause, reading) if then else None
            if np.age and (date or not then):
                self.ages.age(entity, np.age, qualifiers, reading, "beside", date)
            self.ages.birthplace(entity, np, reading, qualifiers)
            said = {m for part in (np, *np.appositions) for m in part.modifiers}
            whole = np.mention is not None and len(np.mention.words) > 1  # "the late Mr Reed": whichever Reed
            if whole and said & self.pack.cue("the_dead"):  # "the late X", "her late husband, X"
                dead = replace(qualifiers, status="current")
                self.claims.add("died", {"person": entity}, {}, dead, reading.sentence, f"{self.pack.code}.died.late")
            years = self.ages.years_in(np.modifiers)
            if years and not set(np.modifiers) & self.pack.cue("former"):
                self.ages.age(entity, years, qualifiers, reading, "adjective")
        elif np.nouns or np.determiner == "definite":
            self._spread_list(np, clause, reading)
            self._unnamed(np, clause, reading, self.qualifier.of_phrase(np, clause, reading))

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
                self.ages.age(phrase.entity, phrase.age, qualifiers, reading, "beside")
        if tie is not None and tie.data.get("kind_of") == "other":
            return  # "le nipoti dello stilista, A e B": nieces or granddaughters
        mutual = mutual_tie(noun)
        dates = self.ties.lasting(noun, reading)
        if dates.get("end"):
            qualifiers = as_former(qualifiers)
        if tie is not None:
            if tie.data.get("status") == "former":
                qualifiers = as_former(qualifiers)
            self.ties.siblings(tie, group, members, noun, clause, qualifiers, reading)
            owners = self.discourse.referents(noun.possessor, clause) if noun.possessor is not None else None
            owners = owners or self.owners.one_of_the_parents(noun, group, clause) or None
            if tie.data.get("mutual") and noun.possessor is None:
                return
            paired_off = tie.data["kind"] in ("spouse", "partner") and len(members) == 2  # "i coniugi A e B"
            own = paired_off or (tie.data["kind"] == "sibling" and _surnamed(members))
            if owners is None and noun.possessor is None and not own:
                owners = self.owners.owners(members[0], noun, clause, group) or None if members else None
                if owners and set(owners) & set(members):
                    owners = None
            if owners and not set(owners) & set(members):
                paired = tie.data["kind"] in ("spouse", "partner") and len(owners) == len(members)
                for owner, member in (
                    zip(owners, members, strict=True) if paired else ((o, m) for o in owners for m in members)
                ):
                    if tie.data["kind"] in ("spouse", "partner") and not paired:
                        continue
                    self.ties.relate(owner, member, tie, qualifiers, reading)
            elif (
                owners is None
                and noun.possessor is None
                and mutual is not None
                and mutual.data.get("kind")
                and self.ties.all_named(group)
            ):
                of_each_other = noun.behind or mutual.data["kind"] in ("spouse", "partner", "rival")
                counted = any(w in self.pack.cue("two") for w in reading.sentence.lowers[noun.start : noun.head])
                alone = len(members) == 2 and (of_each_other or counted)  # "i due amici A e B"
                for a, b in combinations(members, 2) if alone else []:
                    self.ties.relate(a, b, mutual, qualifiers, reading, **dates)
        elif job is not None and not self.jobs.of_things(job, noun):
            for member in members:
                self.jobs.role(
                    member,
                    job.key,
                    self.jobs.organization(noun, job),
                    qualifiers,
                    reading,
                    job.sense,
                )
                self.discourse.note_title(member, [job.key])
        else:
            couple = noun.sense("group")
            if couple is not None and couple.data.get("status") == "former":
                qualifiers = as_former(qualifiers)
            if couple is not None and couple.data.get("kind") and len(members) == 2 and "bearer" not in couple.data:
                self.ties.relate(members[0], members[1], couple, qualifiers, reading, **dates)

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

    def _unnamed(self, np: NounPhrase, clause: Clause, reading: Reading, qualifiers: Qualifiers) -> None:
        """ "the 66-year-old", "the singer": whoever is meant has that age, that job."""
        head = reading.sentence.lowers[np.head]
        years = self.ages.years_in((*np.modifiers, head))
        if years and np.number != "p":
            people = self.discourse.referents(np, clause) or (
                self.discourse.salient(clause, np.start, set())
                if not np.nouns and np.determiner == "definite"
                else None
            )
            if people and len(people) == 1:
                np.referents = people
                self.ages.age(people[0], years, qualifiers, reading, "noun")
        mutual = mutual_tie(np)
        counted = any(w in self.pack.cue("two") for w in reading.sentence.lowers[np.start : np.head])
        if mutual is not None and mutual.data.get("kind") in ("friend", "rival", "colleague") and counted:
            two = self.discourse.referents(np, clause) if np.possessor is None else None
            fits = two is not None and len(two) == 2 and not (np.gender == "f" and any(e.gender == "m" for e in two))
            if two is not None and fits:
                if mutual.data.get("status") == "former":
                    qualifiers = as_former(qualifiers)
                self.ties.relate(two[0], two[1], mutual, qualifiers, reading)  # "le due ex amiche non si parlano"
        if np.appositions or np.age:
            people = self.discourse.referents(np, clause)
            if people and len(people) == 1:
                for noun in np.appositions:
                    self.descriptions.describe(
                        people[0],
                        noun,
                        clause,
                        reading,
                        both_qualify(qualifiers, self.qualifier.of_phrase(noun, clause, reading)),
                        np,
                    )
                if np.age:
                    self.ages.age(people[0], np.age, qualifiers, reading, "beside")
        job = np.sense("occupation")
        behind = reading.sentence.lowers[np.start - 1 : np.start] == [","]
        relative = behind and any(n.end == np.start - 1 and n.sense("tie") for n in clause.noun_phrases())
        predicate = clause.vg is not None and (clause.vg.copula or clause.vg.becoming) and np in clause.objects
        told = np.number == "s" and np.determiner == "definite" and np.prep not in self.pack.cue("as_prepositions")
        many = any(w in self.pack.cue("plural_determiners") for w in reading.sentence.lowers[np.start : np.head])
        alone = told and not many and not relative and not predicate
        if job is not None and alone and not self.jobs.of_things(job, np):
            people = self.discourse.referents(np, clause)
            vague = job.key in vague_titles()
            known = people and any(
                title == job.key if np is clause.subject else narrower_than(job.key)(title)
                for title in people[0].titles
            )
            if people and len(people) == 1 and not known and not vague:
                self.discourse.note_title(people[0], [job.key])
                self.jobs.role(
                    people[0], self.jobs.title(job), self.jobs.organization(np, job), qualifiers, reading, "anaphor"
                )


def _surnamed(members: list[Entity]) -> bool:
    """Whether surnames are named, as of people who need no other to be known by."""
    return any(len(e.words) > 1 for e in members)


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
