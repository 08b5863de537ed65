"""The names that the package itself offers."""

from __future__ import annotations

import subprocess
import sys
from importlib import import_module

import pytest

import peoplekg


def test_every_public_name_is_there_and_listed() -> None:
    for name in peoplekg.__all__:
        found = getattr(peoplekg, name)
        assert found is getattr(import_module(found.__module__), name)
        assert found.__doc__
        assert name in dir(peoplekg)


def test_a_name_that_is_not_there_is_an_ordinary_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'reed'"):
        peoplekg.reed  # noqa: B018


def test_importing_the_package_loads_nothing_but_the_package() -> None:
    code = "import sys, peoplekg; print([m for m in sys.modules if m.startswith('peoplekg.') or m == 'pyoxigraph'])"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout == "[]\n"


def test_a_question_may_be_asked_by_its_name() -> None:
    article = peoplekg.read_text("Emma Stone and Ryan Gosling are friends.", id="a", language="en")
    with peoplekg.Store.open(":memory:") as store:
        list(peoplekg.load_articles(store, [article]))
        answer = peoplekg.ask(store, "friends-of", {"person": "gosling"})
        with pytest.raises(peoplekg.PeopleKGError, match="no query named"):
            peoplekg.ask(store, "fiends-of", {"person": "gosling"})
    assert [row["friend"] for row in answer.rows] == ["Emma Stone"]
