"""Words of saying set between commas: "X, she says, is married to Y", "…, her lawyer said", "…, racconta lui, …".

They break no clause; what the sentence says is said by whoever is named there.
"""

from __future__ import annotations

from collections.abc import Sequence

from peoplekg.language.chunks import Chunk, NounPhrase, VerbGroup
from peoplekg.language.clauses import Clause
from peoplekg.language.pack import Pack
from peoplekg.language.tokens import Sentence, Token

_ENDS = {",", ".", "!", "…"}


def take_out(sentence: Sentence, chunks: Sequence[Chunk], pack: Pack) -> tuple[list[Chunk], list[Clause]]:
    """The chunks of a sentence without such asides, and the asides as clauses of saying of their own."""
    left: list[Chunk] = []
    asides: list[Clause] = []
    i = 0
    while i < len(chunks):
        found = _aside(sentence, chunks, i, pack)
        if found is None:
            left.append(chunks[i])
            i += 1
            continue
        clause, end = found
        asides.append(clause)
        closed = end < len(chunks) and chunks[end].text == "," and any(c.kind == "vg" for c in left)
        i = end if closed or end >= len(chunks) or chunks[end].text != "," else end + 1
    return left, asides


def _aside(sentence: Sentence, chunks: Sequence[Chunk], i: int, pack: Pack) -> tuple[Clause, int] | None:
    """The aside whose comma is chunk i, with the place of what ends it."""
    opening = chunks[i]
    if i == 0 or opening.text != "," or chunks[i - 1].kind == "quote" or sentence.tokens[opening.start].quote:
        return None
    k = i + 1
    first = chunks[k] if k < len(chunks) else None
    before = _speaker(first, pack)
    k += before is not None
    if before is None:
        before, k = _unnamed_source(sentence, chunks, k, pack)
    group = chunks[k].vg if k < len(chunks) else None
    if group is None or not _says(group, pack):
        return None
    k += 1
    behind = None
    roles = pack.preposition_roles
    circumstances = roles["place"] | roles["at"] | roles["to"]
    while k < len(chunks) and chunks[k].kind in ("np", "word", "date"):
        phrase = chunks[k].np
        if phrase is not None and phrase.prep is None:
            told = "tell" in pack.verb_classes.get(group.lemma, ()) and before is not None
            if behind is not None or not (_speaker(chunks[k], pack) or told) or (before is not None and not told):
                return None
            behind = phrase
        elif phrase is not None and phrase.prep not in circumstances:
            return None
        k += 1
    speaker = before or behind
    ended = k >= len(chunks) or chunks[k].text in _ENDS
    listed = k + 1 < len(chunks) and chunks[k].text == "," and chunks[k + 1].kind == "conj"
    if not ended or listed:
        return None
    told = any(c.vg is not None and c.vg.finite for c in chunks[:i])
    if not told and not any(c.vg is not None and c.vg.finite for c in chunks[k:]):
        return None  # no aside but the sentence itself
    # "…, raccontano": not the verb that a subject before it still waits for
    goes_on = k + 1 < len(chunks) and (after := chunks[k + 1].vg) is not None and after.finite
    bare = all(c.get("case") == "reflexive" for c in group.clitics)
    alone = pack.syntax["pro_drop"] and bare and (told or goes_on)
    if speaker is None and not alone:
        return None
    return _clause(sentence, opening, group, speaker, chunks[i + 1 : k]), k


def _unnamed_source(sentence: Sentence, chunks: Sequence[Chunk], k: int, pack: Pack) -> tuple[NounPhrase | None, int]:
    """ "…, some claim", "…, sources close to the couple claim": who is nobody, and the place of the verb behind."""
    if k >= len(chunks) or chunks[k].kind != "word" or not _is_source(sentence.tokens[chunks[k].start], pack):
        return None, k
    for j in range(k + 1, min(k + 6, len(chunks))):
        phrase = chunks[j].np
        if chunks[j].kind == "vg":
            return NounPhrase(chunks[k].start, chunks[j].start, head=chunks[k].start, sentence=sentence), j
        if chunks[j].kind != "word" and (phrase is None or phrase.prep is None):
            break
    return None, k


def _speaker(chunk: Chunk | None, pack: Pack) -> NounPhrase | None:
    """Who may say something: somebody, or a source that is nobody ("the sites", "some", "i giornali")."""
    np = chunk.np if chunk is not None else None
    if np is None or np.prep is not None or np.sentence is None:
        return None
    source = np.mention is None and _is_source(np.sentence.tokens[np.head], pack)
    return np if np.is_human or source else None


def _is_source(token: Token, pack: Pack) -> bool:
    """Whether a word names somebody who is nobody: "sources", "the sites", "some"."""
    return any({token.lower, token.lemma} & pack.cue(name) for name in ("source_nouns", "free_subjects"))


def _says(group: VerbGroup, pack: Pack) -> bool:
    classes = pack.verb_classes.get(group.lemma, frozenset())
    return (
        group.finite
        and not group.negated
        and not group.passive
        and bool(classes & {"report", "tell"})
        and group.lemma not in pack.cue("speaking_verbs")
    )


def _clause(
    sentence: Sentence, opening: Chunk, group: VerbGroup, speaker: NounPhrase | None, chunks: Sequence[Chunk]
) -> Clause:
    clause = Clause(sentence, "main", opening.end, chunks[-1].end, "aside", vg=group, subject=speaker, says=True)
    clause.obliques = [c.np for c in chunks if c.np is not None and c.np.prep is not None]
    clause.dates = [c.date for c in chunks if c.date is not None]
    return clause
