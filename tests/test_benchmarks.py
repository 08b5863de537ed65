"""The benchmarks at small sizes: they run, and what they time is right. No test looks at a time."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.filterwarnings("ignore:Dataset.default_context:DeprecationWarning")
ROOT = Path(__file__).resolve().parents[1]
if not (ROOT / "benchmarks").is_dir():
    pytest.skip("the benchmarks are in the checkout only", allow_module_level=True)
sys.path.insert(0, str(ROOT))

from benchmarks import corpus, plot, report  # noqa: E402
from benchmarks.archive import Archive  # noqa: E402
from benchmarks.measuring import Table, machine, percentile  # noqa: E402
from peoplekg.extraction import extract  # noqa: E402
from peoplekg.queries import names  # noqa: E402
from peoplekg.store import Store  # noqa: E402


def test_made_articles_are_such_as_the_extractor_gives() -> None:
    """Every quote stands where it is said to, all is loaded, nothing is held back, and the same seed gives the same."""
    extraction = Archive(50).article()
    assert extraction == Archive(50).article()
    assert len(extraction.claims) == 6
    with Store.open(":memory:") as opened:
        loaded = opened.load(extraction)
        assert (loaded.outcome, loaded.held_back) == ("new", ())
        assert opened.verify() == []


def test_the_famous_are_in_more_articles_than_others() -> None:
    archive = Archive(1000)
    picked = [archive.names.index(archive.somebody()) for _ in range(2000)]
    assert sum(place < 10 for place in picked) > 20 * sum(place >= 990 for place in picked) > 0


def test_articles_are_cut_to_size_and_are_real_ones() -> None:
    chosen = corpus.articles(100, 4)
    assert {one.language for one in chosen} == set(corpus.paragraphs())
    assert all(100 <= len(one.text.split()) < 400 for one in chosen)
    assert all(extract(one).people for one in chosen)


def test_a_long_text_with_new_people_names_more_of_them() -> None:
    language = next(iter(corpus.paragraphs()))
    length = 2 * sum(len(text.split()) for text in corpus.paragraphs()[language])
    same, new = (corpus.long_text(language, length, new_people=new) for new in (False, True))
    assert len(extract(new).people) > 1.3 * len(extract(same).people)


@pytest.fixture(scope="module")
def tables() -> report.Sections:
    """One run of everything. It ends with an error when engines, or one process and several, give different results."""
    return report.measured(report.SIZES["small"])


def table(sections: report.Sections, title: str) -> Table:
    return next(one for tables in sections.values() for one in tables if one.title == title)


def test_extraction_is_measured_in_every_language_and_with_two_workers(tables: report.Sections) -> None:
    assert table(tables, "Extraction of articles, one core").column("language") == [*corpus.paragraphs(), "all"]
    assert table(tables, "Workers").column("workers") == [1, 2]


def test_both_validators_are_run_on_data_that_conforms_and_on_data_that_does_not(tables: report.Sections) -> None:
    results = dict(zip(*(table(tables, "Validation").column(name) for name in ("data", "results")), strict=True))
    assert all((count == 0) == ("spoilt" not in str(name)) for name, count in results.items())
    assert len(results) == 2 * len(corpus.paragraphs()) + 1


def test_a_store_has_its_size_again_after_what_was_tried_on_it(tables: report.Sections) -> None:
    for quads, size in zip(table(tables, "One article more").column("quads"), (2_000, 6_000), strict=True):
        assert isinstance(quads, int)
        assert size <= quads < size + 1_500


def test_friends_are_asked_for_at_every_size_and_of_rdflib_too(tables: report.Sections) -> None:
    asking = table(tables, "Friends by name")
    assert all(asking.column("friends found"))
    assert "–" not in asking.column("rdflib ms")


def test_every_canned_query_is_asked(tables: report.Sections) -> None:
    questions = table(tables, "Questions")
    assert set(questions.column("slowest canned query")) <= set(names())
    assert len(questions.rows) == 2


def test_people_are_found_by_all_that_is_typed(tables: report.Sections) -> None:
    assert len(set(table(tables, "People by what is typed").column("typed"))) == 5


def test_every_reasoner_decides_cases_of_the_w3c(tables: report.Sections) -> None:
    if "Conformance" in tables:
        (counts,) = tables["Conformance"]
        assert counts.rows[0] == ("ours", 31, 8)
        assert all(row[1] for row in counts.rows)


def test_the_picture_is_the_same_for_the_same_figures(tables: report.Sections) -> None:
    pytest.importorskip("matplotlib")
    found = {one.title: one for some in tables.values() for one in some}
    picture = plot.drawn(found)
    assert picture == plot.drawn(found)
    assert all(title in picture for title in ("Reasoning over all", "One article more", "Friends by name", "Questions"))


def test_the_report_names_machine_sizes_and_goals(tables: report.Sections) -> None:
    text = report.document("small", tables, 1.0)
    assert machine()[0] in text
    assert "--sizes small" in text
    assert "stores of 2,000, 6,000 quads" in text
    goals = text.partition("**Goals**")[2].partition("##")[0]
    assert goals.count("| yes |") + goals.count("| no |") == 12
    assert goals.count("not run") == 1
    for title in ("Extraction", "Validation", "Reasoning", "Store"):
        assert f"## {title}\n" in text


def test_figures_are_shown_with_about_three_digits() -> None:
    shown = Table("T", ("a", "b"), (("x", 0.012345), ("y", 12345)), ("Note.",))
    assert shown.markdown() == "**T**\n\n| a | b |\n| ---: | ---: |\n| x | 0.0123 |\n| y | 12,345 |\n\nNote.\n"
    assert shown.text() == "T\na       b\nx  0.0123\ny  12,345\nNote.\n"
    assert percentile([4.0, 1.0, 3.0, 2.0], 50) == 3.0
