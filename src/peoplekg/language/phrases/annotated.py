"""A sentence with the names and dates that were found in it, by token."""

from __future__ import annotations

from collections.abc import Sequence

from peoplekg.language.dates import Date
from peoplekg.language.entities import Mention
from peoplekg.language.pack import Noun, Pack
from peoplekg.language.tokens import Sentence


class AnnotatedSentence:
    """What is known of each token before phrases are read; token positions count from the start of the sentence.

    ``mention_at`` has a mention by its first token, ``in_mention`` all tokens of mentions; ``date_at`` has a date by
    its first token, with the position behind it. ``nouns`` holds the readings of nouns looked up so far. ``text`` is
    the whole article, which ages are looked up in.
    """

    def __init__(
        self, sentence: Sentence, mentions: Sequence[Mention], dates: Sequence[Date], text: str, pack: Pack
    ) -> None:
        self.sentence = sentence
        self.tokens = sentence.tokens
        self.lowers = sentence.lowers
        self.size = len(sentence.tokens)
        self.text = text
        self.pack = pack
        self.mention_at = {m.start: m for m in mentions}
        self.in_mention = {i for m in mentions for i in range(m.start, m.end)}
        self.nouns: dict[int, tuple[int, tuple[Noun, ...]] | None] = {}
        self.date_at: dict[int, tuple[Date, int]] = {}
        for date in dates:
            covered = [i for i, t in enumerate(self.tokens) if t.start < date.span.end and t.end > date.span.start]
            if covered and not self._is_attribute(covered):
                self.date_at[covered[0]] = (date, covered[-1] + 1)

    def _is_attribute(self, covered: list[int]) -> bool:
        """ "a 2016 meeting", "her 1998 novel": a year that is a noun's adjective, no date of the clause."""
        year, after = covered[-1], covered[-1] + 1
        if self.pack.syntax["adjectives_follow"] or not self.lowers[year].isdigit() or after >= self.size:
            return False
        openers = (self.pack.determiners, self.pack.possessives, self.pack.genitive)
        opener = covered[0] if len(covered) == 2 else year - 1
        if len(covered) > 2 or opener < 0 or not any(self.lowers[opener] in words for words in openers):
            return False
        if after in self.in_mention or not self.tokens[after].is_word:
            return False
        return self.lowers[after] not in self.pack.function_words and self.lowers[after] not in self.pack.auxiliaries
