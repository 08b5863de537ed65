"""Groups the tokens of a sentence into noun phrases, verb groups and the small words between them.

A noun phrase carries what the text says beside a name: "the actress Julie Gayet, 41", "his wife, Barbara Amiel",
"Maria, moglie di Luca". The grammar is the same for all languages; the words come from the pack.
"""

from __future__ import annotations

from peoplekg.language import names
from peoplekg.language.chunks import HUMAN, Chunk, NounPhrase, VerbGroup
from peoplekg.language.dates import Date, calendar
from peoplekg.language.entities import PERSON, WORK, Mention
from peoplekg.language.owners import hint_owners, owned_together
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.tokens import Sentence
from peoplekg.model import Gender

_OPENERS = {"punct", "sub", "rel", "quote", "conj"}
_STOP_MARKS = {",", ".", ";", ":", ")", "(", "—", "–", "-", "!", "?", "»", '"', "”", "…"}


class Chunker:
    """Chunks one sentence; make one for each."""

    def __init__(self, sentence: Sentence, mentions: list[Mention], dates: list[Date], text: str, pack: Pack):
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lowers = sentence.lowers
        self.pack = pack
        self.text = text
        self.mention_at = {m.start: m for m in mentions}
        self.in_mention = {i for m in mentions for i in range(m.start, m.end)}
        self.date_at: dict[int, tuple[Date, int]] = {}
        for date in dates:
            covered = [i for i, t in enumerate(self.tokens) if t.start < date.span.end and t.end > date.span.start]
            if covered and not self._year_of_noun(covered):
                self.date_at[covered[0]] = (date, covered[-1] + 1)
        self.size = len(self.tokens)

    def _year_of_noun(self, covered: list[int]) -> bool:
        """ "a 2016 meeting", "her 1998 novel": a year that is a noun's adjective, no date of the clause."""
        year, after = covered[-1], covered[-1] + 1
        if self.pack.syntax["adjectives_follow"] or not self.lowers[year].isdigit() or after >= len(self.tokens):
            return False
        openers = (self.pack.determiners, self.pack.possessives, self.pack.genitive)
        opener = covered[0] if len(covered) == 2 else year - 1
        if len(covered) > 2 or opener < 0 or not any(self.lowers[opener] in words for words in openers):
            return False
        if after in self.in_mention or not self.tokens[after].is_word:
            return False
        return self.lowers[after] not in self.pack.function_words and self.lowers[after] not in self.pack.auxiliaries

    # ---- the sentence

    def chunks(self) -> list[Chunk]:
        """The chunks of the sentence, in order, covering all tokens."""
        found: list[Chunk] = []
        i = 0
        while i < self.size:
            chunk = self._chunk(i, found)
            found.append(chunk)
            i = max(chunk.end, i + 1)
        return found

    def _chunk(self, i: int, before: list[Chunk]) -> Chunk:
        lower = self.lowers[i]
        if i in self.date_at:
            date, end = self.date_at[i]
            return Chunk("date", i, end, date=date, text=lower)
        if i not in self.in_mention and not self._title_in_quotes(i):
            if lower in '«»“”"':
                return Chunk("quote", i, i + 1, text=lower)
            if not lower[0].isalnum() and lower[0] not in "'@#":
                return Chunk("punct", i, i + 1, text=lower)
            relative = self._relative(i, before)
            if relative:
                return relative
            group = self.verb_group(i, before)
            if group:
                return Chunk("vg", i, group.end, vg=group, text=group.lemma)
            chunk = self._preposition(i, before) or self._connective(i)
            if chunk:
                return chunk
        np = None if self._honours(i) else self.noun_phrase(i)
        if np:
            return Chunk("np", i, np.end, np=np)
        return Chunk("word", i, i + 1, text=lower)

    def _relative(self, i: int, before: list[Chunk]) -> Chunk | None:
        match = self.pack.relatives.longest(self.lowers, i)
        if not match:
            return None
        length, role = match
        last = before[-1] if before else None
        if last and last.kind == "punct" and last.text in (",", "-", "–", "—", "(") and len(before) > 1:
            last = before[-2]
        antecedent = last is not None and (last.kind == "np" or (last.kind == "quote"))
        if (
            not antecedent
            and last is not None
            and last.kind == "word"
            and len(before) > 1
            and before[-2].kind == "np"
            and role == "any"
        ):
            antecedent = last.end - before[-2].end <= 2 and not last.text.endswith("mente")
        if role == "any" and not antecedent and not self._relative_joined(before):
            return None
        return Chunk("rel", i, i + length, text=role)

    def _relative_joined(self, before: list[Chunk]) -> bool:
        """ "X, con cui vive e che ha sposato": behind a relative clause and "and" the same word begins another."""
        if not before or before[-1].kind != "conj" or before[-1].text not in ("and", "or"):
            return False
        for chunk in reversed(before[:-1]):
            if chunk.kind in ("sub", "quote") or (chunk.kind == "punct" and chunk.text != ","):
                return False
            if chunk.kind == "rel":
                return True
        return False

    def _nonfinite_at(self, i: int) -> bool:
        """An infinitive or gerund at i ("per chiedere", "after marrying")."""
        if i >= self.size or i in self.in_mention:
            return False
        lower, lemma = self.lowers[i], self.tokens[i].lemma
        known = lemma in self.pack.verb_lemmas or lower in self.pack.auxiliaries
        return known and self.pack.tense(lower, lemma) in ("infinitive", "gerund") and self._readings(i) is None

    def _compound_name(self, i: int) -> bool:
        """ "with shipping heir X": the word goes with the noun before the name."""
        found = self._readings(i + 1) if i + 1 < self.size and not self.pack.syntax["adjectives_follow"] else None
        return found is not None and found[1][0].sense in HUMAN and self._named_at(i + 1 + found[0])

    def _age_before_verb(self, k: int) -> bool:
        """ "who at 18 becomes king": a number of years by itself, with the verb behind it."""
        if k + 1 >= self.size or self.lowers[k - 1] not in self.pack.cue("age_markers") or k in self.in_mention:
            return False
        years = calendar(self.pack).number(self.lowers[k])
        return years is not None and 0 < years < 120 and k + 1 not in self.in_mention and self._verbal(k + 1)

    def _connective(self, i: int) -> Chunk | None:
        for table, kind in ((self.pack.subordinators, "sub"), (self.pack.conjunctions, "conj")):
            match = table.longest(self.lowers, i)
            if match:
                return Chunk(kind, i, i + match[0], text=match[1])
        return None

    def _preposition(self, i: int, before: list[Chunk]) -> Chunk | None:
        match = self.pack.prepositions.longest(self.lowers, i)
        if not match:
            return None
        length, prep = match
        if length > 1 and self.lowers[i + length - 1] in self.pack.cue("infinitive_markers"):
            told = before and before[-1].vg is not None and before[-1].vg.copula
            if told and i + length < self.size and self._base_form(i + length):
                return Chunk("word", i, i + length - 1, text=prep)  # "is due to marry"
        if i + length < self.size and self.lowers[i + length - 1] not in self.pack.determiners:
            relative = self.pack.relatives.longest(self.lowers, i + length)
            if relative and relative[0] == 1 and self._owns_what_follows(i + length):
                return Chunk("rel", i, i + length + 1, text="possessive:" + prep)
            if relative and (
                relative[1] in ("oblique", "subject")
                or (relative[1] == "any" and self.lowers[i + length] in self.pack.cue("oblique_relatives"))
            ):
                return Chunk("rel", i, i + length + relative[0], text="oblique:" + prep)
        dated = next((k for k in range(i + 1, i + length + 1) if k in self.date_at), 0)
        if dated:  # "fino" of "fino al 2019"
            return Chunk("word", i, dated, text=prep)
        compound = prep in self.pack.preposition_roles["with"] and self._compound_name(i + length)
        if self._nonfinite_at(i + length) and not compound:
            return Chunk("word", i, i + length, text=prep)
        if self._age_before_verb(i + length):
            return Chunk("date", i, i + length + 1, text=prep)
        np = self.noun_phrase(i + length, after_preposition=True)
        if np is None:
            return Chunk("word", i, i + length, text=prep)
        waiting = any(c.kind == "np" and c.np is not None and c.np.prep is None for c in before) and not any(
            c.kind == "vg" for c in before
        )
        behind = np.end + (
            np.name_after_comma and self.lowers[np.end : np.end + 1] == [","]
        )  # "as his son, X, married"
        if prep in self.pack.cue("clause_prepositions") and not waiting and self._finite_follows(behind):
            return Chunk("sub", i, i + length, text="other")
        np.prep = prep
        return Chunk("np", i, np.end, np=np)

    def _owns_what_follows(self, k: int) -> bool:
        """ "dalla cui unione": with an article the relative is a possessive, and one is joined to the preposition."""
        articles = self.pack.definite if self.pack.elided_article(self.lowers[k - 1]) else ()
        forms = (self.pack.relatives.longest([article, self.lowers[k]], 0) for article in articles)
        return any(form == (2, "possessive") for form in forms)

    # ---- noun phrases

    def noun_phrase(self, i: int, *, after_preposition: bool = False) -> NounPhrase | None:
        """The noun phrase that begins at token i, coordination included; None when there is none."""
        first = self._single(i, after_preposition=after_preposition)
        if first is None:
            return None
        if not first.is_human or (first.mention is None and first.number == "s" and self._turned_into(i)):
            return first
        if first.pronoun is not None and first.pronoun.get("pair"):
            self._plural_apposition(first)
            return first
        members, end = [first], first.end
        while True:
            follower = self._list_member(end) or self._list_member(self._past_origin(members[-1], end))
            companion = self._companion(members[-1]) if follower is None else None
            if companion is not None:
                follower = companion, False
            if follower is None:
                return self._joint_thing(members) or self._with_others(members) or first
            np, closing = follower
            if after_preposition and closing and len(members) == 1 and self._comma_closes(first):
                return first
            members.append(np)
            end = np.end
            if closing:
                owned = owned_together(members)
                if owned is not None:
                    return owned
                group = NounPhrase(i, end, members=members, head=i, sentence=self.sentence)
                hint_owners(members)
                self._plural_apposition(group)
                return group

    def _comma_closes(self, np: NounPhrase) -> bool:
        """ "A, avuto dalla moglie X, e B": a comma before "and" ends what was set off, where lists of two need none."""
        bare = np.mention is not None and np.end == np.mention.end and self.pack.syntax["pro_drop"]
        return bare and self.lowers[np.end : np.end + 1] == [","]

    def _companion(self, np: NounPhrase) -> NounPhrase | None:
        """B in "A con il marito B, l'attore C e D": who came with somebody in a list that goes on."""
        match = self.pack.prepositions.longest(self.lowers, np.end) if np.end < self.size else None
        if not match or match[1] not in self.pack.preposition_roles["with"] or np.mention is None:
            return None
        inner = self._single(np.end + match[0], after_preposition=True)
        if inner is None or inner.mention is None or not any(noun.sense("tie") for noun in inner.appositions):
            return None
        return inner if self._list_member(inner.end) is not None else None

    def _joint_thing(self, owners: list[NounPhrase]) -> NounPhrase | None:
        """ "A and B's wedding": what two people have together."""
        end = owners[-1].end
        match = self.pack.conjunctions.longest(self.lowers, end) if end < self.size else None
        if not match or match[1] != "and" or end + match[0] not in self.mention_at:
            return None
        thing = self._single(end + match[0])
        if thing is None or thing.mention is not None or not thing.sense("event", "bond"):
            return None
        return owned_together([*owners, thing])

    def _with_others(self, members: list[NounPhrase]) -> NounPhrase | None:
        """The named people of "A, B and three others"."""
        rest = self._unnamed_rest(members[-1].end) if len(members) > 1 else 0
        if not rest:
            return None
        hint_owners(members)
        return NounPhrase(members[0].start, rest, members=members, head=members[0].start, sentence=self.sentence)

    def _unnamed_rest(self, i: int) -> int:
        """One past ", and three others" behind names in a list, 0 when nothing of the kind stands there."""
        k = i + (i < self.size and self.lowers[i] == ",")
        match = self.pack.conjunctions.longest(self.lowers, k) if k < self.size else None
        if match is None or match[1] != "and":
            return 0
        k += match[0]
        for end in range(k, min(k + 3, self.size)):
            if self.lowers[end] in self.pack.cue("others"):
                return end + 1
            if self.lowers[end] not in self.pack.determiners and calendar(self.pack).number(self.lowers[end]) is None:
                break
        np = self._single(k)
        unnamed = np is not None and np.mention is None and np.pronoun is None and np.is_human
        return np.end if np is not None and unnamed and not self._leads_clause(np) else 0

    def _past_origin(self, np: NounPhrase, end: int) -> int:
        """Behind "di Norvegia" in "il re Harald di Norvegia e la regina Sofia", if a list goes on there."""
        match = self.pack.prepositions.longest(self.lowers, end) if end < self.size and np.mention else None
        place = self.mention_at.get(end + match[0]) if match and match[1] in self.pack.preposition_roles["of"] else None
        return place.end if place is not None and place.kind != PERSON else self.size

    def _plural_apposition(self, group: NounPhrase) -> None:
        """ "A e B, amici da una vita": a plural noun behind a pair."""
        if group.end + 1 >= self.size or self.lowers[group.end] != "," or group.end + 1 in self.mention_at:
            return
        noun = self._core(group.end + 1, None, False)
        if (
            noun is None
            or noun.mention
            or noun.number != "p"
            or not noun.sense("tie", "group")
            or noun.end in self.mention_at
        ):
            return
        if self._finite_follows(noun.end):
            return
        noun.behind = True
        group.appositions.append(noun)
        group.end = noun.end
        match = self.pack.conjunctions.longest(self.lowers, group.end) if group.end < self.size else None
        second = self._core(group.end + match[0], None, False) if match and match[1] == "and" else None
        if second is None or second.mention is not None or second.number != "p" or second.determiner != "none":
            return
        if second.sense("tie", "group") and second.end not in self.mention_at:  # "ex amici e colleghi"
            second.behind, second.modifiers = True, (*noun.modifiers, *second.modifiers)
            group.appositions.append(second)
            group.end = second.end

    def _list_member(self, i: int) -> tuple[NounPhrase, bool] | None:
        """The next member of a list behind position i, and whether it is the last ("and X")."""
        if i >= self.size:
            return None
        lower = self.lowers[i]
        conjunction = self.pack.conjunctions.longest(self.lowers, i)
        if lower == "," and i + 1 < self.size:
            conjunction = self.pack.conjunctions.longest(self.lowers, i + 1)
            if conjunction and conjunction[1] == "and":
                np = self._single(i + 1 + conjunction[0])
                return (np, True) if np and np.is_human and not self._leads_clause(np) and self._same_sort(np) else None
            np = self._single(i + 1)
            if np and np.is_human and np.mention and self._list_goes_on(np.end):
                return np, False
            return None
        if conjunction and conjunction[1] == "and":
            np = self._single(self._behind_aside(i + conjunction[0]))
            if np and np.is_human and self._same_sort(np):
                return np, True
        return None

    def _behind_aside(self, i: int) -> int:
        """Where a list goes on behind "and, a sorpresa,"."""
        if i < self.size and self.lowers[i] == ",":
            close = next((k for k in range(i + 2, min(i + 6, self.size)) if self.lowers[k] == ","), None)
            if close is not None and not any(k in self.in_mention for k in range(i, close)):
                return close + 1
        return i

    def _same_sort(self, np: NounPhrase) -> bool:
        return (
            np.mention is not None
            or np.pronoun is not None
            or np.determiner in ("definite", "possessive")
            or (np.possessor is not None and not self._says_what(np))
            or (bool(np.members) and all(n.possessor is None for n in np.appositions))
        )

    def _says_what(self, np: NounPhrase) -> bool:
        """ "sposato con X e padre di Y": a bare noun with its complement says what somebody is, and names nobody."""
        owner = np.possessor
        bare = np.determiner == "none" and np.number == "s" and self.pack.syntax["pro_drop"]
        return bare and owner is not None and owner.start > np.start and np.sense("tie") is not None

    def _leads_clause(self, np: NounPhrase) -> bool:
        """ ", and X said": the name begins a clause of its own."""
        return (
            np.end < self.size
            and np.end not in self.in_mention
            and self.verb_group(np.end, [Chunk("np", np.start, np.end, np=np)]) is not None
            and self._has_verb_before(np.start)
        )

    def _has_verb_before(self, i: int) -> bool:
        return any(
            self.lowers[k] in self.pack.auxiliaries
            or (
                k not in self.in_mention
                and self.tokens[k].lemma in self.pack.verb_lemmas
                and self.pack.tense(self.lowers[k], self.tokens[k].lemma) in ("past", "present")
            )
            for k in range(i)
        )

    def _list_goes_on(self, i: int) -> bool:
        """Whether a list of names that has reached position i ends in "and X" before the clause does."""
        for k in range(i, min(i + 40, self.size)):
            lower = self.lowers[k]
            if lower in (".", ";", ":"):
                return False
            match = self.pack.conjunctions.longest(self.lowers, k)
            if match and match[1] == "and":
                return True
            if k not in self.in_mention and lower in self.pack.auxiliaries:
                return False
        return False

    def _single(
        self, i: int, *, after_preposition: bool = False, possessor: NounPhrase | None = None
    ) -> NounPhrase | None:
        np = self._core(i, possessor, after_preposition)
        if np and np.mention and np.mention.kind == PERSON and self._emphatic(np.end):
            np.end += 1  # "Biden himself"
        while np and np.end < self.size and self.lowers[np.end] in self.pack.genitive and self._owns(np):
            owned = self._core(np.end + 1, np, False)
            if owned is None:
                np.end += 1
                break
            np = owned
        if np and np.mention is None and np.sense(*HUMAN) and np.end < self.size:
            np = self._name_behind(np)
            if np.mention is not None and np.end < self.size and self.lowers[np.end] in self.pack.genitive:
                owned = self._core(np.end + 1, np, False)  # "the singer X's wife Y"
                if owned is not None and self._owns(np):
                    np = self._name_behind(owned) if owned.sense(*HUMAN) and owned.end < self.size else owned
        if np and np.mention is None and np.sense("work", "organization", "event", "place"):
            np = self._titled(np)
        if (np and np.mention and np.mention.kind == PERSON) or (
            np
            and np.mention is None
            and np.number == "s"
            and np.determiner == "definite"
            and np.sense("occupation", "office", "person")
        ):
            self._appositions(np)
        if np and self._is_title(np.mention):
            self._described_work(np)
        if np and np.entity is not None and self._intensified(np):
            np.end += 1
        return np

    def _intensified(self, np: NounPhrase) -> bool:
        """ "X himself": the reflexive right behind a name stresses it."""
        match = self.pack.pronouns.longest(self.lowers, np.end) if np.end < self.size else None
        return match is not None and match[0] == 1 and bool(match[1].get("reflexive")) and match[1].get("number") == "s"

    def _is_title(self, mention: Mention | None) -> bool:
        """A title of a work, or a name that stands in quotation marks like one."""
        if mention is None or mention.kind == PERSON:
            return False
        return mention.kind == WORK or (mention.start > 0 and self.lowers[mention.start - 1] in '"“«')

    def _more_titles(self, np: NounPhrase) -> None:
        """The rest of a list of titles: "the author of A, B and C" is one phrase."""
        while True:
            k = np.end
            while k < self.size and (self.lowers[k] == "," or self.lowers[k] in '"“«' or self._joins(k)):
                k += 1
            following = self.mention_at.get(k)
            if k == np.end or following is None or not self._is_title(following):
                return
            np.end = following.end
            if np.end < self.size and self.lowers[np.end] == ",":
                np.end += np.end + 1 < self.size and self.lowers[np.end + 1] in '"”»'
            np.end += np.end < self.size and self.lowers[np.end] in '"”»'
            self._year_behind(np)

    def _joins(self, k: int) -> bool:
        match = self.pack.conjunctions.longest(self.lowers, k)
        return match is not None and match[1] == "and"

    def _year_behind(self, np: NounPhrase) -> None:
        k = np.end
        if k + 2 < self.size and self.lowers[k] == "(" and self.lowers[k + 1].isdigit() and self.lowers[k + 2] == ")":
            np.end = k + 3

    def _described_work(self, np: NounPhrase) -> None:
        """What stands behind a title: its year, and ", a memoir of her childhood"."""
        self._year_behind(np)
        self._more_titles(np)
        k = np.end
        inside = k >= 2 and self.lowers[k - 1] in '"”»' and self.lowers[k - 2] == ","  # "Low Tide," a memoir
        if k >= self.size or not (self.lowers[k] == "," or inside):
            return
        noun = self._core(k + (self.lowers[k] == ","), None, False)
        if noun is not None and noun.mention is None and noun.sense("work") and noun.determiner != "none":
            np.appositions.append(noun)
            np.end = noun.end

    def _emphatic(self, i: int) -> bool:
        """A reflexive pronoun of its own right behind a name: it only stresses it."""
        pronoun = self.pack.pronouns.longest(self.lowers, i) if i < self.size else None
        return pronoun is not None and bool(pronoun[1].get("reflexive")) and pronoun[1].get("case") == "object"

    def _titled(self, np: NounPhrase) -> NounPhrase:
        """ "his memoir, Breaking History", 'the album "Thriller"', "the magazine Vogue": a thing with its title."""
        k = self._behind_subject(np) or np.end
        for _ in range(4):
            if k in self.mention_at:
                mention = self.mention_at[k]
                if mention.kind == PERSON or (k > np.end and mention.kind != WORK):
                    return np
                end = mention.end
                if end + 1 < self.size and self.lowers[end] in ",." and self.lowers[end + 1] in '"”»':
                    end += 1
                if end < self.size and self.lowers[end] in '"”»’':
                    end += 1
                named = NounPhrase(
                    np.start,
                    end,
                    mention=mention,
                    determiner=np.determiner,
                    head=k,
                    possessor=np.possessor,
                    sentence=self.sentence,
                )
                named.appositions.append(np)
                return named
            if k >= self.size:
                return np
            if k in self.date_at:
                k = self.date_at[k][1]
            elif self._leads_to_title(k):
                k += 1
            else:
                return np
        return np

    def _behind_subject(self, np: NounPhrase) -> int:
        """ "her book about the case, Low Tide": where the title is, behind what the work is about; 0 for nowhere."""
        if not np.sense("work") or np.possessor is None or np.end >= self.size:
            return 0
        if self.pack.prepositions.longest(self.lowers, np.end) is None:
            return 0
        for k in range(np.end + 1, min(np.end + 8, self.size - 1)):
            if self.lowers[k] == ",":
                mention = self.mention_at.get(k + 1)
                return k + 1 if mention is not None and mention.kind == WORK else 0
            if not self.tokens[k].is_word or k in self.in_mention or self.lowers[k] in self.pack.auxiliaries:
                return 0
        return 0

    def _leads_to_title(self, k: int) -> bool:
        lower = self.lowers[k]
        return lower in ',"“«‘' or lower in self.pack.function_words or lower in self.pack.titled_words

    def _owns(self, np: NounPhrase) -> bool:
        return self.lowers[np.end] != "'" or self.lowers[np.end - 1][-1] in "szx"

    def _core(self, i: int, possessor: NounPhrase | None, after_preposition: bool) -> NounPhrase | None:
        """Determiner, modifiers and head; no comma inside."""
        if i >= self.size:
            return None
        one_of = self.pack.cue_phrases["one_of"].longest(self.lowers, i) if "one_of" in self.pack.cue_phrases else None
        if one_of and i not in self.in_mention:
            inner = self._core(i + one_of[0], possessor, True)
            if inner is None or inner.mention or not inner.nouns:
                return None
            inner.start, inner.single = i, True
            if inner.determiner == "none":
                inner.determiner = "definite"
            return inner
        pronoun = self._pronoun(i, possessor)
        if pronoun:
            return pronoun
        title = self._title_in_quotes(i)
        if title:
            return title
        j, determiner, owner, negated = self._determiners(i)
        if determiner != "none" and j + 1 < self.size and self._only_adverb(j) and self._noun_soon(j + 1):
            j += 1  # "l'ormai storico litigio"
        if possessor is None:
            possessor = owner
        if possessor is not None:
            determiner = "possessive"
        if j >= self.size:
            return None
        k, nouns, modifiers = self._head(j, determiner != "none" or after_preposition)
        apposed = (
            i > 0
            and self.lowers[i - 1] == ","
            and not self._participle(i)
            and self.pack.participle_of(self.lowers[i]) is None
            and not self._charged(i)
        )
        if (
            nouns
            and determiner == "none"
            and not after_preposition
            and not apposed
            and all(n.sense == "person" for n in nouns)
            and self.lowers[k - 1] not in self.pack.cue("survivors")
            and not (
                i == 0 and nouns[0].number == "p" and not self.pack.syntax["adjectives_follow"]
            )  # "Guests at the party included …"
        ):
            return None
        if nouns:
            np = NounPhrase(
                i,
                k,
                nouns=nouns,
                possessor=possessor,
                determiner=determiner,
                modifiers=modifiers,
                head=k - 1,
                sentence=self.sentence,
                negated=negated,
                article=self._article_gender(max(0, i - 1), k - len(nouns[0].words), nouns),
            )
            self._modifiers_behind(np)
            self._complements(np)
            self._other_parent(np)
            self._born_of(np)
            return np
        if (
            k in self.mention_at
            and modifiers
            and self.mention_at[k].kind == PERSON
            and not self._may_precede_name(list(modifiers))
        ):
            return NounPhrase(
                i,
                k,
                possessor=possessor,
                determiner=determiner,
                modifiers=modifiers,
                head=j,
                sentence=self.sentence,
                negated=negated,
                core_end=k,
            )
        if k in self.mention_at:
            mention = self.mention_at[k]
            return NounPhrase(
                i,
                mention.end,
                mention=mention,
                possessor=possessor,
                determiner=determiner,
                modifiers=modifiers,
                head=k,
                sentence=self.sentence,
                negated=negated,
            )
        if k > j and k not in self.mention_at and (determiner != "none" or after_preposition):
            head = (
                next((h for h in range(j, k) if self.tokens[h].is_word), k - 1)
                if self.pack.syntax["adjectives_follow"]
                else k - 1
            )
            np = NounPhrase(
                i,
                k,
                possessor=possessor,
                determiner=determiner,
                modifiers=modifiers[:-1],
                head=head,
                sentence=self.sentence,
                negated=negated,
                core_end=k,
            )
            self._complements(np)
            return np
        if owner is not None and owner.pronoun is not None and not self.pack.pro_drop_possessive(owner.pronoun):
            owner.sentence = self.sentence
            return owner
        return self._bare_head(i) if j == i else None

    def _bare_head(self, i: int) -> NounPhrase | None:
        """ "Ergastolo per X": a noun of some pattern that opens a sentence, or a piece of it, without an article."""
        opens = i == 0 or self.lowers[i - 1] in (":", ";", "—", "–", "«", '"', "“")
        negated = i > 0 and self.lowers[i - 1] in self.pack.cue("negative_determiners")
        if not (opens or negated) or i in self.in_mention or self._verbal(i):
            return None
        led = self.pack.prepositions.longest(self.lowers, i + 1) if i + 1 < self.size else None
        if led is None or not {self.lowers[i], self.tokens[i].lemma} & self.pack.noun_heads:
            return None
        np = NounPhrase(i, i + 1, head=i, sentence=self.sentence, negated=negated, core_end=i + 1)
        self._modifiers_behind(np)
        self._complements(np)
        return np

    def _article_gender(self, begin: int, end: int, nouns: tuple[Noun, ...]) -> Gender | None:
        """ "la cantante": what the article says of a noun that names men and women alike."""
        if nouns[0].sense not in ("occupation", "office") or nouns[0].number != "s":
            return None
        found = (self.pack.article_genders.get(w) for w in self.lowers[begin:end])
        return next((gender for gender in found if gender), None)

    def _only_adverb(self, j: int) -> bool:
        lower = self.lowers[j]
        if self._readings(j) is not None:
            return False  # "first wife"
        return lower in self.pack.cue("adverbs") and lower not in self.pack.cue("former") and j not in self.in_mention

    def _charged(self, i: int) -> bool:
        """ "X, accused of killing Y": what is said of X, and no noun for X."""
        of = i + 2 < self.size and self.pack.is_of(self.lowers[i + 1])
        return of and self.tokens[i].lemma in self.pack.verb_lemmas and self._nonfinite_at(i + 2)

    def _may_precede_name(self, modifiers: list[str]) -> bool:
        """Whether words can stand before a name in its phrase: in Italian only those known to ("il giovane X")."""
        if not self.pack.syntax["adjectives_follow"]:
            return not any(m.isdigit() for m in modifiers)  # "at the age of 16 X left school"
        known = (
            self.pack.cue("premodifiers"),
            self.pack.cue("former"),
            self.pack.cue("current"),
            self.pack.cue("future"),
            self.pack.cue("former_dead"),
        )
        return all(
            any(m in k for k in known) or m in self.pack.demonyms or calendar(self.pack).is_age(m) or m[:1].isupper()
            for m in modifiers
        )

    def _honours(self, k: int) -> bool:
        """Letters behind a name ("CBE", "QC"), part of it and no phrase of their own."""
        text = self.tokens[k].text
        if not text.isupper() or not 1 < len(text) < 5:
            return False
        return any(m.end == k and m.kind == PERSON for m in self.mention_at.values())

    def _pronoun(self, i: int, possessor: NounPhrase | None) -> NounPhrase | None:
        match = self.pack.pronouns.longest(self.lowers, i)
        if not match or possessor is not None or i in self.in_mention:
            return None
        end = i + match[0]
        lower = self.lowers[i]
        if lower in self.pack.possessives and end < self.size and self._noun_at(end):
            return None
        if (
            match[1].get("pair")
            and end < self.size
            and (
                self._noun_at(end)
                or self.lowers[end] in self.pack.determiners
                or self.lowers[end] in self.pack.possessives
                or end in self.mention_at
            )
        ):
            return None
        if (
            match[1].get("pair")
            and end < self.size
            and self.tokens[end].is_word
            and self._adjective(end)
            and lower in self.pack.determiners
        ):
            return None
        return NounPhrase(i, end, pronoun=match[1], head=i, sentence=self.sentence)

    def _determiners(self, i: int) -> tuple[int, str, NounPhrase | None, bool]:
        """Articles, possessives and quantifiers from i on: (next position, kind, owner, is it "no")."""
        determiner, owner, negated = "none", None, False
        j = i
        while j < self.size and j not in self.mention_at and j - i < 4:
            lower = self.lowers[j]
            if lower in self.pack.possessives and (lower not in self.pack.pronouns or j > i or self._noun_at(j + 1)):
                owner = NounPhrase(
                    j,
                    j + 1,
                    pronoun={**self.pack.possessives[lower], "possessive": True},
                    head=j,
                    sentence=self.sentence,
                )
                determiner = "possessive"
                if j == i and self._only_date(j + 1):
                    return j + 1, determiner, owner, negated  # "pardoned her two years later"
            elif lower in self.pack.determiners:
                if determiner != "possessive":
                    determiner = (
                        "definite"
                        if lower in self.pack.definite
                        else "indefinite"
                        if lower in self.pack.grammar["determiners"]["indefinite"]
                        else "other"
                    )
                negated = negated or lower in self.pack.cue("negative_determiners")
            elif self._counts(j):
                determiner = "other" if determiner == "none" else determiner
            else:
                break
            j += 1
        if j > i and determiner == "none":
            determiner = "definite"
        if determiner == "none" and self._joined_article(i):
            determiner = "definite"
        return j, determiner, owner, negated

    def _counts(self, j: int) -> bool:
        """A number before a noun: "dodici anni", "30 months"."""
        if j + 1 >= self.size or j in self.date_at or j + 1 in self.in_mention:
            return False
        noun = self._readings(j)
        if noun is not None and noun[0] > 1:
            return False  # "primo marito"
        lower = self.lowers[j]
        if lower in self.pack.cue("before_numbers") and calendar(self.pack).number(self.lowers[j + 1]) is not None:
            return True
        if not self.tokens[j + 1].is_word:
            return False
        number = lower.isdigit() or (
            lower not in self.pack.determiners and calendar(self.pack).number(lower) is not None
        )
        return number and self.lowers[j + 1] not in self.pack.function_words

    def _number_word(self, j: int) -> bool:
        """The number in "sei anni", not the verb that is written alike."""
        known = calendar(self.pack)
        if j + 1 >= self.size or known.number(self.lowers[j]) is None:
            return False
        found = self._readings(j + 1)
        return self.lowers[j + 1] in known.words["unit"] or (found is not None and found[1][0].number == "p")

    def _joined_article(self, i: int) -> bool:
        """Whether the preposition before i has its article joined to it ("del", "alla")."""
        return i > 0 and self.pack.elided_article(self.lowers[i - 1])

    def _only_date(self, i: int) -> bool:
        """Whether a date of several words stands at i, and no noun behind it that it could belong to."""
        end = self.date_at[i][1] if i in self.date_at else i
        return end > i + 1 and (end >= self.size or not self._noun_at(end))

    def _noun_at(self, i: int) -> bool:
        """A noun at i, or behind up to two adjectives."""
        for k in range(i, min(i + 3, self.size)):
            if k in self.mention_at:
                return False
            if any(True for _ in self.pack.nouns.match(self.lowers, k)):
                return True
            if not self.tokens[k].is_word or self.lowers[k] in self.pack.function_words:
                return False
            if self._verbal(k) and k == i:
                return False
        return (
            i < self.size
            and self.tokens[i].is_word
            and self.lowers[i] not in self.pack.function_words
            and not self._verbal(i)
            and i not in self.in_mention
        )

    def _verbal(self, i: int) -> bool:
        lower = self.lowers[i]
        return lower in self.pack.auxiliaries or (
            self.tokens[i].lemma in self.pack.verb_lemmas
            and not any(True for _ in self.pack.nouns.match(self.lowers, i))
        )

    def _adjective(self, i: int) -> bool:
        if not self.tokens[i].is_word or self.lowers[i] in self.pack.function_words or i in self.in_mention:
            return False
        if not self._verbal(i):
            return True
        if self.pack.agreement or self.lowers[i] in self.pack.auxiliaries:
            return False
        return self._form(i) == "base" or (self._form(i) == "present" and not self._verb_here(i))

    def _head(self, j: int, opened: bool) -> tuple[int, tuple[Noun, ...], tuple[str, ...]]:
        """The head noun from j on: (position behind it, its readings, the words before it)."""
        modifiers: list[str] = []
        k = j
        limit = j + (6 if opened else 3)
        while k < min(limit, self.size):
            if (
                k in self.mention_at
                and self.mention_at[k].kind == PERSON
                and modifiers
                and not self._may_precede_name(modifiers)
            ):
                return k, (), tuple(modifiers)
            if k in self.mention_at and (
                self.mention_at[k].kind == PERSON or (k == j and not self._noun_soon(self.mention_at[k].end))
            ):
                return k, (), tuple(modifiers)
            if k in self.date_at:
                break
            if k in self.in_mention:
                mention = self.mention_at.get(k)
                if mention is None:
                    break
                modifiers.append(" ".join(t.text for t in self.tokens[mention.start : mention.end]))
                k = mention.end
                if not self._noun_soon(k):
                    return (j, (), ()) if k > j else (k, (), ())
                continue
            if (self._time_adjective(k) and self._noun_soon(k + 1)) or self._adjective_before_person(k):
                modifiers.append(self.lowers[k])
                k += 1
                continue
            found = self._readings(k)
            if found and found[0] == 1 and self._adjective_before(k):
                modifiers.append(self.lowers[k])
                k += 1
                continue
            if found:
                length, nouns = found
                end = k + length
                if (
                    modifiers
                    and self.pack.syntax["adjectives_follow"]
                    and length == 1
                    and self.lowers[k] in self.pack.weak_nouns
                    and not self._may_precede_name(modifiers[-1:])
                ):
                    return k, (), tuple(modifiers)
                more = (
                    self._readings(end)
                    if end < self.size and end not in self.in_mention and not self.pack.syntax["adjectives_follow"]
                    else None
                )
                titled = nouns[0].sense == "tie" and self._title_before_name(end)
                person = more and more[1][0].sense in HUMAN and not self._verb_here(end) and not titled
                occasion = nouns[0].sense == "event" and length == 1 and self._occasion_behind(end)
                body = more and nouns[0].sense == "place" and more[1][0].sense == "organization"  # "a county jury"
                if person or occasion or body:
                    modifiers.append(" ".join(self.lowers[k:end]))
                    k = end
                    continue
                return end, nouns, tuple(modifiers)
            lower = self.lowers[k]
            if not self.tokens[k].is_word and not lower[0].isdigit():
                break
            if opened and modifiers and self._joined_adjectives(k):
                k += 1
                continue
            if lower in self.pack.function_words or lower in self.pack.auxiliaries:
                break
            if (
                not opened
                and k == j
                and not (
                    lower in self.pack.demonyms
                    or self.pack.birthplace(lower)
                    or lower in self.pack.cue("former")
                    or lower in self.pack.cue("future")
                    or lower in self.pack.cue("current")
                    or lower in self.pack.cue("premodifiers")
                    or self._premodifier(k)
                )
            ):
                break
            if k > j and self._verb_here(k) and not self._noun_soon(k + 1):
                break
            modifiers.append(lower)
            k += 1
        if opened and modifiers:
            return self._generic_end(j), (), tuple(modifiers)
        return j, (), ()

    def _occasion_behind(self, k: int) -> bool:
        """The debate in "the final presidential debate": "final" is no match there."""
        if self.pack.syntax["adjectives_follow"] or k >= self.size or k in self.in_mention:
            return False
        found = self._readings(k)
        return found is not None and found[1][0].sense == "event" and not self._verb_here(k)

    def _time_adjective(self, k: int) -> bool:
        """ "former"; "next", though it is a function word too ("next to")."""
        lower = self.lowers[k]
        return lower in self.pack.cue("former") or (
            lower in self.pack.cue("future") and lower in self.pack.function_words
        )

    def _rank_as_adjective(self, k: int, length: int) -> bool:
        """The "major" of "a major party's nominee": a rank only at the end of its phrase or before a name."""
        if length > 1 or self.lowers[k] not in self.pack.cue("adjective_ranks") or k + 1 >= self.size:
            return False
        following = self.tokens[k + 1]
        plain = following.is_word and not following.is_capital and self.lowers[k + 1] not in self.pack.function_words
        return plain and not self._verb_here(k + 1) and self.lowers[k + 1] not in self.pack.auxiliaries

    def _title_before_name(self, k: int) -> bool:
        """ "(his brother) Prince Harry"."""
        title = self.pack.title_at(self.tokens, k) if k < self.size else None
        return title is not None and k + title[0] in self.mention_at

    def _adjective_before(self, k: int) -> bool:
        """A word for a person that is an adjective before another noun: "lo storico litigio"."""
        lower = self.lowers[k]
        if lower not in self.pack.weak_nouns or lower not in self.pack.cue("premodifiers"):
            return False
        return k + 1 < self.size and k + 1 not in self.in_mention and self._readings(k + 1) is not None

    def _joined_adjectives(self, k: int) -> bool:
        """The "and" of "a full and unconditional pardon"."""
        match = self.pack.conjunctions.longest(self.lowers, k)
        if self.pack.syntax["adjectives_follow"] or not match or match[1] != "and" or k + 2 >= self.size:
            return False
        return (
            self._adjective(k - 1) and self._adjective(k + 1) and self._adjective(k + 2) and not self._verb_here(k + 1)
        )

    def _generic_end(self, j: int) -> int:
        """The end of a noun phrase whose noun is in no list: one word, and adjectives before it."""
        k = begin = j
        while (
            k < self.size
            and k - j < 6
            and self.tokens[k].is_word
            and k + 1 < self.size
            and self._joined_adjectives(k + 1)
        ):
            k += 2
            j = k
        while k < self.size and k - j < 2 and self.lowers[k].isdigit() and k not in self.date_at:
            k += 1
        j = k
        while (
            k < self.size
            and k - j < 3
            and k not in self.date_at
            and ((self._adjective(k) and not (k > j and self._verb_here(k))) or self._measured(j, k))
            and not (k > j and self.lowers[k - 1] in calendar(self.pack).words["unit"])
        ):
            k += 1
        if k == j > begin and k < self.size and not self.tokens[k].is_word:
            return k  # "At 43, she …"
        return min(max(k, j + 1), self.size)

    def _measured(self, j: int, k: int) -> bool:
        """ "10-year" and the noun behind it, also where that word could be a verb ("sentence")."""
        here, before = self.lowers[k], self.lowers[k - 1]
        if here[0].isdigit() and "-" in here:
            return True
        measure = k > j and before[0].isdigit() and "-" in before
        return measure and k not in self.in_mention and here not in self.pack.function_words

    def _adjective_before_person(self, k: int) -> bool:
        """ "la prima moglie", "lo storico portavoce": a noun as well, but here it only qualifies the one behind it."""
        if self.lowers[k] not in self.pack.cue("premodifiers") or not self.pack.syntax["adjectives_follow"]:
            return False
        own, behind = self._readings(k), self._readings(k + 1) if k + 1 not in self.in_mention else None
        if own is None or behind is None or own[0] != 1 or own[1][0].sense == "tie":
            return False
        return behind[1][0].sense in HUMAN

    def _premodifier(self, k: int) -> bool:
        return not self.pack.syntax["adjectives_follow"] and self._adjective(k) and self._noun_soon(k + 1)

    def _noun_soon(self, k: int) -> bool:
        for i in range(k, min(k + 3, self.size)):
            if i in self.in_mention:
                return False
            found = self._readings(i)
            if found:
                return found[1][0].sense in HUMAN or found[1][0].sense in ("event", "work", "bond")
            if not self.tokens[i].is_word or self.lowers[i] in self.pack.function_words:
                return False
        return False

    def _readings(self, k: int) -> tuple[int, tuple[Noun, ...]] | None:
        """The readings of the longest noun at k."""
        longest, nouns = 0, []
        for length, noun in self.pack.nouns.match(self.lowers, k):
            if any(i in self.in_mention for i in range(k, k + length)):
                continue
            if noun.sense == "tie" and (self._is_clergy(k) or (length == 1 and self._said_with(k))):
                continue
            if length > 1 and (self._names_organization(k, length) or self._party_before(k)):
                continue
            if length < longest:
                break
            longest = length
            nouns.append(noun)
        return (longest, tuple(nouns)) if nouns else None

    def _party_before(self, k: int) -> bool:
        """The "Labour" of "the future Labour minister": a party with its capital, no field."""
        token = self.tokens[k]
        party = token.lower in self.pack.cue("party_adjectives") and token.is_capital and k > 0
        return party and k + 1 < self.size and not self.tokens[k + 1].is_capital

    def _names_organization(self, k: int, length: int) -> bool:
        """ "presidente della fondazione X": the noun's last word goes with the name behind it."""
        mention = self.mention_at.get(k + length)
        if mention is None or mention.kind == PERSON:
            return False
        return any(noun.sense == "organization" for _, noun in self.pack.nouns.match([self.lowers[k + length - 1]], 0))

    def _said_with(self, k: int) -> bool:
        """ "fidanzato con X", "fidanzata da un anno con X": the participle, not the noun."""
        if not self.pack.agreement or self.pack.participle_of(self.lowers[k]) is None:
            return False
        for i in range(k + 1, min(k + 6, self.size)):
            match = self.pack.prepositions.longest(self.lowers, i)
            if match and match[1] in self.pack.preposition_roles["with"]:
                return i + match[0] < self.size and self.lowers[i + match[0]] not in (",", ".")
            if not self.tokens[i].is_word or i in self.in_mention:
                return False
        return False

    def _is_clergy(self, k: int) -> bool:
        """ "Father Brown", "padre Pio": a title of the clergy right before a name, with nothing that owns it."""
        title = self.pack.title_at(self.tokens, k) if k < self.size else None
        if title is None or not title[1].data.get("clergy"):
            return False
        begin = k + title[0]
        named = begin in self.mention_at and self.mention_at[begin].kind == PERSON
        if self.pack.cased_titles:
            return named and self.tokens[k].is_capital and k > 0
        owned = k > 0 and (
            self.lowers[k - 1] in self.pack.determiners
            or self.lowers[k - 1] in self.pack.possessives
            or self.pack.elided_article(self.lowers[k - 1])
        )
        return named and not owned

    def _verb_here(self, k: int) -> bool:
        """Whether the word at k, inside a possible noun phrase, is rather the verb of the clause."""
        if self.lowers[k] in self.pack.auxiliaries:
            return True
        lemma = self.tokens[k].lemma
        if lemma not in self.pack.verb_lemmas:
            return False
        if not self.pack.agreement and self._form(k) == "present" and self._closed_behind(k + 1):
            return False
        return self.pack.tense(self.lowers[k], lemma) in (
            "past",
            "present",
            "imperfect",
            "future",
            "conditional",
            "gerund",
        )

    def _closed_behind(self, k: int) -> bool:
        """At the end, a mark or a preposition: "murder charges" is no verb there."""
        if k >= self.size or not self.tokens[k].is_word:
            return True
        return self.pack.prepositions.longest(self.lowers, k) is not None and k not in self.in_mention

    def _title_in_quotes(self, i: int) -> NounPhrase | None:
        """A name that fills its quotation marks ("Blue Days") is a phrase of the clause, no quotation."""
        mention = self.mention_at.get(i + 1)
        if i >= self.size or self.lowers[i] not in '«“"' or mention is None or mention.kind == PERSON:
            return None
        end = mention.end + (mention.end < self.size and self.lowers[mention.end] in (",", "."))
        if end >= self.size or self.lowers[end] not in '»”"':
            return None
        return NounPhrase(i, end + 1, mention=mention, head=i + 1, sentence=self.sentence)

    def _modifiers_behind(self, np: NounPhrase) -> None:
        """Adjectives behind the noun ("presidente egiziano", "figlia primogenita")."""
        if not self.pack.syntax["adjectives_follow"]:
            return
        extra: list[str] = []
        while np.end < self.size and len(extra) < 3 and np.end not in self.in_mention and np.end not in self.date_at:
            lower = self.lowers[np.end]
            if lower in self.pack.demonyms or (
                self._adjective(np.end)
                and (not self._readings(np.end) or (np.sense(*HUMAN, "bond") and lower in self.pack.weak_nouns))
                and not self._verb_here(np.end)
                and not self._participle(np.end)
            ):
                extra.append(lower)
                np.end += 1
            elif np.sense("office", "occupation") and (length := self._state_of_office(np.end)):
                extra.append(" ".join(self.lowers[np.end : np.end + length]))
                np.end += length
            else:
                break
        np.modifiers += tuple(extra)

    def _state_of_office(self, k: int) -> int:
        """How many words at k say how an office is held ("governatore in carica dell'Illinois"), else 0."""
        tables = (self.pack.cue_phrases.get(name) for name in ("current", "future", "former"))
        found = [match[0] for table in tables if table is not None and (match := table.longest(self.lowers, k))]
        return next((length for length in found if length > 1), 0)

    def _participle(self, k: int) -> bool:
        lemma = self.tokens[k].lemma
        return lemma in self.pack.verb_lemmas and self.pack.tense(self.lowers[k], lemma) == "participle"

    def _complements(self, np: NounPhrase) -> None:
        """What belongs to the noun: of whom, of what ("presidente della Repubblica", "mother of his children")."""
        for _ in range(2):
            after = self._past_date(np)
            if after >= self.size or after in self.date_at:
                return
            match = self.pack.prepositions.longest(self.lowers, after)
            if not match:
                return
            length, prep = match
            length += after - np.end
            of = prep in self.pack.preposition_roles["of"]
            if not of and not (np.sense("occupation", "office", "tie") and prep in self.pack.cue("post_prepositions")):
                return
            begin = np.end + length
            dative = self._takes_dative(np, prep)
            inner = self._single_complement(begin, np) if of or dative else self._named_complement(begin, np)
            if inner is None:
                return
            inner.prep = prep
            np.complements.append((prep, inner))
            named = bool(inner.members) or (inner.mention is not None and not self._may_be_kindness(np))
            if dative and np.possessor is None and named and inner.is_human:
                np.possessor = inner
            if (
                of
                and inner.entity is not None
                and not np.sense("tie")
                and inner.end == np.end + length + (inner.end - begin)
            ):
                self._appositions(inner)
            if of and np.possessor is None and inner.is_human and (inner.nouns == () or inner.determiner != "none"):
                np.possessor = inner
            np.end = inner.end

    def _past_date(self, np: NounPhrase) -> int:
        """Behind the date in "vedova dal 2001 di X", where somebody named follows."""
        if np.end not in self.date_at or not np.sense("tie"):
            return np.end
        after: int = self.date_at[np.end][1]
        match = self.pack.prepositions.longest(self.lowers, after) if after < self.size else None
        named = match is not None and match[1] in self.pack.preposition_roles["of"] and self._named_at(after + match[0])
        return after if named else np.end

    def _other_parent(self, np: NounPhrase) -> None:
        """ "X's daughter with Y", "his son with ex-wife Z": the other parent, no companion of the verb's."""
        tie = np.sense("tie")
        if tie is None or tie.data.get("kind") != "parent" or tie.data.get("bearer") != "child" or np.end >= self.size:
            return
        match = self.pack.prepositions.longest(self.lowers, np.end)
        if not match or match[1] not in self.pack.preposition_roles["with"] or self.lowers[np.end] != match[1]:
            return
        inner = self._single(np.end + match[0])
        if inner is None or inner.mention is None or inner.mention.kind != PERSON:
            return
        loved = any((t := n.sense("tie")) and t.data["kind"] in ("spouse", "partner") for n in inner.appositions)
        owned = np.possessor is not None and np.possessor.mention is not None
        named = inner.end < self.size and self.lowers[inner.end] == "," and self._named_at(inner.end + 1)
        if (owned or named or (loved and np.possessor is not None)) and not self._list_member(inner.end):
            np.complements.append((match[1], inner))
            np.end = inner.end

    def _born_of(self, np: NounPhrase) -> None:
        """ "her daughters from her first marriage, X and Y", "a son by his marriage to Z, X": of what union."""
        tie = np.sense("tie")
        if tie is None or tie.data.get("kind") != "parent" or tie.data.get("bearer") != "child" or np.end >= self.size:
            return
        match = self.pack.prepositions.longest(self.lowers, np.end)
        union = self._core(np.end + match[0], None, True) if match else None
        if match is None or union is None or union.mention is not None or not union.sense("bond") or union.complements:
            return
        end = union.end
        to = self.pack.prepositions.longest(self.lowers, end) if end < self.size else None
        if to and to[1] in self.pack.preposition_roles["to"] | self.pack.preposition_roles["with"]:
            other = self._core(end + to[0], None, True)
            if other is None or other.mention is None or other.mention.kind != PERSON:
                return
            end = other.end
        else:
            other = None
        if end >= self.size or self.lowers[end] not in (",", ":", "(") or not self._named_at(end + 1):
            return
        union.prep = match[1]
        np.complements.append((match[1], union))
        if other is not None and to:
            union.complements.append((to[1], other))
            np.complements.append((min(self.pack.preposition_roles["with"]), other))
        np.end = union.end = end

    def _takes_dative(self, np: NounPhrase, prep: str) -> bool:
        """ "mother to A and B", "godfather to C"."""
        return np.sense("tie") is not None and prep in self.pack.preposition_roles["to"]

    def _may_be_kindness(self, np: NounPhrase) -> bool:
        """ "a father to C" may be no more than kind to C."""
        tie = np.sense("tie")
        return np.determiner == "indefinite" and tie is not None and tie.data["kind"] in ("parent", "sibling")

    def _single_complement(self, i: int, head: NounPhrase) -> NounPhrase | None:
        inner = self._core(i, None, True)
        while inner and inner.end < self.size and self.lowers[inner.end] in self.pack.genitive and self._owns(inner):
            owned = self._core(inner.end + 1, inner, False)
            if owned is None:
                break
            inner = owned
        if inner and inner.mention is None and inner.sense(*HUMAN) and inner.end < self.size:
            if self._names_the_head(head, inner):
                return inner
            inner = self._name_behind(inner)
        if inner and head.sense("tie") and self._unknown_trade(inner):
            inner = self._juxtapose(inner, inner.end + 1)
        if inner and inner.mention is None and inner.sense("work", "organization", "place"):
            inner = self._titled(inner)
        if inner and self._is_title(inner.mention):
            self._described_work(inner)
        if inner and inner.mention and inner.mention.kind == PERSON:
            self._origin(inner)
            if head.sense("tie") and not self._lists_its_own(head, inner):
                self._aside_in_list(inner)
        if inner and inner.is_human and not inner.members and not self._lists_its_own(head, inner):
            return self._listed_complement(i, inner, head) or inner
        return inner

    def _listed_complement(self, i: int, first: NounPhrase, head: NounPhrase) -> NounPhrase | None:
        """ "madre di Aldo, 12 anni, e Nina, 8": the list that a complement begins.

        Not in "X, moglie di Y, e Z": the commas set off what X is.
        """
        set_off = head.start > 0 and self.lowers[head.start - 1] == "," and head.determiner == "none"
        members, end = [first], first.end
        while True:
            follower = self._second_of(end) or self._list_member(end)
            if set_off and follower is not None and follower[1] and len(members) == 1 and self.lowers[end] == ",":
                return None
            age = self._age(end) if follower is None and members[-1].mention is not None else None
            if age:
                follower = self._list_member(age[1])
            if follower is None or not (follower[0].mention or follower[0].pronoun or follower[0].prep):
                return None
            if age:
                members[-1].age, members[-1].end = age
            members.append(follower[0])
            end = follower[0].end
            if follower[1]:
                age = self._age(end) if members[-2].age else None
                if age:
                    members[-1].age, members[-1].end = age
                return NounPhrase(i, members[-1].end, members=members, head=i, sentence=self.sentence)

    def _lists_its_own(self, head: NounPhrase, inner: NounPhrase) -> bool:
        """ "the three children of X, A, B and C": behind the comma stand the children, not more parents."""
        tie = head.sense("tie")
        if tie is None or head.number != "p" or head.determiner == "none" or inner.mention is None:
            return False
        if tie.data["kind"] != "sibling" and tie.data.get("bearer") not in ("child", "of"):
            return False
        named = self.mention_at.get(inner.end + 1)
        return self.lowers[inner.end : inner.end + 1] == [","] and named is not None and named.kind == PERSON

    def _unknown_trade(self, np: NounPhrase) -> bool:
        """ "the daughter of a shipowner, X, and …": a noun in no list, with the name of a parent behind it."""
        if np.mention is not None or np.nouns or np.members or np.pronoun is not None or np.end + 1 >= self.size:
            return False
        if (
            np.determiner not in ("indefinite", "definite")
            or self.lowers[np.end] != ","
            or not self._named_at(np.end + 1)
        ):
            return False
        after = self.mention_at[np.end + 1].end
        return after < self.size and self.lowers[after] in _STOP_MARKS

    def _aside_in_list(self, np: NounPhrase) -> None:
        """ "the daughter of X, a banker, and Y" or "of X (1905–1995) and Y": what stands between the two parents."""
        end = self._after_parenthesis(np.end)
        noun = self._apposed(end + 1, np) if end < self.size and self.lowers[end] == "," else None
        age = self._age(np.end)
        if noun is not None:
            end = noun.end
        elif age is not None:
            end = age[1]
        closed = end < self.size and (self.lowers[end] == "," or noun is None)
        if end > np.end and closed and (self._list_member(end) or self._second_of(end)) is not None:
            np.end = end
            if age is not None and noun is None:
                np.age = age[0]
            if noun is not None:
                np.appositions.append(noun)

    def _names_the_head(self, head: NounPhrase, inner: NounPhrase, *, bare: bool = False) -> bool:
        """ "the wife of the actor, X, …": the name behind the comma is the wife's, where its gender allows it."""
        mention = self.mention_at.get(inner.end + 1)
        if self.lowers[inner.end] == "," and mention is None and inner.determiner == "definite" and head.sense("tie"):
            noun = self._core(inner.end + 1, None, False)
            if noun is not None and noun.determiner == "definite" and noun.sense("occupation", "office"):
                mention = self.mention_at.get(noun.end)
        if self.lowers[inner.end] != "," or mention is None or mention.entity is None:
            return False
        job = head.determiner == "indefinite" and head.sense("occupation", "office") is not None
        if not (job or head.determiner in ("definite", "possessive", "other")) or not head.sense(*HUMAN):
            return False
        gender = mention.entity.gender
        fits = inner.determiner == "definite" or (bare and inner.determiner == "none")
        return fits and not (gender and head.gender and gender != head.gender)

    def _origin(self, np: NounPhrase) -> None:
        """ "George Sweet of Tiverton": where somebody is from belongs to the name."""
        match = self.pack.prepositions.longest(self.lowers, np.end) if np.end < self.size else None
        if match and match[1] in self.pack.preposition_roles["of"]:
            place = self.mention_at.get(np.end + match[0])
            while place is not None and place.kind != PERSON:
                np.end = place.end
                place = self.mention_at.get(np.end)

    def _second_of(self, i: int) -> tuple[NounPhrase, bool] | None:
        """ "figlia di un militare e della cantante X": the preposition said again."""
        i += i + 1 < self.size and self.lowers[i] == ","
        match = self.pack.conjunctions.longest(self.lowers, i) if i < self.size else None
        if not match or match[1] != "and":
            return None
        k = i + match[0]
        prep = self.pack.prepositions.longest(self.lowers, k) if k < self.size else None
        if not prep or prep[1] not in self.pack.preposition_roles["of"]:
            return None
        inner = self._core(k + prep[0], None, True)
        if inner and inner.mention is None and inner.sense(*HUMAN) and inner.end < self.size:
            inner = self._name_behind(inner)
        if inner is None or not inner.is_human:
            return None
        inner.prep = prep[1]
        return inner, True

    def _named_complement(self, i: int, head: NounPhrase) -> NounPhrase | None:
        j, determiner, owner, _negated = self._determiners(i)
        if owner is not None:
            return None
        if j in self.mention_at and not self._holder_behind(j):
            return NounPhrase(
                i,
                self.mention_at[j].end,
                mention=self.mention_at[j],
                determiner=determiner,
                head=j,
                sentence=self.sentence,
            )
        inner = self._core(i, None, True)
        if inner and inner.sense("office", "occupation") and inner.end in self.mention_at:
            return self._juxtapose(inner)
        if inner and inner.sense("organization", "place"):
            return self._titled(inner) if inner.mention is None else inner
        if inner and inner.mention is None and inner.end < self.size and self._names_the_head(head, inner, bare=True):
            return inner  # "a spokesman for the governor, X,", "the minister for transport, X,"
        return None

    def _holder_behind(self, j: int) -> bool:
        """Whether the name at j only says whose office follows ("an adviser for U.S. President X")."""
        mention = self.mention_at[j]
        found = self._readings(mention.end) if mention.kind != PERSON and mention.end < self.size else None
        return found is not None and found[1][0].sense in HUMAN

    # ---- names and what stands beside them

    def _juxtapose(self, np: NounPhrase, begin: int | None = None) -> NounPhrase:
        mention = self.mention_at[np.end if begin is None else begin]
        named = NounPhrase(
            np.start,
            mention.end,
            mention=mention,
            determiner=np.determiner,
            head=mention.start,
            sentence=self.sentence,
            prep=np.prep,
        )
        named.appositions.append(np)
        return named

    def _name_behind(self, np: NounPhrase) -> NounPhrase:
        """Join a noun with the name it introduces: "attrice X", "singer, actor and activist X", "his wife, X"."""
        title = self.pack.title_at(self.tokens, np.end) if np.end not in self.in_mention else None
        begin = self._behind_naming(np.end + title[0] if title else np.end)
        if begin in self.mention_at and self.mention_at[begin].kind == PERSON:
            if np.number == "p":
                return self._named_group(np, begin)
            entity = self.mention_at[begin].entity
            other = {"m": "f", "f": "m"}.get(np.gender or "")
            mention = self.mention_at[begin]
            close = not self.pack.syntax["adjectives_follow"] and len(mention.words) == 1  # "son Cassidy"
            if np.sense("tie") and other and entity is not None and entity.gender == other and not close:
                return np
            if (
                other == "f"
                and np.sense("occupation")
                and len(mention.words) == 1
                and self._first_name_of(mention, "f")
            ):
                return np
            return self._juxtapose(np, begin)
        at = np.end + (self.lowers[np.end] == ",")  # "actors, including X and Y"
        such = self.pack.cue_phrases["such_as"].longest(self.lowers, at) if np.number == "p" else None
        if such and np.sense("occupation", "office", "tie"):
            begin = at + such[0]
            if begin in self.mention_at and self.mention_at[begin].kind == PERSON:
                return self._named_group(np, begin, some=True)
        listed = self._noun_list(np)
        if listed:
            return listed
        end = self._behind_together(np.end) if np.sense("tie") else np.end
        if end > np.end and self._named_at(end + 1):
            np.end = end
        mark = self.lowers[np.end]
        whose = np.start > 0 and any(
            role == "possessive" for _, role in self.pack.relatives.match(self.lowers, np.start - 1)
        )
        opened = (
            np.determiner in ("definite", "possessive")
            or whose
            or (np.determiner in ("indefinite", "other") and np.sense("tie") and not np.negated)
            or (
                np.determiner == "indefinite"
                and np.sense("occupation", "office", "person")
                and not self._turned_into(np.start)
            )
            or self._second_relative(np)
        )
        if np.number == "p" and mark in (",", ":", "-", "–", "—", "(") and (opened or np.sense("tie", "group")):
            first = self.mention_at.get(np.end + 1)
            return self._named_group(np, np.end + 1) if first is not None and first.kind == PERSON else np
        if mark in (",", ":") and opened and np.number != "p":
            named = self._name_after_comma(np)
            if named is not None:
                return named
        return np

    def _turned_into(self, i: int) -> bool:
        """Behind a verb of becoming: the noun at i says what somebody turns into, and no name behind it is his."""
        lemma = self.tokens[i - 1].lemma if i else ""
        return lemma != self.pack.cue_lemma("be") and "become" in self.pack.verb_classes.get(lemma, ())

    def _behind_naming(self, i: int) -> int:
        """ "a girl named X": past the word that brings in the name, else the same place."""
        named = self.lowers[i] in self.pack.cue("naming") and i not in self.in_mention
        return i + 1 if named and i + 1 in self.mention_at else i

    def _behind_together(self, i: int) -> int:
        """ "a daughter together, X": past the word that says whose, where a mark and a name follow."""
        if (
            i + 2 < self.size
            and self.lowers[i] in self.pack.cue("together")
            and self.lowers[i + 1] in (",", ":", "–", "—")
        ):
            return i + 1
        if i + 3 < self.size and self.lowers[i] in self.pack.cue("after") and i not in self.in_mention:
            for end in range(i + 2, min(i + 5, self.size - 1)):
                if self.lowers[end] == ",":
                    return end  # "her best friend since school, X,"
        return self._behind_bond(i)

    def _behind_bond(self, i: int) -> int:
        """ "two daughters from his first marriage, X and Y": past the marriage, where a mark and a name follow."""
        if i + 3 >= self.size or i in self.in_mention or self.pack.prepositions.longest(self.lowers, i) is None:
            return i
        bond = self._core(i + 1, None, True)
        bound = bond is not None and bond.mention is None and bond.sense("bond") is not None and bond.end < self.size
        return bond.end if bound and bond is not None and self.lowers[bond.end] in (",", ":") else i

    def _second_relative(self, np: NounPhrase) -> bool:
        """ "his wife, X, and daughter, Y,": the possessive of the first holds for the second."""
        if np.determiner != "none" or not np.sense("tie") or np.start < 2 or np.prep is not None:
            return False
        match = self.pack.conjunctions.longest(self.lowers, np.start - 1)
        owners = self.pack.genitive | set(self.pack.possessives)
        own = any(self.lowers[k] in owners for k in range(max(0, np.start - 9), np.start))
        return own and match is not None and match[1] == "and"

    def _named_at(self, i: int) -> bool:
        return i in self.mention_at and self.mention_at[i].kind == PERSON

    def _first_name_of(self, mention: Mention, gender: Gender) -> bool:
        return names.given_gender(mention.words[0], self.pack.code) == gender

    def _name_after_comma(self, np: NounPhrase) -> NounPhrase | None:
        """ "his wife, X," or "her husband, the former ambassador X,": the name behind the comma is the same person."""
        begin = np.end + 1
        if begin >= self.size:
            return None
        if np.start and self.tokens[np.start - 1].lemma in self.pack.cue("light_verbs") and np.sense("occupation"):
            return None  # "voleva fare l'avvocato, X"
        named = self._same_person_at(begin, np)
        if named is None or named.mention is None:
            return None
        mention = named.mention
        age = self._age(mention.end)
        after = age[1] if age else mention.end
        owned = (
            np.sense("tie", "occupation", "office") is not None
            and np.possessor is not None
            and np.possessor.mention is not None
            and np.prep is None
        )
        if (
            after < self.size
            and self.lowers[after] not in _STOP_MARKS
            and after not in self.date_at
            and not self._closes(after, np)
            and not (self.pack.is_of(self.lowers[after]) and np.sense("office") and np.determiner == "definite")
            and not owned
        ):
            return None
        entity = mention.entity
        if (
            entity is not None
            and np.gender
            and entity.genders["m" if np.gender == "f" else "f"] > 1
            and (np.sense("tie") or np.gender == "f")
        ):
            return None
        named.name_after_comma = True
        return named

    def _same_person_at(self, begin: int, np: NounPhrase) -> NounPhrase | None:
        """The phrase of ``np`` with the name at ``begin``, which a noun or a title may lead: "the Rev. X"."""
        if self._named_at(begin):
            return self._juxtapose(np, begin)
        led = self.pack.title_at(self.tokens, begin) if begin < self.size and begin not in self.in_mention else None
        if led is not None and self._named_at(begin + led[0]):
            return self._juxtapose(np, begin + led[0])  # "his uncle, Sir X"
        inner = self._core(begin, None, False)
        if inner is None:
            return None
        title = inner.mention.noun if inner.mention is not None and inner.mention.kind == PERSON else None
        if title is not None and title.sense == "title" and inner.determiner == "definite":
            return self._juxtapose(np, inner.head)
        office = np.determiner != "indefinite" and np.sense("office", "occupation", "tie") is not None
        called = office and inner.determiner == "definite" and bool(inner.modifiers)
        if called and inner.mention is not None and inner.mention.kind == PERSON:
            return self._juxtapose(
                np, inner.mention.start
            )  # "il governatore, il democratico X", "his dad, the great X"
        if inner.mention or inner.number == "p" or not inner.sense("occupation", "office", "person", "tie"):
            return None
        name_at = self._behind_naming(inner.end) if inner.end < self.size else inner.end
        if inner.complements and inner.determiner == "definite" and self.lowers[inner.end : inner.end + 1] == [","]:
            name_at += 1  # "her brother, the former bishop of Malta, X,"
        listed = self._noun_list(inner) if inner.determiner == "definite" and inner.end < self.size else None
        if listed is not None:
            listed.start, listed.determiner = np.start, np.determiner
            listed.appositions.append(np)
            return listed  # "his wife, the dancer and actress X"
        if not self._named_at(name_at) or inner.determiner == "possessive":
            return None
        named = self._juxtapose(inner, name_at)
        named.start, named.determiner = np.start, np.determiner
        named.appositions.append(np)
        return named

    def _closes(self, i: int, np: NounPhrase) -> bool:
        """At the end of a clause-like piece a name behind a comma is an apposition too ("his wife, X and …")."""
        match = self.pack.conjunctions.longest(self.lowers, i)
        return match is not None and np.sense("tie") is not None

    def _noun_list(self, first: NounPhrase) -> NounPhrase | None:
        """ "singer, actor, and advocate Doris Day": nouns in a row before one name."""
        if first.number == "p":
            return None
        nouns, end = [first], first.end
        for _ in range(4):
            k = end
            if k < self.size and self.lowers[k] == ",":
                k += 1
            match = self.pack.conjunctions.longest(self.lowers, k) if k < self.size else None
            if match and match[1] == "and":
                k += match[0]
            if k == end or k >= self.size:
                return None
            following = self._core(k, None, False)
            if (
                following is None
                or following.mention
                or not following.sense("occupation", "office", "tie", "person")
                or following.number == "p"
            ):
                return None
            if following.determiner not in ("none", "indefinite"):
                return None
            nouns.append(following)
            end = following.end
            behind_comma = (
                end + 1 < self.size
                and self.lowers[end] == ","
                and end + 1 in self.mention_at
                and first.determiner == "possessive"
            )
            if (
                not behind_comma
                and first.determiner == "possessive"
                and end + 1 < self.size
                and self.lowers[end] == ","
            ):
                named = self._same_person_at(end + 1, following)  # "her friend and mentor, the director X"
                if named is not None:
                    named.start = first.start
                    named.appositions += nouns[:-1]
                    for noun in nouns[1:]:
                        if noun.possessor is None and noun.determiner == "none":
                            noun.possessor = first.possessor
                    return named
            if behind_comma and self.mention_at[end + 1].kind == PERSON:
                following = NounPhrase(
                    following.start,
                    end + 1,
                    nouns=following.nouns,
                    possessor=following.possessor,
                    determiner=following.determiner,
                    modifiers=following.modifiers,
                    complements=following.complements,
                    head=following.head,
                    sentence=self.sentence,
                )
                nouns[-1] = following
                end += 1
            if end in self.mention_at:
                if self.mention_at[end].kind != PERSON:
                    return None
                named = self._juxtapose(following)
                named.start = first.start
                named.appositions = nouns
                for noun in nouns[1:]:
                    if noun.possessor is None and noun.determiner == "none":
                        noun.possessor = first.possessor
                return named
        return None

    def _named_group(self, np: NounPhrase, i: int, *, some: bool = False) -> NounPhrase:
        """ "their wives, Melania and Brigitte", "registi quali X e Y": a plural noun with the names it stands for."""
        members: list[NounPhrase] = []
        k, closing = i, False
        while k in self.mention_at and self.mention_at[k].kind == PERSON:
            member = NounPhrase(k, self.mention_at[k].end, mention=self.mention_at[k], head=k, sentence=self.sentence)
            age = self._age(member.end)
            if age:
                member.age, member.end = age
            members.append(member)
            k = self._after_parenthesis(member.end)
            match = self.pack.conjunctions.longest(self.lowers, k) if k < self.size else None
            if match and match[1] == "and":
                k, closing = k + match[0], True
            elif k < self.size and self.lowers[k] == "," and k + 1 < self.size:
                match = self.pack.conjunctions.longest(self.lowers, k + 1)
                joined = match is not None and match[1] == "and"
                if closing and not joined:
                    break  # "their sons A and B, C told …"
                k, closing = k + 1 + (match[0] if match and joined else 0), joined
        members += self._group_inside(np, k) if members else []
        if len(members) > 2 and self._family_name(members[0], np):
            members = members[1:]  # "i fratelli Verdi, Carlo e Piero"
        if len(members) == 1 and not some:
            return np
        group = NounPhrase(
            np.start, members[-1].end, members=members, head=np.head, determiner=np.determiner, sentence=self.sentence
        )
        group.appositions.append(np)
        return group

    def _group_inside(self, np: NounPhrase, k: int) -> list[NounPhrase]:
        """ "their children, X and the twins Y and Z": a group of its own at the end of the list."""
        if k >= self.size or k == np.end or not np.sense("tie", "group") or k in self.mention_at:
            return []
        match = self.pack.conjunctions.longest(self.lowers, k - 1)
        inner = self._single(k) if match is not None and match[1] == "and" else None
        mutual = inner is not None and any((t := n.sense("tie")) and t.data.get("mutual") for n in inner.appositions)
        if inner is None or not mutual or inner.determiner == "possessive" or not inner.members:
            return []
        return [inner] if all(m.entity is not None for m in inner.members) else []

    def _family_name(self, np: NounPhrase, noun: NounPhrase) -> bool:
        """Whether a surname and a comma lead a list of the first names of relatives."""
        mention, tie = np.mention, noun.sense("tie")
        if mention is None or tie is None or len(mention.words) != 1 or self.lowers[np.end : np.end + 1] != [","]:
            return False
        word = mention.words[0]
        return tie.data["kind"] in ("sibling", "spouse") and names.is_surname(word) and not names.is_given(word)

    def _after_parenthesis(self, k: int) -> int:
        """Behind "(9)" or "(twins)" when a short parenthesis begins at k."""
        if k < self.size and self.lowers[k] == "(":
            for end in range(k + 1, min(k + 6, self.size)):
                if self.lowers[end] == ")":
                    return end + 1
        return k

    def _age(self, i: int) -> tuple[int, int] | None:
        """An age behind a name: (years, next token)."""
        if i >= self.size:
            return None
        begin = self.tokens[i - 1].end
        stop = self.sentence.span.end
        window = self.text[begin : min(stop, begin + 40)]
        known = calendar(self.pack)
        for regex in known.age_behind:
            match = regex.search(window)
            if not match:
                continue
            years = known.years(match) if match.groupdict().get("stem") else known.number(match.group("years"))
            if years is None or not 0 < years < 120:
                continue
            end = begin + match.end()
            j = i
            while j < self.size and self.tokens[j].start < end:
                j += 1
            if j > i + 1 and j <= self.size and any(k in self.date_at for k in range(i, j)):
                continue
            return years, j
        return None

    def _appositions(self, np: NounPhrase) -> None:
        """Ages and nouns behind a name: "X, 41, the actress," "X, moglie di Y e madre di Z"."""
        if np.end + 1 < self.size and self._honours(np.end) and self.lowers[np.end + 1] == ",":
            np.end += 1
        age = self._age(np.end)
        if age:
            np.age, np.end = age
        for _ in range(3):
            if np.end >= self.size or self.lowers[np.end] not in (",", "(", "—", "–"):
                return
            noun = self._apposed(np.end + 1, np)
            if noun is None:
                return
            np.appositions.append(noun)
            end = noun.end
            while True:
                match = self.pack.conjunctions.longest(self.lowers, end) if end < self.size else None
                if not match or match[1] != "and":
                    break
                following = self._core(self._past_lead_in(end + match[0]), None, False)
                within = any(c.end == end and c.mention is None and c.is_human for _, c in noun.complements)
                bare = following is not None and following.determiner == "none" and not following.complements
                if within and bare:
                    break  # "una delle amiche del giornalista e conduttore"
                if (
                    following is None
                    or following.mention
                    or not following.sense(*HUMAN)
                    or following.number == "p"
                    or following.end in self.mention_at
                ):
                    break
                if following.possessor is None and following.determiner == "none":
                    following.possessor = noun.possessor if noun.possessor and noun.possessor.pronoun else None
                if noun.possessor is None and not noun.complements and noun.sense("tie") and following.sense("tie"):
                    noun.possessor = following.possessor  # "collega e amica di X"
                self._share_complements(noun, following)
                np.appositions.append(following)
                end = following.end
            np.end = end
            age = self._age(np.end) if np.age is None else None
            if age:
                np.age, np.end = age
            if np.end < self.size and self.lowers[np.end] == ")":
                np.end += 1
        if np.end < self.size and self.lowers[np.end] == ",":
            return

    def _share_complements(self, first: NounPhrase, second: NounPhrase) -> None:
        """ "the founder and president of X": of X both."""
        both = all(n.sense("office") is not None and n.sense("tie") is None for n in (first, second))
        if not both:
            return
        if not first.complements and first.possessor is None and not second.possessor:
            first.complements = list(second.complements)
        owner = first.possessor
        if owner is not None and not owner.is_human and second.possessor is None and not second.complements:
            second.possessor = owner

    def _past_lead_in(self, i: int) -> int:
        """Behind dates, adverbs and phrases of time that lead in an apposition: "da tempo responsabile"."""
        table = self.pack.cue_phrases.get("lead_in")
        for _ in range(3):
            if i >= self.size:
                break
            phrase = table.longest(self.lowers, i) if table is not None and i not in self.in_mention else None
            if i in self.date_at:
                i = self.date_at[i][1]
            elif phrase:
                i += phrase[0]
            elif i not in self.in_mention and self._lead_in(i):
                i += 1
        return i

    def _lead_in(self, i: int) -> bool:
        """Adverbs before an apposition: "oggi deputato", "formerly the mayor"."""
        lower = self.lowers[i]
        return self.pack.is_adverb(lower) or (lower in self.pack.cue("current") and not self._readings(i))

    def _genitive_at(self, i: int) -> bool:
        return i < self.size and self.lowers[i] in self.pack.genitive

    def _apposed(self, i: int, np: NounPhrase) -> NounPhrase | None:
        """A noun phrase without a name at i that can say what ``np`` is."""
        if i >= self.size:
            return None
        if i in self.mention_at and not (self._genitive_at(self.mention_at[i].end) or self._holder_behind(i)):
            return None
        begin, i = i, self._past_lead_in(i)
        if i >= self.size:
            return None
        noun = self._core(i, None, False)
        if noun is not None and noun.mention is None and noun.sense("occupation", "office", "person"):
            owner = self.mention_at.get(noun.end)  # "the singer X's father"
            if owner is not None and owner.kind == PERSON and self._genitive_at(owner.end):
                noun = self._core(owner.end + 1, self._juxtapose(noun, noun.end), False)
        named = self.mention_at.get(noun.end + 1) if noun is not None else None
        if named is not None and named.kind == PERSON and noun is not None and i > begin:
            listed = noun.determiner == "definite" and self.lowers[noun.end] == ","
            noun = None if listed else noun  # "(before him X,) then the present president, Y"
        while noun and noun.end < self.size and self.lowers[noun.end] in self.pack.genitive:
            if noun.possessor is not None and noun.possessor.end == noun.end:  # "a friend of X's"
                noun.end += 1
                break
            noun = self._core(noun.end + 1, noun, False)
            if noun is not None and noun.mention is None:
                noun.start = i  # "formerly Alfa's chief of staff": what leads in stands before the owner
        prize = noun is not None and noun.sense("event") is not None and noun.determiner == "none"
        if noun is None or noun.mention or noun.members or not (noun.sense(*HUMAN) or prize):
            return None
        if noun.number == "p" or noun.end in self.mention_at or self._finite_follows(noun.end):
            return None
        if (
            noun.determiner == "definite"
            and noun.end < self.size
            and self.lowers[noun.end] == ","
            and noun.end + 1 in self.mention_at
            and self._conjunction_behind(self.mention_at[noun.end + 1].end)
        ):
            return None
        gender = noun.gender
        unsure = noun.article is not None and np.entity is not None and np.entity.genders.total() < 2
        if gender and np.gender and gender != np.gender and (gender == "f" or noun.sense("tie")) and not unsure:
            return None
        if noun.sense("group") and not noun.sense("tie", "occupation", "office", "person"):
            return None
        return noun

    def _conjunction_behind(self, i: int) -> bool:
        """Whether a list goes on at i (", and" too): a noun before it is a member with its own name."""
        i += i < self.size and self.lowers[i] == ","
        return i < self.size and self.pack.conjunctions.longest(self.lowers, i) is not None

    def _finite_follows(self, i: int) -> bool:
        """ ", his press secretary went": what looked like an apposition is the subject of the next clause."""
        if i >= self.size or i in self.in_mention:
            return False
        group = self.verb_group(i, [Chunk("np", i, i, np=NounPhrase(i, i, pronoun={}))])
        return group is not None and group.finite

    # ---- verb groups

    def verb_group(self, i: int, before: list[Chunk]) -> VerbGroup | None:
        """The verb group that begins at token i; None when there is none."""
        pack = self.pack
        j, clitics, negated, reflexive = i, [], False, False
        while j < self.size and j - i < 4 and j not in self.in_mention:
            lower = self.lowers[j]
            if lower in pack.cue("negation_before"):
                negated = True
            elif lower in pack.clitics and self._clitic_here(j):
                features = pack.clitics[lower]
                clitics.append({**features, "form": lower})
                reflexive = reflexive or features["case"] == "reflexive"
            else:
                break
            j += 1
        if j >= self.size or j in self.in_mention or self._number_word(j):
            return None
        to_infinitive = False
        if self.lowers[j] in pack.cue("infinitive_markers") and j + 1 < self.size and self._base_form(j + 1):
            to_infinitive = True
            j += 1
        group = self._auxiliary_chain(j) or self._main_verb(j, before, to_infinitive)
        if group is None:
            return None
        group.start = i
        group.negated = group.negated or negated
        carriers = [
            self.lowers[k] for k in (j, group.end - 1) if k == group.end - 1 or self.lowers[j] in pack.auxiliaries
        ]
        for form in (form for word in dict.fromkeys(carriers) for form in pack.without_enclitics(word)[1]):
            suffixed = pack.clitics.get(form)
            if suffixed:  # "sposarsi", and "essersi sposata"
                clitics.append({**suffixed, "form": form})
                reflexive = reflexive or suffixed["case"] == "reflexive"
        mine = {"person": 1, "number": group.number}
        if group.finite and group.first_person and any(mine.items() <= c.items() for c in clitics):
            reflexive = True  # "mi sono sposata", "ci siamo lasciati"
        group.clitics = tuple(clitics)
        group.reflexive = group.reflexive or reflexive
        group.to_infinitive = to_infinitive
        if to_infinitive:
            group.finite = False
            group.tense = "infinitive"
        if group.reflexive and group.be_participle:
            group.passive, group.perfect = False, True
            group.tense = "past" if group.tense == "present" else group.tense
        return group

    def _base_form(self, i: int) -> bool:
        if i in self.in_mention:
            return False
        lower = self.lowers[i]
        if lower in self.pack.cue("adverbs") and i + 1 < self.size:
            lower = self.lowers[i + 1]
            i += 1
        return (self.pack.lemma(lower) == lower and lower in self.pack.verb_lemmas) or any(
            t == "infinitive" or k == "have" for k, t in self.pack.auxiliaries.get(lower, ())
        )

    def _clitic_here(self, j: int) -> bool:
        """A clitic, not an article: a verb follows."""
        before = self.pack.clitics[self.lowers[j]].get("before")
        if before and (j + 1 >= self.size or self.lowers[j + 1] not in before):
            return False
        for k in range(j + 1, min(j + 4, self.size)):
            lower = self.lowers[k]
            if k in self.in_mention:
                return False
            if lower in self.pack.auxiliaries:
                return True
            if lower in self.pack.clitics or lower in self.pack.cue("negation_before"):
                continue
            lemma = self.tokens[k].lemma
            if self.lowers[j] in self.pack.determiners and any(True for _ in self.pack.nouns.match(self.lowers, k)):
                return False
            tense = self.pack.tense(lower, lemma)
            return lemma in self.pack.verb_lemmas and tense in (
                "present",
                "past",
                "imperfect",
                "future",
                "conditional",
                "subjunctive",
            )
        return False

    def _auxiliary_chain(self, j: int) -> VerbGroup | None:
        """Auxiliaries from j on and the verb they carry, or the copula alone."""
        pack = self.pack
        if self.lowers[j] not in pack.auxiliaries:
            return None
        group = VerbGroup(j, j + 1, "", "present", True)
        last_kind, last_tense, last_at = "", "", j
        k = j
        first = True
        while k < self.size and k not in self.in_mention:
            lower = self.lowers[k]
            if lower in pack.auxiliaries and not (
                lower in pack.participle_forms and last_kind == "have" and not self._participle_follows(k + 1)
            ):
                kind, tense = pack.auxiliaries[lower][0]
                if (
                    not first
                    and last_kind == "be"
                    and kind in ("have", "modal")
                    and tense not in ("infinitive", "participle")
                ):
                    break
                if kind == "passive" and not self._participle_follows(k + 1):
                    break
                if first:
                    group.tense = "conditional" if tense == "conditional" else tense
                    group.finite = tense not in ("infinitive", "gerund", "participle")
                    group.number = "p" if lower in pack.plural_forms else "s"
                    group.first_person = lower in pack.first_forms
                if kind == "modal":
                    group.modal = "future" if tense == "future" else "possible"
                group.becoming = group.becoming or kind == "passive"
                last_kind, last_tense, last_at = kind, tense, k
                first = False
            elif lower in pack.cue("negation_inside"):
                group.negated = True
            elif self._adverb(k) and self._verb_follows(k + 1, last_kind):
                pass
            elif self._adverb_phrase(k) and self._verb_follows(k + self._adverb_phrase(k), last_kind):
                k += self._adverb_phrase(k) - 1
            else:
                break
            k += 1
        if first:
            return None
        while (
            k > j + 1
            and self.lowers[k - 1] not in pack.auxiliaries
            and self.lowers[k - 1] not in pack.cue("negation_inside")
            and self._carried_verb(k, last_kind) is None
        ):
            k -= 1
        main = self._carried_verb(k, last_kind)
        been = last_at > j and last_kind == "be" and last_tense == "participle"
        if main is None:
            group.end = k
            if last_kind in ("have", "modal", "do", "progressive"):
                lemma = pack.lemma(self.lowers[last_at])
                if last_kind == "modal":
                    return None if not group.modal else self._bare(group, lemma)
                return self._bare(group, lemma)
            group.lemma = pack.cue_lemma("be")
            group.copula = True
            had = self.lowers[j] in pack.auxiliaries and pack.auxiliaries[self.lowers[j]][0][0] == "have"
            if k - j > 1 and (had or been) and group.tense == "present":
                group.tense, group.perfect = "past", True
                group.present_perfect = bool(pack.syntax.get("present_perfect_lasts"))
            return group
        end, lemma, form = main
        group.end, group.lemma = end, lemma
        group.copula = lemma == pack.cue_lemma("be")
        if form == "participle":
            if last_kind == "have":
                group.perfect = True
            elif last_kind in ("be", "passive"):
                group.be_participle = True
                if lemma in pack.be_perfect and last_kind == "be":
                    group.perfect = True
                else:
                    group.passive = True
            agreement = pack.agrees(self.lowers[end - 1])
            if agreement and last_kind in ("be", "passive"):
                group.gender, group.number = agreement
            elif agreement and last_kind == "have":
                group.object_agreement = agreement
            if been and not pack.syntax.get("present_perfect_lasts"):
                group.perfect = True  # "è stata fidanzata con X"
        if group.perfect and group.tense == "present":
            group.tense = "past"
            group.present_perfect = bool(pack.syntax.get("present_perfect_lasts"))
        return group

    def _bare(self, group: VerbGroup, lemma: str) -> VerbGroup:
        group.lemma = lemma
        return group

    def _adverb(self, k: int) -> bool:
        lower = self.lowers[k]
        return (
            self.tokens[k].is_word
            and (lower in self.pack.cue("adverbs") or self.pack.is_adverb(lower))
            and k not in self.in_mention
        )

    def _adverb_phrase(self, k: int) -> int:
        """The length of an adverb of several words at k ("da poco", "di recente"); 0 when there is none."""
        match = self.pack.cue_phrases["adverb_phrases"].longest(self.lowers, k)
        return match[0] if match and k not in self.in_mention else 0

    def _participle_follows(self, k: int) -> bool:
        for i in range(k, min(k + 3, self.size)):
            if i in self.in_mention:
                return False
            if self._form(i) in ("participle", "past") and (
                self.tokens[i].lemma in self.pack.verb_lemmas or self.pack.is_verb_lemma(self.tokens[i].lemma)
            ):
                return True
            if self.lowers[i] in self.pack.auxiliaries or self._adverb(i):
                continue
            return False
        return False

    def _verb_follows(self, k: int, last_kind: str) -> bool:
        for i in range(k, min(k + 3, self.size)):
            if i in self.in_mention:
                return False
            if self.lowers[i] in self.pack.auxiliaries:
                return True
            if self._carried_verb(i, last_kind):
                return True
            if not self._adverb(i):
                return False
        return False

    def _form(self, i: int) -> str:
        return self.pack.tense(self.lowers[i], self.tokens[i].lemma)

    def _carried_verb(self, k: int, last_kind: str) -> tuple[int, str, str] | None:
        """The main verb behind auxiliaries at k: (end, lemma, form)."""
        if k >= self.size or k in self.in_mention or k in self.date_at:
            return None
        lower, lemma = self.lowers[k], self.tokens[k].lemma
        if last_kind in ("be", "have", "passive") and lemma not in self.pack.verb_lemmas:
            verb = self.pack.participle_of(lower)
            if verb is not None:
                return k + 1, verb, "participle"
        if lemma not in self.pack.verb_lemmas and not (
            last_kind in ("be", "have", "passive") and self.pack.is_verb_lemma(lemma) and self._readings(k) is None
        ):
            return None
        form = self._form(k)
        participle = (
            form == "participle"
            or lower in self.pack.participle_forms
            or (
                form in ("past", "base")
                and (
                    lower in self.pack.participle_forms
                    or form == "past"
                    or (lower == lemma and lower in self.pack.past_forms)
                )
            )
        )
        if last_kind == "have" and participle:
            return k + 1, lemma, "participle"
        if last_kind in ("be", "passive", "progressive"):
            if form == "gerund":
                return k + 1, lemma, "gerund"
            if participle and last_kind != "progressive":
                return k + 1, lemma, "participle"
            return None
        if last_kind in ("modal", "do") and (form in ("infinitive", "base") or lower == lemma):
            return k + 1, lemma, "infinitive"
        return None

    def _main_verb(self, j: int, before: list[Chunk], to_infinitive: bool) -> VerbGroup | None:
        """A verb without auxiliary at j, told from a noun by what stands before it."""
        pack = self.pack
        lower, lemma = self.lowers[j], self.tokens[j].lemma
        if lemma not in pack.verb_lemmas and pack.agreement and self._second_participle(before):
            lemma = pack.participle_of(lower) or lemma  # "si sono conosciuti e fidanzati"
        if not self.tokens[j].is_word or (
            lemma not in pack.verb_lemmas and lower not in pack.participle_forms and lower not in pack.present_forms
        ):
            return self._other_participle(j, before)
        present = pack.present_forms.get(lower)
        if (
            present
            and before
            and (before[-1].kind == "rel" or (before[-1].np is not None and before[-1].np.prep is None))
            and self._governs(j + 1)
        ):
            return VerbGroup(j, j + 1, present, "present", True, number="s")
        form = self._form(j)
        behind = before[-1].np if before and before[-1].kind == "np" else None
        if (
            form == "past"
            and pack.agreement
            and lower in pack.participle_forms
            and behind is not None
            and behind.prep is not None
            and not self._singular_led(behind)
        ):
            form = "participle"  # "alle reazioni sorprese", but "nell'incidente perse la vita"
        if to_infinitive:
            return VerbGroup(j, j + 1, lemma, "infinitive", False)
        last = before[-1] if before else None
        noun_too = self._readings(j) is not None
        if form in ("infinitive", "gerund"):
            if form == "gerund" and last and last.kind == "word" and last.text in pack.determiners:
                return None
            if (
                form == "gerund"
                and not pack.agreement
                and last is not None
                and last.kind == "vg"
                and not (last.vg is not None and last.vg.passive)
                and self._compound(j + 1)
            ):
                return None  # "sparked dating rumors"
            return VerbGroup(j, j + 1, lemma, form, False)
        if form == "participle" or (
            form == "past"
            and (self._reduced(j, last) or self._once_joined(j, before) or self._said_of_circumstance(j, before))
            and (not pack.agreement or lower in pack.participle_forms)
        ):
            group = VerbGroup(j, j + 1, lemma, "participle", False, passive=lemma not in pack.be_perfect)
            agreement = pack.agrees(lower)
            if agreement:
                group.gender, group.number = agreement
            place = self._participle_place(last) or self._second_participle(before)
            return None if noun_too and not place else group
        if form == "base" and not self._base_place(before):
            return None
        if (
            not pack.agreement
            and last is not None
            and last.kind == "vg"
            and last.end == j
            and form in ("base", "present")
        ):
            return None  # "held talks"
        if noun_too and (
            not self._finite_place(last) or (last is not None and last.kind == "rel" and last.text == "possessive")
        ):
            return None
        if (
            not pack.syntax["pro_drop"]
            and last is not None
            and last.kind == "word"
            and form == "present"
            and not pack.is_adverb(last.text)
            and last.text not in pack.cue("free_subjects")
        ):
            return None
        if (
            last
            and last.kind == "np"
            and last.end == j
            and last.np
            and not last.np.mention
            and not last.np.members
            and last.np.pronoun is None
            and last.np.prep is None
            and noun_too
            and not self._plays_in(last.np, j)
        ):
            return None
        number = "p" if pack.plural_verb.search(lower) else "s"
        if not pack.agreement and form == "base":
            number = "p"
        first = bool(self.tokens[j].quote and pack.first_person and pack.first_person.search(lower))
        return VerbGroup(
            j, j + 1, lemma, "present" if form == "base" else form, True, number=number, first_person=first
        )

    def _other_participle(self, j: int, before: list[Chunk]) -> VerbGroup | None:
        """ "X, condannata a …": a participle whose form the dictionary knows as a noun or an adjective only."""
        last = before[-1] if before else None
        if last is not None and last.kind == "word" and self.pack.is_adverb(last.text):
            last = before[-2] if len(before) > 1 else None
        lower = self.lowers[j]
        if not self.tokens[j].is_word or not (self._participle_place(last) or self._second_participle(before)):
            return None
        verb, readings = self.pack.participle_of(lower), self._readings(j)
        if verb is None or (readings is not None and any(n.sense != "person" for n in readings[1])):
            return None
        group = VerbGroup(j, j + 1, verb, "participle", False, passive=verb not in self.pack.be_perfect)
        agreement = self.pack.agrees(lower)
        if agreement:
            group.gender, group.number = agreement
        return group

    def _plays_in(self, np: NounPhrase, j: int) -> bool:
        """ "The film stars X and Y.": a verb, where no other follows ("The film stars X and Y met …")."""
        if not np.sense("work") or not self._named_at(j + 1) or self._form(j) != "present":
            return False
        return not any(
            k not in self.in_mention
            and (self.lowers[k] in self.pack.auxiliaries or self._form(k) in ("past", "present"))
            and (self.lowers[k] in self.pack.auxiliaries or self.tokens[k].lemma in self.pack.verb_lemmas)
            for k in range(j + 1, self.size)
        )

    def _singular_led(self, np: NounPhrase) -> bool:
        """Whether the article joined to a preposition says that the noun is singular."""
        before = self.lowers[np.start - 1] if np.start else ""
        return self.pack.elided_article(before) and before not in self.pack.cue("plural_determiners")

    def _governs(self, k: int) -> bool:
        """What a verb may have behind it: an article, a name, a preposition, a quotation, a date."""
        if k >= self.size:
            return False
        lower = self.lowers[k]
        return (
            lower in self.pack.determiners
            or k in self.mention_at
            or k in self.date_at
            or lower in '«“"'
            or self.pack.prepositions.longest(self.lowers, k) is not None
        )

    def _compound(self, k: int) -> bool:
        """A bare noun at k, so that the word before it belongs to it."""
        if k >= self.size or not self.tokens[k].is_word or k in self.in_mention or self._adverb(k):
            return False
        lower = self.lowers[k]
        if lower in self.pack.function_words or self.pack.prepositions.longest(self.lowers, k):
            return False
        found = self._readings(k)
        return found is None or found[1][0].sense not in HUMAN

    def _participle_place(self, last: Chunk | None) -> bool:
        return (
            last is None
            or last.kind in ("punct", "date")
            or (last.kind == "np" and last.np is not None and _ends_in_name(last.np))
        )

    def _second_participle(self, before: list[Chunk]) -> bool:
        """Behind "and" in a clause with a participle: "è stato arrestato e condannato"."""
        if not before or before[-1].kind != "conj" or before[-1].text != "and":
            return False
        verb = next((c.vg for c in reversed(before) if c.vg is not None), None)
        return verb is not None and (verb.perfect or verb.be_participle or verb.tense == "participle")

    def _reduced(self, j: int, last: Chunk | None) -> bool:
        """ "X, accused of fraud," / "the man known as": a participle, not the verb of the clause."""
        if self.pack.agreement:
            return False
        lower = self.lowers[j]
        participle = lower in self.pack.participle_forms or lower not in self.pack.past_forms
        if not participle or "die" in self.pack.verb_classes.get(self.tokens[j].lemma, ()):
            return False
        if self.tokens[j].lemma in self.pack.cue("intransitive_verbs"):
            return False
        by = j + 1 < self.size and self.lowers[j + 1] in self.pack.preposition_roles["by"]
        comma = last is not None and last.kind == "punct" and last.text == ","
        prep = j + 1 < self.size and self.pack.prepositions.longest(self.lowers, j + 1) is not None
        if comma and prep:
            return True
        if (
            self.sentence.kind == "headline"
            and last is not None
            and last.kind == "np"
            and last.np is not None
            and last.np.mention is not None
        ):
            following = self.lowers[j + 1] if j + 1 < self.size else ""
            if (
                following not in self.pack.determiners
                and following not in self.pack.pronouns
                and following not in self.pack.possessives
                and j + 1 not in self.in_mention
            ):
                return prep or self._readings(j + 1) is not None or following in self.pack.cue("verdicts")
        return (
            by
            or (comma and self.lowers[j] in self.pack.participle_forms and self.lowers[j] not in self.pack.past_forms)
            or (last is None)
        )

    def _once_joined(self, j: int, before: list[Chunk]) -> bool:
        """ "X, formerly married to Y,": a participle behind a comma and an adverb."""
        if len(before) < 2 or before[-1].kind != "word" or before[-2].text != "," or j + 1 >= self.size:
            return False
        to = self.pack.prepositions.longest(self.lowers, j + 1)
        bound = self.pack.verb_classes.get(self.tokens[j].lemma, frozenset()) & {"marry", "date"}
        return bool(bound) and to is not None and to[1] in self.pack.preposition_roles["to"]

    def _said_of_circumstance(self, j: int, before: list[Chunk]) -> bool:
        """ "In an interview with the paper published on Monday, she …": said of what stands behind a preposition."""
        last = before[-1] if before else None
        if self.pack.agreement or last is None or last.np is None or last.np.prep is None or last.np.is_human:
            return False
        follows = j + 1 in self.date_at or (
            j + 1 < self.size and self.pack.prepositions.longest(self.lowers, j + 1) is not None
        )
        regular = self.lowers[j] in self.pack.participle_forms or self.lowers[j] not in self.pack.past_forms
        opening = next((k for k in range(len(before) - 1, -1, -1) if before[k].kind in _OPENERS), -1)
        piece = before[opening + 1 :]
        told = any(c.vg is not None and c.vg.finite for c in piece)
        subject = any(c.np is not None and c.np.prep is None for c in piece) or before[opening].kind == "rel"
        return follows and regular and (told or not subject)

    def _base_place(self, before: list[Chunk]) -> bool:
        if not before:
            return False
        last = before[-1]
        if last.kind == "word" and self.pack.is_adverb(last.text) and len(before) > 1:
            last = before[-2]  # "A and B regularly squabble"
        if last.kind == "punct" and last.text == "," and len(before) > 1 and before[-2].kind == "np":
            last = before[-2]
        if last.kind == "np" and last.np is not None:
            return (
                last.np.number == "p"
                or self._plural_head(last.np)
                or (last.np.pronoun is not None and last.np.pronoun.get("person") in (1, 2))
                or bool(last.np.members)
            )
        return last.kind == "rel"

    def _plural_head(self, np: NounPhrase) -> bool:
        """ "Her novels include …": a noun for things in another form than the dictionary's."""
        head = self.tokens[np.head]
        return np.mention is None and bool(np.nouns) and np.nouns[0].number is None and head.lower != head.lemma

    def _finite_place(self, last: Chunk | None) -> bool:
        if last is None:
            return False
        if last.kind == "np" and last.np is not None:
            return last.np.prep is None or last.np.mention is not None
        return last.kind in ("rel", "vg", "conj", "punct") or (last.kind == "word" and self.pack.is_adverb(last.text))


def _ends_in_name(np: NounPhrase) -> bool:
    """Whether the last in a phrase is a name, or what stands beside one: "i funerali di X, lo stilista"."""
    if np.mention is not None:
        return True
    return any(c.end == np.end and _ends_in_name(c) for _, c in np.complements)
