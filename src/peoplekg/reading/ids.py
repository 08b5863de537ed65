"""Article ids: safe in an IRI, stable for a source, different for different sources.

A file is identified by where it lies: ``article-3f9c0a1b`` is the file's stem and eight hexadecimal digits of the
SHA-256 of its absolute path. So the same file is the same article from whatever folder the program is run,
and two files called ``article.txt`` are two articles. A page is identified by its address, a JSON Lines record
by the id it brings, and a text from standard input by its own words, since nothing else is known of it.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from pathlib import Path
from urllib.parse import urldefrag, urlsplit

from peoplekg.model import Article

_MAX_STEM = 60


def slug(text: str) -> str:
    """Letters and digits of ASCII, joined by hyphens, lower case; empty when there are none.

    >>> slug("Perché Totti & Blasi?")
    'perche-totti-blasi'
    """
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode("ascii").lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def file_id(path: Path) -> str:
    """The id of the article in a file; ``path`` must be absolute.

    >>> file_id(Path("/news/article.txt"))[:8]
    'article-'
    """
    return _with_digest(path.stem, path.as_posix())


def url_id(url: str) -> str:
    """The id of the article at an address; what follows ``#`` makes no difference."""
    address, _ = urldefrag(url)
    parts = urlsplit(address)
    steps = [step for step in parts.path.split("/") if step]
    stem = re.sub(r"\.[a-z]{3,5}$", "", steps[-1]) if steps else parts.netloc
    return _with_digest(stem, address)


def text_id(text: str) -> str:
    """The id of a text whose source is unknown: the same words are the same article."""
    return _with_digest("stdin", text)


def record_id(given: str) -> str:
    """A record's own id, as it is when it is safe in an IRI, else made safe without clashing with another.

    >>> record_id("30260-309")
    '30260-309'
    """
    if re.fullmatch(r"[A-Za-z0-9_](?:[A-Za-z0-9_.-]*[A-Za-z0-9_-])?", given):
        return given
    return _with_digest(given, given)


def name_of(article: Article) -> str:
    """The short name of an article: the stem of the file it was read from, else its id.

    >>> name_of(Article("a-f9f07878", "", "it", (), source="/news/a.txt"))
    'a'
    """
    if article.source:
        path = Path(article.source)
        if path.is_absolute() and article.id == file_id(path):
            return path.stem
    return article.id


def _with_digest(stem: str, identity: str) -> str:
    digest = hashlib.sha256(identity.encode("utf-8", "surrogatepass")).hexdigest()[:8]
    short = slug(stem)[:_MAX_STEM].strip("-") or "article"
    return f"{short}-{digest}"
