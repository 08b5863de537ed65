"""Whether it is so, who says so, and when: the qualifiers that a claim takes from the clause it stands in."""

from __future__ import annotations

import itertools
from dataclasses import dataclass, replace

from peoplekg.extraction.hearsay import beside, denied_beside, framing, is_hearsay, tells_of_hearsay
from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.dates import Date
from peoplekg.language.document import Document, Reading, surface
from peoplekg.language.entities import WORK
from peoplekg.model import Certainty, Polarity, Status

_CERTAINTY_ORDER = ("stated", "reported", "possible")


@dataclass(frozen=True, slots=True)
class Qualifiers:
    """What the clause says of a claim; ``skip`` means that it does not state it at all (a question, an if-clause)."""

    polarity: Polarity = "affirmed"
    certainty: Certainty = "stated"
    attributed_to: str | None = None
    status: Status = "current"
    past: bool = False
    future: bool = False
    skip: bool = False
    failed: bool = False
    aside: bool = False

    def less_sure(self, certainty: Certainty) -> Qualifiers:
        """The same with at most that certainty."""
        if _CERTAINTY_ORDER.index(certainty) > _CERTAINTY_ORDER.index(self.certainty):
            return replace(self, certainty=certainty)
        return self


class Qualifier:
    """Judges the clauses of one document."""

    def __init__(self, document: Document):
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.framing = framing(document.pack)

    def of_clause(self, clause: Clause, reading: Reading) -> Qualifiers:
        """The qualifiers of what a clause's verb says."""
        result = Qualifiers()
        if self._asks(clause, reading):
            return replace(result, skip=True)
        group = clause.vg
        if group is not None:
            if group.negated or self._negative_subject(clause):
                lasting = group.tense in ("present", "imperfect") and not group.perfect
                ended = lasting and (self.no_longer(clause) if group.negated else self._no_longer_one(clause))
                result = replace(result, status="former") if ended else replace(result, polarity="denied")
            elif denied_beside(clause, self.pack):
                result = replace(result, polarity="denied")
            elif group.copula and self._said(clause, "denial", "denial_phrase"):
                return replace(result, skip=True)  # "was a sham"
            hypothesis = group.tense == "conditional" and group.modal != "possible"
            if hypothesis and any(c.kind == "if" for c in reading.clauses):
                return replace(result, skip=True)
            if (
                group.modal == "possible"
                or group.tense == "conditional"
                or (group.tense == "subjunctive" and clause.kind in ("main", "rel"))
            ):
                result = result.less_sure("possible")
            scheduled = group.passive and "schedule" in self.pack.verb_classes.get(group.lemma, ())
            scheduled = scheduled or self._on_the_calendar(clause)
            opener = reading.sentence.lowers[max(0, clause.start - 1) : clause.start]
            if group.tense == "subjunctive" and clause.kind == "sub" and set(opener) & self.pack.cue("when"):
                return replace(result, skip=True)  # "quando fosse morta"
            led = reading.sentence.lowers[max(0, clause.start - 2) : clause.start]
            if clause.kind == "sub" and set(led) & self.pack.cue("before_words") and not self._follows_past(clause):
                result = result.less_sure("possible")
            if group.tense == "future" or group.modal == "future" or scheduled:
                result = replace(result.less_sure("possible"), future=True)
            past = (group.tense in ("past", "imperfect") and not self._backshifted(clause)) or group.perfect
            over = any(w in self.pack.cue("former_state") for w in reading.sentence.lowers[group.start : group.end])
            result = replace(result, past=past and (over or not group.present_perfect))  # "has previously been married"
            before = reading.sentence.lowers[max(0, group.start - 1) : group.end]
            if group.tense == "participle" and before[:1] and before[0] in self.pack.cue("former_state"):
                result = replace(result, status="former")  # "X, formerly married to Y"
            inside = reading.sentence.lowers[group.start : group.end]
            bound = self.pack.verb_classes.get(group.lemma, frozenset()) & {"marry", "date"}
            if bound and group.be_participle and set(inside) & self.pack.cue("former_state"):
                result = replace(result, status="former")  # "was previously married to Y"
            if any(w in self.pack.cue("almost") for w in before):
                return replace(result, skip=True)
        result = self._hedged(clause, reading, result)
        if tells_of_hearsay(clause, self.pack):
            result = result.less_sure("possible")
        result = self._framed(clause, reading, self._governed(clause, reading, result))
        if group is not None and group.tense == "infinitive" and result.certainty == "possible":
            result = replace(result, future=True)  # "is due to appear in court on 12 December"
        return self._attributed(clause, reading, result)

    def _on_the_calendar(self, clause: Clause) -> bool:
        """ "Il concerto è in programma sabato": what is, but has its day to come."""
        group = clause.vg
        if group is None or not (group.copula or group.passive) or group.tense != "present":
            return False
        end = min(group.end + 3, clause.end)
        return self.pack.cue_phrases("scheduled").among(clause.sentence.lowers, group.end - 1, end)

    def _follows_past(self, clause: Clause) -> bool:
        """ "She lived in Rome before she married B": what is told of the past after what came first."""
        above = clause.parent.vg if clause.parent is not None else None
        return above is not None and (above.tense in ("past", "imperfect") or above.perfect)

    def _framed(self, clause: Clause, reading: Reading, result: Qualifiers) -> Qualifiers:
        """What the words before a clause, or before the clauses above it, make of it."""
        for part in (clause, *clause.ancestors()):
            frame = self.framing.judge(part, reading)
            if frame == "denied" and result.polarity == "affirmed":
                return replace(result, polarity="denied", skip=result.skip or self._says_not(part))
            if frame == "unsaid" and result.polarity == "affirmed":
                return replace(result, skip=True)
            if frame == "possible":
                result = result.less_sure("possible")
            if part.kind == "rel":
                break
        return result

    def in_fiction(self, clause: Clause) -> bool:
        """ "Nel film X è la moglie di Y": of the parts they play."""
        place = self.pack.preposition_roles["place"]
        stories = [np.sense("work") for np in clause.obliques if np.prep in place]
        return any(noun is not None and noun.key in ("film", "show", "series", "play") for noun in stories) or any(
            clause.sentence.lowers[np.head] in self.pack.cue("made_up") for np in clause.obliques if np.prep in place
        )

    def on_stage(self, clause: Clause) -> bool:
        """ "Sul set X era la moglie di Y": of the parts they play."""
        return self.in_fiction(clause) or self._said(clause, "on_stage")

    def ceased(self, clause: Clause) -> bool:
        """Whether the verb above says that they stopped: "smisero di parlarsi"."""
        above = clause.parent.vg if clause.kind == "infinitive" and clause.parent is not None else None
        return above is not None and not above.negated and "cease" in self.pack.verb_classes.get(above.lemma, ())

    def no_longer(self, clause: Clause) -> bool:
        """ "non è più", "no longer": it was so once."""
        assert clause.vg is not None
        lowers, end = clause.sentence.lowers, clause.vg.end
        said = lowers[max(0, clause.vg.start - 1) : end + 1]
        behind = any(w in self.pack.cue("anymore") for w in lowers[end : end + 5])  # "are not together anymore"
        return behind or any(w in self.pack.cue("no_longer") for w in said)

    def _no_longer_one(self, clause: Clause) -> bool:
        """ "They are no longer friends": what they are no longer is said with the noun."""
        denied = [np for np in clause.objects if np.negated]
        return len(denied) == 1 and bool(set(denied[0].modifiers) & self.pack.cue("no_longer"))

    def _backshifted(self, clause: Clause) -> bool:
        """ "She said that they were friends": the past of the saying, not of the friendship."""
        saying = clause.parent.vg if clause.parent is not None else None
        past = saying is not None and (saying.tense in ("past", "imperfect") or saying.perfect)
        return clause.kind == "that" and past

    def of_noun(self, np: NounPhrase, clause: Clause, reading: Reading) -> Qualifiers:
        """The qualifiers of what an event or tie noun states in a clause: "asks for a pardon"."""
        whole = self.of_clause(clause, reading)
        group = clause.vg
        assert group is not None
        classes = self.pack.verb_classes.get(group.lemma, frozenset())
        governed = any(np is o or any(np is c for _, c in o.complements) for o in clause.objects) or (
            group.passive
            and clause.subject is not None
            and (np is clause.subject or any(np is c for _, c in clause.subject.complements))
        )
        told = group.copula or group.lemma in self.pack.cue("light_verbs")
        if np.prep in self.pack.cue("after") and np in clause.obliques and not governed:
            return replace(whole, certainty="stated", polarity="affirmed") if whole.attributed_to is None else whole
        if self._denied(np, clause) and not told and whole.polarity == "affirmed":
            return replace(whole, certainty="reported", polarity="denied", attributed_to=self._source(clause))
        if self._said(clause, "denial", "denial_phrase"):
            return replace(whole, skip=True)
        if self._unrealised(np) or is_hearsay(np, self.pack):
            whole = whole.less_sure("possible")
        if governed and self._calls_off(clause):
            if np.sense("bond") is not None and not np.sense("event"):
                return replace(whole, skip=True)  # it was, and the verb says that it ended
            classes = frozenset({"refuse"})
        if governed and classes & {"deny", "refuse", "forbid"} and not told:
            return replace(whole, skip=True) if group.negated else replace(whole, polarity="denied")
        if governed and classes & {"ask", "hope", "want", "plan", "consider", "doubt", "try"} and not told:
            return replace(whole.less_sure("possible"), skip=whole.skip or group.negated, polarity="affirmed")
        given_up = "fail" in classes and np in clause.obliques and np.prep in self.pack.preposition_roles["to"]
        of_it = governed or given_up or np is clause.subject  # "ha rinunciato al viaggio"
        if classes & {"revoke", "fail"} and of_it and not told and not group.negated:
            return replace(whole, failed=True)
        if "cease" in classes and (np is clause.subject or np in clause.objects) and not told and not group.negated:
            return replace(whole, status="former", polarity="affirmed")
        if governed and "announce" in classes and np.sense("event") and not np.sense("work"):
            whole = whole.less_sure("possible")  # "ha annunciato le nozze": they are still to come
        if governed and classes & {"report", "confirm"} and not group.passive:
            source = self._source(clause)
            return replace(
                whole.less_sure("reported"),
                attributed_to=whole.attributed_to or source,
                skip=whole.skip or group.negated,
            )
        if whole.polarity == "denied" and not told:
            return replace(whole, skip=governed or np is clause.subject, polarity="affirmed")
        return whole

    def _calls_off(self, clause: Clause) -> bool:
        """Whether verb and particle together take something back: "called off"."""
        if clause.vg is None:
            return False
        found = self.pack.cue_phrases("refusal").longest(clause.sentence.lowers, clause.vg.end - 1)
        return found is not None and found[0] > 1

    def _denied(self, np: NounPhrase, clause: Clause) -> bool:
        """ "X denied a feud with Y", "X denied rumours of a romance with Y"."""
        group = clause.vg
        if group is None or "deny" not in self.pack.verb_classes.get(group.lemma, ()) or group.passive or group.negated:
            return False
        between = clause.sentence.tokens[group.end : np.start]
        rumours = self.pack.cue("rumour_nouns")
        of_rumours = 0 < len(between) < 6 and any({t.lemma, t.lower} & rumours for t in between)
        return np in clause.objects or of_rumours

    def _said(self, clause: Clause, *names: str) -> bool:
        """Whether a phrase of one of the cue lists stands in the clause."""
        begin = min([np.start for np in clause.noun_phrases()] + [clause.start])
        return any(self.pack.cue_phrases(n).among(clause.sentence.lowers, begin, clause.end) for n in names)

    def _unrealised(self, np: NounPhrase) -> bool:
        """ "la possibilità di un incontro", "plans for a wedding": what the noun names has not happened."""
        assert np.sentence is not None
        before = range(max(0, np.start - 5), np.start)
        names = ("unrealised", "plan", "request", "hope", "attempt")
        tables = (self.pack.cue_phrases(name) for name in names)
        return any(table.reach(np.sentence.lowers, before, np.start - 1, np.head) for table in tables)

    def of_phrase(self, np: NounPhrase, clause: Clause, reading: Reading, *, words: bool = True) -> Qualifiers:
        """The qualifiers of what a noun phrase presupposes ("his wife X"): the clause's negation does not reach it.

        Without ``words`` only where the phrase stands counts, not the adjectives in it.
        """
        result = Qualifiers()
        if (
            reading.sentence.lowers[-1:] == ["?"]
            and self._asks(clause, reading)
            and clause.quote == 0
            and reading.sentence.kind != "headline"
        ):
            return replace(result, skip=True)
        parts = (np,) if np.mention is not None else (np, *np.appositions)
        said = {w for m in parts for w in m.modifiers} | set(self._words_before(np)) if words else set()
        hanging = np.mention is None and np.sense("bond", "event", "work") is not None
        hanging = hanging and (is_hearsay(np, self.pack) or self._unrealised(np))
        if said & self.pack.cue("hedge_narrow") or hanging:
            result = result.less_sure("possible")
        if np.mention is None and np.nouns:
            frame = beside(np, self.pack) if words else "plain"
            if np.negated and set(np.modifiers) & self.pack.cue("no_longer"):
                result = replace(result, status="former")  # "X, no longer friends with Y"
            elif np.negated or frame == "denied":
                result = replace(result, polarity="denied")  # "X, no friend of Y's"
            elif frame == "unsaid":
                result = replace(result, skip=True)
            elif frame in ("reported", "possible"):
                result = result.less_sure(frame)
        own = said & {*reading.sentence.lowers[np.start : np.head], *np.modifiers}
        if said & self.pack.cue("former") or own & self.pack.cue("former_dead") or (words and self._once(np)):
            result = replace(result, status="former")
        if said & self.pack.cue("future") and not (words and self._came_true(np, clause)):
            result = result.less_sure("possible")
        title = np.mention is not None and np.mention.kind == WORK
        number = reading.sentence.tokens[np.start if title else np.head].quote  # the marks of a title are no speech's
        quoted = self.discourse.speakers.get(number) if number else None
        if quoted is not None:
            result = replace(result.less_sure("reported"), attributed_to=quoted.name)
        return result

    def _came_true(self, np: NounPhrase, clause: Clause) -> bool:
        """ "She met her future husband X": told from after the wedding."""
        tie = np.sense("tie") or next((n.sense("tie") for n in np.appositions if n.sense("tie")), None)
        group = clause.vg
        past = group is not None and group.tense in ("past", "imperfect") and group.finite and group.modal is None
        married = (tie is not None and tie.data["kind"] == "spouse") or np.sense("office", "occupation") is not None
        return married and past and not any(w in self.pack.cue("soon") for w in np.modifiers)

    def _once(self, np: NounPhrase) -> bool:
        """ ", un tempo amico di X", ", at the time a senator,": what somebody was then."""
        if np.sentence is None or not np.nouns or np.mention is not None:
            return False
        before = range(max(0, np.start - 3), np.head)
        return self.pack.cue_phrases("former_then").reach(np.sentence.lowers, before, np.start, np.head)

    def _words_before(self, np: NounPhrase) -> list[str]:
        assert np.sentence is not None
        lowers = np.sentence.lowers
        begin = next((k + 1 for k in range(np.head - 1, np.start - 1, -1) if lowers[k] == ","), np.start)
        before = [w for w in lowers[max(0, begin - 1) : begin] if w not in self.pack.auxiliaries]
        apposed = begin > 1 and lowers[begin - 2] in (",", "(")  # "X, formerly the mayor"
        if begin < len(lowers) and lowers[begin] in self.pack.definite and not apposed:
            before = []  # "frequenta già la modella X"
        return before + lowers[begin : np.head]

    # ---- parts

    def _asks(self, clause: Clause, reading: Reading) -> bool:
        lowers = reading.sentence.lowers
        if any(c.kind == "if" for c in (clause, *clause.ancestors())):
            return True
        if lowers[0] in self.pack.cue("inverted_if") and lowers[-1] != "?":
            return True
        quoted = clause.vg is not None and reading.sentence.tokens[clause.vg.start].quote
        if quoted:
            jokes = self.pack.cue_phrases("joke")
            if any(jokes.longest(lowers, k) for k, t in enumerate(reading.sentence.tokens) if not t.quote):
                return True
        end = len(lowers) - 1
        while end > 0 and lowers[end] in '»"”':
            end -= 1
        if any(m.start <= end < m.end or (m.kind == WORK and m.end == end) for m in reading.mentions):
            return False  # the mark belongs to a title
        return lowers[end] == "?"

    def _negative_subject(self, clause: Clause) -> bool:
        subject = clause.subject
        return any(np.negated for np in (subject, *clause.objects) if np is not None)

    def _hedged(self, clause: Clause, reading: Reading, result: Qualifiers) -> Qualifiers:
        lowers = clause.sentence.lowers
        begin, end = clause.start, clause.end
        if clause.coordinate is None:
            begin = min([np.start for np in clause.noun_phrases()] + [begin])
        begin = max(0, begin - 2)
        if self.pack.cue_phrases("reported_adverb").among(lowers, begin, end):
            result = result.less_sure("reported")
        dated = {
            k
            for d in reading.dates
            for k, t in enumerate(clause.sentence.tokens)
            if t.start < d.span.end and t.end > d.span.start
        }
        hedges, plain = self.pack.cue_phrases("hedge"), self.pack.cue_phrases("hedge_not")
        for k in range(begin, min(end, len(lowers))):
            if k in dated:
                continue
            if hedges.longest(lowers, k) and not plain.among(lowers, max(0, k - 3), k + 1):
                verbal = any(c.vg is not None and c.vg.start <= k < c.vg.end for c in reading.clauses)
                if lowers[k] in self.pack.cue("hedge_narrow") and not verbal:
                    continue
                result = result.less_sure("possible")
        return result

    def _governed(self, clause: Clause, reading: Reading, result: Qualifiers) -> Qualifiers:
        """What the verbs above make of it: hoped for, denied, tried, said."""
        inner = clause
        while (
            inner.coordinate is not None
            and inner.coordinate.parent is inner.parent
            and inner.kind in ("infinitive", "that")
        ):
            inner = inner.coordinate
        for outer in clause.ancestors():
            if inner.kind == "participle" and outer.vg is not None and inner.start >= outer.vg.end:
                held = self.pack.verb_classes.get(outer.vg.lemma, frozenset()) & {
                    "want",
                    "consider",
                    "believe",
                    "doubt",
                    "hope",
                    "call",
                    "report",
                }
                confirmed = "confirm" in self.pack.verb_classes.get(outer.vg.lemma, ())
                if (
                    held
                    and not confirmed
                    and inner.antecedent is not None
                    and inner.antecedent.is_human
                    and (inner.antecedent in outer.objects or (outer.vg.passive and inner.antecedent is outer.subject))
                ):
                    result = result.less_sure("possible")  # "il gossip vorrebbe A fidanzato con B"
            asked = inner.kind == "sub" and outer.vg is not None and inner.start >= outer.vg.end
            if asked and "ask" in self.pack.verb_classes.get(outer.vg.lemma, ()):  # type: ignore[union-attr]
                result = replace(result, skip=True)  # "Nobody asks me when I am marrying X"
            if inner.kind == "rel" and outer.vg is not None and clause is inner and self._coming(inner, outer):
                result = result.less_sure("possible")
            if inner.kind in ("rel", "main", "sub", "aside", "participle"):
                if inner.kind == "rel" or self._opens_with_after(inner):
                    break
                inner = outer
                continue
            classes = self.pack.verb_classes.get(outer.vg.lemma, frozenset()) if outer.vg else frozenset()
            if inner.kind == "that" and inner.opener == "rumour":
                result = result.less_sure("possible")
            if inner.kind in ("infinitive", "that", "gerund"):
                result = self._hedged(outer, reading, result)
                if outer.start < len(reading.sentence.lowers) and self._nobody(outer):
                    result = replace(result, skip=True)
                impersonal = outer.vg is not None and outer.vg.reflexive and outer.subject_phrase() is None
                if impersonal and inner.kind == "that":
                    result = result.less_sure("possible")
                nobody_says = outer.vg is not None and outer.vg.start == 0 and outer.subject_phrase() is None
                nobody_says = nobody_says and not self.pack.syntax["pro_drop"]
                if inner.kind == "that" and nobody_says and "report" in classes and not outer.vg.passive:  # type: ignore[union-attr]
                    result = result.less_sure("possible")  # "Claims that … were denied", read as a verb
                if outer.vg is not None and outer.vg.lemma in self.pack.cue("hearsay_verbs"):
                    result = result.less_sure("possible")  # "is rumoured to be dating B"
                if self._said(outer, "mistaken"):
                    result = replace(result, skip=True)  # "an earlier version of this article said that …"
                if outer.vg is not None and outer.vg.lemma in self.pack.cue("used_to") and inner.kind == "infinitive":
                    result = replace(result, status="former")
                elif "cease" in classes and outer.vg is not None and inner.start - outer.vg.end <= 2:
                    if not outer.vg.negated:
                        result = replace(result, status="former")
                elif "fail" in classes and inner.kind == "infinitive":
                    result = replace(result, skip=True)
                elif classes & {"deny", "refuse", "forbid"}:
                    # "does not deny having …" and "denies not having …" state neither; "mai" in "nega di aver mai …" is
                    # no second negation.
                    unclear = (outer.vg is not None and outer.vg.negated) or self._says_not(inner)
                    result = replace(result, polarity="denied", skip=result.skip or unclear)
                elif inner.kind == "gerund" and reading.sentence.lowers[inner.start - 1 : inner.start] == [","]:
                    pass  # "he has tried many parts, working with X": beside it, not under it
                elif classes & {"hope", "want", "ask", "plan", "consider", "doubt", "believe", "try", "pretend"}:
                    wish = result.polarity == "denied" and "doubt" not in classes  # "urged A not to pardon B"
                    result = replace(result.less_sure("possible"), skip=result.skip or wish)
                elif inner.kind == "that" and self._untrue(outer):
                    result = replace(result, polarity="denied", skip=result.skip or self._says_not(inner))
                elif outer.vg is not None and outer.vg.negated and inner.kind in ("that", "infinitive"):
                    result = replace(result, skip=True)
                elif inner.kind == "infinitive" and (self._after_or_before(inner, outer) or self._cleft(inner, outer)):
                    pass
                elif (
                    inner.kind == "infinitive"
                    and not classes & {"report", "confirm"}
                    and (outer.vg is None or outer.vg.lemma not in self.pack.cue("factual_verbs"))
                ):
                    result = result.less_sure("possible")
                if outer.vg is not None and (outer.vg.modal is not None or outer.vg.tense in ("conditional", "future")):
                    result = result.less_sure("possible")
            inner = outer
        return result

    def _untrue(self, clause: Clause) -> bool:
        """ "It is not true that …", "È falso che …"."""
        group = clause.vg
        if group is None or not group.copula:
            return False
        said = set(clause.sentence.lowers[group.end : group.end + 2])
        return bool(said & self.pack.cue("true")) if group.negated else bool(said & self.pack.cue("untrue"))

    def _coming(self, inner: Clause, outer: Clause) -> bool:
        """ "farà da damigella a X, che sposa Y": a present that goes with the future of its sentence."""
        assert outer.vg is not None
        present = inner.vg is not None and inner.vg.tense == "present" and not inner.vg.perfect and not inner.vg.copula
        return present and outer.vg.tense == "future" and inner.vg is not None and not inner.vg.passive

    def _says_not(self, clause: Clause) -> bool:
        """Whether "not" itself stands before a clause's verb."""
        words = self.pack.cue("plain_negation")
        end = clause.vg.end if clause.vg is not None else clause.start
        return any(w in words for w in clause.sentence.lowers[max(0, clause.start - 1) : end])

    def _nobody(self, clause: Clause) -> bool:
        """ "Nobody believes that …"."""
        end = clause.vg.start if clause.vg is not None else clause.end
        words = clause.sentence.lowers[max(0, end - 3) : end]
        said = {*words, *(f"{a} {b}" for a, b in itertools.pairwise(words))}  # "no one"
        return bool(said & self.pack.cue("nobody"))

    def _opens_with_after(self, clause: Clause) -> bool:
        """ "… tried to sell the seat after B was elected": B was elected."""
        opener = clause.sentence.lowers[max(0, clause.start - 1) : clause.start]
        return clause.kind == "sub" and any(w in self.pack.cue("after") for w in opener)

    def _cleft(self, inner: Clause, outer: Clause) -> bool:
        """ "È stato X a presentarli", "a celebrare le nozze è stato X": what the infinitive says was so."""
        if inner.vg is None or outer.vg is None or not outer.vg.copula or not inner.vg.start:
            return False
        led = inner.sentence.lowers[inner.vg.start - 1] in self.pack.cue("cleft_markers")
        subject = outer.subject
        if not led or subject is None or not subject.is_human or subject.start < outer.vg.end:
            return False  # "è pronto a incontrarla"
        return subject.end == inner.vg.start - 1 or inner.start < outer.vg.start

    def _after_or_before(self, inner: Clause, outer: Clause) -> bool:
        """ "dopo aver divorziato", "prima di sposare B, A aveva …": what comes after it has happened, so it has too."""
        lowers = inner.sentence.lowers
        lead = lowers[max(0, inner.start - 2) : inner.start]
        if any(w in self.pack.cue("after") for w in lead):
            return True
        past = outer.vg is not None and (outer.vg.perfect or outer.vg.tense in ("past", "imperfect"))
        return past and any(w in self.pack.cue("before_words") for w in lead)

    def _attributed(self, clause: Clause, reading: Reading, result: Qualifiers) -> Qualifiers:
        inner = clause
        for outer in clause.ancestors():
            classes = self.pack.verb_classes.get(outer.vg.lemma, frozenset()) if outer.vg else frozenset()
            impersonal = outer.vg is not None and outer.vg.reflexive and outer.subject_phrase() is None
            if impersonal and inner.kind == "that":
                return result
            admitted = inner.kind == "gerund" and bool(classes & {"deny", "confirm"})  # "denied having an affair"
            admitted = admitted and outer.vg is not None and inner.start == outer.vg.end
            told = inner.kind in ("that", "infinitive", "if") and not (
                inner.kind == "infinitive" and outer.vg is not None and outer.vg.lemma in self.pack.cue("factual_verbs")
            )  # "they continued to work together"
            if (classes & {"report", "deny", "confirm"} and told) or admitted:
                return replace(result.less_sure("reported"), attributed_to=self._source(outer))
            inner = outer
        for part in (clause, *clause.ancestors()):
            for np in part.obliques:
                if np.prep in self.pack.preposition_roles["source"]:
                    source = np.sentence.lowers[np.head] if np.sentence is not None else ""
                    rumoured = source in self.pack.cue("rumour_nouns") or source in self.pack.cue("hearsay_nouns")
                    return _told(clause, result, self._text(np, part), "possible" if rumoured else "reported")
        told_by = self._led_by_source(clause)
        if told_by is not None:
            return _told(clause, result, told_by, "reported")
        number = reading.sentence.tokens[clause.vg.start].quote if clause.vg is not None else clause.quote
        official = self.pack.cue("announcing_verbs")
        asides = (c for c in reading.clauses if c.says and c is not clause)
        saying = next((c for c in asides if c.vg is not None and c.vg.lemma not in official), None)
        if saying is not None and not number and not self._apart(clause, saying):
            somebody = saying.subject is None or saying.subject.is_human
            return replace(result.less_sure("reported"), attributed_to=self._source(saying), aside=somebody)
        if number:
            speaker = self.discourse.speakers.get(number)
            return replace(
                result.less_sure("reported"),
                attributed_to=speaker.name if speaker else self.document.speakers.get(number),
            )
        return result

    def _led_by_source(self, clause: Clause) -> str | None:
        """ "Stando al settimanale Chi, …": who is named at the head of the sentence, up to the comma."""
        tokens = clause.sentence.tokens
        found = self.pack.cue_phrases("source_leads").longest(clause.sentence.lowers, 0)
        if found is None or clause.vg is None:
            return None
        end = next((k for k in range(found[0], len(tokens)) if not tokens[k].is_word), None)
        if end is None or end == found[0] or tokens[end].text != "," or clause.vg.start < end:
            return None
        return self.document.article.text[tokens[found[0]].start : tokens[end - 1].end]

    def _apart(self, clause: Clause, saying: Clause) -> bool:
        """Whether a semicolon or a colon stands between a clause and the aside that says who says so."""
        first, last = sorted((clause.start, saying.start))
        return any(w in (";", ":", "—", "–") for w in clause.sentence.lowers[first:last])

    def _source(self, clause: Clause) -> str | None:
        phrase = clause.subject_phrase()
        if clause.vg is not None and clause.vg.passive:  # "X was rumoured to …": nobody says who says so, but "by Y"
            agents = [np for np in clause.obliques if np.prep in self.pack.preposition_roles["by"]]
            return self._text(agents[0], clause) if agents else None
        people = self.discourse.subject(clause)
        if people and len(people) == 1:
            return people[0].name
        return self._text(phrase, clause) if phrase is not None and phrase.pronoun is None else None

    def _text(self, np: NounPhrase, clause: Clause) -> str | None:
        people = self.discourse.referents(np, clause)
        if people and len(people) == 1:
            return people[0].name
        if np.pronoun is not None:
            return None
        text = surface(np, self.document.article.text)
        if np.prep is not None and np.mention is None and np.sentence is not None:
            tokens = np.sentence.tokens
            match = self.pack.prepositions.longest(np.sentence.lowers, np.start)
            skip = match[0] if match else 0
            text = self.document.article.text[tokens[min(np.start + skip, np.end - 1)].start : tokens[np.end - 1].end]
        return text


