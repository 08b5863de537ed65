"""Noun phrases of works: whose book, film or song it is, and who acts in it."""

from __future__ import annotations

from peoplekg.extraction.claim_reader import ClaimReader
from peoplekg.extraction.qualifiers import Qualifiers
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Reading, surface
from peoplekg.language.entities import OTHER, WORK, Entity
from peoplekg.language.occupations import titles_of
from peoplekg.language.pack import Noun


class WorkReader(ClaimReader):
    """Reads the works of one document."""

    def listed_works(self, np: NounPhrase, clause: Clause, reading: Reading) -> None:
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

    def work(self, np: NounPhrase, clause: Clause, reading: Reading, qualifiers: Qualifiers) -> None:
        """Add that a work is by its maker, or that somebody acts in it, where its phrase says whose it is."""
        noun = next((n for n in np.appositions if n.sense("work")), None)
        owner = (noun.possessor if noun is not None else None) or np.possessor or self._maker(np, noun or np, clause)
        if owner is None or (noun is None and not self._known_maker(owner)):
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
            if kind is not None and (self._acts_in(person, kind) or self._played_together(owner, person, kind)):
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

    def _known_maker(self, owner: NounPhrase) -> bool:
        """Whether a title that nothing calls a work may be somebody's: "La coscienza di Zeno" is not Zeno's."""
        people = self.discourse.named(owner)
        return bool(people) and all(len(e.words) > 1 or len(e.mentions) > 1 or e.titles for e in people)

    def quoted_title(self, np: NounPhrase) -> bool:
        """A name in quotation marks, of which nothing says what it is."""
        assert np.mention is not None and np.sentence is not None
        begin = np.mention.start
        return np.mention.kind == OTHER and begin > 0 and np.sentence.lowers[begin - 1] in '"“«'

    def _acts_in(self, person: Entity, work: Noun) -> bool:
        """ "his film X" of an actor: whether he made it, the words do not say."""
        played = work.key in ("film", "show", "play") and bool(person.titles & titles_of("performers"))
        return played and not person.titles & titles_of("makers")

    def _played_together(self, owner: NounPhrase, person: Entity, work: Noun) -> bool:
        """ "their 2009 film X": of two who are not said to make films, it is the one that they play in."""
        both = owner.pronoun is not None and owner.pronoun.get("number") == "p"
        return both and work.key in ("film", "show", "play") and not person.titles & titles_of("makers")

    def _maker(self, np: NounPhrase, noun: NounPhrase, clause: Clause) -> NounPhrase | None:
        """Who made a work, behind its title or its noun: "the novel Low Tide by A", "Low Tide, a novel by A"."""
        by = self.pack.preposition_roles.get("maker", self.pack.preposition_roles["by"])
        inside = [c for p, c in (*np.complements, *noun.complements) if p in by]
        gap = 2 if clause.sentence.lowers[np.end : np.end + 1] == [","] else 1  # "Low Tide, by A and B"
        behind = [o for o in clause.obliques if o.prep in by and 0 <= o.start - np.end <= gap]
        active = clause.vg is None or not clause.vg.passive or clause.vg.start > np.end
        found = next((o for o in (*inside, *(behind if active else ())) if o.is_human), None)
        return found or self._named_behind(np, clause)

    def _named_behind(self, np: NounPhrase, clause: Clause) -> NounPhrase | None:
        """Y in "protagonista di X di Y": what stands behind a title belongs to it, though both hang on one noun."""
        lowers = clause.sentence.lowers
        if (
            np.mention is None
            or np.mention.kind != WORK
            or np.end >= len(lowers)
            or not self.pack.is_of(lowers[np.end])
        ):
            return None
        pending = list(clause.noun_phrases())
        while pending:
            phrase = pending.pop()
            if np.end <= phrase.start <= np.end + 1 and phrase.mention is not None and phrase.entity is not None:
                return phrase
            pending += [c for _, c in phrase.complements]
        return None
