"""How fast articles are read through: ``python -m benchmarks.extraction``.

The rate of one process after start-up (on a processor, so that other work on the machine makes no difference), the
cold command for one article, how it grows with the length of a text, and what a second worker brings.
"""

from __future__ import annotations

import os
import tempfile
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

from benchmarks.corpus import articles, long_text, paragraphs, source
from benchmarks.measuring import Table, command, cpu_seconds
from peoplekg.extraction import extract
from peoplekg.model import Article, Extraction
from peoplekg.workers import Reading, readings

WORDS = 400
LENGTHS = (1_000, 5_000, 20_000, 50_000)


def rate(count: int = 40, rounds: int = 3) -> Table:
    """Articles a second and core after start-up, for each language and together."""
    chosen = articles(WORDS, count)
    for article in chosen:
        extract(article)
    rows: list[tuple[str, int, float, float, float]] = []
    for language in (*paragraphs(), "all"):
        mine = [article for article in chosen if language in (article.language, "all")]
        words = sum(len(article.text.split()) for article in mine)
        taken = median(cpu_seconds(partial(_read_through, mine)) for _ in range(rounds))
        rows.append((language, len(mine), words / len(mine), len(mine) / taken, taken / words * 1e6))
    columns = ("language", "articles", "words each", "articles a second", "µs a word")
    note = f"From {source()}. CPU seconds of one process after start-up, median of {rounds} rounds."
    return Table("Extraction of articles, one core", columns, tuple(rows), (note,))


def _read_through(articles: list[Article]) -> None:
    for article in articles:
        extract(article)


def cold(times: int = 5) -> Table:
    """What a user waits for one article, beside a Python that only imports click and pyoxigraph."""
    rows: list[tuple[str, float, float, float]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "article.txt")
        path.write_text(articles(WORDS, 1)[0].text, encoding="utf-8")
        commands = {
            "import click, pyoxigraph": ["-c", "import click, pyoxigraph"],
            "peoplekg extract": ["-m", "peoplekg", "extract", str(path)],
        }
        for name, words in commands.items():
            clock, processor = command(words, times)
            rows.append((name, clock, processor, clock / rows[0][1] if rows else 1.0))
    return Table("One article, cold process", ("command", "seconds", "CPU seconds", "ratio"), tuple(rows))


def growth(lengths: tuple[int, ...] = LENGTHS) -> Table:
    """How time grows with the length of one text; a steady ratio of 1 is linear."""
    rows: list[tuple[str, str, int, int, float, float]] = []
    for language in paragraphs():
        for people in ("the same people", "new people"):
            first = 0.0
            for words in lengths:
                article = long_text(language, words, new_people=people == "new people")
                start = process_time()
                found = extract(article)
                taken = process_time() - start
                each = taken / len(article.text.split()) * 1e6
                first = first or each
                rows.append(
                    (
                        f"{language}, {people}",
                        f"{words:,}",
                        len(found.people),
                        len(found.claims),
                        taken,
                        each / first,
                    )
                )
    columns = ("text", "words", "people", "claims", "CPU seconds", "time a word, ratio")
    return Table("Extraction of one long text", columns, tuple(rows))


def scaling(count: int = 300, workers: tuple[int, ...] = (1, 2)) -> Table:
    """Articles a second by the clock with several processes, from the first result to the last; the same results."""
    chosen = articles(WORDS, count)
    rows: list[tuple[int, float, float]] = []
    expected: list[Extraction] | None = None
    for number in workers:
        found, start = [], 0.0
        for one in readings(chosen, workers=number):
            assert isinstance(one, Reading)
            found.append(one.extraction())
            start = start or perf_counter()
        taken = perf_counter() - start
        expected = expected or found
        if found != expected:
            raise SystemExit(f"{number} workers do not give what one gives")
        speed = (count - 1) / taken
        rows.append((number, speed, speed / rows[0][1] if rows else 1.0))
    load = f"{os.cpu_count()} cores, {os.getloadavg()[0]:.1f} processes ready to run on them in the last minute."
    return Table("Workers", ("workers", "articles a second", "ratio"), tuple(rows), (load,))


def tables() -> list[Table]:
    """All of it."""
    return [rate(), cold(), growth(), scaling()]


if __name__ == "__main__":
    for make in (rate, cold, growth, scaling):
        print(make().text(), flush=True)
