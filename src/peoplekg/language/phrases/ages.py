"""Ages behind a name: "X, 41,", "X (41)", "X, oggi quindicenne"."""

from __future__ import annotations

from peoplekg.language.dates import calendar
from peoplekg.language.phrases.annotated import AnnotatedSentence


def age_behind(s: AnnotatedSentence, i: int) -> tuple[int, int] | None:
    """An age behind a name: (years, next token)."""
    if i + 1 < s.size and s.lowers[i] in s.pack.cue("adverbs") and s.lowers[i + 1] == ",":
        i += 1  # "X invece, 51 anni,"
    if i >= s.size:
        return None
    begin = s.tokens[i - 1].end
    stop = s.sentence.span.end
    window = s.text[begin : min(stop, begin + 40)]
    today = 0  # how many characters "oggi" in "X, oggi quindicenne" takes
    if s.lowers[i] == "," and i + 2 < s.size and s.lowers[i + 1] in s.pack.cue("nowadays"):
        today = s.tokens[i + 2].start - s.tokens[i + 1].start
        window = window[: s.tokens[i + 1].start - begin] + window[s.tokens[i + 2].start - begin :]
    known = calendar(s.pack)
    for regex in known.age_behind:
        match = regex.search(window)
        if not match:
            continue
        years = known.years(match) if match.groupdict().get("stem") else known.number(match.group("years"))
        if years is None or not 0 < years < 120:
            continue
        end = begin + match.end() + today
        j = i
        while j < s.size and s.tokens[j].start < end:
            j += 1
        if j > i + 1 and j <= s.size and any(k in s.date_at for k in range(i + 2 if today else i, j)):
            continue
        return years, j
    return None
