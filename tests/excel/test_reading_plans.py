"""Plans in layouts that are not ours."""

from datetime import date

import pytest

from hyte_core.excel import read_workbook
from tests.excel.workbooks import actions, book_of, codes, lights, read

HEADER = ("Painopiste", "Tavoite", "Toimenpide", "Vastuutaho", "Aikataulu", "Tila")


def test_a_title_logo_rows_and_columns_before_the_table_do_not_hide_it() -> None:
    reading = read(
        (),
        (None, None, "Porvoon hyvinvointisuunnitelma 2022-2025"),
        (),
        (None, None, *HEADER),
        (None, None, "Osallisuus", "Kuullaan", "Perustetaan raati", "Hallinto", "2024", "valmis"),
    )
    assert actions(reading) == ["Osallisuus > Kuullaan > Perustetaan raati"]
    assert reading.tables[0].header_row == 4
    assert reading.tables[0].columns["E"] == "action"
    assert reading.records.actions[0].cell == "E5"
    assert lights(reading) == ["green"]


@pytest.mark.parametrize(
    "header",
    [
        ("PAINOPISTEET", "TAVOITTEET", "TOIMENPITEET", "VASTUU"),
        ("Painopiste-\nalue", "Tavoite\n", "Toimen\u00adpide", "Moniammatillinen vastuu"),
        ("Teema", "Päätavoite", "Toimi", "Vastuuhenkilö"),
        ("Painopste", "Tavoitteett", "Toimepide", "Vastuutaho/ yhteistyötahot"),
        ("Fokusområde", "Mål", "Åtgärd", "Ansvarig"),
        ("Tyngdpunktsområde", "Målsättning", "Åtgärder", "Ansvarig instans"),
        ("Focus area", "Goal", "Action", "Responsible body"),
        ("Yhteinen painopiste-alue", "Tavoite 2025", "Konkreettiset toimenpiteet", "Kuka vastaa?"),
    ],
)
def test_headers_are_known_by_their_meaning(header: tuple[str, ...]) -> None:
    reading = read(header, ("A", "B", "C", "D"))
    assert list(reading.tables[0].columns.values()) == ["focus_area", "goal", "action", "responsible"]
    assert actions(reading) == ["A > B > C"]
    assert reading.records.actions[0].responsible == ("D",)


def test_blank_cells_mean_the_one_above_but_a_new_focus_area_has_no_old_goal() -> None:
    reading = read(
        HEADER,
        ("Osallisuus", "Kuullaan", "Raati"),
        (None, None, "Kysely"),
        (None, "Toimitaan", "Talkoot"),
        ("Turvallisuus", None, "Kävelyt"),
        (None, "Valaistus", "Lamput"),
    )
    assert actions(reading) == [
        "Osallisuus > Kuullaan > Raati",
        "Osallisuus > Kuullaan > Kysely",
        "Osallisuus > Toimitaan > Talkoot",
        "Turvallisuus > Kävelyt",
        "Turvallisuus > Valaistus > Lamput",
    ]


def test_merged_cells_hold_for_all_their_rows() -> None:
    reading = read(
        HEADER,
        ("Osallisuus", "Kuullaan", "Raati", "Hallinto", "2024", "valmis"),
        (None, None, "Kysely", None, None, "kesken"),
        (None, None, "Ilta", "Kirjasto"),
        merged=("A2:A4", "B2:B4", "D2:D3"),
    )
    assert [a.goal for a in reading.records.actions] == ["Kuullaan"] * 3
    assert [a.responsible for a in reading.records.actions] == [("Hallinto",), ("Hallinto",), ("Kirjasto",)]
    assert lights(reading) == ["green", "yellow", None]


def test_banner_rows_name_the_focus_area() -> None:
    reading = read(
        ("Tavoite", "Toimenpide", "Vastuu", "Tila"),
        ("PAINOPISTE 1: Lapset ja nuoret",),
        ("Kuullaan", "Raati", "Hallinto", "valmis"),
        (None, "Kysely", "Hallinto", "kesken"),
        ("PAINOPISTE 2: Ikääntyneet",),
        ("Liikutaan", "Jumppa", "Liikunta", "kesken"),
        merged=("A2:D2", "A5:D5"),
    )
    assert actions(reading) == [
        "Lapset ja nuoret > Kuullaan > Raati",
        "Lapset ja nuoret > Kuullaan > Kysely",
        "Ikääntyneet > Liikutaan > Jumppa",
    ]


def test_two_levels_of_banner_rows_are_focus_area_and_goal() -> None:
    reading = read(
        ("Toimenpide", "Vastuu", "Tila"),
        ("1. Osallisuus",),
        ("1.1 Kuullaan",),
        ("Raati", "Hallinto", "valmis"),
        ("1.2 Toimitaan",),
        ("Talkoot", "Hallinto", "kesken"),
        ("2. Turvallisuus",),
        ("2.1 Valaistus",),
        ("Lamput", "Tekninen", "kesken"),
        merged=[f"A{n}:C{n}" for n in (2, 3, 5, 7, 8)],
    )
    assert actions(reading) == [
        "1. Osallisuus > 1.1 Kuullaan > Raati",
        "1. Osallisuus > 1.2 Toimitaan > Talkoot",
        "2. Turvallisuus > 2.1 Valaistus > Lamput",
    ]


