"""Two made-up articles with their claims, as the extractor would give them, for tests of what comes after it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from peoplekg.model import Article, Block, Claim, Evidence, Extraction, Person, PersonArgument, Span, Value

# A claim's kind, people, values and qualifiers.
Told = tuple[str, Mapping[str, PersonArgument | None], Mapping[str, Value], Mapping[str, Any]]


class Story:
    """An article that is written sentence by sentence, each with the claims that it makes."""

    def __init__(self, id: str, title: str, published: str | None) -> None:
        self.id, self.title, self.published = id, title, published
        self.text = f"{title}\n\n"
        self.claims: list[Claim] = []

    def say(self, sentence: str, *claims: Told) -> None:
        """Adds a sentence."""
        start = len(self.text)
        self.text += f"{sentence}\n"
        for kind, people, values, qualifiers in claims:
            evidence = Evidence(start, start + len(sentence), sentence, f"test.{kind}")
            self.claims.append(Claim(kind, people, values, evidence, **qualifiers))

    def extraction(self) -> Extraction:
        """The article with everybody whom its claims name."""
        names = dict.fromkeys(name for claim in self.claims for name in claim.names())
        body = len(self.title) + 2
        blocks = (Block("headline", Span(0, len(self.title))), Block("paragraph", Span(body, len(self.text))))
        article = Article(self.id, self.text, "en", blocks, self.title, self.published, f"/news/{self.id}.txt")
        return Extraction(article, tuple(Person(name) for name in names), tuple(self.claims))


def friends() -> Extraction:
    """Friends, a family over three generations, a meeting, a commutation, and a pardon that is only hoped for."""
    story = Story("friends", "Friends for ever", "2023-11-03")
    ada, cleo, eve, gina, hilda = "Ada Bell", "Cleo Dunn", "Eve Zoë Fox", "Gina Bell", "Hilda Ray"
    joy, kay, max_orr = "Ian Joy", "Kay Lee", "Max Orr"
    story.say(
        "Ada Bell and Cleo Dunn became friends ten years ago.",
        ("friend", {"persons": (ada, cleo)}, {}, {"start": "2013~"}),
    )
    story.say(
        "Cleo Dunn is a friend of Eve Zoë Fox, says The Post.",
        ("friend", {"persons": (cleo, eve)}, {}, {"certainty": "reported", "attributed_to": "The Post"}),
    )
    story.say(
        "Cleo Dunn is no friend of Max Orr.", ("friend", {"persons": (cleo, max_orr)}, {}, {"polarity": "denied"})
    )
    story.say("Gina Bell is Ada Bell's mother.", ("parent", {"parent": gina, "child": ada}, {}, {}))
    story.say("Hilda Ray is Gina Bell's mother.", ("parent", {"parent": hilda, "child": gina}, {}, {}))
    story.say(
        "In May 2018 Ada Bell met President Ian Joy in the Oval Office.",
        ("event", {"participants": (ada, joy)}, {"type": "meeting", "place": "Oval Office"}, {"date": "2018-05"}),
        ("role", {"person": joy}, {"title": "president", "organization": None}, {}),
    )
    story.say(
        "A month later he commuted Kay Lee's sentence.",
        (
            "clemency",
            {"grantor": joy, "beneficiary": kay, "advocates": (ada,)},
            {"type": "commutation"},
            {"date": "2018-06"},
        ),
    )
    story.say(
        "Ada Bell hopes for a pardon of Max Orr.",
        (
            "clemency",
            {"grantor": None, "beneficiary": max_orr, "advocates": (ada,)},
            {"type": "pardon"},
            {"certainty": "possible"},
        ),
    )
    story.say(
        "Ada Bell, 43, born in Rome on 22 October 1980, wrote Long Book.",
        ("age", {"person": ada}, {"years": 43}, {}),
        ("born", {"person": ada}, {"place": "Rome"}, {"date": "1980-10-22"}),
        ("authored", {"person": ada}, {"work": "Long Book", "type": "book"}, {"date": "2021"}),
    )
    story.say(
        "Ada Bell divorced Tom Vale in 2012 and dates Uwe Wirth.",
        ("spouse", {"persons": (ada, "Tom Vale")}, {}, {"status": "former", "end": "2012"}),
        ("partner", {"persons": (ada, "Uwe Wirth")}, {}, {}),
    )
    story.say("Ada Bell plays with Pia Quist.", ("colleague", {"persons": (ada, "Pia Quist")}, {}, {}))
    story.say("Ada Bell and Max Orr are at odds.", ("rival", {"persons": (ada, max_orr)}, {}, {}))
    story.say(
        "On 22 October 2023 Ada Bell gave a birthday party; Cleo Dunn came.",
        ("event", {"participants": (ada, cleo)}, {"type": "birthday"}, {"date": "2023-10-22"}),
    )
    return story.extraction()


def second_voice() -> Extraction:
    """Another article on the same friends."""
    story = Story("second-voice", "Ten years of friendship", "2024-02-01")
    story.say("Cleo Dunn is Ada Bell's best friend.", ("friend", {"persons": ("Cleo Dunn", "Ada Bell")}, {}, {}))
    story.say("Eve Zoë Fox is a friend of Ada Bell.", ("friend", {"persons": ("Eve Zoë Fox", "Ada Bell")}, {}, {}))
    return story.extraction()


def denial() -> Extraction:
    """An article in which somebody denies what the others state."""
    story = Story("denial", "No friends", "2024-03-01")
    story.say(
        "Ada Bell and Cleo Dunn are not friends, their agent says.",
        ("friend", {"persons": ("Ada Bell", "Cleo Dunn")}, {}, {"polarity": "denied", "attributed_to": "their agent"}),
    )
    return story.extraction()