def _told(clause: Clause, result: Qualifiers, source: str | None, certainty: Certainty) -> Qualifiers:
    """What a source that is named outside the clause says; "Stando a Chi, avrebbe sposato Y" is no doubt of Chi's."""
    if result.certainty == "possible" and clause.vg is not None and clause.vg.tense == "conditional":
        result = replace(result, certainty="stated")
    return replace(result.less_sure(certainty), attributed_to=source)


def pick_date(dates: list[Date], qualifiers: Qualifiers, role: str = "date") -> str | None:
    """The first date of a role, in the reading that fits the clause's tense."""
    for date in dates:
        if date.role == role and date.value:
            return (date.future or date.value) if qualifiers.future else date.value
    return None


def both_qualify(a: Qualifiers, b: Qualifiers) -> Qualifiers:
    """What holds of a claim that two places qualify: the less sure, the former, whoever tells it."""
    merged = a.less_sure(b.certainty)
    return replace(
        merged,
        skip=a.skip or b.skip,
        polarity="denied" if "denied" in (a.polarity, b.polarity) else "affirmed",
        status="former" if "former" in (a.status, b.status) else "current",
        attributed_to=a.attributed_to or b.attributed_to,
    )


def as_former(qualifiers: Qualifiers) -> Qualifiers:
    """The same qualifiers of what no longer holds."""
    return replace(qualifiers, status="former")


def as_plain(qualifiers: Qualifiers) -> Qualifiers:
    """For an age: the noun's "ex" or "presunto" does not touch it."""
    return replace(qualifiers, status="current", certainty="stated", attributed_to=None)