def test_several_actions_in_a_cell_are_paired_with_as_many_bodies() -> None:
    reading = read(HEADER, ("Osallisuus", "Kuullaan", "- Raati\n- Kysely", "Hallinto\nKirjasto, nuoriso"))
    assert actions(reading) == ["Osallisuus > Kuullaan > Raati", "Osallisuus > Kuullaan > Kysely"]
    assert [a.responsible for a in reading.records.actions] == [("Hallinto",), ("Kirjasto", "nuoriso")]
    assert codes(reading) == []


def test_unequal_lists_give_every_action_all_bodies_and_a_warning() -> None:
    reading = read(HEADER, ("Osallisuus", "Kuullaan", "1. Raati\n2. Kysely\n3. Ilta", "Hallinto\nKirjasto"))
    assert [a.responsible for a in reading.records.actions] == [("Hallinto", "Kirjasto")] * 3
    assert codes(reading) == ["unequal_lists@D2"]
    assert reading.problems[0].severity == "warning"


def test_bullets_under_a_heading_are_parts_of_the_action() -> None:
    reading = read(
        HEADER, ("Yhteisöllisyys", None, "1. Syrjäytymisen ehkäisy\n- Kasvatuspolku\n- Yhteisöpedagogit")
    )
    assert actions(reading) == [
        "Yhteisöllisyys > Syrjäytymisen ehkäisy",
        "Yhteisöllisyys > Syrjäytymisen ehkäisy > Kasvatuspolku",
        "Yhteisöllisyys > Syrjäytymisen ehkäisy > Yhteisöpedagogit",
    ]


def test_lines_of_porvoos_table_are_actions_with_their_own_bodies() -> None:
    reading = read(
        ("Yhteinen painopiste-alue", "Tavoite", "Toimenpide", "Moniammatillinen vastuu"),
        (
            "1. Asukkaiden osallisuus",
            "Osallisuuden parantaminen.",
            "Osallisuuden huolellinen määrittely ja kuvaaminen.\n\nVastausprosenttien nostaminen eri kyselyihin.\n\n"
            "Osallistavaa budjetointia viedään eteenpäin.",
            "hallintojohto ja viestintä\n\nkaikki toimialat\n\nhallintojohto ja rahoitusjohto",
        ),
    )
    assert len(reading.records.actions) == 3
    assert reading.records.actions[1].responsible == ("kaikki toimialat",)


def test_a_header_repeated_on_every_page_is_not_an_action() -> None:
    reading = read(HEADER, ("O", "K", "Raati"), HEADER, (None, None, "Kysely"))
    assert actions(reading) == ["O > K > Raati", "O > K > Kysely"]
    assert len(reading.tables) == 1


def test_notes_and_signatures_under_the_table_are_not_actions() -> None:
    reading = read(
        HEADER,
        ("O", "K", "Raati", "Hallinto", "2024", "valmis"),
        (),
        ("* alustava tieto",),
        ("Hyväksytty kunnanhallituksessa 12.1.2024",),
        (None, None, "Maija Mallikas, hyvinvointikoordinaattori"),
    )
    assert actions(reading) == ["O > K > Raati"]
    assert len(reading.records.goals) == 1


def test_two_header_rows_with_a_column_pair_for_each_year() -> None:
    reading = read(
        ("Painopiste", "Toimenpide", "Arviointi 2023", None, "Arviointi 2024", None),
        (None, None, "Tila", "Kommentti", "Tila", "Kommentti"),
        ("Osallisuus", "Raati", "kesken", "Alkoi", "valmis", "Loppui"),
        merged=("A1:A2", "B1:B2", "C1:D1", "E1:F1"),
    )
    action = reading.records.actions[0]
    assert [(a.assessed_on, a.light, a.note) for a in action.assessments] == [
        (date(2023, 12, 31), "yellow", "Alkoi"),
        (date(2024, 12, 31), "green", "Loppui"),
    ]
    assert (action.light, action.note, action.assessed_on) == ("green", "Loppui", date(2024, 12, 31))


def test_a_group_header_over_the_real_one_is_not_the_header() -> None:
    reading = read(
        ("Suunnitelma", None, None, "Seuranta", None),
        ("Painopiste", "Tavoite", "Toimenpide", "Tila", "Toteuma"),
        ("O", "K", "Raati", "kesken", "Aloitettiin keväällä"),
        merged=("A1:C1", "D1:E1"),
    )
    assert actions(reading) == ["O > K > Raati"]
    assert (reading.records.actions[0].light, reading.records.actions[0].note) == (
        "yellow",
        "Aloitettiin keväällä",
    )


