"""Makes articles with claims, as the extractor would give them, about people of whom a few are in most articles."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from random import Random

from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Person, PersonArgument, Span, Value
from peoplekg.resources import resource

_SENTENCES = 6
# Kind, how often, and the sentence that says so.
_KINDS = (
    ("friend", 5, "{0} and {1} are friends."),
    ("event", 5, "{0} met {1} in Rome."),
    ("colleague", 2, "{0} works with {1}."),
    ("rival", 1, "{0} and {1} are at odds."),
    ("role", 3, "{0} is a singer."),
)


def given_names() -> list[str]:
    """Given names, as the project's lists have them."""
    return _listed("given")


def surnames() -> list[str]:
    """Surnames, as the project's lists have them."""
    return _listed("surnames")


@cache
def _listed(name: str) -> list[str]:
    lines = resource(f"data/names/{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [word.capitalize() for line in lines if (word := line.split("\t")[0]).isalpha() and len(word) > 2]


class Archive:
    """So many people, and articles about them, the same for the same seed.

    The first of a thousand people get about a fifth of all mentions, unless people are picked ``evenly``. ``label``
    begins the articles' ids.
    """

    def __init__(self, people: int, *, seed: int = 1, label: str = "made", evenly: bool = False) -> None:
        self.names = _people(people)
        self._random = Random(seed)
        self._label = label
        self._exponent = 1 if evenly else 4
        self._articles = 0

    def skip(self, articles: int) -> None:
        """Goes on behind so many articles, as if they had been made."""
        while self._articles < articles:
            self.article()

    def somebody(self) -> str:
        """A name."""
        return self.names[int(len(self.names) * self._random.random() ** self._exponent)]

    def article(self, *, about: str | None = None) -> Extraction:
        """The next article, of six sentences, each of which states something; ``about`` is in the first."""
        self._articles += 1
        text = f"Article {self._articles}\n\n"
        start = len(text)
        claims: list[Claim] = []
        named: dict[str, None] = {}
        for kind, _, words in self._random.choices(_KINDS, weights=[one[1] for one in _KINDS], k=_SENTENCES):
            first = about if about and not claims else self.somebody()
            second = self.somebody()
            while second == first:
                second = self.somebody()
            sentence = words.format(first, second)
            evidence = Evidence(len(text), len(text) + len(sentence), sentence, f"made.{kind}")
            text += sentence + " "
            people, values = _arguments(kind, first, second)
            claims.append(Claim(kind, people, values, evidence))
            named.update(dict.fromkeys(claims[-1].names()))
        day = f"20{self._random.randrange(10, 25)}-{self._random.randrange(1, 13):02}"
        blocks = (Block("paragraph", Span(start, len(text))),)
        article = Article(f"{self._label}-{self._articles:07}", text, "en", blocks, None, day, None)
        return Extraction(article, tuple(Person(name) for name in named), tuple(claims))

    def articles(self) -> Iterator[Extraction]:
        """Articles without end."""
        while True:
            yield self.article()


def _people(count: int) -> list[str]:
    random = Random(0)
    given, family = given_names(), surnames()
    names: dict[str, None] = {}
    while len(names) < count:
        names[f"{random.choice(given)} {random.choice(family)}"] = None
    return list(names)


def _arguments(kind: str, first: str, second: str) -> tuple[dict[str, PersonArgument | None], dict[str, Value]]:
    if kind == "role":
        return {"person": first}, {"title": "singer", "organization": None}
    if kind == "event":
        return {"participants": (first, second)}, {"type": "meeting", "place": "Rome"}
    return {"persons": (first, second)}, {}
