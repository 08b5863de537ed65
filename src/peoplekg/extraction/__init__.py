"""Reads the claims out of an article: who is what to whom, what happened, who says so, in which sentence."""

from peoplekg.extraction.extract import as_json, extract

__all__ = ["as_json", "extract"]
