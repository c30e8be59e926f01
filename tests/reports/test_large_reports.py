"""Reports of plans that are larger or emptier than usual: everything is in them, and they open."""

from making import Page, read, report, word, word_text
from series import put
from sqlalchemy import Engine
from trees import NOW, action, build, save

from hyte_core.changes import Change
from hyte_core.model import Assessment, FollowedIndicator, Indicator
from hyte_core.reports import docx, html
from hyte_core.reports.files import file
from hyte_core.views import PlanView


def follow(engine: Engine, plan: PlanView) -> None:
    """Have the plan follow every indicator."""
    with engine.connect() as connection:
        ids = [row.id for row in connection.execute(Indicator.__table__.select())]  # type: ignore[attr-defined]
    rows = [FollowedIndicator(focus_area_id=plan.focus_areas[0].id, indicator_id=one) for one in ids]
    assert save(engine, *map(Change.adding, rows)).done


def test_a_plan_without_lights_makes_a_report(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  - Kuuleminen")
    document = report(engine)
    assert "ei arvioitu 1" in Page(html(document)).text
    assert "Kuuleminen" in word_text(docx(document))


def test_all_of_300_actions_in_one_focus_area_are_in_the_report(engine: Engine) -> None:
    lines = "\n".join(f"  - Toimi numero {n} [green 2025-05-05]" for n in range(300))
    build(engine, f"1. Osallisuus\n{lines}")
    document = report(engine)
    for text in (Page(html(document)).text, word_text(docx(document))):
        assert all(text.count(f"Toimi numero {n}") >= 2 for n in (0, 150, 299))


def test_a_note_of_5000_characters_is_whole(engine: Engine) -> None:
    build(engine, "1. Osallisuus\n  - Kuuleminen")
    note = ("Pitkä sana " * 500)[:4990] + " LOPPU"
    row = Assessment(
        action_id=action(engine, "Kuuleminen").id, number=1, assessed_on=NOW.date(), light="red", note=note
    )
    assert save(engine, Change.adding(row)).done
    document = report(engine)
    assert "LOPPU" in Page(html(document)).text and "LOPPU" in word_text(docx(document))


def test_an_indicator_with_one_value_is_drawn_and_judged(engine: Engine) -> None:
    plan = build(engine, "1. Osallisuus\n  - Kuuleminen")
    put(engine, "Yksinäisyys, %, lower, Kouluterveyskysely\n  Testikunta lukio: 2019 12.3")
    follow(engine, plan)
    document = report(engine)
    assert "yksi arvo" in Page(html(document)).text.casefold()
    made = word(docx(document))
    assert len(made.inline_shapes) == 4  # the lights three times, the indicator


def test_who_waits_is_told_how_many_pictures_are_drawn(engine: Engine) -> None:
    plan = build(engine, "1. Osallisuus\n  - Kuuleminen [green 2025-05-05]")
    for suffix in (".docx", ".html"):
        told: list[tuple[int, int]] = []
        file(
            engine,
            plan.id,
            suffix,
            language="fi",
            today=NOW.date(),
            progress=lambda done, of, told=told: told.append((done, of)),  # type: ignore[misc]
        )
        assert told[-1][0] == told[-1][1] and [done for done, _of in told] == list(range(len(told)))


def test_words_before_a_picture_stay_on_its_page(engine: Engine) -> None:
    plan = build(engine, "1. Osallisuus")
    put(engine, "Yksinäisyys, %, lower, Kouluterveyskysely\n  Testikunta lukio: 2017 11, 2019 12.3")
    follow(engine, plan)
    with engine.begin() as connection:
        connection.exec_driver_sql(
            """UPDATE indicator SET descriptions = '{"fi": "Kertoo yksinäisyydestä."}'"""
        )
    assert read(engine).followed[0].description == "Kertoo yksinäisyydestä."
    paragraphs = word(docx(report(engine))).paragraphs
    (told,) = [one for one in paragraphs if one.text == "Kertoo yksinäisyydestä."]
    assert told.paragraph_format.keep_with_next
