"""The client of Sotkanet's service: asks, tries again, keeps the answers, and tells in a sentence what went wrong."""

import json
import os
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar
from urllib.parse import urlencode, urlsplit

import pandas as pd
import requests

from hyte_core.sotkanet import problems
from hyte_core.sotkanet.cache import Cache
from hyte_core.sotkanet.metadata import Listed, Metadata, read_list, read_metadata
from hyte_core.sotkanet.problems import SotkanetError
from hyte_core.sotkanet.regions import Regions, read_regions
from hyte_core.sotkanet.values import read_rows

SETTING = "HYTE_SOTKANET_URL"
DEFAULT_URL = "https://sotkanet.fi/rest/1.1"
USER_AGENT = "hyte-dashboard/0.1 (kuntien hyvinvointityon tilannekuva)"
#: Seconds to wait for a connection, and for the next bytes of an answer.
TIMEOUTS = (5.0, 30.0)
#: Seconds between one try and the next; as many tries again as there are numbers.
PAUSES = (0.5, 2.0, 5.0)
_WORTH_ANOTHER_TRY = {"server", "timeout", "network", "half"}
T = TypeVar("T")
#: Told before each indicator and at the end: how many are done, of how many, and what is fetched now.
Progress = Callable[[int, int, str], None]


def silent(done: int, total: int, what: str) -> None:
    """Tells nobody of the progress."""


def service_url() -> str:
    """The service's address: the setting HYTE_SOTKANET_URL, or the public one."""
    return (os.environ.get(SETTING) or DEFAULT_URL).rstrip("/")


@dataclass(frozen=True)
class Fetched:
    """One indicator from the service: what it is, its values as in :class:`hyte_core.sotkanet.values.Reading`, and
    the day when the values were fetched."""

    metadata: Metadata
    frame: pd.DataFrame
    fetched_on: date


@dataclass(frozen=True)
class Batch:
    """What was found of the indicators that were asked for, and what was not, by number."""

    found: Mapping[int, Fetched] = field(default_factory=dict)
    failures: Mapping[int, SotkanetError] = field(default_factory=dict)


