"""What the tour shows is what happens. ``python tests/test_tour.py`` writes its answers anew."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from test_authority import Service
from transcripts import ROOT, blocks, rewritten, shell

TOUR = ROOT / "docs" / "tour.md"

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
def tour_shell(folder: Path) -> Iterator[Callable[[str], str]]:
    """The shell with a reconciliation service beside it; the folder's name is not shown."""
    service = Service(_KNOWN)
    run = shell(folder, SERVICE=service.url, LC_ALL="C")
    try:
        yield lambda line: run(line).replace(str(folder), "/news")
    finally:
        service.stop()


def without_ids(text: str) -> str:
    """Ends of ids come from where the files lie and differ from place to place, and with them where lines break."""
    text = re.sub(r"[0-9a-f]{16}|(?<=-)[0-9a-f]{8}\b", "…", text)
    return " ".join(text.split())


def retold() -> str:
    """The tour with what the commands print now; done in a folder with a short path, so that paths fit on a line."""
    with tempfile.TemporaryDirectory() as chosen, tour_shell(Path(chosen).resolve()) as run:
        return rewritten(TOUR, run)


def test_the_tour_is_real() -> None:
    told, done = (without_ids(text) for text in (TOUR.read_text(encoding="utf-8"), retold()))
    assert done == told, "run `python tests/test_tour.py` to write the answers anew"


def test_no_answer_shows_the_machinery() -> None:
    """No trace of an error in a program, no blank node, and no answer that is empty where one is promised."""
    for block in blocks(TOUR):
        assert "Traceback" not in block
        assert "_:" not in block
        assert "peoplekg: " not in block


def test_every_command_about_who_says_what_is_in_it() -> None:
    text = TOUR.read_text(encoding="utf-8")
    for command in _COMMANDS:
        assert re.search(rf"^\$ .*peoplekg (--store \w+ )?{command}\b", text, re.MULTILINE), command


if __name__ == "__main__":
    TOUR.write_text(retold(), encoding="utf-8")
