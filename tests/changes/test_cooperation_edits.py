"""What a person does to contacts, networks, maturity, areas and organisations."""

from dataclasses import replace
from datetime import date

import pytest
from areas import build_areas, cell, drawn, known
from hypothesis import given
from hypothesis import strategies as st
from trees import NOW, build, save, snapshot

from hyte_core.changes import ChangeSet, apply, undo
from hyte_core.changes.cooperation_edits import (
    add_area,
    add_contact,
    add_network,
    add_organisation,
    assess_maturity,
    cell_text,
    edit_area,
    edit_contact,
    edit_network,
    link_actions,
    remove_area,
    remove_contact,
    remove_maturity,
    remove_network,
    remove_organisation,
    roles_of,
    set_cell,
    verify,
)
from hyte_core.cooperation import ContactView

TODAY = date(2026, 11, 22)
CELLS = {
    "Liikunta": {
        "Alue": "Asiantuntija 2024-05-14",
        "Kunta": "Koordinaattori <k@kunta.fi> 2024-05-14; Ohjaaja",
    },
    "Osallisuus": {"Alue": "", "Kunta": ""},
}
NETWORK = {
    "name": "Liikuntaverkosto",
    "heading": "HYTE",
    "coordinator": "",
    "meets": "",
    "members": ("A", "B"),
    "note": "",
}


@pytest.fixture
def found(engine):
    return build_areas(engine, CELLS)


def do(engine, change_set: ChangeSet):
    return apply(engine, change_set, author="Maija", now=NOW)


def done(engine, change_set: ChangeSet):
    outcome = do(engine, change_set)
    assert outcome.done, (outcome.problems, outcome.conflicts)
    return known(engine)


def typed(engine, found, area: str, organisation: str, text: str | None):
    (area_id,) = [one.id for one in found.areas if one.name == area]
    (body_id,) = [one.id for one in found.organisations if one.name == organisation]
    return set_cell(area_id, body_id, cell(found, area, organisation), text)


# --- cells of the matrix


def test_who_keeps_their_role_in_a_cell_keeps_e_mail_and_date(engine, found):
    after = done(engine, typed(engine, found, "Liikunta", "Kunta", "koordinaattori;  Uusi   ohjaaja ; "))
    first, second = sorted(cell(after, "Liikunta", "Kunta"), key=lambda one: one.role.casefold())
    assert (first.role, first.email, first.verified_on) == ("koordinaattori", "k@kunta.fi", date(2024, 5, 14))
    assert second.role == "Uusi ohjaaja"


def test_a_new_role_in_place_of_a_role_is_not_verified_yet(engine, found):
    after = done(engine, typed(engine, found, "Liikunta", "Alue", "Suunnittelija"))
    (one,) = cell(after, "Liikunta", "Alue")
    assert (one.id, one.role) == (cell(found, "Liikunta", "Alue")[0].id, "Suunnittelija")
    assert one.verified_on is None


def test_a_person_whose_role_is_gone_does_not_become_another_role(engine, found):
    after = done(engine, typed(engine, found, "Liikunta", "Kunta", "Ohjaaja; Johtaja"))
    assert [(one.role, one.email) for one in cell(after, "Liikunta", "Kunta")] == [
        ("Johtaja", ""),
        ("Ohjaaja", ""),
    ]


@pytest.mark.parametrize("text", ["", None, " ; ;"])
def test_an_emptied_cell_is_a_gap_and_can_be_taken_back(engine, found, text):
    before = snapshot(engine)
    outcome = do(engine, typed(engine, found, "Liikunta", "Kunta", text))
    assert cell(known(engine), "Liikunta", "Kunta") == ()
    assert undo(engine, outcome.change_set, author="Maija", now=NOW).done
    assert snapshot(engine) == before


def test_typing_what_was_there_changes_nothing(engine, found):
    text = cell_text(cell(found, "Liikunta", "Kunta"))
    assert not typed(engine, found, "Liikunta", "Kunta", text)


