"""How much memory a stream of articles takes: ``python -m benchmarks.memory [ARTICLES …]``.

`peoplekg extract` reads short made articles from JSON Lines with two workers; the highest use of memory of any of its
processes is noted: it must not grow with their number.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from time import perf_counter

from benchmarks.archive import Archive
from benchmarks.measuring import Table

SIZES = (1_000, 10_000, 100_000)
_PEOPLE = 5_000


def tables(sizes: Sequence[int] = SIZES) -> list[Table]:
    """Memory and time for so many articles, smallest first."""
    rows: list[tuple[int, float, float, float]] = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder, "articles.jsonl")
            _write(path, size)
            peak, taken = _extracted(path)
        rows.append((size, peak, peak / rows[0][1] if rows else 1.0, size / taken))
    columns = ("articles", "highest memory MB", "ratio", "articles a second")
    note = (
        "`peoplekg extract --workers 2` of a JSON Lines file; articles of one sentence; of the process that takes most."
    )
    return [Table("Memory", columns, tuple(rows), (note,))]


def _write(path: Path, size: int) -> None:
    archive = Archive(_PEOPLE)
    with path.open("w", encoding="utf-8") as file:
        for number in range(size):
            first, second = archive.somebody(), archive.somebody()
            text = f"{first} and {second} are friends."
            file.write(json.dumps({"id": f"a{number}", "text": text, "language": "en"}) + "\n")


def _extracted(path: Path) -> tuple[float, float]:
    """The megabytes that the process took at most, and its seconds."""
    command = [sys.executable, "-m", "peoplekg", "extract", str(path), "--format", "jsonl", "--workers", "2"]
    start = perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"{' '.join(command)} ends with {process.returncode}")
    unit = 1 if sys.platform == "darwin" else 1024  # in which the system counts memory
    return usage.ru_maxrss * unit / 2**20, perf_counter() - start


if __name__ == "__main__":
    for table in tables([int(size) for size in sys.argv[1:]] or SIZES):
        print(table.text())
