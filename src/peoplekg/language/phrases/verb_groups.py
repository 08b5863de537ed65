"""Verb groups: a verb with its auxiliaries, clitics and negation, "lo avrebbe sposato", "has not been granted"."""

from __future__ import annotations

from peoplekg.language.chunks import Chunk, NounPhrase, VerbGroup
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.auxiliaries import auxiliary_chain
from peoplekg.language.phrases.main_verbs import main_verb
from peoplekg.language.phrases.words import is_number


def verb_group(s: AnnotatedSentence, i: int, before: list[Chunk]) -> VerbGroup | None:
    """The verb group that begins at token i; None when there is none."""
    pack = s.pack
    j, clitics, negated, reflexive = i, [], False, False
    negation = pack.cue("negation_before")
    while j < s.size and j - i < 4 and j not in s.in_mention:
        lower = s.lowers[j]
        if lower in negation:
            negated = True
        elif lower in pack.clitics and _clitic_here(s, j):
            features = pack.clitics[lower]
            clitics.append({**features, "form": lower})
            reflexive = reflexive or features["case"] == "reflexive"
        else:
            break
        j += 1
    if j >= s.size or j in s.in_mention or is_number(s, j):
        return None
    to_infinitive = False
    if s.lowers[j] in pack.cue("infinitive_markers") and j + 1 < s.size and base_form(s, j + 1):
        to_infinitive = True
        j += 1
    group = auxiliary_chain(s, j) or main_verb(s, j, before, to_infinitive)
    if group is None:
        return None
    group.start = i
    group.negated = group.negated or negated
    carriers = [s.lowers[k] for k in (j, group.end - 1) if k == group.end - 1 or s.lowers[j] in pack.auxiliaries]
    for word in dict.fromkeys(carriers):
        for form in pack.without_enclitics(word)[1]:
            suffixed = pack.clitics.get(form)
            if suffixed:  # "sposarsi", and "essersi sposata"
                clitics.append({**suffixed, "form": form})
                reflexive = reflexive or suffixed["case"] == "reflexive"
    if group.finite and group.first_person:
        mine = {"person": 1, "number": group.number}
        reflexive = reflexive or any(mine.items() <= c.items() for c in clitics)  # "mi sono sposata"
    group.clitics = tuple(clitics)
    group.reflexive = group.reflexive or reflexive
    group.to_infinitive = to_infinitive
    if to_infinitive:
        group.finite = False
        group.tense = "infinitive"
    if group.reflexive and group.be_participle:
        group.passive, group.perfect = False, True
        group.tense = "past" if group.tense == "present" else group.tense
    return group


def finite_follows(s: AnnotatedSentence, i: int) -> bool:
    """ ", his press secretary went": what looked like an apposition is the subject of the next clause."""
    if i >= s.size or i in s.in_mention:
        return False
    group = verb_group(s, i, [Chunk("np", i, i, np=NounPhrase(i, i, pronoun={}))])
    return group is not None and group.finite


def base_form(s: AnnotatedSentence, i: int) -> bool:
    if i in s.in_mention:
        return False
    lower = s.lowers[i]
    if lower in s.pack.cue("adverbs") and i + 1 < s.size:
        lower = s.lowers[i + 1]
        i += 1
    return (s.pack.lemma(lower) == lower and lower in s.pack.verb_lemmas) or any(
        t == "infinitive" or k == "have" for k, t in s.pack.auxiliaries.get(lower, ())
    )


def _clitic_here(s: AnnotatedSentence, j: int) -> bool:
    """A clitic, not an article: a verb follows."""
    before = s.pack.clitics[s.lowers[j]].get("before")
    if before and (j + 1 >= s.size or s.lowers[j + 1] not in before):
        return False
    for k in range(j + 1, min(j + 4, s.size)):
        lower = s.lowers[k]
        if k in s.in_mention:
            return False
        if lower in s.pack.auxiliaries:
            return True
        if lower in s.pack.clitics or lower in s.pack.cue("negation_before"):
            continue
        lemma = s.tokens[k].lemma
        if s.lowers[j] in s.pack.determiners and any(True for _ in s.pack.nouns.match(s.lowers, k)):
            return False
        tense = s.pack.tense(lower, lemma)
        return lemma in s.pack.verb_lemmas and tense in (
            "present",
            "past",
            "imperfect",
            "future",
            "conditional",
            "subjunctive",
        )
    return False
