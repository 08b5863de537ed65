"""Extraction on a Dask cluster: the same as in one process, also when a worker dies; clear words where none is."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from peoplekg.errors import ClusterError, UnsupportedLanguage
from peoplekg.extraction import extract
from peoplekg.model import Article
from peoplekg.reading import read_text
from peoplekg.resources import resource
from peoplekg.workers import readings

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """A scheduler and two workers, each a process of its own, on loopback."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, host="127.0.0.1", dashboard_address=None
    ) as cluster:
        yield cluster.scheduler_address


def articles(count: int) -> list[Article]:
    return [
        read_text(f"Ada Bell met Cleo Dunn {number} times. They are friends.", id=f"a{number}", language="en")
        for number in range(count)
    ]


def run(*words: str | Path) -> tuple[int, bytes, bytes]:
    environment = {**os.environ, "PEOPLEKG_STORE": ":memory:"}
    done = subprocess.run(
        [sys.executable, "-m", "peoplekg", *map(str, words)], capture_output=True, env=environment, check=False
    )
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("command", [["extract", "--format", "jsonl"], ["load"]])
def test_a_cluster_gives_the_same_bytes_as_one_process(address: str, command: list[str]) -> None:
    alone = run(*command, resource("data/samples"))
    shared = run(*command, resource("data/samples"), "--cluster", address)
    assert alone[0] == 0
    assert shared[:2] == alone[:2]


def test_an_article_is_not_lost_when_its_worker_dies(address: str) -> None:
    given = articles(60)
    found = []
    with distributed.Client(address, set_as_default=False) as client:
        for one in readings(given, cluster=address):
            found.append(one.extraction())
            if len(found) == 5:
                os.kill(next(iter(client.run(os.getpid).values())), signal.SIGKILL)
    assert found == [extract(one) for one in given]


def test_errors_come_back_as_they_are(address: str) -> None:
    strange = read_text("Ada Bell met Cleo Dunn.", id="a", language="en")
    unread = Article(strange.id, strange.text, "xx", strange.blocks, None, None, None)
    with pytest.raises(UnsupportedLanguage):
        [one.extraction() for one in readings([unread], cluster=address)]


@pytest.mark.parametrize("nowhere", ["tcp://127.0.0.1:9", "nonsense://x", ""])
def test_where_there_is_no_cluster_the_user_is_told(nowhere: str) -> None:
    with pytest.raises(ClusterError, match="no Dask scheduler"):
        list(readings(articles(1), cluster=nowhere))


def test_a_cluster_without_workers_is_refused() -> None:
    with distributed.LocalCluster(
        n_workers=0, processes=False, host="127.0.0.1", protocol="tcp", dashboard_address=None
    ) as cluster:
        status, _, said = run("extract", resource("data/samples"), "--cluster", cluster.scheduler_address)
    assert (status, b"has no workers" in said) == (11, True)
