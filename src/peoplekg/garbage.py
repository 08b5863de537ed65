"""How often Python looks for objects that nothing refers to any more."""

from __future__ import annotations

import gc

_COLLECTED_AFTER = 50_000


def collect_seldom() -> None:
    """Let so many new objects call for a collection that it costs a process of ours next to nothing.

    At Python's own 700 it takes a twentieth of a short command and a thirtieth of a worker's time.
    """
    gc.set_threshold(_COLLECTED_AFTER)
