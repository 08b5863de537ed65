"""Clauses whose left-out subject is nobody the text has spoken of: "è bastato un monologo", "si dice che …", "c'è X".

In a language that leaves out subjects every finite verb without one would otherwise be said of a person.
"""

from __future__ import annotations

from collections.abc import Sequence

from peoplekg.language.chunks import Chunk, NounPhrase
from peoplekg.language.clauses import Clause, behind_quotation
from peoplekg.language.dates import calendar
from peoplekg.language.pack import Pack


def speaks_of_nobody(clause: Clause, chunks: Sequence[Chunk], pack: Pack) -> bool:
    """Whether the subject that a finite clause leaves out can be no person that was named before.

    ``chunks`` are those of the whole sentence. False for languages that do not leave out subjects.
    """
    group = clause.vg
    if group is None or not group.finite or not pack.syntax["pro_drop"] or clause.subject_phrase() is not None:
        return False
    if clause.antecedent_role == "subject":
        return False
    if clause.coordinate is not None:
        return _impersonal_verb(clause, pack)
    return (
        _free_subject(clause, pack)
        or _impersonal_verb(clause, pack)
        or _thing_behind(clause, chunks, pack)
        or _impersonal_predicate(clause, pack)
    )


def _free_subject(clause: Clause, pack: Pack) -> bool:
    """ "chi sostiene", "nessuno sa", "tutto è cominciato": a subject that is a word of its own."""
    assert clause.vg is not None
    lowers = clause.sentence.lowers
    behind = lowers[clause.vg.end : clause.vg.end + 1]
    before = [lowers[i] for i in clause.words if i < clause.vg.start and not _belongs_to_phrase(lowers, i, pack)]
    who = pack.cue("free_relatives")
    if any(w in pack.cue("free_subjects") for w in before) or any(w in pack.cue("nobody") for w in behind):
        return True
    if clause.antecedent is not None and clause.antecedent_role.startswith("oblique:"):
        return False  # "X, con quien tiene dos hijos"
    at = clause.vg.start - 1  # "a chi gli domandava"
    return any(w in who for w in (*lowers[max(0, at) : at + 1], *lowers[clause.vg.end : clause.vg.end + 2]))


def _belongs_to_phrase(lowers: Sequence[str], i: int, pack: Pack) -> bool:
    """ "per questo", "gli altri due": no word that could be a subject by itself."""
    led = i > 0 and any(True for _ in pack.prepositions.match(lowers, i - 1))
    return led or (i + 1 < len(lowers) and lowers[i + 1] in pack.cue("two"))


def _impersonal_verb(clause: Clause, pack: Pack) -> bool:
    """ "bisogna", "si tratta di", "va detto", "si mormora": verbs that nobody in particular does."""
    group, sentence = clause.vg, clause.sentence
    assert group is not None
    following = sentence.lowers[group.end : group.end + 1]
    opens = bool(following) and pack.subordinators.longest(sentence.lowers, group.end) is not None
    if group.lemma in pack.cue("impersonal_verbs"):
        return True
    if group.lemma in pack.cue("seeming_verbs"):
        return opens or following == ["di"]
    said = pack.verb_classes.get(group.lemma, frozenset()) & {"report", "believe", "tell"}
    if group.number == "p":
        return bool(said) and not group.first_person and not behind_quotation(clause)
    if not group.reflexive:
        return False
    parenthetical = sentence.lowers[group.start - 1 : group.start] == [","] and following == [","]
    return (
        group.modal is not None or group.lemma in pack.cue("impersonal_si") or bool(said and (opens or parenthetical))
    )


def _thing_behind(clause: Clause, chunks: Sequence[Chunk], pack: Pack) -> bool:
    """ "spunta un'altra pista", "si è aperto il capitolo", "fu una canzone": the thing behind is the subject."""
    group = clause.vg
    assert group is not None
    being = group.copula and group.lemma == pack.cue_lemma("be")
    intransitive = group.lemma in pack.cue("unaccusative") or (group.perfect and group.be_participle)
    behind = _phrase_behind(clause, chunks)
    if being and behind is not None and behind.prep is not None:
        return _cleft(behind, clause, pack)
    if intransitive and behind is not None and behind.prep is not None:
        behind = next((o for o in clause.objects if o.start == behind.end), None)  # "arriva in libreria un volume"
    if behind is None or behind.prep is not None or behind.pronoun is not None or _lasts(behind, pack):
        return False
    if behind.is_human or behind.mention is not None:
        return being and any(c.get("place") for c in group.clitics)
    return being or intransitive or group.passive or (group.reflexive and group.lemma in pack.cue("happening_si"))


def _cleft(behind: NounPhrase, clause: Clause, pack: Pack) -> bool:
    """ "Fu in quell'occasione che …", "è con una nota, per una volta condivisa, che …": nobody was or is."""
    lowers = clause.sentence.lowers
    that = [i for i in range(behind.end, len(lowers)) if lowers[i] in pack.grammar["subordinators"]["that"]]
    return bool(that) and (that[0] == behind.end or lowers[that[0] - 1] == ",") and not behind.is_human


def _lasts(phrase: NounPhrase, pack: Pack) -> bool:
    """ "era rimasto dodici anni": how long it was, not who."""
    assert phrase.sentence is not None
    return phrase.sentence.lowers[phrase.head] in calendar(pack).words["unit"]


def _phrase_behind(clause: Clause, chunks: Sequence[Chunk]) -> NounPhrase | None:
    """The noun phrase right behind the verb, adverbs between them allowed."""
    assert clause.vg is not None
    for chunk in chunks:
        if chunk.start < clause.vg.end:
            continue
        if chunk.kind == "np":
            return chunk.np
        if chunk.kind != "word" or chunk.start - clause.vg.end > 3:
            return None
    return None


def _impersonal_predicate(clause: Clause, pack: Pack) -> bool:
    """ "è facile dire", "è vero che", "è presto", "va così"."""
    group, lowers = clause.vg, clause.sentence.lowers
    assert group is not None
    if not group.copula or group.lemma != pack.cue_lemma("be"):
        return False
    return any(w in pack.cue("impersonal_predicates") for w in lowers[group.end : group.end + 2])
