"""Verbs without an auxiliary, told from nouns and participles by what stands before them."""

from __future__ import annotations

from peoplekg.language.chunks import HUMAN, Chunk, NounPhrase, VerbGroup
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.participles import (
    adverb_before_participle,
    is_reduced,
    once_joined,
    other_participle,
    participle_place,
    said_of_circumstance,
    second_participle,
)
from peoplekg.language.phrases.words import is_adverb, named_at, noun_readings, verb_form


def main_verb(s: AnnotatedSentence, j: int, before: list[Chunk], to_infinitive: bool) -> VerbGroup | None:
    """A verb without auxiliary at j, told from a noun by what stands before it."""
    pack = s.pack
    lower, lemma = s.lowers[j], s.tokens[j].lemma
    if lemma not in pack.verb_lemmas and pack.agreement and second_participle(before):
        lemma = pack.participle_of(lower) or lemma  # "si sono conosciuti e fidanzati"
    if not s.tokens[j].is_word or (
        lemma not in pack.verb_lemmas and lower not in pack.participle_forms and lower not in pack.present_forms
    ):
        return other_participle(s, j, before)
    present = pack.present_forms.get(lower)
    if (
        present
        and before
        and (before[-1].kind == "rel" or (before[-1].np is not None and before[-1].np.prep is None))
        and _governs(s, j + 1)
    ):
        return VerbGroup(j, j + 1, present, "present", True, number="s")
    if present and _beside_quotation(s, j) and "report" in pack.verb_classes.get(present, ()):
        return VerbGroup(j, j + 1, present, "present", True, number="s")
    if present and lemma not in pack.verb_lemmas and pack.agreement:
        return None  # "ha presentato querela"
    form = verb_form(s, j)
    behind = before[-1].np if before and before[-1].kind == "np" else None
    if (
        form == "past"
        and pack.agreement
        and lower in pack.participle_forms
        and behind is not None
        and behind.prep is not None
        and not _singular_led(s, behind)
    ):
        form = "participle"  # "alle reazioni sorprese", but "nell'incidente perse la vita"
    if to_infinitive:
        return VerbGroup(j, j + 1, lemma, "infinitive", False)
    last = before[-1] if before else None
    noun_too = noun_readings(s, j) is not None
    if form in ("infinitive", "gerund"):
        if form == "gerund" and last and last.kind == "word" and last.text in pack.determiners:
            return None
        if (
            form == "gerund"
            and not pack.agreement
            and last is not None
            and last.kind == "vg"
            and not (last.vg is not None and last.vg.passive)
            and _compound(s, j + 1)
        ):
            return None  # "sparked dating rumors"
        return VerbGroup(j, j + 1, lemma, form, False)
    if form == "participle" or (
        form == "past"
        and (
            is_reduced(s, j, last)
            or once_joined(s, j, before)
            or said_of_circumstance(s, j, before)
            or _twin_participle(before)
        )
        and (not pack.agreement or lower in pack.participle_forms)
    ):
        group = VerbGroup(j, j + 1, lemma, "participle", False, passive=lemma not in pack.be_perfect)
        agreement = pack.agrees(lower)
        if agreement:
            group.gender, group.number = agreement
        behind_adverb = last is not None and last.kind == "word" and adverb_before_participle(s, j - 1, before[:-1])
        place = participle_place(last) or second_participle(before) or behind_adverb
        return None if noun_too and not place else group
    if form == "base" and not _base_place(s, before):
        return None
    if not pack.agreement and last is not None and last.kind == "vg" and last.end == j and form in ("base", "present"):
        return None  # "held talks"
    if noun_too and (
        not _finite_place(s, last) or (last is not None and last.kind == "rel" and last.text == "possessive")
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
        and not _plays_in(s, last.np, j)
    ):
        return None
    number = "p" if pack.plural_verb.search(lower) else "s"
    if not pack.agreement and form == "base":
        number = "p"
    first = bool(s.tokens[j].quote and pack.first_person and pack.first_person.search(lower))
    return VerbGroup(j, j + 1, lemma, "present" if form == "base" else form, True, number=number, first_person=first)