def test_a_gantt_chart_beside_the_plan_is_left_out() -> None:
    months = ("tammi", "helmi", "maalis", "huhti")
    reading = read(
        (*HEADER, *months), ("O", "K", "Raati", "H", "2024", "valmis", None, "x", "x"), fills={"H2": "92D050"}
    )
    assert lights(reading) == ["green"]
    assert "H" not in reading.tables[0].columns


def test_sheets_without_tables_are_passed_over_and_hidden_ones_mentioned() -> None:
    def more(page: object) -> None:
        book = page.parent  # type: ignore[attr-defined]
        book.create_sheet("Tyhjä")
        book.create_chartsheet("Kaavio")
        guide = book.create_sheet("Ohje", 0)
        guide.append(["Täytä toimenpiteet. Tavoite on yksi."])
        hidden = book.create_sheet("Vanha")
        hidden.append(["Painopiste", "Toimenpide"])
        hidden.append(["X", "Y"])
        hidden.sheet_state = "hidden"

    reading = read(HEADER, ("O", "K", "Raati"), then=more)
    assert actions(reading) == ["O > K > Raati"]
    assert [(p.code, p.sheet, p.severity) for p in reading.problems] == [("hidden_sheet", "Vanha", "warning")]


def test_a_merged_action_with_several_rows_of_indicators_is_one_action() -> None:
    reading = read(
        (
            "Elinvoimaohjelma",
            "Toimenpide",
            "Vastuutaho",
            "Seuranta-indikaattorit / vuosi",
            "Lähtötilanne/ tavoite",
        ),
        ("Yrityspalvelut", "Sujuva sijoittuminen", "Miksei", "Asiakkuudet", "580 / 650 kpl"),
        (None, None, None, "Uudet yritykset", "119 / 130 kpl"),
        merged=("A2:A3", "B2:B3", "C2:C3"),
    )
    (action,) = reading.records.actions
    assert action.indicators == ("Asiakkuudet", "Uudet yritykset")
    assert action.baseline_target == "580 / 650 kpl\n119 / 130 kpl"


def test_the_title_gives_the_plan_and_a_labelled_row_the_organisation() -> None:
    content = book_of(
        ("Kunta:", "Porvoo"), ("Porvoon hyvinvointisuunnitelma 2022-2025",), (), HEADER, ("O", "K", "Raati")
    )
    reading = read_workbook(content)
    action = reading.records.actions[0]
    assert (action.plan, action.organisation) == ("Porvoon hyvinvointisuunnitelma 2022-2025", "Porvoo")
    assert codes(reading) == ["plan_from_title@A2"]


def test_two_identical_rows_are_one_action_and_a_warning() -> None:
    reading = read(HEADER, ("O", "K", "Raati", "H"), ("O", "K", "Raati", "H"))
    assert actions(reading) == ["O > K > Raati"]
    assert codes(reading) == ["duplicate_row@C3"]


def test_a_sheet_for_every_year_gives_a_history() -> None:
    def later(page: object) -> None:
        sheet = page.parent.create_sheet("2024")  # type: ignore[attr-defined]
        sheet.append(HEADER)
        sheet.append(["O", "K", "Raati", "H", "2025", "valmis"])

    reading = read(HEADER, ("O", "K", "Raati", "H", "2025", "kesken"), sheet="2023", then=later)
    (action,) = reading.records.actions
    assert [(a.assessed_on.year, a.light) for a in action.assessments if a.assessed_on] == [
        (2023, "yellow"),
        (2024, "green"),
    ]


def test_an_action_without_a_focus_area_is_an_error_with_its_cell() -> None:
    reading = read(HEADER, (None, "K", "Raati"))
    assert codes(reading) == ["empty@A2"]


def test_the_users_choice_of_columns_is_obeyed() -> None:
    content = book_of(("Painopiste", "Toimenpide", "Outo sarake"), ("O", "Raati", "Kirjasto"))
    reading = read_workbook(content, plan="S", organisation="K", choices={("Taul1", "C"): "responsible"})
    assert reading.records.actions[0].responsible == ("Kirjasto",)
    assert reading.tables[0].headers["C"] == "Outo sarake"
    assert read_workbook(content).tables[0].signature == reading.tables[0].signature


def test_two_tables_side_by_side_and_one_below() -> None:
    reading = read(
        ("Painopiste", "Toimenpide", "Tila", None, "Indikaattori", "2021", "2023"),
        ("O", "Raati", "valmis", None, "Yksinäisyys, %", 8.1, 7.5),
        (None, "Kysely", "kesken", None, "Liikunta, %", 40, 42),
        (),
        ("Painopiste", "Tavoite", "Toimenpide", "Vastuu"),
        ("T", "V", "Lamput", "Tekninen"),
    )
    assert actions(reading) == ["O > Raati", "O > Kysely", "T > V > Lamput"]
    assert len(reading.records.indicator_values) == 4
    assert [table.kind for table in reading.tables] == ["actions", "indicators", "actions"]
