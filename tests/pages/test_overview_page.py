"""Tilannekuva: its numbers lead to as many rows as they say, in every state of the data."""

import re
from datetime import date

import pytest
from opening import buttons, choose, click, count, go, links, names, open_page, rerun, seen, told
from trees import build, save, view

from hyte_core.changes import Change
from hyte_core.lights import Light
from hyte_core.model import Assessment
from hyte_core.views import plan_heads

EXAMPLE = "Hyvinvointisuunnitelma 2024–2027"
SMALL = """
    1. Osallisuus
      Tavoite
        Valmis (Sivistys, due 2026-01-31) [green 2026-10-01]
        Kesken (Sivistys, due 2026-01-31) [yellow 2026-10-01]
        Seis (Liikunta) [red 2025-01-01, yellow 2026-10-01, red 2026-10-02]
        Arvioimatta (Liikunta)
    2. Liikunta
      - Kokonaisuus
        - Osa yksi [red 2024-05-05, green 2026-11-01]
        - Osa kaksi
      Tavoite ilman toimenpiteitä
"""


def numbers(at) -> list[tuple[int, str]]:
    """Every number of the start page that is a link to actions, and where it leads."""
    found = []
    for card in links(at, "card"):
        if not card.href.startswith("toimenpiteet"):
            continue
        said = re.search(r"% .*?([\d ]+) / ", card.text) or re.match(r"(\d+)", card.text)
        found.append((int(said[1]), card.href))
    for light in Light:
        for part in links(at, light.value):
            found.append((int(re.search(r"\d+", part.text)[0]), part.href))
    return found


def plan_ids(engine) -> dict[str, str]:
    with engine.connect() as connection:
        return {head.name: head.id for head in plan_heads(connection)}


@pytest.mark.parametrize(
    ("moment", "since"), [("", ""), ("", "2024-12-31"), ("2025", "2024-12-31"), ("2024", "")]
)
def test_every_number_of_the_example_leads_to_as_many_actions_as_it_says(full, moment, since):
    asked = {"vuosi": moment, "vertaa": since}
    asked = {name: value for name, value in asked.items() if value}
    at = open_page("", suunnitelma=plan_ids(full)[EXAMPLE], **asked)
    told_numbers = numbers(at)
    assert len(links(at, "card")) == 5
    assert len(told_numbers) >= 10
    rows = open_page(told_numbers[0][1])
    for number, href in told_numbers:
        rows = go(rows, href)
        assert not rows.exception
        assert told(rows) == "" or number == 0, href
        assert count(rows) == number, href
        assert len(names(rows)) == number, href


@pytest.mark.parametrize(
    "plan",
    [
        "Alueellisen toiminnan tavoitteet 2022-2026",
        "Hyvinvointisuunnitelman toimenpiteet 2022-25",
        "Elinvoimaohjelma",
        "Hyvän elämän ohjelma",
        "Kestävän kasvun ohjelma",
        "Hyvinvointisuunnitelma",
    ],
)
def test_every_number_of_the_real_plans_leads_to_as_many_actions_as_it_says(full, plan):
    at = open_page("", suunnitelma=plan_ids(full)[plan])
    assert not at.exception
    assert numbers(at)
    rows = open_page("toimenpiteet")
    for number, href in numbers(at):
        assert count(go(rows, href)) == number, href


@pytest.mark.parametrize(
    "plan", ["Elinvoimaohjelma", "Hyvän elämän ohjelma", "Kestävän kasvun ohjelma", EXAMPLE]
)
def test_the_number_of_indicators_leads_to_as_many_as_it_says(full, plan):
    at = open_page("", suunnitelma=plan_ids(full)[plan])
    cards = [card for card in links(at, "card") if card.href.startswith("indikaattorit")]
    assert len(cards) == 1
    for card in cards:
        number = int(re.match(r"\d+", card.text)[0])
        assert f"{number} indikaattori" in seen(open_page(card.href))
        assert len(names(open_page(card.href))) == number


def test_the_number_of_a_focus_area_is_the_number_of_its_actions(full):
    at = open_page("")
    areas = [one for one in links(at) if "painopiste=" in one.href and not one.kind]
    sizes = [int(n) for n in re.findall(r"^(\d+) toimenpidettä$", seen(at), re.MULTILINE)]
    assert len(areas) == len(sizes) > 1
    rows = open_page("toimenpiteet")
    for area, size in zip(areas, sizes, strict=True):
        assert count(go(rows, area.href)) == size


def test_what_is_judged_by_its_parts_is_told_where_it_is_not_in_the_bar(empty):
    build(empty, SMALL)
    lines = seen(open_page("")).splitlines()
    assert "4 toimenpidettä" in lines
    assert "3 toimenpidettä, 1 arvioidaan osiensa kautta" in lines


def test_the_cards_tell_what_the_plan_is_like(empty):
    build(empty, SMALL)
    at = open_page("", vertaa="2025-11-22")
    done, changed, late, stale = (card.text for card in links(at, "card"))
    assert re.match(r"33\s%", done) and "2 / 6" in done
    assert changed.startswith("3 ") and "▲ 1" in changed
    assert late.startswith("1 ") and "31.1.2026" in late
    assert stale.startswith("2 ") and "2 " in stale


def test_the_lists_say_so_when_nothing_is_late_or_changed(empty):
    build(empty, "1. A\n  - B [green 2020-01-01]")
    shown = seen(open_page(""))
    assert "Mikään toimenpide ei ole myöhässä." in shown
    assert "Mikään valo ei ole muuttunut." in shown


