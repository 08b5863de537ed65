"""Who does what in a sentence: a shallow reading of its clauses, each with verb, subject, objects and circumstances.

Not a parser: chunks are read from left to right with a stack of open clauses. Where the reading is not clear the
subject stays empty, and nothing is claimed.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from peoplekg.language.chunks import Chunk, NounPhrase, VerbGroup
from peoplekg.language.dates import Date, calendar
from peoplekg.language.entities import PLACE
from peoplekg.language.owners import hint_owners
from peoplekg.language.pack import Pack
from peoplekg.language.tokens import Sentence

_NONFINITE = {"infinitive", "gerund", "participle"}
_BREAKS = {";", ":", "—", "–", "•", "|"}


@dataclass(slots=True, eq=False)
class Clause:
    """One clause; ``kind`` is main, that, if, sub, rel, infinitive, gerund, participle, quote or aside."""

    sentence: Sentence
    kind: str
    start: int
    end: int = 0
    opener: str = ""
    parent: Clause | None = None
    coordinate: Clause | None = None
    vg: VerbGroup | None = None
    subject: NounPhrase | None = None
    antecedent: NounPhrase | None = None
    antecedent_role: str = ""
    before: list[NounPhrase] = field(default_factory=list)
    objects: list[NounPhrase] = field(default_factory=list)
    obliques: list[NounPhrase] = field(default_factory=list)
    dates: list[Date] = field(default_factory=list)
    words: list[int] = field(default_factory=list)
    quote: int = 0
    says: bool = False
    """Whether it is an aside that says who says so: "X, her lawyer said, …"."""
    impersonal: bool = False
    """Whether its left-out subject is nobody that was named."""

    def noun_phrases(self) -> Iterator[NounPhrase]:
        """The noun phrases of the clause itself, in no particular order."""
        yield from self.before
        if self.subject is not None and self.subject not in self.before:
            yield self.subject
        yield from self.objects
        yield from self.obliques

    def subject_phrase(self) -> NounPhrase | None:
        """The subject said here or taken over from the clause this one hangs on; None when it is dropped."""
        if self.subject is not None:
            return self.subject
        if self.antecedent_role == "subject":
            return self.antecedent
        if self.antecedent_role == "lost":
            return None
        if self.coordinate is not None:
            return self.coordinate.subject_phrase()
        if self.kind in ("infinitive", "gerund", "participle") and self.parent is not None and self.vg is not None:
            headline = (
                self.parent.vg is None
                and self.kind == "infinitive"
                and self.sentence.kind == "headline"
                and self.parent.before
            )
            if self.parent.kind == "sub" and self.parent.vg is None and self.parent.parent is not None:
                return self.parent.parent.subject_phrase()  # "A and B met while filming X"
            return self.parent.before[-1] if headline else self.parent.subject_phrase()
        return None

    def finite(self) -> Clause:
        """The nearest clause upward with a finite verb, itself included."""
        clause: Clause = self
        while clause.kind in _NONFINITE and clause.parent is not None:
            clause = clause.parent
        return clause

    def ancestors(self) -> Iterator[Clause]:
        """The clauses this one is embedded in, from the inside out."""
        clause = self.parent
        while clause is not None:
            yield clause
            clause = clause.parent


class ClauseReader:
    """Reads the clauses of one sentence."""

    def __init__(self, sentence: Sentence, chunks: list[Chunk], pack: Pack):
        self.sentence = sentence
        self.chunks = chunks
        self.pack = pack
        self.number = calendar(pack).number
        self._resumed: dict[int, NounPhrase] = {}
        self.clauses: list[Clause] = []
        self.current = self._open("main", 0)

    def read(self) -> list[Clause]:
        """All clauses in order of their beginning; each noun phrase and date belongs to one of them."""
        for i, chunk in enumerate(self.chunks):
            getattr(self, "_" + chunk.kind)(i, chunk)
            clause = self.current
            clause.end = max(clause.end, chunk.end)
        for clause in self.clauses:
            self._describe_named(clause)
            self._settle(clause)
            if clause.vg is not None:
                clause.quote = self.sentence.tokens[clause.vg.start].quote
        return [c for c in self.clauses if c.vg or c.before or c.objects or c.obliques or c.dates]

    def _open(self, kind: str, start: int, parent: Clause | None = None, opener: str = "") -> Clause:
        quote = self.sentence.tokens[min(start, len(self.sentence.tokens) - 1)].quote
        clause = Clause(self.sentence, kind, start, start, opener, parent, quote=quote)
        self.clauses.append(clause)
        return clause

    def _previous(self, i: int, skip: tuple[str, ...] = ()) -> Chunk | None:
        for k in range(i - 1, -1, -1):
            if self.chunks[k].kind not in skip:
                return self.chunks[k]
        return None

    # ---- chunks

    def _punct(self, i: int, chunk: Chunk) -> None:
        inside = any(c.kind == "aside" for c in (self.current, *self.current.ancestors()))
        if self._paired_dash(i, chunk):
            self._parenthesis(chunk, opening=not inside)
            return
        if chunk.text == ";" and self._resumes_list(i):
            return
        if chunk.text in _BREAKS and (inside or self._lists_relatives(i) or self._lists_children(i)):
            return
        if chunk.text in _BREAKS:
            if (
                (
                    chunk.text == ":"
                    and self.current.vg is not None
                    and i + 1 < len(self.chunks)
                    and self.chunks[i + 1].kind != "quote"
                )
                or chunk.text != ":"
                or (
                    self.current.vg is None
                    and (self.current.before or self.current.obliques)
                    and i + 1 < len(self.chunks)
                    and self.chunks[i + 1].kind != "quote"
                    and any(c.kind == "vg" for c in self.chunks[i + 1 :])
                )
            ):
                self.current = self._open("main", chunk.end)
        elif chunk.text in ("(", ")"):
            self._parenthesis(chunk, opening=chunk.text == "(")
        elif chunk.text == ",":
            self._comma(i)

    def _parenthesis(self, chunk: Chunk, *, opening: bool) -> None:
        if opening:
            self.current = self._open("aside", chunk.end, self.current)
            return
        aside = next((c for c in (self.current, *self.current.ancestors()) if c.kind == "aside"), None)
        if aside is not None and aside.parent is not None:
            self.current = aside.parent

    def _paired_dash(self, i: int, chunk: Chunk) -> bool:
        """ "X – who was engaged to Y – said": two dashes and no more are a parenthesis where a relative follows."""
        if chunk.text not in ("-", "–", "—"):
            return False
        pair = [k for k, c in enumerate(self.chunks) if c.kind == "punct" and c.text == chunk.text]
        return len(pair) == 2 and i in pair and self.chunks[pair[0] + 1].kind == "rel"

    def _lists_relatives(self, i: int) -> bool:
        """ "is survived by his wife, X; two sons, Y and Z; and …": the mark divides a list, if no verb follows."""
        group, subject = self.current.vg, self.current.subject
        told = subject is not None and self.sentence.lowers[subject.head] in self.pack.cue("survivors")
        lists = self.pack.cue("survive_verbs") | self.pack.cue("possession_verbs")
        if group is None or not (told or group.lemma in lists):
            return False
        for later in self.chunks[i + 1 :]:
            if later.text == ";":
                break
            if later.kind in ("vg", "quote"):
                return False
        return any(c.kind == "np" for c in self.chunks[i + 1 :])

    def _lists_children(self, i: int) -> bool:
        """ "had three children by his first wife, X: A, B and C": the names behind the mark are the children's."""
        group, lowers = self.current.vg, self.sentence.lowers
        behind = self.chunks[i + 1].np if i + 1 < len(self.chunks) else None
        if lowers[self.chunks[i].start] != ":" or group is None or behind is None or not self.current.objects:
            return False
        if group.lemma not in self.pack.cue("possession_verbs") or not (behind.members or behind.entity):
            return False
        return self._unnamed_relatives(i + 1, behind, self.current) is not None and not any(
            c.kind == "vg" for c in self.chunks[i + 1 :]
        )

    def _comma(self, i: int) -> None:
        clause = self.current
        following = self.chunks[i + 1].np if i + 1 < len(self.chunks) else None
        if self._fronted(clause) and following is not None and following.prep is not None:
            return  # "Born in Rome, to X and Y, Z was …"
        before = self.chunks[i - 1].np if i else None
        apposed = before is not None and before.name_after_comma and before in clause.objects
        if apposed and following is not None and following.prep is not None:
            return  # "who has a daughter, X, with Y"
        while clause.vg is not None and clause.parent is not None and self._closable(clause):
            clause = clause.parent
        self.current = clause

    def _fronted(self, clause: Clause) -> bool:
        """A participle that opens the sentence, before its subject."""
        parent = clause.parent
        opens = clause.kind == "participle" and clause.vg is not None and clause.vg.start == 0
        return opens and parent is not None and parent.vg is None and not parent.before and not parent.obliques

    def _closable(self, clause: Clause) -> bool:
        if clause.kind in ("rel", "participle", "gerund"):
            return True
        if clause.kind == "infinitive":
            return clause.parent is not None and (
                clause.parent.vg is None or clause.parent.kind in ("rel", "sub", "if")
            )
        return clause.kind in ("sub", "if", "that") and clause.parent is not None and clause.parent.vg is None

    def _quote(self, i: int, chunk: Chunk) -> None:
        opening = self.sentence.tokens[chunk.start].quote and (
            chunk.end < len(self.sentence.tokens)
            and self.sentence.tokens[chunk.end].quote == self.sentence.tokens[chunk.start].quote
            and not any(
                c.kind == "quote" and self.sentence.tokens[c.start].quote == self.sentence.tokens[chunk.start].quote
                for c in self.chunks[:i]
            )
        )
        if opening:
            if self._is_short(chunk):
                return
            self.current = self._open("quote", chunk.end, self.current)
        else:
            quoted = next((c for c in (self.current, *self.current.ancestors()) if c.kind == "quote"), None)
            if quoted is not None and quoted.parent is not None:
                self.current = quoted.parent

    def _is_short(self, chunk: Chunk) -> bool:
        """A word or two in quotation marks, no speech: "odd couple"."""
        tokens = self.sentence.tokens
        number = tokens[chunk.start].quote
        inside = [t for t in tokens[chunk.end :] if t.quote == number]
        return (
            len(inside) <= 4 and not any(t.text in ".!?," for t in inside[:-1]) and not inside[0].is_capital
            if inside
            else True
        )

    def _sub(self, i: int, chunk: Chunk) -> None:
        kind = {"that": "that", "if": "if", "interrogative": "if"}.get(chunk.text, "sub")
        before = self.sentence.tokens[chunk.start - 1] if chunk.start else None
        verb = self.current.vg is not None and self.current.vg.end == chunk.start  # "she claims that"
        rumoured = before is not None and not verb and {before.lemma, before.lower} & self.pack.cue("rumour_nouns")
        opener = "rumour" if kind == "that" and rumoured else chunk.text
        clause = self._open(kind, chunk.end, self.current, opener)
        self.current = clause

    def _rel(self, i: int, chunk: Chunk) -> None:
        antecedent = next((c.np for c in reversed(self.chunks[:i]) if c.kind == "np"), None)
        if antecedent is not None and self._is_complement(i, antecedent, chunk):
            self.current = self._open("that", chunk.end, self.current, "that")
            return
        if antecedent is not None and self._is_rumour(antecedent, chunk):
            clause = self._open("that", chunk.end, self.current, "rumour")
            self.current = clause
            return
        again = self._relative_again(i)
        clause = self._open("rel", chunk.end, again.parent if again is not None else self.current, chunk.text)
        if again is not None:
            antecedent = again.antecedent
        whom = self.sentence.lowers[chunk.start] in self.pack.cue("object_relatives")
        if (
            antecedent is not None
            and antecedent.members
            and (len(antecedent.members) > 2 or whom or self._singular_relative(chunk))
        ):
            antecedent = antecedent.members[-1]
        if antecedent is not None and antecedent.mention is None and antecedent.sense("person") is not None:
            antecedent = self._named_before(i, antecedent, chunk) or antecedent
        if antecedent is not None and not antecedent.is_human:
            antecedent = _inner_human(antecedent) or self._named_before(i, antecedent, chunk) or antecedent
        clause.antecedent = antecedent
        if chunk.text.startswith("oblique:"):
            clause.antecedent_role = chunk.text
        elif self.sentence.lowers[chunk.start] in self.pack.cue("object_relatives"):
            clause.antecedent_role = "object"
        elif chunk.text.startswith("possessive"):
            clause.antecedent_role = "possessor"
        else:
            clause.antecedent_role = "open"
        self.current = clause

    def _relative_again(self, i: int) -> Clause | None:
        """ "the clerk who worked with A and who …": the relative clause that this one goes on."""
        previous = self._previous(i)
        if previous is None or previous.kind != "conj":
            return None
        open_clauses = (self.current, *self.current.ancestors())
        return next((c for c in open_clauses if c.kind == "rel" and c.vg is not None), None)

    def _named_before(self, i: int, np: NounPhrase, chunk: Chunk) -> NounPhrase | None:
        """ "X, 20 years her senior, whom she married": who is named before what stands between commas."""
        lowers = self.sentence.lowers
        people = self.pack.cue("who") | self.pack.cue("object_relatives")
        if lowers[chunk.start] not in people or lowers[np.end : np.end + 1] != [","]:
            return None
        for before in [c.np for c in reversed(self.chunks[:i]) if c.np is not None and c.np is not np][:2]:
            if before.is_human and before.mention is not None:
                return before if lowers[before.end : before.end + 1] == [","] else None
        return None

    def _singular_relative(self, chunk: Chunk) -> bool:
        """ "con la quale", not "con i quali" or "con cui": an inflected relative that stands for one."""
        if chunk.end - chunk.start < 2 or not chunk.text.startswith("oblique:"):
            return False
        word = self.sentence.tokens[chunk.end - 1]
        before = self.sentence.lowers[chunk.end - 2]
        led = before in self.pack.definite or self.pack.elided_article(before)
        return led and word.lower == word.lemma

    def _is_complement(self, i: int, np: NounPhrase, chunk: Chunk) -> bool:
        """ "told his friend that he …", "ha detto a Maria che …": what is said, not who."""
        group = self.current.vg
        if (
            group is None
            or np.start < group.end
            or self.pack.subordinators.longest(self.sentence.lowers, chunk.start) is None
        ):
            return False
        if not self.pack.verb_classes.get(group.lemma, frozenset()) & {"report", "deny", "confirm", "believe", "ask"}:
            return False
        if any(c.kind == "that" and c.parent is self.current for c in self.clauses):
            return False
        following = self.chunks[i + 1 : i + 3]
        own_subject = (
            [c.kind for c in following] == ["np", "vg"] and following[0].np is not None and following[0].np.prep is None
        )
        apposed = not np.is_human and self.sentence.lowers[np.start - 1 : np.start] == [","]
        return np.prep in self.pack.preposition_roles["to"] or (own_subject and not apposed)

    def _is_rumour(self, np: NounPhrase, chunk: Chunk) -> bool:
        """ "rumours that A married B", "la voce che …": what hangs on the noun is no statement."""
        if (
            np.is_human
            or np.mention is not None
            or self.pack.subordinators.longest(self.sentence.lowers, chunk.start) is None
        ):
            return False
        head = self.sentence.tokens[np.head]
        return head.lemma in self.pack.cue("rumour_nouns") or head.lower in self.pack.cue("rumour_nouns")

    def _conj(self, i: int, chunk: Chunk) -> None:
        self.current.words.append(chunk.start)

    def _word(self, i: int, chunk: Chunk) -> None:
        self.current.words.append(chunk.start)

    def _date(self, i: int, chunk: Chunk) -> None:
        previous = self._previous(i)
        born = previous is not None and previous.end == chunk.start and previous.kind in ("np", "word")
        if born and self.sentence.lowers[chunk.start - 1] in self.pack.cue("year_of_birth"):
            return
        if chunk.date:
            self.current.dates.append(chunk.date)

    def _np(self, i: int, chunk: Chunk) -> None:
        assert chunk.np is not None
        np, clause = chunk.np, self.current
        if (
            clause.kind == "rel"
            and clause.antecedent_role == "possessor"
            and not clause.before
            and np.prep is None
            and clause.vg is None
        ):
            for noun in (np, *np.appositions):
                if noun.possessor is None and (noun.nouns or clause.opener != "possessive"):
                    noun.possessor = clause.antecedent
            np.prep = clause.opener.partition(":")[2] or None
        previous = self._previous(i)
        if self._says_whose(i, np, previous):
            clause = self.current = self._open("rel", chunk.start, self.current, "any")
            clause.antecedent, clause.antecedent_role = previous.np if previous is not None else None, "object"
        self._other_parent_listed(np, clause)
        unnamed = self._unnamed_relatives(i, np, clause)
        if unnamed is not None:
            np.appositions.append(unnamed)
            clause.objects.remove(unnamed)
        if (
            np.prep is None
            and previous is not None
            and previous.kind == "conj"
            and previous.text == "and"
            and clause.obliques
            and np.is_human
            and not (_bare_tie(np) and np.possessor is not None and self.pack.syntax["pro_drop"])
        ):
            last = clause.obliques[-1]
            verb_next = i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "vg"
            bracketed = (
                self.sentence.lowers[last.end : last.end + 1] == ["("]
                and self.sentence.lowers[previous.start - 1] == ")"
            )
            if (last.end == previous.start or bracketed) and last.is_human and not verb_next:
                clause.obliques[-1] = _joined(last, np)
                return
        if np.prep is not None and self._said_again(i, np):
            return
        if np.prep is not None:
            clause.obliques.append(np)
        elif clause.vg is None:
            clause.before.append(np)
        else:
            clause.objects.append(np)

    def _said_again(self, i: int, np: NounPhrase) -> bool:
        """ "was led by A, and by B", "was married to A, then to B": one list, its preposition said again."""
        if not np.is_human:
            return False
        if id(np) in self._resumed:
            return self._add_to_list(self._resumed[id(np)], np)
        aside = joined = False
        for chunk in reversed(self.chunks[:i]):
            if chunk.text == "," or (chunk.kind == "conj" and chunk.text == "and"):
                joined = True
            elif chunk.kind == "np" and chunk.np is not None and chunk.np.prep is not None:
                if chunk.np.is_human or aside:
                    return joined and chunk.np.prep == np.prep and self._add_to_list(chunk.np, np)
                aside = True
            elif chunk.kind != "date" and not (chunk.kind == "word" and self.pack.is_adverb(chunk.text)):
                return False
        return False

    def _resumes_list(self, i: int) -> bool:
        """ "was married to X, who …; to Y; and to Z": behind the mark the preposition of the list comes again."""
        rest = [c for c in self.chunks[i + 1 : i + 4] if c.kind not in ("conj", "word", "date")]
        np = rest[0].np if rest else None
        if np is None or np.prep is None or not np.is_human or (len(rest) > 1 and rest[1].kind == "vg"):
            return False
        for clause in reversed(self.clauses):
            if clause.vg is not None and clause.kind in ("main", "quote"):
                listed = [o for o in clause.obliques if o.prep == np.prep and o.is_human and o.start > clause.vg.start]
                if not listed:
                    return False
                self.current = clause
                self._resumed[id(np)] = listed[-1]
                return True
        return False

    def _add_to_list(self, before: NounPhrase, np: NounPhrase) -> bool:
        for clause in reversed(self.clauses):
            for k, oblique in enumerate(clause.obliques):
                if oblique is before or (oblique.members and oblique.members[-1] is before):
                    clause.obliques[k] = _joined(oblique, np)
                    hint_owners(clause.obliques[k].members)
                    return True
        return False

    def _other_parent_listed(self, np: NounPhrase, clause: Clause) -> None:
        """ "has two sons with A, B and C": of one name more than there are sons the first is the other parent's."""
        found = clause.objects[-1] if clause.objects else None
        group = clause.vg
        if found is None or group is None or group.lemma not in self.pack.cue("possession_verbs"):
            return
        if np.prep not in self.pack.preposition_roles["with"] or np.start - found.end != 1 or len(np.members) < 3:
            return
        tie = found.sense("tie")
        if tie is None or tie.data.get("kind") != "parent" or tie.data.get("bearer") != "child" or found.mention:
            return
        first, *rest = np.members
        counted = [known for k in range(found.start, found.head) if (known := self.number(self.sentence.lowers[k]))]
        if counted != [len(rest)] or any(m.entity is None or m.appositions for m in np.members):
            return
        children = NounPhrase(rest[0].start, np.end, members=rest, head=rest[0].head, sentence=np.sentence)
        children.appositions.append(found)
        clause.objects[-1] = children
        np.members, np.mention, np.end, np.referents = [], first.mention, first.end, None
        np.head = first.head

    def _says_whose(self, i: int, np: NounPhrase, previous: Chunk | None) -> bool:
        """ "Low Tide, the book she wrote": a relative clause without a pronoun, behind what a title is."""
        if self.pack.syntax["pro_drop"] or previous is None or previous.np is None or np.pronoun is None:
            return False
        titled = previous.np.mention is not None and any(n.sense("work") for n in previous.np.appositions)
        verb = i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "vg"
        return titled and verb and np.prep is None and previous.end == np.start

    def _unnamed_relatives(self, i: int, np: NounPhrase, clause: Clause) -> NounPhrase | None:
        """ "have two sons together, A and B", "has a daughter with X: A": what the names behind the mark are."""
        mark = self._previous(i)
        if np.prep is not None or mark is None or mark.text not in (",", ":", "–", "—") or clause.vg is None:
            return None
        names = np.members or [np]
        if clause.vg.lemma not in self.pack.cue("possession_verbs") or any(
            m.entity is None or any(n.sense("tie") for n in m.appositions) for m in names
        ):
            return None
        if i + 1 < len(self.chunks) and self.chunks[i + 1].kind == "vg":
            return None
        found = clause.objects[-1] if clause.objects else None
        if (
            found is None
            or found.mention is not None
            or found.members
            or found.determiner in ("definite", "possessive")
        ):
            return None
        tie = found.sense("tie")
        own = tie is not None and tie.data.get("kind") == "parent" and tie.data.get("bearer") == "child"
        between = [c for c in self.chunks[:i] if c.start >= found.end]
        near = all(c.kind in ("word", "date", "punct") or c.np in clause.obliques for c in between)
        return found if own and near and (found.number == "p") == bool(np.members) else None

    def _vg(self, i: int, chunk: Chunk) -> None:
        assert chunk.vg is not None
        group = chunk.vg
        if not group.finite:
            self._nonfinite(i, chunk, group)
            return
        previous = self._previous(i, ("date", "word"))
        while self.current.kind in _NONFINITE and self.current.parent is not None:
            inner, outer = self.current, self.current.parent
            if (
                previous is not None
                and previous.kind == "np"
                and previous.np is not None
                and previous.np in inner.objects
                and not (outer.kind == "rel" and outer.vg is None and inner.kind == "infinitive")
                and not self._opens_cleft(inner, group)
            ):
                inner.objects.remove(previous.np)
                (outer.objects if outer.vg is not None else outer.before).append(previous.np)
            self.current = self.current.parent
        coordinated = previous is not None and previous.kind == "conj"
        if (
            (
                coordinated
                and self.current.vg is not None
                and self.current.vg.be_participle
                and group.tense == "past"
                and not group.perfect
            )
            and not self.pack.agreement
            and self._regular(group)
            and not (group.lemma in self.pack.cue("receiving_verbs") and self._object_follows(i))
        ):
            group.passive, group.be_participle = self.current.vg.passive, True  # "was arrested and sentenced"
        while (
            self.current.vg is not None
            and not coordinated
            and self.current.parent is not None
            and self._waiting(self.current)
        ):
            self._hand_up(previous)
        if self.current.vg is None:
            self._take_verb(group)
            return
        self._next_clause(i, chunk, group, previous, coordinated)

    def _opens_cleft(self, inner: Clause, group: VerbGroup) -> bool:
        """ "A celebrare le nozze è stato X": the subject of both verbs stands behind "to be"."""
        verb, parent = inner.vg, inner.parent
        if inner.kind != "infinitive" or verb is None or not verb.start or not group.copula:
            return False
        led = self.sentence.lowers[verb.start - 1] in self.pack.cue("cleft_markers")
        return led and parent is not None and parent.vg is None and not parent.before

    def _object_follows(self, i: int) -> bool:
        behind = self.chunks[i + 1].np if i + 1 < len(self.chunks) else None
        return behind is not None and behind.prep is None

    def _regular(self, group: VerbGroup) -> bool:
        """A past form that is the participle as well."""
        lower = self.sentence.lowers[group.end - 1]
        return lower in self.pack.participle_forms or lower not in self.pack.past_forms

    def _waiting(self, clause: Clause) -> bool:
        """Whether a clause further out still lacks its verb."""
        return any(a.vg is None and (a.before or a.kind in ("main", "rel", "that", "sub")) for a in clause.ancestors())

    def _hand_up(self, previous: Chunk | None) -> None:
        inner, outer = self.current, self.current.parent
        assert outer is not None
        takes_subject = outer.kind != "rel" and not outer.before
        if (
            previous is not None
            and previous.kind == "np"
            and previous.np is not None
            and previous.np in inner.objects
            and takes_subject
        ):
            inner.objects.remove(previous.np)
            outer.before.append(previous.np)
        self.current = outer

    def _take_verb(self, group: VerbGroup) -> None:
        clause = self.current
        clause.vg = group
        if clause.before:
            clause.subject = next((np for np in reversed(clause.before) if not self._parenthetical(np)), None)
            if clause.subject is None and not self.pack.syntax["pro_drop"]:
                clause.subject = clause.before[-1]
            clause.subject = self._name_before_commas(clause, group) or clause.subject
            if clause.subject is not None and self._dislocated(clause.subject, group):
                clause.objects.append(clause.subject)
                clause.before.remove(clause.subject)
                clause.subject = next((np for np in reversed(clause.before) if not self._parenthetical(np)), None)
        if clause.antecedent_role == "open":
            fronted = clause.subject
            if fronted is not None and not fronted.is_human and any(c.get("case") == "object" for c in group.clitics):
                clause.subject = None  # "X, che il Giro lo ha vinto due volte": taken up by the pronoun
                clause.objects.append(fronted)
            clause.antecedent_role = "object" if clause.subject is not None else "subject"
        if clause.kind == "rel" and clause.antecedent_role == "subject" and clause.antecedent is not None:
            clause.antecedent = _who(clause.antecedent, group)

    def _dislocated(self, np: NounPhrase, group: VerbGroup) -> bool:
        """ "Il Giro lo ha vinto nel 2013": a thing before the verb that the verb's clitic takes up is its object."""
        if not self.pack.syntax["postverbal_subject"] or np.is_human or np.prep is not None or np.end != group.start:
            return False
        taken_up = [c for c in group.clitics if c.get("case") == "object" and c.get("person") is None]
        return bool(taken_up) and all(np.number in (None, c.get("number")) for c in taken_up)

    def _name_before_commas(self, clause: Clause, group: VerbGroup) -> NounPhrase | None:
        """X in "X, lead singer of the group the Spinners, died": the last thing between the commas does nothing."""
        first, last, lowers = clause.before[0], clause.subject, self.sentence.lowers
        if last is None or last is first or last.is_human or lowers[group.start - 1 : group.start] != [","]:
            return None
        named = first.mention is not None and first.is_human
        opened = "," in (*lowers[first.start : first.end], *lowers[first.end : first.end + 1])
        return first if named and opened else None

    def _parenthetical(self, np: NounPhrase) -> bool:
        """Between commas behind another phrase: ", a Saudi national,"."""
        lowers = self.sentence.lowers
        if np.mention is None and np.nouns and np.determiner == "none" and lowers[np.start - 1 : np.start] == [","]:
            return True
        bare = np.mention is None and np.determiner == "none" and np.number == "s" and np is not self.current.before[0]
        if bare and self.pack.syntax["pro_drop"] and lowers[np.end : np.end + 1] == [","]:
            return True  # "X, voce storica della radio, è morto"
        if (np.mention is not None and np.is_human) or np is self.current.before[0]:
            return False
        return lowers[np.start - 1 : np.start] == [","] and lowers[np.end : np.end + 1] == [","]

    def _next_clause(self, i: int, chunk: Chunk, group: VerbGroup, previous: Chunk | None, coordinated: bool) -> None:
        """A second finite verb: coordinated with the one before, or with a subject that was read as an object."""
        clause = self.current
        following = self._open(
            clause.kind if clause.kind not in ("aside",) else "main", chunk.start, clause.parent, clause.opener
        )
        following.vg = group
        if previous is not None and previous.text == "," and clause.objects and clause.vg is not None:
            np = clause.objects[-1]
            between = self.sentence.lowers[clause.vg.end : np.start]
            if (
                np.end == previous.start
                and np.is_human
                and any(self.pack.conjunctions.longest([w], 0) for w in between)
            ):
                previous = Chunk("np", np.start, np.end, np=np)  # "…, but her mother, X, had …"
        bare = self._bare_complement(clause, previous)
        if bare:
            following.kind, following.parent, following.opener = "that", clause, "that"
        if previous is not None and previous.kind == "np" and previous.np is not None and previous.np in clause.objects:
            clause.objects.remove(previous.np)
            subject = self._split_group(clause, previous.np)
            following.subject = subject
            following.before.append(subject)
            if not bare:
                following.kind = "main" if clause.kind in ("rel",) else clause.kind
        elif (
            previous is not None
            and previous.kind == "np"
            and previous.np is not None
            and previous.np in clause.obliques
            and previous.np.members
        ):
            oblique = previous.np
            subject = self._split_group(clause, oblique)
            if subject is oblique:
                following.coordinate = clause
            else:
                following.subject = subject
                following.before.append(subject)
        elif self.sentence.lowers[group.start - 1] in self.pack.cue("free_subjects"):
            following.impersonal = True  # "… and nobody knows"
        else:
            following.coordinate = clause
            following.antecedent, following.antecedent_role = (
                clause.antecedent,
                ("subject" if clause.antecedent_role == "subject" else ""),
            )
        self.current = following
        del i, coordinated

    def _bare_complement(self, clause: Clause, previous: Chunk | None) -> bool:
        """ "A wishes she had married B": a clause of saying or hoping without "that"."""
        if self.pack.syntax["pro_drop"] or clause.vg is None or previous is None or previous.np is None:
            return False
        if previous.np.start - clause.vg.end > 1 or self.sentence.lowers[clause.vg.end] == ",":
            return False
        classes = self.pack.verb_classes.get(clause.vg.lemma, frozenset())
        return bool(classes & {"report", "deny", "confirm", "hope", "want", "doubt", "believe"})

    def _split_group(self, clause: Clause, np: NounPhrase) -> NounPhrase:
        """ "A married B and C said …": the last member of an object list is the next clause's subject."""
        if not np.members or np.appositions or self.sentence.lowers[np.start - 1 : np.start] == [","]:
            return np
        *rest, last = np.members
        if len(rest) == 1:
            rest[0].prep = np.prep
            target = clause.obliques if np.prep else clause.objects
            if np in target:
                target.remove(np)
            target.append(rest[0])
            return last
        return np

    def _main_without_verb(self, i: int, group: VerbGroup) -> Clause | None:
        """ "The couple, who have two sons, divorced …": a past behind the relative clause and no other verb."""
        previous, main = self._previous(i), self.current
        if self.pack.agreement or previous is None or previous.text != "," or not self._regular(group):
            return None
        if main.kind == "rel" and main.parent is not None:
            main = main.parent
        behind = any(c.kind == "rel" and c.parent is main and c.vg is not None for c in self.clauses)
        behind = behind or self._set_off(i, main) or self._told_of(i, main)
        if main.vg is not None or not main.before or not behind:
            return None
        for k, later in enumerate(self.chunks[i + 1 :], i + 1):
            if later.kind in ("sub", "rel", "quote") or later.text == ";":
                break
            if later.vg is not None and later.vg.finite:
                joined = self._previous(k, ("word", "date"))
                return main if joined is not None and joined.kind == "conj" else None
        return main

    def _told_of(self, i: int, main: Clause) -> bool:
        """ "X, 58, and Y, a lawyer, met at …": ages and nouns between commas behind who did it."""
        if not main.before or main.kind not in ("main", "sub", "that"):
            return False
        subject = main.before[-1]
        parts = subject.members or [subject]
        told = any(p.age is not None or p.appositions for p in parts) and all(p.entity is not None for p in parts)
        inside = "," in self.sentence.lowers[subject.start : subject.end]
        return told and inside and subject.end == self.chunks[i].start - 1

    def _set_off(self, i: int, main: Clause) -> bool:
        """ "X, along with his wife, lived …": between the subject and its verb a phrase stands between two commas."""
        if self.sentence.kind == "headline" or not main.before or main.kind != "main":
            return False
        subject = main.before[0]
        lowers = self.sentence.lowers
        between = [np for np in main.obliques if np.start > subject.end]
        if between and between[-1].name_after_comma and lowers[between[-1].end : between[-1].end + 1] == [","]:
            return True  # "His marriage to X's daughter, Y, ended in 2005"
        opened = lowers[subject.end : subject.end + 1] == [","]
        return opened and any(lowers[np.end : np.end + 1] == [","] for np in between)

    def _nonfinite(self, i: int, chunk: Chunk, group: VerbGroup) -> None:
        previous = self._previous(i)
        form = "infinitive" if group.tense == "infinitive" else group.tense
        parent = self.current
        main = self._main_without_verb(i, group) if form == "participle" else None
        if main is not None:
            group.finite, group.tense, group.passive = True, "past", False
            self.current = main
            self._take_verb(group)
            return
        led = self._previous(i, ("word", "date"))
        if (
            form == "participle"
            and led is not None
            and led.kind == "conj"
            and parent.vg is not None
            and (parent.vg.be_participle or parent.vg.perfect)
        ):
            before = parent.vg  # "è stato arrestato e condannato"
            group.finite, group.tense, group.be_participle = True, before.tense, before.be_participle
            group.reflexive = group.reflexive or before.reflexive
            group.perfect = before.perfect or (before.be_participle and group.lemma in self.pack.be_perfect)
            group.passive = before.be_participle and group.lemma not in self.pack.be_perfect and before.passive
            self._next_clause(i, chunk, group, led, True)
            return
        if previous is not None and previous.kind == "conj" and parent.kind == form and parent.vg is not None:
            clause = self._open(form, chunk.start, parent.parent)
            clause.coordinate = parent
            clause.antecedent, clause.antecedent_role = parent.antecedent, parent.antecedent_role
        else:
            clause = self._open(form, chunk.start, parent)
        clause.vg = group
        if form == "participle":
            near = self._previous(i, ("punct", "date", "word"))
            whole = near.np if near is not None and near.kind == "np" else None
            bearer = _bearer_of(whole, group) if whole is not None else None
            if whole is not None and previous is not near:
                described = self._described_before(whole, i)
                if described is not None and _fits(described, group):
                    whole = bearer = described
            if bearer is not None and previous is not near and _is_place(bearer) and self._befalls_people(group):
                whole = bearer = self._person_before(bearer, parent)
            if (
                whole is not None
                and bearer is not None
                and (
                    previous is near
                    or bearer.mention is not None
                    or bearer.members
                    or whole.members
                    or self.sentence.lowers[bearer.head] in self.pack.cue("years_old")
                    or (previous is not None and previous.kind == "date")
                )
            ):
                said = parent.subject_phrase() if self._predicative(bearer, parent) else None
                clause.antecedent, clause.antecedent_role = said or bearer, "subject"
            elif previous is not None and previous.text == "," and parent.vg is not None:
                clause.antecedent_role = "lost"
        self.current = clause

    def _described_before(self, np: NounPhrase, i: int) -> NounPhrase | None:
        """X in "X, già capo della polizia ai tempi del sindaco Y, condannato …": the phrase belongs to what X was."""
        k = next((k for k, c in enumerate(self.chunks[:i]) if c.np is np), 0)
        before = self.chunks[k - 1].np if k and self.chunks[k - 1].kind == "np" else None
        if before is None or np.prep is None or np.mention is not None or np.is_human or not before.appositions:
            return None
        return before if before.mention is not None and before.is_human else None

    def _befalls_people(self, group: VerbGroup) -> bool:
        """Whether only people can be what a verb's participle says ("stroncato", "condannato")."""
        classes = self.pack.verb_classes.get(group.lemma, frozenset())
        return bool(classes & {"befalls", "die", "convict", "marry", "divorce"})

    def _person_before(self, np: NounPhrase, clause: Clause) -> NounPhrase | None:
        """The subject of "X died in Rome, struck down by …": no place is struck down."""
        subject = clause.subject_phrase()
        return subject if subject is not None and subject.is_human and subject.end <= np.start else None

    def _predicative(self, np: NounPhrase, clause: Clause) -> bool:
        """ "X is a singer born to …", "X was the second of five children born to …": X was."""
        told = clause.vg is not None and clause.vg.copula and np in clause.objects and np.mention is None
        return told and not np.members and (np.number == "s" or not np.nouns) and np.determiner != "possessive"

    # ---- after the last chunk

    def _describe_named(self, clause: Clause) -> None:
        """ "The detective who led the inquiry, X, said …": the name behind the relative clause says who it is."""
        lowers = self.sentence.lowers
        for np, named in pairwise(clause.before):
            if named.entity is None or named.appositions or np.mention is not None or np.determiner != "definite":
                continue
            if np.number != "s" or not np.is_human or np.pronoun is not None:
                continue
            told = any(c.kind == "rel" and c.antecedent is np and c.start - np.end <= 1 for c in self.clauses)
            commas = lowers[named.start - 1 : named.start] + lowers[named.end : named.end + 1]
            other = np.gender is not None and named.gender is not None and np.gender != named.gender
            if told and commas == [",", ","] and not other:
                named.appositions.append(np)

    def _settle(self, clause: Clause) -> None:
        """Find subjects behind the verb ("ha detto Meloni", "è morto X")."""
        group = clause.vg
        if group is None or clause.subject is not None or clause.antecedent_role == "subject":
            return
        if not group.finite:
            if not self._verbless_cleft(clause, group):
                self._subject_of_participle(clause, group)
            return
        inverts = group.lemma in self.pack.inverting or (
            group.reflexive and group.lemma in self.pack.inverting_reflexive
        )
        inverts = inverts or group.lemma in self.pack.cue("unaccusative")
        allowed = self.pack.syntax["postverbal_subject"] or group.lemma in self.pack.inverting
        if not allowed or (clause.coordinate is not None and not (inverts and clause.quote == 0 and clause.objects)):
            return
        behind_object = self._subject_behind_object(clause, group)
        if behind_object is not None and not inverts:
            clause.subject = behind_object
            clause.objects.remove(behind_object)
            return
        marked = bool(self.pack.preposition_roles.get("object"))
        spoken = self.pack.syntax["postverbal_subject"] and behind_quotation(clause)
        if not (inverts or group.passive or group.copula or marked or spoken):
            return
        behind = [np for np in clause.objects if np.start >= group.end]
        if group.copula and behind and _bare_tie(behind[0].members[0] if behind[0].members else behind[0]):
            return  # "È sorella di X": what somebody is
        if group.copula and behind and _says_job(behind):
            return  # "Ora è un'attivista"
        adjacent = len(behind) > 1 and behind[1].start - behind[0].end <= 1
        if group.passive and adjacent and _bare_job(behind[0]) and behind[1].entity is not None:
            behind = behind[1:]  # "È stata eletta sindaca Maria"
        later = self._subject_at_the_end(behind)
        if later is not None:
            clause.subject = later
            clause.objects.remove(later)
            return
        near = 20 if group.passive or inverts or group.lemma in self.pack.be_perfect else 5
        if behind and (behind[0].mention is not None or behind[0].is_human) and behind[0].start - group.end <= near:
            clause.subject = behind[0]
            clause.objects.remove(behind[0])

    def _subject_behind_object(self, clause: Clause, group: VerbGroup) -> NounPhrase | None:
        """ "Perse la vita il fratello Luca": a name right behind a thing that is the verb's object."""
        if not self.pack.syntax["postverbal_subject"] or clause.before or group.copula or group.passive:
            return None
        behind = [np for np in clause.objects if np.start >= group.end]
        if group.clitics and behind and any(self._dislocated(o, group) for o in clause.objects):
            first = behind[0]  # "il premio lo ha ritirato X"
            return first if first.entity is not None and first.start - group.end <= 1 else None
        if len(behind) < 2 or group.clitics or group.first_person:
            return None
        thing, somebody = behind[0], behind[1]
        near = thing.start - group.end <= 1 and somebody.start == thing.end
        bare = thing.mention is None and not thing.is_human and thing.pronoun is None and not thing.members
        named = somebody.entity is not None and group.number in (None, somebody.number)
        return somebody if near and bare and named else None

    def _verbless_cleft(self, clause: Clause, group: VerbGroup) -> bool:
        """ "A celebrare le nozze il sindaco X": X did, where the sentence has no other verb of its own."""
        lowers = self.sentence.lowers
        if clause.kind != "infinitive" or group.start != 1 or lowers[0] not in self.pack.cue("cleft_markers"):
            return False
        if any(c.kind in ("main", "quote") and c.vg is not None for c in self.clauses):
            return False
        named = [np for np in clause.objects if np.mention is not None and np.is_human and np.start >= group.end]
        told = [np for np in (*clause.objects, *clause.obliques) if np not in named]
        if len(named) != 1 or not told or any(np.start > named[0].start for np in told):
            return False
        clause.subject = named[0]
        clause.objects.remove(named[0])
        clause.kind, group.finite, group.tense = "main", True, "present"
        return True

    def _subject_of_participle(self, clause: Clause, group: VerbGroup) -> None:
        """ "Morto a 90 anni X", "Assolta la ministra Y": a participle that leads in, with its subject behind it."""
        leads = clause.kind == "participle" and clause.antecedent is None and clause.coordinate is None
        if not leads or not self.pack.syntax["postverbal_subject"] or not self._opens(clause):
            return
        behind = [np for np in clause.objects if np.start >= group.end]
        if not behind and clause.parent is not None and clause.parent.vg is None:
            behind = [np for np in clause.parent.before if np.start >= group.end]
        if behind and _bare_job(behind[0]) and len(behind) == 1:
            return  # "Eletto deputato nel 2013, X …": what X was elected
        near = behind and (behind[0].start - group.end <= 3 or behind[0].is_human or behind[0].mention is not None)
        if near and _fits(behind[0], group):
            clause.subject = behind[0]
            if behind[0] in clause.objects:
                clause.objects.remove(behind[0])

    def _opens(self, clause: Clause) -> bool:
        """Whether a clause begins its sentence, or a piece of it behind a mark; an adverb or a date may stand first."""
        for chunk in reversed([c for c in self.chunks if c.end <= clause.start]):
            if chunk.kind == "punct":
                return chunk.text in _BREAKS or chunk.text == ","
            if chunk.kind not in ("date", "word", "quote"):
                return False
        return True

    def _subject_at_the_end(self, behind: list[NounPhrase]) -> NounPhrase | None:
        """ "Smentisce ogni ambizione, invece, X": a name behind the thing and a comma."""
        if not self.pack.syntax["postverbal_subject"] or len(behind) != 2 or behind[0].is_human:
            return None
        name = behind[1]
        comma = self.sentence.lowers[name.start - 1] == "," and name.start - behind[0].end >= 2
        return name if comma and name.mention is not None and name.is_human else None


