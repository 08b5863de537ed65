"""Matches the patterns of a pack against the clauses and noun phrases of a document."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from peoplekg.extraction.assertions import ClaimList, pairs
from peoplekg.extraction.patterns import ANY_VERB, Argument, Pattern, PatternSet, Slot
from peoplekg.extraction.qualifiers import Qualifier, Qualifiers, pick_date
from peoplekg.language import names
from peoplekg.language.clauses import Clause
from peoplekg.language.coreference import titles_of
from peoplekg.language.dates import Date, calendar
from peoplekg.language.document import Document, Reading, surface
from peoplekg.language.mentions import EVENT, ORGANIZATION, OTHER, PERSON, PLACE, WORK, Entity, Mention
from peoplekg.language.phrases import NounPhrase, VerbGroup
from peoplekg.language.tokens import Sentence

Binding = dict[str, Any]
_PERSON_ROLES = {"persons", "parent", "child", "person", "of", "participants", "grantor", "beneficiary", "advocates"}
_FAMILY = {"spouse", "partner", "parent", "sibling", "kin"}
_MENTION_KINDS = {
    "organization": {ORGANIZATION, OTHER, PLACE},
    "place": {PLACE},
    "named": {PLACE},
    "work": {WORK, OTHER},
    "event": {EVENT, OTHER},
}


class Matcher:
    """Tries all patterns of a language on the clauses of one document."""

    def __init__(self, document: Document, patterns: PatternSet, claims: ClaimList, qualifier: Qualifier):
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.patterns = patterns
        self.claims = claims
        self.qualifier = qualifier
        self.calendar = calendar(document.pack)
        self._nested: set[int] = set()

    def read(self, clause: Clause, reading: Reading) -> None:
        """Note the claims of a clause's verb and of the noun phrases in it."""
        if clause.vg is not None:
            own_verb = clause.vg.finite and not clause.vg.copula
            present = _words_of(clause.sentence)
            for head in (clause.vg.lemma, ANY_VERB) if own_verb else (clause.vg.lemma,):
                for pattern in self.patterns.clauses.get(head, ()):
                    if not any(present.isdisjoint(words) for words in pattern.required):
                        self._clause(pattern, clause, reading)
        elif clause.kind == "main" and clause.before:
            said = _as_copular(clause, self.pack.cue_lemma("be"))
            for pattern in self.patterns.clauses.get(self.pack.cue_lemma("be"), ()):
                if pattern.options.get("verbless"):
                    self._clause(pattern, said, reading)
        for np in clause.noun_phrases():
            for part, bearer in self._nouns_of(np):
                self._noun(part, clause, reading, bearer or self._fronted_bearer(part, clause))

    # ---- clauses

    def _clause(self, pattern: Pattern, clause: Clause, reading: Reading) -> None:
        group = clause.vg
        assert group is not None
        if pattern.reflexive and not (group.reflexive or group.be_participle or group.tense == "participle"):
            return
        if (
            not pattern.reflexive
            and group.reflexive
            and not pattern.options.get("reflexive")
            and not self.pack.is_reflexive_lemma(group.lemma)
        ):
            return
        if pattern.passive != group.passive and not self._alternates(pattern, group.passive):
            return
        if pattern.gated and not self._allowed(pattern, clause):
            return
        binding: Binding = {"#among": pattern.options.get("among")}
        dates: list[Date] = self._own_dates_first(clause)
        if pattern.passive == group.passive or (pattern.reflexive and not group.passive):
            ok = self._bind_head(pattern, clause, binding) and self._bind_arguments(pattern, clause, binding, reading)
        else:
            ok = self._bind_passive(pattern, clause, binding, reading)
        if not ok or not self._have_jobs(pattern, binding):
            return
        qualifiers = self.qualifier.of_clause(clause, reading)
        if not self._worded(pattern, binding, clause):
            return
        if any(c["kind"] in _FAMILY for c in pattern.claims) and self.qualifier.in_fiction(clause):
            return  # "in the film X marries Y"
        for np in binding.get("#literals", ()):
            dates = [*self._attached_dates(np, reading), *dates]  # "at the 1972 convention" in a sentence on 1976
        if not self._dated(pattern, dates):
            return
        self._assert(pattern, binding, qualifiers, clause, reading, dates)

    def _worded(self, pattern: Pattern, binding: Binding, clause: Clause) -> bool:
        """Whether the preposition and the adjectives are those that a pattern asks for."""
        led, adjectives = pattern.options.get("led"), pattern.options.get("adjectives")
        if led:
            lowers = clause.sentence.lowers
            last = pattern.arguments[-1].slot
            people = self._bound({"last": binding.get(last.name)}) if last is not None else ()
            phrases = [np for np in clause.obliques if set(self.discourse.named(np)) & set(people)]
            relative = clause.antecedent_role.startswith("oblique:") and lowers[clause.start - 2] in led.split("|")
            before = {w for np in phrases for w in lowers[max(0, np.start - 1) : np.start + 1]}
            if not relative and not before & set(led.split("|")):
                return False
        if adjectives is not None:
            allowed = set(adjectives.split("|"))
            return all(set(np.modifiers) <= allowed for np in binding.get("#literals", ()))
        return True

    def _have_jobs(self, pattern: Pattern, binding: Binding) -> bool:
        """Whether those of whom a pattern asks it have an occupation of a group: "told the presenter X"."""
        for slot, group in pattern.options.get("jobs", {}).items():
            bound = binding.get(slot)
            people = bound if isinstance(bound, tuple) else (bound,) if bound is not None else ()
            if not people or not all(isinstance(e, Entity) and e.titles & titles_of(group) for e in people):
                return False
        for slot, keys in pattern.options.get("keys", {}).items():
            if binding.get(slot + ".key") not in keys:
                return False
        for slot, group in pattern.options.get("no_jobs", {}).items():
            bound = binding.get(slot)
            if isinstance(bound, Entity) and bound.titles & titles_of(group):
                return False
        return True

    def _own_dates_first(self, clause: Clause) -> list[Date]:
        """A clause's dates; last those that stand in what is said beside its subject: "X, Nobel nel 1982, nacque"."""
        tokens, subject = clause.sentence.tokens, clause.subject
        if len(clause.dates) < 2 or subject is None or subject.mention is None or clause.vg is None:
            return list(clause.dates)
        begin, end = tokens[subject.mention.end - 1].end, tokens[clause.vg.start].start
        return sorted(clause.dates, key=lambda d: begin <= d.span.start < end)

    def _dated(self, pattern: Pattern, dates: list[Date]) -> bool:
        """Whether the date is there that a pattern asks for."""
        asked = pattern.options.get("needs_date")
        if not asked:
            return True
        found = [d for d in dates if d.value and d.role == "date"] if asked == "month" else dates
        return any(asked != "month" or len(d.value or "") >= 7 for d in found)

    def _allowed(self, pattern: Pattern, clause: Clause) -> bool:
        """Whether the clause has what the pattern's options ask for."""
        group, options = clause.vg, pattern.options
        assert group is not None
        negated = options.get("negated")
        told = group.negated and (negated != "no_longer" or self.qualifier.no_longer(clause))
        if negated and not told and not self.qualifier.ceased(clause):
            return False
        if options.get("finite") and not group.finite:
            return False
        if options.get("tense") == "imperfect" and group.tense != "imperfect":
            return False
        if (
            options.get("tense") == "perfective"
            and group.finite
            and not (
                group.perfect
                or group.tense in ("past", "future")
                or group.passive
                or (group.tense == "present" and clause.dates)
            )
        ):
            return False
        clitic = options.get("clitic")
        if clitic and not any(c["form"].startswith(clitic[:-1]) for c in group.clitics):
            return False
        denied_by = options.get("denied_by")
        if denied_by and denied_by not in clause.sentence.lowers[group.start : group.end]:
            return False
        if options.get("ending") and not clause.sentence.lowers[group.end - 1].endswith(options["ending"]):
            return False
        behind = clause.sentence.lowers[group.end : group.end + 6]
        if options.get("unless") and _said_in(options["unless"], behind):
            return False
        if options.get("beside") and not _said_in(options["beside"], behind):
            return False
        if options.get("near") and not self._said_near(options["near"], clause):
            return False
        if group.lemma in options.get("but", ()):
            return False
        if options.get("no_occasion") and self._at_occasion(clause):
            return False
        if options.get("tense") == "past" and group.tense == "present" and not group.perfect:
            return False
        without = options.get("without")
        if without:
            preps = without if isinstance(without, list) else [without]
            inside = [(p, c) for np in clause.objects for p, c in np.complements]
            if any(p in preps and c.is_human for p, c in (*((np.prep, np) for np in clause.obliques), *inside)):
                return False
        return True

    def _said_near(self, words: str, clause: Clause) -> bool:
        index = clause.sentence.index
        near = [r.sentence.lowers for r in self.document.readings[max(0, index - 2) : index + 1]]
        return any(_said_in(words, lowers) for lowers in near)

    def _at_occasion(self, clause: Clause) -> bool:
        """ "arrived at the premiere in London": no journey."""
        at = self.pack.preposition_roles["at"]
        return any(np.prep in at and self._event_type(np) is not None for np in clause.obliques)

    def _bind_head(self, pattern: Pattern, clause: Clause, binding: Binding) -> bool:
        if pattern.subject_words:
            phrase = clause.subject_phrase()
            if phrase is None or not self._is_word(phrase, pattern.subject_words):
                phrase = next((np for np in clause.objects if self._is_word(np, pattern.subject_words)), None)
            if phrase is None or (pattern.options.get("needs_date") and not clause.dates):
                return False
            binding["#head"] = phrase
            binding.setdefault("#literals", []).append(phrase)
            return True
        if pattern.options.get("named_subject") and not _names_somebody(clause.subject_phrase()):
            return False
        if self._bind_subject(pattern.subject, clause, binding):
            return True
        anyone = pattern.options.get("anyone")
        return bool(anyone) and self._unnamed_subject(clause, office=anyone == "office")

    def _unnamed_subject(self, clause: Clause, *, office: bool) -> bool:
        """Whether somebody whom the text does not name, or a body, does it: "the governor has pardoned X"."""
        assert clause.vg is not None
        if clause.vg.first_person:
            return False
        phrase = clause.subject_phrase()
        if phrase is None:
            return clause.vg.finite and clause.vg.number == "p" and not office
        body = phrase.mention is not None and phrase.mention.kind in (ORGANIZATION, PLACE)
        holds = body or phrase.sense("office", "organization") is not None
        return phrase.entity is None and (holds or not office)

    def _alternates(self, pattern: Pattern, passive: bool) -> bool:
        """An active pattern with an object also has a passive."""
        return passive and not pattern.passive and any(a.prep is None for a in pattern.arguments)

    def _bind_subject(self, slot: Slot | None, clause: Clause, binding: Binding) -> bool:
        if slot is None:
            return True
        if slot.kind != "person":
            phrase = clause.subject_phrase()
            return phrase is not None and self._bind_thing(slot, phrase, clause, binding)
        relative = clause.sentence.lowers[clause.start - 1] if clause.kind == "rel" and clause.start else ""
        if clause.antecedent_role == "subject" and relative in self.pack.cue("thing_relatives"):
            return False  # "X, which was directed by Y"
        people = self.discourse.subject(clause)
        phrase = clause.subject_phrase()
        if not people and slot.many == "*" and phrase is not None and phrase.members:
            people = self.discourse.partial(phrase, clause)  # "two friends and the singer X"
        if people and slot.many == "*" and phrase is not None:
            people = tuple(dict.fromkeys((*people, *self._listed_behind(phrase, clause))))
        return self._bind_people(slot, people, binding)

    def _listed_behind(self, phrase: NounPhrase, clause: Clause) -> tuple[Entity, ...]:
        """The rest of a list without "and" behind the verb: "C'erano A, B, C"."""
        assert clause.vg is not None
        found: list[Entity] = []
        end = phrase.end
        for np in sorted(clause.objects, key=lambda n: n.start):
            led = clause.sentence.lowers[np.start - 1] == "," or self._joins(clause.sentence.lowers[np.start - 1])
            if phrase.start >= clause.vg.end and np.start >= end and np.is_human and led:
                found += self.discourse.named(np) or ()
                end = np.end
        return tuple(found)

    def _joins(self, lower: str) -> bool:
        return lower in self.pack.grammar["conjunctions"]["and"]

    def _bind_people(self, slot: Slot, people: tuple[Entity, ...] | None, binding: Binding) -> bool:
        if not people:
            return False
        if (slot.many == "+" and len(people) != 2) or (slot.many == "&" and len(people) < 2):
            return False
        if not slot.many and len(people) != 1:
            if slot.name in binding:
                return False
            binding[slot.name] = people
            binding.setdefault("#each", []).append(slot.name)
            return True
        binding[slot.name] = people if slot.many else people[0]
        return True

    def _bind_arguments(self, pattern: Pattern, clause: Clause, binding: Binding, reading: Reading) -> bool:
        used: list[NounPhrase] = []
        if not self._bind_all(pattern, pattern.arguments, clause, binding, used, reading):
            return False
        first = next(iter(binding.get("#literals", ())), None)
        if pattern.options.get("indefinite") and first is not None and first.determiner == "definite":
            return False
        if pattern.options.get("unowned") and any(_somebodys(np) for np in binding.get("#literals", ())):
            return False
        if pattern.options.get("intransitive"):
            return all(
                np in used or not (np.is_human or np.mention is not None or np.determiner != "none")
                for np in clause.objects
            )
        return True

    def _bind_passive(self, pattern: Pattern, clause: Clause, binding: Binding, reading: Reading) -> bool:
        target = next(a for a in pattern.arguments if a.prep is None)
        phrase = clause.subject_phrase()
        if phrase is None and target.slot is None:
            phrase = next((np for np in clause.objects if self._is_word(np, target.words)), None)
        if target.slot is None:
            if phrase is None or not self._is_word(phrase, target.words):
                return False
            binding["#head"] = phrase
            binding.setdefault("#literals", []).append(phrase)
        elif not self._bind_subject(target.slot, clause, binding):
            return False
        used: list[NounPhrase] = []
        if pattern.subject_words:
            by = [np for np in clause.obliques if np.prep in self.pack.preposition_roles["by"]]
            if not any(self._is_word(np, pattern.subject_words) for np in by):
                return False
        if pattern.subject is not None:
            agents = [np for np in clause.obliques if np.prep in self.pack.preposition_roles["by"] and np.is_human]
            agents += (
                [c for p, c in phrase.complements if p in self.pack.preposition_roles["by"] and c.is_human]
                if phrase is not None
                else []
            )
            people = self.discourse.referents(agents[0], clause) if agents else None
            if people:
                if not self._bind_people(pattern.subject, people, binding):
                    return False
                used.append(agents[0])
            elif not pattern.options.get("agentless"):
                return False
        rest = tuple(a for a in pattern.arguments if a is not target)
        return self._bind_all(pattern, rest, clause, binding, used, reading)

    def _bind_all(
        self,
        pattern: Pattern,
        arguments: tuple[Argument, ...],
        clause: Clause,
        binding: Binding,
        used: list[NounPhrase],
        reading: Reading,
    ) -> bool:
        """Bind the literal words first: the slots that belong to them are looked for in and behind them."""
        for argument in sorted(arguments, key=lambda a: a.slot is not None):
            led = any(
                a.slot is None and a is not argument for a in pattern.arguments[: pattern.arguments.index(argument)]
            )
            if not self._bind_argument(argument, clause, binding, used, reading, led) and not argument.optional:
                return False
        return True

    def _bind_argument(
        self,
        argument: Argument,
        clause: Clause,
        binding: Binding,
        used: list[NounPhrase],
        reading: Reading,
        led: bool = False,
    ) -> bool:
        if argument.slot is not None and argument.slot.kind == "years":
            return self._bind_years(argument.slot, clause, binding)
        candidates = self._candidates(argument, clause, binding)
        literals = binding.get("#literals", [])
        if led and literals and argument.prep and argument.slot is not None and argument.slot.kind == "person":
            candidates = self._led(candidates, literals, clause)
        if argument.slot is not None and argument.slot.kind in ("text", "quantity"):
            candidates = [np for np in candidates if not _before_verb(np, clause)]
        for np in candidates:
            if any(np is u for u in used):
                continue
            if argument.slot is None:
                if self._is_word(np, argument.words):
                    used.append(np)
                    binding.setdefault("#literals", []).append(np)
                    self._note_event(np, binding)
                    return True
            elif argument.slot.kind == "work" and argument.prep is None and _behind_a_noun(np, clause):
                continue
            elif self._bind_slot(argument.slot, np, clause, binding):
                used.append(np)
                if argument.slot.kind == "work":
                    self._more_works(argument.slot, np, binding)
                return True
        if argument.slot is None:
            return self._words_follow(argument, clause)
        if argument.slot.kind == "person":
            return self._bind_clitic(argument, clause, binding)
        return False

    def _led(self, candidates: list[NounPhrase], literals: list[NounPhrase], clause: Clause) -> list[NounPhrase]:
        """What may belong to literal words: what stands in or behind them, else before or right behind the verb."""
        assert clause.vg is not None
        last = max(u.start for u in literals)
        found = [
            np
            for np in candidates
            if np.start >= last or any(u.start <= np.start < u.end or u.possessor is np for u in literals)
        ]
        between = [
            np for np in candidates if np.start > min(u.start for u in literals)
        ]  # "a tribute to X on Instagram"
        found = found or between
        behind = [np.start for np in (*clause.objects, *clause.obliques) if np.start >= clause.vg.end]
        first = min(behind, default=0)
        return found or [np for np in candidates if np.end <= clause.vg.start or np.start == first]

    def _candidates(self, argument: Argument, clause: Clause, binding: Binding) -> list[NounPhrase]:
        if argument.prep is None:
            found = list(clause.objects)
            if argument.slot is not None and argument.slot.kind == "person":
                marked = self.pack.preposition_roles.get("object", frozenset())
                found += [np for np in clause.obliques if np.prep in marked and np.is_human]
                if clause.antecedent is not None and clause.antecedent_role.partition(":")[2] in marked:
                    found.insert(0, clause.antecedent)
            relative = _relative_around(clause)
            if relative is not None and relative.antecedent_role == "object" and relative.antecedent is not None:
                found.insert(0, relative.antecedent)
            if not found and argument.slot is None:
                found = [np for np in clause.before if np is not clause.subject]
            return found
        preps = argument.prep.split("|")
        literals = binding.get("#literals", ())
        found = [np for np in clause.obliques if np.prep in preps and not self._of_a_noun(np, clause, literals)]
        found.sort(key=lambda np: clause.vg is not None and np.start < clause.vg.start)  # "Before her move to X, …"
        if (
            clause.antecedent is not None
            and clause.antecedent_role.startswith("oblique:")
            and clause.antecedent_role[8:] in preps
        ):
            found.insert(0, clause.antecedent)
        roles = [np for name, np in binding.items() if name.endswith(".phrase")]
        for np in (*binding.get("#literals", ()), *roles):
            found += self._inside(np, preps)
            for outer in clause.ancestors():  # "a pardon for X is said to be under consideration"
                found += [o for o in outer.obliques if o.prep in preps and 0 <= o.start - np.end <= 1]
        return found

    def _of_a_noun(self, np: NounPhrase, clause: Clause, literals: Any) -> bool:
        """Y in "came to Rome for the summit with Y": with whom the summit was, not with whom one came."""
        if np.prep not in self.pack.preposition_roles["with"] or not np.is_human:
            return False
        led = [o for o in clause.obliques if o.end == np.start - 1 and o.sense("event", "bond") and o.mention is None]
        return any(all(o is not n for n in literals) for o in led)

    def _inside(self, np: NounPhrase, preps: list[str]) -> list[NounPhrase]:
        """What hangs on a phrase by one of the prepositions, at any depth; a possessor counts as "of"."""
        found: list[NounPhrase] = []
        if set(preps) & self.pack.preposition_roles["of"]:
            titled = np.mention is not None and np.mention.kind in (WORK, OTHER)
            nouns = (np, *np.appositions) if titled else (np,)  # "in X's thriller Night Tide"
            found += [n.possessor for n in nouns if n.possessor is not None][:1]
        for prep, complement in np.complements:
            if prep in preps and complement not in found:
                found.append(complement)
            if complement.mention is None:
                found += [p for p in self._inside(complement, preps) if p not in found]
        return found

    def _bind_slot(self, slot: Slot, np: NounPhrase, clause: Clause, binding: Binding) -> bool:
        if slot.kind == "person":
            if np.pronoun is not None and np.pronoun.get("possessive") and binding.get("#among"):
                people = self._among(binding)
                return people is not None and self._bind_people(slot, people, binding)
            return np.is_human and self._bind_people(slot, self.discourse.referents(np, clause), binding)
        return self._bind_thing(slot, np, clause, binding)

    def _among(self, binding: Binding) -> tuple[Entity, ...] | None:
        """The one person of whom the article has stated a claim of that kind: whose sentence it is that is commuted."""
        bound = self._bound(binding)
        people = [e for e in self.claims.people_of(binding["#among"]) if e not in bound]
        return (people[0],) if len(people) == 1 else None

    def _bind_thing(self, slot: Slot, np: NounPhrase, clause: Clause, binding: Binding) -> bool:
        text = self.document.article.text
        if slot.kind == "role":
            noun = np.sense("office", "occupation")
            if noun is None or noun.key in titles_of("traits") or self._names_somebody(np):
                return False
            binding[slot.name] = (
                " ".join(noun.words) if self.pack.titles_as_written and noun.number == "s" else noun.key
            )
            binding[slot.name + ".phrase"] = np
            return True
        if slot.kind in ("text", "quantity"):
            if (np.mention is not None and np.mention.kind == PERSON) or np.pronoun is not None:
                return False
            if slot.kind == "text" and np.mention is not None and np.mention.kind in (PLACE, ORGANIZATION):
                return False
            amount = self._amount_end(np, clause)
            assert np.sentence is not None
            measured = np.sentence.lowers[np.head] in self.pack.cue("sentence_words") or (
                amount and np.sentence.tokens[np.head].lower in self.calendar.words["unit"]
            )
            if measured and slot.kind == "text":
                return False
            if (
                slot.kind == "quantity"
                and not amount
                and np.sentence.lowers[np.head] not in self.pack.cue("sentence_words")
            ):
                return False
            end = amount or self._compound_end(np) or self._date_inside(np)
            binding[slot.name] = _without_preposition(np, text, self.pack.prepositions, end)
            return True
        kinds = _MENTION_KINDS.get(slot.kind, set())
        if np.mention is not None and np.mention.kind in kinds:
            if slot.kind == "work" and np.mention.kind == OTHER and not self._quoted(np):
                return False
            if slot.kind == "organization" and self._of_a_thing(np):
                return False
            binding[slot.name] = surface(np, text)
            noun = next((n.sense("work", "event") for n in np.appositions if n.sense("work", "event")), None)
            if noun is not None:
                binding[slot.name + ".key"] = noun.key
            if slot.kind == "work":
                self._note_maker(slot, np, clause, binding)
            if slot.kind == "event":
                self._note_event(np, binding)
                binding[slot.name + ".key"] = binding.get("event")
                binding[slot.name + ".name"] = surface(np, text)
            return True
        if slot.kind == "event" and np.mention is None and np.sense("event"):
            self._note_event(np, binding)
            binding[slot.name] = _without_preposition(np, text, self.pack.prepositions)
            binding[slot.name + ".key"] = binding["event"]
            return True
        if (
            slot.kind == "work"
            and np.mention is None
            and (noun := np.sense("work"))
            and (titles := self._opened_titles(np))
        ):
            binding[slot.name], binding[slot.name + ".key"] = titles[0], noun.key
            return True
        capital = np.sentence is not None and np.sentence.tokens[np.head].is_capital
        if slot.kind == "organization" and np.mention is None and np.sense("organization") and capital:
            binding[slot.name] = _without_preposition(np, text, self.pack.prepositions)
            return True
        if slot.kind == "organization" and np.mention is None and np.sense("organization"):
            apposed = self._apposed_name(np)
            if apposed is not None:
                binding[slot.name] = apposed
                return True
        if slot.kind == "place" and np.mention is None and np.sense("place"):
            binding[slot.name] = _without_preposition(np, text, self.pack.prepositions)
            return True
        return False

    def _names_somebody(self, np: NounPhrase) -> bool:
        """ "appoint the serving minister, X": the minister is X, not what X becomes."""
        assert np.sentence is not None
        if np.determiner != "definite" or np.sentence.lowers[np.end : np.end + 1] != [","]:
            return False
        mentions = self.document.readings[np.sentence.index].mentions
        return any(m.kind == PERSON and m.start == np.end + 1 for m in mentions)

    def _apposed_name(self, np: NounPhrase) -> str | None:
        """The name before or behind a comma that an organization's noun stands for: "Alfa, the bank she founded"."""
        assert np.sentence is not None
        tokens, lowers = np.sentence.tokens, np.sentence.lowers
        for mention in self.document.readings[np.sentence.index].mentions:
            if mention.kind in (PERSON, PLACE, EVENT):
                continue
            before = mention.end == np.start - 1 and lowers[np.start - 1] == ","
            behind = mention.start - np.end in (1, 2) and lowers[np.end] == ","
            if (before or behind) and np.determiner in ("definite", "other"):
                return self.document.article.text[tokens[mention.start].start : tokens[mention.end - 1].end]
        return None

    def _more_works(self, slot: Slot, np: NounPhrase, binding: Binding) -> None:
        """Bind the other titles of a list too: "wrote A, B and C", "the songs A and B"."""
        if np.mention is None:
            titles = self._opened_titles(np)
            years: dict[str, str | None] = {}
        else:
            assert np.sentence is not None
            mentions = self.document.readings[np.sentence.index].mentions
            listed = self._title_list(np.mention, mentions, np.sentence.lowers)
            years = {self._title(m, np.sentence): _year_of_title(m, np) for m in listed}
            titles = list(years)
        if any(years.values()):
            binding["#years"] = years
        if len(titles) > 1 and slot.name not in binding.get("#each", []):
            binding[slot.name] = tuple(titles)
            binding.setdefault("#each", []).append(slot.name)

    def _title_list(self, first: Mention, mentions: list[Mention], lowers: list[str]) -> list[Mention]:
        """A title and those joined to it by commas and "and"."""
        joints = {",", *self.pack.grammar["conjunctions"]["and"]}
        found = [first]
        for mention in sorted(mentions, key=lambda m: m.start):
            gap = lowers[found[-1].end : mention.start]
            title = mention.kind == WORK or (mention.kind == OTHER and lowers[mention.start - 1] in '"“«')
            plain = [w for w in gap if w not in '"“”«»()' and not w.isdigit()]
            if mention.start >= found[-1].end and title and plain and all(w in joints for w in plain):
                found.append(mention)
        return found

    def _title(self, mention: Mention, sentence: Sentence) -> str:
        tokens = sentence.tokens
        return self.document.article.text[tokens[mention.start].start : tokens[mention.end - 1].end]

    def _opened_titles(self, np: NounPhrase) -> list[str]:
        """The titles in the list that a plural noun opens."""
        assert np.sentence is not None
        reading = self.document.readings[np.sentence.index]
        listed = [m for m in reading.mentions if m.kind == WORK and m.listing >= 0 and np.start <= m.listing < np.end]
        return [self._title(m, np.sentence) for m in listed]

    def _note_maker(self, slot: Slot, np: NounPhrase, clause: Clause, binding: Binding) -> None:
        """Whose work it is ("the film X by Y has won …"), as the slot's "maker"."""
        makers = self.pack.preposition_roles.get("maker", self.pack.preposition_roles["by"])
        behind = [o for o in clause.obliques if o.prep in makers and 0 <= o.start - np.end <= 1]
        owner = next((n.possessor for n in (np, *np.appositions) if n.possessor is not None), None)
        owner = owner or next((o for o in behind if o.entity is not None), None)
        people = self.discourse.referents(owner, clause) if owner is not None else None
        if people:
            binding[slot.name + ".maker"] = people

    def _note_event(self, np: NounPhrase, binding: Binding) -> None:
        """Note what kind of occasion a phrase is: by its noun, or by the last noun of its name."""
        binding.setdefault("#head", np)
        event = self._event_type(np)
        if event is not None:
            binding["event"] = event

    def _event_type(self, np: NounPhrase) -> str | None:
        noun = np.sense("event") or next((n.sense("event") for n in np.appositions if n.sense("event")), None)
        if noun is not None:
            return noun.key
        assert np.sentence is not None
        if np.mention is not None and np.mention.kind == OTHER and np.determiner == "definite":
            named = self.pack.nouns.longest(np.sentence.lowers, np.mention.start)  # "il David": a prize by its name
            if named and np.mention.start + named[0] == np.mention.end and named[1].sense == "event":
                return str(named[1].key)
        if np.mention is None or np.mention.kind != EVENT:
            return None
        for k in range(np.mention.end - 1, np.mention.start - 1, -1):
            for _, word in self.pack.nouns.match(np.sentence.lowers, k):
                if word.sense == "event":
                    return word.key
        known = names.known_event(surface(np, self.document.article.text))
        return {"award": "award", "gala": "gala"}.get(known or "", "other")

    def _quoted(self, np: NounPhrase) -> bool:
        assert np.sentence is not None and np.mention is not None
        return bool(np.sentence.tokens[np.mention.start].quote)

    def _of_a_thing(self, np: NounPhrase) -> bool:
        """ "the Baltic division": a name that says of what kind the noun behind it is."""
        assert np.sentence is not None
        if self.pack.syntax["adjectives_follow"] or np.end >= len(np.sentence.tokens):
            return False
        after = np.sentence.tokens[np.end]
        known = (self.pack.function_words, self.pack.auxiliaries, self.pack.verb_lemmas)
        small = any(after.lower in words for words in known) or after.lemma in self.pack.verb_lemmas
        if small or self.pack.is_adverb(after.lower) or after.lower in self.pack.cue("adverbs"):
            return False
        leads = self.pack.prepositions.longest(np.sentence.lowers, np.end) is not None
        return after.is_word and not after.is_capital and not leads and np.end == np.mention.end  # type: ignore[union-attr]

    def _compound_end(self, np: NounPhrase) -> int:
        """Where "campaign finance fraud" ends, of which only the first noun was read; 0 where nothing follows."""
        assert np.sentence is not None
        end, tokens = np.end, np.sentence.tokens
        if self.pack.syntax["adjectives_follow"] or np.mention is not None:
            return 0
        while end < len(tokens) and end - np.end < 3 and tokens[end].is_word and not tokens[end].is_capital:
            lower = tokens[end].lower
            if lower in self.pack.function_words or lower in self.pack.past_forms or self.pack.is_adverb(lower):
                break
            end += 1
        return end if end > np.end else 0

    def _date_inside(self, np: NounPhrase) -> int:
        """Where "a car crash in 1982" ends without its date; 0 when it has none."""
        assert np.sentence is not None
        tokens, dates = np.sentence.tokens, self.document.readings[np.sentence.index].dates
        inside = [k for k in range(np.head + 1, np.end) if any(d.span.start == tokens[k].start for d in dates)]
        return inside[0] if inside else 0

    def _amount_end(self, np: NounPhrase, clause: Clause) -> int:
        """Where "3 anni e sei mesi di reclusione" ends when a phrase begins with a number; 0 when it does not."""
        lowers = clause.sentence.lowers
        match = self.pack.prepositions.longest(lowers, np.start) if np.prep else None
        begin = np.start + (match[0] if match else 0)
        begin += begin < len(lowers) and lowers[begin] in self.pack.definite and lowers[begin] not in self.pack.genitive
        if begin >= len(lowers) or self.calendar.number(lowers[begin]) is None:
            return 0
        end = max(np.end, begin + 2)
        while end + 1 < len(lowers):
            joined = lowers[end] in self.pack.grammar["conjunctions"]["and"]
            unit = end + 2 < len(lowers) and lowers[end + 2] in self.calendar.words["unit"]
            if (joined or (lowers[end] == "," and unit)) and self.calendar.number(lowers[end + 1]) is not None:
                end += 3
            elif joined and (half := self.pack.cue_phrases["half"].longest(lowers, end + 1)) is not None:
                end += 1 + half[0]
            elif self.pack.is_of(lowers[end]) or lowers[end] in self.pack.cue("sentence_places"):
                end += 2
                words = self.pack.cue("sentence_words")
                noun = next((k for k in range(end, min(end + 2, len(lowers))) if lowers[k] in words), None)
                end = noun + 1 if lowers[end - 1] not in words and noun is not None else end
            else:
                break
        return min(end, len(lowers))

    def _bind_years(self, slot: Slot, clause: Clause, binding: Binding) -> bool:
        assert clause.vg is not None
        lowers = clause.sentence.lowers
        for np in binding.get("#literals", ()):
            ordinal = self._ordinal(np)
            if ordinal:
                binding[slot.name] = ordinal
                return True
        for k in range(clause.vg.end, min(clause.end, len(lowers))):
            years = self.calendar.number(lowers[k])
            token = clause.sentence.tokens[k]
            if not years or not 0 < years < 120 or k - clause.vg.end > 10:
                continue
            if any(d.span.start <= token.start < d.span.end for d in clause.dates):
                continue
            after = lowers[k + 1] if k + 1 < len(lowers) else "."
            if k + 2 < len(lowers) and self.pack.is_of(lowers[k + 2]):
                continue  # "53 anni di carriera"
            counted = after in self.pack.cue("years_old")
            if counted and lowers[k + 2 : k + 3] and lowers[k + 2] in self.pack.cue("not_age"):
                continue  # "two years older than"
            counted = any(c.get("partitive") for c in clause.vg.clitics) and k == clause.vg.end
            said = any(w in self.pack.cue("years_old") for w in lowers[: clause.vg.start])
            if counted and said and (not after[0].isalpha() or after in self.pack.function_words):
                binding[slot.name] = years  # "di anni ne ha sei"
                return True
            near = (
                k - clause.vg.end < 3
                or lowers[k - 1] in self.pack.cue("age_markers")
                or lowers[k - 2] in self.pack.cue("age_markers")
            )
            dated = any(
                d.span.start <= clause.sentence.tokens[min(k + 1, len(lowers) - 1)].start < d.span.end
                for d in clause.dates
            )
            bare = (
                self.pack.cue("age_markers")
                and lowers[k].isdigit()
                and (
                    dated
                    or after in (".", ",", ";", "when", "and", "on", "in", "at", "after")
                    or (after in self.pack.determiners and lowers[k + 2] in self.calendar.words["unit"])
                )
            )
            if near and (after in self.pack.cue("years_old") or bare):
                binding[slot.name] = years
                return True
        return False

    def _bind_clitic(self, argument: Argument, clause: Clause, binding: Binding) -> bool:
        """ "lo ha sposato", "gli ha concesso": the clitic stands for the argument."""
        assert clause.vg is not None and argument.slot is not None
        for clitic in clause.vg.clitics:
            case = clitic.get("case")
            cases = case if isinstance(case, list) else [case]
            to = argument.prep is not None and set(argument.prep.split("|")) & self.pack.preposition_roles["to"]
            if not (("object" in cases and argument.prep is None) or ("to" in cases and to)):
                continue
            own = binding.get("#head") is None or clause.subject is not None  # "lo ha stroncato un tumore"
            avoid = set(self.discourse.subject(clause) or ()) if own else set()
            if clitic.get("person") == 1:
                speaker = self.discourse.speaker(clause, None)
                people: tuple[Entity, ...] | None = (speaker,) if speaker else None
            else:
                agreed = clause.vg.object_agreement[0] if clause.vg.object_agreement else clause.vg.gender
                gender = clitic.get("gender") or (agreed if "object" in cases else None)
                people = self.discourse.clitic(clause, gender, clitic.get("number"), avoid)
            if people and self._bind_people(argument.slot, people, binding):
                return True
        return False

    def _is_word(self, np: NounPhrase, words: frozenset[str]) -> bool:
        if any(w.startswith("@") for w in words):
            event = self._event_type(np)
            if event is not None and ("@event" in words or "@" + event in words):
                return True
        if np.members:
            return False
        assert np.sentence is not None
        if np.mention is not None:
            last = "* " + np.sentence.lowers[np.mention.end - 1]  # "*herald": whatever is called so
            named = " ".join(np.sentence.lowers[np.mention.start : np.mention.end]) in words
            thing = np.mention.kind != PERSON  # "the thriller Night Tide"
            return named or (thing and (last in words or any(self._is_word(n, words) for n in np.appositions)))
        head = np.sentence.tokens[np.head]
        if head.lower in words or head.lemma in words:
            return True
        if not np.nouns and any(
            t.lower in words or t.lemma in words
            for t in np.sentence.tokens[np.start : np.core_end]
            if t.lower not in self.pack.function_words
        ):
            return True
        if np.noun is not None and " ".join(np.noun.words) in words:
            return True
        key = np.sense("work")
        return key is not None and "@" + key.key in words

    def _words_follow(self, argument: Argument, clause: Clause) -> bool:
        """Literal words that are no noun phrase of the clause: adverbs, adjectives, participles behind the verb."""
        assert clause.vg is not None
        tokens = clause.sentence.tokens
        objects = [np.end + 2 for np in clause.objects if clause.vg.end <= np.start <= clause.vg.end + 1]
        for k in range(clause.vg.start, min(max([clause.vg.end + 5, *objects]), len(tokens))):
            if tokens[k].lower in (",", ".", ";") or (
                k >= clause.vg.end and tokens[k].lower in self.pack.cue("negation_inside")
            ):
                return False
            if tokens[k].lower in argument.words or tokens[k].lemma in argument.words:
                lowers = clause.sentence.lowers
                named = tokens[k - 1].is_capital  # "star on Blue Harbour together"
                led = not named and any(
                    b >= clause.vg.end and self.pack.prepositions.longest(lowers, b) for b in (k - 1, k - 2)
                )
                if argument.prep is None:
                    return not led
                return k > 0 and any(
                    p in argument.prep.split("|")
                    for b in (k - 1, k - 2)
                    if b >= 0
                    for _, p in self.pack.prepositions.match(clause.sentence.lowers, b)
                )
        return False

    # ---- nouns

    def _nouns_of(self, np: NounPhrase) -> Iterator[tuple[NounPhrase, Entity | None]]:
        if np.mention is None and not np.members and np.pronoun is None:
            yield np, None
        for noun in np.appositions:
            yield noun, np.entity
            for _, union in noun.complements:
                if union.sense("bond"):  # "her sons from her marriage to X, Y and Z"
                    yield union, None
        for _, complement in np.complements:
            whole = np.sense("event")
            if whole is not None and whole.key != "other" and complement.sense("event") and np.mention is None:
                self._nested.add(id(complement))  # "festa di compleanno" is one occasion
            yield from self._nouns_of(complement)

    def _fronted_bearer(self, np: NounPhrase, clause: Clause) -> Entity | None:
        """Whom "Ospite di Y a Verissimo, X ha detto …" calls a guest: the subject behind the comma."""
        lowers, subject = clause.sentence.lowers, clause.subject
        if np not in clause.before or np.mention is not None or np.determiner != "none" or np.number == "p":
            return None
        if subject is None or np.start > 0 or np.end >= subject.start or lowers[subject.start - 1] != ",":
            return None
        people = self.discourse.subject(clause)
        return people[0] if people and len(people) == 1 else None

    def _noun(self, np: NounPhrase, clause: Clause, reading: Reading, bearer: Entity | None) -> None:
        tokens = reading.sentence.tokens
        head = tokens[np.head]
        keys = [head.lower, head.lemma] + ([" ".join(np.noun.words)] if np.noun is not None else [])
        if not np.nouns and self.pack.syntax["adjectives_follow"]:
            keys += [
                w
                for t in tokens[np.start : np.core_end]
                if t.lower not in self.pack.function_words
                for w in (t.lower, t.lemma)
            ]
        tried: set[str] = set()
        for key in dict.fromkeys(keys):
            for pattern in self.patterns.nouns.get(key, ()):
                if pattern.id not in tried:
                    tried.add(pattern.id)
                    self._noun_pattern(pattern, np, clause, reading, None, bearer)
        event = np.sense("event")
        if event is not None:
            for pattern in (*self.patterns.event_nouns.get(event.key, ()), *self.patterns.event_nouns.get("event", ())):
                self._noun_pattern(pattern, np, clause, reading, event.key, bearer)

    def _noun_pattern(
        self,
        pattern: Pattern,
        np: NounPhrase,
        clause: Clause,
        reading: Reading,
        event: str | None,
        bearer: Entity | None,
    ) -> None:
        if clause.vg is not None and clause.vg.lemma in pattern.options.get("but", ()):
            return
        if pattern.options.get("definite") and np.determiner not in ("definite", "possessive"):
            return
        if pattern.options.get("verbless") and (clause.vg is not None or np.negated):
            return
        if (
            bearer is not None
            and not any(a.slot is not None and a.slot.kind == "bearer" for a in pattern.arguments)
            and np.sense("event", "bond") is None
        ):
            return
        behind = clause.sentence.lowers[np.end : np.end + 6]
        if pattern.options.get("unless") and _said_in(pattern.options["unless"], behind):
            return
        binding: Binding = {"event": event, "#head": np, "#owner": pattern.options.get("owner"), "#bearer": bearer}
        after = self._phrases_after(np, clause)
        used: list[NounPhrase] = []
        own = self.pack.preposition_roles["of"]
        last = pattern.options.get("owner") is not None
        for argument in sorted(pattern.arguments, key=lambda a: last and bool(set((a.prep or "").split("|")) & own)):
            if not self._bind_noun_argument(argument, np, clause, after, binding, used) and not argument.optional:
                return
        if not self._dated(pattern, reading.dates):
            return
        qualifiers = self._noun_qualifiers(np, clause, reading, bearer is not None)
        if pattern.options.get("over_after") and np.prep in self.pack.cue("after"):
            qualifiers = replace(qualifiers, status="former")
        tokens = reading.sentence.tokens
        end = max([np.end, *(u.end for u in used)])
        near = [d for d in reading.dates if tokens[np.start].start - 20 <= d.span.start <= tokens[end - 1].end + 12]
        central = (
            np is clause.subject
            or np in clause.objects
            or clause.vg is None
            or np.prep in self.pack.preposition_roles["at"]
        )
        announced = (
            clause.vg is not None and clause.vg.passive and "report" in self.pack.verb_classes.get(clause.vg.lemma, ())
        )
        if pattern.options.get("dates") == "behind":
            near = [d for d in near if d.span.start >= tokens[np.head].end]
            central = False
        attached = self._attached_dates(np, reading, of_event=pattern.options.get("dates") != "behind")
        dates = near + [d for d in attached if d not in near]
        dates += [d for d in clause.dates if d not in dates and central and not announced]
        self._assert(pattern, binding, qualifiers, clause, reading, dates, np)

    def _attached_dates(self, np: NounPhrase, reading: Reading, *, of_event: bool = True) -> list[Date]:
        """Dates of the clause that hangs on a noun: "il compleanno, che è caduto lunedì", "a 2016 meeting"."""
        assert np.sentence is not None
        dated = np.sense("event") is not None or np.sentence.lowers[np.head] in self.pack.cue("years_old")
        if of_event and not dated:
            return []
        tokens = reading.sentence.tokens
        own = [
            d for d in reading.dates if tokens[np.start].start <= d.span.start < tokens[np.core_end or np.end - 1].start
        ]
        said = [c for c in reading.clauses if c.kind in ("rel", "participle") and c.antecedent is not None]
        return own + [d for c in said if c.antecedent is np or _is_complement_of(np, c.antecedent) for d in c.dates]

    def _noun_qualifiers(self, np: NounPhrase, clause: Clause, reading: Reading, beside: bool) -> Qualifiers:
        own = self.qualifier.of_phrase(np, clause, reading)
        verbless = clause.vg is None or beside  # "X, the author of Y, will appear": he is its author
        qualifiers = own if verbless else self.qualifier.of_noun(np, clause, reading)
        qualifiers = qualifiers.less_sure(own.certainty)
        bond = np.sense("bond")
        if bond is not None and bond.data.get("status") == "former":
            own = replace(own, status="former")  # "his first marriage"
        if np.negated and clause.vg is None:
            qualifiers = replace(qualifiers, polarity="denied")  # "Nessun flirt tra A e B"
        return replace(
            qualifiers,
            skip=qualifiers.skip or own.skip,
            status="former" if "former" in (own.status, qualifiers.status) else "current",
            attributed_to=qualifiers.attributed_to or own.attributed_to,
        )

    def _phrases_after(self, np: NounPhrase, clause: Clause) -> list[NounPhrase]:
        """The prepositional phrases that hang on the noun: those that follow it one after another."""
        following, end = [], np.end
        for other in sorted(clause.obliques, key=lambda n: n.start):
            if other.start < np.end:
                continue
            tokens = clause.sentence.tokens
            dated = {t.start for t in tokens for d in clause.dates if d.span.start <= t.start < d.span.end}
            gap = [t.lower for t in tokens[end : other.start] if t.start not in dated]
            led = self.pack.prepositions.longest(clause.sentence.lowers, end)
            if self._set_off(np, other, gap) or (led is not None and led[0] == len(gap)):
                pass
            elif len(gap) > 1 or (gap and gap[0] not in self.pack.function_words and not self.pack.is_adverb(gap[0])):
                break
            following.append(other)
            end = other.end
        return following

    def _set_off(self, np: NounPhrase, other: NounPhrase, gap: list[str]) -> bool:
        """ "his first marriage, to X, ended": between commas, and yet the noun's own."""
        lowers = other.sentence.lowers if other.sentence is not None else []
        closed = other.end < len(lowers) and lowers[other.end] in (",", ".", ";")
        own = np.sense("bond") is not None and other.prep in self.pack.preposition_roles["to"]
        return own and gap in ([","], [",", other.prep]) and closed

    def _bind_noun_argument(
        self,
        argument: Argument,
        np: NounPhrase,
        clause: Clause,
        after: list[NounPhrase],
        binding: Binding,
        used: list[NounPhrase],
    ) -> bool:
        if argument.slot is not None and argument.slot.kind == "years":
            years = next((y for y in map(self._ordinal, (np, *used)) if y), None)
            if years:
                binding[argument.slot.name] = years
            return years is not None
        if argument.slot is not None and argument.slot.kind == "bearer":
            bearer = binding.get("#bearer")
            if bearer is not None:
                binding[argument.slot.name] = bearer
            return bearer is not None
        preps = set((argument.prep or "").split("|"))
        candidates: list[NounPhrase] = []
        if preps & self.pack.preposition_roles["of"] and np.possessor is not None:
            candidates.append(np.possessor)
        candidates += [c for p, c in np.complements if p in preps and c not in candidates]
        candidates += [n for u in used for n in self._inside(u, sorted(preps))]
        candidates += [n for n in after if n.prep in preps]
        if (
            argument.prep is None
            and clause.vg is not None
            and clause.vg.lemma in self.pack.cue("light_verbs")
            and np in clause.objects
        ):
            people = self.discourse.subject(clause)
            return argument.slot is not None and self._bind_people(argument.slot, people, binding)
        for candidate in candidates:
            if any(candidate is u for u in used):
                continue
            if argument.slot is None:
                if self._is_word(candidate, argument.words):
                    used.append(candidate)
                    return True
            elif self._bind_slot(argument.slot, candidate, clause, binding):
                used.append(candidate)
                if argument.slot.kind == "work":
                    self._more_works(argument.slot, candidate, binding)
                return True
        owns = (
            argument.slot is not None and argument.slot.kind == "person" and preps & self.pack.preposition_roles["of"]
        )
        if (
            owns
            and binding.get("#owner") == "subject"
            and np.possessor is None
            and not any(c.is_human for _, c in np.complements)
        ):
            if clause.vg is not None and "born" in self.pack.verb_classes.get(clause.vg.lemma, ()):
                return self._bind_other_parent(argument.slot, clause, binding)  # type: ignore[arg-type]
            people = self.discourse.subject(clause) if np is not clause.subject else None
            to = self.pack.preposition_roles["to"]
            given = [
                o
                for o in clause.obliques
                if o.prep in to and o.entity is not None and np in clause.objects and o.start > np.start
            ]
            if given:
                people = self.discourse.named(given[0])  # "the papers gave X an affair with Y"
            if not people or len(people) != 1 or people[0] in self._bound(binding):
                people = self.discourse.topic(clause, set(self._bound(binding)))
            if people and len(people) == 1 and people[0] not in self._bound(binding):
                return self._bind_people(argument.slot, people, binding)  # type: ignore[arg-type]
        if (
            preps & self.pack.preposition_roles["of"]
            and np in clause.objects
            and clause.vg is not None
            and clause.vg.lemma in self.pack.cue("light_verbs")
            and argument.slot is not None
            and np.possessor is None
            and argument.slot.kind == "person"
        ):
            return self._bind_people(argument.slot, self.discourse.subject(clause), binding)
        return False

    def _bind_other_parent(self, slot: Slot, clause: Clause, binding: Binding) -> bool:
        """ "X, nata dal matrimonio con Y": not X's marriage, but that of the other parent whom the text has named."""
        child = self.discourse.subject(clause)
        parents = self.claims.parents_of(child[0]) if child and len(child) == 1 else []
        others = [p for p in parents if p not in self._bound(binding)]
        return len(others) == 1 and self._bind_people(slot, (others[0],), binding)

    def _bound(self, binding: Binding) -> tuple[Entity, ...]:
        """Everybody bound so far."""
        found: list[Entity] = []
        for value in binding.values():
            found += (
                [value]
                if isinstance(value, Entity)
                else [e for e in value if isinstance(e, Entity)]
                if isinstance(value, tuple)
                else []
            )
        return tuple(found)

    def _ordinal(self, np: NounPhrase) -> int | None:
        """The years in "il quarantesimo compleanno", "i suoi 46 anni"."""
        assert np.sentence is not None
        lowers = np.sentence.lowers
        if lowers[np.head] in self.pack.cue("years_old") and np.head > np.start:
            return self.calendar.number(lowers[np.head - 1])
        for word in np.modifiers:
            for regex in self.calendar.ordinal:
                match = regex.match(word)
                if match:
                    return self.calendar.years(match)
        return None

    # ---- claims

    def _assert(
        self,
        pattern: Pattern,
        binding: Binding,
        qualifiers: Qualifiers,
        clause: Clause,
        reading: Reading,
        dates: list[Date],
        np: NounPhrase | None = None,
    ) -> None:
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
        if options.get("planned") and clause.vg is not None and clause.vg.tense == "present" and not clause.vg.perfect:
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
            self._birth(pattern, each, qualifiers, reading, dates)
            for template in pattern.claims:
                self._claim(template, pattern, each, qualifiers, clause, reading, dates, np)

    def _only_would(self, clause: Clause) -> bool:
        """ "she would have been 82", "she'd have been 82": an age that was not reached."""
        group = clause.vg
        if group is None or not group.copula:
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
        inner = (c for c in reading.clauses if c.parent is clause and c.kind == "sub" and c.start > group.end)
        return any(clause.sentence.lowers[c.start - 1] in when for c in inner)

    def _each_of_both(self, clause: Clause) -> bool:
        """ "Both X and Y were separated": each from somebody else, it may be."""
        subject = clause.subject_phrase()
        if subject is None or subject.sentence is None or not subject.members:
            return False
        words = subject.sentence.lowers[max(0, subject.start - 1) : subject.start + 1]
        return any(w in self.pack.cue("both") for w in words)

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
        if template["kind"] == "event" and np is not None and id(np) in self._nested:
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
        if qualifiers.failed and template["kind"] in ("partner", "spouse"):
            times.pop("start", None)  # when it was called off, not when it began
        if pattern.options.get("needs_place") and values.get("place") is None:
            return
        if qualifiers.failed:
            if template["kind"] in ("event", "clemency"):
                qualifiers = replace(qualifiers, polarity="denied")
            else:
                qualifiers = replace(qualifiers, status="former")
        values = {k: v for k, v in values.items() if v is not None or k == "organization"}
        if template["kind"] == "age" and (self._only_would(clause) or self._of_then(clause, reading)):
            return
        if template["kind"] in ("spouse", "partner") and self._each_of_both(clause):
            return
        birthday = any(t.get("type") == "birthday" for t in pattern.claims)
        if template["kind"] == "age" and birthday and self._long_past(pick_date(dates, qualifiers)):
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
                return _without_preposition(phrase, self.document.article.text, self.pack.prepositions)
        return None

    def _building(self, phrase: NounPhrase) -> bool:
        """ "Palazzo Chigi", "Università di Bologna": a house or institution where something takes place."""
        assert phrase.mention is not None and phrase.sentence is not None
        first = phrase.sentence.lowers[phrase.mention.start]
        last = phrase.sentence.lowers[phrase.mention.end - 1]
        known = first in self.pack.place_heads or first in self.pack.organization_head or last in self.pack.place_tails
        known = known or names.known_organization(" ".join(phrase.mention.words)) == "institution"  # "the White House"
        return phrase.mention.kind in (ORGANIZATION, OTHER) and known

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
            return surface(np, self.document.article.text) if np is not None else None
        return binding.get(value, value if not value[:1].isupper() else None)


