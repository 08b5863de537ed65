"""What the benchmarks share: how they measure, the tables that they give, and the machine they run on."""

from __future__ import annotations

import os
import platform
import resource
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from statistics import median
from time import perf_counter, process_time

Cell = str | int | float


@dataclass(frozen=True, slots=True)
class Table:
    """Figures of one benchmark: columns, rows, and what must be known to read them."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    notes: tuple[str, ...] = ()

    def column(self, name: str) -> list[Cell]:
        """One column's figures."""
        return [row[self.columns.index(name)] for row in self.rows]

    def text(self) -> str:
        """For a terminal."""
        lines = [self.columns, *(tuple(map(shown, row)) for row in self.rows)]
        widths = [max(len(line[place]) for line in lines) for place in range(len(self.columns))]
        body = ["  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)) for line in lines]
        return "\n".join([self.title, *body, *self.notes, ""])

    def markdown(self) -> str:
        """For a document."""
        rows = [self.columns, ("---:",) * len(self.columns), *(tuple(map(shown, row)) for row in self.rows)]
        lines = [f"| {' | '.join(row)} |" for row in rows]
        return "\n".join([f"**{self.title}**", "", *lines, "", *self.notes, *([""] if self.notes else [])])


def shown(cell: Cell) -> str:
    """A figure with about three digits.

    >>> [shown(one) for one in (0.01234, 12.345, 1234.5, 1000000)]
    ['0.0123', '12.3', '1,234', '1,000,000']
    """
    if isinstance(cell, float):
        return f"{cell:,.0f}" if cell >= 100 else f"{cell:.3g}"
    return f"{cell:,}" if isinstance(cell, int) else cell


def seconds(work: Callable[[], object]) -> float:
    """Seconds by the clock."""
    start = perf_counter()
    work()
    return perf_counter() - start


def cpu_seconds(work: Callable[[], object]) -> float:
    """Seconds of this process on a processor, whatever else the machine does meanwhile."""
    start = process_time()
    work()
    return process_time() - start


def milliseconds(work: Callable[[], object], times: int) -> float:
    """The median of so many runs by the clock, in milliseconds."""
    return median(seconds(work) for _ in range(times)) * 1e3


def command(words: Sequence[str], times: int) -> tuple[float, float]:
    """The median seconds by the clock, and on a processor, that a Python command takes in a process of its own.

    It has run once before, so that its modules are compiled, as they are where they were installed.
    """
    clock, processor = [], []
    run(words)
    for _ in range(times):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        clock.append(seconds(lambda: run(words)))
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        processor.append(after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime)
    return median(clock), median(processor)


def run(words: Sequence[str]) -> None:
    """Runs a Python command, whose modules are compiled and kept so; what it prints is thrown away."""
    known = {**os.environ, "PYTHONDONTWRITEBYTECODE": ""}
    done = subprocess.run([sys.executable, *words], check=False, capture_output=True, env=known)
    if done.returncode > 1:  # 1 is an answer: nothing was found
        raise SystemExit(f"{' '.join(words)} ends with {done.returncode}: {done.stderr.decode()}")


def percentile(values: Sequence[float], part: float) -> float:
    """The value that so many of a hundred stay under.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 95)
    4.0
    """
    ordered = sorted(values)
    return ordered[min(len(ordered) - 1, int(len(ordered) * part / 100))]


def machine() -> tuple[str, ...]:
    """The machine and the versions, a line each."""
    packages = ("pyoxigraph", "pyshifty", "pyshacl", "pyrudof", "owlrl", "rdflib", "oxrdflib", "reasonable")
    return (
        f"{_processor()}, {os.cpu_count()} cores, {_memory()} of memory, {platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}; " + ", ".join(filter(None, map(_version, packages))),
    )


def _processor() -> str:
    cpuinfo = Path("/proc/cpuinfo")
    if cpuinfo.exists():
        for line in cpuinfo.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        return f"{os.sysconf('SC_PHYS_PAGES') * os.sysconf('SC_PAGE_SIZE') / 2**30:.0f} GB"
    except (ValueError, OSError):
        return "unknown size"


def _version(package: str) -> str | None:
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return None
