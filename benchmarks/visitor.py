"""Somebody at the dashboard without a browser: the messages that a browser sends and receives, over a real websocket."""

import asyncio
import json
import re
import time
from collections.abc import Iterable, Mapping
from contextlib import suppress
from html import unescape
from typing import Any, Self

import httpx
import pyarrow as pa
from streamlit.proto.Alert_pb2 import Alert
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

from hyte_core.ui.news import AGAIN_SECONDS, EVERY_SECONDS, PATH

_FOOT = re.compile(r'data-shown="(\d+)" data-watched="([^"]*)"')
#: A run that takes longer has failed, seconds.
PATIENCE = 60.0


class VisitError(Exception):
    """The dashboard showed an error, or did not answer."""


class Visitor:
    """One session. It asks every two seconds whether there are news, as the script of a page's document does."""

    def __init__(self, address: str, page: str, query: str) -> None:
        """``address`` as http://host:port; ``page`` as in the page's address, with the parameters of ``query``."""
        self.address, self.page, self.query = address, page, query
        self.received = 0
        #: seconds of each question whether others have saved something, and of each redrawing since they had
        self.polls: list[float] = []
        self.redraws: list[float] = []
        self.elements: dict[tuple[int, ...], Any] = {}
        self.widgets: dict[str, WidgetState] = {}
        self._run = asyncio.Lock()
        self._finished = asyncio.Event()
        self._drawing: dict[tuple[int, ...], Any] = {}
        self._whole = True
        self._hashes: dict[str, ForwardMsg] = {}
        self._fragments: dict[str, str] = {}
        self._urls: asyncio.Queue[Any] = asyncio.Queue()
        self._page_hash = ""
        self._fault = ""

    async def __aenter__(self) -> Self:
        self.http = httpx.AsyncClient(base_url=self.address, timeout=PATIENCE)
        await self.http.get("/_stcore/health")
        await self.http.get("/_stcore/host-config")
        cookie = "; ".join(f"{name}={value}" for name, value in self.http.cookies.items())
        self.socket: ClientConnection = await connect(
            self.address.replace("http", "ws", 1) + "/_stcore/stream",
            subprotocols=["streamlit"],  # type: ignore[list-item]
            additional_headers={"Cookie": cookie, "Origin": self.address},
            max_size=None,
            open_timeout=PATIENCE,
        )
        self._reader = asyncio.create_task(self._listen())
        self._asking = asyncio.create_task(self._ask_news())
        return self

    async def __aexit__(self, *_exception: object) -> None:
        for task in (self._asking, self._reader):
            task.cancel()
            with suppress(asyncio.CancelledError):
                await task
        await self.socket.close()
        await self.http.aclose()

    # --- what a reader does

    async def run(self, query: str | None = None) -> float:
        """Run the page with the widgets as they are; the seconds until it was all there."""
        async with self._run:
            self.query = self.query if query is None else query
            return await self._ask()

    async def edit(self, grid: str, row: int, cells: Mapping[str, Any]) -> float:
        """Type into the grid whose key holds this text."""
        async with self._run:
            id_ = self.widget(grid)
            typed = {"edited_rows": {str(row): dict(cells)}, "added_rows": [], "deleted_rows": []}
            self.widgets[id_] = WidgetState(id=id_, string_value=json.dumps(typed))
            return await self._ask()

    async def press(self, button: str) -> float:
        """Press the button whose key holds this text."""
        async with self._run:
            return await self._ask([WidgetState(id=self.widget(button), trigger_value=True)])

    async def upload(self, uploader: str, files: Mapping[str, bytes]) -> float:
        """Drop files on the uploader; the seconds until the page has shown what they would change."""
        id_ = self.widget(uploader)
        started = time.perf_counter()
        urls = await self._addresses(list(files))
        state = WidgetState(id=id_)
        token = {"X-Xsrftoken": self.http.cookies.get("_streamlit_xsrf") or ""}
        for (name, content), url in zip(files.items(), urls.file_urls, strict=True):
            answer = await self.http.put(url.upload_url, files={name: (name, content)}, headers=token)
            answer.raise_for_status()
            info = state.file_uploader_state_value.uploaded_file_info.add(name=name, size=len(content))
            info.file_id = url.file_id
            info.file_urls.CopyFrom(url)
        self.widgets[id_] = state
        await self.run()
        return time.perf_counter() - started

    async def _addresses(self, names: list[str]) -> Any:
        """Where the files are to be sent. An answer that comes as a run begins can be lost: it is asked for again."""
        request = BackMsg()
        request.file_urls_request.request_id = "files"
        request.file_urls_request.file_names.extend(names)
        async with self._run:
            for _attempt in range(10):
                await self.socket.send(request.SerializeToString())
                with suppress(TimeoutError):
                    return await asyncio.wait_for(self._urls.get(), PATIENCE / 10)
        raise VisitError(f"{self.page} did not say where to send files")

    # --- what the page shows

    def widget(self, part: str) -> str:
        """The id of the widget whose key holds this text."""
        for element in self.elements.values():
            id_ = getattr(_drawn(element), "id", "")
            if part in id_:
                return str(id_)
        raise VisitError(f"no {part} on the page {self.page}")

    def texts(self) -> list[str]:
        """The words of the page's alerts."""
        found = (
            _drawn(element) for element in self.elements.values() if element.WhichOneof("type") == "alert"
        )
        return [str(one.body) for one in found]

    def label(self, part: str) -> str:
        """What a button says."""
        id_ = self.widget(part)
        return next(
            str(_drawn(e).label) for e in self.elements.values() if getattr(_drawn(e), "id", "") == id_
        )

    def shows(self, part: str) -> bool:
        """True if there is such a widget."""
        with suppress(VisitError):
            return bool(self.widget(part))
        return False

    def rows(self, grid: str) -> list[str]:
        """The ids of the rows of a grid, in order."""
        id_ = self.widget(grid)
        drawn = next(e for e in self.elements.values() if getattr(_drawn(e), "id", "") == id_)
        table = pa.ipc.open_stream(_drawn(drawn).arrow_data.data).read_all()
        index = json.loads(table.schema.metadata[b"pandas"])["index_columns"][0]
        return [str(one) for one in table.column(index).to_pylist()]

    # --- the protocol

    async def _ask(self, pressed: Iterable[WidgetState] = (), fragment: str = "") -> float:
        message = BackMsg()
        state: ClientState = message.rerun_script
        state.query_string = self.query
        state.page_name = "" if self._page_hash else self.page
        state.page_script_hash = self._page_hash
        state.widget_states.widgets.extend([*self.widgets.values(), *pressed])
        state.cached_message_hashes.extend(self._hashes)
        state.context_info.url = f"{self.address}/{self.page}"
        state.context_info.timezone = "Europe/Helsinki"
        state.context_info.locale = "fi-FI"
        if fragment:
            state.fragment_id = fragment
        self._finished.clear()
        started = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        try:
            await asyncio.wait_for(self._finished.wait(), PATIENCE)
        except TimeoutError:
            raise VisitError(f"{self.page} did not answer in {PATIENCE:.0f} s") from None
        if self._fault:
            raise VisitError(self._fault)
        return time.perf_counter() - started

    async def _listen(self) -> None:
        async for data in self.socket:
            self.received += len(data)
            message = ForwardMsg.FromString(data)  # type: ignore[arg-type]
            if message.WhichOneof("type") == "ref_hash":
                delta_path = list(message.metadata.delta_path)
                message = self._hashes[message.ref_hash]
                self._take(message, delta_path)
            else:
                if message.metadata.cacheable and message.hash:
                    self._hashes[message.hash] = message
                self._take(message, list(message.metadata.delta_path))

    def _take(self, message: ForwardMsg, path: list[int]) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._whole = not message.metadata.run.fragment_ids
            if self._whole:
                self._drawing = {}
        elif kind == "navigation":
            self._page_hash = message.navigation.page_script_hash
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            element = message.delta.new_element
            self._drawing[tuple(path)] = element
            self._keep_value(_drawn(element))
            self._fragments[getattr(_drawn(element), "id", "")] = message.delta.fragment_id
            if element.WhichOneof("type") == "exception":
                self._fault = f"{self.page}: {element.exception.type} {element.exception.message}"
            elif element.WhichOneof("type") == "alert" and element.alert.format == Alert.ERROR:
                self._fault = f"{self.page}: {element.alert.body}"
        elif kind == "file_urls_response":
            self._urls.put_nowait(message.file_urls_response)
        elif kind == "script_finished":
            status = ForwardMsg.ScriptFinishedStatus.Name(message.script_finished)
            if status == "FINISHED_WITH_COMPILE_ERROR":
                self._fault = f"{self.page}: the script cannot be read"
            if status != "FINISHED_EARLY_FOR_RERUN":
                self.elements = dict(self._drawing)
                present = {getattr(_drawn(element), "id", "") for element in self.elements.values()}
                self.widgets = {id_: state for id_, state in self.widgets.items() if id_ in present}
                self._finished.set()

    def _keep_value(self, drawn: Any) -> None:
        """A widget that the script gives a value has it from then on, and a browser tells it with each question."""
        if not getattr(drawn, "set_value", False):
            return
        state = WidgetState(id=drawn.id)
        if hasattr(drawn, "raw_values"):
            state.string_array_value.data.extend(drawn.raw_values)
        else:
            value = drawn.raw_value if hasattr(drawn, "raw_value") else drawn.value
            kind = {bool: "bool_value", int: "int_value", str: "string_value"}[type(value)]
            setattr(state, kind, value)
        self.widgets[drawn.id] = state

    async def _ask_news(self) -> None:
        drawn, at = "", 0.0
        while True:
            await asyncio.sleep(EVERY_SECONDS)
            async with self._run:
                asked = self._foot()
                waits = asked.get("shown") == drawn and time.monotonic() < at + AGAIN_SECONDS
                if not asked or waits:
                    continue
                started = time.perf_counter()
                try:
                    answer = await self.http.get(PATH, params=asked)
                except httpx.TransportError:  # closed by the server meanwhile: a browser asks again, too
                    continue
                self.polls.append(time.perf_counter() - started)
                if answer.status_code == 200:
                    drawn, at = asked["shown"], time.monotonic()
                    button = self.widget("news")
                    pressed = [WidgetState(id=button, trigger_value=True)]
                    seconds = await self._ask(pressed, self._fragments[button])
                    if self._whole:
                        self.redraws.append(seconds)

    def _foot(self) -> dict[str, str]:
        """What the page tells that it shows."""
        for element in self.elements.values():
            if element.WhichOneof("type") == "html" and (found := _FOOT.search(element.html.body)):
                return {"shown": found[1], "watched": unescape(found[2])}
        return {}


def _drawn(element: Any) -> Any:
    return getattr(element, element.WhichOneof("type") or "", None)
