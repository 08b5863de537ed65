"""Extraction in several processes: the same as in one, in order, bounded, and proof against dying workers."""

from __future__ import annotations

import json
import multiprocessing
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from written import contents

from peoplekg.extraction import extract
from peoplekg.model import Article
from peoplekg.pipeline import load_articles
from peoplekg.reading import Failure, read, read_text
from peoplekg.resources import resource
from peoplekg.store import Store
from peoplekg.workers import Reading, readings

FRIENDS = "Emma Stone and Ryan Gosling are friends."


def article(name: str, words: str = FRIENDS) -> Article:
    return read_text(words, id=name, language="en")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A mixed archive: articles in two languages, a stream of records, and files that cannot be used among them."""
    path = tmp_path_factory.mktemp("archive")
    for source in sorted(resource("data/samples").glob("*.txt")):
        (path / source.name).write_bytes(source.read_bytes())
    (path / "f-empty.txt").write_text("", encoding="utf-8")
    (path / "g-binary.txt").write_bytes(bytes(range(256)) * 10)
    (path / "h-rain.txt").write_text("It rained all day long, and nobody went out of the house.\n", encoding="utf-8")
    records = [
        {"id": f"r{number}", "text": f"Ada Bell met Cleo Dunn {number} times.", "language": "en"} for number in range(9)
    ]
    lines = [json.dumps(record) for record in records]
    lines.insert(4, "{")
    (path / "records.jsonl").write_text("\n".join(lines), encoding="utf-8")
    return path


def run(*words: str | Path, store: Path | None = None) -> tuple[int, bytes, bytes]:
    environment = {**os.environ, "PEOPLEKG_STORE": str(store or ":memory:")}
    command = [sys.executable, "-m", "peoplekg", *map(str, words)]
    done = subprocess.run(command, capture_output=True, env=environment, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("form", ["jsonl", "table"])
def test_extract_prints_the_same_bytes_with_any_number_of_workers(folder: Path, form: str) -> None:
    alone = run("extract", folder, "--format", form)
    assert alone[0] == 10
    assert b"3 inputs could not be used" in alone[2]
    assert run("extract", folder, "--format", form, "--workers", "2") == alone


def test_load_makes_the_same_store_and_says_the_same_with_any_number_of_workers(folder: Path, tmp_path: Path) -> None:
    outcomes = []
    for workers in ("1", "3"):
        store = tmp_path / workers
        said = run("load", folder, "--workers", workers, store=store)
        again = run("load", folder, "--workers", workers, store=store)
        articles = 9 + sum(1 for _ in resource("data/samples").glob("*.txt"))
        assert again[1].count(b": unchanged") == said[1].count(b": new") == articles
        outcomes.append((said, again, run("export", "--with-evidence", "--format", "nq", store=store)))
    assert outcomes[0] == outcomes[1]


def test_claims_that_were_extracted_apart_make_the_store_that_loading_makes(folder: Path, tmp_path: Path) -> None:
    parts = [sorted(resource("data/samples").glob("*.txt")), [folder / "records.jsonl"]]
    for number, part in enumerate(parts):
        extracted = run("extract", *part, "--format", "nq")[1]
        (tmp_path / f"{number}.nq").write_bytes(extracted)
        assert run("import", tmp_path / f"{number}.nq", store=tmp_path / "brought")[0] == 0
        run("load", *part, store=tmp_path / "loaded")
    with Store.open(tmp_path / "brought") as brought, Store.open(tmp_path / "loaded") as loaded:
        assert contents(brought) == contents(loaded)


def test_no_workers_is_wrong_usage(folder: Path) -> None:
    status, _, said = run("extract", folder, "--workers", "0")
    assert (status, b"--workers" in said) == (2, True)


def test_versions_of_one_article_in_one_run_are_each_loaded() -> None:
    """Whether an article is there already is not decided before those ahead of it are loaded."""
    old, new = article("a"), article("a", "Emma Stone and Ryan Gosling are not friends.")
    outcomes = []
    for workers in (1, 2):
        with Store.open(":memory:") as store:
            list(load_articles(store, [old]))
            reports = list(load_articles(store, [old, new, old, old], workers=workers))
            outcomes.append(([report.outcome for report in reports], contents(store)))
    assert outcomes[0] == outcomes[1]
    assert outcomes[0][0] == ["unchanged", "replaced", "replaced", "unchanged"]


def test_an_article_that_the_store_has_is_not_extracted_by_any_worker() -> None:
    asked = []

    def needed(one: Article) -> bool:
        asked.append(one.id)
        return False

    found = list(readings([article("a"), article("b")], workers=2, needed=needed))
    assert asked == ["a", "b"]
    assert multiprocessing.active_children() == []
    assert [one.extraction() for one in found] == [extract(article("a")), extract(article("b"))]


def test_reading_is_never_far_ahead_of_what_is_used() -> None:
    """So memory does not grow with the number of articles."""
    taken = 0

    def articles() -> Iterator[Article]:
        nonlocal taken
        for taken in range(1, 61):
            yield article(f"a{taken}")

    for used, one in enumerate(readings(articles(), workers=2), 1):
        assert taken - used <= 16
        assert one.extraction().article.id == f"a{used}"
    assert used == 60


def test_whoever_stops_early_leaves_no_process_behind() -> None:
    stream = readings((article(f"a{number}") for number in range(1000)), workers=2)
    assert next(stream).extraction().people
    assert len(multiprocessing.active_children()) == 2
    stream.close()
    assert multiprocessing.active_children() == []


def test_articles_of_a_worker_that_dies_are_extracted_all_the_same() -> None:
    articles = [article(f"a{number}") for number in range(40)]
    found = []
    for one in readings(articles, workers=2):
        found.append(one.extraction())
        if len(found) in (1, 15):
            for process in multiprocessing.active_children():
                os.kill(process.pid or 0, signal.SIGKILL)
    assert found == [extract(one) for one in articles]


def test_an_error_of_the_source_comes_after_what_it_gave_before(tmp_path: Path) -> None:
    def articles() -> Iterator[Article | Failure]:
        yield article("a")
        yield from read([str(tmp_path / "missing.txt")], on_failure=lambda failure: None)

    for workers in (1, 2):
        seen = []
        with pytest.raises(Exception, match=r"missing\.txt"):
            for one in readings(articles(), workers=workers):
                assert isinstance(one, Reading)
                seen.append(one.extraction().article.id)
        assert seen == ["a"]
