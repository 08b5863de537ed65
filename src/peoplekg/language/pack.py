"""A language pack: the folder data/lang/<code>/ read into lookup tables. The engine knows no language but through this.

The files and their formats are described in docs/languages.md.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Generic, TypeVar

from peoplekg.errors import UnsupportedLanguage
from peoplekg.language.dictionary import dictionary_form, is_known
from peoplekg.model import Gender
from peoplekg.resources import read_toml, resource

Table = dict[str, Any]
_WORD = re.compile(r"[\w’'-]+|[^\w\s]")


_NOTHING: frozenset[str] = frozenset()
# Sections of events.toml and works.toml that hold cues, not nouns of a type.
_NO_TYPES = {"by", "titled", "never", "named", "taking_part", "acts_in", "verbs", "made"}


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun or fixed phrase with its sense: what it says about whom or what it names.

    ``sense`` is "tie", "group", "occupation", "office", "person", "title", "event", "work", "organization" or "place";
    ``key`` the entry's name inside that sense (the English title, the event type, the tie's id …).
    """

    words: tuple[str, ...]
    sense: str
    key: str
    gender: Gender | None = None
    number: str | None = None
    data: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Inflection:
    """One row that reads the tense off a verb form; the first row that fits counts."""

    tense: str
    form: re.Pattern[str] | None
    lemma: re.Pattern[str] | None
    suffix: re.Pattern[str] | None
    changed: bool


T = TypeVar("T")

by_word = lru_cache(maxsize=200_000)
"""For methods of packs that answer of a word: packs live as long as the process, and so may what they have said."""


def _compiled(expression: str | None) -> re.Pattern[str] | None:
    return re.compile(expression) if expression is not None else None


class _Longer(Generic[T]):
    """The phrases of two words and more that begin with one word, by all their words."""

    def __init__(self) -> None:
        self.lengths: list[int] = []
        self.seconds: set[str] = set()
        self.values: dict[tuple[str, ...], list[tuple[int, T]]] = {}


class Phrases(Generic[T]):
    """Fixed phrases with their values; where several begin at a word, the longest comes first."""

    def __init__(self) -> None:
        self._alone: dict[str, list[tuple[int, T]]] = {}
        self._longer: dict[str, _Longer[T]] = {}

    def add(self, words: tuple[str, ...], value: T) -> None:
        """Note a value of a phrase; it comes behind those noted before."""
        first, size = words[0], len(words)
        alone = self._alone.setdefault(first, [])
        if size == 1:
            alone.append((1, value))
            return
        longer = self._longer.get(first)
        if longer is None:
            longer = self._longer[first] = _Longer()
        longer.seconds.add(words[1])
        longer.values.setdefault(words, []).append((size, value))
        if size not in longer.lengths:
            longer.lengths = sorted((*longer.lengths, size), reverse=True)

    def match(self, lowers: Sequence[str], i: int) -> Sequence[tuple[int, T]]:
        """All phrases that begin at position i, as (length in words, value), the longest first."""
        alone = self._alone.get(lowers[i])
        if alone is None:
            return ()
        longer = self._longer.get(lowers[i])
        if longer is None or i + 1 >= len(lowers) or lowers[i + 1] not in longer.seconds:
            return alone
        return [found for n in longer.lengths for found in longer.values.get(tuple(lowers[i : i + n]), ())] + alone

    def longest(self, lowers: Sequence[str], i: int) -> tuple[int, T] | None:
        """The longest phrase that begins at position i, as (length in words, value); of several the first noted."""
        alone = self._alone.get(lowers[i])
        if alone is None:
            return None
        longer = self._longer.get(lowers[i])
        if longer is not None and i + 1 < len(lowers) and lowers[i + 1] in longer.seconds:
            for n in longer.lengths:
                found = longer.values.get(tuple(lowers[i : i + n]))
                if found is not None:
                    return found[0]
        return alone[0] if alone else None

    def among(self, lowers: Sequence[str], start: int, end: int) -> bool:
        """Whether a phrase begins at one of the positions from ``start`` to before ``end``."""
        return any(self.longest(lowers, k) for k in range(start, min(end, len(lowers))))

    def reach(self, lowers: Sequence[str], begins: range, first: int, last: int) -> bool:
        """Whether a phrase that begins at one of the positions ``begins`` leads up to one from ``first`` to ``last``.

        What a phrase leads up to is the position behind its last word.
        """
        return any(first <= k + length <= last for k in begins for length, _ in self.match(lowers, k))

    def __iter__(self) -> Iterator[str]:
        return iter(self._alone)

    def __contains__(self, first: object) -> bool:
        return first in self._alone


