"""One noun phrase with its genitives, its name and its appositions: "the singer X's wife, Y, 41,"."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, NounPhrase
from peoplekg.language.entities import PERSON
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.appositions import attach_appositions
from peoplekg.language.phrases.grammar import PhraseGrammar
from peoplekg.language.phrases.juxtaposition import name_behind
from peoplekg.language.phrases.words import can_own
from peoplekg.language.phrases.work_titles import describe_work, is_title, with_title


def single_phrase(grammar: PhraseGrammar, i: int, *, after_preposition: bool = False) -> NounPhrase | None:
    """The noun phrase at i with its genitives, the name it introduces and its appositions; no coordination."""
    s = grammar.s
    np = grammar.core(i, None, after_preposition)
    if np and np.mention and np.mention.kind == PERSON and _emphatic(s, np.end):
        np.end += 1  # "Biden himself"
    while np and np.end < s.size and s.lowers[np.end] in s.pack.genitive and can_own(s, np):
        owned = grammar.core(np.end + 1, np, False)
        if owned is None:
            np.end += 1
            break
        np = owned
    if np and np.mention is None and np.sense(*HUMAN) and np.end < s.size:
        np = name_behind(grammar, np)
        if np.mention is not None and np.end < s.size and s.lowers[np.end] in s.pack.genitive:
            owned = grammar.core(np.end + 1, np, False)  # "the singer X's wife Y"
            if owned is not None and can_own(s, np):
                np = name_behind(grammar, owned) if owned.sense(*HUMAN) and owned.end < s.size else owned
    if np and np.mention is None and np.sense("work", "organization", "event", "place"):
        np = with_title(s, np)
    if (np and np.mention and np.mention.kind == PERSON) or (
        np
        and np.mention is None
        and np.number == "s"
        and np.determiner == "definite"
        and np.sense("occupation", "office", "person")
    ):
        attach_appositions(grammar, np)
    if np and is_title(s, np.mention):
        describe_work(grammar, np)
    if np and np.entity is not None and _intensified(s, np):
        np.end += 1
    return np


def _intensified(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "X himself": the reflexive right behind a name stresses it."""
    match = s.pack.pronouns.longest(s.lowers, np.end) if np.end < s.size else None
    return match is not None and match[0] == 1 and bool(match[1].get("reflexive")) and match[1].get("number") == "s"


def _emphatic(s: AnnotatedSentence, i: int) -> bool:
    """A reflexive pronoun of its own right behind a name: it only stresses it."""
    pronoun = s.pack.pronouns.longest(s.lowers, i) if i < s.size else None
    return pronoun is not None and bool(pronoun[1].get("reflexive")) and pronoun[1].get("case") == "object"
