"""Runs the benchmarks and writes docs/benchmarks.md: ``python -m benchmarks.report [--sizes small|moderate|large]``.

Every figure in the document comes from that one run on the machine that it names, and so does the picture beside it,
docs/benchmarks.svg, where matplotlib is installed.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from operator import ge, le
from pathlib import Path
from time import perf_counter

from benchmarks import conformance, extraction, memory, names, plot, reasoning, store, validation
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
    named: tuple[int, ...] = names.SIZES[:2]
    streamed: tuple[int, ...] = memory.SIZES[:2]
    times: int = 15
    made: int = 50
    probes: int = store.PROBES


SIZES = {
    "small": Sizes(
        (300,),
        (2_000, 6_000),
        (200, 400),
        12,
        people=500,
        owlrl_limit=0,
        named=(500,),
        streamed=(5, 10),
        times=1,
        made=2,
        probes=2,
    ),
    "moderate": Sizes((1_000, 10_000, 100_000), (10_000, 100_000, 1_000_000), extraction.LENGTHS, 300),
    "large": Sizes(
        (1_000, 10_000, 100_000, 1_000_000),
        (10_000, 100_000, 1_000_000, 10_000_000),
        extraction.LENGTHS,
        500,
        named=names.SIZES,
        streamed=memory.SIZES,
    ),
}


Sections = Mapping[str, Sequence[Table]]


def measured(sizes: Sizes, kept: Path | None = None) -> Sections:
    """All tables of one run, by section; each is printed when it is there. ``kept`` is where stores are kept."""
    makers: dict[str, Callable[[], Sequence[Table]]] = {
        "Store": lambda: store.tables(sizes.quads, people=sizes.people, probes=sizes.probes, kept=kept),
        "Names": lambda: names.tables(sizes.named),
        "Reasoning": lambda: reasoning.tables(sizes.triples, owlrl_limit=sizes.owlrl_limit),
        "Conformance": conformance.tables,
        "Validation": lambda: validation.tables(sizes.times, sizes.made),
        "Memory": lambda: memory.tables(sizes.streamed),
        "Extraction": lambda: extraction.tables(sizes.words, sizes.articles, rounds=min(sizes.times, 5)),
    }
    found: dict[str, Sequence[Table]] = {}
    for title, make in makers.items():
        found[title] = make()
        for table in found[title]:
            print(table.text(), file=sys.stderr, flush=True)
    return {title: found[title] for title in reversed(found) if found[title]}


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
        f"![Times against sizes]({OUTPUT.stem}.svg)",
        "",
    ]
    for title, tables in sections.items():
        lines += [f"## {title}", "", f"`python -m benchmarks.{title.lower()}`", ""]
        lines += [table.markdown() for table in tables]
    return "\n".join(lines).rstrip() + "\n"


def goals(found: dict[str, Table]) -> Table:
    """What was aimed at, and what came out at the largest size at which it was measured."""
    batch, article, asking = (found[name] for name in ("Reasoning over all", "One article more", "Friends by name"))
    questions, people = found["Questions"], found["People by what is typed"]
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
        ("a path between two people, ms", 50, _last(questions, "quads", "path: 95th percentile ms")),
        ("the slowest canned query, ms", 10, _last(questions, "quads", "its ms")),
        ("`peoplekg query` cold, to a bare Python", 3, _last(questions, "quads", "cold query to bare Python")),
        ("people by what is typed, slowest way, median ms", 5, _highest_at_end(people, "people", "median ms")),
        ("memory for the most articles, to the fewest", 1.5, _last(found["Memory"], "articles", "ratio")),
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


def _highest_at_end(table: Table, at: str, column: str) -> _Result:
    """The highest figure of those at the largest size."""
    found = _figures(table, at, column)
    return max((one for one in found if one[0] == found[-1][0]), key=lambda one: one[1], default=None)


def _lowest(table: Table, at: str, column: str) -> _Result:
    return min(_figures(table, at, column), key=lambda one: one[1], default=None)


def _figures(table: Table, at: str, column: str) -> list[tuple[Cell, float]]:
    pairs = zip(table.column(at), table.column(column), strict=True)
    return [(where, value) for where, value in pairs if isinstance(value, int | float)]


def _in_words(sizes: Sizes) -> str:
    triples, quads, words, people, streamed = (
        ", ".join(map(shown, one)) for one in (sizes.triples, sizes.quads, sizes.words, sizes.named, sizes.streamed)
    )
    return (
        f"reasoning over {triples} triples; stores of {quads} quads; names of {people} people; texts of {words} words; "
        f"{sizes.articles} articles shared among workers; {streamed} articles in a stream"
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
    parser.add_argument(
        "--sizes", choices=SIZES, default="moderate", help="moderate takes about ten minutes, large about forty"
    )
    parser.add_argument("--output", type=Path, default=OUTPUT)
    parser.add_argument("--stores", type=Path, help="keep the stores in this folder, and use what it has already")
    chosen = parser.parse_args()
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    start = perf_counter()
    sections = measured(SIZES[chosen.sizes], chosen.stores)
    text = document(chosen.sizes, sections, (perf_counter() - start) / 60)
    chosen.output.write_text(text, encoding="utf-8")
    if importlib.util.find_spec("matplotlib") is not None:
        found = {table.title: table for tables in sections.values() for table in tables}
        chosen.output.with_suffix(".svg").write_text(plot.drawn(found), encoding="utf-8")


if __name__ == "__main__":
    main()
