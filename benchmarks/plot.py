"""The figures of a run as one picture (SVG), the same bytes for the same figures. Needs matplotlib."""

from __future__ import annotations

from collections.abc import Mapping
from io import StringIO
from typing import Any

from benchmarks.measuring import Cell, Table

_COLOURS = ("#0b6e4f", "#c1440e", "#3a5a9b", "#8a6d00")
_MARKERS = ("o", "s", "^", "D")
# Where the numbers of quads or triples stand, what is drawn over them, and how an axis is named.
_PANELS = (
    (
        "Reasoning over all",
        "triples",
        {"ours": "seconds", "owlrl": "owlrl s", "reasonable": "reasonable s", "SPARQL rules": "SPARQL s"},
        "seconds",
    ),
    (
        "One article more",
        "quads",
        {
            "about anybody, median": "even: median ms",
            "about the famous, 95th percentile": "hubs: 95th percentile ms",
            "withdrawing, median": "withdrawing: median ms",
        },
        "milliseconds",
    ),
    (
        "Friends by name",
        "quads",
        {
            "peoplekg query": "peoplekg query ms",
            "SPARQL, our store": "SPARQL ms",
            "SPARQL, rdflib": "rdflib ms",
            "SPARQL, oxrdflib": "oxrdflib ms",
        },
        "milliseconds",
    ),
    (
        "Questions",
        "quads",
        {
            "path, median": "path: median ms",
            "canned queries, median": "canned queries: median ms",
            "slowest canned query": "its ms",
            "cold peoplekg query": "cold query ms",
        },
        "milliseconds",
    ),
)


def drawn(found: Mapping[str, Table]) -> str:
    """The picture of a run's tables, by title."""
    import matplotlib

    matplotlib.use("svg")
    import matplotlib.pyplot as plt

    # Text as text and ids from a fixed salt: the same figures give the same file.
    style: Any = {"svg.fonttype": "none", "svg.hashsalt": "peoplekg", "font.size": 9, "font.family": "sans-serif"}
    with matplotlib.rc_context(style):
        figure, axes = plt.subplots(2, 2, figsize=(10, 7), layout="constrained")
        for axis, panel in zip(axes.flat, _PANELS, strict=True):
            _draw(axis, found[panel[0]], *panel)
        file = StringIO()
        figure.savefig(file, format="svg", metadata={"Date": None, "Creator": None})
        plt.close(figure)
    return "\n".join(line.rstrip() for line in file.getvalue().splitlines()) + "\n"


def _draw(axis: Any, table: Table, title: str, across: str, lines: Mapping[str, str], unit: str) -> None:
    for (name, column), colour, marker in zip(lines.items(), _COLOURS, _MARKERS, strict=False):
        points = [(x, y) for x, y in zip(table.column(across), table.column(column), strict=True) if _is_number(y)]
        if points:
            axis.plot(*zip(*points, strict=True), label=name, color=colour, marker=marker, markersize=4)
    axis.set(title=title, xlabel=across, ylabel=unit, xscale="log", yscale="log")
    axis.grid(True, which="major", color="#dddddd")
    axis.legend(fontsize=8, frameon=False)


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float)
