"""How well what was extracted agrees with what careful readers wrote down: precision, recall, leaks.

A gold article is a text ``ID.txt`` and beside it ``ID.json``, in the form that ``peoplekg extract --format json``
prints: ``people`` (fullest name to other forms) and ``facts``; a fact may be marked ``hard``. The rules:

- A person is named by the fullest name or by a form of two or more words; a bare first name or surname is no answer,
  unless nobody gave more. A form that fits two people names neither.
- Facts agree when kind and people do, and what tells them apart: the title of a role, the type of a clemency, the years
  of an age. One text may say more words than the other; a date may be less exact or missing. Events agree from half of
  their participants on, when their types are near.
- A denied or merely possible fact agrees only with one that is so too. A plain fact in its place is a leak.
- Each extracted fact counts once. Polarity, certainty, status and times are judged apart, as ``qualifiers``.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Literal

from peoplekg.errors import PeopleKGError, UnreadableInput

Fact = Mapping[str, Any]
Outcome = Literal["missed", "wrong", "leak"]

_PAIRS = frozenset({"friend", "spouse", "partner", "sibling", "rival", "colleague"})
_RELATIONS = _PAIRS | {"parent", "kin"}
_EVENTS = frozenset({"event", "clemency"})
_BIO = frozenset({"born", "age", "died", "conviction", "authored"})
KINDS = _RELATIONS | _EVENTS | _BIO | {"role"}
PEOPLE = "people"
GROUPS: Mapping[str, frozenset[str]] = {
    PEOPLE: frozenset({PEOPLE}),
    "all": KINDS,
    "relations": _RELATIONS,
    "events": _EVENTS,
    "bio": _BIO,
    **{kind: frozenset({kind}) for kind in sorted(KINDS)},
}
"""What a table has a row for, and the kinds that the row sums up."""

# Occasions that two careful readers may well name differently.
_NEAR_TYPES = (
    frozenset({"party", "birthday"}),
    frozenset({"meeting", "dinner", "trip", "call", "interview", "hearing"}),
    frozenset({"trial", "hearing"}),
    frozenset({"ceremony", "gala", "award", "concert", "wedding", "funeral"}),
)
_NEEDED: Mapping[str, tuple[str, ...]] = {
    **dict.fromkeys(_PAIRS, ("persons",)),
    "parent": ("parent", "child"),
    "kin": ("person", "of", "kind_of"),
    "event": ("type", "participants"),
    "clemency": ("type", "beneficiary"),
    "role": ("person", "title"),
    "age": ("person", "years"),
    "authored": ("person", "work"),
    "born": ("person",),
    "died": ("person",),
    "conviction": ("person",),
}


@dataclass(frozen=True, slots=True)
class Score:
    """How often gold and extraction agree; scores of kinds and of articles add up.

    ``leaks`` counts plain facts where the gold denies the fact or calls it merely possible.
    """

    gold: int = 0
    predicted: int = 0
    hits: int = 0
    qualified: int = 0
    leaks: int = 0
    gold_easy: int = 0
    hits_easy: int = 0

    def __add__(self, other: Score) -> Score:
        return Score(*(getattr(self, one.name) + getattr(other, one.name) for one in fields(self)))

    @property
    def precision(self) -> float:
        """The share of what was extracted that is right; 0 when nothing was."""
        return self.hits / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold that was extracted; 0 when there is none."""
        return self.hits / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0

    @property
    def recall_easy(self) -> float | None:
        """The recall of what is not marked hard; None when all of it is."""
        return self.hits_easy / self.gold_easy if self.gold_easy else None

    @property
    def qualifiers(self) -> float | None:
        """The share of the hits whose polarity, certainty, status and times agree too; None without hits."""
        return self.qualified / self.hits if self.hits else None

    def as_dict(self) -> dict[str, float | int | None]:
        """The figures of a row, shares rounded to thousandths."""
        return {
            "gold": self.gold,
            "predicted": self.predicted,
            "precision": round(self.precision, 3),
            "recall": round(self.recall, 3),
            "f1": round(self.f1, 3),
            "recall_easy": None if self.recall_easy is None else round(self.recall_easy, 3),
            "qualifiers": None if self.qualifiers is None else round(self.qualifiers, 3),
            "leaks": self.leaks,
        }


@dataclass(frozen=True, slots=True)
class Mistake:
    """What was missed, wrong or leaked in an article: a fact in the gold format, or the name of a person."""

    article: str
    outcome: Outcome
    what: Fact | str

    def in_words(self) -> str:
        """One line.

        >>> Mistake("a1", "missed", "Ada Lovelace").in_words()
        'a1: missed person Ada Lovelace'
        """
        said = f"person {self.what}" if isinstance(self.what, str) else json.dumps(self.what, ensure_ascii=False)
        return f"{self.article}: {self.outcome} {said}"


