"""Every text on screen is there in Swedish and English, and numbers and dates are as the reader writes them."""

import ast
import datetime as dt
import re
import tomllib
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po

from hyte_core.excel.layout import SHEETS, column_word, kind_word, light_word, sheet_word
from hyte_core.excel.vocabulary import VOCABULARIES
from hyte_core.locale import FOLDER, LANGUAGES, day, moment, ngettext, number, speaking

ROOT = Path(__file__).parent.parent
TARGETS = [code for code in LANGUAGES if code != "fi"]
FIELDS = sorted({column.field for sheet in SHEETS for column in sheet.columns})
SHEET_KINDS = ("guide", *(sheet.kind for sheet in SHEETS))
#: A text: one string, or the singular and the plural.
Text = str | tuple[str, ...]
#: Texts with where they stand.
Texts = Mapping[Text, str]
Complaints = Iterator[str]
#: The words of Python that give texts, with how many strings each takes.
GIVERS = {"_": 1, "ngettext": 2}


def in_the_code() -> Texts:
    """Every text of pages, core and templates."""
    mappings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["babel"]["mappings"]
    found = extract_from_dir(
        ROOT,
        [(mapping["pattern"], mapping["method"]) for mapping in mappings],
        directory_filter=lambda path: Path(path).relative_to(ROOT).parts[0] in ("pages", "hyte_core"),
    )
    texts: dict[Text, str] = {message: f"{file}:{line}" for file, line, message, _comments, _context in found}
    for file in [*ROOT.glob("*.py"), *ROOT.glob("pages/*.py"), *ROOT.glob("hyte_core/**/*.py")]:
        texts |= {text: f"{file.relative_to(ROOT)}:{line}" for text, line in in_python(file)}
    return texts


def in_python(file: Path) -> Iterator[tuple[Text, int]]:
    """The texts of a Python file. Babel on Python 3.11 does not see those inside f-strings."""
    for node in ast.walk(ast.parse(file.read_text("utf-8"))):
        if (
            isinstance(node, ast.Call)
            and isinstance(node.func, ast.Name)
            and node.func.id in ("_", "ngettext")
        ):
            given = node.args[: 2 if node.func.id == "ngettext" else 1]
            strings = tuple(str(arg.value) for arg in given if isinstance(arg, ast.Constant))
            assert len(strings) == len(given), f"{file}:{node.lineno}: not a text but an expression"
            yield strings if len(strings) > 1 else strings[0], node.lineno


def catalogue(code: str) -> Catalog:
    """The language's translations as its file has them."""
    with (FOLDER / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code)


def forms(text: str | Sequence[str] | None) -> tuple[str, ...]:
    """The text's singular and plural, or it alone."""
    return (text,) if isinstance(text, str) else tuple(text or ())


def pairs(po: Catalog) -> Iterator[tuple[str, str]]:
    """Each text with its translation; singular with singular, plural with plural."""
    for message in po:
        if message.id:
            yield from zip(forms(message.id), forms(message.string), strict=False)


# --- what can be wrong with a language: each gives a line a fault


def not_in_the_file(texts: Texts, po: Catalog) -> Complaints:
    for text, place in texts.items():
        found = po.get(forms(text)[0])
        if found is None or forms(found.id) != forms(text):
            yield f"{place}: {text!r}"


def empty(texts: Texts, po: Catalog) -> Complaints:
    for message in po:
        translated = forms(message.string)
        enough = len(translated) == (po.num_plurals if message.pluralizable else 1)
        if message.id and not (enough and all(part.strip() for part in translated)):
            yield f"{message.id!r} -> {message.string!r}"


def fuzzy(texts: Texts, po: Catalog) -> Complaints:
    yield from (f"{message.id!r} -> {message.string!r}" for message in po if message.fuzzy)


def no_longer_in_the_code(texts: Texts, po: Catalog) -> Complaints:
    known = {forms(text)[0] for text in texts}
    yield from (f"{message.id!r}" for message in po if message.id and forms(message.id)[0] not in known)
    yield from (f"{forms(message.id)[0]!r} (kept as obsolete)" for message in po.obsolete.values())


def other_placeholders(texts: Texts, po: Catalog) -> Complaints:
    for source, target in pairs(po):
        if target and placeholders(source) != placeholders(target):
            yield f"{source!r} -> {target!r}"


def placeholders(text: str) -> list[tuple[str, str, str]]:
    parts = Formatter().parse(text)
    return sorted((name, spec or "", how or "") for _text, name, spec, how in parts if name is not None)


