"""What the tests of Sotkanet share: the stand-in service and clients of it."""

from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from stub_service import Stub, serving
from trees import NOW

from hyte_core.sotkanet import SotkanetClient
from hyte_core.sotkanet.cache import Cache

Clients = Callable[..., SotkanetClient]


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    """A stand-in that knows nothing yet but the areas."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with serving() as service:
        yield service


@pytest.fixture
def client(stub: Stub, tmp_path: Path) -> Clients:
    """Makes clients of the stand-in that keep their answers in one folder and never wait between tries."""

    def make(now: datetime = NOW, pauses: list[float] | None = None, **options: Any) -> SotkanetClient:
        return SotkanetClient(
            stub.url,
            cache=Cache(tmp_path / "cache"),
            timeouts=(2.0, 0.2),
            sleep=(pauses if pauses is not None else []).append,
            now=lambda: now,
            **options,
        )

    return make