def test_show_all_leads_to_all_the_late_and_all_the_changed(empty):
    lines = "".join(
        f"\n  - T{n} (due 2026-01-01) [red 2025-01-01, yellow 2026-11-0{n % 9 + 1}]" for n in range(9)
    )
    build(empty, f"1. A{lines}")
    at = open_page("", vertaa="2025-11-22")
    more = [one.href for one in links(at) if one.text == "Näytä kaikki"]
    assert len(more) == 2
    for href in more:
        assert count(open_page(href)) == 9


def test_a_plan_with_goals_but_no_actions_is_shown(full):
    at = open_page("", suunnitelma=plan_ids(full)["Hyte-kärjet 2020-2025"])
    assert not at.exception
    assert told(at) == ""
    assert "ei toimenpiteitä" in seen(at)
    assert links(at, "card") == []


def test_a_plan_with_nothing_in_it_is_shown(empty):
    build(empty, "")
    at = open_page("")
    assert not at.exception
    assert at.title[0].value == "Testisuunnitelma"


def test_the_example_is_marked_as_invented_on_every_page_of_its_plan(full):
    for path in ("", "toimenpiteet"):
        assert "Keksitty esimerkki" in seen(open_page(path, suunnitelma=plan_ids(full)[EXAMPLE]))
        assert "Keksitty esimerkki" not in seen(
            open_page(path, suunnitelma=plan_ids(full)["Hyvinvointisuunnitelma"])
        )


def test_an_unknown_plan_in_the_address_is_told_and_another_one_is_shown(full):
    at = open_page("", suunnitelma="0123456789abcdef")
    assert not at.exception
    assert told(at) == "Linkin suunnitelmaa ei enää ole. Valitse suunnitelma alta."
    assert links(at, "card")
    assert at.query_params["suunnitelma"] == plan_ids(full)[EXAMPLE]


@pytest.mark.parametrize("year", ["1999", "2026", "viime", "2024-01-01", "²"])
def test_a_year_without_assessments_is_told_and_today_is_shown(full, year):
    at = open_page("", vuosi=year)
    assert not at.exception
    assert f"Vuodelta {year} ei ole arvioita" in told(at).replace("\\", "")
    assert at.selectbox(key="address_vuosi").value == ""


@pytest.mark.parametrize("day", ["", "1999-01-01", "eilen", "2999-01-01"])
def test_an_unknown_day_of_comparison_is_the_last_meeting(full, day):
    at = open_page("", vertaa=day)
    assert not at.exception
    usual = open_page("").selectbox(key="address_vertaa").value
    assert at.selectbox(key="address_vertaa").value == usual


def test_choosing_an_organisation_opens_its_plan_and_keeps_it_in_the_address(full):
    at = choose(open_page(""), "address_organisation", "Kemi")
    assert at.title[0].value.replace("\\", "") == "Hyvinvointisuunnitelman toimenpiteet 2022-25"
    assert at.query_params["suunnitelma"] == plan_ids(full)["Hyvinvointisuunnitelman toimenpiteet 2022-25"]


def test_as_of_a_year_the_lights_are_those_of_its_end(empty):
    build(empty, "1. A\n  - B [red 2024-06-01, green 2025-06-01]")
    now, then = open_page(""), open_page("", vuosi="2024")
    assert [one.text for one in links(now, "green")] and not links(now, "red")
    assert [one.text for one in links(then, "red")] and not links(then, "green")


def test_the_history_of_lights_stands_in_words_and_in_a_table_too(full):
    plan = view(full, EXAMPLE)
    at = open_page("")
    assert not at.table  # nothing is drawn before it is opened
    at.session_state["history_open"] = True
    (table,) = rerun(at).table
    frame = table.value
    assert {"2024", "2025", "2026"} <= set(map(str, [*frame.columns, *frame.index]))
    assert int(frame.to_numpy().sum()) >= len(plan.actions)


def test_a_picture_of_a_plan_without_assessments_is_not_drawn(empty):
    build(empty, "1. A\n  - B")
    at = open_page("")
    assert not at.exception
    assert "Liikennevalot vuosittain" not in seen(at)


def test_what_another_session_saves_is_shown_at_the_next_run(empty):
    plan = build(empty, "1. A\n  - B")
    at = open_page("")
    assert "100 %" not in seen(at)
    one = Assessment(action_id=plan.actions[0].id, number=1, assessed_on=date(2026, 1, 1), light="green")
    save(empty, Change.adding(one))
    assert "100" in links(at.run(), "card")[0].text


def test_an_empty_installation_is_welcomed_with_three_ways_to_begin(empty):
    at = open_page("")
    assert at.title[0].value == "Tervetuloa"
    for way in ("1. Täytä mallipohja", "2. Tuo työkirja", "3. Tutustu esimerkkeihin"):
        assert way in seen(at)
    assert [one.label for one in at.get("download_button")] == ["Lataa mallipohja"]
    assert [one.label for one in at.get("page_link")] == ["Siirry tuontiin"]
    assert buttons(at) == ["Ota esimerkit käyttöön"]


def test_the_examples_are_loaded_with_one_click_and_shown(empty):
    at = open_page("")
    click(at, "Ota esimerkit käyttöön")
    assert not at.exception
    assert links(at, "card")
    assert len(plan_ids(empty)) == 8
