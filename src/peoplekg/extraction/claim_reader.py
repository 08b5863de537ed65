"""What everything that reads claims off noun phrases has at hand."""

from __future__ import annotations

from peoplekg.extraction.claim_list import ClaimList
from peoplekg.extraction.qualifiers import Qualifier
from peoplekg.language.document import Document


class ClaimReader:
    """Reads claims of some kind off one document, and notes them in ``claims`` as ``qualifier`` says."""

    def __init__(self, document: Document, claims: ClaimList, qualifier: Qualifier) -> None:
        self.document = document
        self.pack = document.pack
        self.discourse = document.discourse
        self.claims = claims
        self.qualifier = qualifier
