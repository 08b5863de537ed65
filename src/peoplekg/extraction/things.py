"""What a noun phrase gives to a slot for no person: a place, an organization, a work, an event, an amount."""

from __future__ import annotations

from typing import Any

from peoplekg.extraction.patterns import Slot
from peoplekg.language import names
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import calendar
from peoplekg.language.document import Document, surface
from peoplekg.language.entities import EVENT, ORGANIZATION, OTHER, PERSON, PLACE, WORK, Mention
from peoplekg.language.occupations import titles_of
from peoplekg.language.tokens import Sentence

Binding = dict[str, Any]
_MENTION_KINDS = {
    "organization": {ORGANIZATION, OTHER, PLACE},
    "place": {PLACE},
    "named": {PLACE},
    "work": {WORK, OTHER},
    "title": {WORK, OTHER},
    "event": {EVENT, OTHER},
}


class ThingBinder:
    """Binds the slots of patterns that are not filled by people."""

    def __init__(self, document: Document):
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.calendar = calendar(document.pack)

    def bind_thing(self, slot: Slot, np: NounPhrase, clause: Clause, binding: Binding) -> bool:
        """Bind a slot for a thing to a phrase; False when the phrase names nothing of the kind the slot asks for."""
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
            if slot.kind == "text" and self._only_a_number(np):
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
            binding[slot.name] = without_preposition(np, text, self.pack.prepositions, end)
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
            if slot.kind in ("work", "title"):
                self._note_maker(slot, np, clause, binding)
            if slot.kind == "event":
                self.note_event(np, binding)
                binding[slot.name + ".key"] = binding.get("event")
                binding[slot.name + ".name"] = surface(np, text)
            return True
        if slot.kind == "event" and np.mention is None and np.sense("event"):
            self.note_event(np, binding)
            binding[slot.name] = without_preposition(np, text, self.pack.prepositions)
            binding[slot.name + ".key"] = binding["event"]
            return True
        if (
            slot.kind in ("work", "title")
            and np.mention is None
            and (noun := np.sense("work"))
            and (titles := self._opened_titles(np))
        ):
            binding[slot.name], binding[slot.name + ".key"] = titles[0], noun.key
            return True
        capital = np.sentence is not None and np.sentence.tokens[np.head].is_capital
        if slot.kind == "organization" and np.mention is None and np.sense("organization") and capital:
            binding[slot.name] = without_preposition(np, text, self.pack.prepositions)
            return True
        if slot.kind == "organization" and np.mention is None and np.sense("organization"):
            apposed = self._apposed_name(np)
            if apposed is not None:
                binding[slot.name] = apposed
                return True
        if slot.kind == "place" and np.mention is None and np.sense("place"):
            binding[slot.name] = without_preposition(np, text, self.pack.prepositions)
            return True
        return False

    def body_kind(self, name: Any) -> str | None:
        """What a body is by its name: "newspaper", "broadcaster" …; papers are known by their first word too."""
        if not isinstance(name, str) or not name:
            return None
        if name.casefold() in self.pack.cue("papers"):
            return "magazine"
        forms = (name, *(f"{article} {name}" for article in sorted(self.pack.definite)))
        known = next((kind for kind in map(names.known_organization, forms) if kind), None)
        return known or ("newspaper" if name.casefold().split()[0] in self.pack.cue("media_heads") else None)

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

    def more_works(self, slot: Slot, np: NounPhrase, binding: Binding) -> None:
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

    def note_event(self, np: NounPhrase, binding: Binding) -> None:
        """Note what kind of occasion a phrase is: by its noun, or by the last noun of its name."""
        binding.setdefault("#head", np)
        event = self.event_type(np)
        if event is not None:
            binding["event"] = event

    def event_type(self, np: NounPhrase) -> str | None:
        """The kind of event a phrase speaks of, by its noun or its name; None when it speaks of none."""
        assert np.sentence is not None
        lowers = np.sentence.lowers
        if np.end < len(lowers) and lowers[np.end] in self.pack.cue("no_occasion_heads"):
            return None  # "earned Emmy Award nominations"
        noun = np.sense("event") or next((n.sense("event") for n in np.appositions if n.sense("event")), None)
        if noun is not None:
            return noun.key
        if np.mention is not None and np.mention.kind == OTHER and np.determiner != "none":
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

    def _only_a_number(self, np: NounPhrase) -> bool:
        """ "(convicted of) 20 of the 21 counts": a number that counts nothing said here."""
        assert np.sentence is not None
        words = [t for t in np.sentence.tokens[np.start : np.end] if t.is_word or t.text[0].isdigit()]
        small = self.pack.function_words
        return all(t.text.isdigit() or t.lower in small for t in words) and any(t.text.isdigit() for t in words)

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

    def _dated(self, clause: Clause, k: int) -> bool:
        """Whether a date begins at token k."""
        tokens, dates = clause.sentence.tokens, self.document.readings[clause.sentence.index].dates
        return k < len(tokens) and any(d.span.start <= tokens[k].start < d.span.end for d in dates)

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
            elif joined and (half := self.pack.cue_phrases("half").longest(lowers, end + 1)) is not None:
                end += 1 + half[0]
            elif self._dated(clause, end + 1):
                break
            elif self.pack.is_of(lowers[end]) or lowers[end] in self.pack.cue("sentence_places"):
                end += 2
                words = self.pack.cue("sentence_words")
                noun = next((k for k in range(end, min(end + 2, len(lowers))) if lowers[k] in words), None)
                end = noun + 1 if lowers[end - 1] not in words and noun is not None else end
            else:
                break
        return min(end, len(lowers))


def _year_of_title(mention: Mention, np: NounPhrase) -> str | None:
    """1994 in "Low Tide (1994)" and in "her 1994 novel Low Tide"."""
    assert np.sentence is not None
    lowers = np.sentence.lowers
    end = mention.end + (lowers[mention.end : mention.end + 1] in (['"'], ["”"], ["»"]))
    behind = lowers[end : end + 3]
    said = (
        behind[1:] if behind and behind[0] == "(" else lowers[np.start : mention.start] if mention is np.mention else []
    )
    return next((w for w in said if len(w) == 4 and w.isdigit()), None)


def without_preposition(np: NounPhrase, text: str, prepositions: Any, end: int = 0) -> str:
    assert np.sentence is not None
    tokens = np.sentence.tokens
    begin = np.start
    match = prepositions.longest(np.sentence.lowers, begin) if np.prep else None
    if match and begin + match[0] < np.end:
        begin += match[0]
    return text[tokens[begin].start : tokens[(end or np.end) - 1].end]
