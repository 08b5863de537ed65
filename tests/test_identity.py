"""Who is who over several articles: what joins people, what keeps them apart, what a user says of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from written import article, born, contents, died, event, parent, role, tie

from peoplekg import naming
from peoplekg.errors import NotFound, WrongArgument
from peoplekg.model import Claim, Extraction, Person
from peoplekg.store import Store
from peoplekg.store.register import end_of
from peoplekg.store.terms import group_node


def loaded(*articles: Extraction) -> Store:
    store = Store.open(":memory:")
    for one in articles:
        store.load(one)
    return store


def said_of(name: str, *claims: Claim, others: tuple[str, ...] = ()) -> Store:
    """A store with one article for each claim, which names the person and others."""
    return loaded(*(article(f"article-{n}", one, people=(name, *others)) for n, one in enumerate(claims)))


def people(store: Store) -> list[str]:
    return [person.name for person in store.people()]


class TestNames:
    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Donald Trump", "Donald J. Trump"),
            ("Donald J. Trump", "Donald John Trump"),
            ("Ursula von der Leyen", "Ursula Von Der Leyen"),
            ("José Álvarez", "Jose Alvarez"),
            ("Jean-Claude Juncker", "Jean Claude Juncker"),
        ],
    )
    def test_one_name_written_in_two_ways(self, one: str, other: str) -> None:
        a, b = naming.parse(one), naming.parse(other)
        assert a.key == b.key or naming.nearness(a, b) == "close"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("D. Trump", "Donald Trump"),
            ("Orbán Viktor", "Viktor Orbán"),
            ("Kim Kardashian", "Kim Kardashian West"),
            ("Mikhail Gorbachev", "Mikhail Gorbaciov"),
        ],
    )
    def test_names_that_need_more_than_the_name(self, one: str, other: str) -> None:
        assert naming.nearness(naming.parse(one), naming.parse(other)) == "possible"

    @pytest.mark.parametrize(
        ("one", "other"),
        [
            ("Donald Trump", "Donald Trump Jr."),
            ("Donald J. Trump", "Donald K. Trump"),
            ("Donald Trump", "Ivanka Trump"),
            ("Kim", "Kim Kardashian"),
            ("Alice Johnson", "Alice Jackson"),
        ],
    )
    def test_names_of_different_people(self, one: str, other: str) -> None:
        assert naming.key(one) != naming.key(other)
        assert naming.nearness(naming.parse(one), naming.parse(other)) is None

    @given(st.text(min_size=1), st.text(min_size=1))
    def test_near_is_mutual_and_found_by_the_blocks(self, one: str, other: str) -> None:
        a, b = naming.parse(one), naming.parse(other)
        assert naming.nearness(a, b) == naming.nearness(b, a)
        if naming.nearness(a, b):
            assert set(naming.blocks(a)) & set(naming.blocks(b))

    @given(
        st.lists(st.sampled_from(["alex", "sandra", "b", "bob", "bill", "de", "leigh", "lee"]), min_size=1, max_size=4),
        st.lists(st.sampled_from(["alex", "sandra", "b", "bob", "bill", "de", "leigh", "lee"]), min_size=1, max_size=4),
    )
    def test_the_same_of_names_that_are_alike(self, one: list[str], other: list[str]) -> None:
        self.test_near_is_mutual_and_found_by_the_blocks.hypothesis.inner_test(  # type: ignore[attr-defined]
            self, " ".join(one), " ".join(other)
        )

    @given(st.text(min_size=1))
    def test_a_key_can_be_read_off_its_node(self, name: str) -> None:
        assert end_of(group_node(naming.key(name)).value) == naming.key(name)


class TestMatching:
    def test_a_full_name_is_one_person_while_nothing_speaks_against_it(self) -> None:
        store = said_of("Ann Lee", tie("friend", "Ann Lee", "Bo Park"), role("Ann Lee", "actor"))
        assert people(store) == ["Ann Lee", "Bo Park"]

    def test_a_middle_name_makes_nobody_else(self) -> None:
        store = loaded(article("a", people=("Ann Lee",)), article("b", people=("Ann B. Lee",)))
        assert people(store) == ["Ann Lee"]

    def test_namesakes_with_other_birth_dates_are_two(self) -> None:
        store = said_of("Ann Lee", born("Ann Lee", "1950-03-04"), born("Ann Lee", "1980-07-08"))
        assert people(store) == ["Ann Lee", "Ann Lee"]
        (doubt,) = store.undecided()
        assert doubt.reasons_against == ("born 1950-03-04 against born 1980-07-08",)

    def test_who_is_born_after_a_death_is_somebody_else(self) -> None:
        store = said_of("Ann Lee", died("Ann Lee", "1990"), born("Ann Lee", "1995"))
        assert people(store) == ["Ann Lee", "Ann Lee"]

    def test_who_is_at_a_party_years_after_a_death_is_somebody_else(self) -> None:
        store = said_of("Ann Lee", died("Ann Lee", "1990"), event("party", "Ann Lee", "Bo Park", date="2015"))
        assert people(store).count("Ann Lee") == 2

    def test_namesakes_are_joined_with_those_who_share_what_is_theirs(self) -> None:
        store = loaded(
            article("a", born("Ann Lee", "1950-03-04"), tie("spouse", "Ann Lee", "Bo Park")),
            article("b", born("Ann Lee", "1980-07-08"), role("Ann Lee", "founder", "Skims")),
            article("c", tie("spouse", "Ann Lee", "Bo Park")),
            article("d", role("Ann Lee", "founder", "Skims")),
            article("e", people=("Ann Lee",)),
        )
        assert people(store).count("Ann Lee") == 3  # of the last article nobody can tell

    def test_one_wrong_age_does_not_tear_a_known_person_apart(self) -> None:
        right = [article(f"right-{n}", born("Ann Lee", "1980-07-08")) for n in range(4)]
        plain = [article(f"plain-{n}", people=("Ann Lee",)) for n in range(3)]
        store = loaded(*right, *plain, article("wrong", born("Ann Lee", "1930")))
        assert people(store) == ["Ann Lee", "Ann Lee"]

    def test_somebody_who_could_be_either_of_two_is_neither(self) -> None:
        store = loaded(*(article(name, people=(name,)) for name in ("Ann Lee", "Ann B. Lee", "Ann C. Lee")))
        assert people(store) == ["Ann B. Lee", "Ann C. Lee", "Ann Lee"]
        assert {doubt.reasons_against for doubt in store.undecided()} == {("one of them may also be somebody else",)}

    def test_a_nickname_is_the_name_it_is_short_for(self) -> None:
        store = loaded(article("a", people=("Bill Clinton",)), article("b", people=("William Clinton",)))
        assert people(store) == ["Bill Clinton"]

    def test_a_nickname_of_several_names_is_not(self) -> None:
        woman, man = Person("Alexandra Lee", gender="f"), Person("Alex Lee", gender="m")
        assert len(loaded(article("a", people=(woman,)), article("b", people=(man,))).people()) == 2

    def test_a_woman_is_not_a_man_of_a_near_name(self) -> None:
        one, other = Person("Andrea Neri", gender="f"), Person("Andrea M. Neri", gender="m")
        store = loaded(article("a", people=(one,)), article("b", people=(other,)))
        assert len(store.people()) == 2
        assert store.undecided()[0].reasons_against == ("one is spoken of as a woman, the other as a man",)

    def test_junior_is_not_senior(self) -> None:
        store = loaded(article("a", parent("Ray Fox", "Ray Fox Jr.")), article("b", people=("Ray Fox", "Ray Fox Jr.")))
        assert people(store) == ["Ray Fox", "Ray Fox Jr."]

    def test_an_article_that_tells_two_apart_keeps_them_apart(self) -> None:
        store = loaded(article("a", people=("Ann Lee", "Ann B. Lee")))
        assert people(store) == ["Ann B. Lee", "Ann Lee"]

    def test_a_bare_first_name_is_matched_with_nobody(self) -> None:
        store = loaded(*(article(name, people=("Kim",)) for name in ("a", "b")))
        assert people(store) == ["Kim", "Kim"]
        assert store.undecided() == []

    def test_a_bare_name_with_the_same_tie_is_one_person(self) -> None:
        store = loaded(*(article(name, tie("spouse", "Kim", "Bo Park")) for name in ("a", "b")))
        assert people(store) == ["Bo Park", "Kim"]

    def test_an_initial_needs_company(self) -> None:
        alone = loaded(article("a", people=("Ann Lee",)), article("b", people=("A. Lee",)))
        assert people(alone) == ["A. Lee", "Ann Lee"]
        assert [doubt.reasons_against for doubt in alone.undecided()] == [("nothing but the name speaks for it",)]
        others = ("Bo Park", "Cy Young")
        together = loaded(article("a", people=("Ann Lee", *others)), article("b", people=("A. Lee", *others)))
        assert people(together) == ["Ann Lee", "Bo Park", "Cy Young"]

    def test_names_in_capitals_are_the_same_and_not_shown(self) -> None:
        store = loaded(article("a", people=("ANN LEE",)), article("b", people=("Ann Lee",)))
        assert people(store) == ["Ann Lee"]

    def test_gender_is_kept_while_articles_agree(self) -> None:
        store = loaded(article("a", people=(Person("Ann Lee", gender="f"),)), article("b", people=("Ann Lee",)))
        assert store.find_person("ann lee").gender == "female"


class TestJudgements:
    def two(self) -> tuple[Store, str, str]:
        store = said_of(
            "Ann Lee", born("Ann Lee", "1950-03-04"), tie("friend", "Ann Lee", "Bo Park"), born("Ann Lee", "1980-07-08")
        )
        first, second, *_ = (one.iri for one in store.people() if one.name == "Ann Lee")
        return store, first, second

    def test_same_joins_at_once_and_can_be_taken_back(self) -> None:
        store, first, second = self.two()
        before = contents(store)
        many = len(store.people())
        assert store.judge_same(first, second)
        assert len(store.people()) == many - 1
        (judgement,) = store.judgements()
        assert store.forget_judgement(judgement.first, judgement.second)
        assert contents(store) == before

    def test_different_parts_people_of_one_name(self) -> None:
        store = said_of("Ann Lee", role("Ann Lee", "actor", "BBC"), role("Ann Lee", "judge", "Court"))
        first, second = (f"https://w3id.org/peoplekg/id/article/article-{number}/person/Ann_Lee" for number in (0, 1))
        assert store.judge_different(first, second)
        assert people(store) == ["Ann Lee", "Ann Lee"]
        assert store.undecided() == []
        store.load(article("article-1", role("Ann Lee", "judge", "Supreme Court")))
        assert people(store) == ["Ann Lee", "Ann Lee"]

    def test_different_keeps_near_names_apart(self) -> None:
        store = loaded(article("a", people=("Ann Lee", "Ann B. Lee")))
        assert store.judge_different("Ann Lee", "Ann B. Lee")
        store.withdraw("a")
        store.load(article("b", people=("Ann Lee",)))
        store.load(article("c", people=("Ann B. Lee",)))
        assert people(store) == ["Ann B. Lee", "Ann Lee"]
        assert store.undecided() == []

    def test_one_person_cannot_be_judged_against_themselves(self) -> None:
        store = loaded(article("a", people=("Ann Lee",)))
        with pytest.raises(WrongArgument):
            store.judge_different("Ann Lee", "ann lee")

    def test_a_judgement_can_be_turned_round_by_the_names(self) -> None:
        store = loaded(article("a", people=("Ann Lee",)), article("b", people=("Ann Moss",)))
        assert store.judge_same("ann lee", "ann moss")
        assert people(store) == ["Ann Lee"]
        assert store.judge_different("ann moss", "ann lee")
        assert people(store) == ["Ann Lee", "Ann Moss"]
        assert store.forget_judgement("Ann Lee", "Ann Moss")
        assert store.judgements() == []

    def test_a_judgement_outlives_a_reload_and_a_withdrawal(self) -> None:
        store = loaded(article("a", people=("Ann Lee",)), article("b", people=("Ann Moss",)))
        store.judge_same(*(one.iri for one in store.people()))
        assert len(store.people()) == 1
        store.load(article("b", role("Ann Moss", "actor"), people=("Ann Moss",)))
        assert len(store.people()) == 1
        store.withdraw("b")
        store.load(article("b", people=("Ann Moss",)))
        assert len(store.people()) == 1

    def test_a_merge_leaves_the_articles_as_they_are(self) -> None:
        store = loaded(article("a", people=("Ann Lee",)), article("b", people=("Ann Moss",)))
        before = set(store.export("evidence"))
        store.judge_same(*(one.iri for one in store.people()))
        assert set(store.export("evidence")) == before

    def test_nobody_can_be_judged_who_is_not_there(self) -> None:
        store = loaded(article("a", people=("Ann Lee",)))
        with pytest.raises(NotFound):
            store.judge_same(store.people()[0].iri, "https://w3id.org/peoplekg/id/person/Nobody")
