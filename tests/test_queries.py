"""Every canned query answers with what the articles say, how surely, and in which sentence."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from stories import denial, friends, second_voice

from peoplekg import queries
from peoplekg.errors import Ambiguous, BrokenResource, NotFound, WrongArgument
from peoplekg.resources import resource
from peoplekg.store import Store


@pytest.fixture(scope="module")
def store() -> Iterator[Store]:
    with Store.open(":memory:") as opened:
        opened.load(friends())
        opened.load(second_voice())
        yield opened


def ask(store: Store, name: str, *values: str) -> list[dict[str, object]]:
    query = queries.find(name)
    arguments = dict(zip((parameter.name for parameter in query.parameters), values, strict=True))
    return [dict(row) for row in queries.ask(store, query, arguments).rows]


def cells(rows: list[dict[str, object]], *columns: str) -> list[tuple[object, ...]]:
    return [tuple(row[column] for column in columns) for row in rows]


# What is asked, which columns to look at, and what they must hold.
ANSWERS = [
    (
        ("friends-of", "Ada Bell"),
        ("friend", "since", "how surely", "sources"),
        [("Cleo Dunn", "2013~", "stated", 2), ("Eve Zoë Fox", None, "stated", 1)],
    ),
    (
        ("friends-of", "Eve Fox"),
        ("friend", "how surely"),
        [("Ada Bell", "stated"), ("Cleo Dunn", "reported by The Post")],
    ),
    (("friends-of", "Max Orr"), ("friend",), []),
    (("friends-of-friends", "Ada Bell"), ("friend of friend",), []),
    (("common-friends", "ada bell", "CLEO"), ("friend", "how surely"), [("Eve Zoë Fox", "reported by The Post")]),
    (
        ("family-of", "ada"),
        ("relative", "relation", "status", "inferred"),
        [
            ("Hilda Ray", "grandparent", None, "inferred"),
            ("Gina Bell", "parent", None, None),
            ("Tom Vale", "spouse", "former", None),
        ],
    ),
    (
        ("family-of", "Hilda"),
        ("relative", "relation", "inferred"),
        [("Gina Bell", "child", None), ("Ada Bell", "grandchild", "inferred")],
    ),
    (
        ("partners-of", "Ada Bell"),
        ("partner", "tie", "status", "until"),
        [("Uwe Wirth", "partner", None, None), ("Tom Vale", "spouse", "former", "2012")],
    ),
    (("rivals-of", "Orr"), ("rival",), [("Ada Bell",)]),
    (("colleagues-of", "Ada Bell"), ("colleague",), [("Pia Quist",)]),
    (
        ("events-of", "Ada Bell"),
        ("event", "date", "with", "place"),
        [("meeting", "2018-05", "Ian Joy", "Oval Office"), ("birthday celebration", "2023-10-22", "Cleo Dunn", None)],
    ),
    (("events-between", "2018-05-31", "2018"), ("event", "who"), [("meeting", ["Ada Bell", "Ian Joy"])]),
    (("events-between", "2023", "2023"), ("event",), [("birthday celebration",)]),
    (("events-between", "2019", "2022-12"), ("event",), []),
    (("met", "Ian Joy"), ("who", "date", "place"), [("Ada Bell", "2018-05", "Oval Office")]),
    (
        ("pardons",),
        ("beneficiary", "clemency", "by", "date", "advocate"),
        [("Kay Lee", "commutation", "Ian Joy", "2018-06", "Ada Bell")],
    ),
    (("pardons-by", "joy"), ("beneficiary", "clemency"), [("Kay Lee", "commutation")]),
    (("pardons-of", "kay lee"), ("clemency", "by"), [("commutation", "Ian Joy")]),
    (("pardons-of", "Max Orr"), ("clemency",), []),
    (
        ("pardons-sought",),
        ("beneficiary", "clemency", "by", "advocate", "how surely"),
        [("Max Orr", "pardon", None, "Ada Bell", "possible")],
    ),
    (("advocated-by", "Ada Bell"), ("beneficiary", "by"), [("Kay Lee", "Ian Joy")]),
    (("works-of", "Ada Bell"), ("work", "type", "date"), [("Long Book", "book", "2021")]),
    (("roles-of", "Ian Joy"), ("role", "organization"), [("president", None)]),
    (("age-of", "Ada Bell"), ("years", "on"), [(43, "2023-11-03")]),
    (
        ("birthday-of", "Ada Bell"),
        ("what", "date", "place"),
        [("birth", "1980-10-22", "Rome"), ("birthday celebration", "2023-10-22", None)],
    ),
    (
        ("sources-of", "Eve Fox"),
        ("article", "published", "claims"),
        [("friends", "2023-11-03", 1), ("second-voice", "2024-02-01", 1)],
    ),
    (
        ("person", "Kay Lee"),
        ("what", "as", "with", "when"),
        [("commutation", "commutation beneficiary", ["Ada Bell", "Ian Joy"], "2018-06")],
    ),
]


@pytest.mark.parametrize(("asked", "columns", "answer"), ANSWERS, ids=[" ".join(asked) for asked, _, _ in ANSWERS])
def test_answers(
    store: Store, asked: tuple[str, ...], columns: tuple[str, ...], answer: list[tuple[object, ...]]
) -> None:
    assert cells(ask(store, *asked), *columns) == answer


def test_every_query_has_an_answer_above() -> None:
    assert {asked[0] for asked, _, answer in ANSWERS if answer or asked[0] == "friends-of-friends"} == set(
        queries.names()
    )


def test_a_friend_of_a_friend_comes_with_both_sentences() -> None:
    with Store.open(":memory:") as alone:
        alone.load(friends())
        (row,) = ask(alone, "friends-of-friends", "Ada Bell")
    assert (row["friend of friend"], row["through"]) == ("Eve Zoë Fox", "Cleo Dunn")
    assert row["how surely"] == "reported by The Post"
    assert row["sentence"] == [
        "“Ada Bell and Cleo Dunn became friends ten years ago.” — Friends for ever, 2023-11-03",
        "“Cleo Dunn is a friend of Eve Zoë Fox, says The Post.” — Friends for ever, 2023-11-03",
    ]


def test_an_inferred_row_comes_with_the_sentences_it_follows_from(store: Store) -> None:
    row = ask(store, "family-of", "Ada Bell")[0]
    quotes = {str(sentence).partition(" — ")[0] for sentence in row["sentence"]}  # type: ignore[attr-defined]
    assert quotes == {"“Gina Bell is Ada Bell's mother.”", "“Hilda Ray is Gina Bell's mother.”"}


def test_a_fact_that_somebody_denies_says_so(store: Store) -> None:
    with Store.open(":memory:") as torn:
        for article in (friends(), second_voice(), denial()):
            torn.load(article)
        row = ask(torn, "friends-of", "Ada Bell")[0]
    assert (row["friend"], row["sources"], row["denied by"]) == ("Cleo Dunn", 2, 1)
    assert str(row["sentence"][-1]).startswith("denied: “Ada Bell and Cleo Dunn are not friends")  # type: ignore[index]
    assert ask(store, "friends-of", "Ada Bell")[0]["denied by"] is None


def test_the_support_of_a_row_points_into_the_article(store: Store) -> None:
    for row in ask(store, "person", "Ada Bell"):
        for one in row["support"]:  # type: ignore[attr-defined]
            text = store.article(one["article"]).article.text
            assert text[one["start"] : one["end"]] == one["sentence"]


def test_a_person_is_told_with_every_fact_and_nothing_denied(store: Store) -> None:
    rows = ask(store, "person", "Max Orr")
    assert cells(rows, "what", "with") == [("rivalry", "Ada Bell")]


def test_names_that_fit_several_or_nobody(store: Store) -> None:
    with pytest.raises(Ambiguous, match=r"Ada Bell.*Gina Bell"):
        ask(store, "friends-of", "bell")
    with pytest.raises(NotFound, match="Cleo Dunn"):
        ask(store, "friends-of", "Clio Dun")


@pytest.mark.parametrize("date", ["yesterday", "2018-5", "18", "2018-05-01T00:00", "", "2018-13-01", "2018-02-30"])
def test_a_wrong_date_says_how_to_write_one(store: Store, date: str) -> None:
    with pytest.raises(WrongArgument, match="2023-11-03"):
        ask(store, "events-between", date, "2020")


def test_a_value_is_never_part_of_the_query(store: Store) -> None:
    with pytest.raises(NotFound):
        ask(store, "friends-of", '> } INSERT DATA { <a:b> <a:b> "c" } #')


def test_an_unknown_query_suggests_the_nearest() -> None:
    with pytest.raises(WrongArgument, match="friends-of"):
        queries.find("freinds-of")


@pytest.mark.parametrize("name", queries.names())
def test_every_query_file_is_complete(name: str) -> None:
    query = queries.find(name)
    words = shlex.split(query.example)
    assert words[:3] == ["peoplekg", "query", name]
    assert len(words) == 3 + len(query.parameters)
    assert not query.summary.endswith(".")
    assert re.search(r"^ORDER BY .*", query.text, re.MULTILINE), "the same graph must give the same order"
    for parameter in query.parameters:
        assert f"?{parameter.name}" in query.text.partition("WHERE")[0], "a bound variable must be selected"


@pytest.mark.parametrize(
    ("header", "complaint"),
    [
        ("#+ summary: x\n", "example"),
        ("#+ example: x\n", "summary"),
        ("#+ summary: x\n#+ example: y\n#+ params:\n#+   who (human): z\n", "line 4"),
        ("#+ summary: x\n#+ colour: red\n", "line 2"),
    ],
)
def test_a_broken_header_is_named(tmp_path: Path, header: str, complaint: str) -> None:
    path = tmp_path / "broken.rq"
    path.write_text(header + "SELECT * {}\n", encoding="utf-8")
    with pytest.raises(BrokenResource, match=complaint):
        queries.read(path)


def test_free_sparql(store: Store) -> None:
    answer = queries.run(
        store, "PREFIX pkg: <https://w3id.org/peoplekg/ontology#> SELECT (COUNT(?f) AS ?n) { ?f a pkg:Friendship }"
    )
    assert isinstance(answer, queries.Answer)
    assert answer.rows == ({"n": 3},)
    graph = queries.run(
        store,
        "CONSTRUCT { ?a <http://xmlns.com/foaf/0.1/knows> ?b } { ?a <https://w3id.org/peoplekg/ontology#friendOf> ?b }",
    )
    assert isinstance(graph, bytes)
    assert b"foaf:knows" in graph
    with pytest.raises(WrongArgument):
        queries.run(store, "SELECT {")


def test_queries_are_where_the_wheel_looks_for_them() -> None:
    assert resource("queries").is_dir()
