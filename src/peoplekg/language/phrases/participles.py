"""Participles without an auxiliary: "X, accused of fraud,", "A, formerly married to B,", "arrestato e condannato"."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk, NounPhrase, VerbGroup
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.words import noun_readings

_OPENERS = {"punct", "sub", "rel", "quote", "conj"}


def other_participle(s: AnnotatedSentence, j: int, before: list[Chunk]) -> VerbGroup | None:
    """ "X, condannata a …": a participle whose form the dictionary knows as a noun or an adjective only."""
    lower = s.lowers[j]
    verb = s.pack.participle_of(lower)
    if verb is None or not s.tokens[j].is_word:
        return None
    last = before[-1] if before else None
    if last is not None and last.kind == "word" and (s.pack.is_adverb(last.text) or last.text in s.pack.cue("adverbs")):
        last = before[-2] if len(before) > 1 else None
    readings = noun_readings(s, j)
    if not (participle_place(last) or second_participle(before)):
        return None
    if readings is not None and any(n.sense != "person" for n in readings[1]):
        return None
    group = VerbGroup(j, j + 1, verb, "participle", False, passive=verb not in s.pack.be_perfect)
    agreement = s.pack.agrees(lower)
    if agreement:
        group.gender, group.number = agreement
    return group


def adverb_before_participle(s: AnnotatedSentence, i: int, before: list[Chunk]) -> bool:
    """The adverb of "X, già condannato per …,": with a participle and a preposition behind it, no noun's modifier."""
    if not before or before[-1].text != "," or s.lowers[i] not in s.pack.cue("adverbs") or i + 2 >= s.size:
        return False
    led = s.pack.prepositions.longest(s.lowers, i + 2) is not None
    participle = s.pack.tense(s.lowers[i + 1], s.tokens[i + 1].lemma) == "participle"
    return led and (participle or other_participle(s, i + 1, before) is not None)


def is_reduced(s: AnnotatedSentence, j: int, last: Chunk | None) -> bool:
    """ "X, accused of fraud," / "the man known as": a participle, not the verb of the clause."""
    if s.pack.agreement:
        return False
    lower = s.lowers[j]
    participle = lower in s.pack.participle_forms or lower not in s.pack.past_forms
    if not participle or "die" in s.pack.verb_classes.get(s.tokens[j].lemma, ()):
        return False
    if s.tokens[j].lemma in s.pack.cue("intransitive_verbs"):
        return False
    by = j + 1 < s.size and s.lowers[j + 1] in s.pack.preposition_roles["by"]
    comma = last is not None and last.kind == "punct" and last.text == ","
    prep = j + 1 < s.size and s.pack.prepositions.longest(s.lowers, j + 1) is not None
    if comma and prep:
        return True
    if (
        s.sentence.kind == "headline"
        and last is not None
        and last.kind == "np"
        and last.np is not None
        and last.np.mention is not None
    ):
        following = s.lowers[j + 1] if j + 1 < s.size else ""
        if (
            following not in s.pack.determiners
            and following not in s.pack.pronouns
            and following not in s.pack.possessives
            and j + 1 not in s.in_mention
        ):
            return prep or noun_readings(s, j + 1) is not None or following in s.pack.cue("verdicts")
    return (
        by
        or (comma and s.lowers[j] in s.pack.participle_forms and s.lowers[j] not in s.pack.past_forms)
        or (last is None)
    )


def once_joined(s: AnnotatedSentence, j: int, before: list[Chunk]) -> bool:
    """ "X, formerly married to Y,": a participle behind a comma and an adverb."""
    if len(before) < 2 or before[-1].kind != "word" or before[-2].text != "," or j + 1 >= s.size:
        return False
    to = s.pack.prepositions.longest(s.lowers, j + 1)
    bound = s.pack.verb_classes.get(s.tokens[j].lemma, frozenset()) & {"marry", "date"}
    return bool(bound) and to is not None and to[1] in s.pack.preposition_roles["to"]


def said_of_circumstance(s: AnnotatedSentence, j: int, before: list[Chunk]) -> bool:
    """ "In an interview with the paper published on Monday, she …": said of what stands behind a preposition."""
    last = before[-1] if before else None
    if s.pack.agreement or last is None or last.np is None or last.np.prep is None or last.np.is_human:
        return False
    follows = j + 1 in s.date_at or (j + 1 < s.size and s.pack.prepositions.longest(s.lowers, j + 1) is not None)
    regular = s.lowers[j] in s.pack.participle_forms or s.lowers[j] not in s.pack.past_forms
    opening = next((k for k in range(len(before) - 1, -1, -1) if before[k].kind in _OPENERS), -1)
    piece = before[opening + 1 :]
    told = any(c.vg is not None and c.vg.finite for c in piece)
    subject = any(c.np is not None and c.np.prep is None for c in piece) or before[opening].kind == "rel"
    return follows and regular and (told or not subject)


def participle_place(last: Chunk | None) -> bool:
    return (
        last is None
        or last.kind in ("punct", "date")
        or (last.kind == "np" and last.np is not None and _ends_in_name(last.np))
    )


def second_participle(before: list[Chunk]) -> bool:
    """Behind "and" in a clause with a participle: "è stato arrestato e condannato"."""
    if not before or before[-1].kind != "conj" or before[-1].text != "and":
        return False
    verb = next((c.vg for c in reversed(before) if c.vg is not None), None)
    return verb is not None and (verb.perfect or verb.be_participle or verb.tense == "participle")


def _ends_in_name(np: NounPhrase) -> bool:
    """Whether the last in a phrase is a name, or what stands beside one: "i funerali di X, lo stilista"."""
    if np.mention is not None:
        return True
    return any(c.end == np.end and _ends_in_name(c) for _, c in np.complements)
