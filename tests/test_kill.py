"""Loading that is killed (SIGKILL) goes on where it stopped: no article is lost, none half there, none loaded twice."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from written import contents

from peoplekg.pipeline import load_articles
from peoplekg.reading import read
from peoplekg.store import Store

pytestmark = pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")

NAMES = ["Ada Bell", "Cleo Dunn", "Emma Stone", "Ryan Gosling", "Laura Pausini", "Marco Bianchi"]
ARTICLES = 14

Moment = Callable[[subprocess.Popen[str], Path], None]
"""Waits for its moment, by what the process prints or writes, then returns."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Articles that speak of the same few people, so that each changes what others have made."""
    path = tmp_path_factory.mktemp("archive")
    for number in range(ARTICLES):
        one, two, three = (NAMES[(number + step) % len(NAMES)] for step in (0, 1, 3))
        text = (
            f"News of {one}\n2024-03-{number + 1:02}\n\n{one} and {two} are friends. {one} married {three} in 2019. "
            f"{two} met {three} in Rome on 2 May 2018. {three} is the mother of {two}.\n"
        )
        (path / f"a{number:02}.txt").write_text(text, encoding="utf-8")
    return path


def after_line(number: int) -> Moment:
    """When the process has told of so many articles; most likely it is extracting the next one."""

    def wait(process: subprocess.Popen[str], _store: Path) -> None:
        for _ in range(number):
            assert process.stdout is not None
            process.stdout.readline()

    return wait


def at_write(number: int) -> Moment:
    """When so many times something has been written to the store's log, which is while an article is committed."""

    def wait(process: subprocess.Popen[str], store: Path) -> None:
        for _ in range(number):
            before = logged(store)
            while logged(store) == before and process.poll() is None:
                pass

    return wait


def at_opening(process: subprocess.Popen[str], store: Path) -> None:
    """When the store's folder appears, while it is being made."""
    while not store.exists() and process.poll() is None:
        pass


def logged(store: Path) -> tuple[tuple[str, int], ...]:
    found = []
    for path in sorted((store / "quads").glob("*.log")):
        try:
            found.append((path.name, path.stat().st_size))
        except FileNotFoundError:
            continue
    return tuple(found)


def start(folder: Path, store: Path, *more: str) -> subprocess.Popen[str]:
    environment = {**os.environ, "PEOPLEKG_STORE": str(store)}
    command = [sys.executable, "-m", "peoplekg", "load", str(folder), *more]
    return subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, encoding="utf-8", env=environment
    )


def killed(folder: Path, store: Path, moment: Moment, *more: str) -> None:
    process = start(folder, store, *more)
    moment(process, store)
    process.send_signal(signal.SIGKILL)
    # Ends only when every process that could still write there has ended, workers too.
    process.communicate()


def whole_articles_only(folder: Path, path: Path) -> set[str]:
    """The articles in a store, which must be as if loaded undisturbed."""
    with Store.open(path) as store:
        found = {one.id for one in store.articles()}
        assert sorted((entry.done, entry.subject) for entry in store.log()) == [("loaded", id) for id in sorted(found)]
        with Store.open(":memory:") as undisturbed:
            wanted = (one for one in read([str(folder)], on_failure=print) if one.id in found)
            assert len(list(load_articles(undisturbed, wanted))) == len(found)
            assert contents(store) == contents(undisturbed)
        return found


def test_killed_again_and_again(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    before: set[str] = set()
    for moment in (at_opening, at_write(1), after_line(3), at_write(3), at_write(2), after_line(8)):
        killed(folder, store, moment)
        now = whole_articles_only(folder, store)
        assert before <= now
        before = now
    finish(folder, store, before)


def test_killed_with_workers(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    killed(folder, store, after_line(5), "--workers", "2")
    before = whole_articles_only(folder, store)
    assert len(before) >= 5
    finish(folder, store, before, "--workers", "2")


def test_killed_before_the_first_byte_of_the_store_was_written(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "store"
    killed(folder, store, after_line(1))
    (marker,) = (path for path in store.iterdir() if path.is_file())
    (tmp_path / "begun").mkdir()
    (tmp_path / "begun" / marker.name).touch()
    assert whole_articles_only(folder, tmp_path / "begun") == set()


def finish(folder: Path, store: Path, before: set[str], *more: str) -> None:
    """The last run recognises what is there and loads the rest."""
    assert 0 < len(before) < ARTICLES
    said, _ = start(folder, store, *more).communicate()
    unchanged = {line.partition(":")[0] for line in said.splitlines() if ": unchanged" in line}
    new = {line.partition(":")[0] for line in said.splitlines() if ": new" in line}
    assert unchanged == before
    assert len(new) == ARTICLES - len(before)
    assert whole_articles_only(folder, store) == unchanged | new
