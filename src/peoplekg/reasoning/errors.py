"""The error of this package."""

from __future__ import annotations

from peoplekg.errors import BrokenResource


class ReasoningError(BrokenResource):
    """An axiom that cannot become a rule, or data that cannot be reasoned about; the message names it."""
