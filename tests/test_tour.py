"""What the tour shows is what happens. ``python tests/test_tour.py`` writes its answers anew."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from test_authority import Service

from peoplekg.resources import resource

ROOT = Path(__file__).resolve().parent.parent
TOUR = ROOT / "docs" / "tour.md"
_BLOCK = re.compile(r"^```console\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)

_COMMANDS = (
    *("load", "articles", "verify", "held-back", "people", "same", "different", "query", "cite", "disputed"),
    *("timeline", "withdraw", "why", "path", "show", "authority", "export", "import", "validate", "log"),
)

# What the reconciliation service knows.
_KNOWN: dict[str, list[dict[str, object]]] = {
    "Maya Lindgren": [
        {"id": "Q990000004", "name": "Maya Lindgren", "score": 100, "match": True},
        {"id": "Q990000005", "name": "Maya Lindgren Lane", "score": 61, "match": False},
    ],
    "Arthur Kendrick": [
        {"id": "Q990000006", "name": "Arthur Kendrick", "score": 82, "match": False},
        {"id": "Q990000007", "name": "Arthur Kendrick (painter)", "score": 80, "match": False},
    ],
}


@contextmanager
def shell(folder: Path) -> Iterator[Callable[[str], str]]:
    """Runs command lines in a folder with the samples, a store of its own and a service, and gives what they print."""
    (folder / "data").symlink_to(resource("data"), target_is_directory=True)
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "peoplekg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m peoplekg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    service = Service(_KNOWN)
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))),
        "PEOPLEKG_STORE": str(folder / "store"),
        "SERVICE": service.url,
        "SOURCE_DATE_EPOCH": "1700000000",
        "LC_ALL": "C",
    }

    def run(line: str) -> str:
        done = subprocess.run(
            line, shell=True, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        return done.stdout.decode("utf-8").replace(str(folder), "/news")

    try:
        yield run
    finally:
        service.stop()


def transcript(block: str, run: Callable[[str], str]) -> str:
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {line}\n{run(line)}" for line in lines)


def without_ids(text: str) -> str:
    """Ends of ids come from where the files lie and differ from place to place, and with them where lines break."""
    text = re.sub(r"[0-9a-f]{16}|(?<=-)[0-9a-f]{8}\b", "…", text)
    return " ".join(text.split())


def rewritten() -> str:
    """The tour with what the commands print now; done in a folder with a short path, so that paths fit on a line."""
    with tempfile.TemporaryDirectory() as chosen, shell(Path(chosen).resolve()) as run:
        return _BLOCK.sub(
            lambda found: f"```console\n{transcript(found['text'], run)}```", TOUR.read_text(encoding="utf-8")
        )


def test_the_tour_is_real() -> None:
    told, done = (without_ids(text) for text in (TOUR.read_text(encoding="utf-8"), rewritten()))
    assert done == told, "run `python tests/test_tour.py` to write the answers anew"


def test_no_answer_shows_the_machinery() -> None:
    """No trace of an error in a program, no blank node, and no answer that is empty where one is promised."""
    for block in _BLOCK.findall(TOUR.read_text(encoding="utf-8")):
        assert "Traceback" not in block
        assert "_:" not in block
        assert "peoplekg: " not in block


def test_every_command_about_who_says_what_is_in_it() -> None:
    text = TOUR.read_text(encoding="utf-8")
    for command in _COMMANDS:
        assert re.search(rf"^\$ .*peoplekg (--store \w+ )?{command}\b", text, re.MULTILINE), command


if __name__ == "__main__":
    TOUR.write_text(rewritten(), encoding="utf-8")