def _words_of(sentence: Sentence) -> set[str]:
    """All words of a sentence, as they are written and as their lemmas."""
    return {*sentence.lowers, *(t.lemma for t in sentence.tokens)}


def _said_in(words: str | list[str], lowers: list[str]) -> bool:
    """Whether one of the words or expressions of a pattern's option stands in a stretch of text."""
    text = f" {' '.join(lowers)} "
    return any(f" {w} " in text for w in (words.split("|") if isinstance(words, str) else words))


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
    for pair in pairs(all_of_them):
        yield {**people, "persons": pair}


def _as_copular(clause: Clause, lemma: str) -> Clause:
    """ "Among the guests X and Y": the verb that the clause does not say."""
    group = VerbGroup(clause.start, clause.start, lemma, "present", True, copula=True)
    return replace(clause, vg=group, subject=clause.before[-1])


def _names_somebody(np: NounPhrase | None) -> bool:
    """Whether a phrase is a name, or a list with a name in it."""
    return np is not None and (np.entity is not None or any(m.entity is not None for m in np.members))


def _somebodys(np: NounPhrase) -> bool:
    """Whether a noun says whose it is, by more than a pronoun."""
    return np.possessor is not None and np.possessor.pronoun is None


def _is_complement_of(np: NounPhrase, outer: NounPhrase | None) -> bool:
    """The birthday in "the party for his birthday, which was held on …"."""
    return outer is not None and any(np is inner for _, inner in outer.complements)