def behind_quotation(clause: Clause) -> bool:
    """ "«…», sospira il giocatore": the verb right behind a quotation is said of whoever comes next."""
    assert clause.vg is not None
    tokens = clause.sentence.tokens
    behind = clause.vg.start
    while behind > 0 and tokens[behind - 1].text == ",":
        behind -= 1
    return behind > 0 and bool(tokens[behind - 1].quote) and not tokens[clause.vg.start].quote


def _says_job(behind: list[NounPhrase]) -> bool:
    """A job without a name behind the copula, and nobody named behind it who could be the subject."""
    job = behind[0]
    plain = job.mention is None and not job.members and job.determiner in ("none", "indefinite")
    return plain and job.sense("occupation", "office") is not None and all(n.mention is None for n in behind)


def _bare_tie(np: NounPhrase) -> bool:
    return np.mention is None and np.determiner == "none" and np.sense("tie") is not None


def _bare_job(np: NounPhrase) -> bool:
    return np.mention is None and np.determiner == "none" and np.sense("occupation", "office") is not None


def _joined(first: NounPhrase, second: NounPhrase) -> NounPhrase:
    """ "with A and B and artists such as C": one list."""
    parts = [np.members if np.members and not np.appositions else [np] for np in (first, second)]
    members = [m for part in parts for m in part]
    group = NounPhrase(first.start, second.end, members=members, head=first.head, sentence=first.sentence)
    group.prep = first.prep
    return group


