"""The errors a user can meet, each with the exit code that the command line ends with.

Every message is one sentence or two: what was wrong, where, and what to do.
Exit codes 0 to 2 are taken: 0 success, 1 "the answer is no" (nothing found, does not conform),
2 wrong usage (click's own).
"""

from __future__ import annotations


class PeopleKGError(Exception):
    """Something the user can mend; the message says how."""

    exit_code = 10


class UnreadableInput(PeopleKGError):
    """A file, URL or stream that cannot be read as text (missing, binary, too large, unreachable)."""

    exit_code = 3


class EmptyInput(PeopleKGError):
    """An input with no text in it."""

    exit_code = 4


class UnsupportedLanguage(PeopleKGError):
    """A text in a language for which there is no language pack."""

    exit_code = 5


class NoPeople(PeopleKGError):
    """An article in which nobody is named."""

    exit_code = 6


class BrokenRDF(PeopleKGError):
    """An RDF file that does not parse; the message gives file and line."""

    exit_code = 7


class StoreError(PeopleKGError):
    """A store that cannot be opened: not a folder, not writable, in use, or written by a newer version."""

    exit_code = 8


class ClusterError(PeopleKGError):
    """A cluster that cannot be reached or used."""

    exit_code = 11


class BrokenResource(PeopleKGError):
    """A language pack, ontology, shape or query file that does not say what it must; the message names the entry."""

    exit_code = 9


class WrongArgument(PeopleKGError):
    """An argument that means nothing here: an unknown query, a wrong date, a malformed SPARQL text."""

    exit_code = 2


class NotFound(PeopleKGError):
    """Nobody and nothing of that name; the message lists the nearest names."""

    exit_code = 1


class Ambiguous(PeopleKGError):
    """A name that fits several people; the message lists them."""

    exit_code = 1
