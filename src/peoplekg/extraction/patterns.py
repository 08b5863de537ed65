"""Reads the patterns of a language pack: what a clause or a noun phrase must look like to state a claim.

Two forms, each written as a canonical example with slots:

``clause = "{A} sposare {B}"``
    subject slot, verb lemma (alternatives with ``|``; ``*`` before it: reflexive; ``^``: passive voice), then in any
    order an object slot ``{B}``, a preposition with a slot ``con {B}``, a literal object ``il nodo`` or a literal
    complement ``a nozze`` (lower-case words; the noun's lemma or form is compared). ``[...]`` is optional.
    ``<matrimonio|unione> finire`` has a literal subject, whose complements fill the slots; ``@event`` and ``@wedding``
    stand for any event noun (of that type) or named occasion.
``noun = "amicizia di {A} con {B}"``
    head noun (alternatives with ``|``, ``@meeting`` for all event nouns of that type), then prepositions with slots.
    A genitive or possessive counts as the preposition for "of".

Options of a pattern beside ``claim``: ``status``, ``certainty``, ``polarity`` (fixed values); ``stative`` (a past tense
makes it former; "undated": not with a date); ``factual`` (moods do not reach it; denied, it is no claim);
``affirmed_only``; ``denied_only``; ``needs_date``; ``intransitive`` (no object but those bound);
``tense = "perfective"`` (or "past"); ``without = "per"`` (no person behind that preposition); ``agentless`` (its
passive needs no agent); ``anyone`` (the subject slot stays empty where the subject is nobody named: "the governor has
pardoned X"; "office": where it is an office or a body); ``place`` (an event, birth or death takes the clause's place);
``either = ["partner", "spouse"]`` (the kind that the article states of the pair elsewhere, else the first; with
``["rival"]`` no claim when it states them a couple, with ``["friend"]`` when it states them kin or a couple).

``impersonal`` (the clause has no subject); ``planned`` (a present tense without a past date is of what will be);
``negated`` (told with "not", and a plain claim; ``"no_longer"`` asks for that word too); ``known`` (no claim unless the
article states one of these kinds of the pair elsewhere);
``definite`` (the noun has its own article or possessor); ``owner = "subject"`` (who has it need not be said);
``clitic = "ci"`` (the verb has that clitic); ``dates = "behind"`` (a noun's dates are those behind it);
``over_after`` (behind "after" it is over); ``verbless`` (a noun in a clause without a verb: a headline);
``unless`` (words that must not follow the verb); ``bodies`` (the kinds of the body in a slot);
``preceded`` (words that must stand right before it);
``needs_date = "month"`` (a date with at least a month); ``needs_place``; ``no_occasion`` (no event noun
behind "at" or "during");
``jobs = { B = "media" }`` (who fills the slot has an occupation of that group in ``data/occupations/broader.toml``),
``no_jobs`` (has none of it); ``keys = { W = ["book"] }`` (the type of the work or occasion in the slot).
``guest`` (who is named was at an occasion of somebody whom the article names elsewhere; the claim's type "occasion"
is that of its only funeral, wedding or birthday).
``same = ["grantor"]`` (who is unsaid in that role is the only one that other claims have in it).
A literal word ``*herald`` stands for names that end so. The verb ``~`` is any verb but the copula and those that
``but`` lists.

``denied_by`` (the word that denies the clause); ``beside`` (words of which one must follow the verb); ``near`` (words
of which one must stand in this sentence or the two before); ``ending`` (how the verb must end); ``led`` (the
preposition of the last person must be one of these words); ``adjectives`` (the only ones of the literal noun).
``indefinite`` (the first literal noun has no definite article);
``unowned`` (no noun says whose the literal one is); ``named_subject`` (the subject is named in the clause itself);
``finite`` (not as a bare participle); ``verbless`` of a clause: its verb "to be" is not said ("among the guests X").

Slots: ``{A}`` a person, ``{A+}`` exactly two people in one phrase, ``{A&}`` two or more, each tied to each,
``{A*}`` one or more; ``{O:organization}``,
``{L:place}``, ``{W:work}``, ``{L:named}`` a place by name, ``{A=bearer}`` the person whom the noun is said of
in apposition, ``{S:quantity}`` an amount or a punishment, ``{R:role}`` an occupation or office,
``{T:text}`` the words as they stand, ``{N:years}`` a number of years.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from peoplekg.errors import BrokenResource
from peoplekg.language.pack import Pack, load_pack
from peoplekg.language.required_words import RequiredIndex
from peoplekg.resources import read_toml

ANY_VERB = "~"
_GATES = frozenset(
    [
        "negated",
        "finite",
        "tense",
        "clitic",
        "denied_by",
        "ending",
        "unless",
        "beside",
        "preceded",
        "near",
        "but",
        "no_occasion",
        "without",
    ]
)
_ITEM = re.compile(r"<[^>]*>|\[[^\]]*\]|\{[^}]*\}|[^\s\[\]{}]+")
_SLOT = re.compile(r"^\{(\w+)([+*&]?)(?:[:=](\w+))?\}$")


@dataclass(frozen=True, slots=True)
class Slot:
    """A named gap of a pattern. ``many`` is "", "+" (exactly two), "&" (two or more) or "*" (one or more)."""

    name: str
    kind: str = "person"
    many: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """A complement: a slot or literal words, with the prepositions that may lead it in (none: an object)."""

    preps: tuple[str, ...]
    slot: Slot | None
    words: frozenset[str] = frozenset()
    optional: bool = False


@dataclass(frozen=True)
class Pattern:
    """One rule of a pack. ``id`` is what every claim carries, e.g. ``it.spouse.sposare``."""

    id: str
    form: str
    heads: frozenset[str]
    claims: tuple[Mapping[str, Any], ...]
    subject: Slot | None = None
    arguments: tuple[Argument, ...] = ()
    passive: bool = False
    reflexive: bool = False
    options: Mapping[str, Any] = field(default_factory=dict)
    subject_words: frozenset[str] = frozenset()
    required: tuple[frozenset[str], ...] = ()
    """Of each of these sets something must stand in the sentence: a word as it is written or as its lemma, a noun or
    a name of a class ("@event" of any occasion)."""
    gated: bool = False
    """Whether an option asks something of the clause before anything is bound."""

    @cached_property
    def in_order(self) -> tuple[tuple[Argument, bool], ...]:
        """The arguments as they are bound, and whether literal words lead to each.

        The literal words come first: the slots that belong to them are looked for in and behind them.
        """
        literal = [k for k, a in enumerate(self.arguments) if a.slot is None]
        each = [(a, bool(literal) and literal[0] < k) for k, a in enumerate(self.arguments)]
        return tuple(sorted(each, key=lambda one: one[0].slot is not None))


@dataclass(frozen=True, slots=True)
class PatternSet:
    """The patterns of a language, by the lemma or noun they hang on."""

    clauses: Mapping[str, RequiredIndex[Pattern]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    event_nouns: Mapping[str, tuple[Pattern, ...]]


@cache
def load_patterns(code: str) -> PatternSet:
    """All patterns of a pack. Raises BrokenResource naming the file and the pattern that cannot be read."""
    pack = load_pack(code)
    clauses: dict[str, list[Pattern]] = {}
    nouns: dict[str, list[Pattern]] = {}
    events: dict[str, list[Pattern]] = {}
    seen: set[str] = set()
    for path in sorted((pack.folder / "patterns").glob("*.toml")):
        for row in read_toml(path).get("pattern", []):
            try:
                pattern = _read(row, path.stem, pack)
            except (KeyError, ValueError) as error:
                raise BrokenResource(f"{path}: pattern {row.get('id', row)} cannot be read: {error}") from error
            if pattern.id in seen:
                raise BrokenResource(f"{path}: the id {pattern.id} is used twice")
            seen.add(pattern.id)
            for head in sorted(pattern.heads):
                if pattern.form == "clause":
                    clauses.setdefault(head, []).append(pattern)
                elif head.startswith("@"):
                    events.setdefault(head[1:], []).append(pattern)
                else:
                    nouns.setdefault(head, []).append(pattern)
    pack.note_heads(clauses.keys() - {ANY_VERB}, nouns)
    return PatternSet(
        {head: RequiredIndex((p, p.required) for p in found) for head, found in clauses.items()},
        {head: tuple(found) for head, found in nouns.items()},
        {kind: tuple(found) for kind, found in events.items()},
    )


def _read(row: Mapping[str, Any], kind: str, pack: Pack) -> Pattern:
    form = "clause" if "clause" in row else "noun"
    subject_words: frozenset[str] = frozenset()
    claims = row["claim"] if isinstance(row["claim"], list) else [row["claim"]]
    items = _ITEM.findall(row[form])
    options = {k: v for k, v in row.items() if k not in ("id", "clause", "noun", "claim")}
    subject: Slot | None = None
    passive = reflexive = False
    if form == "clause":
        if items[0].startswith("{"):
            subject = _slot(items.pop(0))
        elif items[0].startswith("<"):
            subject_words = _words(items.pop(0)[1:-1], pack)
        head = items.pop(0)
        while head[0] in "*^":
            passive, reflexive = passive or head[0] == "^", reflexive or head[0] == "*"
            head = head[1:]
    else:
        head = items.pop(0)
        while items and not items[0].startswith(("{", "[")) and not _all_prepositions(items[0], pack):
            head += " " + items.pop(0)
    heads = _words(head, pack)
    arguments = _arguments(items, pack, optional=False)
    return Pattern(
        f"{pack.code}.{kind}.{row['id']}",
        form,
        heads,
        tuple(_claim(c) for c in claims),
        subject,
        tuple(arguments),
        passive,
        reflexive,
        options,
        subject_words,
        _required([subject_words, *(a.words for a in arguments if a.slot is None and not a.optional)]),
        not _GATES.isdisjoint(options),
    )


def _required(literals: Iterable[frozenset[str]]) -> tuple[frozenset[str], ...]:
    """Literals by words of which one must be there: of "in prima fila" the first, of names "* herald" the last.

    A class of events or works ("@wedding") stays as it is.
    """
    firsts = (frozenset(w[2:] if w.startswith("* ") else w.partition(" ")[0] for w in words) for words in literals)
    return tuple(words for words in firsts if words)


def _claim(template: Mapping[str, Any]) -> Mapping[str, Any]:
    if "kind" not in template:
        raise ValueError("the claim has no kind")
    return template


def _slot(text: str) -> Slot:
    match = _SLOT.match(text)
    if not match:
        raise ValueError(f"no slot: {text}")
    return Slot(match[1], match[3] or "person", match[2])


def _arguments(items: list[str], pack: Pack, *, optional: bool) -> list[Argument]:
    arguments: list[Argument] = []
    preps: list[str] = []
    words: list[str] = []
    for item in items:
        if item.startswith("["):
            if preps or words:
                arguments.append(_literal(preps, words, optional, pack))
                preps, words = [], []
            arguments += _arguments(_ITEM.findall(item[1:-1]), pack, optional=True)
        elif item.startswith("{"):
            if words:
                arguments.append(_literal(preps, words, optional, pack))
                preps, words = [], []
            arguments.append(Argument(tuple(preps), _slot(item), optional=optional))
            preps = []
        elif _all_prepositions(item, pack) and not words:
            preps = [_canonical(p, pack) for p in item.replace("_", " ").split("|")]
        elif _all_prepositions(item, pack):
            arguments.append(_literal(preps, words, optional, pack))
            words, preps = [], [_canonical(p, pack) for p in item.replace("_", " ").split("|")]
        else:
            words.append(item)
    if words:
        arguments.append(_literal(preps, words, optional, pack))
    return arguments


def _all_prepositions(item: str, pack: Pack) -> bool:
    return all(pack.prepositions.longest(part.replace("_", " ").split(), 0) is not None for part in item.split("|"))


def _canonical(word: str, pack: Pack) -> str:
    match = pack.prepositions.longest(word.split(), 0)
    assert match is not None
    return str(match[1])


def _literal(preps: list[str], words: list[str], optional: bool, pack: Pack) -> Argument:
    """Literal words: the last one is the noun that is compared, with its alternatives."""
    return Argument(tuple(preps), None, _words(words[-1], pack), optional)


def _words(alternatives: str, pack: Pack) -> frozenset[str]:
    """Alternatives as the texts' words are split: "leone_d'oro" is "leone d' oro"."""
    forms = (a.casefold().replace("_", " ") for a in alternatives.split("|"))
    return frozenset(f if f.startswith(("@", ANY_VERB)) else " ".join(pack.split(f)) for f in forms)
