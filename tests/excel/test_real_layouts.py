"""Layouts of municipalities' own files, read as a careful person would read them."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from hyte_core.excel import Reading, read_workbook
from hyte_core.excel.dates import schedule_of
from hyte_core.excel.lights import light_of_word
from tests.excel.workbooks import GREEN, RED, YELLOW, actions, book_of, codes, lights, read, values

HEADER = ("Painopiste", "Toimenpide", "Vastuu", "Tila")


def _contacts(reading: Reading) -> list[tuple[str, ...]]:
    return [(c.area, c.organisation, c.role, c.name) for c in reading.records.contacts]


def _history(reading: Reading) -> list[list[tuple[date | None, str | None]]]:
    return [[(a.assessed_on, a.light) for a in action.assessments] for action in reading.records.actions]


def _fills(column: str, colours: Iterable[str] = (GREEN, YELLOW, RED), first: int = 2) -> dict[str, str]:
    return {f"{column}{row}": colour for row, colour in enumerate(colours, start=first)}


@pytest.mark.parametrize(
    ("words", "light"),
    [
        ("Toteutettu suunnitelman mukaisesti|toteutunut kokonaisuudessaan|on valmis|helt klar", "green"),
        ("Fully completed|Toiminta vakiintunut|har förverkligats", "green"),
        ("etenee suunnitellusti|aikataulussa|toteutettu osittain|Viivästynyt|jatkuu|myöhässä", "yellow"),
        ("pågår enligt plan|försenad|delvis klar|i tidtabell|on track|Delayed|behind schedule", "yellow"),
        ("on edelleen kesken|pääosin toteutunut|suunniteltu", "yellow"),
        ("siirretty|keskeytetty|luovuttu|ei edennyt|skjuts upp|har avbrutits|on hold|Not yet started", "red"),
    ],
)
def test_plain_status_phrases_are_lights(words: str, light: str) -> None:
    assert {word: light_of_word(word) for word in words.split("|")} == dict.fromkeys(words.split("|"), light)


@pytest.mark.parametrize("text", ["selvitetään", "ok?", "suunnitelman mukaan ei", "pitäisi olla valmis"])
def test_phrases_that_are_not_clear_stay_unknown(text: str) -> None:
    assert light_of_word(text) is None


def test_when_a_light_came_or_is_expected_is_its_note() -> None:
    reading = read(HEADER, ("O", "A", "H", "Siirretty vuodelle 2026"), ("O", "B", "H", "aloitetaan syksyllä"))
    assert lights(reading) == ["red", "yellow"]
    assert [a.note for a in reading.records.actions] == ["vuodelle 2026", "syksyllä"]


@pytest.mark.parametrize(
    ("text", "starts", "due"),
    [
        ("2025 ->", date(2025, 1, 1), None),
        ("2025 →", date(2025, 1, 1), None),
        ("1-6/2025", date(2025, 1, 1), date(2025, 6, 30)),
        ("Q1-Q3 2025", date(2025, 1, 1), date(2025, 9, 30)),
        ("marras-joulukuu 2025", date(2025, 11, 1), date(2025, 12, 31)),
        ("lukuvuosi 2024-2025", date(2024, 8, 1), date(2025, 7, 31)),
        ("vko 12/2025", None, date(2025, 3, 23)),
        ("2025 kevät", None, date(2025, 5, 31)),
        ("2025/Q2", None, date(2025, 6, 30)),
        ("H1/2025", None, date(2025, 6, 30)),
        ("31.12.25", None, date(2025, 12, 31)),
    ],
)
def test_schedules_of_many_kinds(text: str, starts: date | None, due: date | None) -> None:
    assert schedule_of(text) == (starts, due)


def test_kemis_focuses_under_a_goal_are_its_actions() -> None:
    header = ("Tavoite", "Painopisteet", "Toteutuminen toimialoittain")
    told = "Sivistys: Malli on käytössä.\n\nTekninen: Kolme paikkaa on kunnostettu vuoden aikana."
    reading = read(
        ("Kemin hyvinvointisuunnitelman toimenpiteet 2022-2025",),
        ("Päämäärä: Hyvinvoivat kuntalaiset",),
        header,
        ("Tuemme terveyttä.", "Lasten hyvinvointi", told),
        (None, "Päihdehaittojen ehkäisy", "Verkosto kokoontui neljä kertaa vuoden aikana."),
        ("Päämäärä: Elinvoimainen Kemi",),
        header,
        ("Kemi on houkutteleva.", "Työllisyyden edistäminen", "Palvelut aloittivat."),
        merged=("A2:C2", "A6:C6"),
    )
    assert actions(reading) == [
        "Hyvinvoivat kuntalaiset > Tuemme terveyttä. > Lasten hyvinvointi",
        "Hyvinvoivat kuntalaiset > Tuemme terveyttä. > Päihdehaittojen ehkäisy",
        "Elinvoimainen Kemi > Kemi on houkutteleva. > Työllisyyden edistäminen",
    ]
    assert "Kolme paikkaa" in reading.records.actions[0].note
    assert [g.goal for g in reading.records.goals] == ["Tuemme terveyttä.", "Kemi on houkutteleva."]


def test_coloured_cells_without_a_header_beside_a_text_are_the_lights() -> None:
    texts = ("Raati on perustettu ja kokoontunut.", "Kysely tehdään syksyllä.", "Haetaan rahoitusta muualta.")
    rows = [("O", f"T{n}", "H", text) for n, text in enumerate(texts)]
    for merged in ((), ("D1:E1",)):
        reading = read(HEADER, *rows, fills=_fills("E"), merged=merged)
        assert lights(reading) == ["green", "yellow", "red"]
        assert [a.note for a in reading.records.actions] == list(texts)


def test_signs_without_a_header_are_lights_of_the_year_of_their_neighbour() -> None:
    header = ("Painopiste", "Toimenpide", "Vastuu", "Toteuma 2024", None)
    rows = [("O", "A", "H", "Valittu", "🟢"), ("O", "B", "H", "Keväällä", "🟡"), ("O", "C", "H", "-", "🔴")]
    reading = read(header, *rows)
    assert _history(reading) == [[(date(2024, 12, 31), light)] for light in ("green", "yellow", "red")]


def test_colours_without_a_header_add_nothing_to_words_in_the_column_of_lights() -> None:
    reading = read(
        (*HEADER, None, "Kommentti"),
        ("O", "A", "H", "valmis", None, "hyvä"),
        ("O", "B", "H", "kesken"),
        fills=_fills("E", (GREEN, YELLOW)),
    )
    assert lights(reading) == ["green", "yellow"]
    assert "E" not in reading.tables[0].columns


@pytest.mark.parametrize(
    ("headers", "days"),
    [
        (("Tila 30.6.2024", "Tila 31.12.2024"), (date(2024, 6, 30), date(2024, 12, 31))),
        (("Arvio kevät 2024", "Arvio syksy 2024"), (date(2024, 5, 31), date(2024, 11, 30))),
        (("Q1 2024", "Q2 2024"), (date(2024, 3, 31), date(2024, 6, 30))),
    ],
)
def test_columns_of_parts_of_a_year_keep_the_history(
    headers: tuple[str, ...], days: tuple[date, ...]
) -> None:
    reading = read(("Painopiste", "Toimenpide", *headers), ("O", "A", "kesken", "valmis"))
    assert _history(reading) == [[(days[0], "yellow"), (days[1], "green")]]


def test_years_over_lights_and_texts_with_a_numbering_column() -> None:
    reading = read(
        ("Nro", "Painopiste", "Toimenpide", "2023", None, "2024", None),
        (None, None, None, "Tila", "Toteuma", "Tila", "Toteuma"),
        ("1.1", "O", "Raati", "K", "Valmisteltiin", "V", "Perustettu"),
        ("1.2", None, "Kysely", "P", None, "K", "Lähetetty"),
        merged=("A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:G1"),
    )
    assert actions(reading) == ["O > Raati", "O > Kysely"]
    assert [[light for _day, light in one] for one in _history(reading)] == [
        ["yellow", "green"],
        ["red", "yellow"],
    ]


def test_numbers_beside_the_actions_tell_focus_areas_and_goals_from_them() -> None:
    reading = read(
        ("#", "Toimenpiteet", "Vastuu", "Status"),
        (1, "Osallisuus"),
        ("1.1", "Kuullaan"),
        ("1.1.1", "Raati", "Hallinto", "Valmis"),
        (2, "Turvallisuus"),
        ("2.1", "Valaistus"),
        ("2.1.1", "Lamput", "Tekninen", "Ei aloitettu"),
        ("Yhteensä", 2),
        (),
        ("Päiväys 12.3.2024",),
    )
    assert actions(reading) == ["Osallisuus > Kuullaan > Raati", "Turvallisuus > Valaistus > Lamput"]
    assert codes(reading) == []


def test_numbers_in_the_actions_tell_focus_areas_from_them() -> None:
    reading = read(
        ("Toimenpide", "Vastuu", "Status"),
        ("1 Osallisuus",),
        ("1.1 Raati", "H", "Valmis"),
        ("2 Turvallisuus",),
        ("2.1 Lamput", "T", "Kesken"),
    )
    assert actions(reading) == ["1 Osallisuus > 1.1 Raati", "2 Turvallisuus > 2.1 Lamput"]


def test_a_form_for_each_goal_with_its_names_in_the_next_cells() -> None:
    header = ("Toimenpide", "Vastuutaho", "Aikataulu", "Tila")
    reading = read(
        ("Painopiste:", "Turvallinen kasvu"),
        ("Tavoite:", "Kiusaaminen vähenee"),
        header,
        ("KiVa-koulu", "Koulut", "2024", "Käytössä"),
        (),
        ("Painopiste:", "Osallisuus"),
        ("Tavoite:", "Nuoria kuullaan"),
        header,
        ("Raati", "Nuorisopalvelut", "2025", "Suunnitteilla"),
    )
    assert actions(reading) == [
        "Turvallinen kasvu > Kiusaaminen vähenee > KiVa-koulu",
        "Osallisuus > Nuoria kuullaan > Raati",
    ]


def test_headings_of_goals_above_and_within_the_table_are_alike() -> None:
    reading = read(
        ("PAINOPISTE 1: Mielenterveys",),
        ("Tavoite 1.1: Yksinäisyys vähenee",),
        ("Toimenpide", "Vastuu", "Tila"),
        ("Kahvila", "Järjestöt", "valmis"),
        ("Tavoite 1.2: Päihteet vähenevät",),
        ("Kampanja", "EPT", "kesken"),
        merged=("A1:C1", "A2:C2", "A5:C5"),
    )
    assert actions(reading) == [
        "Mielenterveys > Yksinäisyys vähenee > Kahvila",
        "Mielenterveys > Päihteet vähenevät > Kampanja",
    ]


def test_tables_side_by_side_have_their_own_headings() -> None:
    header = ("Toimenpide", "Vastuu", "Tila")
    reading = read(
        ("Lapset", None, None, None, "Ikääntyneet"),
        (*header, None, *header),
        ("Kerhot", "Sivistys", "valmis", None, "Jumppa", "Liikunta", "kesken"),
    )
    assert actions(reading) == ["Lapset > Kerhot", "Ikääntyneet > Jumppa"]


def test_indicators_under_a_plan_are_a_table_of_their_own() -> None:
    reading = read(
        HEADER,
        ("O", "Raati", "H", "valmis"),
        (),
        ("Mittari", "2021", "2023", "Tavoite 2025"),
        ("Kiusattujen osuus, %", "6,1", "..", "4"),
        (),
        ("Lähde: KTK",),
    )
    assert actions(reading) == ["O > Raati"]
    assert [v[3:] for v in values(reading)] == [(2021, 6.1), (2023, None)]
    assert [(t.kind, t.rows) for t in reading.tables] == [("actions", 1), ("indicators", 1)]


def test_counts_under_the_table_are_no_actions() -> None:
    reading = read(
        ("Painopistealue", "Tavoite", "Toimenpide", "Liikennevalo", "Kuvaus toteutumisesta"),
        ("Terveys", "Liikunta lisääntyy", "Uimahallilippu", "🟢", "Käytössä"),
        (),
        ("Toimenpiteitä yhteensä", None, 1),
        ("Vihreä", None, 1),
    )
    assert actions(reading) == ["Terveys > Liikunta lisääntyy > Uimahallilippu"]
    assert reading.records.actions[0].note == "Käytössä"


def test_headers_that_are_questions() -> None:
    reading = read(
        ("Mitä tavoitellaan?", "Mitä tehdään?", "Kuka tekee?", "Milloin?", "Missä mennään?"),
        ("Asukkaat osallistuvat", "Raati aloittaa", "Hallinto", "2025", "Ei aloitettu"),
        sheet="Osallisuus",
    )
    assert list(reading.tables[0].columns.values()) == ["goal", "action", "responsible", "schedule", "light"]
    assert actions(reading) == ["Osallisuus > Asukkaat osallistuvat > Raati aloittaa"]


def test_the_cover_sheet_names_the_plan() -> None:
    def plan(page: Any) -> None:
        sheet = page.parent.create_sheet("Lapset")
        sheet.append(HEADER)
        sheet.append(["O", "Raati", "H", "valmis"])

    rows = ((), (None, "Iisalmen hyvinvointisuunnitelma 2023–2026"), (None, "Hyväksytty 12.6.2023"))
    reading = read_workbook(book_of(*rows, sheet="Kansi", then=plan))
    assert reading.records.actions[0].plan == "Iisalmen hyvinvointisuunnitelma 2023–2026"
    assert codes(reading) == ["plan_from_title@B2"]


def test_a_light_at_the_beginning_of_an_assessment_is_read_and_the_rest_is_its_note() -> None:
    reading = read(
        ("Painopiste", "Toimenpide", "Vastuu", "Arviointi 2024"),
        ("O", "A", "H", "Toteutunut. Raati kokoontui neljä kertaa."),
        ("O", "B", "H", "Ei toteutunut. Resurssipula."),
    )
    assert [(a.light, a.note) for a in reading.records.actions] == [
        ("green", "Raati kokoontui neljä kertaa."),
        ("red", "Resurssipula."),
    ]


def test_texts_of_each_sector_beside_the_light_are_notes() -> None:
    reading = read(
        ("Painopiste", "Toimenpide", "Toteutuminen: sivistys", "Arvio"),
        ("O", "A", "Koulut mukana", "toteutunut"),
        ("O", "B", "Lähetetty", "kesken"),
    )
    assert lights(reading) == ["green", "yellow"]
    assert codes(reading) == []


def test_empty_boxes_are_no_marks_and_per_cent_may_be_called_toteuma() -> None:
    boxes = read(("Painopiste", "Toimenpide", "Tehty", "Kesken"), ("O", "A", "☒", "☐"), ("O", "B", "☐", "☒"))
    assert lights(boxes) == ["green", "yellow"]
    shares = read(("Painopiste", "Toimenpide", "Toteuma-%"), ("O", "A", 100), ("O", "B", 50), ("O", "C", 0))
    assert lights(shares) == ["green", "yellow", "red"]


def test_the_municipalitys_own_column_holds_values_beside_other_places() -> None:
    reading = read(
        ("Indikaattori", "Kunta", "Maakunta", "Koko maa", "Vuosi"), ("Lihavuus (%)", "24", None, "22,5", 2023)
    )
    assert [v[1:2] + v[3:] for v in values(reading)] == [("Kunta", 2023, 24), ("koko maa", 2023, 22.5)]


def test_organisations_as_rows_and_areas_as_columns() -> None:
    reading = read(
        ("Kunta", "Ehkäisevä päihdetyö", "Mielenterveys", "Lisätiedot"),
        ("Asikkala", "Liisa Laine, nuorisosihteeri", "ei nimetty", "päivitetty 3/2024"),
        ("Heinola", "Nuorisopäällikkö", "Kirsi Kangas (hyvinvointikoordinaattori)", None),
    )
    assert _contacts(reading) == [
        ("Ehkäisevä päihdetyö", "Asikkala", "nuorisosihteeri", "Liisa Laine"),
        ("Ehkäisevä päihdetyö", "Heinola", "Nuorisopäällikkö", ""),
        ("Mielenterveys", "Heinola", "hyvinvointikoordinaattori", "Kirsi Kangas"),
    ]


def test_name_title_and_email_in_one_cell_of_a_list() -> None:
    reading = read(
        ("Teema", "Organisaatio", "Vastuuhenkilö (nimi, nimike, sähköposti)", "Puhelin"),
        ("Mieli", "Kouvola", "Maija Mallikas, koordinaattori, maija@kouvola.fi", "020 615 1234"),
        ("Päihteet", "Kouvola", "Matti Malli\npäihdetyön koordinaattori\nmatti@kouvola.fi", None),
    )
    assert _contacts(reading) == [
        ("Mieli", "Kouvola", "koordinaattori", "Maija Mallikas"),
        ("Päihteet", "Kouvola", "päihdetyön koordinaattori", "Matti Malli"),
    ]


def test_remarks_beside_a_matrix_are_no_organisation() -> None:
    reading = read(("Yhdyspinta", "Jyväskylä", "Huomioitavaa"), ("Ravitsemus", "Ruokapäällikkö", "4 krt/v"))
    assert _contacts(reading) == [("Ravitsemus", "Jyväskylä", "Ruokapäällikkö", "")]
