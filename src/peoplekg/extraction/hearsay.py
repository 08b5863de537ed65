"""Hearsay: what hangs on nouns ("rumours of a romance", "the alleged wedding held …"), and what words around a clause
make of it ("Legend has it that …")."""

from __future__ import annotations

from functools import lru_cache
from typing import Literal

from peoplekg.language.chunks import NounPhrase
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Reading
from peoplekg.language.pack import Pack
from peoplekg.language.tokens import Token

Frame = Literal["plain", "reported", "possible", "denied", "unsaid"]

_REACH = 8
"""How many tokens may lie between the noun of hearsay and what is rumoured: "rumours about X Y's secret romance"."""


def is_hearsay(np: NounPhrase, pack: Pack) -> bool:
    """Whether a phrase names what is only said to be: it hangs on a noun of hearsay, or is itself "alleged".

    ``np`` is the phrase of an event or tie ("matrimonio"). Between it and the noun of hearsay nothing may stand that
    ends what hangs on that noun: no stop, no auxiliary, no mark of a quotation.

    Example: "l'indiscrezione sul presunto matrimonio" is hearsay for both reasons, "il matrimonio" for none.
    """
    assert np.sentence is not None
    if set(np.modifiers) & pack.cue("hedge_narrow"):
        return True
    tokens = np.sentence.tokens
    for token in reversed(tokens[max(0, np.head - _REACH) : np.head]):
        if _breaks(token, tokens[np.head], pack):
            return False
        if {token.lemma, token.lower} & pack.cue("hearsay_nouns"):
            return True
    return False


def tells_of_hearsay(clause: Clause, pack: Pack) -> bool:
    """Whether a clause says more of what is hearsay: "il presunto matrimonio celebratosi tra …", "an alleged wedding
    that took place in …"."""
    said_of = clause.antecedent
    if clause.kind not in ("rel", "participle") or said_of is None or said_of.sentence is None:
        return False
    return said_of.sense("bond", "event", "tie") is not None and said_of.mention is None and is_hearsay(said_of, pack)


def beside(np: NounPhrase, pack: Pack) -> Frame:
    """What the words right before and behind a noun phrase make of it.

    Examples: "X, reportedly the wife of Y" ("possible"); "X, not the wife of Y but his sister", "X and Y are anything
    but friends" ("denied"); "X and Y, friends in name only" ("unsaid").
    """
    assert np.sentence is not None
    lowers = np.sentence.lowers
    of_verb = (
        np.start > 1 and lowers[np.start - 2] in pack.auxiliaries and lowers[np.start - 1] in pack.cue("plain_negation")
    )
    if not of_verb and _leads_up(pack, "denies_noun", lowers, np.start, np.head):
        return "denied"  # of a verb's negation the clause knows: "are not friends anymore"
    if {*np.modifiers, *lowers[np.end : np.end + 1]} & pack.cue("never_was"):
        return "unsaid"  # "sposi mancati"
    if pack.cue_phrases("in_name_only").among(lowers, np.head + 1, np.end + 1):
        return "unsaid"
    led = pack.prepositions.longest(lowers, np.end) if np.end < len(lowers) else None
    if led is not None and led[1] in pack.preposition_roles["source"]:
        return "reported"  # "X and Y, an item according to insiders"
    hedged = any(_leads_up(pack, name, lowers, np.start, np.start) for name in ("hedge", "reported_adverb"))
    about = lowers[np.start - 1] in pack.cue("hearsay_nouns")
    # Not in "si mormora che sua figlia …": there the words hedge a clause.
    whole = np.start > 0 and pack.subordinators.longest(lowers, np.start - 1) is not None
    return "possible" if hedged and not about and not whole else "plain"


