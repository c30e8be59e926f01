"""The workbooks of data/ against the public documents: counted in the documents by hand, written here as figures."""

from datetime import date
from typing import Any, NamedTuple

import pytest
from sqlalchemy import Engine

from hyte_core.changes import origin_of
from hyte_core.records import ActionRecord, dump, status
from hyte_core.reports.choices import slides_of
from hyte_core.reports.material import material
from hyte_core.views import plan_heads, plan_view
from hyte_core.views.written import written

KEMI, PORVOO = "Hyvinvointisuunnitelman toimenpiteet 2022-25", "Hyvinvointisuunnitelma"
GOOD_LIFE, GROWTH, VITALITY = "Hyvän elämän ohjelma", "Kestävän kasvun ohjelma", "Elinvoimaohjelma"
REGIONAL, SPEARHEADS = "Alueellisen toiminnan tavoitteet 2022-2026", "Hyte-kärjet 2020-2025"


class Counted(NamedTuple):
    """A focus area: the beginning of its name, its goals, actions and sub-actions."""

    name: str
    goals: int
    actions: int
    parts: int = 0


DOCUMENTS: dict[tuple[str, str], list[Counted]] = {
    ("Porvoo", PORVOO): [
        Counted("1. Asukkaiden osallisuus ja asiakaslähtöinen toiminta", 2, 7),
        Counted("2. Ennaltaehkäisevät ja oikea-aikaiset palvelut", 7, 24),
        Counted("3. Hyvinvointia tukeva ympäristö", 4, 10),
    ],
    ("Kemi", KEMI): [
        Counted("Hyvinvoivat kuntalaiset", 4, 9),
        Counted("Sujuva arki", 5, 8),
        Counted("Elinvoimainen kaupunki", 6, 7),
    ],
    ("Mikkeli", GOOD_LIFE): [
        Counted("1. Yhteisöllisyys", 0, 3, 15),
        Counted("2. Aktiivinen ja hyvinvointia tukeva arki", 0, 3, 13),
        Counted("3. Sujuva ja turvallinen elämä vauvasta ikäihmisiin", 0, 2, 11),
    ],
    ("Mikkeli", GROWTH): [
        Counted("1. Terveellinen ja turvallinen ympäristö", 0, 3, 10),
        Counted("2. Elinvoimaisuus", 0, 3, 8),
        Counted("3. Kaupungistuminen", 0, 3, 6),
    ],
    ("Mikkeli", VITALITY): [
        Counted("1. Osaaminen ja TKI-toiminta", 0, 5, 15),
        Counted("2. Asiakaslähtöiset yrityspalvelut", 0, 2, 6),
        Counted("3. Matkailu, vapaa-ajanasuminen, kulttuuri ja liikunta", 0, 3, 14),
        Counted("4. Työllisyydenhoito", 0, 6, 0),
        Counted("5. Konsernirakenteen tiivistäminen", 0, 7, 7),
        Counted("6. Kaupunkimarkkinointi", 0, 4, 7),
    ],
    ("Alueellinen toiminta (kaupunki nimeämättä)", REGIONAL): [
        Counted("Osallisuuden ja vaikuttamisen vahvistaminen", 0, 5),
        Counted("Välittävän toimintakulttuurin rakentaminen", 0, 1),
        Counted("Yhteisten toimintamallien vahvistaminen", 0, 2),
        Counted("Alueen hyvinvointitiedon hyödyntäminen", 0, 2),
    ],
    ("Päijät-Hämeen hyvinvointialue", SPEARHEADS): [
        Counted("Osallisuus ja yhteisöllisyys", 2, 0),
        Counted("Mielen hyvinvointi", 2, 0),
        Counted("Arjen turvallisuus", 3, 0),
        Counted("Päihteettömyys ja terveelliset elintavat", 2, 0),
    ],
}


@pytest.fixture(scope="module")
def counts(real: Engine) -> dict[str, Any]:
    """The status of the real data."""
    return status(real)


@pytest.fixture(scope="module")
def actions(real: Engine) -> list[ActionRecord]:
    """The actions of the real documents: those of the invented municipality left out."""
    return [one for one in dump(real).actions if "keksitty" not in one.organisation]


