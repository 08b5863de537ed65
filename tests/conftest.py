"""What holds of everything that the tests load."""

from __future__ import annotations

import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

from peoplekg import pipeline
from peoplekg.store import Store
from peoplekg.store.reports import LoadReport

# The same examples in every run of CI; elsewhere new ones each time.
settings.register_profile("ci", derandomize=True)
if os.environ.get("CI"):
    settings.load_profile("ci")


@pytest.fixture(scope="session", autouse=True)
def every_quote_verifies() -> Iterator[None]:
    """Whatever article a test loads, the quotes of its claims stand in the stored text where they say."""
    load = pipeline._load

    def checked(store: Store, *rest: Any) -> LoadReport:
        report = load(store, *rest)
        loaded = next(one for one in store.articles() if one.id == report.article)
        assert not list(store._verify(loaded))
        return report

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(pipeline, "_load", checked)
        yield
