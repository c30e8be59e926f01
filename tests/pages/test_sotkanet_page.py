"""Fetching from Sotkanet on the indicators page, against a stand-in for the service."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from opening import buttons, click, errors, open_page, rerun, seen, told, widget
from series import read
from sqlalchemy import Engine
from stub_service import Stub, serving
from trees import NOW, build

from hyte_core.changes import apply
from hyte_core.sotkanet import compare_file

LINK = "indikaattorit?sotkanet=1"


@pytest.fixture
def service(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Stub]:
    """A stand-in that knows one indicator, which the dashboard asks."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    monkeypatch.setenv("HYTE_CACHE", str(tmp_path / "cache"))
    with serving() as stub:
        monkeypatch.setenv("HYTE_SOTKANET_URL", stub.url)
        stub.add(286, "Kokee yksinäisyyttä", {(228, 2021): 24.8, (228, 2023): 25.7, (658, 2023): 24.0})
        yield stub


def searched(at, text: str = "yksinäi"):
    widget(at, "sotkanet_text").set_value(text)
    return rerun(at)


def fetched(at):
    at = searched(at)
    widget(at, "sotkanet_chosen").set_value([286])
    return click(rerun(at), "Hae valitut")


def test_an_indicator_is_found_fetched_shown_and_accepted(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    at = fetched(open_page(LINK))
    assert read(empty, "Mikkeli").all == ()
    assert "25,7" in seen(at)
    at = click(at, "Hyväksy")
    (one,) = read(empty, "Mikkeli").all
    assert [p.value for p in one.of("Mikkeli", "").points] == [24.8, 25.7]
    assert one.of("koko maa", "").latest.value == 24.0
    assert "Tilasto- ja indikaattoripankki Sotkanet" in seen(
        open_page(f"indikaattorit?indikaattori={one.id}")
    )


def test_what_is_discarded_is_not_saved(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    at = click(fetched(open_page(LINK)), "Hylkää")
    assert read(empty, "Mikkeli").all == ()
    assert "Hyväksy" not in buttons(at)


def test_a_refresh_without_anything_new_says_so(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    click(fetched(open_page(LINK)), "Hyväksy")
    at = click(open_page(LINK), "Hae uusimmat arvot")
    assert "ajan tasalla" in told(at) or "ennallaan" in seen(at)


def test_a_word_that_finds_nothing_is_told(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    assert "kokeile lyhyempää hakua" in told(searched(open_page(LINK), "zzz"))


@pytest.mark.parametrize("fault", ["403", "html"])
def test_a_service_that_fails_is_one_sentence(empty: Engine, service: Stub, fault: str) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    service.faults["/indicators"] = [f"always {fault}"]
    at = searched(open_page(LINK))
    assert not at.exception
    assert len(errors(at)) == 1


def test_an_organisation_without_indicators_finds_the_way_here(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    at = click(open_page("indikaattorit"), "Hae Sotkanetista")
    assert "Etsi uusia indikaattoreita" in seen(at)


def test_the_list_of_areas_is_fetched_so_that_a_files_areas_are_known(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    file = b"indicator;region;year;gender;primary value;absolute value\n286;493;2021;total;24.8;9\n"
    assert [problem.cell for problem in compare_file(empty, file).problems] == ["B2"]
    at = click(open_page(LINK), "Hae alueiden luettelo")
    assert "Luettelo on haettu" in at.success[0].value
    comparison = compare_file(empty, file)
    assert apply(empty, comparison.change_set, author="Kirjaaja", now=NOW).done


def test_values_from_a_file_are_cited_too(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    file = b"indicator;region;year;gender;primary value;absolute value\n286;228;2021;total;24.8;9\n"
    assert apply(empty, compare_file(empty, file).change_set, author="Kirjaaja", now=NOW).done
    (one,) = read(empty, "Mikkeli").all
    assert "Tilasto- ja indikaattoripankki Sotkanet" in seen(
        open_page(f"indikaattorit?indikaattori={one.id}")
    )


def test_a_list_of_areas_that_cannot_be_fetched_is_one_sentence(empty: Engine, service: Stub) -> None:
    build(empty, "1. Osallisuus", organisation="Mikkeli")
    service.faults["/regions"] = ["always 403"]
    assert len(errors(click(open_page(LINK), "Hae alueiden luettelo"))) == 1