def find(actions: list[ActionRecord], plan: str, beginning: str) -> ActionRecord:
    """The only action of a plan that begins so."""
    (found,) = [one for one in actions if one.plan == plan and one.action.startswith(beginning)]
    return found


def test_there_are_the_organisations_of_the_documents_and_one_invented(counts: dict[str, Any]) -> None:
    assert (len({plan["organisation"] for plan in counts["lights"]}), counts["plans"]) == (6, 8)
    told = {(plan["organisation"], plan["plan"]) for plan in counts["lights"]}
    assert len(told - DOCUMENTS.keys()) == 1
    assert told >= DOCUMENTS.keys()


@pytest.mark.parametrize(("organisation", "plan"), DOCUMENTS)
def test_a_plan_has_the_focus_areas_goals_and_actions_of_its_document_in_its_order(
    counts: dict[str, Any], organisation: str, plan: str
) -> None:
    (found,) = [p for p in counts["lights"] if (p["organisation"], p["plan"]) == (organisation, plan)]
    areas = DOCUMENTS[organisation, plan]
    assert len(found["focus_areas"]) == len(areas)
    for area, expected in zip(found["focus_areas"], areas, strict=True):
        assert area["focus_area"].startswith(expected.name)
        assert (area["goals"], area["actions"], area["sub_actions"]) == expected[1:]


@pytest.mark.parametrize(
    ("plan", "areas", "goals", "actions_", "parts"),
    [
        (PORVOO, 3, 13, 41, 0),
        (KEMI, 3, 15, 24, 0),
        (GOOD_LIFE, 3, 0, 8, 39),
        (GROWTH, 3, 0, 9, 24),
        (VITALITY, 6, 0, 27, 49),
        (REGIONAL, 4, 0, 10, 0),
        (SPEARHEADS, 4, 9, 0, 0),
    ],
)
def test_a_plan_has_as_many_of_everything_as_its_document(
    counts: dict[str, Any], plan: str, areas: int, goals: int, actions_: int, parts: int
) -> None:
    (found,) = [p for p in counts["lights"] if p["plan"] == plan]
    assert len(found["focus_areas"]) == areas
    assert (found["goals"], found["actions"], found["sub_actions"]) == (goals, actions_, parts)


def test_the_example_is_plainly_invented_and_large_enough_to_show_everything(
    real: Engine, counts: dict[str, Any]
) -> None:
    records = dump(real)
    (plan,) = [one for one in records.plans if one.invented]
    assert "keksitty" in plan.organisation.casefold()
    (found,) = [one for one in counts["lights"] if one["organisation"] == plan.organisation]
    assert found["actions"] >= 40
    assert all(found["lights"][light] for light in ("green", "yellow", "red", "null"))
    own = [one for one in records.actions if one.organisation == plan.organisation]
    assert len({a.assessed_on.year for one in own for a in one.assessments if a.assessed_on}) >= 3
    assert any(one.due for one in own) and any(one.schedule for one in own) and any(one.note for one in own)
    of_example = [one for one in records.meetings if one.organisation == plan.organisation]
    assert of_example and all(one.closed_on == one.held_on for one in of_example)
    made = [one for one in records.decisions if one.organisation == plan.organisation]
    assert {one.done_on is None for one in made} == {True, False}
    assert {one.kind for one in records.statements if one.plan == plan.plan} >= {"introduction", "worry"}
    assert {one.plan for one in records.presentations} == {plan.plan}


@pytest.mark.parametrize(
    ("plan", "beginning", "responsible"),
    [
        (PORVOO, "Osallisuuden huolellinen määrittely", ("hallintojohto", "viestintä")),
        (PORVOO, "Vastausprosenttien nostaminen", ("kaikki toimialat",)),
        (PORVOO, "Osallistavaa budjetointia viedään", ("hallintojohto", "rahoitusjohto")),
        (PORVOO, "Lapsiystävällisyyttä edistetään", ("Hyvis",)),
        (PORVOO, "Haetaan moniammatillisesti", ("nuorisopalvelut", "liikuntapalvelut", "Kombi")),
        (PORVOO, "Keskusta-alueen lähiliikuntapuisto", ("liikuntapalvelut",)),
        (PORVOO, "Esteettömyyskävelyt", ("nimetty työryhmä",)),
        (
            GOOD_LIFE,
            "Kumppanuustalo",
            ("Sivistyksen ja hyvinvoinnin palvelualue", "Essote", "järjestöt", "srk"),
        ),
        (GROWTH, "Liikennepäästöjen vähentäminen", ("Asumisen ja toimintaympäristön palvelualue",)),
        (VITALITY, "EcoSairila", ("Mikkelin kaupunki", "Miksei Oy", "EcoSairila -toimijat")),
        (
            VITALITY,
            "Työllistämisperusteiset oppisopimukset",
            ("Työllisyyspalvelut", "oppilaitokset", "Essote"),
        ),
    ],
)
def test_an_action_has_the_responsible_bodies_of_its_cell(
    actions: list[ActionRecord], plan: str, beginning: str, responsible: tuple[str, ...]
) -> None:
    assert find(actions, plan, beginning).responsible == responsible