def _year_of_title(mention: Mention, np: NounPhrase) -> str | None:
    """1994 in "Low Tide (1994)" and in "her 1994 novel Low Tide"."""
    assert np.sentence is not None
    lowers = np.sentence.lowers
    behind = lowers[mention.end : mention.end + 3]
    said = (
        behind[1:] if behind and behind[0] == "(" else lowers[np.start : mention.start] if mention is np.mention else []
    )
    return next((w for w in said if len(w) == 4 and w.isdigit()), None)


def _before_verb(np: NounPhrase, clause: Clause) -> bool:
    """His players in "Two of his players were acquitted": no circumstance of the verb."""
    assert clause.vg is not None
    return np.start < clause.vg.start and np is not clause.antecedent


def _behind_a_noun(np: NounPhrase, clause: Clause) -> bool:
    """Low Tide in "wrote several songs for A's album Low Tide": not what the verb's object is."""
    assert clause.vg is not None
    return any(clause.vg.end <= o.start < np.start and o.mention is None for o in clause.objects)


def _relative_around(clause: Clause) -> Clause | None:
    """The relative clause whose antecedent a clause's verb is about: "X, whom she hopes to marry"."""
    while clause.kind == "infinitive" and not clause.objects and clause.parent is not None:
        clause = clause.parent
    return clause if clause.kind == "rel" else None


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


def _without_preposition(np: NounPhrase, text: str, prepositions: Any, end: int = 0) -> str:
    assert np.sentence is not None
    tokens = np.sentence.tokens
    begin = np.start
    match = prepositions.longest(np.sentence.lowers, begin) if np.prep else None
    if match and begin + match[0] < np.end:
        begin += match[0]
    return text[tokens[begin].start : tokens[(end or np.end) - 1].end]
