"""Fills the claim templates of a pattern with what its slots are bound to, with times and qualifiers."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.patterns import Pattern
from peoplekg.extraction.qualifiers import Qualifiers, pick_date
from peoplekg.extraction.things import Binding, without_preposition
from peoplekg.language import names
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import Date, calendar
from peoplekg.language.document import Document, Reading, surface
from peoplekg.language.entities import ORGANIZATION, OTHER, PLACE, WORK, Entity

_PERSON_ROLES = {"persons", "parent", "child", "person", "of", "participants", "grantor", "beneficiary", "advocates"}


class TemplateFiller:
    """Fills the templates of the bound patterns of one document."""

    def __init__(self, document: Document, claims: ClaimList):
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.claims = claims
        self.calendar = calendar(document.pack)
        self.nested: set[int] = set()

    def fill(
        self,
        pattern: Pattern,
        binding: Binding,
        qualifiers: Qualifiers,
        clause: Clause,
        reading: Reading,
        dates: list[Date],
        np: NounPhrase | None = None,
    ) -> None:
        """Add the claims of a bound pattern to the list, as certain and as dated as its words and options make them."""
        options = pattern.options
        if options.get("polarity"):
            if qualifiers.polarity == "denied":
                return
            qualifiers = replace(qualifiers, polarity=options["polarity"])
        if options.get("negated"):
            if qualifiers.polarity != "denied" and qualifiers.status != "former":
                return  # a denial of what is told with "not"
            qualifiers = replace(qualifiers, polarity="affirmed", status="current")
        if options.get("certainty") and qualifiers.polarity != "denied":
            qualifiers = qualifiers.less_sure(options["certainty"])
        if options.get("factual"):
            if qualifiers.polarity == "denied":
                return
            qualifiers = replace(qualifiers, certainty="stated" if qualifiers.attributed_to is None else "reported")
        if options.get("impersonal") and clause.vg is not None and clause.subject_phrase() is not None:
            return
        told = pattern.form == "clause" and any(c["kind"] in ("event", "clemency") for c in pattern.claims)
        if options.get("planned") == "dated" or (told and reading.sentence.kind != "headline"):
            qualifiers = self._yet_to_come(qualifiers, clause, dates)
        present = clause.vg is not None and clause.vg.tense == "present" and not clause.vg.perfect
        if options.get("planned") is True and present:
            past = [d.value for d in dates if d.value and d.value <= (self.document.article.published or d.value)]
            qualifiers = qualifiers if past else qualifiers.less_sure("possible")  # "they marry": soon
        if options.get("status"):
            qualifiers = replace(qualifiers, status=options["status"])
        elif (
            options.get("stative")
            and qualifiers.past
            and qualifiers.polarity == "affirmed"
            and clause.vg is not None
            and not clause.vg.becoming
            and (options["stative"] != "undated" or not any(d.role == "date" and d.value for d in dates))
        ):
            qualifiers = replace(qualifiers, status="former")
        if options.get("stative") and self._over(dates):
            qualifiers = replace(qualifiers, status="former")
        failed = qualifiers.failed and pattern.form == "noun"
        if options.get("affirmed_only") and (qualifiers.polarity == "denied" or failed):
            return
        if options.get("denied_only") and qualifiers.polarity != "denied":
            return
        for each in _distribute(binding):
            sure = replace(qualifiers, certainty="stated", future=True) if self._only_would(clause) else qualifiers
            self._birth(pattern, each, sure, reading, dates)  # who would have turned 80 in April was born in April
            for template in pattern.claims:
                self._claim(template, pattern, each, qualifiers, clause, reading, dates, np)

    def _yet_to_come(self, qualifiers: Qualifiers, clause: Clause, dates: list[Date]) -> Qualifiers:
        """ "She turns 50 on Sunday": a present with a day that may lie in the past or the future means the next one."""
        group, first = clause.vg, next((d for d in dates if d.role == "date" and d.value), None)
        if group is None or group.tense != "present" or group.perfect or first is None or group.end == group.start:
            return qualifiers
        if not first.future or first.future == first.value:
            return qualifiers
        return replace(qualifiers.less_sure("possible"), future=True)

    def _only_would(self, clause: Clause) -> bool:
        """ "she would have been 82", "she'd have been 82": an age that was not reached."""
        group = clause.vg
        if group is None or not (group.copula or group.perfect):
            return False
        short = clause.sentence.lowers[group.start - 1 : group.start]
        return group.modal == "possible" or group.tense == "conditional" or bool(set(short) & self.pack.cue("would"))

    def _of_then(self, clause: Clause, reading: Reading) -> bool:
        """ "when he was 17", "she was 19 when …": somebody's age at a moment of the past."""
        group = clause.vg
        if group is None or group.tense not in ("past", "imperfect") or group.perfect:
            return False
        when = self.pack.cue("when")
        opener = clause.sentence.lowers[max(0, clause.start - 1) : clause.start]
        if clause.kind == "sub" and any(w in when for w in opener):
            return True
        lowers = clause.sentence.lowers[group.end : group.end + 5]
        dying = any(self._dies(c) for c in reading.clauses if c.start > group.end)
        if not dying and any(self.calendar.number(a) is not None and b in when for a, b in itertools.pairwise(lowers)):
            return True  # "was just 29 when he won"
        inner = (c for c in reading.clauses if c.parent is clause and c.kind == "sub" and c.start > group.end)
        return any(clause.sentence.lowers[c.start - 1] in when and not self._dies(c) for c in inner)

    def _dies(self, clause: Clause) -> bool:
        """ "She was 84 when she died": no other age will be told."""
        return clause.vg is not None and "die" in self.pack.verb_classes.get(clause.vg.lemma, ())

    def _each_of_both(self, clause: Clause) -> bool:
        """ "Both X and Y were separated": each from somebody else, it may be."""
        subject = clause.subject_phrase()
        if subject is None or subject.sentence is None or not subject.members:
            return False
        words = subject.sentence.lowers[max(0, subject.start - 1) : subject.start + 1]
        return any(w in self.pack.cue("both") for w in words)

    def _only_wished(self, clause: Clause, qualifiers: Qualifiers) -> bool:
        """ "She hopes to marry him": a wedding that may come to be, but not yet who is married to whom."""
        group = clause.parent.vg if clause.parent is not None else None
        if clause.kind != "infinitive" or group is None or group.copula or group.passive:
            return False  # "she is to marry him", "she is expected to"
        about_to = "auxiliary" in self.pack.verb_classes.get(group.lemma, ())
        wished = qualifiers.certainty == "possible" and qualifiers.polarity == "affirmed"
        return wished and qualifiers.status == "current" and not about_to

    def _long_past(self, date: str | None) -> bool:
        """Whether a date lies a year or more before publication, or just in a year before."""
        published = self.document.article.published
        if date is None or published is None or not date[:4].isdigit():
            return False
        year, today = date[:4], str(published)
        before = str(int(today[:4]) - 1) + today[4:]
        return year < today[:4] and (len(date.strip("~?%")) == 4 or date.strip("~?%") <= before)

    def _over(self, dates: list[Date]) -> bool:
        """Whether what has lasted until a date is over: "dal 2015 al 2019"."""
        ends = [d.value for d in dates if d.role == "end" and d.value]
        published = self.document.article.published
        return bool(ends) and published is not None and str(ends[0]).strip("~") <= published

    def _birth(
        self, pattern: Pattern, binding: Binding, qualifiers: Qualifiers, reading: Reading, dates: list[Date]
    ) -> None:
        """A birthday on a known day with its number of years gives the day of birth."""
        birthday = next(
            (
                t
                for t in pattern.claims
                if t.get("type") in ("birthday", "party")
                or (binding.get("event") == "birthday" and t["kind"] == "event")
            ),
            None,
        )
        years = next((v for v in binding.values() if isinstance(v, int) and not isinstance(v, bool)), None)
        if (
            birthday is None
            or years is None
            or qualifiers.polarity == "denied"
            or not isinstance(birthday.get("participants"), list)
        ):
            return
        date = pick_date(dates, qualifiers)
        person = binding.get(birthday["participants"][0].rstrip("?"))
        if date and len(date) in (7, 10) and isinstance(person, Entity):
            born = f"{int(date[:4]) - years:04}{date[4:]}"
            if birthday.get("type") == "party":
                born = born[:7] + "~"  # a party may be held some days off
            certainty = "stated" if qualifiers.future else qualifiers.certainty  # a birthday to come is certain enough
            self.claims.add(
                "born",
                {"person": person},
                {},
                replace(qualifiers, status="current", certainty=certainty),
                reading.sentence,
                pattern.id + ".born",
                date=born,
            )

    def _claim(
        self,
        template: Mapping[str, Any],
        pattern: Pattern,
        binding: Binding,
        qualifiers: Qualifiers,
        clause: Clause,
        reading: Reading,
        dates: list[Date],
        np: NounPhrase | None,
    ) -> None:
        if template["kind"] == "event" and np is not None and id(np) in self.nested:
            return
        people: dict[str, Any] = {}
        values: dict[str, Any] = {}
        times: dict[str, str | None] = {}
        for role, value in template.items():
            if role in ("kind", "status", "certainty", "polarity"):
                continue
            if role in ("date", "start", "end"):
                times[role] = pick_date(
                    dates, qualifiers, value if value in ("date", "start", "end", "span") else "date"
                )
                if times[role] is None and value == "any":
                    times[role] = next((d.value for d in dates if d.value and d.role != "end"), None)
            elif role in _PERSON_ROLES:
                people[role] = _person_value(value, binding)
            else:
                values[role] = self._value(value, binding, clause)
        years = binding.get("#years")
        if template["kind"] in ("born", "died"):
            qualifiers = replace(qualifiers, status="current")
        if template["kind"] == "authored" and years:
            times["date"] = years.get(values.get("work"))
        if "start" in times and "end" not in times and pattern.options.get("stative"):
            times["end"] = pick_date(dates, qualifiers, "end")
        if "status" in template:
            qualifiers = replace(qualifiers, status=template["status"])
        if "certainty" in template:
            qualifiers = qualifiers.less_sure(template["certainty"])
        if template.get("polarity"):
            qualifiers = replace(qualifiers, polarity=template["polarity"])
        required = [r for r, v in people.items() if v is None and not str(template[r]).endswith("?")]
        if required:
            return
        if template["kind"] in ("born", "died") and values.get("place") is None:
            values.pop("place", None)
        if template["kind"] == "role" and "organization" not in values:
            phrase = next((binding[k] for k in binding if k.endswith(".phrase")), None)
            values["organization"] = self._organization(phrase) if phrase is not None else None
        if (
            pattern.options.get("place")
            and values.get("place") is None
            and template["kind"] in ("event", "born", "died")
        ):
            values["place"] = self._place(clause, np)
        wedding = np is not None and np.sense("event") is not None and np.sense("bond") is None
        if qualifiers.failed and template["kind"] == "spouse" and wedding:
            return  # "saltate le nozze": they never married
        if qualifiers.failed and template["kind"] in ("partner", "spouse"):
            times.pop("start", None)  # when it was called off, not when it began
        if pattern.options.get("needs_place") and values.get("place") is None:
            return
        told_of_tie = any(t["kind"] == "spouse" for t in pattern.claims)
        dated = times.get("date") is not None or values.get("place") is not None
        if template["kind"] == "event" and told_of_tie and not dated and qualifiers.certainty != "possible":
            return  # "ha sposato X" says that they are married; of the wedding it tells only with a day or a place
        if qualifiers.failed:
            if template["kind"] in ("event", "clemency"):
                qualifiers = replace(qualifiers, polarity="denied")
            else:
                qualifiers = replace(qualifiers, status="former")
        values = {k: v for k, v in values.items() if v is not None or k == "organization"}
        if template["kind"] == "age" and (self._only_would(clause) or self._of_then(clause, reading)):
            return
        got = clause.vg is not None and clause.vg.perfect and "birth" in self.pack.verb_classes.get(clause.vg.lemma, ())
        if template["kind"] == "age" and got:
            return  # "ha avuto Luca, cinque anni"
        if values.get("type") == "birthday" and self._only_would(clause):
            return
        if template["kind"] in ("spouse", "partner") and self._each_of_both(clause):
            return
        if template["kind"] == "spouse" and self._only_wished(clause, qualifiers):
            return
        birthday = any(t.get("type") == "birthday" for t in pattern.claims)
        unknown = any(d.role == "date" and d.value is None for d in dates)  # "l'anno scorso", of no known year
        if template["kind"] == "age" and birthday and (unknown or self._long_past(pick_date(dates, qualifiers))):
            return  # who turned forty last year is forty no more
        if any(
            values.get(k) is None and not str(template[k]).endswith("?")
            for k in ("type", "title", "work", "years")
            if k in template
        ):
            return
        if people.get("participants") == () and not pattern.options.get("guest"):
            return
        won = template["kind"] == "event" and values.get("type") == "award" and times.get("date") is not None
        for each, day in itertools.product(_each_pair(people), _years(dates) if won else (times.get("date"),)):
            self.claims.add(
                template["kind"],
                each,
                values,
                qualifiers,
                reading.sentence,
                pattern.id,
                start=times.get("start"),
                end=times.get("end"),
                date=day,
                either=tuple(pattern.options.get("either", ())),
                known=tuple(pattern.options.get("known", ())),
                guest=bool(pattern.options.get("guest")),
                unsaid=tuple(pattern.options.get("same", ())),
            )
        couple = people.get("persons")
        if template["kind"] in ("spouse", "partner") and isinstance(couple, tuple):
            self.discourse.note_couple(clause, couple)
            self.discourse.note_together(couple, qualifiers.status == "former")
        guests = people.get("participants")
        if values.get("type") == "wedding" and isinstance(guests, tuple) and len(guests) == 2:
            self.discourse.weddings.append(guests)

    def _organization(self, phrase: NounPhrase) -> str | None:
        for _, complement in phrase.complements:
            if complement.mention is not None and complement.mention.kind in (ORGANIZATION, PLACE, OTHER, WORK):
                return surface(complement, self.document.article.text)
        return None

    def _place(self, clause: Clause, np: NounPhrase | None) -> str | None:
        """Where it was: the first place of the clause behind a preposition of place."""
        after = [c for _, c in np.complements] if np is not None else []
        for phrase in (*after, *sorted(clause.obliques, key=lambda n: n.start)):
            if phrase.prep not in self.pack.preposition_roles["place"] and not (np is not None and phrase in after):
                continue
            if phrase.mention is not None and (phrase.mention.kind == PLACE or self._building(phrase)):
                return surface(phrase, self.document.article.text)
            if phrase.mention is None and phrase.sense("place") and phrase.determiner == "possessive":
                town = next((c for _, c in phrase.complements if c.mention and c.mention.kind == PLACE), None)
                if town is not None:
                    return surface(town, self.document.article.text)  # "nella sua casa di Roma"
                continue  # "nella sua villa ad Arcore": the town comes next
            if phrase.mention is None and phrase.sense("place") and phrase.determiner != "indefinite":
                return without_preposition(phrase, self.document.article.text, self.pack.prepositions)
        return None

    def _building(self, phrase: NounPhrase) -> bool:
        """ "Palazzo Chigi", "Università di Bologna": a house or institution where something takes place."""
        assert phrase.mention is not None and phrase.sentence is not None
        first = phrase.sentence.lowers[phrase.mention.start]
        last = phrase.sentence.lowers[phrase.mention.end - 1]
        known = first in self.pack.place_heads or first in self.pack.organization_head or last in self.pack.place_tails
        known = known or names.known_organization(" ".join(phrase.mention.words)) == "institution"  # "the White House"
        return phrase.mention.kind in (ORGANIZATION, OTHER) and known

    def _proper(self, np: NounPhrase) -> str | None:
        """ "Leone d'oro" of "un Leone d'oro", "two Brit Awards" without the number; nothing of "the award"."""
        assert np.sentence is not None
        begin = np.start
        match = self.pack.prepositions.longest(np.sentence.lowers, begin) if np.prep else None
        begin += match[0] if match else 0
        small = self.pack.determiners
        while begin < np.end - 1 and (
            np.sentence.lowers[begin] in small or self.calendar.number(np.sentence.lowers[begin]) is not None
        ):
            begin += 1
        if np.mention is not None:
            begin = np.mention.start
        tokens = np.sentence.tokens
        last = np.mention.end if np.mention is not None and np.sense("event") is None else np.end
        text = self.document.article.text[tokens[begin].start : tokens[last - 1].end]
        return text if " " in text or text[:1].isupper() else None

    def _value(self, value: Any, binding: Binding, clause: Clause) -> Any:
        if not isinstance(value, str):
            return value
        if value.endswith("?"):
            return binding.get(value[:-1])
        if "|" in value:
            name, _, fallback = value.partition("|")
            return binding.get(name) or fallback
        if value == "place":
            return self._place(clause, None)
        if value == "event":
            return binding.get("event")
        if value == "@head":
            np = binding.get("#head")
            if np is not None and binding.get("event") == "award":
                return self._proper(np)
            return surface(np, self.document.article.text) if np is not None else None
        if value == "@name":
            named = next((self._proper(np) for np in binding.get("#literals", ())), None)
            bare = any(n.sense == "event" for _, n in self.pack.nouns.match([(named or "").casefold()], 0))
            return named if named and named != named.lower() and not bare else None
        return binding.get(value, value if not value[:1].isupper() else None)


