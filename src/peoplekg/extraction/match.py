"""Matches the patterns of a pack against the clauses and noun phrases of a document."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from peoplekg.extraction.awards import dates_of_each, listed_awards
from peoplekg.extraction.binding import SlotBinder
from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.patterns import ANY_VERB, Pattern, PatternSet
from peoplekg.extraction.qualifiers import Qualifier, Qualifiers
from peoplekg.extraction.resumed import resume
from peoplekg.extraction.template_filling import TemplateFiller
from peoplekg.extraction.things import Binding, ThingBinder
from peoplekg.language.chunks import NounPhrase, VerbGroup
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import Date
from peoplekg.language.document import Document, Reading
from peoplekg.language.entities import EVENT, Entity
from peoplekg.language.occupations import titles_of

_OF_PARTS = {
    "spouse",
    "partner",
    "parent",
    "sibling",
    "kin",
    "friend",
    "rival",
    "died",
    "born",
    "conviction",
    "clemency",
}


class Matcher:
    """Tries all patterns of a language on the clauses of one document."""

    def __init__(self, document: Document, patterns: PatternSet, claims: ClaimList, qualifier: Qualifier):
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.qualifier = qualifier
        self.patterns = patterns
        self.things = ThingBinder(document)
        self.slots = SlotBinder(document, claims, self.things)
        self.templates = TemplateFiller(document, claims)
        self._reading: Reading | None = None
        self._words: set[str] = set()

    def read(self, clause: Clause, reading: Reading) -> None:
        """Note the claims of a clause's verb and of the noun phrases in it."""
        resumed = tuple(resume(clause, self.pack, self.patterns.nouns))
        if clause.vg is not None:
            own_verb = clause.vg.finite and not clause.vg.copula
            for head in (clause.vg.lemma, ANY_VERB) if own_verb else (clause.vg.lemma,):
                index = self.patterns.clauses.get(head)
                for pattern in index.possible(self._words_of(reading)) if index is not None else ():
                    self._clause(pattern, clause, reading)
        elif clause.kind == "main" and clause.before:
            said = _as_copular(clause, self.pack.cue_lemma("be"))
            index = self.patterns.clauses.get(self.pack.cue_lemma("be"))
            for pattern in index.possible(self._words_of(reading)) if index is not None else ():
                if pattern.options.get("verbless"):
                    self._clause(pattern, said, reading)
        for again, noun in resumed:  # what is said of the noun is said of what stands for it
            for phrases in (clause.objects, clause.obliques, clause.before):
                if noun in phrases:
                    phrases.append(again)
        for np in clause.noun_phrases():
            for part, bearer in self._nouns_of(np):
                self._noun(part, clause, reading, bearer or self._fronted_bearer(part, clause))

    def _words_of(self, reading: Reading) -> set[str]:
        """All words of a sentence, as they are written and as their lemmas, and the classes of its nouns and names."""
        if reading is not self._reading:
            self._reading, self._words = reading, self._collect_words(reading)
        return self._words

    def _collect_words(self, reading: Reading) -> set[str]:
        found = {*reading.sentence.lowers, *(t.lemma for t in reading.sentence.tokens)}
        nouns = [noun for begun in reading.sentence.nouns for _, noun in begun]
        found.update("@" + noun.key for noun in nouns if noun.sense in ("event", "work"))
        occasion = any(m.kind == EVENT for m in reading.mentions)
        if occasion:
            found.update(("@award", "@gala", "@other"))
        if occasion or any(noun.sense == "event" for noun in nouns):
            found.add("@event")
        return found

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
        if pattern.passive == group.passive or (pattern.reflexive and not group.passive):
            ok = self.slots.bind_head(pattern, clause, binding) and self.slots.bind_arguments(pattern, clause, binding)
        else:
            ok = self.slots.bind_passive(pattern, clause, binding)
        if not ok or not self._have_jobs(pattern, binding):
            return
        qualifiers = self.qualifier.of_clause(clause, reading)
        if not self._worded(pattern, binding, clause):
            return
        if pattern.claims[0]["kind"] == "conviction" and self._revoked(clause):
            qualifiers = replace(qualifiers, polarity="denied")
        if any(c["kind"] in _OF_PARTS for c in pattern.claims) and self.qualifier.in_fiction(clause):
            return  # "in the film X marries Y"
        dates = self._own_dates_first(clause)
        for np in binding.get("#literals", ()):
            dates = [*self._attached_dates(np, reading), *dates]  # "at the 1972 convention" in a sentence on 1976
        if not self._dated(pattern, dates):
            return
        awards = listed_awards(binding, clause, self.things, self.pack)
        if len(awards) < 2:
            self.templates.fill(pattern, binding, qualifiers, clause, reading, dates)
            return
        for award, own in zip(awards, dates_of_each(awards, clause, reading), strict=True):
            self.templates.fill(pattern, {**binding, "#head": award}, qualifiers, clause, reading, own)

    def _revoked(self, clause: Clause) -> bool:
        """ "ha annullato la condanna inflitta a X": what hangs on a noun that the verb around it does away with."""
        outer, noun = clause.parent, clause.antecedent
        if outer is None or outer.vg is None or noun is None or noun.is_human:
            return False
        over = "revoke" in self.pack.verb_classes.get(outer.vg.lemma, ())
        return over and (noun in (*outer.objects, *outer.obliques) or noun is outer.subject_phrase())

    def _worded(self, pattern: Pattern, binding: Binding, clause: Clause) -> bool:
        """Whether the preposition and the adjectives are those that a pattern asks for."""
        led, adjectives = pattern.options.get("led"), pattern.options.get("adjectives")
        if led:
            lowers = clause.sentence.lowers
            last = pattern.arguments[-1].slot
            people = self.slots.bound({"last": binding.get(last.name)}) if last is not None else ()
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
        kinds = pattern.options.get("bodies", {})
        return all(self.things.body_kind(binding.get(slot)) in wanted for slot, wanted in kinds.items())

    def _own_dates_first(self, clause: Clause) -> list[Date]:
        """A clause's dates; last those that stand in what is said beside its subject: "X, Nobel nel 1982, nacque"."""
        tokens, subject = clause.sentence.tokens, clause.subject
        if len(clause.dates) < 2 or subject is None or subject.mention is None or clause.vg is None:
            return list(clause.dates)
        begin, end = tokens[subject.mention.end - 1].end, tokens[clause.vg.start].start
        return sorted(clause.dates, key=lambda d: begin <= d.span.start < end)

    def _dated(self, pattern: Pattern, dates: list[Date]) -> bool:
        """Whether the date is there that a pattern asks for: any, a "day" (no span), or a "month" at least."""
        asked = pattern.options.get("needs_date")
        if not asked:
            return True
        found = dates if asked is True else [d for d in dates if d.value and d.role == "date"]
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
        if options.get("tense") in ("present", "imperfect", "future") and group.tense != options["tense"]:
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
        before = clause.sentence.lowers[max(0, group.start - 4) : group.start]
        if options.get("preceded") and not _ends_with(before, options["preceded"]):
            return False
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
        return any(np.prep in at and self.things.event_type(np) is not None for np in clause.obliques)

    def _alternates(self, pattern: Pattern, passive: bool) -> bool:
        """An active pattern with an object also has a passive."""
        return passive and not pattern.passive and not all(a.preps for a in pattern.arguments)

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
                self.templates.nested.add(id(complement))  # "festa di compleanno" is one occasion
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
        for argument in sorted(pattern.arguments, key=lambda a: last and not own.isdisjoint(a.preps)):
            if not self.slots.bind_noun_argument(argument, np, clause, after, binding, used) and not argument.optional:
                return
        if not self._dated(pattern, reading.dates):
            return
        qualifiers = self._noun_qualifiers(np, clause, reading, bearer is not None)
        born = (
            clause.vg is not None
            and "born" in self.pack.verb_classes.get(clause.vg.lemma, ())
            and np in clause.obliques
        )
        if pattern.options.get("over_after") and (born or np.prep in self.pack.cue("after")):
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
        self.templates.fill(pattern, binding, qualifiers, clause, reading, dates, np)

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
        beside = beside or self._occasion_in_front(np, clause)
        verbless = clause.vg is None or beside  # "X, the author of Y, will appear": he is its author
        qualifiers = own if verbless else self.qualifier.of_noun(np, clause, reading)
        if qualifiers.polarity == "affirmed" or qualifiers.attributed_to is None:
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

    def _occasion_in_front(self, np: NounPhrase, clause: Clause) -> bool:
        """ "Al compleanno di X, la moglie non c'era": the birthday took place, whoever was not there."""
        group = clause.vg
        at = self.pack.preposition_roles["at"] | self.pack.preposition_roles["to"]
        if group is None or not group.negated or np not in clause.obliques or np.prep not in at:
            return False
        return np.end <= group.start and np.sense("event") is not None and clause.subject_phrase() is not None

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


def _said_in(words: str | list[str], lowers: list[str]) -> bool:
    """Whether one of the words or expressions of a pattern's option stands in a stretch of text."""
    text = f" {' '.join(lowers)} "
    return any(f" {w} " in text for w in (words.split("|") if isinstance(words, str) else words))


def _ends_with(lowers: list[str], words: str) -> bool:
    """Whether one of the expressions of a pattern's option stands at the end of a stretch of text."""
    text = f" {' '.join(lowers)}"
    return any(text.endswith(f" {w}") for w in words.split("|"))


def _as_copular(clause: Clause, lemma: str) -> Clause:
    """ "Among the guests X and Y": the verb that the clause does not say."""
    group = VerbGroup(clause.start, clause.start, lemma, "present", True, copula=True)
    return replace(clause, vg=group, subject=clause.before[-1])


def _is_complement_of(np: NounPhrase, outer: NounPhrase | None) -> bool:
    """The birthday in "the party for his birthday, which was held on …"."""
    return outer is not None and any(np is inner for _, inner in outer.complements)
