"""The rows after any journal entry are those that the tables held when the journal was there."""

from collections.abc import Iterable
from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from random_edits import Editor, started
from sqlalchemy import Connection, Engine, inspect
from sqlmodel import Session, select
from trees import NOW, TODAY, action, build, save, snapshot, view

from hyte_core.changes import Bulk, Change, ChangeSet, apply, undo, version
from hyte_core.history import past, rows_after
from hyte_core.history.scopes import OWNED
from hyte_core.indicators import indicators
from hyte_core.model import (
    ENTITIES,
    Indicator,
    JournalEntry,
    Observation,
    Organisation,
    Plan,
    Series,
    Target,
)
from hyte_core.views import plan_view


def after(engine: Engine, entry: int) -> dict:
    with engine.connect() as connection:
        return rows_after(connection, entry)


@given(st.data())
def test_the_rows_after_every_entry_are_those_of_the_snapshot_taken_then(
    engine: Engine, data: st.DataObject
) -> None:
    with started(engine):
        taken = {0: {entity: {} for entity in ENTITIES}, version(engine): snapshot(engine)}
        for _ in range(data.draw(st.integers(1, 5))):
            editor = Editor(data.draw, snapshot(engine))  # type: ignore[arg-type]
            for _ in range(data.draw(st.integers(1, 4))):
                editor.one_change()
            made = apply(engine, ChangeSet(tuple(editor.changes)), author="Joku", now=NOW)
            taken[version(engine)] = snapshot(engine)
            if made.change_set and data.draw(st.booleans()):
                undo(engine, made.change_set, author="Peruja", now=NOW)
                taken[version(engine)] = snapshot(engine)
        for entry, rows in taken.items():
            assert after(engine, entry) == rows
            with past(engine, entry).connect() as connection:
                kept = {
                    entity: {
                        row.id: dict(row._mapping) for row in connection.execute(model.__table__.select())
                    }
                    for entity, model in ENTITIES.items()
                }
            assert kept == rows


def series_of(engine: Engine, *regions: str) -> list[str]:
    """One indicator's series, a region each; their ids."""
    indicator = Indicator(name="Yksinäisyys", polarity="lower")
    rows = [Series(indicator_id=indicator.id, region=region) for region in regions]
    assert save(engine, Change.adding(indicator), *map(Change.adding, rows)).done
    return [row.id for row in rows]


def observations(*series: str, years: range = range(2020, 2025)) -> ChangeSet:
    """Observations in bulk."""
    pairs = [(one, year) for one in series for year in years]
    columns = {
        "series_id": [one for one, _year in pairs],
        "year": [year for _one, year in pairs],
        "value": [float(n) for n in range(len(pairs))],
    }
    return ChangeSet((), source="import", bulks=(Bulk.adding(Observation, columns, "Sotkanet"),))


def test_rows_that_came_in_bulk_were_not_there_before_and_an_undone_bulk_was(engine: Engine) -> None:
    first, second = series_of(engine, "Kemi", "Tornio")
    taken = {version(engine): snapshot(engine)}
    made = apply(engine, observations(first, second), author="Joku", now=NOW)
    taken[version(engine)] = snapshot(engine)
    (one, *_rest) = snapshot(engine)["observation"].values()
    save(engine, Change.changing("observation", one["id"], value=(one["value"], 99.0)))
    taken[version(engine)] = snapshot(engine)
    undone = undo(engine, made.change_set or 0, author="Joku", now=NOW, keep_edited=True)
    taken[version(engine)] = snapshot(engine)
    undo(engine, undone.change_set or 0, author="Joku", now=NOW)
    taken[version(engine)] = snapshot(engine)
    assert len({len(rows["observation"]) for rows in taken.values()}) == 3
    for entry, rows in taken.items():
        assert after(engine, entry) == rows


