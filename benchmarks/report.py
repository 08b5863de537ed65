"""Runs the benchmarks and writes docs/benchmarks.md: ``python -m benchmarks.report [--sizes small|moderate|large]``.

Every figure in the document comes from that one run on the machine that it names.
"""

from __future__ import annotations

import argparse
import os
import subprocess
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import ge, le
from pathlib import Path
from time import perf_counter

from benchmarks import extraction, reasoning, store, validation
from benchmarks.measuring import Cell, Table, machine, shown

OUTPUT = Path(__file__).resolve().parents[1] / "docs" / "benchmarks.md"


@dataclass(frozen=True, slots=True)
class Sizes:
    """What is run: triples to reason over, quads in the store, words of one text, articles for the workers …"""

    triples: tuple[int, ...]
    quads: tuple[int, ...]
    words: tuple[int, ...]
    articles: int
    people: int = store.PEOPLE
    owlrl_limit: int = reasoning.OWLRL_LIMIT
    times: int = 15
    made: int = 50
    probes: int = store.PROBES


SIZES = {
    "small": Sizes((300,), (2_000, 6_000), (200, 400), 12, people=500, owlrl_limit=0, times=1, made=2, probes=2),
    "moderate": Sizes((1_000, 10_000, 100_000), (10_000, 100_000, 1_000_000), extraction.LENGTHS, 300),
    "large": Sizes(
        (1_000, 10_000, 100_000, 1_000_000), (10_000, 100_000, 1_000_000, 10_000_000), extraction.LENGTHS, 1_000
    ),
}


Sections = Mapping[str, Sequence[Table]]


def measured(sizes: Sizes) -> Sections:
    """All tables of one run, by section."""
    return {
        "Extraction": [
            extraction.rate(min(40, sizes.articles)),
            extraction.cold(min(sizes.times, 5)),
            extraction.growth(sizes.words),
            extraction.scaling(sizes.articles, rounds=min(sizes.times, 5)),
        ],
        "Validation": validation.tables(sizes.times, sizes.made),
        "Reasoning": reasoning.tables(sizes.triples, owlrl_limit=sizes.owlrl_limit),
        "Store": store.tables(sizes.quads, people=sizes.people, probes=sizes.probes),
    }


def document(name: str, sections: Sections, minutes: float) -> str:
    """The document of a run at the sizes of that name, which took so many minutes."""
    found = {table.title: table for tables in sections.values() for table in tables}
    lines = [
        "# Benchmarks",
        "",
        f"Written by `python -m benchmarks.report --sizes {name}` from one run{_commit()}.",
        "",
        *(f"- {line}" for line in machine()),
        f"- Sizes run: {_in_words(SIZES[name])}. It took {minutes:.0f} minutes by the clock.",
        f"- Processes ready to run in the minutes before the end: {os.getloadavg()[1]:.1f} on average. Read times as "
        "ratios.",
        "",
        goals(found).markdown(),
    ]
    for title, tables in sections.items():
        lines += [f"## {title}", "", f"`python -m benchmarks.{title.lower()}`", ""]
        lines += [table.markdown() for table in tables]
    return "\n".join(lines).rstrip() + "\n"


def goals(found: dict[str, Table]) -> Table:
    """What was aimed at, and what came out at the largest size at which it was measured."""
    batch, article, asking = (found[name] for name in ("Reasoning over all", "One article more", "Friends by name"))
    least = (
        ("reasoning, owlrl to ours", 300, _last(batch, "triples", "owlrl ratio")),
        ("reasoning, SPARQL rules on Oxigraph to ours", 5, _last(batch, "triples", "SPARQL ratio")),
        ("one article validated warm, pyshacl to pyshifty", 15, _lowest(found["Validation"], "data", "ratio")),
        ("friends by name, the same SPARQL, rdflib's Dataset to ours", 50, _last(asking, "quads", "rdflib to SPARQL")),
        ("extraction, 2 workers to 1", 1.7, _last(found["Workers"], "workers", "ratio")),
    )
    most = (
        ("one article more, to the smallest store", 1.5, _last(article, "quads", "ratio")),
        ("one article more, ms", 60, _last(article, "quads", "even: median ms")),
        ("one about the famous, 95th percentile, to the smallest store", 3, _last(article, "quads", "hubs: ratio")),
    )
    rows = [(goal, f"≥ {shown(bound)}", *_reached(result, bound, ge)) for goal, bound, result in least]
    rows += [(goal, f"≤ {shown(bound)}", *_reached(result, bound, le)) for goal, bound, result in most]
    return Table("Goals", ("what", "goal", "found", "at", "reached"), tuple(rows))


_Result = tuple[Cell, float] | None


def _reached(result: _Result, bound: float, holds: Callable[[float, float], bool]) -> tuple[Cell, Cell, Cell]:
    if result is None:
        return "–", "–", "not run"
    at, value = result
    return value, at, "yes" if holds(value, bound) else "no"


def _last(table: Table, at: str, column: str) -> _Result:
    return next(reversed(_figures(table, at, column)), None)


def _lowest(table: Table, at: str, column: str) -> _Result:
    return min(_figures(table, at, column), key=lambda one: one[1], default=None)


def _figures(table: Table, at: str, column: str) -> list[tuple[Cell, float]]:
    pairs = zip(table.column(at), table.column(column), strict=True)
    return [(where, value) for where, value in pairs if isinstance(value, int | float)]


def _in_words(sizes: Sizes) -> str:
    triples, quads, words = (", ".join(map(shown, one)) for one in (sizes.triples, sizes.quads, sizes.words))
    return (
        f"reasoning over {triples} triples; stores of {quads} quads; texts of {words} words; {sizes.articles} articles "
        "shared among workers"
    )


def _commit() -> str:
    """Of which commit, where git knows it."""
    words = ["git", "-C", str(OUTPUT.parent), "log", "-1", "--format=%h of %as"]
    try:
        found = subprocess.run(words, capture_output=True, text=True, check=True).stdout.strip()
    except (OSError, subprocess.CalledProcessError):
        return ""
    return f" at commit {found}"


def main() -> None:
    """Writes the document."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", choices=SIZES, default="moderate", help="moderate takes about ten minutes")
    parser.add_argument("--output", type=Path, default=OUTPUT)
    chosen = parser.parse_args()
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    start = perf_counter()
    sections = measured(SIZES[chosen.sizes])
    text = document(chosen.sizes, sections, (perf_counter() - start) / 60)
    chosen.output.write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