def _inner_human(np: NounPhrase) -> NounPhrase | None:
    """The person at the end of a phrase about a thing: "the unmasking of an officer, X, whose …"."""
    for _, complement in reversed(np.complements):
        if complement.end == np.end:
            return complement if complement.is_human else _inner_human(complement)
    return None


def _bearer_of(np: NounPhrase, group: VerbGroup) -> NounPhrase | None:
    """Whom a participle behind a phrase is said of: the phrase or the last name in it, whichever it agrees with."""
    last = _last(np)
    if _fits(last, group):
        return last
    inner = [
        c
        for noun in (*np.appositions, *(last.appositions if last is not np else ()))
        for _, c in noun.complements
        if c.end == np.end and c.mention is not None
    ]
    return next((c for c in (*inner, np) if _fits(c, group)), None)


def _who(antecedent: NounPhrase, group: VerbGroup) -> NounPhrase:
    """Whom "who" means behind a phrase: of "A and the singer B" B, of "the nephew of C" C, where the verb agrees."""
    if antecedent.members:
        return antecedent.members[-1] if group.number != "p" else antecedent
    last = _last(antecedent)
    return last if last.mention is not None and _fits(last, group) else antecedent


def _is_place(np: NounPhrase) -> bool:
    return np.mention is not None and np.mention.kind == PLACE


def _last(np: NounPhrase) -> NounPhrase:
    """The phrase that a participle right behind belongs to.

    Of a list that is its last member, when that is a group or has a noun of its own.
    """
    if np.mention is None and not np.members:
        inner = next((c for _, c in reversed(np.complements) if c.end == np.end), None)
        if inner is not None:
            found = _last(inner)
            return found if found.mention is not None or found.members else np
    if np.members and (np.members[-1].members or np.members[-1].appositions):
        return np.members[-1]
    return np


def _fits(np: NounPhrase, group: VerbGroup) -> bool:
    """Whether a participle can belong to a noun phrase by number and gender."""
    if group.number and np.number and group.number != np.number:
        return False
    return not (group.gender and np.gender and not np.members and group.gender != np.gender)