def test_an_organisation_gets_its_own_areas_values_and_those_compared_with(engine: Engine) -> None:
    owner = Organisation(name="Kemi", comparisons=["Lapin HVA"])
    save(engine, Change.adding(owner), Change.adding(Plan(organisation_id=owner.id, name="Suunnitelma")))
    own, county, other, country = series_of(engine, "Kemi", "Lapin HVA", "Tornio", "koko maa")
    apply(engine, observations(own, county, other, country), author="Joku", now=NOW)
    save(engine, *(Change.adding(Target(series_id=one, value=1.0)) for one in (own, other)))
    entry = version(engine)
    with engine.connect() as connection:
        before = indicators(connection, owner.id)
    gone = [row for row in snapshot(engine)["observation"].values() if row["series_id"] in (own, county)]
    save(engine, *(Change.removing(Observation(**row)) for row in gone))
    with engine.connect() as connection:
        rows = rows_after(connection, entry, owner.id)
    assert rows["series"].keys() == {own, county, country}
    assert {row["series_id"] for row in rows["observation"].values()} == {own, county, country}
    assert [row["series_id"] for row in rows["target"].values()] == [own]
    with past(engine, entry, owner.id).connect() as connection:
        assert indicators(connection, owner.id) == before


def test_an_organisation_whose_area_was_another_gets_the_values_of_the_one_it_had(engine: Engine) -> None:
    owner = Organisation(name="Kemi")
    save(engine, Change.adding(owner))
    old, new = series_of(engine, "Kemi", "Meri-Lappi")
    apply(engine, observations(old, new), author="Joku", now=NOW)
    entry = version(engine)
    save(engine, Change.changing("organisation", owner.id, region=("", "Meri-Lappi")))
    save(engine, Change.changing("series", old, region=("Kemi", "Kemin seutu")))
    with engine.connect() as connection:
        rows = rows_after(connection, entry, owner.id)
    assert rows["series"].keys() == {old}
    assert {row["series_id"] for row in rows["observation"].values()} == {old}


def test_areas_that_an_organisation_has_called_its_own_or_compared_with_before_are_those_it_had(
    engine: Engine,
) -> None:
    owner = Organisation(name="Kemi", comparisons=["Lapin HVA"])
    save(engine, Change.adding(owner))
    regions = ("Kemi", "Lapin HVA", "Meri-Lappi", "Lappi", "Kemin kaupunki", "Tornio")
    own, county, region, province, city, _other = series = series_of(engine, *regions)
    apply(engine, observations(*series), author="Joku", now=NOW)
    shown = {version(engine): {own, county}}
    for field, old, new, areas in (
        ("region", "", "Meri-Lappi", {region, county}),
        ("comparisons", ["Lapin HVA"], ["Lappi", "Ei ole"], {region, province}),
        ("region", "Meri-Lappi", "", {own, province}),
        ("name", "Kemi", "Kemin kaupunki", {city, province}),
        ("comparisons", ["Lappi", "Ei ole"], [], {city}),
    ):
        save(engine, Change.changing("organisation", owner.id, **{field: (old, new)}))
        shown[version(engine)] = areas
        assert _areas_known(engine, owner.id, shown) == shown
    save(engine, Change.removing(Organisation(**snapshot(engine)["organisation"][owner.id])))
    assert _areas_known(engine, owner.id, shown) == shown


def _areas_known(engine: Engine, organisation: str, entries: Iterable[int]) -> dict[int, set[str]]:
    """By entry the series of an organisation's areas, each with its values."""
    found = {}
    for entry in entries:
        with engine.connect() as connection:
            rows = rows_after(connection, entry, organisation)
        assert {row["series_id"] for row in rows["observation"].values()} == rows["series"].keys()
        found[entry] = set(rows["series"])
    return found


def test_an_organisation_that_was_not_there_has_no_values(engine: Engine) -> None:
    own, *_rest = series_of(engine, "Kemi")
    apply(engine, observations(own), author="Joku", now=NOW)
    entry = version(engine)
    owner = Organisation(name="Kemi")
    save(engine, Change.adding(owner))
    with engine.connect() as connection:
        assert rows_after(connection, entry, owner.id)["observation"] == {}


def test_a_row_that_was_removed_before_its_table_got_a_new_field_has_the_usual_value(engine: Engine) -> None:
    plan = build(engine, "1. A\n  - B [green 2025-01-01]")
    entry, kept = version(engine), plan.actions[0]
    (row,) = snapshot(engine)["assessment"].values()
    whole = Change.removing(ENTITIES["assessment"](**row))
    assert save(engine, whole).done
    with Session(engine) as session:
        removal = session.exec(select(JournalEntry).where(JournalEntry.operation == "remove")).one()
        removal.fields = {name: value for name, value in removal.fields.items() if name != "note"}
        session.commit()
    with past(engine, entry).connect() as connection:
        found = plan_view(connection, plan.id)
    assert found is not None
    assert found.actions[0] == kept


