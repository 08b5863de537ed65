"""The word lists of each language pack: they parse, contradict themselves nowhere, and are of a real size."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from peoplekg.language.dates import calendar
from peoplekg.language.pack import load_pack
from peoplekg.resources import resource

FILES = ("ties", "occupations", "titles", "events", "works", "organizations", "places", "verbs", "cues")
PACKS = sorted(path.parent.name for path in resource("data/lang").glob("*/ties.toml"))
FULL = {"en", "it"}  # the packs that the project began with; a later one may be half their size

TIE_KINDS = {"friend", "spouse", "partner", "parent", "sibling", "kin", "rival", "colleague"}
KIN_KINDS = {
    "grandparent", "aunt_uncle", "cousin", "niece_nephew", "parent_in_law", "sibling_in_law", "step_parent",
    "godparent", "other",
}  # fmt: skip
EVENT_TYPES = {
    "party", "birthday", "wedding", "meeting", "dinner", "ceremony", "gala", "concert", "interview", "trial",
    "hearing", "funeral", "trip", "post", "call", "award", "other",
}  # fmt: skip
VERB_CLASSES = {
    "report", "deny", "confirm", "hope", "want", "ask", "plan", "consider", "doubt", "try", "refuse", "forbid",
    "pretend", "become", "call", "copula", "human", "motion",
}  # fmt: skip
CUES = {"negation", "hedge", "source", "former", "former_dead", "current", "future", "if", "joke", "question"}
GENDERED = ("m", "f", "mp", "fp")

pytestmark = pytest.mark.parametrize("code", PACKS)


@cache
def table(code: str, name: str) -> dict[str, Any]:
    return tomllib.loads(Path(resource(f"data/lang/{code}/{name}.toml")).read_text(encoding="utf-8"))


def as_list(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or ())


def gendered_forms(entry: dict[str, Any] | list[str]) -> set[str]:
    if isinstance(entry, list):
        return set(entry)
    return {form for key in GENDERED for form in as_list(entry.get(key))}


def strings(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, part in value.items():
            yield key
            yield from strings(part)
    elif isinstance(value, list):
        for part in value:
            yield from strings(part)


def at_least(code: str, found: int, wanted: int) -> None:
    assert found >= (wanted if code in FULL else wanted // 2)


def clashes(senses: dict[str, set[Any]], ambiguous: list[str]) -> dict[str, set[Any]]:
    allowed = {form.casefold() for form in ambiguous}
    return {form: found for form, found in senses.items() if len(found) > 1 and form.casefold() not in allowed}


@pytest.mark.parametrize("name", FILES)
def test_parses_and_has_clean_words(code: str, name: str) -> None:
    for text in strings({k: v for k, v in table(code, name).items() if k not in ("patterns", "inside")}):
        assert text and text == text.strip(), f"{text!r} in {code}/{name}.toml"
        assert "  " not in text, f"two spaces in {text!r} in {code}/{name}.toml"


def test_ties_say_who_is_what(code: str) -> None:
    ties = table(code, "ties")
    for entry in [*ties["tie"], *ties.get("group", ()), *ties.get("bond", ())]:
        assert entry.get("kind", "friend") in TIE_KINDS, entry  # a group may have none: "the two", "the family"
        assert entry.get("status", "former") == "former", entry
        assert entry.get("certainty", "possible") == "possible", entry
        if entry.get("kind") == "kin":
            assert entry["kind_of"] in KIN_KINDS, entry
    for entry in ties["tie"]:
        if entry["kind"] == "parent":
            assert entry["bearer"] in ("parent", "child"), entry
        elif entry["kind"] == "kin":
            assert entry["bearer"] in ("person", "of"), entry
        assert gendered_forms(entry), entry
    assert {entry["kind"] for entry in ties["tie"]} == TIE_KINDS
    identities = [entry["id"] for entry in ties["tie"]]
    assert len(identities) == len(set(identities))
    at_least(code, sum(len(gendered_forms(entry)) for entry in ties["tie"]), 400)


def test_a_tie_noun_has_one_sense(code: str) -> None:
    ties = table(code, "ties")
    senses: dict[str, set[Any]] = defaultdict(set)
    for entry in ties["tie"]:
        for form in gendered_forms(entry):
            senses[form].add(tuple(str(entry.get(k)) for k in ("kind", "kind_of", "bearer", "status")))
    for entry in ties.get("none", ()):
        for form in entry["forms"]:
            senses[form].add("none")
    assert clashes(senses, ties["ambiguous"]) == {}


def test_titles_are_english_lower_case_and_singular(code: str) -> None:
    jobs = table(code, "occupations")
    titles = [*jobs["occupation"], *jobs["office"]]
    titles += [entry["title"] for entry in table(code, "titles")["title"] if "title" in entry]
    for title in titles:
        assert title == title.lower(), title
        assert re.fullmatch(r"[a-zéá][a-zéáã' /-]*", title), title
        assert not title.endswith("men"), title
    at_least(code, len(jobs["occupation"]), 500)
    at_least(code, len(jobs["office"]), 250)
    at_least(code, len(jobs["person_nouns"]), 150)


def test_an_occupation_has_one_title(code: str) -> None:
    jobs = table(code, "occupations")
    senses: dict[str, set[Any]] = defaultdict(set)
    for section in ("occupation", "office"):
        for title, entry in jobs[section].items():
            for form in gendered_forms(entry):
                senses[form].add(title)
    assert clashes(senses, jobs["ambiguous"]) == {}


def test_honorifics_have_gender_or_title(code: str) -> None:
    seen: dict[str, set[Any]] = defaultdict(set)
    for number, entry in enumerate(table(code, "titles")["title"]):
        assert entry["forms"], entry
        assert entry.get("gender") in ("m", "f", None), entry
        for form in entry["forms"]:
            seen[form.casefold()].add(number)
    assert clashes(seen, as_list(table(code, "titles").get("ambiguous"))) == {}
    assert any(entry.get("clergy") for entry in table(code, "titles")["title"])
    at_least(code, len(seen), 100)


@pytest.mark.parametrize(("name", "wanted"), [("events", 300), ("works", 150)])
def test_a_noun_for_an_occasion_or_a_work_has_one_type(code: str, name: str, wanted: int) -> None:
    words = table(code, name)
    senses: dict[str, set[Any]] = defaultdict(set)
    for kind, entry in words.items():
        if isinstance(entry, dict) and "forms" in entry and kind not in ("by", "titled"):
            for form in entry["forms"]:
                senses[form].add(kind)
    assert clashes(senses, words["ambiguous"]) == {}
    at_least(code, len(senses), wanted)


def test_every_type_of_event_has_nouns(code: str) -> None:
    events = table(code, "events")
    assert [kind for kind in sorted(EVENT_TYPES) if not events.get(kind, {}).get("forms")] == []
    assert set(events["verbs"]) <= EVENT_TYPES


def test_places_cover_the_world(code: str) -> None:
    places = table(code, "places")
    english = set(places["countries"].values())
    for country in ("Italy", "United States", "United Kingdom", "China", "Brazil", "Nigeria", "Australia", "Ukraine"):
        assert country in english
    assert len(english) >= 190
    at_least(code, len(places["demonyms"]), 150)
    at_least(code, len(places["city_demonyms"]), 40)


def test_organizations_have_heads_tails_and_nouns(code: str) -> None:
    organizations = table(code, "organizations")
    for key in ("head", "tail", "inside"):
        assert len(organizations[key]) == len(set(organizations[key])) > 10, key
    at_least(code, sum(1 for forms in organizations["nouns"].values() for _ in forms), 150)


def test_verbs_are_lemmas_of_known_classes(code: str) -> None:
    verbs = table(code, "verbs")
    assert set(verbs["class"]) >= VERB_CLASSES
    for lemmas in verbs["class"].values():
        assert len(lemmas) == len(set(lemmas))
    common = verbs["common"]["lemmas"]
    assert len(common) == len(set(common))
    at_least(code, len(common), 1300)
    assert not set(verbs["class"]["deny"]) & set(verbs["class"]["confirm"])


def test_cues_are_there(code: str) -> None:
    cues = table(code, "cues")
    assert set(cues) >= CUES
    for name, forms in cues.items():
        if isinstance(forms, list):
            assert len(forms) == len(set(forms)), name
    assert not set(cues["former"]) & set(cues["current"])


def test_no_form_of_a_date_is_passed_over_where_it_stands(code: str) -> None:
    known = calendar(load_pack(code))
    for path in sorted((Path(resource("data/lang")) / code / "examples").glob("*.toml")):
        for example in tomllib.loads(path.read_text(encoding="utf-8"))["example"][::4]:
            tried = {id(one) for one in known.possible_in(example["text"])}
            passed_over = [one.pattern for one in known.expressions if id(one) not in tried]
            assert not [p for p in passed_over if re.search(p, example["text"], re.IGNORECASE)], example["text"]
