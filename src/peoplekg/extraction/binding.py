"""Which words of a clause or noun phrase fill the slots of a pattern."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.patterns import Argument, Pattern, Slot
from peoplekg.extraction.resumed import behind_that_one
from peoplekg.extraction.things import Binding, ThingBinder
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import calendar
from peoplekg.language.document import Document
from peoplekg.language.entities import ORGANIZATION, OTHER, PERSON, PLACE, WORK, Entity


class SlotBinder:
    """Binds the subject, arguments and nouns of patterns to the people and things of one document."""

    def __init__(self, document: Document, claims: ClaimList, things: ThingBinder):
        self.pack = document.pack
        self.discourse = document.discourse
        self.claims = claims
        self.calendar = calendar(document.pack)
        self.things = things
        self._clause: Clause | None = None
        self._people: tuple[Entity, ...] | None = None

    def bind_head(self, pattern: Pattern, clause: Clause, binding: Binding) -> bool:
        """Bind the subject of an active clause to the subject slot or words of a pattern; whether it fits."""
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

    def _bind_subject(self, slot: Slot | None, clause: Clause, binding: Binding) -> bool:
        if slot is None:
            return True
        if slot.kind != "person":
            phrase = clause.subject_phrase()
            return phrase is not None and self.things.bind_thing(slot, phrase, clause, binding)
        relative = clause.sentence.lowers[clause.start - 1] if clause.kind == "rel" and clause.start else ""
        if clause.antecedent_role == "subject" and relative in self.pack.cue("thing_relatives"):
            return False  # "X, which was directed by Y"
        people = self._subject(clause)
        phrase = clause.subject_phrase()
        if not people and slot.many == "*" and phrase is not None and phrase.members:
            people = self.discourse.partial(phrase, clause)  # "two friends and the singer X"
        if people and slot.many == "*" and phrase is not None:
            people = tuple(dict.fromkeys((*people, *self._listed_behind(phrase, clause))))
        return self._bind_people(slot, people, binding)

    def _subject(self, clause: Clause) -> tuple[Entity, ...] | None:
        """Who is the subject of a clause; asked once for all its patterns."""
        if clause is not self._clause:
            self._clause, self._people = clause, self.discourse.subject(clause)
        return self._people

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

    def bind_arguments(self, pattern: Pattern, clause: Clause, binding: Binding) -> bool:
        """Bind the arguments of an active clause to those of a pattern; whether all that it needs are there."""
        used: list[NounPhrase] = []
        if not self._bind_all(pattern.in_order, clause, binding, used):
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

    def bind_passive(self, pattern: Pattern, clause: Clause, binding: Binding) -> bool:
        """Bind a passive clause to a pattern of the active: its subject as the object; whether it fits."""
        target = next(a for a in pattern.arguments if not a.preps)
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
        rest = [(a, led) for a, led in pattern.in_order if a is not target]
        return self._bind_all(rest, clause, binding, used)

    def _bind_all(
        self,
        arguments: Iterable[tuple[Argument, bool]],
        clause: Clause,
        binding: Binding,
        used: list[NounPhrase],
    ) -> bool:
        """Bind arguments in order; of each is told whether literal words lead to it. False when one is missing."""
        for argument, led in arguments:
            if not self._bind_argument(argument, clause, binding, used, led) and not argument.optional:
                return False
        return True

    def _bind_argument(
        self,
        argument: Argument,
        clause: Clause,
        binding: Binding,
        used: list[NounPhrase],
        led: bool = False,
    ) -> bool:
        if argument.slot is not None and argument.slot.kind == "years":
            return self._bind_years(argument.slot, clause, binding)
        candidates = self._candidates(argument, clause, binding)
        literals = binding.get("#literals", [])
        if led and literals and argument.preps and argument.slot is not None and argument.slot.kind == "person":
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
                    self.things.note_event(np, binding)
                    return True
            elif argument.slot.kind == "work" and not argument.preps and _behind_a_noun(np, clause):
                continue
            elif self._bind_slot(argument.slot, np, clause, binding):
                used.append(np)
                if argument.slot.kind in ("work", "title"):
                    self.things.more_works(argument.slot, np, binding)
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
        preps = argument.preps
        if not preps:
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
        if behind_that_one(np, self.pack):
            return True  # "after the affair with X and the one with Y"
        before = clause.vg is not None and np.end <= clause.vg.start
        led = [o for o in clause.obliques if o.end == np.start - 1 and o.mention is None]
        led = [o for o in led if o.sense("event", "bond") or (before and not o.is_human)]
        return any(all(o is not n for n in literals) for o in led)

    def _inside(self, np: NounPhrase, preps: Sequence[str]) -> list[NounPhrase]:
        """What hangs on a phrase by one of the prepositions, at any depth; a possessor counts as "of"."""
        found: list[NounPhrase] = []
        if not self.pack.preposition_roles["of"].isdisjoint(preps):
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
        return self.things.bind_thing(slot, np, clause, binding)

    def _among(self, binding: Binding) -> tuple[Entity, ...] | None:
        """The one person of whom the article has stated a claim of that kind: whose sentence it is that is commuted."""
        bound = self.bound(binding)
        people = [e for e in self.claims.people_of(binding["#among"]) if e not in bound]
        return (people[0],) if len(people) == 1 else None

    def _bind_years(self, slot: Slot, clause: Clause, binding: Binding) -> bool:
        assert clause.vg is not None
        lowers = clause.sentence.lowers
        for np in binding.get("#literals", ()):
            ordinal = self._ordinal(np)
            if ordinal:
                binding[slot.name] = ordinal
                return True
        taken_up = any(c.get("partitive") for c in clause.vg.clitics)
        aged = any(w in self.pack.cue("years_old") for w in lowers[: clause.vg.start])
        counted_things = [
            np
            for np in clause.obliques
            if np.prep in self.pack.preposition_roles["of"] and np.end <= clause.vg.start and np.mention is None
        ]
        if taken_up and counted_things and not aged:
            return False  # "di figli ne ha quattro"
        for k in range(clause.vg.end, min(clause.end, len(lowers))):
            years = self.calendar.number(lowers[k])
            token = clause.sentence.tokens[k]
            if not years or not 0 < years < 120 or k - clause.vg.end > (10 if not self._age_said(lowers, k) else 24):
                continue
            if any(d.span.start <= token.start < d.span.end for d in clause.dates):
                continue
            after = lowers[k + 1] if k + 1 < len(lowers) else "."
            if k + 2 < len(lowers) and self.pack.is_of(lowers[k + 2]):
                continue  # "53 anni di carriera"
            counted = after in self.pack.cue("years_old")
            if counted and lowers[k + 2 : k + 3] and lowers[k + 2] in self.pack.genitive:
                continue  # "friends of thirty years' standing"
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

    def _age_said(self, lowers: list[str], k: int) -> bool:
        """ "at the age of 84", "all'età di 84 anni": the word says that the number is an age."""
        return any(w in self.pack.cue("age_words") for w in lowers[max(0, k - 2) : k])

    def _bind_clitic(self, argument: Argument, clause: Clause, binding: Binding) -> bool:
        """ "lo ha sposato", "gli ha concesso": the clitic stands for the argument."""
        assert clause.vg is not None and argument.slot is not None
        for clitic in clause.vg.clitics:
            case = clitic.get("case")
            cases = case if isinstance(case, list) else [case]
            to = not self.pack.preposition_roles["to"].isdisjoint(argument.preps)
            if not (("object" in cases and not argument.preps) or ("to" in cases and to)):
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
            event = self.things.event_type(np)
            if event is not None and ("@event" in words or "@" + event in words):
                return True
        if np.members:
            return False
        assert np.sentence is not None
        if np.mention is not None:
            last = "* " + np.sentence.lowers[np.mention.end - 1]  # "*herald": whatever is called so
            first = np.sentence.lowers[np.mention.start] + " *"  # "festival_*": whose name begins so
            named = " ".join(np.sentence.lowers[np.mention.start : np.mention.end]) in words
            thing = np.mention.kind != PERSON  # "the thriller Night Tide"
            so_called = last in words or first in words
            return named or (thing and (so_called or any(self._is_word(n, words) for n in np.appositions)))
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
                if not argument.preps:
                    return not led
                return k > 0 and any(
                    p in argument.preps
                    for b in (k - 1, k - 2)
                    if b >= 0
                    for _, p in self.pack.prepositions.match(clause.sentence.lowers, b)
                )
        return False

    def bind_noun_argument(
        self,
        argument: Argument,
        np: NounPhrase,
        clause: Clause,
        after: list[NounPhrase],
        binding: Binding,
        used: list[NounPhrase],
    ) -> bool:
        """Bind one argument of a noun to the phrases in it and after it; whether it is there or not needed."""
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
        preps = frozenset(argument.preps)
        candidates: list[NounPhrase] = []
        if preps & self.pack.preposition_roles["of"] and np.possessor is not None:
            candidates.append(np.possessor)
        candidates += [c for p, c in np.complements if p in preps and c not in candidates]
        candidates += [n for u in used for n in self._inside(u, sorted(preps))]
        candidates += [n for n in after if n.prep in preps]
        if (
            not preps
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
                if argument.slot.kind in ("work", "title"):
                    self.things.more_works(argument.slot, candidate, binding)
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
            if clause.vg is None and people is None:
                before = [p for p in clause.before if p.entity is not None and p.end <= np.start]
                people = (
                    self.discourse.named(before[0]) if len(before) == 1 else None
                )  # "X protagonista di un'intervista"
            to = self.pack.preposition_roles["to"]
            given = [
                o
                for o in clause.obliques
                if o.prep in to and o.entity is not None and np in clause.objects and o.start > np.start
            ]
            if given:
                people = self.discourse.named(given[0])  # "the papers gave X an affair with Y"
            between = [n for n in after if n.prep in self.pack.preposition_roles["between"] and n.entity is not None]
            if between:
                people = self.discourse.named(between[0])  # "una battaglia legale tra X contro Y"
            quoted = clause.sentence.tokens[np.head].quote
            if quoted and self.discourse.speaker(clause, np) is None:
                return False  # "«L'incontro con X mi ha cambiato la vita», ha detto un passante": not the topic's
            if not people or len(people) != 1 or people[0] in self.bound(binding):
                people = self.discourse.topic(clause, set(self.bound(binding)))
            if people and len(people) == 1 and people[0] not in self.bound(binding):
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
        others = [p for p in parents if p not in self.bound(binding)]
        return len(others) == 1 and self._bind_people(slot, (others[0],), binding)

    def bound(self, binding: Binding) -> tuple[Entity, ...]:
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


def _names_somebody(np: NounPhrase | None) -> bool:
    """Whether a phrase is a name, or a list with a name in it."""
    return np is not None and (np.entity is not None or any(m.entity is not None for m in np.members))


def _somebodys(np: NounPhrase) -> bool:
    """Whether a noun says whose it is, by more than a pronoun."""
    return np.possessor is not None and np.possessor.pronoun is None


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