@dataclass(slots=True)
class Evaluation:
    """The scores of many articles, by kind of fact (and ``people``), with every mistake in reading order."""

    articles: int = 0
    by_kind: dict[str, Score] = field(default_factory=dict)
    mistakes: list[Mistake] = field(default_factory=list)

    def add(self, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> None:
        """Scores one article: its gold and what was extracted from it, both in the gold format."""
        _Comparison(self, gold, predicted).run()
        self.articles += 1

    def group(self, name: str) -> Score:
        """The score of a group of ``GROUPS``."""
        return sum((self.by_kind[kind] for kind in sorted(GROUPS[name]) if kind in self.by_kind), Score())

    def as_dict(self) -> dict[str, Any]:
        """The number of articles, and the figures of every group."""
        return {"articles": self.articles, **{name: self.group(name).as_dict() for name in GROUPS}}

    def count(self, kind: str, score: Score) -> None:
        """Adds to the score of a kind."""
        self.by_kind[kind] = self.by_kind.get(kind, Score()) + score


def evaluate(folder: Path, *, on_failure: Callable[[str, PeopleKGError], None]) -> Evaluation:
    """Extracts every text in ``folder`` (and below) that has a gold file beside it, and scores what comes out.

    A text that cannot be read goes to ``on_failure`` and counts as one in which nothing was found.
    Raises UnreadableInput when there is no gold file, or one that says no such thing, naming the fact.
    """
    from peoplekg.extraction import as_json, extract
    from peoplekg.reading import read_file

    result = Evaluation()
    for path, gold in read_gold(folder):
        text = path.with_suffix(".txt")
        try:
            predicted = as_json(extract(read_file(text)))
        except PeopleKGError as error:
            on_failure(str(text), error)
            predicted = {}
        result.add(gold, predicted)
    return result


def read_gold(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The gold files in a folder and below, by path. Raises UnreadableInput, naming file and fact."""
    paths = sorted(folder.rglob("*.json"))
    if not paths:
        raise UnreadableInput(f"there are no gold files in {folder}; give a folder of ID.txt and ID.json files")
    return [(path, _gold(path)) for path in paths]


def _gold(path: Path) -> dict[str, Any]:
    try:
        gold = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UnreadableInput(f"{path} cannot be read as JSON: {error}") from error
    if not _is_gold(gold):
        raise UnreadableInput(
            f"{path} is no gold file; it needs `people`, each name with its other forms, and a list of `facts`"
        )
    for number, fact in enumerate(gold["facts"], 1):
        kind = fact.get("kind") if isinstance(fact, dict) else None
        if kind not in KINDS:
            raise UnreadableInput(f"{path}, fact {number}: no kind {kind!r}; the kinds are {', '.join(sorted(KINDS))}")
        lacking = [name for name in _NEEDED[kind] if fact.get(name) is None]
        if lacking:
            raise UnreadableInput(f"{path}, fact {number}: a fact of kind {kind} needs {' and '.join(lacking)}")
    return {"id": path.stem, **gold}


def _is_gold(gold: object) -> bool:
    if not isinstance(gold, dict) or not isinstance(gold.get("people"), dict):
        return False
    return isinstance(gold.get("facts"), list) and all(isinstance(forms, list) for forms in gold["people"].values())


# -- one article -----------------------------------------------------------------------------------------------------


class _Comparison:
    """The gold of an article against what was extracted from it."""

    def __init__(self, result: Evaluation, gold: Mapping[str, Any], predicted: Mapping[str, Any]) -> None:
        self.result = result
        self.gold = gold
        self.predicted = predicted
        self.names = _Names(gold["people"])

    def run(self) -> None:
        self._people()
        left = list(self.predicted.get("facts", []))
        for fact in self.gold["facts"]:
            self._fact(fact, left)
        for fact in left:
            if fact.get("kind") in KINDS:
                self.result.count(fact["kind"], Score(predicted=1))
                self._note("wrong", fact)

    def _people(self) -> None:
        known, predicted = self.gold["people"], self.predicted.get("people", {})
        found = {self.names.full(name) for name in predicted} & set(known)
        self.result.count(PEOPLE, Score(gold=len(known), predicted=len(predicted), hits=len(found)))
        for name in known:
            if name not in found:
                self._note("missed", name)
        for name in predicted:
            if self.names.full(name) not in known:
                self._note("wrong", name)

    def _fact(self, fact: Fact, left: list[Fact]) -> None:
        """Counts a gold fact, and takes the extracted fact that it is from those that are left."""
        kind, easy = fact["kind"], not fact.get("hard")
        self.result.count(kind, Score(gold=1, gold_easy=easy))
        same = [other for other in left if self._agree(fact, other)]
        agreeing = [other for other in same if _is_plain(other) == _is_plain(fact)]
        if agreeing:
            best = next((other for other in agreeing if _qualified_alike(fact, other)), agreeing[0])
            left.remove(best)
            self.result.count(kind, Score(predicted=1, hits=1, hits_easy=easy, qualified=_qualified_alike(fact, best)))
            return
        if same and not _is_plain(fact):
            self.result.count(kind, Score(leaks=1))
            self._note("leak", same[0])
        self._note("missed", fact)

    def _note(self, outcome: Outcome, what: Fact | str) -> None:
        self.result.mistakes.append(Mistake(str(self.gold.get("id", "")), outcome, what))

    def _agree(self, fact: Fact, other: Fact) -> bool:
        """Whether both say the same of the same people, qualifiers aside."""
        kind = fact["kind"]
        if other.get("kind") != kind:
            return False
        if kind in _PAIRS:
            return Counter(fact["persons"]) == Counter(map(self.names.full, other.get("persons", ())))
        if kind == "event":
            return self._same_event(fact, other)
        whose = {"parent": ("parent", "child"), "kin": ("person", "of"), "clemency": ("beneficiary",)}
        if any(fact[argument] != self.names.full(other.get(argument)) for argument in whose.get(kind, ("person",))):
            return False
        return self._same_content(fact, other)

    def _same_content(self, fact: Fact, other: Fact) -> bool:
        """What tells apart two facts of one kind about the same people."""

        def alike(argument: str) -> bool:
            return _share_words(fact.get(argument), other.get(argument))

        def either_lacks(argument: str) -> bool:
            return not fact.get(argument) or not other.get(argument)

        match fact["kind"]:
            case "kin":
                return bool(fact["kind_of"] == other.get("kind_of"))
            case "clemency":
                grantor = fact.get("grantor")
                same_grantor = not grantor or grantor == self.names.full(other.get("grantor"))
                return bool(fact["type"] == other.get("type")) and same_grantor
            case "role":
                return alike("title") and (either_lacks("organization") or alike("organization"))
            case "born":
                return _dates_agree(fact, other, "date") and (not either_lacks("date") or alike("place"))
            case "age":
                return bool(fact["years"] == other.get("years"))
            case "authored":
                return alike("work")
        return True

    def _same_event(self, fact: Fact, other: Fact) -> bool:
        there, found = set(fact["participants"]), {self.names.full(name) for name in other.get("participants", ())}
        both = there & found
        types = {fact["type"], other.get("type", "")}
        near = len(types) == 1 or any(types <= group for group in _NEAR_TYPES)
        return bool(both) and 2 * len(both) >= len(there | found) and near and _dates_agree(fact, other, "date")


class _Names:
    """Which of the gold's people an extracted name stands for."""

    def __init__(self, people: Mapping[str, Sequence[str]]) -> None:
        self._owners: dict[tuple[str, ...], set[str]] = {}
        for name, forms in people.items():
            mononym = len(_words(name)) == 1
            for form in (name, *forms):
                words = _words(form)
                if len(words) > 1 or (words and (mononym or form == name)):
                    self._owners.setdefault(words, set()).add(name)

    def full(self, name: str | None) -> str:
        """The gold's fullest name; for anybody else a text that is no name of the gold."""
        words = _words(name)
        owners = self._owners.get(words, set())
        return next(iter(owners)) if len(owners) == 1 else "?" + " ".join(words)


def _words(text: str | None) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation.

    >>> _words("L'Été, 2024")
    ('l', 'ete', '2024')
    """
    letters = unicodedata.normalize("NFKD", text or "").casefold()
    return tuple("".join(c if c.isalnum() else " " for c in letters if not unicodedata.combining(c)).split())


def _share_words(one: str | None, other: str | None) -> bool:
    """Whether all the words of one text stand in the other."""
    first, second = set(_words(one)), set(_words(other))
    return bool(first and second) and (first <= second or second <= first)


def _dates_agree(fact: Fact, other: Fact, argument: str) -> bool:
    """Whether one date lies within the other, or one of them is missing."""
    one, two = (str(said.get(argument) or "").strip("~?%") for said in (fact, other))
    return one.startswith(two) or two.startswith(one)


def _is_plain(fact: Fact) -> bool:
    return bool(fact.get("polarity", "affirmed") == "affirmed" and fact.get("certainty", "stated") != "possible")


def _qualified_alike(fact: Fact, other: Fact) -> bool:
    defaults = {"polarity": "affirmed", "certainty": "stated", "status": "current"}
    if any(fact.get(name, default) != other.get(name, default) for name, default in defaults.items()):
        return False
    return all(
        bool(fact.get(name)) == bool(other.get(name)) and _dates_agree(fact, other, name)
        for name in ("start", "end", "date")
    )


def table(evaluation: Evaluation) -> Iterable[dict[str, str | int]]:
    """The rows of the table that people read: a row for each group in which there is anything."""
    for name in GROUPS:
        score = evaluation.group(name)
        if score.gold or score.predicted:
            # Nobody is a person by hearsay: qualifiers say something of facts alone.
            qualifiers = None if name == PEOPLE else score.qualifiers
            yield {
                "group": name,
                "gold": score.gold,
                "found": score.predicted,
                "precision": f"{score.precision:.3f}",
                "recall": f"{score.recall:.3f}",
                "F1": f"{score.f1:.3f}",
                "easy": "" if score.recall_easy is None else f"{score.recall_easy:.3f}",
                "qualifiers": "" if qualifiers is None else f"{qualifiers:.3f}",
                "leaks": score.leaks,
            }