def _twin_participle(before: list[Chunk]) -> bool:
    """ "Born and raised in Leeds, X …": right behind a participle and "and"."""
    if not second_participle(before) or len(before) < 2 or before[-2].vg is None:
        return False
    return before[-2].vg.tense == "participle"


def _plays_in(s: AnnotatedSentence, np: NounPhrase, j: int) -> bool:
    """ "The film stars X and Y.": a verb, where no other follows ("The film stars X and Y met …")."""
    if not np.sense("work") or not named_at(s, j + 1) or verb_form(s, j) != "present":
        return False
    return not any(
        k not in s.in_mention
        and (s.lowers[k] in s.pack.auxiliaries or verb_form(s, k) in ("past", "present"))
        and (s.lowers[k] in s.pack.auxiliaries or s.tokens[k].lemma in s.pack.verb_lemmas)
        for k in range(j + 1, s.size)
    )


def _beside_quotation(s: AnnotatedSentence, j: int) -> bool:
    """ "X conferma: «…»", "«…», replica X": a word of saying right before or behind somebody's words."""
    tokens = s.tokens
    opens = j + 2 < s.size and tokens[j + 1].text == ":" and not tokens[j + 2].is_word
    marks = [k for k in (j - 1, j - 2) if k > 0 and not tokens[k].is_word]
    closes = len(marks) == 2 and any(tokens[k].text in s.pack.cue("quote_close") for k in marks)
    return opens or (closes and (j + 1 in s.mention_at or noun_readings(s, min(j + 2, s.size - 1)) is not None))


def _governs(s: AnnotatedSentence, k: int) -> bool:
    """What a verb may have behind it: an article, a name, a preposition, a quotation, a date."""
    if k >= s.size:
        return False
    lower = s.lowers[k]
    return (
        lower in s.pack.determiners
        or k in s.mention_at
        or k in s.date_at
        or lower in '«“"'
        or s.pack.prepositions.longest(s.lowers, k) is not None
    )


def _singular_led(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """Whether the article joined to a preposition says that the noun is singular."""
    before = s.lowers[np.start - 1] if np.start else ""
    return s.pack.elided_article(before) and before not in s.pack.cue("plural_determiners")


def _compound(s: AnnotatedSentence, k: int) -> bool:
    """A bare noun at k, so that the word before it belongs to it."""
    if k >= s.size or not s.tokens[k].is_word or k in s.in_mention or is_adverb(s, k):
        return False
    lower = s.lowers[k]
    if lower in s.pack.function_words or s.pack.prepositions.longest(s.lowers, k):
        return False
    found = noun_readings(s, k)
    return found is None or found[1][0].sense not in HUMAN


def _base_place(s: AnnotatedSentence, before: list[Chunk]) -> bool:
    if not before:
        return False
    last = before[-1]
    if last.kind == "word" and s.pack.is_adverb(last.text) and len(before) > 1:
        last = before[-2]  # "A and B regularly squabble"
    if last.kind == "punct" and last.text == "," and len(before) > 1 and before[-2].kind == "np":
        last = before[-2]
    if last.kind == "np" and last.np is not None:
        return (
            last.np.number == "p"
            or _plural_head(s, last.np)
            or (last.np.pronoun is not None and last.np.pronoun.get("person") in (1, 2))
            or bool(last.np.members)
        )
    return last.kind == "rel"


def _plural_head(s: AnnotatedSentence, np: NounPhrase) -> bool:
    """ "Her novels include …": a noun for things in another form than the dictionary's."""
    head = s.tokens[np.head]
    return np.mention is None and bool(np.nouns) and np.nouns[0].number is None and head.lower != head.lemma


def _finite_place(s: AnnotatedSentence, last: Chunk | None) -> bool:
    if last is None:
        return False
    if last.kind == "np" and last.np is not None:
        return last.np.prep is None or last.np.mention is not None
    return last.kind in ("rel", "vg", "conj", "punct") or (last.kind == "word" and s.pack.is_adverb(last.text))