_NO_PHRASES: Phrases[Any] = Phrases()


def split_words(text: str, elisions: frozenset[str] = frozenset()) -> tuple[str, ...]:
    """The lower-case words of a lexicon phrase, cut as the tokeniser cuts them.

    >>> split_words("Presidente del Consiglio")
    ('presidente', 'del', 'consiglio')
    """
    if text.isalpha():
        return (text.casefold(),)
    words: list[str] = []
    for word in _WORD.findall(text.casefold().replace("’", "'")):
        head, apostrophe, tail = word.partition("'")
        if apostrophe and head in elisions:
            words.append(head + "'")
            if tail:
                words.append(tail)
        elif apostrophe and tail == "s":
            words += [head, "'s"]
        else:
            words.append(word)
    return tuple(words)


class Pack:
    """The tables of one language. Build it with :func:`load_pack`."""

    def __init__(self, folder: Path):
        self.folder = folder
        language = _read(folder / "language.toml")
        self.code: str = language["code"]
        self.name: str = language["english_name"]
        self.titles_as_written: bool = language.get("titles_as_written", False)
        self.grammar = _read(folder / "grammar.toml")
        self.cues = _read(folder / "cues.toml")
        self.verbs = _read(folder / "verbs.toml")
        tokens = self.grammar["tokens"]
        self.elisions = frozenset(tokens["elisions"])
        self._respellings: list[tuple[re.Pattern[str], str]] = [
            (re.compile(a), b) for a, b in tokens.get("respell", ())
        ]
        self.name_elisions = frozenset(tokens["name_elisions"])
        self.genitive = frozenset(tokens["genitive"])
        self.abbreviations = frozenset(tokens["abbreviations"])
        self.lettered = frozenset(tokens.get("lettered", ()))
        self.syntax: Table = self.grammar["syntax"]
        self.particles = frozenset(self.grammar["particles"]["words"])
        self.suffixes = frozenset(self.grammar["particles"]["suffixes"])
        self._load_function_words()
        self._load_nouns()
        self._load_verbs()
        self._load_cues()
        self._load_places()

    # ---- function words

    def split(self, text: str) -> tuple[str, ...]:
        """The words of a form, split as the words of a text are."""
        return self._words(text)

    def _words(self, text: str) -> tuple[str, ...]:
        return split_words(text, self.elisions)

    def _phrases(self, groups: Mapping[str, Iterable[str]]) -> Phrases[Any]:
        table: Phrases[Any] = Phrases()
        for value, forms in groups.items():
            for form in forms:
                table.add(self._words(form), value)
        return table

    def _with_articles(self, prepositions: Mapping[str, list[str]]) -> dict[str, list[str]]:
        """Compound prepositions in all forms: "accanto a" also as "accanto al", "accanto alla"."""
        full: dict[str, list[str]] = {}
        for canonical, forms in prepositions.items():
            found = list(forms)
            for form in forms:
                lead, _, last = form.rpartition(" ")
                found += [f"{lead} {v}" for v in prepositions.get(last, ()) if lead and " " not in v]
            full[canonical] = list(dict.fromkeys(found))
        return full

    def _load_function_words(self) -> None:
        g = self.grammar
        self.definite = frozenset(g["determiners"]["definite"])
        self.article_genders: dict[str, Gender] = {
            w: gender for gender, forms in g.get("articles", {}).items() for w in forms
        }
        self.determiners = frozenset(w for forms in g["determiners"].values() for w in forms)
        self.prepositions = self._phrases(self._with_articles(g["prepositions"]))
        self.preposition_roles: dict[str, frozenset[str]] = {k: frozenset(v) for k, v in g["roles"].items()}
        self.conjunctions = self._phrases(g["conjunctions"])
        self.subordinators = self._phrases(g["subordinators"])
        self.relatives = self._phrases(g["relatives"])
        self.pronouns: Phrases[dict[str, Any]] = Phrases()
        for form, features in g["pronouns"].items():
            self.pronouns.add(self._words(form), features)
        self.clitics: dict[str, Table] = g["clitics"]
        self.possessives: dict[str, Table] = g["possessives"]
        self.agreement: dict[str, str] = g["agreement"]
        self._enclitic: re.Pattern[str] | None = None
        self._enclitic_ends: dict[str, str] = {}
        self._accents: dict[int, str] = {}
        joined = g.get("enclitics")
        if joined:
            forms = "|".join(sorted(joined["forms"], key=len, reverse=True))
            ends = "|".join(sorted(joined["ends"], key=len, reverse=True))
            self._enclitic = re.compile(rf"^(?P<base>.+?(?P<end>{ends}))(?P<joined>(?:{forms}){{1,2}})$")
            self._enclitic_form = re.compile(forms)
            self._enclitic_ends = joined["ends"]
            self._accents = str.maketrans(joined.get("accents", {}))
        self._adverb_ending = re.compile(g["adverbs"]["ending"])
        self._with_article = (
            frozenset(
                f
                for forms in g["prepositions"].values()
                for f in forms
                if " " not in f and f not in g["adverbs"]["bare"]
            )
            if self.syntax["adjectives_follow"]
            else frozenset()
        )
        self.function_words = (
            frozenset(
                w
                for group in (g["prepositions"], g["conjunctions"], g["subordinators"], g["relatives"])
                for forms in group.values()
                for form in forms
                for w in self._words(form)[:1]
            )
            | frozenset(g["cues"]["negation_before"])
            | self.determiners
            | frozenset(g["pronouns"])
            | frozenset(self.possessives)
            | frozenset(self.clitics)
        )

    # ---- nouns

    def _load_nouns(self) -> None:
        self.nouns: Phrases[Noun] = Phrases()
        self.titles: Phrases[Noun] = Phrases()
        ties = _read(self.folder / "ties.toml")
        for entry in ties.get("tie", ()):
            self._add_noun("tie", entry["id"], entry, entry)
        for sense in ("bond", "none"):
            for entry in ties.get(sense, ()):
                for form in entry["forms"]:
                    self._add(Noun(self._words(form), sense, entry.get("id", form), None, None, entry))
        for entry in ties.get("group", ()):
            for form in entry["forms"]:
                self._add(Noun(self._words(form), "group", entry["id"], None, "p", entry))
        occupations = _read(self.folder / "occupations.toml")
        self.ambiguous_jobs = frozenset(occupations.get("ambiguous", ()))
        self.weak_nouns = frozenset(occupations.get("weak", ()))
        for section, sense in (("occupation", "occupation"), ("office", "office"), ("person_nouns", "person")):
            for title, forms in occupations.get(section, {}).items():
                self._add_noun(sense, title, forms if isinstance(forms, dict) else {"m": forms, "f": forms}, {})
        titles = _read(self.folder / "titles.toml")
        self.cased_titles: bool = titles.get("cased", False)
        for entry in titles.get("title", ()):
            for form in entry["forms"]:
                words = self._words(form.rstrip("."))
                data = {**entry, "capital": form[:1].isupper()}
                self.titles.add(words, Noun(words, "title", entry.get("title", ""), entry.get("gender"), "s", data))
        works = _read(self.folder / "works.toml")
        self.titled_words = frozenset(w for form in works.get("titled", {}).get("forms", ()) for w in self._words(form))
        self.making_verbs = frozenset(works.get("made", {}).get("verbs", ()))
        self.writing_verbs = frozenset(works.get("made", {}).get("written", ()))
        self.making_nouns = frozenset(works.get("made", {}).get("nouns", ()))
        self.title_words = frozenset(self.grammar["cues"]["title_words"])
        self.relative_words = frozenset(w for forms in self.grammar["relatives"].values() for w in forms)
        for name, sense in (("events", "event"), ("works", "work")):
            for key, table in _read(self.folder / f"{name}.toml").items():
                if isinstance(table, dict) and "forms" in table and key not in _NO_TYPES:
                    for form in table["forms"]:
                        self._add(Noun(self._words(form), sense, key, None, None, table))
        organizations = _read(self.folder / "organizations.toml")
        self.organization_head = frozenset(w.casefold() for w in organizations.get("head", ()))
        self.organization_tail = frozenset(w.casefold().rstrip(".") for w in organizations.get("tail", ()))
        self.organization_inside = frozenset(w.casefold() for w in organizations.get("inside", ()))
        self.named_after = frozenset(w.casefold() for w in organizations.get("named_after", ()))
        for forms in organizations.get("nouns", {}).values():
            for form in forms:
                self._add(Noun(self._words(form), "organization", form, None, None, {}))

    def _add(self, noun: Noun) -> None:
        self.nouns.add(noun.words, noun)

    def _add_noun(self, sense: str, key: str, forms: Mapping[str, Any], data: Mapping[str, Any]) -> None:
        """Add the m, f, mp, fp forms of an entry; a form in both genders has none."""
        for number, masculine, feminine in (("s", "m", "f"), ("p", "mp", "fp")):
            ms, fs = _as_list(forms.get(masculine)), _as_list(forms.get(feminine))
            for form in dict.fromkeys([*ms, *fs]):
                gender: Gender | None = None if form in ms and form in fs else "m" if form in ms else "f"
                self._add(Noun(self._words(form), sense, key, gender, number, data))

    # ---- verbs

    def _load_verbs(self) -> None:
        classes: Table = self.verbs.get("class", {})
        self.verb_classes: dict[str, frozenset[str]] = {}
        for name, lemmas in classes.items():
            for lemma in lemmas:
                self.verb_classes[lemma] = self.verb_classes.get(lemma, frozenset()) | {name}
        ending = self.grammar["verbs"].get("ending")
        self._verb_ending = re.compile(ending) if ending else None
        first_person = self.grammar["verbs"].get("first_person")
        self.first_person = re.compile(first_person) if first_person else None
        self.be_perfect = frozenset(self.grammar["verbs"]["be_perfect"])
        self.inverting = frozenset(self.grammar["verbs"]["inverting"])
        self.inverting_reflexive = frozenset(self.grammar["verbs"].get("inverting_reflexive", ()))
        common = self.verbs.get("common", [])
        common = common.get("lemmas", []) if isinstance(common, dict) else common
        self.verb_lemmas = set(common) | set(self.verb_classes) | self.be_perfect | self.inverting
        self.noun_heads: set[str] = set()
        """The nouns that patterns hang on."""
        self.past_forms: dict[str, str] = self.verbs.get("past", {})
        self.participle_forms: dict[str, str] = self.verbs.get("participle", {})
        self.present_forms: dict[str, str] = self.verbs.get("present", {})
        self.irregular: dict[str, str] = {**self.verbs.get("irregular", {}), **self.past_forms, **self.participle_forms}
        self.auxiliaries: dict[str, list[tuple[str, str]]] = {}
        self.plural_forms: set[str] = set()
        self.first_forms: set[str] = set()
        for kind, table in self.grammar["auxiliaries"].items():
            for tense, forms in table.items():
                if tense == "plural":
                    self.plural_forms.update(forms)
                elif tense == "first":
                    self.first_forms.update(forms)
                else:
                    for form in forms:
                        self.auxiliaries.setdefault(form, []).append((kind, tense))
        singular = {w for w in self.first_forms - self.plural_forms if self.auxiliaries.get(w)}
        mine = (self.grammar["pronouns"], self.grammar["clitics"], self.grammar["possessives"])
        mine_words = {w for t in mine for w, f in t.items() if f.get("person") == 1 and f.get("number") == "s"}
        self.first_person_words = frozenset(singular | mine_words)
        """Pronouns, possessives and auxiliaries of the first person singular: somebody speaks of themselves."""
        self.inflections = [
            Inflection(
                row["tense"],
                _compiled(row.get("form")),
                _compiled(row.get("lemma")),
                _compiled(row.get("suffix")),
                bool(row.get("changed")),
            )
            for row in self.grammar["inflection"]
        ]
        self.plural_verb = re.compile(self.grammar["plural"]["verb"])

    @by_word
    def lemma(self, lower: str) -> str:
        """The dictionary form of a lower-case word; of a verb with pronouns joined behind it, the verb's."""
        known = self.irregular.get(lower)
        if known:
            return known
        if self._enclitic is not None:
            base, _ = self.without_enclitics(lower)
            if base != lower:
                return self.irregular.get(base) or dictionary_form(base, self.code)
        return dictionary_form(lower, self.code)

    @by_word
    def without_enclitics(self, lower: str) -> tuple[str, tuple[str, ...]]:
        """A verb form without the pronouns joined behind it, and these: "sposarsi" gives ("sposare", ("si",))."""
        match = self._enclitic.match(lower) if self._enclitic is not None else None
        if not match:
            return lower, ()
        base = match["base"].translate(self._accents) if self._accents else match["base"]
        base += self._enclitic_ends.get(match["end"], "")
        if (
            dictionary_form(base, self.code) not in self.verb_lemmas
            and self.irregular.get(base) not in self.verb_lemmas
        ):
            return lower, ()
        return base, tuple(self._enclitic_form.findall(match["joined"]))

    def note_heads(self, verbs: Iterable[str], nouns: Iterable[str]) -> None:
        """Note the lemmas of verbs and the nouns that the language's patterns hang on: they are known words then."""
        self.verb_lemmas.update(verbs)
        self.noun_heads.update(nouns)
        for answered in (Pack.lemma, Pack.without_enclitics, Pack.participle_of):
            answered.cache_clear()  # what they say depends on the verbs that are known

    def is_reflexive_lemma(self, lemma: str) -> bool:
        """Whether a verb's dictionary form has the reflexive pronoun: "spegnersi"."""
        ending = self.grammar["verbs"].get("reflexive_ending")
        return bool(ending) and lemma.endswith(ending)

    @by_word
    def respelled(self, lower: str) -> str:
        """A word with its accent where it was written with an apostrophe behind it: "e'" is "è"."""
        for written, meant in self._respellings:
            if written.search(lower):
                return written.sub(meant, lower)
        return lower

    @by_word
    def agrees(self, lower: str) -> tuple[Gender, str] | None:
        """Gender and number that a participle or adjective shows by its ending, the longest ending counts."""
        for size in (3, 2, 1):
            features = self.agreement.get(lower[-size:])
            if features:
                return ("m" if features[0] == "m" else "f"), features[1]
        return None

    @by_word
    def tense(self, lower: str, lemma: str) -> str:
        """The tense that a verb's form shows: present, past, imperfect, future, conditional, participle …"""
        if lower in self.past_forms:
            return "past"
        if lower in self.participle_forms:
            return "participle"
        for row in self.inflections:
            if row.changed and lower == lemma:
                continue
            if row.form and not row.form.search(lower):
                continue
            if row.lemma and not row.lemma.search(lemma):
                continue
            if row.tense == "infinitive" and not lower.startswith(lemma[:-1]):
                continue
            if row.suffix:
                stem = re.sub(r"(are|ere|ire|ar|er|ir|re)$", "", lemma)
                if not lower.startswith(stem) or not row.suffix.search(lower[len(stem) :]):
                    continue
            return row.tense
        return "present"

    # ---- cues and places

    def _load_cues(self) -> None:
        groups: dict[str, list[str]] = {}
        for table in (self.cues, self.grammar["cues"]):
            for name, forms in table.items():
                if isinstance(forms, list):
                    groups[name] = groups.get(name, []) + [f for f in forms if f]
        self._cue_phrases: dict[str, Phrases[Any]] = {
            name: self._phrases({name: forms}) for name, forms in groups.items()
        }
        self.cue_words: dict[str, frozenset[str]] = {
            name: frozenset(" ".join(self._words(f)) for f in forms) for name, forms in groups.items()
        }

    def title_at(self, tokens: Sequence[Any], i: int) -> tuple[int, Noun] | None:
        """The title that begins with token i; in a language that writes titles with capitals only so written."""
        if tokens[i].lower not in self.titles:
            return None
        for length, noun in self.titles.match([t.lower for t in tokens[i : i + 5]], 0):
            if not self.cased_titles or noun.data["capital"] == tokens[i].text[:1].isupper():
                return length, noun
        return None

    @by_word
    def names_person(self, lower: str) -> bool:
        """Whether a word alone is somebody's office, job or tie."""
        found = self.nouns.match([lower], 0) if lower else ()
        return any(noun.sense in ("office", "occupation", "tie") for _, noun in found)

    def cue_lemma(self, name: str) -> str:
        """The lemma that verb groups of the copula carry."""
        return str(self.grammar["verbs"][name])

    @by_word
    def participle_of(self, lower: str) -> str | None:
        """The verb that a regular participle belongs to, where the dictionary knows the form as a noun ("partita")."""
        for ending, infinitive in self.grammar["verbs"].get("participles", ()):
            base = re.sub(ending, infinitive, lower)
            if base != lower and base in self.verb_lemmas:
                return base
        return None

    @by_word
    def is_verb_lemma(self, lemma: str) -> bool:
        """Whether a dictionary form is built like a verb's, in a language where that can be seen."""
        return self._verb_ending is not None and bool(self._verb_ending.search(lemma))

    @by_word
    def is_adverb(self, lower: str) -> bool:
        """Whether a word's ending or list makes it an adverb ("recently", "recentemente")."""
        return bool(self._adverb_ending.search(lower)) or lower in self.cue("adverbs")

    @by_word
    def is_foreign_word(self, lower: str) -> bool:
        """A word of another language whose titles are often quoted ("I Will Always Love You" in an Italian text)."""
        return any(is_known(lower, code) for code in self.grammar["tokens"]["titles_in"])

    @by_word
    def is_of(self, lower: str) -> bool:
        """Whether a word is the preposition of belonging, with or without its article."""
        return any(p in self.preposition_roles["of"] for _, p in self.prepositions.match([lower], 0))

    def elided_article(self, lower: str) -> bool:
        """Whether a preposition has the article joined to it ("della")."""
        return lower in self._with_article

    def pro_drop_possessive(self, features: Mapping[str, Any]) -> bool:
        """Whether a possessive can only stand before its noun; English "her" can also be an object."""
        return not (self.syntax["possessive_agrees"] == "owner" and features.get("gender") == "f")

    def birthplace(self, lower: str) -> str:
        """The place in "Glasgow-born", empty for other words."""
        for ending in self.grammar["tokens"].get("born", ()):
            if lower.endswith(ending) and len(lower) > len(ending) + 1:
                return lower[: -len(ending)]
        return ""

    def cue(self, name: str) -> frozenset[str]:
        """The words of a cue list, lower-case; empty when the pack has none of that name."""
        return self.cue_words.get(name, _NOTHING)

    def cue_phrases(self, name: str) -> Phrases[Any]:
        """The phrases of a cue list; none when the pack has no list of that name."""
        return self._cue_phrases.get(name, _NO_PHRASES)

    def _load_places(self) -> None:
        places = _read(self.folder / "places.toml")
        self.countries: dict[str, str] = {k.casefold(): v for k, v in places.get("countries", {}).items()}
        self.demonyms: dict[str, str] = {
            k.casefold(): v for name in ("demonyms", "city_demonyms") for k, v in _demonyms(places.get(name, {}))
        }
        self.place_heads = frozenset(w.casefold() for w in _flat(places.get("head", ())))
        self.weak_place_heads = frozenset(w.casefold() for w in _flat(places.get("weak_head", ())))
        self.place_tails = frozenset(w.casefold() for w in _flat(places.get("tail", ())))
        for form in _flat(places.get("nouns", ())):
            self._add(Noun(self._words(form), "place", form, None, None, {}))


