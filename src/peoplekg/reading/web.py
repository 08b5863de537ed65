"""HTML pages, from a file or from the web: trafilatura finds the article in them, its title and its date."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from peoplekg.errors import EmptyInput, UnreadableInput, WrongArgument
from peoplekg.model import Article
from peoplekg.reading.conventions import fold
from peoplekg.reading.dates import check_published
from peoplekg.reading.decoding import check_size, decode, read_bytes
from peoplekg.reading.ids import text_id, url_id
from peoplekg.reading.plain import read_text

if TYPE_CHECKING:
    from http.client import HTTPResponse

TIMEOUT_SECONDS = 20.0
"""How long a server may take to answer, or to send the next part of a page."""

_PAGE_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype html|html)\b", re.IGNORECASE | re.DOTALL
)
_AGENT = "Mozilla/5.0 (compatible; peoplekg)"
_DATES = {"original_date": True, "extensive_search": False, "max_date": "2999-12-31"}  # no guess, no clock


def looks_like_html(data: bytes) -> bool:
    """Whether bytes begin as a page does, whatever the name of their file."""
    return _PAGE_START.match(data[:4096]) is not None


def declared_encoding(data: bytes) -> str | None:
    """The encoding that a page names in its head, if it does."""
    match = re.search(rb"<meta[^>]+charset\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]+)", data[:4096], re.IGNORECASE)
    return match[1].decode("ascii") if match else None


def read_html(
    html: str,
    *,
    id: str,
    source: str | None = None,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    languages: Sequence[str] | None = None,
    where: str | None = None,
) -> Article:
    """The article in a page. Its text is the title, the date and the paragraphs, without the rest of the page.

    The arguments are those of ``read_text``. Raises EmptyInput when the page has no article in it, and what
    ``read_text`` raises.
    """
    from trafilatura import bare_extraction

    where = where or source or id
    given = check_published(published)
    found = bare_extraction(
        html, include_comments=False, include_tables=False, with_metadata=True, date_extraction_params=_DATES
    )
    body = getattr(found, "text", None)
    if not body or not body.strip():
        raise EmptyInput(f"{where} has no article in it; if it has, paste its text into a .txt file")
    headline = " ".join((title or getattr(found, "title", None) or "").split())
    try:
        day = given or check_published(getattr(found, "date", None))
    except WrongArgument:  # the page's own date is no date
        day = None
    paragraphs = [line.strip() for line in body.split("\n") if line.strip()]
    if headline and paragraphs and fold(paragraphs[0]) == fold(headline):
        del paragraphs[0]
    head = [line for line in (headline, day) if line]
    text = "\n\n".join(["\n".join(head), *paragraphs] if head else paragraphs) + "\n"
    return read_text(
        text,
        id=id,
        source=source,
        language=language,
        published=day,
        title=headline or None,
        languages=languages,
        where=where,
    )


def read_url(
    url: str,
    *,
    language: str | None = None,
    published: str | None = None,
    title: str | None = None,
    languages: Sequence[str] | None = None,
) -> Article:
    """The article at an http or https address; its ``source`` is the address.

    Raises UnreadableInput when the server cannot be reached, refuses, takes longer than ``TIMEOUT_SECONDS`` to answer,
    or sends something else than a page or a text, and what ``read_html`` raises.
    """
    data, content_type, charset = _fetch(url)
    html = content_type in ("text/html", "application/xhtml+xml") or looks_like_html(data)
    if not html and content_type != "text/plain":
        raise UnreadableInput(f"{url} is {content_type}, not a page; give the address of the article itself")
    text = decode(data, url, charset or (declared_encoding(data) if html else None))
    read = read_html if html else read_text
    return read(
        text, id=url_id(url), source=url, language=language, published=published, title=title, languages=languages
    )


def read_markup(data: bytes, where: str) -> tuple[str, str]:
    """The text of a page that came without a name, and the id of its article."""
    html = decode(data, where, declared_encoding(data))
    return html, text_id(html)


def _fetch(url: str) -> tuple[bytes, str, str | None]:
    """What is at an address, its media type and the encoding that the server names."""
    import http.client
    from urllib.error import HTTPError, URLError
    from urllib.request import Request, urlopen

    try:
        request = Request(url, headers={"User-Agent": _AGENT, "Accept": "text/html,*/*;q=0.5"})
        response: HTTPResponse
        with urlopen(request, timeout=TIMEOUT_SECONDS) as response:
            check_size(int(response.headers.get("Content-Length") or 0), url)
            data = read_bytes(response.read, url)
            if response.headers.get("Content-Encoding") == "gzip":
                data = _unzipped(data, url)
            return data, response.headers.get_content_type(), response.headers.get_content_charset()
    except HTTPError as error:
        raise UnreadableInput(f"{url} answered {error.code} {error.reason}; open it in a browser to see why") from None
    except URLError as error:
        detail = getattr(error.reason, "strerror", None) or error.reason
        raise UnreadableInput(f"{url} cannot be reached ({detail}); check the address and the connection") from None
    except (TimeoutError, http.client.HTTPException, OSError, ValueError) as error:
        detail = "it took too long" if isinstance(error, TimeoutError) else str(error) or type(error).__name__
        raise UnreadableInput(f"{url} cannot be read ({detail}); try again, or save the page as a file") from None


def _unzipped(data: bytes, url: str) -> bytes:
    import gzip
    import io
    import zlib

    try:
        return read_bytes(gzip.GzipFile(fileobj=io.BytesIO(data)).read, url)
    except (EOFError, zlib.error) as error:
        raise ValueError(f"the compressed page is damaged: {error}") from None
