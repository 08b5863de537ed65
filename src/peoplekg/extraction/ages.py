"""How old somebody is, and the year and place of birth that noun phrases tell."""

from __future__ import annotations

import itertools
import re

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.claim_reader import ClaimReader
from peoplekg.extraction.qualifiers import Qualifier, Qualifiers, as_plain
from peoplekg.language import names
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import calendar
from peoplekg.language.document import Document, Reading, surface
from peoplekg.language.entities import PERSON, PLACE, Entity
from peoplekg.language.tokens import Sentence


class AgeReader(ClaimReader):
    """Reads the ages and births of one document."""

    def __init__(self, document: Document, claims: ClaimList, qualifier: Qualifier) -> None:
        super().__init__(document, claims, qualifier)
        self.calendar = calendar(document.pack)

    def birthplace(self, entity: Entity, np: NounPhrase, reading: Reading, qualifiers: Qualifiers) -> None:
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
                    "born", {"person": entity}, {"place": place}, as_plain(qualifiers), reading.sentence, pattern
                )

    def age(
        self,
        entity: Entity,
        years: int,
        qualifiers: Qualifiers,
        reading: Reading,
        rule: str,
        date: str | None = None,
    ) -> None:
        """Add the age of a person, with the date when they were so old where it is not now."""
        pattern = f"{self.pack.code}.age.{rule}"
        self.claims.add(
            "age", {"person": entity}, {"years": years}, as_plain(qualifiers), reading.sentence, pattern, date=date
        )

    def of_then(self, np: NounPhrase, reading: Reading) -> bool:
        """ "X, then 25, …": how old somebody was at a moment of the past, which is no age of now."""
        inside = reading.sentence.lowers[np.start : np.end]
        return any(
            a in self.pack.cue("then") and self.calendar.number(b) == np.age for a, b in itertools.pairwise(inside)
        )

    def told_day(self, np: NounPhrase, clause: Clause, reading: Reading) -> str | None:
        """The moment that "then" means: the date of the clause, else the last one named before in the paragraph."""
        own = [d.value for d in clause.dates if d.role == "date" and d.value]
        if own:
            return own[0]
        begin, sentence = reading.sentence.tokens[np.start].start, reading.sentence
        near = self.document.readings[max(0, sentence.index - 3) : sentence.index + 1]
        dates = [d for r in near if r.sentence.block == sentence.block for d in r.dates if d.span.start < begin]
        return next((d.value for d in reversed(dates) if d.value), None)

    def years_behind(self, noun: NounPhrase) -> int | None:
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

    def age_before_verb(self, clause: Clause, reading: Reading) -> None:
        """ "A 72 anni X torna", "X, che a 81 anni dipinge ancora": an age in front of what somebody does now."""
        group, lowers = clause.vg, reading.sentence.lowers
        if group is None or not (group.tense == "present" or (group.tense == "past" and group.perfect)):
            return
        begin = min([np.start for np in clause.noun_phrases()] + [clause.start])
        inner = [c for c in reading.clauses if c.vg is not None and begin < c.start < group.start and c is not clause]
        for k in range(begin + 1, min(group.start, len(lowers) - 2)):
            if any(c.start <= k < c.vg.end for c in inner if c.vg is not None):
                continue  # "X, che a 20 anni lasciò Roma, ha detto …"
            years = self.calendar.number(lowers[k])
            if not years or not 10 < years < 120 or lowers[k + 1] not in self.pack.cue("years_old"):
                continue
            led = k - 1 if not self.pack.is_of(lowers[k - 1]) else k - 2
            if lowers[max(0, led)] not in self.pack.cue("age_markers") or self._length_of_time(lowers, k + 2):
                continue
            qualifiers = self.qualifier.of_clause(clause, reading)
            people = self.discourse.subject(clause)
            if people and len(people) == 1 and not qualifiers.skip and not qualifiers.future:
                self.age(people[0], years, qualifiers, reading, "before")
            return

    def age_in_front(self, clause: Clause, reading: Reading) -> None:
        """ "Sessantatré anni, X ha …", "Medico, 61 anni appena compiuti, X …": set off before the subject."""
        group, lowers = clause.vg, reading.sentence.lowers
        first = next((c for c in reading.clauses if c.vg is not None and c.vg.finite), None)
        if group is None or clause is not first or clause.kind not in ("main", "sub"):
            return
        subject = clause.subject_phrase()
        stop = min(group.start, subject.start) if subject is not None else group.start
        for k in range(stop - 2):
            years = self.calendar.number(lowers[k])
            named = any(m.end == k - 1 and m.kind == PERSON for m in reading.mentions)  # "X, 51 anni, …": X is
            led = k == 0 or (lowers[k - 1] == "," and not named)
            if not led or not years or not 10 < years < 110 or lowers[k + 1] not in self.pack.cue("years_old"):
                continue
            end = k + 2
            while end < stop and lowers[end] in self.pack.cue("just_turned"):
                end += 1
            people = self.discourse.subject(clause) if lowers[end] == "," else None
            if people and len(people) == 1:
                self.age(people[0], years, self.qualifier.of_clause(clause, reading), reading, "front")
            return

    def _length_of_time(self, lowers: list[str], k: int) -> bool:
        """ "a dieci anni dalla morte": behind the number stands what it is counted from."""
        after = self.pack.cue("before_words") | self.pack.cue("after")
        return self.pack.prepositions.longest(lowers, k) is not None or lowers[k] in after

    def year_of_birth(self, reading: Reading) -> None:
        """ "X, classe 1975," / "Classe 1975, milanese, X …": the year is the one of somebody's birth."""
        sentence, marks = reading.sentence, self.pack.cue("year_of_birth")
        for k, lower in enumerate(sentence.lowers[:-1]):
            if lower not in marks:
                continue
            year = self._year(sentence, k + 1)
            if year is None:
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
                    date=year,
                )

    def _year(self, sentence: Sentence, k: int) -> str | None:
        """1985 of "1985" and of "'85"; of two digits the year that somebody of the news may be born in."""
        text = "".join(t.text for t in sentence.tokens[k : k + 2])
        if re.match(r"(1[89]|20)\d\d\b", text):
            return text[:4]
        short = re.match(r"['’‘](\d\d)(?!\d)", text)
        if short is None:
            return None
        today = int((self.document.article.published or "2025")[:4])
        return str(2000 + int(short[1]) if 2000 + int(short[1]) <= today - 12 else 1900 + int(short[1]))

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

    def aged(self, clause: Clause, reading: Reading) -> None:
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
                then = self._moment(clause) if place < tokens[clause.vg.start].start else None
                if then is None or then:
                    self.age(people[0], years, qualifiers, reading, "clause", then)
                return

    def _moment(self, clause: Clause) -> str | None:
        """The date of a clause in the past, "" where it has none and may tell of long ago; None for what is of now."""
        group = clause.vg
        assert group is not None
        died = "die" in self.pack.verb_classes.get(group.lemma, ())
        if group.tense not in ("past", "imperfect") or group.perfect or died:
            return None
        published = self.document.article.published
        dates = [d.value for d in clause.dates if d.role == "date" and d.value]
        return None if dates and published and dates[0][:4] == published[:4] else (dates[0] if dates else "")

    def years_in(self, words: tuple[str, ...]) -> int | None:
        """Years in "43enne", "12-year-old", "dodicenne"."""
        for word in words:
            for regex in self.calendar.age_noun:
                match = regex.match(word)
                if match:
                    years = self.calendar.years(match)
                    if years and 0 < years < 120:
                        return years
        return None
