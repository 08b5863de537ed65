"""What thousands of articles state is as quick to change as what one does, and says the same as if all were read."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as px
import pytest
from written import article, contents, event, role, tie

from peoplekg.model import Claim, Extraction
from peoplekg.ontology import term
from peoplekg.store import Store
from peoplekg.store.terms import INDEX, MERGED, NEWEST, STATES, TELLS_OF, TIMES

ANN, BO = "Ann Lee", "Bo Park"


class Counting:
    """A store in memory that counts the quads that are read."""

    def __init__(self) -> None:
        self.quads = px.Store()
        self.read = 0

    def quads_for_pattern(self, *pattern: object) -> Iterator[px.Quad]:
        for quad in self.quads.quads_for_pattern(*pattern):  # type: ignore[arg-type]
            self.read += 1
            yield quad

    def __contains__(self, quad: px.Quad) -> bool:
        return quad in self.quads

    def __getattr__(self, name: str) -> object:
        return getattr(self.quads, name)


def reading(said: list[Claim], published: list[str], many: int) -> tuple[int, int]:
    """How many quads it takes to load one article more that says this, and to withdraw it, after so many."""
    counting = Counting()
    store = Store(counting)  # type: ignore[arg-type]
    for number in range(many):
        store.load(article(f"a-{number:04}", *said, published=published[number % len(published)]))
    counting.read = 0
    store.load(article("b", *said, published=published[0]))
    loading = counting.read
    store.withdraw("b")
    return loading, counting.read - loading


@pytest.mark.parametrize(
    "said",
    [
        role(ANN, "singer"),
        tie("friend", ANN, BO),
        Claim("born", {"person": ANN}, {}, role(ANN, "").evidence, date="1980-05-01"),
        event("meeting", ANN, BO, "Cy Young", date="2019-04-02"),
        event("meeting", ANN, BO),
    ],
    ids=lambda claim: f"{claim.kind} {claim.date}",
)
def test_to_add_to_a_fact_and_take_away_again_reads_no_more_for_many_claims(said: Claim) -> None:
    published = ["2019-03-01", "2019-04-02", "2019-04-03"]
    assert reading([said], published, 20) == reading([said], published, 80)


def test_it_takes_the_reading_of_none_to_hear_what_the_newest_says() -> None:
    former, current = (tie("spouse", ANN, BO, status=status) for status in ("former", "current"))

    def after(many: int) -> int:
        counting = Counting()
        store = Store(counting)  # type: ignore[arg-type]
        for number in range(many):
            store.load(article(f"a-{number:04}", former if number % 3 else current, published="2019"))
        counting.read = 0
        store.load(article("b", former, published="2018"))
        return counting.read

    assert after(21) == after(81)


def status(store: Store) -> set[str]:
    found = store.quads.quads_for_pattern(None, term("status"), None, MERGED)
    return {quad.object.value for quad in found if isinstance(quad.object, px.Literal)}


def test_the_newest_article_decides_also_when_it_goes_or_gets_another_date() -> None:
    former, current = (tie("spouse", ANN, BO, status=status) for status in ("former", "current"))
    store = Store.open(":memory:")
    store.load(article("a", former, published="2020"))
    store.load(article("b", current, published="2021"))
    store.load(article("c", former, published="2022"))
    assert status(store) == {"former"}
    store.load(article("c", former, published="2019"))
    assert status(store) == {"current"}
    store.load(article("c", former, published="2022"))
    store.withdraw("c")
    assert status(store) == {"current"}
    store.withdraw("b")
    assert status(store) == {"former"}


def test_the_most_frequent_spelling_is_shown_however_the_balance_shifts() -> None:
    store = Store.open(":memory:")

    def shown() -> list[str]:
        found = store.quads.quads_for_pattern(None, term("title"), None, MERGED)
        return [quad.object.value for quad in found if isinstance(quad.object, px.Literal)]

    store.load(article("a", role(ANN, "Head of music")))
    store.load(article("b", role(ANN, "head of Music")))
    store.load(article("c", role(ANN, "head of Music")))
    assert shown() == ["head of Music"]
    store.withdraw("b")
    assert shown() == ["Head of music"]
    store.load(article("b", role(ANN, "head of Music")))
    assert shown() == ["head of Music"]


def older(store: Store) -> Store:
    """The store as it would be if a version had written it that did not yet keep who says the same."""
    for predicate in (STATES, TELLS_OF, TIMES, NEWEST):
        for quad in list(store.quads.quads_for_pattern(None, predicate, None, INDEX)):
            store.quads.remove(quad)
    return store


def both(*articles: Extraction) -> tuple[Store, Store]:
    one, other = Store.open(":memory:"), Store.open(":memory:")
    for extraction in articles:
        one.load(extraction)
        other.load(extraction)
    return older(one), other


def test_a_store_of_an_older_version_grows_on_and_shrinks() -> None:
    said = role(ANN, "singer"), event("meeting", ANN, BO), tie("spouse", ANN, BO, status="former")
    before = [article(name, *said, published=f"2020-0{number}-01") for number, name in enumerate("abc", 1)]
    more = article("d", *said, tie("spouse", ANN, BO), published="2020-04-01")
    grown, same = both(*before)
    for store in (grown, same):
        store.load(more)
    assert contents(grown) == contents(same)
    shrunk, same = both(*before, more)
    for store in (shrunk, same):
        store.withdraw("d")
    assert contents(shrunk) == contents(same)
