"""The client against a stand-in for the service: every known fault, trying again, and keeping answers on disk."""

import socket
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from stub_service import Stub
from trees import NOW

from hyte_core.sotkanet import SotkanetClient, SotkanetError
from hyte_core.sotkanet.cache import Cache
from hyte_core.sotkanet.client import PAUSES, service_url

Clients = Callable[..., SotkanetClient]


@pytest.fixture(autouse=True)
def loneliness(stub: Stub) -> None:
    stub.add(286, "Yksinäisyys", {(228, 2021): 24.8, (228, 2023): 25.7, (261, 2023): 0.0})


def test_an_indicator_comes_with_what_it_is_and_all_its_years(stub: Stub, client: Clients) -> None:
    batch = client().fetch([286])
    one = batch.found[286]
    assert one.metadata.record.indicator == "Yksinäisyys"
    assert one.frame[["region", "year", "value"]].values.tolist() == [
        [228, 2021, 24.8],
        [228, 2023, 25.7],
        [261, 2023, 0],
    ]
    assert one.fetched_on == NOW.date()
    assert not batch.failures
    assert stub.queries[-1]["years"] == ["2021", "2022", "2023"]
    assert stub.queries[-1]["genders"] == ["male", "female", "total"]


def test_the_client_says_who_it_is(stub: Stub, client: Clients) -> None:
    client().indicators()
    assert all(agent.startswith("hyte-dashboard/") for agent in stub.agents)


def test_only_the_areas_that_are_asked_for_are_kept(client: Clients) -> None:
    assert set(client().fetch([286], [228]).found[286].frame["region"]) == {228}


@pytest.mark.parametrize(
    ("fault", "code", "tries"),
    [
        ("403", "forbidden", 1),
        ("401", "forbidden", 1),
        ("404", "gone", 1),
        ("410", "gone", 1),
        ("400", "bad_query", 1),
        ("429", "server", 4),
        ("500", "server", 4),
        ("503", "server", 4),
        ("silent", "timeout", 4),
        ("hang up", "network", 4),
        ("half", "half", 4),
        ("half without length", "half", 4),
        ("html", "html", 1),
        ("html as json", "html", 1),
        ("strange", "format", 1),
    ],
)
def test_a_fault_is_one_sentence_and_does_not_lose_the_other_indicators(
    stub: Stub, client: Clients, fault: str, code: str, tries: int
) -> None:
    stub.add(4, "Sairaalahoito", {(228, 2021): 3.4})
    stub.faults["/json 4"] = [f"always {fault}"]
    batch = client().fetch([4, 286])
    assert list(batch.found) == [286]
    assert batch.failures[4].code == code
    told = str(batch.failures[4])
    assert told.endswith(".")
    assert ". " not in told
    assert "\n" not in told
    assert stub.asked["/json 4"] == tries


@pytest.mark.parametrize("fault", ["500", "half", "half without length", "silent", "hang up"])
def test_a_passing_fault_is_got_over_by_trying_again_after_a_growing_pause(
    stub: Stub, client: Clients, fault: str
) -> None:
    stub.faults["/json 286"] = [fault, fault]
    pauses: list[float] = []
    assert list(client(pauses=pauses).fetch([286]).found) == [286]
    assert pauses == list(PAUSES[:2])
    assert pauses == sorted(pauses)


def test_an_indicator_that_is_gone_is_named(client: Clients) -> None:
    batch = client().fetch([999])
    assert batch.failures[999].code == "gone"
    assert "999" in str(batch.failures[999])


def test_an_indicator_without_years_is_gone_too(stub: Stub, client: Clients) -> None:
    stub.indicators[286].pop("range")
    assert client().fetch([286]).failures[286].code == "gone"


def test_without_a_service_there_is_no_connection(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    pauses: list[float] = []
    lost = SotkanetClient(f"http://127.0.0.1:{port}", cache=Cache(tmp_path), sleep=pauses.append)
    with pytest.raises(SotkanetError, match="tarkista verkkoyhteys") as error:
        lost.indicators()
    assert error.value.code == "network"
    assert pauses == list(PAUSES)


def test_progress_is_told_before_each_indicator_and_at_the_end(client: Clients) -> None:
    told: list[tuple[int, int, str]] = []
    client().fetch([286, 999], progress=lambda *step: told.append(step))
    assert told == [(0, 2, "286"), (1, 2, "999"), (2, 2, "")]


# --- what is kept on disk


def test_an_answer_is_kept_for_a_day(stub: Stub, client: Clients) -> None:
    client().fetch([286])
    later = client(now=NOW + timedelta(hours=23)).fetch([286]).found[286]
    assert stub.asked["/json 286"] == 1
    assert later.fetched_on == NOW.date()
    assert later.frame["value"].tolist() == [24.8, 25.7, 0.0]
    anew = client(now=NOW + timedelta(hours=25)).fetch([286]).found[286]
    assert stub.asked["/json 286"] == 2
    assert anew.fetched_on == date(2025, 11, 4)


def test_asking_anew_goes_past_what_is_kept_and_keeps_the_new_answer(stub: Stub, client: Clients) -> None:
    client().fetch([286])
    stub.rows[0]["value"] = 11.1
    assert client(refresh=True).fetch([286]).found[286].frame["value"][0] == 11.1
    assert client().fetch([286]).found[286].frame["value"][0] == 11.1


@pytest.mark.parametrize(
    "damage", [b"", b"{", b"\xff\xfe", b"[1]", b'{"fetched": 1, "answer": [], "address": ""}']
)
def test_a_damaged_file_is_as_if_it_were_not_there(
    stub: Stub, client: Clients, tmp_path: Path, damage: bytes
) -> None:
    client().fetch([286])
    for path in (tmp_path / "cache").iterdir():
        path.write_bytes(damage)
    assert client().fetch([286]).found[286].frame["value"].tolist() == [24.8, 25.7, 0.0]
    assert stub.asked["/json 286"] == 2


def test_no_fault_is_kept_and_no_draft_is_left(stub: Stub, client: Clients, tmp_path: Path) -> None:
    stub.faults["/json 286"] = ["strange"]
    assert client().fetch([286]).failures[286].code == "format"
    assert client().fetch([286]).found[286].frame["value"].tolist() == [24.8, 25.7, 0.0]
    assert all(path.suffix == ".json" for path in (tmp_path / "cache").iterdir())


def test_a_folder_that_cannot_be_written_to_does_no_harm(stub: Stub, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    blocked = SotkanetClient(stub.url, cache=Cache(tmp_path / "file" / "cache"), now=lambda: NOW)
    assert list(blocked.fetch([286]).found) == [286]


def test_the_areas_on_disk_are_used_without_asking_however_old_they_are(stub: Stub, client: Clients) -> None:
    assert 493 not in client().regions_on_disk().by_id
    client().regions()
    much_later = client(now=NOW + timedelta(days=400))
    assert much_later.regions_on_disk().by_id[493].name == "Päijät-Häme"
    assert stub.asked["/regions"] == 1


def test_the_address_is_a_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("HYTE_SOTKANET_URL", raising=False)
    assert service_url() == "https://sotkanet.fi/rest/1.1"
    monkeypatch.setenv("HYTE_SOTKANET_URL", "http://127.0.0.1:1/rest/")
    assert service_url() == "http://127.0.0.1:1/rest"