def left_in_finnish(texts: Texts, po: Catalog) -> Complaints:
    yield from (repr(source) for source, target in pairs(po) if source == target and len(source) > 20)


def other_capital_or_end(texts: Texts, po: Catalog) -> Complaints:
    """A header stays a header and a sentence a sentence."""
    for source, target in pairs(po):
        if not target:
            continue
        both_words = source[0].isalpha() and target[0].isalpha()
        if (both_words and source[0].isupper() != target[0].isupper()) or ending(source) != ending(target):
            yield f"{source!r} -> {target!r}"


def ending(text: str) -> str:
    return text[-1] if text[-1] in ".:…?!" else ""


def other_markup(texts: Texts, po: Catalog) -> Complaints:
    marks = re.compile(r"\*\*|`|^#+|\]\(|:material/\w+:|<[^>]+>")
    for source, target in pairs(po):
        if target and sorted(marks.findall(source)) != sorted(marks.findall(target)):
            yield f"{source!r} -> {target!r}"


def other_names_of_sheets_and_columns(texts: Texts, po: Catalog) -> Complaints:
    """A capital within a Finnish sentence marks the name of a sheet or column, which the reader must find."""
    with speaking("fi"):
        names = [*map(column_word, FIELDS), *map(sheet_word, SHEET_KINDS)]
    known = [(name, str(message.string)) for name in names if (message := po.get(name))]
    for source, target in pairs(po):
        for name, word in known:
            named = re.search(rf"(?<=[a-zäö,] ){name}\b", source)
            if named and target and not re.search(rf"\b{re.escape(word)}\b", target):
                yield f"{target!r} does not name {word!r}"


FAULTS: tuple[Callable[[Texts, Catalog], Complaints], ...] = (
    not_in_the_file,
    empty,
    fuzzy,
    no_longer_in_the_code,
    other_placeholders,
    left_in_finnish,
    other_capital_or_end,
    other_markup,
    other_names_of_sheets_and_columns,
)


@pytest.fixture(scope="module")
def texts() -> Texts:
    """The texts of the code, with where they stand."""
    return in_the_code()


@pytest.mark.parametrize("code", TARGETS)
@pytest.mark.parametrize("fault", FAULTS, ids=lambda fault: fault.__name__)
def test_every_text_is_translated_without_fault(
    code: str, fault: Callable[[Texts, Catalog], Complaints], texts: Texts
) -> None:
    found = sorted(fault(texts, catalogue(code)))
    heading = f"{code}.po, {fault.__name__.replace('_', ' ')}: {len(found)}"
    assert not found, "\n".join([heading, *found])


@pytest.mark.parametrize("code", TARGETS)
def test_a_language_has_a_singular_for_one_and_a_plural_for_the_rest(code: str) -> None:
    assert (catalogue(code).num_plurals, catalogue(code).plural_expr) == (2, "(n != 1)")


def test_texts_are_found_in_pages_core_and_templates(texts: Texts) -> None:
    places = set(texts.values())
    for part in ("pages/", "hyte_core/ui/templates/", "hyte_core/excel/"):
        assert any(place.startswith(part) for place in places), part


def test_each_fault_would_be_found() -> None:
    """One bad translation of each kind, so that no check can pass by never looking."""
    po = Catalog(locale="sv")
    po.add("Tyhjä", "")
    po.add(("{n} rivi", "{n} riviä"), ("{n} rad", ""))
    po.add("Epävarma", "Osäker", flags=["fuzzy"])
    po.add("Vanha", "Gammal")
    po.add("Tiedosto {file} on luettu", "Filen {name} har lästs")
    po.add("Tämä teksti jäi suomeksi", "Tämä teksti jäi suomeksi")
    po.add("Otsake", "rubrik")
    po.add("Tämä on **tärkeää**", "Detta är viktigt")
    po.add("Tavoite", "Mål")
    po.add("täytä sarake Tavoite", "fyll i kolumnen Mening")
    texts: dict[Text, str] = {"Uusi": "", ("{n} rivi", "{n} riviä"): ""}
    texts |= {str(m.id): "" for m in po if m.id and not m.pluralizable and m.id != "Vanha"}
    found = {fault.__name__: " ".join(fault(texts, po)) for fault in FAULTS}
    expected = {
        "not_in_the_file": "Uusi",
        "empty": "riviä",
        "fuzzy": "Epävarma",
        "no_longer_in_the_code": "Vanha",
        "other_placeholders": "{name}",
        "left_in_finnish": "suomeksi",
        "other_capital_or_end": "Otsake",
        "other_markup": "viktigt",
        "other_names_of_sheets_and_columns": "Mening",
    }
    assert set(expected) == set(found)
    for name, word in expected.items():
        assert word in found[name], name
    assert "Tyhjä" in found["empty"]


