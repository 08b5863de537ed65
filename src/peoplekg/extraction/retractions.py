"""Sentences that only deny what the one before said ("They are not.", "Tutto falso") or doubt it ("Così pare.")."""

from __future__ import annotations

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.qualifiers import Qualifier
from peoplekg.language.clauses import Clause
from peoplekg.language.document import Document, Reading
from peoplekg.language.tokens import Sentence


def retract(document: Document, reading: Reading, claims: ClaimList, qualifier: Qualifier) -> None:
    """Turn what the sentence before reports, or calls possible, into what this one denies; or doubt what it says.

    Nothing happens unless ``reading`` is such a sentence (the language's cue lists ``retraction`` and ``doubting``).
    What the article stated in its own name stands: "Their parents are married. They are not." is about somebody else.
    """
    before = reading.sentence.index - 1
    if before not in claims.sentences:
        return
    last = document.readings[before].sentence
    if last.block != reading.sentence.block or last.kind == "headline":
        return
    if _alone(document, reading, "doubting") is not None:
        claims.doubt(last, reading.sentence)
    begin = _alone(document, reading, "retraction")
    if begin is None:
        return
    clause = next((c for c in reading.clauses if c.start <= begin < c.end and c.vg is not None), None)
    people = (document.discourse.subject(clause) or ()) if clause is not None else ()
    if clause is not None and not people and _somebody_else_may_be_meant(document, clause, claims.reported_of(last)):
        claims.doubt(last, reading.sentence)  # one of them is not, and nobody knows which
        return
    said = qualifier.of_clause(clause, reading) if clause is not None else None
    source = said.attributed_to if said is not None else None
    number = reading.sentence.tokens[begin].quote
    speaker = document.discourse.speakers.get(number) if number else None
    claims.deny(last, reading.sentence, {p.name for p in people}, speaker.name if speaker is not None else source)


def _somebody_else_may_be_meant(document: Document, clause: Clause, told: set[frozenset[str]]) -> bool:
    """ "She is not.", where it is not clear who she is and the sentence before tells of several, or of no woman."""
    phrase = clause.subject_phrase()
    pronoun = phrase.pronoun if phrase is not None else None
    if phrase is None or pronoun is None or pronoun.get("neuter"):
        return False
    genders = {p.name: p.gender for p in document.people}
    fits = [all(genders.get(n) in (None, phrase.gender) for n in names) for names in told]
    some = [any(genders.get(n) in (None, phrase.gender) for n in names) for names in told]
    return len(told) != 1 or (phrase.gender is not None and not any(fits if phrase.number == "p" else some))


def _alone(document: Document, reading: Reading, cue: str) -> int | None:
    """Where the phrase of a cue list stands that is, with who says it, the whole sentence."""
    sentence = reading.sentence
    lowers = sentence.lowers
    leads = document.pack.cue("retraction_lead")
    begin = 0
    while begin < len(lowers) and (not sentence.tokens[begin].is_word or lowers[begin] in leads):
        begin += 1
    found = document.pack.cue_phrases(cue).longest(lowers, begin) if begin < len(lowers) else None
    if found is None:
        return None
    return begin if _only_who_says_it(document, reading, begin + found[0]) else None


def _only_who_says_it(document: Document, reading: Reading, begin: int) -> bool:
    sentence = reading.sentence
    words = [k for k in range(begin, len(sentence.tokens)) if sentence.tokens[k].is_word]
    if not words:
        return not _is_question(sentence)
    verbs = [c.vg for c in reading.clauses if c.vg is not None]
    reports = [vg for vg in verbs if "report" in document.pack.verb_classes.get(vg.lemma, ())]
    if words[0] == begin:
        # "Così almeno scrive Chi."; not "They are not happy"
        return any(vg.end == begin for vg in reports) and len(words) <= 4
    if document.pack.cue_phrases("source").longest(sentence.lowers, words[0]):
        return True
    behind = [vg for vg in verbs if vg.start >= words[0]]
    return len(behind) == 1 and behind[0] in reports


def _is_question(sentence: Sentence) -> bool:
    return any(t.text == "?" for t in sentence.tokens[-2:])
