"""How things stood on a day: what held, what was over, what had not begun, and what nobody says."""

from __future__ import annotations

import pytest
from written import aged, article, event, parent, tie

from peoplekg import queries
from peoplekg.errors import WrongArgument
from peoplekg.model import Claim, Extraction
from peoplekg.store import Store

ANN, BO = "Ann Lee", "Bo Park"


def loaded(*articles: Extraction) -> Store:
    store = Store.open(":memory:")
    for one in articles:
        store.load(one)
    return store


def stood(store: Store, query: str, on: str) -> list[object]:
    return [row[f"on {on}"] for row in queries.ask(store, query, {"person": ANN}, on=on).rows]


def married(**more: str) -> Claim:
    return tie("spouse", ANN, BO, **more)


@pytest.mark.parametrize(
    ("on", "how"),
    [
        ("2010", ["perhaps"]),
        ("2014-12-31", ["holds"]),
        ("2016", ["holds"]),
        ("2018-07", ["over"]),
        ("2030", ["over"]),
    ],
)
def test_spouse_in_2014_and_former_spouse_in_2018_is_history(on: str, how: list[str]) -> None:
    store = loaded(
        article("a", married(), published="2014-06-01"),
        article("b", married(status="former"), published="2018-07-01"),
    )
    assert stood(store, "partners-of", on) == how
    assert store.disputes() == []
    (now,) = queries.ask(store, "partners-of", {"person": ANN}).rows
    assert now["status"] == "former"


def test_the_dates_that_are_given_count_more_than_when_it_was_written() -> None:
    store = loaded(
        article("a", married(start="2014-06-14"), published="2014-06-16"),
        article("b", married(status="former", end="2018-08"), published="2020-01-01"),
    )
    assert stood(store, "partners-of", "2013") == []
    assert stood(store, "partners-of", "2014-06") == ["holds"]
    assert stood(store, "partners-of", "2018-08-15") == ["holds"]
    assert stood(store, "partners-of", "2018-09") == ["over"]


def test_two_marriages_of_the_same_people_stand_apart() -> None:
    store = loaded(
        article("a", married(start="1964", end="1974", status="former"), published="1980"),
        article("b", married(start="1975", end="1976", status="former"), published="1980"),
    )
    assert stood(store, "partners-of", "1970") == ["holds"]
    assert stood(store, "partners-of", "1975-06") == ["over", "holds"]
    assert store.disputes() == []


def test_what_happened_later_is_left_out_and_kinship_always_holds() -> None:
    store = loaded(
        article("a", event("meeting", ANN, BO, date="2018-05"), parent(BO, ANN), aged(ANN, 40), published="2020-01-01")
    )
    assert stood(store, "events-of", "2018-04") == []
    assert stood(store, "events-of", "2018") == ["holds"]
    assert stood(store, "family-of", "1990") == ["holds"]
    assert stood(store, "age-of", "2019") == []


def test_a_row_tells_the_history_of_its_facts() -> None:
    store = loaded(
        article("a", married(start="2014"), published="2014-06-01"),
        article("b", married(status="former"), published="2018-07-01"),
    )
    (row,) = queries.ask(store, "partners-of", {"person": ANN}).rows
    (told,) = row["history"]  # type: ignore[union-attr, misc]
    assert told["earliest"] == "2014-01-01"
    assert [(one["published"], one["status"]) for one in told["told"]] == [
        ("2014-06-01", "current"),
        ("2018-07-01", "former"),
    ]


def test_no_date_is_refused() -> None:
    store = loaded(article("a", married()))
    with pytest.raises(WrongArgument, match="'last year' is no date"):
        queries.ask(store, "partners-of", {"person": ANN}, on="last year")


def test_two_spouses_over_the_same_time_are_disputed() -> None:
    store = loaded(
        article("a", married(start="2010-05-01"), published="2010-05-02"),
        article("b", tie("spouse", ANN, "Cy Young", start="2011"), published="2012-03-01"),
    )
    assert store.disputes() == []  # nobody says that the first marriage lasted
    store.load(article("c", married(), published="2013-01-01"))
    (dispute,) = store.disputes()
    assert dict(dispute.words)["en"] == "Ann Lee has two of the kind “marriage” over the same time"
    assert {one.article.rpartition("/")[2] for one in (*dispute.stands, *dispute.against)} == {"a", "b", "c"}


def test_married_divorced_and_married_to_somebody_else_is_no_dispute() -> None:
    store = loaded(
        article("a", married(start="2010", end="2014-06", status="former"), published="2020-01-01"),
        article("b", tie("spouse", ANN, "Cy Young", start="2015"), published="2020-02-01"),
        article("c", tie("spouse", ANN, "Cy Young"), published="2021-02-01"),
    )
    assert store.disputes() == []