def _demonyms(table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """Pairs adjective → place, whichever way round the file lists them."""
    for key, value in table.items():
        if isinstance(value, str):
            yield key, value
        elif isinstance(value, dict):
            for forms in value.values():
                for form in _as_list(forms):
                    yield form, key
        else:
            for form in value:
                yield form, key


def _flat(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for part in value.values():
            yield from _flat(part)
    elif isinstance(value, str):
        yield value
    else:
        yield from value


def _as_list(value: Any) -> list[str]:
    return [] if value is None else [value] if isinstance(value, str) else list(value)


def _read(path: Path) -> Table:
    return read_toml(path) if path.exists() else {}


def pack_codes() -> tuple[str, ...]:
    """The codes of the languages there is a pack for, sorted."""
    return tuple(sorted(p.parent.name for p in resource("data/lang").glob("*/language.toml")))


@cache
def load_pack(code: str) -> Pack:
    """The language pack of a code such as "it"; it is read once.

    Raises UnsupportedLanguage when there is no such pack, BrokenResource when one of its files is broken.
    """
    folder = resource("data/lang") / code
    if not (folder / "language.toml").exists():
        raise UnsupportedLanguage(f"there is no language pack for '{code}'; there are: {', '.join(pack_codes())}")
    return Pack(folder)
