"""The one place where the time comes from."""

from __future__ import annotations

import os
from datetime import UTC, datetime

from peoplekg.errors import WrongArgument


def now() -> str:
    """The present moment as ``2023-11-03T10:15:00Z``, or the one that SOURCE_DATE_EPOCH (seconds since 1970) fixes.

    Raises WrongArgument when SOURCE_DATE_EPOCH is no whole number.
    The variable is that of https://reproducible-builds.org/specs/source-date-epoch/.

    >>> len(now())
    20
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        moment = datetime.now(UTC)
    else:
        try:
            moment = datetime.fromtimestamp(int(fixed), UTC)
        except (ValueError, OverflowError, OSError):
            raise WrongArgument(f"SOURCE_DATE_EPOCH is {fixed!r}; give whole seconds since 1970 or unset it") from None
    return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
