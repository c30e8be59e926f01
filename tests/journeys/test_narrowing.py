"""A choice in a filter draws the part of the page that it narrows, and not the whole page."""

from collections.abc import Callable

import pytest
from browsing import Reader
from playwright.sync_api import WebSocket
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

#: What holds the page's text, in the browser's words.
TEXT = "document.querySelector('[data-testid=stMainBlockContainer]')"


@pytest.fixture
def whole_runs(reader: Reader) -> list[str]:
    """The runs of whole pages, each as the browser has been told of it; those of a part alone are not among them."""
    begun: list[str] = []

    def hear(data: str | bytes) -> None:
        message = ForwardMsg.FromString(data) if isinstance(data, bytes) else ForwardMsg()
        if message.WhichOneof("type") == "new_session" and not message.metadata.run.fragment_ids:
            begun.append(message.new_session.page_script_hash)

    def listen(socket: WebSocket) -> None:
        socket.on("framereceived", hear)

    reader.page.on("websocket", listen)
    return begun


def box(label: str, choice: str) -> Callable[[Reader], None]:
    """Choose in the box with this label."""

    def choose(reader: Reader) -> None:
        reader.page.get_by_role("combobox", name=label).first.click()
        reader.page.get_by_role("option", name=choice).first.click()

    return choose


def press(role: str, name: str) -> Callable[[Reader], None]:
    """Press what has this name."""
    return lambda reader: reader.page.get_by_role(role, name=name).first.click()  # type: ignore[arg-type]


def write(label: str, text: str) -> Callable[[Reader], None]:
    """Write in the field with this label."""

    def fill(reader: Reader) -> None:
        field = reader.page.get_by_label(label, exact=True).first
        field.fill(text)
        field.press("Enter")

    return fill


CHOICES = {
    "toimenpiteet": (press("button", "Odottaa arviota"), "arvioimatta=1"),
    "toimenpiteet?haku=liikunta": (press("radio", "Muokkaus"), "nakyma=muokkaus"),
    "indikaattorit": (box("Järjestys", "Nimi"), "jarjestys=nimi"),
    "yhdyspinnat": (box("Rajaus", "Puuttuvat"), "rajaus=puuttuu"),
    "lakisaateiset": (box("Vuosi", "2025"), "tehtavavuosi=2025"),
    "organisaatiot": (box("Organisaatiot", "Kunnat"), "laji=municipality"),
    "muutosloki": (write("Haku", "liikunta"), "haku=liikunta"),
}


@pytest.mark.parametrize("path", CHOICES)
def test_a_choice_draws_only_what_it_narrows(reader: Reader, whole_runs: list[str], path: str) -> None:
    choose, asked = CHOICES[path]
    reader.open(path)
    assert whole_runs, "the first run is a whole one"
    before = shown(reader)
    whole_runs.clear()
    choose(reader)
    reader.page.wait_for_url(lambda url: asked in url)
    reader.settle()
    after = shown(reader)
    assert after != before
    assert whole_runs == []
    # The address holds all of it: the same is there when the page is loaded, and what was there before on going back.
    reader.page.reload()
    reader.settle()
    assert shown(reader) == after
    reader.page.go_back()
    reader.page.wait_for_function(f"text => {TEXT}.innerText === text", arg=before)
    reader.sees_no_traceback()


def test_what_the_page_stands_on_draws_all_of_it(reader: Reader, whole_runs: list[str]) -> None:
    reader.open("toimenpiteet?arvioimatta=1")
    whole_runs.clear()
    press("button", "Lisää toimenpide")(reader)
    reader.page.get_by_role("dialog").get_by_text("Lisää toimenpide").wait_for()
    assert whole_runs
    reader.sees_no_traceback()


def shown(reader: Reader) -> str:
    """The text of the page."""
    return str(reader.page.evaluate(f"{TEXT}.innerText"))