def test_the_plans_of_kemi_the_county_and_the_region_name_no_responsible_bodies(
    actions: list[ActionRecord],
) -> None:
    assert {one.responsible for one in actions if one.plan in (KEMI, REGIONAL)} == {()}


@pytest.mark.parametrize("plan", [PORVOO, KEMI, VITALITY, REGIONAL])
def test_a_document_that_states_no_outcomes_has_no_lights_and_no_notes(
    actions: list[ActionRecord], plan: str
) -> None:
    assert {(one.light, one.note, one.assessments) for one in actions if one.plan == plan} == {(None, "", ())}


@pytest.mark.parametrize(
    ("plan", "beginning", "light", "words"),
    [
        (GOOD_LIFE, "Yhteisöpedagogit kouluille", "red", "Yhteisöpedagogeja ei voitu palkata"),
        (GOOD_LIFE, "Kevyen liikenteen väylien talvikunnossapito", "red", "ei ole toteutettu 2019-2020"),
        (
            GOOD_LIFE,
            "Alueelliset matalan kynnyksen kohtaamispaikat",
            "green",
            "valmistui kirjaston alakertaan",
        ),
        (GOOD_LIFE, "Esteettömyyssuunnitelman päivitys", "green", "valmistunut keväällä 2021"),
        (GOOD_LIFE, "Liikuntapaikkojen ym.", "green", "Liikkuva Mikkeli 2030 –ohjelma valmistui"),
        (GOOD_LIFE, "Ehkäisevän päihdetyön toimenpiteet", "yellow", "kehittämisvaiheessa"),
    ],
)
def test_an_outcome_that_the_text_states_is_a_light_with_the_text_as_its_note(
    actions: list[ActionRecord], plan: str, beginning: str, light: str, words: str
) -> None:
    one = find(actions, plan, beginning)
    assert (one.light, one.interpreted) == (light, True)
    assert words in one.note


def test_every_light_of_the_real_documents_is_marked_as_interpreted(actions: list[ActionRecord]) -> None:
    given = [assessment for one in actions for assessment in one.assessments if assessment.light]
    assert len(given) == 10
    assert all(assessment.interpreted and assessment.note for assessment in given)


def test_a_note_without_an_outcome_is_not_marked_as_interpreted(actions: list[ActionRecord]) -> None:
    silent = [assessment for one in actions for assessment in one.assessments if assessment.light is None]
    assert silent
    assert not any(assessment.interpreted for assessment in silent)


def test_the_actions_of_mikkeli_keep_their_parts(actions: list[ActionRecord]) -> None:
    parts = [one.action for one in actions if one.parent == "Memory Campus"]
    assert parts == [
        "Toimijaverkoston yhteistyön laajentaminen ja syventäminen",
        "Uuden liiketoiminnan luominen",
        "Valtakunnallisten ratkaisujen kotiuttaminen",
    ]


def test_the_actions_of_kemi_hang_on_the_focus_area_without_a_goal(real: Engine) -> None:
    with real.connect() as connection:
        (head,) = [head for head in plan_heads(connection) if head.organisation == "Kemi"]
        plan = plan_view(connection, head.id)
    assert plan is not None
    assert {one.goal_id for one in plan.actions} == {None}
    assert [goal.name for goal in plan.focus_areas[0].goals][-1] == (
        "Rakennamme vahvoja kumppanuuksia järjestötoimijoiden kanssa."
    )


