"""What a person does to duties and the yearly cycle."""

from datetime import date

import pytest
from duty_database import PLAN, REPORT, TALKS, build, read, record
from trees import NOW, save, snapshot

from hyte_core.changes import Change, apply, undo
from hyte_core.changes.duty_edits import (
    add_event,
    copy_responsible,
    edit_event,
    rebased,
    remove_event,
    report,
    tick,
)
from hyte_core.lights import Light

EVENT = {
    "name": "Seminaari",
    "month": 5,
    "day": 14,
    "every_years": 1,
    "first_year": None,
    "duty_id": None,
}


@pytest.fixture
def ids(engine):
    return build(engine)


def do(engine, change_set):
    return apply(engine, change_set, author="Minä", now=NOW)


def one(engine, ids, name):
    return read(engine, ids).by_id[ids[name]]


def test_a_duty_is_ticked_and_unticked_and_nothing_is_left_of_it(engine, ids):
    before = snapshot(engine)
    found = read(engine, ids)
    assert do(engine, tick(found, found.by_id[ids[REPORT]], 2026, True)).done
    assert one(engine, ids, REPORT).light(2026) is Light.GREEN
    found = read(engine, ids)
    assert do(engine, tick(found, found.by_id[ids[REPORT]], 2026, False)).done
    assert snapshot(engine) == before


def test_unticking_keeps_the_evidence(engine, ids):
    record(engine, ids, REPORT, 2026, "green", evidence="Kirjattu")
    found = read(engine, ids)
    do(engine, tick(found, found.by_id[ids[REPORT]], 2026, False))
    told = one(engine, ids, REPORT).reports[2026]
    assert (told.light, told.evidence) == (Light.GREY, "Kirjattu")


def test_a_report_is_one_change_of_what_differs(engine, ids):
    record(engine, ids, REPORT, 2026, "yellow", evidence="Kirjattu")
    found = read(engine, ids)
    new = {"light": Light.GREEN, "evidence": " Kirjattu ", "done_on": date(2026, 3, 2)}
    (change,) = report(found, found.by_id[ids[REPORT]], 2026, new).changes
    assert dict(change.fields) == {"light": ("yellow", "green"), "done_on": (None, date(2026, 3, 2))}


def test_the_same_again_is_no_change(engine, ids):
    record(engine, ids, REPORT, 2026, "yellow", link="https://kunta.fi")
    found = read(engine, ids)
    new = {"light": Light.YELLOW, "link": "https://kunta.fi"}
    assert not report(found, found.by_id[ids[REPORT]], 2026, new)
    assert not report(found, found.by_id[ids[PLAN]], 2026, {"light": Light.GREY, "evidence": " "})


def test_two_who_tick_the_same_duty_at_once_meet_a_conflict(engine, ids):
    found = read(engine, ids)
    mine = tick(found, found.by_id[ids[REPORT]], 2026, True)
    assert do(engine, tick(found, found.by_id[ids[REPORT]], 2026, True)).done
    outcome = do(engine, mine)
    assert [conflict.reason for conflict in outcome.conflicts] == ["exists"]


@pytest.mark.parametrize("there", [True, False])
def test_after_a_conflict_mine_replaces_what_i_wrote_and_the_rest_stays_the_others(engine, ids, there):
    if there:
        id_ = record(engine, ids, REPORT, 2026, None, minutes="§ 1", evidence="Luonnos")
    found = read(engine, ids)
    duty = found.by_id[ids[REPORT]]
    seen = duty.reports.get(2026)
    if there:
        theirs = {"light": (None, "red"), "evidence": ("Luonnos", "Toisen"), "responsible": ("", "Johtaja")}
        save(engine, Change.changing("duty_report", id_, **theirs))
    else:
        record(engine, ids, REPORT, 2026, "red", evidence="Toisen", responsible="Johtaja", minutes="§ 1")
    new = {
        "light": Light.GREEN,
        "evidence": seen.evidence if seen else "",
        "link": "https://kunta.fi",
        "minutes": seen.minutes if seen else "",
        "done_on": None,
        "responsible": "",
    }
    assert do(engine, report(found, duty, 2026, new)).conflicts
    fresh = read(engine, ids)
    now = fresh.by_id[ids[REPORT]]
    again = rebased(seen, now.reports[2026], new)
    assert do(engine, report(fresh, now, 2026, new, again)).done
    told = one(engine, ids, REPORT).reports[2026]
    assert (told.light, told.link) == (Light.GREEN, "https://kunta.fi")
    assert (told.evidence, told.responsible, told.minutes) == ("Toisen", "Johtaja", "§ 1")


def test_after_the_report_was_removed_it_is_made_anew(engine, ids):
    id_ = record(engine, ids, REPORT, 2026, "red", minutes="§ 1")
    found = read(engine, ids)
    seen = found.by_id[ids[REPORT]].reports[2026]
    do(engine, report(found, found.by_id[ids[REPORT]], 2026, {"light": Light.GREY, "minutes": ""}))
    assert id_ not in snapshot(engine)["duty_report"]
    fresh = read(engine, ids)
    new = {"light": Light.GREEN}
    duty = fresh.by_id[ids[REPORT]]
    assert do(engine, report(fresh, duty, 2026, new, rebased(seen, None, new))).done
    assert one(engine, ids, REPORT).light(2026) is Light.GREEN


def test_responsible_persons_are_copied_where_nobody_is_named(engine, ids):
    record(engine, ids, REPORT, 2025, "green", responsible="Koordinaattori")
    record(engine, ids, PLAN, 2025, "green", responsible="Johtaja")
    record(engine, ids, TALKS, 2025, "green")
    record(engine, ids, PLAN, 2026, "red", responsible="Toinen")
    copied = copy_responsible(read(engine, ids), 2026)
    assert len(copied.changes) == 1
    assert do(engine, copied).done
    told = [(d.light(2026), d.reports[2026].responsible) for d in read(engine, ids).all if 2026 in d.reports]
    assert told == [(Light.GREY, "Koordinaattori"), (Light.RED, "Toinen")]
    assert not copy_responsible(read(engine, ids), 2026)


def test_an_event_of_ones_own_is_added_edited_and_removed_and_the_laws_one_comes_back(engine, ids):
    before = snapshot(engine)
    found = read(engine, ids)
    law = found.events[0]
    fields = {**EVENT, "name": law.name, "month": 3, "day": None, "duty_id": law.duty_id}
    assert do(engine, add_event(found, fields)).done
    (own,) = [event for event in read(engine, ids).events if event.own]
    assert law.id not in read(engine, ids).events_by_id
    (change,) = edit_event(own, {**fields, "month": 4}).changes
    assert dict(change.fields) == {"month": (3, 4)}
    assert not edit_event(own, fields)
    assert do(engine, remove_event(read(engine, ids), own)).done
    assert snapshot(engine) == before


def test_a_removed_event_comes_back_whole_when_it_is_undone(engine, ids):
    do(engine, add_event(read(engine, ids), EVENT))
    before = snapshot(engine)
    found = read(engine, ids)
    (own,) = [event for event in found.events if event.own]
    outcome = do(engine, remove_event(found, own))
    assert outcome.change_set is not None
    assert undo(engine, outcome.change_set, author="Minä", now=NOW).done
    assert snapshot(engine) == before


def test_an_event_that_another_has_moved_is_not_removed(engine, ids):
    do(engine, add_event(read(engine, ids), EVENT))
    found = read(engine, ids)
    (own,) = [event for event in found.events if event.own]
    do(engine, edit_event(own, {"month": 9}))
    assert do(engine, remove_event(found, own)).conflicts
