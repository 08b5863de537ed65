"""Nouns of jobs and offices: which role a noun phrase gives, and in which organization."""

from __future__ import annotations

import itertools
from typing import Any

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.qualifiers import Qualifiers
from peoplekg.language import names
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.dictionary import is_known
from peoplekg.language.document import Document, Reading, surface
from peoplekg.language.entities import ORGANIZATION, OTHER, PERSON, PLACE, WORK, Entity
from peoplekg.language.occupations import titles_of
from peoplekg.language.pack import Noun


class JobReader:
    """Reads the jobs of one document."""

    def __init__(self, document: Document, claims: ClaimList):
        self.document = document
        self.pack = document.pack
        self.claims = claims

    def kin_word(self, title: Noun) -> bool:
        """ "Father", "Sister": a title written like a relative."""
        return any(noun.sense == "tie" for _, noun in self.pack.nouns.match(list(title.words), 0))

    def head_job(self, noun: NounPhrase, reading: Reading) -> Noun | None:
        """The job that the last word of a noun says by itself: judges of "fellow judges"."""
        found = self.pack.nouns.match(reading.sentence.lowers, noun.head) if len(noun.nouns[0].words) > 1 else ()
        return next((n for length, n in found if length == 1 and n.sense in ("office", "occupation")), None)

    def played(self, np: NounPhrase, noun: NounPhrase, reading: Reading) -> bool:
        """ "with Y as her friend X", "and Y, as her friend X,": a part that somebody plays."""
        if np.prep not in self.pack.cue("as_prepositions") or noun.possessor is None or noun.possessor.pronoun is None:
            return False
        lowers = reading.sentence.lowers
        begin = np.start if lowers[np.start] in self.pack.cue("as_prepositions") else np.start - 1
        begin -= lowers[begin - 1] == ","
        return any(m.end == begin and m.kind == PERSON for m in reading.mentions)

    def share_organization(self, nouns: list[NounPhrase], reading: Reading) -> None:
        """ "He was the founder and chairman of X": of X both."""
        conjunctions = self.pack.grammar["conjunctions"]["and"]
        for first, second in itertools.pairwise(nouns):
            joined = second.start - first.end == 1 and reading.sentence.lowers[first.end] in conjunctions
            both = all(n.sense("office") and not n.sense("tie") for n in (first, second))
            if joined and both and not first.complements and first.possessor is None and second.possessor is None:
                first.complements = list(second.complements)

    def role(
        self,
        entity: Entity,
        title: str,
        organization: str | None,
        qualifiers: Qualifiers,
        reading: Reading,
        rule: str,
        **dates: Any,
    ) -> None:
        """Add a role of a person, in an organization where one is told."""
        if title in titles_of("traits") or (title in titles_of("by_first_name") and _has_surname(entity)):
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

    def of_things(self, job: Noun, noun: NounPhrase) -> bool:
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

    def job(self, noun: NounPhrase, near: NounPhrase | None = None) -> Noun | None:
        """The office or occupation a noun names; of several readings the one that fits the organization, else none."""
        jobs = [n for n in noun.nouns if n.sense in ("office", "occupation")]
        head = " ".join(jobs[0].words) if jobs else ""
        if head not in self.pack.ambiguous_jobs or len({n.key for n in jobs}) < 2 or self.pack.titles_as_written:
            return noun.sense("office") or noun.sense("occupation")
        organization = self.organization(noun, jobs[0])
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
        return not is_known(modifier.casefold(), self.pack.code)

    def _kind(self, organization: str) -> str | None:
        """The kind of a known organization, with its article ("Giornale") or without it, and of plain-named papers."""
        if organization.casefold() in self.pack.cue("papers"):
            return "magazine"
        forms = (organization, *(f"{article} {organization}" for article in sorted(self.pack.definite)))
        return next((kind for kind in map(names.known_organization, forms) if kind), None)

    def title(self, job: Noun) -> str:
        """The job's English name; in an English text the words as they stand there."""
        short = any(word in self.pack.abbreviations for word in job.words)
        written = self.pack.titles_as_written and job.number == "s" and job.sense != "title" and not short
        return " ".join(job.words) if written else job.key

    def organization(self, noun: NounPhrase, job: Noun) -> str | None:
        """Of what somebody is the head: the complement, a genitive, or a country's adjective for an office."""
        field = frozenset() if job.key in titles_of("posted") else self.pack.preposition_roles["to"]
        for prep, complement in noun.complements:
            town = complement.mention is not None and complement.mention.kind == PLACE
            if prep in field and not town:
                continue  # "assessore al Bilancio", but "viceprefetto a Novara"
            if complement.mention is not None and complement.mention.kind == PLACE and self._from_there(job):
                continue
            played = complement.mention is not None and complement.mention.kind in (WORK, OTHER)
            if played and job.sense == "occupation" and prep in self.pack.preposition_roles["place"]:
                continue  # "an actor in Titanic"
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


def _has_surname(entity: Entity) -> bool:
    """Whether somebody's fullest name is a first name and a surname: no king's "Carlo Gustavo", "Umberto di Savoia"."""
    first, *rest = entity.words
    return len(rest) == 1 and names.is_given(first) and not names.is_given(rest[0]) and names.is_surname(rest[0])