_ROLES = st.lists(st.text(st.sampled_from("abAB ;ä"), max_size=6), max_size=5).map("; ".join)


@given(st.lists(st.tuples(st.sampled_from(["a", "ab", "B", "ä b"]), st.booleans()), max_size=4), _ROLES)
def test_a_cell_holds_exactly_the_roles_that_were_typed_and_no_person_gets_anothers_role(had, text):
    seen = [
        ContactView(f"{n}", "area", "body", role, "", "x@y.fi" if personal else "", "", None)
        for n, (role, personal) in enumerate(had)
    ]
    rows = {one.id: one for one in seen}
    for change in set_cell("area", "body", seen, text).changes:
        new = {name: value for name, (_old, value) in change.fields.items()}
        if change.operation == "remove":
            del rows[change.id]
        elif change.operation == "add":
            rows[change.id] = ContactView(id=change.id, **new)
        else:
            rows[change.id] = replace(rows[change.id], **new)
    assert {one.role for one in rows.values()} == set(roles_of(text))
    for one in seen:
        if one.is_personal and one.id in rows:
            assert rows[one.id].role.casefold() == one.role.casefold()
            assert rows[one.id].email == one.email


# --- contacts


def test_a_contact_is_added_edited_and_removed(engine, found):
    area, body = found.areas[1], found.organisations[1]
    fields = {"role": "Johtaja", "name": "", "email": "", "phone": "", "verified_on": None}
    found = done(engine, add_contact(area.id, body.id, fields))
    (one,) = found.cells[area.id, body.id]
    found = done(engine, edit_contact(one, {"email": "j@kunta.fi", "verified_on": TODAY, "role": "Johtaja"}))
    (one,) = found.cells[area.id, body.id]
    assert (one.email, one.verified_on) == ("j@kunta.fi", TODAY)
    assert (area.id, body.id) not in done(engine, remove_contact(one)).cells


def test_marking_as_verified_sets_the_day_of_each_and_leaves_those_of_today_alone(engine, found):
    contacts = found.contacts
    found = done(engine, verify(contacts, TODAY))
    assert {one.verified_on for one in found.contacts} == {TODAY}
    assert not verify(found.contacts, TODAY)


def test_two_who_edit_the_same_contact_do_not_overwrite_each_other(engine, found):
    (one,) = cell(found, "Liikunta", "Alue")
    done(engine, edit_contact(one, {"phone": "1"}))
    outcome = do(engine, edit_contact(one, {"phone": "2"}))
    assert not outcome.done and outcome.conflicts
    assert cell(known(engine), "Liikunta", "Alue")[0].phone == "1"


@pytest.mark.parametrize("email", ["maija", "maija@", "@kunta.fi", "maija kunta@kunta.fi"])
def test_a_malformed_e_mail_is_refused_with_a_sentence_and_nothing_is_lost(engine, found, email):
    (one,) = cell(found, "Liikunta", "Alue")
    outcome = do(engine, edit_contact(one, {"email": email}))
    assert not outcome.done
    assert [(one.code, one.value) for one in outcome.problems] == [("bad_email", email)]
    assert cell(known(engine), "Liikunta", "Alue") == (one,)


# --- networks


def test_a_network_is_added_last_edited_linked_and_removed_with_its_links(engine, found):
    plan = build(engine, "1. A\n  - Yksi\n  - Kaksi", organisation="Toinen")
    one, two = plan.actions
    change_set, id_ = add_network(found, {**NETWORK, "interface_area_id": found.areas[0].id})
    network = done(engine, change_set).network_by_id[id_]
    found = done(engine, edit_network(network, {"meets": "kerran", "members": ("A",)}))
    network = found.network_by_id[id_]
    assert (network.meets, network.members) == ("kerran", ("A",))
    ids = [one.id, two.id]
    network = done(engine, link_actions(network, ids, ids)).network_by_id[id_]
    assert set(network.links) == {one.id, two.id}
    network = done(engine, link_actions(network, ids, [two.id])).network_by_id[id_]
    assert set(network.links) == {two.id}
    assert done(engine, remove_network(network)).networks == ()