def _years(dates: list[Date]) -> list[str | None]:
    """Each year of "won it in 2013 and 2016"; of other dates the first alone."""
    told = list(dict.fromkeys(d.value for d in dates if d.role == "date" and d.value))
    return list(told) if len(told) > 1 and all(len(d) == 4 for d in told) else list(told[:1])


def _each_pair(people: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Of three who are all tied to each other a claim for every two."""
    all_of_them = people.get("persons")
    if not isinstance(all_of_them, tuple) or len(all_of_them) < 3:
        yield people
        return
    for pair in itertools.combinations(all_of_them, 2):
        yield {**people, "persons": pair}


def _person_value(value: Any, binding: Binding) -> Any:
    """Entities for a template's slot names: one for "A", a tuple for ["A", "B"]."""
    if isinstance(value, str):
        found = binding.get(value.rstrip("?"))
        return found[0] if isinstance(found, tuple) and len(found) == 1 else found
    people: list[Entity] = []
    for name in value:
        found = binding.get(name.rstrip("?"))
        if found is None:
            if name.endswith("?"):
                continue
            return None
        people += found if isinstance(found, tuple) else [found]
    return tuple(dict.fromkeys(people))


def _distribute(binding: Binding) -> Iterator[Binding]:
    """A slot for one person that met several gives a binding for each of them."""
    names = binding.get("#each", [])
    if not names:
        yield binding
        return
    first, *rest = names
    for entity in binding[first]:
        yield from _distribute({**binding, first: entity, "#each": rest})
