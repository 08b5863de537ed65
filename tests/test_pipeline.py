"""From a text to a graph and back, with everything real in between."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from written import contents, inferred

from peoplekg.errors import NoPeople, PeopleKGError, UnsupportedLanguage
from peoplekg.model import Article
from peoplekg.pipeline import load_article, load_articles
from peoplekg.reading import read_text
from peoplekg.store import Store

ENGLISH = "Emma Stone and Ryan Gosling are friends. Emma Stone is married to Dave McCary."
ITALIAN = "Emma Stone è la moglie di Dave McCary. La loro amicizia con Ryan Gosling è nota."


@pytest.fixture
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        yield opened


def text(words: str, name: str, language: str = "en") -> Article:
    return read_text(words, id=name, language=language)


def test_a_text_becomes_a_graph(store: Store) -> None:
    report = load_article(store, text(ENGLISH, "a"))
    assert report.outcome == "new"
    assert {("Emma_Stone", "friendOf", "Ryan_Gosling"), ("Dave_Mccary", "spouseOf", "Emma_Stone")} <= inferred(store)
    assert store.verify() == []


def test_two_languages_speak_of_one_person(store: Store) -> None:
    reports = list(load_articles(store, [text(ENGLISH, "a"), text(ITALIAN, "b", "it")]))
    assert "Emma Stone" in reports[1].people_matched
    fact = next(
        quad.subject for quad in store.quads if "/marriage/" in str(quad.subject) and "key" in str(quad.predicate)
    )
    assert store.support(fact.value).sources == 2


def test_the_same_text_is_not_read_again(store: Store) -> None:
    load_article(store, text(ENGLISH, "a"))
    before = contents(store)
    assert load_article(store, text(ENGLISH, "a")).outcome == "unchanged"
    assert contents(store) == before


def test_an_article_that_cannot_be_loaded_does_not_stop_the_rest(store: Store) -> None:
    failures: list[tuple[str, PeopleKGError]] = []
    articles = [
        text("It rained all day long.", "rain"),
        Article("klingon", "Qapla'", "tlh", ()),
        text(ENGLISH, "a"),
    ]
    reports = list(load_articles(store, articles, on_failure=lambda source, error: failures.append((source, error))))
    assert [report.article for report in reports] == ["a"]
    kinds = [(source, type(error)) for source, error in failures]
    assert kinds == [("rain", NoPeople), ("klingon", UnsupportedLanguage)]
    with pytest.raises(NoPeople, match="rain"):
        list(load_articles(store, articles))


def test_the_order_of_articles_does_not_matter(tmp_path: Path) -> None:
    articles = [text(ENGLISH, "a"), text(ITALIAN, "b", "it"), text("Ryan Gosling is the father of Eva Mendes.", "c")]
    stores = [Store.open(":memory:") for _ in range(2)]
    list(load_articles(stores[0], articles))
    list(load_articles(stores[1], articles[::-1]))
    assert contents(stores[0]) == contents(stores[1])