def test_links_to_another_plans_actions_stay(engine, found):
    mine = build(engine, "1. A\n  - Yksi", organisation="Toinen").actions[0]
    other = build(engine, "1. A\n  - Kaksi", organisation="Kolmas", plan="Muu").actions[0]
    change_set, id_ = add_network(found, {**NETWORK, "interface_area_id": None})
    network = done(engine, change_set).network_by_id[id_]
    network = done(engine, link_actions(network, [mine.id, other.id], [mine.id, other.id])).network_by_id[id_]
    network = done(engine, link_actions(network, [mine.id], [])).network_by_id[id_]
    assert set(network.links) == {other.id}


def test_an_area_of_a_network_gets_its_networks_in_order(engine, found):
    for name in ("Z", "A"):
        change_set, _id = add_network(
            known(engine), {**NETWORK, "name": name, "interface_area_id": found.areas[0].id}
        )
        done(engine, change_set)
    assert [one.name for one in known(engine).networks_of(found.areas[0].id)] == ["Z", "A"]


# --- maturity


def test_a_second_assessment_of_the_same_day_and_side_corrects_the_first(engine, found):
    area = found.areas[0]
    found = done(engine, assess_maturity((), area.id, "county", TODAY, 3, "Ensin"))
    found = done(engine, assess_maturity(found.maturity, area.id, "county", TODAY, 4, " Sitten "))
    found = done(engine, assess_maturity(found.maturity, area.id, "municipality", TODAY, 2, ""))
    assert [(one.side, one.level, one.note) for one in sorted(found.maturity, key=lambda m: m.side)] == [
        ("county", 4, "Sitten"),
        ("municipality", 2, ""),
    ]
    assert len(done(engine, remove_maturity(found.maturity[0])).maturity) == 1


@pytest.mark.parametrize("level", [0, 7, -1, 100])
def test_a_level_outside_1_6_is_refused_with_a_sentence(engine, found, level):
    outcome = do(engine, assess_maturity((), found.areas[0].id, "county", TODAY, level, ""))
    assert not outcome.done
    assert str(level) in str(outcome.problems[0])
    assert known(engine).maturity == ()


# --- areas and organisations


def test_an_area_is_added_edited_and_removed_while_nothing_hangs_on_it(engine, found):
    fields = {"name": "Uusi", "structure": "Toinen", "description": "", "partners": ("Kunnat",)}
    found = done(engine, add_area(found, fields))
    area = found.area_named("uusi")
    assert area is not None and found.areas[-1] == area
    found = done(engine, edit_area(area, {"partners": ("Kunnat", "Järjestöt"), "name": "Uusi"}))
    assert found.area_by_id[area.id].partners == ("Kunnat", "Järjestöt")
    assert area.id not in done(engine, remove_area(found.area_by_id[area.id])).area_by_id


def test_an_area_with_contacts_cannot_be_removed(engine, found):
    before = drawn(found)
    outcome = do(engine, remove_area(found.areas[0]))
    assert [one.reason for one in outcome.conflicts] == ["in_use"]
    assert drawn(known(engine)) == before


def test_an_organisation_with_contacts_cannot_be_removed_but_one_without_can(engine, found):
    (county,) = [one for one in found.organisations if one.kind == "county"]
    assert [one.reason for one in do(engine, remove_organisation(county)).conflicts] == ["in_use"]
    change_set, id_ = add_organisation(" Heinola ", "municipality")
    found = done(engine, change_set)
    assert found.organisation_by_id[id_].name == "Heinola"
    assert id_ not in done(engine, remove_organisation(found.organisation_by_id[id_])).organisation_by_id


def test_an_organisation_is_not_added_twice_under_the_same_name(engine, found):
    outcome = do(engine, add_organisation("Kunta", "municipality")[0])
    assert [one.reason for one in outcome.conflicts] == ["exists"]
    assert save(engine).done
