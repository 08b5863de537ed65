"""How fast articles are read through: ``python -m benchmarks.extraction``.

The rate of one process after start-up (on a processor, so that other work on the machine makes no difference), the
cold command for one article, how it grows with the length of a text, and what a second worker brings.
"""

from __future__ import annotations

import os
import resource
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


def scaling(count: int = 300, workers: tuple[int, ...] = (1, 2), rounds: int = 3) -> Table:
    """Articles a second by the clock with several processes, once all have begun; the same results.

    Other work on the machine takes from several processes what one need not share, so the best of some rounds counts,
    and the processor's seconds for each article, with those of the process that reads and collects, stand beside it:
    were they the same with two workers as with one, two cores to themselves would do twice the work.
    """
    chosen = articles(WORDS, count)
    expected = [extract(article) for article in chosen]
    begun = count // 5
    speeds: dict[int, float] = {}
    used: dict[int, tuple[float, float]] = {}
    for _ in range(rounds):
        for number in workers:
            _, starting = _speed(chosen[:begun], number, expected)
            speed, whole = _speed(chosen, number, expected)
            speeds[number] = max(speeds.get(number, 0.0), speed)
            used[number] = min(used.get(number, (whole, starting)), (whole, starting))
    rows: list[tuple[int, float, float, float, float]] = []
    for number, (whole, starting) in used.items():
        each = (whole - starting) / (count - begun)
        ratio = speeds[number] / speeds[workers[0]]
        rows.append((number, speeds[number], ratio, each * 1e3, max(0.0, whole - each * count)))
    columns = ("workers", "articles a second", "ratio", "CPU ms an article", "CPU s to start")
    best_of = f"The best of {rounds} rounds: other work on the machine lowers the ratio. CPU of all processes together."
    return Table("Workers", columns, tuple(rows), (f"{os.cpu_count()} cores. {best_of}",))


def _speed(chosen: list[Article], workers: int, expected: list[Extraction]) -> tuple[float, float]:
    """Articles a second once all workers have begun, and the processor's seconds from start to end."""
    # When this many are done, every process has loaded every language.
    begun, start, before = len(chosen) // 5, 0.0, _processor_time()
    for number, one in enumerate(readings(chosen, workers=workers), 1):
        assert isinstance(one, Reading)
        if one.extraction() != expected[number - 1]:
            raise SystemExit(f"{workers} workers do not give what one process gives of {one.article.id}")
        if number == begun:
            start = perf_counter()
    return (len(chosen) - begun) / (perf_counter() - start), _processor_time() - before


def _processor_time() -> float:
    return sum(
        usage.ru_utime + usage.ru_stime
        for usage in map(resource.getrusage, (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN))
    )


def tables(lengths: tuple[int, ...] = LENGTHS, count: int = 300, rounds: int = 5) -> list[Table]:
    """All of it."""
    return [rate(min(40, count)), cold(rounds), growth(lengths), scaling(count, rounds=rounds)]


if __name__ == "__main__":
    for make in (rate, cold, growth, scaling):
        print(make().text(), flush=True)
