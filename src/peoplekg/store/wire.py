"""The way to a server: one connection, credentials from outside the command line, time limits, more tries than one."""

from __future__ import annotations

import http.client
import netrc
import os
import ssl
import time
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit

from peoplekg.errors import StoreError

_LOOPBACK = ("localhost", "127.0.0.1", "::1")
_CONNECTING, _TIMEOUT = 10, 60
"""Seconds to wait for a connection, and for an answer over one: a query may take a while, being there does not."""
_TRIES = 4
_WAIT = 0.2
_BUSY = (429, 502, 503, 504)


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server said; the names of headers are in small letters."""

    status: int
    reason: str
    headers: Mapping[str, str]
    body: bytes

    @property
    def words(self) -> str:
        """The beginning of what was said, for people."""
        return self.body.decode("utf-8", "replace").strip()[:300]


class Server:
    """A server by an address of it.

    Raises StoreError when the address holds a password, or is neither https nor on this machine.
    """

    def __init__(self, address: str) -> None:
        self.address = address
        self._parts = _safe(address)
        self.path = self._parts.path or "/"
        self._headers = {"User-Agent": "peoplekg", **_credentials(self._parts.hostname or "")}
        self._connection: http.client.HTTPConnection | None = None

    def path_of(self, address: str) -> str:
        """The path of another address of this server. Raises StoreError for one of another, which gets no password."""
        parts = _safe(address)
        if (parts.scheme, parts.netloc) != (self._parts.scheme, self._parts.netloc):
            raise StoreError(f"{address} is not on the server of {self.address}; give an address of the same server")
        return parts.path or "/"

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: Mapping[str, str] | None = None
    ) -> Answer:
        """The answer to a request, sent again when the server is busy or the connection breaks.

        So only what does no harm when it is done twice may be sent. Raises StoreError when nobody answers.
        """
        problem = ""
        for turn in range(_TRIES):
            if turn:
                time.sleep(_WAIT * 2**turn)
            try:
                connection = self._connected()
                connection.request(method, path, body, {**self._headers, **(headers or {})})
                answer = connection.getresponse()
                said = answer.read()
            except (OSError, http.client.HTTPException) as error:
                self._connection, problem = None, str(error) or type(error).__name__
                continue
            if answer.status in _BUSY:
                problem = f"{answer.status} {answer.reason}"
                continue
            known = {name.lower(): value for name, value in answer.getheaders()}
            return Answer(answer.status, answer.reason, known, said)
        raise StoreError(f"{self.address} does not answer ({problem}); is the server running, and the address right?")

    def _connected(self) -> http.client.HTTPConnection:
        if self._connection is None:
            host, port = self._parts.hostname or "", self._parts.port
            if self._parts.scheme == "https":
                context = ssl.create_default_context()
                self._connection = http.client.HTTPSConnection(host, port, timeout=_CONNECTING, context=context)
            else:
                self._connection = http.client.HTTPConnection(host, port, timeout=_CONNECTING)
        closed = self._connection.sock is None
        if closed:
            self._connection.connect()
            self._connection.sock.settimeout(_TIMEOUT)
        return self._connection


def _safe(address: str) -> SplitResult:
    parts = urlsplit(address)
    if parts.username or parts.password:
        raise StoreError(
            "the address of a store holds no password; set PEOPLEKG_STORE_USER and PEOPLEKG_STORE_PASSWORD, or "
            "write it into ~/.netrc"
        )
    if parts.scheme != "https" and not (parts.scheme == "http" and parts.hostname in _LOOPBACK):
        raise StoreError(f"{address} is not encrypted; use https, or http on this machine only")
    return parts


def _credentials(host: str) -> dict[str, str]:
    """Who we are, from the environment, else from ~/.netrc; nobody when neither says."""
    user, password = (os.environ.get(f"PEOPLEKG_STORE_{name}", "") for name in ("USER", "PASSWORD"))
    if not user:
        try:
            known = netrc.netrc().authenticators(host)
        except (OSError, netrc.NetrcParseError):
            known = None
        if known is None:
            return {}
        user, password = known[0], known[2] or ""
    return {"Authorization": f"Basic {b64encode(f'{user}:{password}'.encode()).decode()}"}
