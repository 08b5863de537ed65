"""Extraction on a Dask cluster (https://distributed.dask.org), whose workers have the same version of peoplekg.

As with processes on one machine only the extraction is shared out; reading and writing stay with the caller. Dask gives
an article to another worker when one dies; what it gives up on is extracted here. Needs the extra ``cluster``.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

import peoplekg
from peoplekg.errors import ClusterError
from peoplekg.model import Article, Extraction

_TIMEOUT = "10s"


class Cluster:
    """The workers of a running cluster. Raises ClusterError when they cannot be reached or used."""

    def __init__(self, address: str) -> None:
        try:
            distributed: Any = import_module("distributed")
        except ImportError as error:
            raise ClusterError("--cluster needs Dask: pip install 'peoplekg[cluster]'") from error
        try:
            self._client = distributed.Client(address, timeout=_TIMEOUT, set_as_default=False)
        except (OSError, ValueError, TimeoutError, ImportError) as error:
            raise ClusterError(
                f"there is no Dask scheduler at {address}; start `dask scheduler` there, or give its address as "
                "tcp://host:8786 with --cluster"
            ) from error
        self.workers = self._usable(address)

    def _usable(self, address: str) -> int:
        """How many articles are extracted at a time."""
        threads: int = sum(self._client.nthreads().values())
        if not threads:
            self.stop()
            raise ClusterError(
                f"the Dask scheduler at {address} has no workers; start `dask worker {address}` somewhere"
            )
        others = {version for version in self._client.run(_version).values() if version != peoplekg.__version__}
        if others:
            self.stop()
            raise ClusterError(
                f"workers of {address} have {' and '.join(sorted(map(str, others)))} in place of peoplekg "
                f"{peoplekg.__version__}; install the same version on all"
            )
        return threads

    def submit(self, article: Article) -> Task:
        """Has an article extracted."""
        return Task(article, self._client.submit(_extract, article, pure=False))

    def stop(self) -> None:
        """Leaves the cluster, which runs on."""
        self._client.close()


class Task:
    """An extraction under way."""

    def __init__(self, article: Article, future: Any) -> None:
        self._article = article
        self._future = future

    def result(self) -> Extraction:
        """The extraction, waited for. Raises what ``extract`` raises."""
        if self._future.exception() is None or isinstance(self._future.exception(), peoplekg.PeopleKGError):
            found: Extraction = self._future.result()
            return found
        return _extract(self._article)


def _extract(article: Article) -> Extraction:
    from peoplekg.extraction import extract

    return extract(article)


def _version() -> str:
    return peoplekg.__version__
