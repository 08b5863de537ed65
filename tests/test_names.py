"""What a reader of names may rely on: gender, nicknames, places, organizations, whatever the case and the accents."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peoplekg.language import names
from peoplekg.resources import resource

GOLD = Path(__file__).resolve().parent.parent.parent / "shared" / "gold"
LISTS = (
    *sorted(f"data/names/{path.name}" for path in resource("data/names").glob("*.tsv")),
    "data/places/places.tsv",
    "data/organizations/known.tsv",
    "data/events/known.tsv",
)
TABLE = names.Table(resource("data/names/given.tsv").read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize(
    ("name", "gender"),
    [
        ("Donald", "m"), ("Matteo", "m"), ("Beppe", "m"), ("Totò", "m"), ("Volodymyr", "m"), ("Narendra", "m"),
        ("Giorgia", "f"), ("Kimberly", "f"), ("Concetta", "f"), ("Agnieszka", "f"), ("Fatima", "f"), ("Ngozi", "f"),
        ("Taylor", "u"), ("Kim", "u"), ("Jean-Claude", "m"), ("Maria Grazia", "f"),
    ],
)  # fmt: skip
def test_given_names_have_their_usual_gender(name: str, gender: str) -> None:
    assert names.given_gender(name) == gender


@pytest.mark.parametrize(
    ("name", "language", "gender"),
    [
        ("Andrea", "it", "m"), ("Andrea", "en", "f"), ("Andrea", "de", "f"), ("Nicola", "it", "m"),
        ("Simone", "it", "m"), ("Simone", "fr", "f"), ("Michele", "it", "m"), ("Michele", "en", "f"),
        ("Gabriele", "de", "f"), ("Gabriele", "it", "m"), ("Rosario", "it", "m"), ("Rosario", "es", "f"),
        ("Matteo", "xx", "m"),
    ],
)  # fmt: skip
def test_a_language_reads_a_name_its_own_way(name: str, language: str, gender: str) -> None:
    assert names.given_gender(name, language) == gender


@pytest.mark.parametrize("word", ["Attualmente", "Currently", "Pentagono", "Quando", "The", "Della", "However"])
def test_words_that_open_a_sentence_are_no_given_names(word: str) -> None:
    assert names.given_gender(word) is None
    assert not names.is_given(word)


@pytest.mark.parametrize("name", ["Rossi", "O'Brien", "García", "Lloyd Webber", "Saakashvili", "Müller", "D’Amico"])
def test_surnames_are_known_or_built_like_one(name: str) -> None:
    assert names.is_surname(name) or names.has_surname_shape(name)


@pytest.mark.parametrize(("name", "language"), [("Will", "en"), ("Chiara", "it"), ("Stone", "en"), ("Soledad", "es")])
def test_names_that_are_words_are_ambiguous_where_they_are_words(name: str, language: str) -> None:
    others = {"en", "it", "es"} - {language}
    assert names.is_ambiguous(name, language)
    assert names.is_ambiguous(name)
    assert not all(names.is_ambiguous(name, other) for other in others)


@pytest.mark.parametrize("name", ["Paris", "Georgia", "Washington", "India"])
def test_names_that_are_places_are_ambiguous_everywhere(name: str) -> None:
    assert names.is_ambiguous(name, "it")
    assert names.is_ambiguous(name, "en")


@pytest.mark.parametrize("name", ["Donald", "Matteo", "Giuseppe", "Jennifer", "Zuckerberg"])
def test_plain_names_are_not_ambiguous(name: str) -> None:
    assert not names.is_ambiguous(name)


@pytest.mark.parametrize(
    ("nickname", "formal"),
    [
        ("Bill", "william"), ("Beppe", "giuseppe"), ("Pippo", "filippo"), ("Totò", "salvatore"), ("Pepe", "josé"),
        ("Bob", "robert"),
    ],
)  # fmt: skip
def test_nicknames_lead_to_the_formal_name(nickname: str, formal: str) -> None:
    assert formal in names.nickname_of(nickname)


def test_a_formal_name_is_no_nickname() -> None:
    assert names.nickname_of("William") == ()


@pytest.mark.parametrize(
    ("place", "kind"),
    [
        ("Londra", "capital"), ("London", "capital"), ("Mosca", "capital"), ("Moscú", "capital"),
        ("Stati Uniti", "country"), ("Estados Unidos", "country"), ("Toscana", "region"), ("California", "region"),
        ("New York", "city"), ("Nueva York", "city"), ("Monaco di Baviera", "city"), ("Philadelphia", "city"),
        ("Cernobbio", "town"),
        ("Europa", "continent"), ("Buckingham Palace", "landmark"), ("sao paulo", "city"),
    ],
)  # fmt: skip
def test_places_are_known_in_three_languages(place: str, kind: str) -> None:
    assert names.place_kind(place) == kind


@pytest.mark.parametrize("word", ["Of", "Rosa", "Bar", "Sandra", "Male", "Attualmente", "Donald"])
def test_words_and_people_are_no_places(word: str) -> None:
    assert names.place_kind(word) is None


def test_organizations_and_events_have_a_kind() -> None:
    assert names.known_organization("Corriere della Sera") == "newspaper"
    assert names.known_organization("Forza Italia") == "party"
    assert names.known_organization("casa bianca") == "institution"
    assert names.known_organization("Donald") is None
    assert names.known_event("Met Gala") == "gala"
    assert names.known_event("Palma d’Oro") == "award"
    assert names.known_event("Attualmente") is None


@given(st.sampled_from(list(TABLE)))
def test_case_and_accents_do_not_hide_a_name(name: str) -> None:
    assert names.is_given(name.title())
    assert names.is_given(names.unaccented(name))
    assert names.given_gender(name) == TABLE[name][0]


@given(st.text())
def test_any_text_may_be_asked_for(text: str) -> None:
    assert names.given_gender(text) in ("m", "f", "u", None)
    assert (names.given_gender(text) is not None) == names.is_given(text)
    assert names.is_surname(text) in (True, False)
    assert names.has_surname_shape(text) in (True, False)
    assert isinstance(names.ambiguous_as(text), tuple)
    assert names.place_kind(text) is None or names.place_kind(text)


@given(st.dictionaries(st.text("abcà'- ", min_size=1), st.text("xyz"), max_size=30), st.text("abcà'- "))
def test_a_sorted_list_answers_like_a_dictionary(entries: dict[str, str], wanted: str) -> None:
    table = names.Table(sorted(f"{entry}\t{rest}".rstrip("\t") for entry, rest in entries.items()))
    assert dict(table) == entries
    assert table.get(wanted) == entries.get(wanted)
    assert (wanted in table) == (wanted in entries)


@pytest.mark.parametrize("path", LISTS)
def test_lists_are_sorted_unique_and_in_the_form_that_is_looked_up(path: str) -> None:
    lines = resource(path).read_text(encoding="utf-8").splitlines()
    entries = [line.partition("\t")[0] for line in lines]
    assert entries == sorted(set(entries))
    assert lines == sorted(lines)
    assert [entry for entry in entries if entry != names.key(entry)] == []


def test_lists_are_of_real_size() -> None:
    genders = [TABLE[name][0] for name in TABLE]
    assert len(genders) > 20_000
    assert set(genders) == {"m", "f", "u"}
    assert len(names.places()) > 15_000
    assert len(names.organizations()) > 3_000


def _people(folder: str) -> Iterator[str]:
    for path in sorted((GOLD / folder).glob("*.json")):
        for person in json.loads(path.read_text(encoding="utf-8")).get("people", []):
            yield person if isinstance(person, str) else person["name"]


@pytest.mark.skipif(not GOLD.is_dir(), reason="the annotated articles are not part of the repository")
@pytest.mark.parametrize("folder", ["it", "en", "wikinews-it", "wikinews-en"])
def test_most_people_of_real_articles_have_a_known_given_name(folder: str) -> None:
    full = sorted({name for name in _people(folder) if " " in name})
    first = [name for name in full if names.is_given(name.split()[0])]
    known = [name for name in full if any(names.is_given(word) or names.is_surname(word) for word in name.split())]
    assert len(first) >= 0.9 * len(full), sorted(set(full) - set(first))
    assert len(known) >= 0.97 * len(full), sorted(set(full) - set(known))
