"""Who is meant by "he", "suo padre", "the singer", "i due" and by a subject that is left out.

Every answer needs somebody of the right gender and number who stands out: the subject of the clause or of the one
before. Where two people are as good, nobody is meant, so that no tie is read between the wrong people.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause, behind_quotation
from peoplekg.language.definites import Definites
from peoplekg.language.entities import Entity
from peoplekg.language.kinship import Kinship
from peoplekg.language.noted import Referents, agrees, people_in, since
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.salience import ARGUMENT, INNER, LISTED, MEANT, SUBJECT, Salience
from peoplekg.model import Gender

LEAST, RATIO = 0.14, 2.1


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
        self._times: Counter[Entity] = Counter()
        self._times_subject: Counter[Entity] = Counter()
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
        self._main: Entity | None = common[0][0] if common and alone and common[0][1] > 2 else None
        self.salience = Salience(self._main, _dominant(self.counts))
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
        for np in clause.noun_phrases():
            self._note_kin(np)
            if np.pronoun is not None and np is not subject:
                for entity in self.referents(np, clause) or ():
                    self._see(index, np.start, entity)
                    self.salience.note(entity, index, np.start, ARGUMENT)

    def _see(self, index: int, place: int, entity: Entity) -> None:
        self.seen.append((index, place, entity))
        self.first_seen.setdefault(entity, index)
        self._times[entity] += 1

    def _note_subject(self, index: int, entity: Entity) -> None:
        self.subjects.append((index, entity))
        self._times_subject[entity] += 1

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
        for noun in subject.appositions:
            owner = noun.possessor
            if noun.sense("tie") and owner is not None and owner.pronoun is not None and subject.entity is not None:
                if len(subject.entity.mentions) == 1:
                    self.secondary.add(subject.entity)
                for entity in self.referents(owner, clause) or ():
                    self._note_subject(clause.sentence.index, entity)
                    if clause.kind == "main" and owner.sentence is not None:
                        self.last_relative = owner.sentence.lowers[owner.start], clause.sentence.index, entity

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
        """Everybody named in a sentence, up to a token."""
        seen = (e for s, at, e in since(index, self.seen) if s == index and (end is None or at < end))
        return list(dict.fromkeys(seen))

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
            return self._pronoun(np, clause)
        return self.definites.meant(np, clause)

    def _pronoun(self, np: NounPhrase, clause: Clause) -> Referents | None:
        features = np.pronoun or {}
        if features.get("neuter"):
            return None
        if features.get("person") == 1:
            speaker = self.speaker(clause, np)
            return (speaker,) if speaker and features.get("number") == "s" else None
        if features.get("person") == 2:
            return None
        if features.get("reflexive"):
            return self.subject(clause)
        if features.get("number") == "p" and np.owner_hint is not None:
            return self._couple(np.owner_hint, clause)
        if features.get("number") == "p":
            return self.pair(np, clause, features.get("gender"))
        alone = any(np is o for o in (*clause.objects, *clause.obliques))  # "introduced her to X"
        if features.get("possessive") and not alone:
            return self._possessor(np, clause)
        gender = features.get("gender")
        speaker = self.speaker(clause, np)
        avoid: set[Entity] = {speaker} if speaker else set()
        if np is clause.subject:
            avoid |= self.speaks(clause)
        aimed_at = np is not clause.subject and np.prep is None and np in clause.objects
        if features.get("case") == "object" or features.get("possessive") or aimed_at:
            avoid |= set(self.subject(clause) or ())
        avoid |= self._antecedents(clause)
        around = [p for p in clause.noun_phrases() if p is not np and p.start <= np.start < p.end]
        bearers = {p.entity for p in around if p.entity is not None}
        if bearers and self.pack.syntax["pro_drop"] and not features.get("possessive"):
            return self._contrasted(np, clause, gender, avoid | bearers)
        if self._told(np, clause, gender):
            return None
        other = self._other_of_pair(np, clause, gender)
        if other is not None and other not in avoid:
            return (other,)
        only = self.only_one(clause, np.start, gender, avoid) or self._same_pronoun(np, clause)
        if only:
            return only
        if np is clause.subject and 0 < clause.sentence.index - self.stranger <= 1:
            return None
        opens = np is clause.subject and clause.kind in ("main", "quote")
        return self._salient(clause, np.start, gender, avoid, opens) or self._agreeing_topic(clause, gender, avoid)

    def _contrasted(
        self, np: NounPhrase, clause: Clause, gender: Gender | None, avoid: set[Entity]
    ) -> Referents | None:
        """Whose mother is "la mamma di lei, X": not X's, but that of the only woman, or of the woman of the couple."""
        couple = [e for pair in self.known_couples() for e in pair if agrees(e, gender) and e not in avoid]
        most = max((self.counts[e] for e in self.people if e.gender == gender and e not in avoid), default=0)
        if len(set(couple)) == 1 and self.counts[couple[0]] == most:
            return (couple[0],)
        return self.only_one(clause, np.start, gender, avoid)

    def _other_of_pair(self, np: NounPhrase, clause: Clause, gender: Gender | None) -> Entity | None:
        """ "Lei oggi frequenta X, lui è tornato con Y": the two of a couple, set against each other."""
        if np is not clause.subject or gender is None:
            return None
        before = [
            c
            for c in self.clauses_now
            if c.subject is not None and c.subject.pronoun is not None and c.subject.end <= np.start and not c.quote
        ]
        opposed = [c for c in before if c.subject is not None and {c.subject.gender, gender} == {"m", "f"}]
        first = (
            self.referents(opposed[-1].subject, opposed[-1]) if opposed and opposed[-1].subject is not None else None
        )
        if not first or len(first) != 1:
            return None
        index = clause.sentence.index
        near = [pair for s, _, pair in self.pairs if s == index - 1 and first[0] in pair]
        pairs = near or [pair for pair, _ in self.married.values() if first[0] in pair]
        lately = set(self.salience.since(index - 3, index, 0))
        others = {e for pair in pairs for e in pair if e is not first[0] and e.gender == gender and e in lately}
        return others.pop() if len(others) == 1 else None

    def _same_pronoun(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """ "A introduced her to B, whom she married": she is the one who was introduced."""
        features, parent = np.pronoun or {}, clause.parent
        if clause.kind != "rel" or np is not clause.subject or parent is None or features.get("number") != "s":
            return None
        same = [
            o
            for o in (*parent.objects, *parent.obliques)
            if o.pronoun is not None and o.pronoun.get("gender") == features.get("gender") and o.end <= clause.start
        ]
        return self.referents(same[-1], parent) if same and features.get("gender") else None

    def _antecedents(self, clause: Clause) -> set[Entity]:
        """ "X, with whom he …", "X, who taught him": X is not "he"."""
        return set(self.named(clause.antecedent)) if clause.kind == "rel" and clause.antecedent is not None else set()

    def _told(self, np: NounPhrase, clause: Clause, gender: Gender | None) -> bool:
        """ "X told his friend that he …": either of the two."""
        while clause.parent is not None and clause.parent.subject is np:
            clause = clause.parent
        parent = clause.parent
        if clause.kind != "that" or np is not clause.subject or parent is None or parent.vg is None:
            return False
        told = [o for o in parent.objects if o.is_human and parent.vg.end <= o.start < clause.start]
        if not told or not self.pack.verb_classes.get(parent.vg.lemma, frozenset()) & {"report", "tell"}:
            return False
        return any(o.gender in (None, gender) for o in told)

    def _couple(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """ "his wife, Amy, and their daughter": whoever was named just before and whose spouse that is."""
        if np.members:
            return self.referents(np, clause)
        own = self.referents(np, clause)
        for noun in np.appositions:
            tie = noun.sense("tie")
            if own and tie is not None and tie.data["kind"] in ("spouse", "partner") and noun.possessor is not None:
                other = self.referents(noun.possessor, clause)
                if other and len(other) == 1:
                    return (*other, *own)
        return None

    def _couple_before(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """The couple of a wife or husband named earlier in the clause ("his wife X, their sons …")."""
        for other in sorted(clause.noun_phrases(), key=lambda n: -n.start):
            if other.end <= np.start:
                couple = self._couple(other, clause)
                if couple and len(couple) == 2:
                    return couple
        return None

    def _possessor(self, np: NounPhrase, clause: Clause) -> Referents | None:
        features = np.pronoun or {}
        by_owner = self.pack.syntax["possessive_agrees"] == "owner"
        gender = features.get("gender") if by_owner else None
        if np.owner_hint is not None:
            hinted = self.referents(np.owner_hint, clause)
            if hinted and len(hinted) == 1 and agrees(hinted[0], gender):
                return hinted
            hint = np.owner_hint
            if not hinted and hint.mention is None and hint.pronoun is None and hint.number == "s" and hint.is_human:
                return None  # "inseparabile dalla sposa e sua partner": the bride's, whoever she is
        if features.get("subject"):
            subject = self.subject(clause)
            return subject if subject and len(subject) == 1 else None
        inside_subject = clause.subject is not None and clause.subject.start <= np.start < clause.subject.end
        around = next((p for p in clause.noun_phrases() if p.start <= np.start < p.end), None)
        opponent = self.quarrelling(around, clause) if around is not None else ()
        if opponent and agrees(opponent[0], gender):
            return opponent
        bearer = self._described_by(np, clause)
        if around is not None and around.determiner == "none" and around.sense("tie") and around in clause.objects:
            bearer |= set(self.subject(clause) or ())  # "X, sposato nel 2015 e padre dei suoi figli": not X's
        parallel = self._of_the_same(np, clause) if inside_subject else None
        if parallel is not None and parallel[0] not in bearer and agrees(parallel[0], gender):
            return parallel
        if not inside_subject:
            subject = self.subject(clause)
            if subject and len(subject) == 1 and agrees(subject[0], gender) and subject[0] not in bearer:
                return subject
            if subject and not by_owner and subject[0] not in bearer:
                return None
            unknown = clause.subject_phrase()
            if not subject and unknown is not None and unknown.mention is None and unknown.sense("tie"):
                return None  # "Il marito di X ha perso sua madre": his, whoever he is
        own = (
            set(self.named(clause.subject))
            if inside_subject and clause.subject is not None and not clause.subject.members
            else set()
        )
        own |= bearer
        found = self.only_one(clause, np.start, gender, own) or self._salient(clause, np.start, gender, own)
        if found is None and self._main is not None and agrees(self._main, gender) and self._main not in own:
            index = clause.sentence.index
            others = {
                e for s, at, e in since(index - 1, self.seen) if e is not self._main and (s < index or at < np.start)
            }
            if not any(agrees(e, gender) for e in others):
                return (self._main,)
        return found

    def _of_the_same(self, np: NounPhrase, clause: Clause) -> Referents | None:
        """ "Her mother, X, was ill; she died in 1997. Her father, Y, …": the same woman's."""
        sentence, index, owner = self.last_relative
        about = clause.subject
        if about is None or clause.sentence.index - index > 1 or clause.sentence.lowers[np.start] != sentence:
            return None
        opens = np.start <= 1 and any(n.sense("tie") for n in (about, *about.appositions))
        return (owner,) if opens and owner is not None else None

    def quarrelling(self, np: NounPhrase, clause: Clause) -> Referents:
        """X in "a legal battle of X against her sons": who is named between the noun for a quarrel and a phrase."""
        if clause.subject is not None and clause.subject.is_human:
            return ()
        phrases = list(clause.noun_phrases())
        bonds = [p for p in phrases if (noun := p.sense("bond")) is not None and noun.key == "quarrel"]
        for bond in bonds:
            parts = [c for _, c in bond.complements] + [p for p in phrases if p.start >= bond.end]
            named = [p for p in parts if np.start - p.end in (0, 1) and p.entity is not None]
            if named and named[0].entity is not None:
                return (named[0].entity,)
        return ()

    def _described_by(self, possessive: NounPhrase, clause: Clause) -> set[Entity]:
        """Who is said to be somebody's: in "X, his friend", "X, padre dei suoi figli" never X's own."""
        found: set[Entity] = set()
        for np in clause.noun_phrases():
            for person in (np, *np.members):
                for noun in (n for a in person.appositions for n in (a, *a.members)):
                    owners = [noun.possessor, *(c.possessor for _, c in noun.complements)]
                    if person.entity is not None and possessive in owners:
                        found.add(person.entity)
        predicates = [n for o in clause.objects for n in (o, *o.members)]
        if clause.vg is not None and clause.vg.copula and any(n.possessor is possessive for n in predicates):
            found |= set(self.subject(clause) or ())  # "X was his friend"
        return found

    def subject(self, clause: Clause) -> Referents | None:
        """The people who are the subject of a clause, a left-out subject resolved."""
        controlled = self._controlled(clause)
        if controlled is not None:
            return self.referents(controlled, clause)
        phrase = clause.subject_phrase()
        if phrase is not None:
            return self.referents(phrase, clause)
        if clause.impersonal:
            return None
        if clause.vg is None or not clause.vg.finite:
            parent = clause.parent
            found = self.subject(parent) if parent is not None and parent.vg is not None else None
            return None if found and self._of_another(clause, found) else found
        if not self.pack.syntax["pro_drop"]:
            return None
        if clause.vg.first_person:
            speaker = self.speaker(clause, None)
            return (speaker,) if speaker and (clause.vg.number == "s" or _in_company(clause, self.pack)) else None
        if clause.vg.number == "p":
            agreeing = clause.vg.gender if clause.vg.be_participle else None
            return self._told_before(clause) or self.pair(None, clause, agreeing)
        said_of = self._said_of(clause) or self._announced(clause)
        if said_of is not None:
            return self.referents(said_of, clause)
        tail = behind_quotation(clause) and "report" in self.pack.verb_classes.get(clause.vg.lemma, ())
        if clause.kind == "main" and not tail and clause.sentence.index - self.stranger <= 1:
            return None  # "The new husband runs a ward. [He] is the son of X": his, whoever he is
        gender = clause.vg.gender if clause.vg.be_participle else None
        if clause.vg.copula:
            gender = gender or next((t.gender for t in map(_tie_in, clause.objects) if t is not None), None)
        speaker = self.speaker(clause, None)
        avoid = self.speaks(clause) | ({speaker} if speaker else set()) | self._beside_verb(clause)
        front = self._gender_in_front(clause)
        if front is not None:
            avoid |= {e for e in self.people if e.gender not in (None, front)}
        if tail:
            return self._goes_on_speaking(clause, gender, avoid)
        if clause.kind == "rel" and clause.antecedent is not None:
            if clause.parent is not None and clause.parent.vg is not None:
                return self._governing_subject(clause, gender)
            avoid |= set(self.named(clause.antecedent))
        return self._salient(clause, clause.start, gender, avoid) or self._agreeing_topic(clause, gender, avoid)

    def _of_another(self, clause: Clause, found: Referents) -> bool:
        """Whether a participle behind a comma is not said of the subject: it is left out, or of another gender."""
        if clause.antecedent_role != "lost" or clause.vg is None or clause.parent is None:
            return False
        return clause.parent.subject_phrase() is None or not all(agrees(e, clause.vg.gender) for e in found)

    def _told_before(self, clause: Clause) -> Referents | None:
        """ "I due lo erano già: hanno un bambino": the two of whom the clause before in the sentence tells."""
        here = (c for c in self.clauses_now if c.sentence is clause.sentence and c.vg is not None and c.vg.finite)
        earlier = [c for c in here if c.vg is not None and c.vg.end <= clause.start]
        phrase = earlier[-1].subject_phrase() if earlier else None
        if phrase is None or phrase.number != "p" or not phrase.is_human:
            return None
        found = self.referents(phrase, earlier[-1])
        return found if found and len(found) == 2 else None

    def _goes_on_speaking(self, clause: Clause, gender: Gender | None, avoid: set[Entity]) -> Referents | None:
        """ "«…», ha aggiunto": whoever has spoken in the sentences before, unless somebody else has come up since."""
        assert clause.vg is not None
        index, (spoke, speaker) = clause.sentence.index, self.last_speaker
        if index - self.stranger <= 1 and spoke < self.stranger:
            return None
        found = self._salient(clause, clause.start, gender, avoid) or self._agreeing_topic(clause, gender, avoid)
        if speaker is None or speaker in avoid or index - spoke > 2 or not agrees(speaker, gender):
            return found
        goes_on = clause.vg.lemma in self.pack.cue("goes_on_speaking")
        return (speaker,) if goes_on or found is None or found == (speaker,) else None

    def _beside_verb(self, clause: Clause) -> set[Entity]:
        """ "Con X era rimasto dodici anni": whom a clause names or has meant beside its verb is not its subject."""
        phrases = [p for np in clause.noun_phrases() for p in (np, *np.members)]
        return {e for np in phrases for e in (*self.named(np), *(np.referents or ()))}

    def _gender_in_front(self, clause: Clause) -> Gender | None:
        """ "Divorziata da X, ha sposato Y": the gender of a participle in front is the subject's."""
        front = (
            c
            for c in self.clauses_now
            if c.kind == "participle" and c.parent is clause and c.antecedent is None and c.vg is not None
        )
        return next((c.vg.gender for c in front if c.vg is not None and c.start < clause.start + 1), None)

    def _governing_subject(self, clause: Clause, gender: Gender | None) -> Referents | None:
        """ "si è laureata con X, con cui [lei] ha un figlio": the subject goes on in the relative clause."""
        assert clause.parent is not None and clause.antecedent is not None
        antecedent = set(self.named(clause.antecedent))
        found = self.subject(clause.parent)
        if not found or len(found) != 1 or found[0] in antecedent or not agrees(found[0], gender):
            return None
        return found

    def _announced(self, clause: Clause) -> NounPhrase | None:
        """ "Quanto a X, vola a Roma": whom the clause says it is about."""
        front = (np for np in clause.obliques if clause.vg is not None and np.end <= clause.vg.start)
        return next(
            (np for np in front if np.prep in self.pack.preposition_roles.get("about", ()) and np.is_human), None
        )

    def _said_of(self, clause: Clause) -> NounPhrase | None:
        """ "Di lei si diceva che avesse sposato B": she is the subject of what was said."""
        parent = clause.parent
        if clause.kind != "that" or parent is None or parent.vg is None:
            return None
        of = self.pack.preposition_roles["of"]
        before = [np for np in parent.obliques if np.prep in of and np.is_human and np.end <= parent.vg.start]
        return before[0] if before else None

    def salient(self, clause: Clause, position: int, avoid: set[Entity]) -> Referents | None:
        """The one person who stands out before a position of a clause, somebody else than those to avoid."""
        return self._salient(clause, position, None, avoid)

    def partial(self, np: NounPhrase, clause: Clause) -> Referents:
        """Of a list those who are known: of "a soldier and the singer X" X."""
        return tuple(dict.fromkeys(e for m in np.members or [np] for e in self.referents(m, clause) or ()))

    def clitic(self, clause: Clause, gender: Gender | None, number: str | None, avoid: set[Entity]) -> Referents | None:
        """Whom an unstressed pronoun before the verb means."""
        if number == "p":
            return self._fronted_pair(clause, avoid) or self.pair(None, clause, gender)
        if self._of_a_thing(clause, gender):
            return None
        avoid = avoid | self._antecedents(clause) | self._beside_verb(clause)
        start = clause.vg.start if clause.vg else clause.start
        only = self.only_one(clause, start, gender, avoid)
        if only:
            return only
        return self._salient(clause, start, gender, avoid) or self._agreeing_topic(clause, gender, avoid)

    def _fronted_pair(self, clause: Clause, avoid: set[Entity]) -> Referents | None:
        """ "A e B, X li ha avuti da Y": those named before the verb whom the pronoun takes up."""
        lists = [np for np in clause.before if np is not clause.subject and len(np.members) > 1]
        named = self.named(lists[-1]) if lists else ()
        return named if named and not avoid & set(named) else None

    def _of_a_thing(self, clause: Clause, gender: Gender | None) -> bool:
        """ "lo ammette", "le dimissioni le ha respinte": the clitic stands for what was said or a thing."""
        group = clause.vg
        if group is None:
            return False
        classes = self.pack.verb_classes.get(group.lemma, frozenset())
        if gender != "f" and (group.copula or classes & {"report", "deny", "confirm", "believe"}):
            return not any("to" in (c.get("case") or ()) for c in group.clitics)
        front = (np for np in clause.before if np is not clause.subject and np.end <= group.start)
        return any(not np.is_human and np.mention is None and np.gender in (None, gender) for np in front)

    def _controlled(self, clause: Clause) -> NounPhrase | None:
        """ "chiede a C di graziare B", "asked C to pardon B": the infinitive's subject is whoever is asked."""
        parent = clause.parent
        if clause.kind != "infinitive" or parent is None or parent.vg is None:
            return None
        moved = parent.vg.lemma in self.pack.cue("persuade_verbs")
        if not moved and not self.pack.verb_classes.get(parent.vg.lemma, frozenset()) & {"ask", "forbid", "allow"}:
            return None
        beside = self.pack.preposition_roles.get("asked", frozenset())
        to = self.pack.preposition_roles["to"] | self.pack.preposition_roles.get("object", frozenset())
        asked = [np for np in parent.obliques if np.prep in to and np.is_human and np.start < clause.start]
        asked += [np for np in parent.objects if np.is_human and np.start < clause.start]
        asked += [np for np in parent.obliques if np.prep in beside and np.is_human and np.end == clause.start]
        return asked[-1] if asked else None

    def _salient(
        self, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity], opens: bool = False
    ) -> Referents | None:
        """The one person who stands out before a position: subjects first, then whoever was named last.

        Where a pronoun ``opens`` a clause, who was named in a phrase before it counts less ("Speaking to X, he …").
        """
        del opens
        governing = self._governing(clause, position, gender, avoid)
        if governing:
            return governing
        ranked = self.salience.ranking(
            clause.sentence.index,
            position,
            lambda e: e not in avoid and agrees(e, gender),
            {e for e in self.secondary if clause.sentence.index > e.mentions[0].sentence},
            gender is not None,
        )
        if not ranked or ranked[0][1] < LEAST:
            return None
        best, score = ranked[0]
        if gender and best.gender is None and len([e for e, _ in ranked if e.gender is None or e.gender == gender]) > 1:
            return None
        if len(ranked) > 1 and score < RATIO * ranked[1][1]:
            return None
        return (best,)

    def _left_behind(self, pair: Referents, sentence: int, index: int) -> bool:
        """Whether the text has gone on to somebody else since a sentence, before the last one."""
        between = {e for s, _, e in since(sentence + 1, self.seen) if s < index}
        return bool(between - set(pair))

    def _governing(self, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]) -> Referents | None:
        """ "X denied that he …", "X, who before he …": the subject of a clause around, if nobody else comes between."""
        index = clause.sentence.index
        near = {e for s, at, e in since(index, self.seen) if s == index and at < position}
        fitting = {e for e in near if e not in avoid and agrees(e, gender)}
        if len(fitting) != 1:
            return None
        for other in clause.ancestors():
            phrase = other.subject_phrase()
            if phrase is not None and phrase.end <= position and set(self.named(phrase)) == fitting:
                return tuple(fitting)
        return None

    def _agree(self, people: Iterable[Entity], gender: Gender | None) -> bool:
        """Whether a plural of a gender may stand for some people; a masculine one may for women with a man."""
        if gender == "m" and self.pack.syntax["masculine_for_all"]:
            return any(agrees(e, gender) for e in people)
        return all(agrees(e, gender) for e in people)

    def pair(self, np: NounPhrase | None, clause: Clause, gender: Gender | None) -> Referents | None:
        """The last two people named together; or the only two people of this sentence and the one before."""
        index = clause.sentence.index
        if np is not None and np.pronoun and np.pronoun.get("possessive"):
            subject = self.subject(clause)
            phrase = clause.subject_phrase()
            if (
                phrase is not None
                and phrase.start > np.start
                and clause.vg is not None
                and phrase.start >= clause.vg.end
            ):
                subject = phrase = None  # "Dalla loro unione sono nati A e B"
            if subject and len(subject) == 2:
                return subject
            if phrase is not None and len(phrase.members) == 2:
                known = tuple(e for m in phrase.members for e in self.referents(m, clause) or ())
                if len(known) == 1:
                    return known  # "he and his wife X … their children": at least X's
            couple = self._couple_before(np, clause)
            if couple:
                return couple
        joined = self.subject(clause.coordinate) if clause.coordinate is not None and np is clause.subject else None
        if joined and len(joined) == 2 and self._agree(joined, gender):
            return joined
        position = np.start if np is not None else clause.start
        found = [
            (sentence, place, pair)
            for sentence, place, pair in reversed(list(since(index - 3, self.pairs)))
            if not (sentence == index and place >= position - 1)
            and not self._left_behind(pair, sentence, index)
            and self._agree(pair, gender)
        ]
        together = self._together(index, position, gender)
        if together and not any((sentence, place) >= together[0] for sentence, place, _ in found):
            return together[1]
        here = [pair for sentence, _, pair in found if sentence == index]
        if here:
            return here[-1]
        near = dict.fromkeys(e for s, at, e in since(index, self.seen) if s == index and at < position)
        if len(near) == 2 and self._agree(near, gender):
            return tuple(near)
        subjects = set(since(index - 3, self.subjects))
        acting = [
            pair
            for sentence, _, pair in found
            if (sentence, pair) in self.couples or all((sentence, e) in subjects for e in pair)
        ]
        if acting:
            return acting[-1]
        if found:
            return found[-1][2]
        if np is not None and np.pronoun and np.pronoun.get("possessive"):
            return None
        together = self._together(index, clause.sentence.tokens[-1].start, gender)
        if together:
            return together[1]
        mutual = (
            clause.vg is not None and clause.vg.reflexive if np is None else bool(np.pronoun and np.pronoun.get("pair"))
        )
        return (self._only_two(index, position, gender) if mutual else None) or self._only_pair(index, position, gender)

    def _only_two(self, index: int, position: int, gender: Gender | None) -> Referents | None:
        """For "the two" or "si sposarono": the only two people of the sentence before, or of the two before."""
        for distance in (1, 2):
            lately = self.salience.since(index - distance, index, position)
            if len(lately) == 2 and self._agree(lately, gender):
                return tuple(lately)
            if len(lately) > 2:
                break
        return None

    def _only_pair(self, index: int, position: int, gender: Gender | None) -> Referents | None:
        """The two that the text has spoken of together, if it has so spoken of no others and has not left them."""
        only: Referents = ()
        for sentence, place, pair in self.pairs:
            if sentence > index or (sentence == index and place >= position - 1):
                continue
            if only and set(pair) != set(only):
                return None
            only = pair
        if len(set(only)) != 2 or not self._agree(only, gender):
            return None
        lately = {e for _, _, e in since(index - 3, self.seen)}
        foremost = max(self.counts[e] for e in only) == self.most_often
        return only if foremost or set(only) <= lately else None

    def _together(self, index: int, position: int, gender: Gender | None) -> tuple[tuple[int, int], Referents] | None:
        """The last clause of this sentence or the one before that names two people and nobody else, with its place."""
        for sentence, start, people in reversed(self.clause_people[-9:]):
            if index - sentence > 1 or (sentence == index and start >= position - 1):
                continue
            if len(people) == 2 and self._agree(people, gender):
                return (sentence, start), people
        return None

    def only_one(self, clause: Clause, position: int, gender: Gender | None, avoid: set[Entity]) -> Referents | None:
        """ "she" in a text that has spoken of one woman so far."""
        if gender is None:
            return None
        index = clause.sentence.index
        here = {e for s, at, e in since(index, self.seen) if s == index and at < position}
        before = (e for e, first in self.first_seen.items() if first < index or e in here)
        fitting = list(islice((e for e in before if agrees(e, gender)), 2))
        if len(fitting) != 1:
            return None
        entity = fitting[0]
        if entity in avoid or entity.gender is None or self._times[entity] < 2:
            return None
        return (entity,)

    def _agreeing_topic(self, clause: Clause, gender: Gender | None, avoid: set[Entity]) -> Referents | None:
        """Whom the passage is about, if of that gender."""
        found = self.topic(clause, avoid, 2.0)
        if not found or found[0].gender is None or not agrees(found[0], gender):
            return None
        if self.pack.syntax["pro_drop"]:
            return found
        index = clause.sentence.index
        recent = {e for _, e in since(index - 1, self.subjects) if e not in avoid and agrees(e, gender)}
        return found if recent <= set(found) else None

    def topic(self, clause: Clause, avoid: set[Entity], ratio: float = 1.4) -> Referents | None:
        """The person whom the text is about at this place: named clearly more often than anybody else near."""
        index = clause.sentence.index
        here = {e for np in clause.noun_phrases() for e, _ in people_in(np)}
        recent = since(index - 4, self.seen)
        read = [e for s, at, e in recent if s < index or (s == index and at < clause.start)]
        near = set(read) - avoid - (here if clause.vg is not None else set())
        if self._main is not None and self.first_seen.get(self._main, index) < index:
            near |= {self._main} - avoid - (here if clause.vg is not None else set())
        if not near:
            return None
        first = self.seen[0][2] if self.seen else None
        weight = {e: self._times[e] + self._times_subject[e] / 2 + (e is first) for e in near}
        ranked = sorted(near, key=lambda e: (-weight[e], e.name))
        if len(ranked) > 1 and weight[ranked[0]] < ratio * weight[ranked[1]]:
            return None
        return (ranked[0],) if weight[ranked[0]] > 1 or len(ranked) == 1 else None

    # ---- speakers

    def speaker(self, clause: Clause, np: NounPhrase | None) -> Entity | None:
        """Who says the quotation that a clause (or a phrase in it) stands in."""
        token = clause.sentence.tokens[np.head if np is not None else (clause.vg.start if clause.vg else clause.start)]
        return self.speakers.get(token.quote) if token.quote else None

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


def _tie_in(np: NounPhrase) -> Noun | None:
    return np.sense("tie") if not np.members else np.members[0].sense("tie")


def _relatives(np: NounPhrase) -> bool:
    """ "two sons, A and B": a pair, but none that splits up or meets."""
    ties = [t for n in np.appositions if (t := n.sense("tie") or n.sense("group")) is not None]
    return any(t.data.get("kind") in ("parent", "sibling", "kin") for t in ties)


def _in_company(clause: Clause, pack: Pack) -> bool:
    """ "Con X siamo amici": who speaks, and X, where nobody else is meant by "we"."""
    led = [np for np in clause.obliques if np.prep in pack.preposition_roles["with"] and np.is_human]
    named = len(led) == 1 and led[0].entity is not None
    return named and clause.vg is not None and led[0].end <= clause.vg.start and clause.kind in ("main", "quote")
