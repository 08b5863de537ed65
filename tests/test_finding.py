"""People as a user types them: unfinished, without accents, mistyped, by nickname, in either order."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import article, role

from peoplekg.errors import NotFound
from peoplekg.store import Store
from peoplekg.store.changes import Changes
from peoplekg.store.spelling import mistyped
from peoplekg.store.terms import BEGINS, INDEX, NEAR

NAMES = ("Khloé Kardashian", "Kim Kardashian", "William Ross", "Livia Castellani", "Zoë Łukasz-Bright", "Mario Rossi")


@pytest.fixture(scope="module")
def store() -> Store:
    store = Store.open(":memory:")
    store.load(article("a", *(role(name, "actor") for name in NAMES)))
    return store


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("kard", ["Khloé Kardashian", "Kim Kardashian"]),
        ("khloe", ["Khloé Kardashian"]),
        ("KARDASHIAN K", ["Khloé Kardashian", "Kim Kardashian"]),
        ("kardashian kim", ["Kim Kardashian"]),
        ("kim kardashain", ["Kim Kardashian"]),
        ("kardashan", ["Khloé Kardashian", "Kim Kardashian"]),
        ("kradash", ["Khloé Kardashian", "Kim Kardashian"]),
        ("castelani", ["Livia Castellani"]),
        ("castelani livia", ["Livia Castellani"]),
        ("bill ross", ["William Ross"]),
        ("zoe lukasz", ["Zoë Łukasz-Bright"]),
        ("bright zoe", ["Zoë Łukasz-Bright"]),
        ("ross", ["William Ross", "Mario Rossi"]),
        ("xyzzy", []),
    ],
)
def test_what_is_typed_finds_who_is_meant(store: Store, typed: str, found: list[str]) -> None:
    assert [person.name for person in store.people(typed)] == found


def test_who_is_mistyped_is_suggested(store: Store) -> None:
    with pytest.raises(NotFound, match="Livia Castellani"):
        store.find_person("livia pastellani")


@given(st.sampled_from(("kardashian", "castellani", "william")), st.integers(0, 5), st.sampled_from("abcxyz"))
def test_one_slip_is_always_forgiven(word: str, at: int, letter: str) -> None:
    store = Store.open(":memory:")
    store.load(article("a", *(role(name, "actor") for name in NAMES)))
    changes = Changes(store.quads)
    slips = {
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
        word[:at] + word[at + 1] + word[at] + word[at + 2 :],
    }
    for slip in slips:
        assert word in mistyped(changes, slip)


def test_the_index_goes_with_the_people() -> None:
    store = Store.open(":memory:")
    store.load(article("a", role("Kim Kardashian", "actor")))
    store.load(article("b", role("Khloé Kardashian", "actor")))
    store.withdraw("b")
    assert [person.name for person in store.people("kard")] == ["Kim Kardashian"]
    assert store.people("khl") == []
    store.withdraw("a")
    for predicate in (BEGINS, NEAR):
        assert list(store.quads.quads_for_pattern(None, predicate, None, INDEX)) == []