def test_a_removed_action_a_changed_text_and_an_added_one_are_as_they_were(engine: Engine) -> None:
    plan = build(engine, "1. A\n  Tavoite\n    B [red 2025-01-01]\n    C (Sivistys, due 2025-12-31)")
    entry = version(engine)
    c = action(engine, "C")
    save(engine, Change.changing("action", c.id, name=("C", "D"), due=(date(2025, 12, 31), TODAY)))
    rows = snapshot(engine)
    (assessment,) = rows["assessment"].values()
    b = action(engine, "B")
    save(
        engine,
        Change.removing(ENTITIES["assessment"](**assessment)),
        Change.removing(ENTITIES["action"](**rows["action"][b.id])),
    )
    with past(engine, entry).connect() as connection:
        assert plan_view(connection, plan.id) == plan
    assert view(engine) != plan


def owned_by(rows: dict, organisation: str) -> dict:
    """Of the tables whose rows belong to organisations, the ids of one organisation's."""
    found: dict[str, set[str]] = {"organisation": {organisation}}
    for entity, (field, parent) in OWNED.items():
        found[entity] = {id_ for id_, row in rows[entity].items() if row[field] in found[parent]}
    return {entity: {id_: rows[entity][id_] for id_ in found[entity]} for entity in OWNED}


@given(st.data())
def test_the_rows_of_one_organisation_are_its_part_of_all_rows(engine: Engine, data: st.DataObject) -> None:
    with started(engine):
        entries = [version(engine)]
        for _ in range(data.draw(st.integers(1, 4))):
            editor = Editor(data.draw, snapshot(engine))  # type: ignore[arg-type]
            for _ in range(data.draw(st.integers(1, 4))):
                editor.one_change()
            made = apply(engine, ChangeSet(tuple(editor.changes)), author="Joku", now=NOW)
            if made.change_set and data.draw(st.booleans()):
                undo(engine, made.change_set, author="Peruja", now=NOW)
            entries.append(version(engine))
        for entry in entries:
            whole = after(engine, entry)
            for organisation in whole["organisation"]:
                with engine.connect() as connection:
                    rows = rows_after(connection, entry, organisation)
                assert {entity: rows[entity] for entity in OWNED} == owned_by(whole, organisation)


def test_what_moved_to_another_organisation_since_is_where_it_was(engine: Engine) -> None:
    own = build(engine, "1. A\n  - B [green 2025-01-01]")
    other = build(engine, "1. C", organisation="Naapuri", plan="Toinen")
    entry, b = version(engine), own.actions[0]
    save(
        engine,
        Change.changing("action", b.id, focus_area_id=(own.focus_areas[0].id, other.focus_areas[0].id)),
    )
    for plan, actions in ((own, own.actions), (other, ())):
        with past(engine, entry, plan.organisation_id).connect() as connection:
            found = plan_view(connection, plan.id)
        assert found is not None
        assert found.actions == actions


def test_tables_asked_for_one_after_another_are_all_of_the_same_moment(engine: Engine) -> None:
    plan = build(engine, "1. Liikunta\n  - Reitti\n2. Uni\n  - Luento")
    entry, before = version(engine), snapshot(engine)
    save(engine, Change.changing("action", plan.actions[0].id, name=("Reitti", "Polku")))
    found = past(engine, entry, plan.organisation_id)
    with found.connect(("focus_area",)) as connection:
        assert held(connection, "focus_area") == before["focus_area"]
        assert held(connection, "plan") == before["plan"]  # it tells whose the focus areas are
        assert "action" not in inspect(connection).get_table_names()
    save(engine, Change.changing("focus_area", plan.focus_areas[0].id, name=("Liikunta", "Liike")))
    save(engine, Change.changing("action", plan.actions[1].id, name=("Luento", "Kurssi")))
    with found.connect() as connection:
        assert {entity: held(connection, entity) for entity in ENTITIES} == before


def held(connection: Connection, entity: str) -> dict[str, dict]:
    table = ENTITIES[entity].__table__  # type: ignore[attr-defined]
    return {row.id: dict(row._mapping) for row in connection.execute(table.select())}