class SotkanetClient:
    """Asks the service. Every method raises SotkanetError when the service does not answer as it should."""

    def __init__(
        self,
        url: str | None = None,
        *,
        cache: Cache | None = None,
        refresh: bool = False,
        timeouts: tuple[float, float] = TIMEOUTS,
        pauses: Sequence[float] = PAUSES,
        sleep: Callable[[float], None] = time.sleep,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
    ) -> None:
        """``refresh`` asks the service even for what is on disk; ``now`` is UTC."""
        self.url, self.cache, self.refresh = (url or service_url()).rstrip("/"), cache or Cache(), refresh
        self._timeouts, self._pauses, self._sleep, self._now = timeouts, pauses, sleep, now
        self._session = requests.Session()
        self._session.headers.update({"User-Agent": USER_AGENT, "Accept": "application/json"})

    def indicators(self) -> list[Listed]:
        """All indicators that there are."""
        return self._read("/indicators", {}, read_list)[0]

    def metadata(self, indicator: int) -> Metadata:
        """What an indicator is."""
        return self._read(f"/indicators/{indicator}", {}, read_metadata)[0]

    def regions(self) -> Regions:
        """All areas that there are."""
        return Regions(self._read("/regions", {}, read_regions)[0])

    def keep_regions(self, file: Path) -> Regions:
        """All areas, from a file that somebody has downloaded where this computer cannot ask; kept as if asked."""
        address = f"{self.url}/regions"
        try:
            answer = json.loads(file.read_text(encoding="utf-8-sig"))
            found = Regions(read_regions(answer))
        except (OSError, KeyError, TypeError, ValueError, AttributeError):
            raise problems.no_list_of_areas(str(file), address) from None
        self.cache.write(address, answer, self._now())
        return found

    def regions_on_disk(self) -> Regions:
        """The areas as they were last fetched, however long ago; the few that are always known if never."""
        return Regions(self._on_disk("/regions", read_regions) or ())

    def metadata_on_disk(self, indicator: int) -> Metadata | None:
        """What an indicator is, as it was last fetched, however long ago; None if never."""
        return self._on_disk(f"/indicators/{indicator}", read_metadata)

    def values(
        self, indicator: int, years: Sequence[int], genders: Sequence[str]
    ) -> tuple[pd.DataFrame, date]:
        """An indicator's values in all areas, and the day when they were fetched."""
        query = {"indicator": indicator, "years": list(years), "genders": list(genders)}
        return self._read("/json", query, _frame)

    def fetch(
        self,
        indicators: Sequence[int],
        regions: Sequence[int] | None = None,
        *,
        progress: Progress = silent,
    ) -> Batch:
        """Indicators with all their years, in some areas (ids) or all. One's failure does not lose the others."""
        found, failures = {}, {}
        for done, indicator in enumerate(indicators):
            progress(done, len(indicators), str(indicator))
            try:
                found[indicator] = self._fetch_one(indicator, regions)
            except SotkanetError as error:
                failures[indicator] = error
        progress(len(indicators), len(indicators), "")
        return Batch(found, failures)

    def _fetch_one(self, indicator: int, regions: Sequence[int] | None) -> Fetched:
        metadata = self.metadata(indicator)
        if metadata.years is None:
            raise problems.gone(str(indicator))
        first, last = metadata.years
        frame, fetched_on = self.values(indicator, range(first, last + 1), metadata.genders)
        kept = frame["indicator"] == indicator
        if regions is not None:
            kept &= frame["region"].isin(list(regions))
        return Fetched(metadata, frame[kept].reset_index(drop=True), fetched_on)

    # --- one question

    def _read(self, path: str, query: Mapping[str, Any], read: Callable[[Any], T]) -> tuple[T, date]:
        """The answer to a question as ``read`` makes it out, and the day it was fetched. Only what can be read is kept."""
        address = f"{self.url}{path}" + (f"?{urlencode(query, doseq=True)}" if query else "")
        now = self._now()
        known = None if self.refresh else self.cache.read(address, now)
        if known is not None:
            try:
                return read(known[0]), known[1].date()
            except (KeyError, TypeError, ValueError, AttributeError):
                pass  # a damaged file: ask anew
        answer = self._ask_until_answered(address, path.removeprefix("/indicators/"), query)
        try:
            result = read(answer)
        except (KeyError, TypeError, ValueError, AttributeError):
            raise problems.strange_answer() from None
        self.cache.write(address, answer, now)
        return result, now.date()

    def _on_disk(self, path: str, read: Callable[[Any], T]) -> T | None:
        kept = self.cache.read(f"{self.url}{path}", self._now(), any_age=True)
        try:
            return read(kept[0]) if kept else None
        except (KeyError, TypeError, ValueError, AttributeError):
            return None

    def _ask_until_answered(self, address: str, path: str, query: Mapping[str, Any]) -> Any:
        what = str(query.get("indicator", path))
        for pause in (*self._pauses, None):
            try:
                return self._ask(address, what)
            except SotkanetError as error:
                if pause is None or error.code not in _WORTH_ANOTHER_TRY:
                    raise
                self._sleep(pause)
        raise AssertionError  # the last round returns or raises

    def _ask(self, address: str, what: str) -> Any:
        try:
            answer = self._session.get(address, timeout=self._timeouts)
        except requests.Timeout:
            raise problems.too_slow(self._timeouts[1]) from None
        except (requests.exceptions.ChunkedEncodingError, requests.exceptions.ContentDecodingError):
            raise problems.cut_short() from None
        except requests.RequestException as error:
            raise (
                problems.too_slow(self._timeouts[1]) if _read_timed_out(error) else problems.no_connection()
            ) from None
        _check_status(answer, what)
        if "html" in answer.headers.get("Content-Type", "").lower() or answer.content.lstrip()[:1] == b"<":
            raise problems.web_page()
        try:
            return json.loads(answer.content)
        except ValueError:
            raise problems.cut_short() from None


def _read_timed_out(error: requests.RequestException) -> bool:
    """A time-out in the middle of the body comes as a connection error."""
    return "timed out" in str(error).lower()


def _check_status(answer: requests.Response, what: str) -> None:
    status = answer.status_code
    if status in (401, 403):
        raise problems.forbidden(urlsplit(answer.url).hostname or answer.url)
    if status in (404, 410):
        raise problems.gone(what)
    if status == 429 or status >= 500:
        raise problems.out_of_order(status)
    if status >= 400:
        raise problems.bad_query(what)


def _frame(answer: Any) -> pd.DataFrame:
    reading = read_rows(answer)
    if reading.has_errors:
        raise ValueError("not rows of values")
    return reading.frame