def test_the_goals_of_the_county_are_those_of_its_four_spearheads(real: Engine) -> None:
    goals = [(goal.focus_area, goal.goal) for goal in dump(real).goals if goal.plan == SPEARHEADS]
    assert goals[0] == (
        "Osallisuus ja yhteisöllisyys",
        "Kuntalaisten kokemus osallisuudesta ja vaikuttamisesta vahvistuu edellisvuosiin verrattuna.",
    )
    assert [goal for area, goal in goals if area == "Arjen turvallisuus"] == [
        "Kuntalaiset kokevat asuin- ja elinympäristönsä viihtyisäksi ja turvalliseksi",
        "Toimeentuloedellytykset ovat koko maan tasolla tai sitä parempia",
        "Lähisuhteet ovat turvallisia",
    ]


@pytest.mark.parametrize(
    "slip", ["Aukkaiden", "porvoalai", "kehittämissyksikkö", "luki-ossa", "lymypaikkoja)-", "Asiakslähtöiset"]
)
def test_letters_that_were_misread_in_the_documents_are_mended(real: Engine, slip: str) -> None:
    assert slip not in str(dump(real).as_json())


@pytest.mark.parametrize(
    "person", ["Gustafsson", "Oksanen", "Schoultz", "Grönqvist", "Bärlund", "Kokko", "Koivisto", "Lehtovaara"]
)
def test_the_persons_that_the_documents_name_are_not_carried_over(real: Engine, person: str) -> None:
    assert person not in str(dump(real).as_json())


def test_every_row_of_the_real_data_can_say_which_cell_it_comes_from(real: Engine) -> None:
    for plan, beginning in ((PORVOO, "Esteettömyyskävelyt"), (VITALITY, "EcoSairila")):
        one = find(list(dump(real).actions), plan, beginning)
        assert one.key is not None
        assert ".xlsx, Toimenpiteet!" in origin_of(real, "action", one.key)


def test_the_summary_of_the_state_of_wellbeing_is_mikkelis_statements_in_their_order(real: Engine) -> None:
    own = [one for one in dump(real).statements if one.organisation == "Mikkeli"]
    assert {(one.plan, one.year) for one in own} == {(GOOD_LIFE, 2021)}
    worries, positive, conclusions = (
        [one.text for one in own if one.kind == kind] for kind in ("worry", "positive", "conclusion")
    )
    assert (len(worries), len(positive), len(conclusions)) == (25, 8, 5)
    place = worries.index("Nuorista raittiita:")
    assert worries[place + 1 : place + 4] == [
        "peruskoulun (8.-9. lk) 64 % (koko maa 61 %)",
        "ammattiin opiskelevista 26 % (koko maa 29 %)",
        "lukiolaisista (1.-2. lk) 35 % (koko maa 35 %)",
    ]
    assert positive[0] == "Suurin osa lapsiperheistä voi hyvin"
    assert conclusions[-1].endswith("eriarvoisuutta vähentävää (STM).")


def test_the_negotiation_of_the_county_agreed_on_three_themes_with_their_points(real: Engine) -> None:
    records = dump(real)
    (held,) = [one for one in records.meetings if one.kind == "negotiation"]
    assert (held.organisation, held.held_on.isoformat(), held.attendees) == (
        "Päijät-Hämeen hyvinvointialue",
        "2023-08-17",
        49,
    )
    assert "vuoden 2024 hyte-työn edistämisen pohjana" in held.summary
    themes = [one for one in records.meeting_items if one.meeting == held.title]
    assert [(one.title, len(one.text.splitlines())) for one in themes] == [
        ("Lasten ja nuorten hyvinvoinnin tila", 3),
        ("Liikkuminen eri ikäryhmissä", 2),
        ("Hyte-yhteistyön ja prosessien vahvistaminen edelleen", 3),
    ]
    assert records.participants == () and records.year_cards == ()


def test_every_slide_of_the_saved_presentation_shows_something_that_there_is(real: Engine) -> None:
    with real.connect() as connection:
        (head,) = [one for one in plan_heads(connection) if "keksitty" in one.organisation.casefold()]
        (saved,) = written(connection, head.id).presentations
        made = material(connection, head.id, today=date(2026, 11, 22))
        assert made is not None
        assert [one.kind for one in saved.slides if not slides_of(made, one)] == []
