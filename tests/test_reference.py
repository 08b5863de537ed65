"""Who is meant over the sentences of an article: what a headline, a trade, a relative and a pair point at."""

from __future__ import annotations

from peoplekg.extraction import extract
from peoplekg.model import Claim
from peoplekg.reading import read_text


def claims(title: str, body: str, language: str = "it") -> list[Claim]:
    article = read_text(f"{title}\n2024-06-10\n\n{body}", id="article", language=language)
    return list(extract(article).claims)


def stated(found: list[Claim], kind: str) -> list[dict[str, object]]:
    return [{**c.people, **c.values} for c in found if c.kind == kind and c.polarity == "affirmed"]


def test_the_two_are_those_of_the_headline() -> None:
    found = claims(
        "Neri spegne le voci sulla crisi con Ada Moro",
        "Ugo Neri ha smentito tutto. Ada Moro era con Rita Sala, Leo Bini e Carlo Dini.\n\n"
        "Sposati dal 2005, i due tengono duro.",
    )
    assert {"persons": ("Ugo Neri", "Ada Moro")} in stated(found, "spouse")


def test_the_two_of_a_headline_are_nobody_where_others_are_named_more_often() -> None:
    found = claims(
        "Neri spegne le voci sulla crisi con Ada Moro",
        "Ugo Neri tace, Ada Moro pure. Rita Sala ha parlato a lungo. Leo Bini ride. Carlo Dini è partito. "
        "Rita Sala insiste. Elena Blu non c'era.\n\nSposati dal 2005, i due tengono duro.",
    )
    assert stated(found, "spouse") == []


def test_a_headline_speaks_of_whoever_bears_the_trade() -> None:
    found = claims(
        "Ada Moro e il nuotatore, vacanza a Ponza",
        "Ada Moro è stata vista a Ponza. Con lei c'era Ugo Neri, dorsista azzurro e nuotatore dal 2010.",
    )
    roles = stated(found, "role")
    assert all(role["person"] == "Ugo Neri" for role in roles if role["title"] == "swimmer")


def test_a_trade_keeps_pointing_at_whoever_keeps_coming_up() -> None:
    found = claims(
        "Che cosa è successo ieri",
        "Giorgia Landi, conduttrice, ha sposato Matteo Orsini. La conduttrice era con il fratello Andrea. "
        "A officiare è stato don Luigi Serra. Testimone la collega Paola Ferri.\n\n"
        "La presentatrice si era separata nel 2020 dal regista Dario Conti.",
    )
    former = [c for c in found if c.kind == "spouse" and c.status == "former"]
    assert [c.people["persons"] for c in former] == [("Giorgia Landi", "Dario Conti")]


def test_a_lobbyist_is_not_the_president() -> None:
    found = claims(
        "Che cosa è successo ieri",
        "Il presidente Dino Falchi ha graziato Paolo Ferri, 67 anni, suo consigliere. "
        "Il lobbista era stato condannato a tre anni.",
    )
    assert not [r for r in stated(found, "role") if r["person"] == "Dino Falchi" and r["title"] == "lobbyist"]
    assert "Dino Falchi" not in [c["person"] for c in stated(found, "conviction")]
