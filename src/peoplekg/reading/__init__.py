"""Sources (files, folders, pages, JSON Lines, standard input) become articles.

``read`` takes whatever a user names; the other functions read one kind of source.
"""

from peoplekg.reading.files import read_file
from peoplekg.reading.identification import identify, installed_languages
from peoplekg.reading.ids import name_of
from peoplekg.reading.jsonl import read_jsonl
from peoplekg.reading.plain import read_text
from peoplekg.reading.sources import Failure, read
from peoplekg.reading.web import read_html, read_url

__all__ = [
    "Failure",
    "identify",
    "installed_languages",
    "name_of",
    "read",
    "read_file",
    "read_html",
    "read_jsonl",
    "read_text",
    "read_url",
]