def denied_beside(clause: Clause, pack: Pack) -> bool:
    """ "Far from being friends", "are anything but friends": words beside the verb that deny what it says."""
    assert clause.vg is not None
    lowers = clause.sentence.lowers
    if _leads_up(pack, "denies_noun", lowers, clause.vg.start, clause.vg.start):
        return True
    behind = pack.cue_phrases("denies_noun").longest(lowers, clause.vg.end) if clause.vg.end < len(lowers) else None
    return clause.vg.copula and behind is not None and behind[0] > 1


def _leads_up(pack: Pack, name: str, lowers: list[str], first: int, last: int) -> bool:
    """Whether a phrase of a cue list begins before token ``first`` and leads up to one from there to ``last``."""
    return pack.cue_phrases(name).reach(lowers, range(max(0, first - 4), first), first, last)


def _breaks(token: Token, head: Token, pack: Pack) -> bool:
    return token.quote != head.quote or token.text in ",;:.!?()–—" or token.lower in pack.auxiliaries


class Framing:
    """What the words before a clause make of it where no verb above it was understood.

    The clause structure carries most of it (``Qualifier``); this is the net below: "Fans suspect A is dating B",
    "Legend has it that …", "It's a lie that …", "Imagine A is …", "If the papers are right, A is …". Where the words
    say that the clause is somebody's opinion it is possible at most; where they deny or suppose it, it states nothing.
    """

    def __init__(self, pack: Pack):
        self.pack = pack
        opinion = {"report", "believe", "doubt", "hope", "want", "consider"}
        self.unsure = pack.cue("unsure").union(v for v, classes in pack.verb_classes.items() if classes & opinion)
        self.doubtful = self.unsure.union(*(pack.cue(n) for n in ("hearsay_nouns", "rumour_nouns", "untrue")))
        self.with_that = self.doubtful | pack.cue("factual_nouns")
        """The words that a clause with "that" may hang on."""
        self.leading_nouns = (pack.determiners | pack.relative_words) - pack.cue("source_nouns") - pack.cue("nobody")
        """The words behind which a word is a noun or begins a clause of its own, so no verb of opinion."""

    def judge(self, clause: Clause, reading: Reading) -> Frame:
        """How a clause is framed: "plain", "possible" or "unsaid"."""
        begin = _first_word(clause)
        lowers = reading.sentence.lowers
        opening = self._segment(clause, begin)
        if self.pack.cue_phrases("hearsay_leads").among(lowers, opening, begin):
            return "possible"
        if self.pack.cue_phrases("supposing").among(lowers, opening, begin):
            return "unsaid"
        if self._complement(clause):
            return self._under_words(lowers[opening:begin], clause)
        if self._bare_complement(clause, reading, begin) or self._if_so(clause, reading):
            return "possible"
        if clause.kind == "main" and self._tail(clause):
            return "possible"
        return "plain"

    def _segment(self, clause: Clause, begin: int) -> int:
        """Where the part of the sentence begins that leads up to a clause: behind a stop or the mark of a quotation."""
        tokens = clause.sentence.tokens
        quote = tokens[min(begin, len(tokens) - 1)].quote
        for k in range(begin - 1, -1, -1):
            if tokens[k].quote != quote or tokens[k].text in ";:":
                return k + 1
        return 0

    def _tail(self, clause: Clause) -> bool:
        """ ", or so it seems", ", pare": words behind a mark that close the sentence or begin what is no clause."""
        tails, tokens = self.pack.cue_phrases("hearsay_tails"), clause.sentence.tokens
        begin = clause.vg.end if clause.vg is not None else clause.end
        for k in range(max(1, begin), len(tokens)):
            found = tails.longest(clause.sentence.lowers, k)
            if found is not None and not tokens[k - 1].is_word:
                closes = k + found[0] >= len(tokens) or not tokens[k + found[0]].is_word
                if closes or found[0] > 1:
                    return True
        return False

    def _complement(self, clause: Clause) -> bool:
        """Whether a clause says what a noun, adjective or unknown verb before its "that" is about."""
        above = clause.parent.vg if clause.parent is not None else None
        if clause.kind == "that":
            return above is None or above.copula
        said_of, group = clause.antecedent, clause.vg
        if clause.kind != "rel" or said_of is None or group is None or said_of.mention is not None:
            return False
        assert said_of.sentence is not None
        head = said_of.sentence.tokens[said_of.head]
        by_whom = clause.antecedent_role.removeprefix("oblique:") in self.pack.preposition_roles["source"]
        if clause.antecedent_role != "object" and not by_whom:
            return False
        if {head.lemma, head.lower} & self.with_that:
            return True  # "the rumour that …", "la voce secondo cui …", "nessuno crede che …"
        if said_of.is_human or clause.subject is None:
            return False
        lead = set(clause.sentence.lowers[self._segment(clause, said_of.start) : said_of.start])
        if lead & self.pack.cue("hearsay_nouns") and clause.subject.start >= clause.start:
            return True  # "reports in the press that they had separated"
        complete = group.copula or group.passive or group.reflexive or bool(clause.objects)
        return complete and clause.subject.start >= clause.start

    def _under_words(self, words: list[str], clause: Clause) -> Frame:
        pack = self.pack
        lemmas = {t.lemma for t in clause.sentence.tokens[: _first_word(clause)]} | set(words)
        if pack.cue_phrases("negation_not").among(words, 0, len(words)) or set(words) & pack.cue("moments"):
            return "plain"  # "it is no secret that …"
        negated = bool(set(words) & (pack.cue("negation_before") | pack.cue("negation_inside") | pack.cue("nobody")))
        negated = negated or bool(set(words) & pack.cue("negative_determiners"))
        if (lemmas & pack.cue("true") and negated) or (lemmas & pack.cue("untrue") and not negated):
            return "denied"
        after = clause.sentence.tokens[clause.vg.end if clause.vg is not None else clause.end :]
        if negated or lemmas & pack.cue("untrue") or any({t.lemma, t.lower} & pack.cue("untrue") for t in after):
            return "unsaid"  # "la notizia che A ha sposato B è falsa"
        if lemmas & pack.cue("factual_nouns"):
            return "plain"
        if clause.kind == "that" and not lemmas & self.doubtful:
            return "plain"  # "the problem is that …", "oltre che con …"
        return "possible"

    def _bare_complement(self, clause: Clause, reading: Reading, begin: int) -> bool:
        """ "Fans suspect A is …", "some people believe A is …": a verb of opinion that no clause has taken."""
        if not self.pack.syntax.get("bare_complements") or clause.kind not in ("main", "rel"):
            return False
        tokens = clause.sentence.tokens
        taken = {k for c in reading.clauses if c.vg is not None for k in range(c.vg.start, c.vg.end)}
        for k in range(begin - 1, max(0, begin - 4), -1):
            if tokens[k].is_capital:
                continue  # "Fans suspect President A …"
            led = tokens[k - 1].lower in self.leading_nouns
            return not led and k not in taken and bool({tokens[k].lemma, tokens[k].lower} & self.unsure)
        return False

    def _if_so(self, clause: Clause, reading: Reading) -> bool:
        """ "If the tabloids are right, A is dating B"; no question: "asked if …"."""
        asking = {"report", "ask", "doubt", "consider"}
        group = clause.vg
        if group is None or clause.kind != "main" or self.pack.verb_classes.get(group.lemma, frozenset()) & asking:
            return False
        return any(c.kind == "if" and c.parent is clause and c.vg is not None for c in reading.clauses)


def _first_word(clause: Clause) -> int:
    """The first token that belongs to a clause itself, past words that only lead up to the name of its subject."""
    subject = clause.subject
    starts = [clause.vg.start] if clause.vg is not None else [clause.start]
    if subject is not None:
        named = [np.mention.start for np in (subject, *subject.members) if np.mention is not None]
        starts.append(min(named, default=subject.start))
    return min(starts)


@lru_cache
def framing(pack: Pack) -> Framing:
    """The framing of a language; it is made once."""
    return Framing(pack)
