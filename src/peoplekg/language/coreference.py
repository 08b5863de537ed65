"""Who is meant by "he", "suo padre", "the singer", "i due" and by a subject that is left out.

Every answer needs somebody of the right gender and number who stands out: the subject of the clause or of the one
before. Where two people are as good, nobody is meant, so that no tie is read between the wrong people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from peoplekg.language import prominence
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.definites import Definites
from peoplekg.language.dropped_subjects import subject_meant
from peoplekg.language.entities import Entity
from peoplekg.language.kinship import Kinship, role_of
from peoplekg.language.noted import Referents, people_in, since
from peoplekg.language.pack import Pack
from peoplekg.language.pairs import pair_meant
from peoplekg.language.pronouns import clitic_meant, pronoun_meant
from peoplekg.language.salience import ARGUMENT, INNER, LISTED, MEANT, SUBJECT, UNSTRESSED, Salience
from peoplekg.model import Gender


class Discourse:
    """What has been read so far. Feed the clauses in reading order; ask with :meth:`referents`."""

    def __init__(self, pack: Pack, people: list[Entity]):
        self.pack = pack
        self.people = people
        self.definites = Definites(self)
        self.subjects: list[tuple[int, Entity]] = []
        self.secondary: set[Entity] = set()
        self.kin: set[Entity] = set()
        self.stranger = -9
        """The last sentence whose subject is a person of whom nobody knows who it is."""
        self.seen: list[tuple[int, int, Entity]] = []
        self.first_seen: dict[Entity, int] = {}
        self.times: Counter[Entity] = Counter()
        self.times_subject: Counter[Entity] = Counter()
        self.pairs: list[tuple[int, int, Referents]] = []
        self.titled: dict[str, dict[Entity, None]] = {}
        self.kinship = Kinship()
        self.speakers: dict[int, Entity] = {}
        self.counts = Counter({e: len(e.mentions) for e in people})
        self.most_often = max(self.counts.values(), default=0)
        self.clauses_now: list[Clause] = []
        self._open: set[int] = set()
        common = self.counts.most_common(2)
        alone = len(common) == 1 or (len(common) > 1 and common[0][1] >= 1.5 * common[1][1])
        self.main: Entity | None = common[0][0] if common and alone and common[0][1] > 2 else None
        self.salience = Salience(self.main, _dominant(self.counts))
        self.quoted: dict[int, set[Entity]] = {}
        self.married: dict[frozenset[Entity], tuple[Referents, bool]] = {}
        """Who is a couple by the text, in the order it said so, and whether they were one only before."""
        self.last_speaker: tuple[int, Entity | None] = (-9, None)
        """Who has spoken a quotation last, and in which sentence."""
        self.last_relative: tuple[str, int, Entity | None] = ("", -9, None)
        """The possessive of the last subject that was somebody's relative, its sentence, and whose relative it was."""
        self.weddings: list[Referents] = []
        """The couples of whose wedding the text has told."""
        self.couples: set[tuple[int, Referents]] = set()
        self.clause_people: list[tuple[int, int, Referents]] = []

    # ---- what has been read

    def enter_sentence(self, clauses: Iterable[Clause]) -> None:
        """Note everybody whom a sentence names."""
        self.clauses_now = list(clauses)
        for clause in self.clauses_now:
            for np in sorted(clause.noun_phrases(), key=lambda n: n.start):
                found = self.named(np)
                for entity, place in people_in(np):
                    self._see(clause.sentence.index, place, entity)
                    role = (LISTED if len(found) > 2 else ARGUMENT) if entity in found else INNER
                    role = INNER if clause.kind in ("rel", "aside") else role
                    self.salience.note(entity, clause.sentence.index, place, role)
                    if clause.sentence.tokens[place].quote:
                        self.quoted.setdefault(clause.sentence.index, set()).add(entity)
                if len(found) == 2 and not _relatives(np):
                    self.pairs.append((clause.sentence.index, np.start, found))
            everybody = tuple(dict.fromkeys(e for np in clause.noun_phrases() for e in self.named(np)))
            unknown = any(np.is_human and np.mention is None and not np.members for np in clause.noun_phrases())
            if everybody and clause.kind != "rel":
                start = min(np.start for np in clause.noun_phrases() if self.named(np))
                self.clause_people.append((clause.sentence.index, start, () if unknown else everybody))

    def enter(self, clause: Clause) -> None:
        """Note the subject of a clause."""
        index = clause.sentence.index
        subject = clause.subject_phrase()
        if subject is not None:
            known = self.referents(subject, clause) or ()
            for entity in known:
                self._note_subject(index, entity)
                place = subject.start if subject.sentence is clause.sentence else -1
                named = MEANT if subject.entity is None and not subject.members else SUBJECT
                self.salience.note(entity, index, place, ARGUMENT if clause.kind == "rel" else named)
            if clause.kind == "main" and (known or subject.is_human):
                self.stranger = -9 if known or subject.number == "p" else index
            self._note_relative(subject, clause)
        elif clause.kind == "main" and clause.vg is not None and clause.vg.finite and self.pack.syntax["pro_drop"]:
            for entity in self.subject(clause) or ():
                self._note_subject(index, entity)
                self.salience.note(entity, index, clause.vg.start, MEANT)
        self._note_meant(clause)
        self._note_clitics(clause)
        for np in clause.noun_phrases():
            self._note_kin(np)
            if np.pronoun is not None and np is not subject:
                for entity in self.referents(np, clause) or ():
                    self._see(index, np.start, entity)
                    self.salience.note(entity, index, np.start, ARGUMENT)

    def _note_clitics(self, clause: Clause) -> None:
        """ "Sassi lo aveva definito finito": whom an unstressed pronoun means has come up as well."""
        group = clause.vg
        for clitic in group.clitics if group is not None else ():
            known = clitic.get("case") in ("object", "to") and clitic.get("person", 3) == 3
            if group is None or not known or clitic.get("number") == "p":
                continue
            agreed = group.object_agreement[0] if group.object_agreement and clitic.get("case") == "object" else None
            gender = clitic.get("gender") or agreed
            meant = self.clitic(clause, gender, clitic.get("number"), set(self.subject(clause) or ())) if gender else ()
            for entity in meant or ():
                self.salience.note(entity, clause.sentence.index, group.start, UNSTRESSED)

    def _see(self, index: int, place: int, entity: Entity) -> None:
        self.seen.append((index, place, entity))
        self.first_seen.setdefault(entity, index)
        self.times[entity] += 1

    def _note_subject(self, index: int, entity: Entity) -> None:
        self.subjects.append((index, entity))
        self.times_subject[entity] += 1

    def _note_meant(self, clause: Clause) -> None:
        """ "She later lived with X": the two that a clause speaks of, one of them by a pronoun."""
        subject = clause.subject_phrase()
        if clause.vg is None:
            return
        phrases = list(clause.noun_phrases())
        named = [e for np in phrases for e in self.named(np)]
        pronouns = [n for np in phrases for n in (np, *(p for p in (np.possessor,) if p is not None)) if n.pronoun]
        meant = [e for n in pronouns if n is not subject for e in self.referents(n, clause) or ()]
        both = tuple(dict.fromkeys([*(self.subject(clause) or ()), *named, *meant]))
        said = clause.vg.copula or "become" in self.pack.verb_classes.get(clause.vg.lemma, ())
        others = (np for np in phrases if np is not subject and not (said and np in clause.objects))
        unknown = any(np.is_human and not self.named(np) and np.pronoun is None for np in others)
        if len(both) == 2 and len(named) <= 1 and not unknown:
            self.clause_people.append((clause.sentence.index, clause.vg.start, both))

    def _note_relative(self, subject: NounPhrase, clause: Clause) -> None:
        """ "His father, Aaron, was a tailor": the sentence is still about the son."""
        for entity in self._whose(subject, clause):
            self._note_subject(clause.sentence.index, entity)
        for noun in subject.appositions:
            owner = noun.possessor
            if noun.sense("tie") and owner is not None and owner.pronoun is not None and subject.entity is not None:
                if len(subject.entity.mentions) == 1:
                    self.secondary.add(subject.entity)
                for entity in self.referents(owner, clause) or ():
                    self._note_subject(clause.sentence.index, entity)
                    if clause.kind == "main" and owner.sentence is not None:
                        self.last_relative = owner.sentence.lowers[owner.start], clause.sentence.index, entity

    def _whose(self, subject: NounPhrase, clause: Clause) -> Referents:
        """ "Il padre, morto nel 1999, …": whose father he is, if that is somebody named lately."""
        tie = subject.sense("tie")
        if (
            tie is None
            or subject.mention is not None
            or subject.possessor is not None
            or subject.determiner != "definite"
        ):
            return ()
        role, lately = role_of(tie), self.seen_since(clause.sentence.index - 1)
        bearers = set(self.referents(subject, clause) or ())
        owners = [e for e in self.kinship.owners(role) if e in lately and bearers & set(self.kinship.bearers(e, role))]
        return tuple(owners) if len(owners) == 1 else ()

    def _note_kin(self, np: NounPhrase) -> None:
        """ "c'erano la madre Ada e il padre Ugo": they are only somebody's parents, and named just this once."""
        for one in (np, *np.members):
            tie = one.entity is not None and any(n.sense("tie") for n in (one, *one.appositions))
            if tie and one.entity is not None and len(one.entity.mentions) == 1:
                self.kin.add(one.entity)

    def note_couple(self, clause: Clause, couple: Referents) -> None:
        """Remember two people of whom a clause says that they are a couple, for "they" later on."""
        if len(couple) == 2 and clause.vg is not None:
            self.pairs.append((clause.sentence.index, clause.vg.start, couple))
            self.couples.add((clause.sentence.index, couple))

    def couple_before(self, clause: Clause) -> Referents | None:
        """The couple that the sentence before, or this one, has told of."""
        index = clause.sentence.index
        near = [(s, pair) for s, pair in self.couples if index - 1 <= s <= index]
        return near[0][1] if len({frozenset(p) for _, p in near}) == 1 else None

    def note_together(self, couple: Referents, former: bool) -> None:
        """Remember who is or was a couple, for "the groom", "the couple"."""
        if len(set(couple)) == 2:
            self.married.setdefault(frozenset(couple), (couple, former))

    def known_couples(self) -> list[Referents]:
        """The couples of now; if the text knows of none, those of before."""
        return self.couples_now() or [pair for pair, _ in self.married.values()]

    def couples_of(self, person: Entity) -> list[Referents]:
        """The couples that somebody is or was one of."""
        return [pair for pair, _ in self.married.values() if person in pair]

    def couples_now(self) -> list[Referents]:
        """The couples of whom the text does not say that they are over."""
        return [pair for pair, former in self.married.values() if not former]

    def speaks(self, clause: Clause) -> set[Entity]:
        """Who cannot be the one who says a quotation: whoever is named in it."""
        group = clause.vg
        if group is None or clause.quote or "report" not in self.pack.verb_classes.get(group.lemma, ()):
            return set()
        return self.quoted.get(clause.sentence.index, set())

    def named(self, np: NounPhrase) -> Referents:
        """The people a phrase names outright."""
        if np.members:
            return tuple(e for m in np.members for e in self.named(m))
        return (np.entity,) if np.entity else ()

    def subjects_in(self, index: int) -> list[Entity]:
        """The subjects of the sentence of an index, in order."""
        return [e for s, e in since(index, self.subjects) if s == index][::-1]

    def relatives_of(self, owner: Entity) -> set[Entity]:
        """Everybody of whom a tie to somebody has been read."""
        return self.kinship.relatives(owner)

    def seen_in(self, index: int, end: int | None = None) -> list[Entity]:
        """Everybody named in a sentence, up to a token, the last first."""
        seen = (e for s, at, e in since(index, self.seen) if s == index and (end is None or at < end))
        return list(dict.fromkeys(seen))

    def seen_since(self, index: int) -> list[Entity]:
        """Everybody named from a sentence on, the last first."""
        return list(dict.fromkeys(e for _, _, e in since(index, self.seen)))

    # ---- who is meant

    def referents(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """The people meant by a noun phrase; None when that is not clear."""
        if np.referents is not None:
            return np.referents
        if id(np) in self._open:
            return None
        self._open.add(id(np))
        found = self._find(np, clause)
        self._open.discard(id(np))
        if found:
            np.referents = found
        return found

    def _find(self, np: NounPhrase, clause: Clause) -> Referents | None:
        if np.members:
            parts = [self.referents(m, clause) for m in np.members]
            return None if any(p is None for p in parts) else tuple(dict.fromkeys(e for p in parts if p for e in p))
        if np.mention is not None:
            return (np.entity,) if np.entity else None
        if np.pronoun is not None:
            return pronoun_meant(self, np, clause)
        return self.definites.meant(np, clause)

    def salient(self, clause: Clause, position: int, avoid: set[Entity]) -> Referents | None:
        """The one person who stands out before a position of a clause, somebody else than those to avoid."""
        return prominence.most_salient(self, clause, position, None, avoid)

    def partial(self, np: NounPhrase, clause: Clause) -> Referents:
        """Of a list those who are known: of "a soldier and the singer X" X."""
        return tuple(dict.fromkeys(e for m in np.members or [np] for e in self.referents(m, clause) or ()))

    def subject(self, clause: Clause) -> Referents | None:
        """The people who are the subject of a clause, a left-out subject resolved."""
        return subject_meant(self, clause)

    def clitic(self, clause: Clause, gender: Gender | None, number: str | None, avoid: set[Entity]) -> Referents | None:
        """Whom an unstressed pronoun before the verb means."""
        return clitic_meant(self, clause, gender, number, avoid)

    def pair(self, np: NounPhrase | None, clause: Clause, gender: Gender | None) -> Referents | None:
        """The last two people named together; or the only two people of this sentence and the one before."""
        return pair_meant(self, np, clause, gender)

    def only_one(self, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]) -> Referents | None:
        """ "she" in a text that has spoken of one woman so far."""
        return prominence.only_one(self, clause, position, gender, avoid)

    def topic(self, clause: Clause, avoid: set[Entity], ratio: float = 1.4) -> Referents | None:
        """The person whom the text is about at this place: named clearly more often than anybody else near."""
        return prominence.topic(self, clause, avoid, ratio)

    # ---- speakers

    def speaker(self, clause: Clause, np: NounPhrase | None) -> Entity | None:
        """Who says the quotation that a clause (or a phrase in it) stands in."""
        token = clause.sentence.tokens[np.head if np is not None else (clause.vg.start if clause.vg else clause.start)]
        return self.speakers.get(token.quote) if token.quote else None

    def apart_by_speech(self, clause: Clause, np: NounPhrase | None) -> set[Entity]:
        """Whom a clause (or a phrase in it) cannot mean: who says it, and who is named in what it tells of saying."""
        speaker = self.speaker(clause, np)
        return self.speaks(clause) | ({speaker} if speaker else set())

    def note_title(self, entity: Entity, titles: Iterable[str]) -> None:
        """Remember that a person was called so, for "the singer" later on."""
        for title in titles:
            entity.titles.add(title)
            self.titled.setdefault(title, {}).setdefault(entity)


def _dominant(counts: Counter[Entity]) -> set[Entity]:
    """Whoever is named at least twice as often as anybody else of that gender, and three times or more."""
    found: set[Entity] = set()
    for gender in ("m", "f"):
        ranked = [(e, n) for e, n in counts.most_common() if e.gender in (None, gender)]
        if ranked and ranked[0][1] >= 3 and (len(ranked) == 1 or ranked[0][1] >= 2 * ranked[1][1]):
            found.add(ranked[0][0])
    return found


def _relatives(np: NounPhrase) -> bool:
    """ "two sons, A and B": a pair, but none that splits up or meets."""
    ties = [t for n in np.appositions if (t := n.sense("tie") or n.sense("group")) is not None]
    return any(t.data.get("kind") in ("parent", "sibling", "kin") for t in ties)
