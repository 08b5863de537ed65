"""What a noun says of the person it describes: tie, job and age."""

from __future__ import annotations

from peoplekg.extraction.ages import AgeReader
from peoplekg.extraction.jobs import JobReader
from peoplekg.extraction.qualifiers import Qualifiers, as_former
from peoplekg.extraction.ties import TieReader
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document, Reading
from peoplekg.language.entities import Entity


class Describer:
    """Notes what the nouns that describe people say of them."""

    def __init__(self, document: Document, ages: AgeReader, jobs: JobReader, ties: TieReader):
        self.document = document
        self.discourse = document.discourse
        self.ages = ages
        self.jobs = jobs
        self.ties = ties

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
        if self._of_another(entity, noun, near):
            return
        years = self.ages.years_in((*noun.modifiers, *(reading.sentence.lowers[noun.head : noun.head + 1])))
        years = years or self.ages.years_behind(noun)
        if years:
            self.ages.age(entity, years, qualifiers, reading, "adjective")
        tie = noun.sense("tie")
        job = self.jobs.job(noun, near)
        if noun.gender and (noun.sense("tie") or noun.gender == "f" or noun.article):
            entity.genders[noun.gender] += 2
        if tie is not None and not (job is not None and noun.possessor is None):
            self.ties.tie(entity, tie, noun, clause, reading, qualifiers, near)
        elif job is not None and not self.jobs.of_things(job, noun):
            if tie is not None and tie.data["kind"] == "colleague":
                self.ties.tie(entity, tie, noun, clause, reading, qualifiers, near)  # "X hugged co-host Y"
            dates = self.ties.lasting(noun, reading)
            published = self.document.article.published
            if dates.get("end") and published and str(dates["end"]) < published:
                qualifiers = as_former(qualifiers)  # "prefetta di Milano dal 2017 al 2018"
            self.jobs.role(
                entity,
                self.jobs.title(job),
                self.jobs.organization(noun, job),
                qualifiers,
                reading,
                job.sense,
                **dates,
            )
            self.discourse.note_title(entity, [job.key])
        person = noun.sense("person")
        if person is not None:
            self.discourse.note_title(entity, [person.key])

    def _of_another(self, entity: Entity, noun: NounPhrase, near: NounPhrase | None) -> bool:
        """ "for Ada Reni, il chitarrista dei Lupi, Ugo Neri": a man's job with its article behind a woman's name.

        An office may be a woman's in its masculine form ("Ada Reni, il presidente").
        """
        behind = near is not None and near.mention is not None and noun.start > near.mention.start
        man = noun.determiner == "definite" and noun.sense("office", "tie") is None and noun.article == "m"
        return behind and man and entity.gender == "f"
