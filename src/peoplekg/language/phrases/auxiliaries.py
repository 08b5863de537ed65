"""Chains of auxiliaries and the verb they carry: "has been", "would have married", "è stata arrestata"."""

from __future__ import annotations

from peoplekg.language.chunks import VerbGroup
from peoplekg.language.phrases.annotated import AnnotatedSentence
from peoplekg.language.phrases.words import adverb_phrase, is_adverb, noun_readings, verb_form


def auxiliary_chain(s: AnnotatedSentence, j: int) -> VerbGroup | None:
    """Auxiliaries from j on and the verb they carry, or the copula alone."""
    pack = s.pack
    if s.lowers[j] not in pack.auxiliaries:
        return None
    group = VerbGroup(j, j + 1, "", "present", True)
    last_kind, last_tense, last_at = "", "", j
    k = j
    first = True
    while k < s.size and k not in s.in_mention:
        lower = s.lowers[k]
        if lower in pack.auxiliaries and not (
            lower in pack.participle_forms and last_kind == "have" and not _participle_follows(s, k + 1)
        ):
            kind, tense = pack.auxiliaries[lower][0]
            if (
                not first
                and last_kind == "be"
                and kind in ("have", "modal")
                and tense not in ("infinitive", "participle")
            ):
                break
            if kind == "passive" and not _participle_follows(s, k + 1):
                break
            if first:
                group.tense = "conditional" if tense == "conditional" else tense
                group.finite = tense not in ("infinitive", "gerund", "participle")
                group.number = "p" if lower in pack.plural_forms else "s"
                group.first_person = lower in pack.first_forms
            if kind == "modal":
                group.modal = "future" if tense == "future" else "possible"
            group.becoming = group.becoming or kind == "passive"
            last_kind, last_tense, last_at = kind, tense, k
            first = False
        elif lower in pack.cue("negation_inside"):
            group.negated = True
        elif is_adverb(s, k) and _verb_follows(s, k + 1, last_kind):
            pass
        elif adverb_phrase(s, k) and _verb_follows(s, k + adverb_phrase(s, k), last_kind):
            k += adverb_phrase(s, k) - 1
        else:
            break
        k += 1
    if first:
        return None
    while (
        k > j + 1
        and s.lowers[k - 1] not in pack.auxiliaries
        and s.lowers[k - 1] not in pack.cue("negation_inside")
        and _carried_verb(s, k, last_kind) is None
    ):
        k -= 1
    main = _carried_verb(s, k, last_kind)
    been = last_at > j and last_kind == "be" and last_tense == "participle"
    if main is None:
        group.end = k
        if last_kind in ("have", "modal", "do", "progressive"):
            if last_kind == "modal" and not group.modal:
                return None
            group.lemma = pack.lemma(s.lowers[last_at])
            return group
        group.lemma = pack.cue_lemma("be")
        group.copula = True
        had = s.lowers[j] in pack.auxiliaries and pack.auxiliaries[s.lowers[j]][0][0] == "have"
        if k - j > 1 and (had or been) and group.tense == "present":
            group.tense, group.perfect = "past", True
            group.present_perfect = bool(pack.syntax.get("present_perfect_lasts"))
        return group
    end, lemma, form = main
    group.end, group.lemma = end, lemma
    group.copula = lemma == pack.cue_lemma("be")
    if form == "participle":
        if last_kind == "have":
            group.perfect = True
        elif last_kind in ("be", "passive"):
            group.be_participle = True
            if lemma in pack.be_perfect and last_kind == "be":
                group.perfect = True
            else:
                group.passive = True
        agreement = pack.agrees(s.lowers[end - 1])
        if agreement and last_kind in ("be", "passive"):
            if s.lowers[j] in pack.cue("i_or_they") and agreement[1] == "s":
                group.first_person = True  # "sono sposata": I am, not they are
            group.gender, group.number = agreement
        elif agreement and last_kind == "have":
            group.object_agreement = agreement
        if been and not pack.syntax.get("present_perfect_lasts"):
            group.perfect = True  # "è stata fidanzata con X"
    if group.perfect and group.tense == "present":
        group.tense = "past"
        group.present_perfect = bool(pack.syntax.get("present_perfect_lasts"))
    return group


def _carried_verb(s: AnnotatedSentence, k: int, last_kind: str) -> tuple[int, str, str] | None:
    """The main verb behind auxiliaries at k: (end, lemma, form)."""
    if k >= s.size or k in s.in_mention or k in s.date_at:
        return None
    lower, lemma = s.lowers[k], s.tokens[k].lemma
    if last_kind in ("be", "have", "passive") and lemma not in s.pack.verb_lemmas:
        verb = s.pack.participle_of(lower)
        if verb is not None:
            return k + 1, verb, "participle"
    if lemma not in s.pack.verb_lemmas and not (
        last_kind in ("be", "have", "passive") and s.pack.is_verb_lemma(lemma) and noun_readings(s, k) is None
    ):
        return None
    form = verb_form(s, k)
    participle = (
        form == "participle"
        or lower in s.pack.participle_forms
        or (
            form in ("past", "base")
            and (lower in s.pack.participle_forms or form == "past" or (lower == lemma and lower in s.pack.past_forms))
        )
    )
    if last_kind == "have" and participle:
        return k + 1, lemma, "participle"
    if last_kind in ("be", "passive", "progressive"):
        if form == "gerund":
            return k + 1, lemma, "gerund"
        if participle and last_kind != "progressive":
            return k + 1, lemma, "participle"
        return None
    if last_kind in ("modal", "do") and (form in ("infinitive", "base") or lower == lemma):
        return k + 1, lemma, "infinitive"
    return None


def _participle_follows(s: AnnotatedSentence, k: int) -> bool:
    for i in range(k, min(k + 3, s.size)):
        if i in s.in_mention:
            return False
        if verb_form(s, i) in ("participle", "past") and (
            s.tokens[i].lemma in s.pack.verb_lemmas or s.pack.is_verb_lemma(s.tokens[i].lemma)
        ):
            return True
        if s.lowers[i] in s.pack.auxiliaries or is_adverb(s, i):
            continue
        return False
    return False


def _verb_follows(s: AnnotatedSentence, k: int, last_kind: str) -> bool:
    for i in range(k, min(k + 3, s.size)):
        if i in s.in_mention:
            return False
        if s.lowers[i] in s.pack.auxiliaries:
            return True
        if _carried_verb(s, i, last_kind):
            return True
        if not is_adverb(s, i):
            return False
    return False