# --- the words of workbooks


def words_of_workbooks() -> dict[str, dict[str, str]]:
    """{what is named: {code: word}} in the reader's language."""
    return {
        "columns": {field: column_word(field) for field in FIELDS},
        "sheets": {kind: sheet_word(kind) for kind in SHEET_KINDS},
        "lights": {light: light_word(light) for light in ("green", "yellow", "red")},
        "kinds": {kind: kind_word(kind) for kind in ("municipality", "county", "association", "sector")},
    }


def words_of_columns() -> dict[str, dict[str, str]]:
    """{kind of table: {field: what the reader is offered for its column}}."""
    return {
        kind: {field: column_word(field) for field in vocabulary} for kind, vocabulary in VOCABULARIES.items()
    }


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_columns_sheets_lights_or_kinds_have_the_same_word_in_a_language(language: str) -> None:
    with speaking(language):
        for what, words in (words_of_workbooks() | words_of_columns()).items():
            found = [word.casefold() for word in words.values()]
            twice = {code: word for code, word in words.items() if found.count(word.casefold()) > 1}
            assert not twice, f"{language}, {what}: {twice}"


def test_a_word_of_a_workbook_means_the_same_in_whatever_language_it_is_read() -> None:
    meanings: dict[tuple[str, str], set[str]] = {}
    for language in LANGUAGES:
        with speaking(language):
            for what, words in words_of_workbooks().items():
                for code, word in words.items():
                    meanings.setdefault((what, word.casefold()), set()).add(code)
    twofold = {key: codes for key, codes in meanings.items() if len(codes) > 1}
    assert not twofold


@pytest.mark.parametrize("language", LANGUAGES)
def test_excel_accepts_the_names_of_sheets_and_the_words_of_lists(language: str) -> None:
    with speaking(language):
        words = words_of_workbooks()
    for name in words["sheets"].values():
        assert len(name) <= 31 and not set(name) & set("[]:*?/\\"), name
    for what in ("lights", "kinds"):
        assert len(",".join(words[what].values())) <= 255, what
        assert not any(set(word) & set(',"') for word in words[what].values()), what


# --- numbers and dates


@pytest.mark.parametrize(
    ("language", "decimal", "large", "date"),
    [
        ("fi", "7,2", "635\u00a0534", "31.12.2025"),
        ("sv", "7,2", "635\u00a0534", "31.12.2025"),
        ("en", "7.2", "635,534", "31 Dec 2025"),
    ],
)
def test_numbers_and_dates_follow_the_readers_convention(
    language: str, decimal: str, large: str, date: str
) -> None:
    with speaking(language):
        assert number(7.2, 1) == number(7.2) == decimal
        assert number(635534) == number(635533.7, 0) == large
        assert day(dt.date(2025, 12, 31)) == date
        assert day(None) == "–"


@pytest.mark.parametrize(
    ("language", "expected"),
    [("fi", "31.12.2025 9.05"), ("sv", "31.12.2025 9.05"), ("en", "31 Dec 2025 09:05")],
)
def test_a_time_of_day_is_told_in_the_computers_own_time_zone(language: str, expected: str) -> None:
    here = dt.datetime(2025, 12, 31, 9, 5).astimezone()
    with speaking(language):
        assert moment(here) == moment(here.astimezone(dt.UTC)) == expected
        assert moment(here.astimezone(dt.UTC).replace(tzinfo=None)) == expected


@pytest.mark.parametrize(
    ("language", "expected"),
    [
        ("fi", ["0 toimenpidettä", "1 toimenpide", "2 toimenpidettä", "1\u00a0234 toimenpidettä"]),
        ("sv", ["0 åtgärder", "1 åtgärd", "2 åtgärder", "1\u00a0234 åtgärder"]),
        ("en", ["0 actions", "1 action", "2 actions", "1,234 actions"]),
    ],
)
def test_a_count_has_its_noun_in_the_right_number(language: str, expected: list[str]) -> None:
    with speaking(language):
        assert [ngettext("{n} toimenpide", "{n} toimenpidettä", n) for n in (0, 1, 2, 1234)] == expected
