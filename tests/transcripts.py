"""Documents with transcripts of commands, run again to see that what they show is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from peoplekg.resources import resource

ROOT = Path(__file__).resolve().parent.parent
_BLOCK = re.compile(r"^```(?P<kind>\w+)\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


def blocks(document: Path, kind: str = "console") -> Iterator[str]:
    """The texts of a document's fenced blocks of a kind."""
    return (found["text"] for found in _BLOCK.finditer(document.read_text(encoding="utf-8")) if found["kind"] == kind)


def shell(folder: Path, **environment: str) -> Callable[[str], str]:
    """Runs command lines in a folder that has the samples and a store of its own, and gives all that they print."""
    (folder / "data").symlink_to(resource("data"), target_is_directory=True)
    programs = folder / "bin"
    programs.mkdir()
    program = programs / "peoplekg"
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m peoplekg "$@"\n', encoding="utf-8")
    program.chmod(0o755)
    whole = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join(filter(None, (str(ROOT / "src"), os.environ.get("PYTHONPATH")))),
        "PEOPLEKG_STORE": str(folder / "store"),
        "SOURCE_DATE_EPOCH": "1700000000",
        **environment,
    }

    def run(line: str) -> str:
        done = subprocess.run(line, shell=True, cwd=folder, env=whole, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
        return done.stdout.decode("utf-8")

    return run


def transcript(block: str, run: Callable[[str], str]) -> str:
    """A block's command lines, each with what it prints now."""
    lines = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    return "".join(f"$ {line}\n{run(line)}" for line in lines)


def rewritten(document: Path, run: Callable[[str], str]) -> str:
    """A document with what its commands print now."""

    def fresh(found: re.Match[str]) -> str:
        return f"```console\n{transcript(found['text'], run)}```" if found["kind"] == "console" else found[0]

    return _BLOCK.sub(fresh, document.read_text(encoding="utf-8"))
