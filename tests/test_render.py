"""Tables fit the page, and what programs read is whole."""

from __future__ import annotations

import csv
import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from peoplekg.render import Row, cell_width, plain, render

QUOTE = "Kim e Ivanka hanno un'amicizia che dura da diversi anni, hanno detto entrambe, e nessuna delle due la nega."
ROWS: list[Row] = [
    {"friend": "Ivanka Trump", "since": "2013~", "sources": 2, "sentence": [QUOTE, "Amiche."]},
    {"friend": "Xu 徐 Wei", "since": None, "sources": 1, "sentence": []},
]
COLUMNS = ["friend", "since", "sources", "sentence"]


def test_a_table_puts_the_sentences_under_their_row() -> None:
    assert render(ROWS, COLUMNS, below=["sentence"], width=60).splitlines() == [
        "friend        since  sources",
        "Ivanka Trump  2013~  2",
        "    Kim e Ivanka hanno un'amicizia che dura da diversi anni,",
        "    hanno detto entrambe, e nessuna delle due la nega.",
        "    Amiche.",
        "Xu 徐 Wei            1",
    ]


def test_a_column_that_nobody_fills_is_left_out_of_a_table_but_not_of_csv() -> None:
    rows: list[Row] = [{"a": "x", "b": None}]
    assert render(rows, ["a", "b"]) == "a\nx\n"
    assert render(rows, ["a", "b"], "csv") == "a,b\nx,\n"


words = st.text(st.sampled_from("abcdefgh é徐 |\n\t\x1b\\,\"'"), max_size=60)


@given(st.lists(st.tuples(words, words, words), min_size=1, max_size=4))
def test_no_line_of_a_table_is_wider_than_the_page(texts: list[tuple[str, str, str]]) -> None:
    rows: list[Row] = [dict(zip("abc", cells, strict=True)) for cells in texts]
    for line in render(rows, "abc", below=["c"], width=40).splitlines():
        assert cell_width(line) <= 40
        assert "\x1b" not in line


@given(st.lists(st.tuples(words, words), max_size=4))
def test_json_keeps_every_value_and_csv_every_word(texts: list[tuple[str, str]]) -> None:
    rows: list[Row] = [{"a": a, "b": b} for a, b in texts]
    assert json.loads(render(rows, "ab", "json")) == rows
    lines = list(csv.reader(io.StringIO(render(rows, "ab", "csv"))))
    assert lines == [["a", "b"], *([plain(a), plain(b)] for a, b in texts)]


def test_markdown_escapes_the_bars() -> None:
    assert render([{"a": "x|y"}], ["a"], "markdown") == "| a |\n| --- |\n| x\\|y |\n"


def test_colours_only_when_asked_for() -> None:
    assert "\x1b[" not in render(ROWS, COLUMNS, below=["sentence"])
    assert "\x1b[1mfriend" in render(ROWS, COLUMNS, below=["sentence"], colour=True)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (True, "yes"),
        (3, "3"),
        (["a", "b"], "a; b"),
        ({"x": 1, "y": None}, "x 1"),
        ("a\x1b[2Jb\u202e", "a[2Jb"),
    ],
)
def test_values_as_one_line(value: object, text: str) -> None:
    assert plain(value) == text
