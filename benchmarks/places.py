"""What is measured: the pages by their links, and the databases that they show."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import quote

from sqlalchemy import Engine, create_engine, make_url, text

from benchmarks.generated import SIZES, generate
from hyte_core.database import ROOT, connect, migrate
from hyte_core.indicators import indicators
from hyte_core.installation import load_folder
from hyte_core.meetings import meetings
from hyte_core.regional import bodies
from hyte_core.ui.session import now
from hyte_core.views import PlanHead, plan_heads, plan_view

TODAY = "2026-11-22"
#: A page with nothing in it, run by the same Streamlit.
EMPTY = ROOT / "benchmarks" / "empty.py"
#: The real documents; the others are made up (see benchmarks.generated).
REAL = "S"
#: A PostgreSQL server that is only for tests and measurements (see tests/databases.py).
SERVER = os.environ.get("HYTE_TEST_SERVER", "")


@dataclass(frozen=True)
class Place:
    """A page in one of its states, by its link."""

    name: str
    link: str


@contextmanager
def database(size: str = REAL, *, made: Path | None = None, on_server: bool = False) -> Iterator[str]:
    """A database of a size for as long as the block lasts; its URL, also in the environment.

    ``made`` is an SQLite file with it, of which a copy is used, if it has been made already. ``on_server`` says
    that it is made on the PostgreSQL server of the setting.
    """
    with TemporaryDirectory() as folder:
        file = Path(folder) / "hyte.db"
        url = _on_server(f"hyte_benchmark_{size.lower()}") if on_server else f"sqlite:///{file}"
        if made and not on_server:
            shutil.copy(made, file)
        os.environ |= {"HYTE_DATABASE_URL": url, "HYTE_TODAY": TODAY}
        engine = connect(url)
        migrate(engine)
        if not made or on_server:
            _fill(engine, size)
        engine.dispose()
        yield url


def _fill(engine: Engine, size: str) -> None:
    if size == REAL:
        load_folder(engine, now=now())
    else:
        generate(engine, SIZES[size])
    if engine.dialect.name == "postgresql":
        with engine.begin() as connection:
            connection.execute(text("ANALYZE"))  # as its own housekeeping does soon after


def _on_server(name: str) -> str:
    """An empty database of this name on the server, in the place of an earlier one."""
    engine = create_engine(
        make_url(SERVER).set(drivername="postgresql+psycopg"), isolation_level="AUTOCOMMIT"
    )
    with engine.connect() as connection:
        connection.execute(text(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)"))
        connection.execute(text(f"CREATE DATABASE {name}"))
    url = engine.url.set(database=name).render_as_string(hide_password=False)
    engine.dispose()
    return url


def shown(url: str) -> tuple[PlanHead, PlanHead]:
    """The plan whose pages are measured, and the one with most actions of the same installation.

    Of the real documents the plan with most indicators; of the made-up ones one municipality's, the same in all.
    """
    engine = connect(url)
    with engine.connect() as connection:
        heads = plan_heads(connection)
        named = [head for head in heads if head.name == "Hyvän elämän ohjelma"]
        (one,) = named or [head for head in heads if head.organisation == "Kunta 001"]
        views = {head.id: plan_view(connection, head.id) for head in heads} if named else {}
    engine.dispose()
    sizes = {id_: len(view.actions) for id_, view in views.items() if view}
    return one, max(heads, key=lambda head: sizes.get(head.id, 0)) if sizes else one


def places(url: str) -> list[Place]:
    """Every page, and the views of the actions page."""
    one, big = shown(url)
    engine = connect(url)
    with engine.connect() as connection:
        found, plan = indicators(connection, one.organisation_id), plan_view(connection, big.id)
        held = meetings(connection, one.organisation_id)
        county = next(body.county for body in bodies(connection) if body.id == one.organisation_id)
    engine.dispose()
    assert found is not None and plan is not None and held is not None
    lonely, action = found.all[0].id, plan.actions[0].id
    its = f"suunnitelma={one.id}"
    year = max((year for year in plan.years if year < int(TODAY[:4])), default=2025)
    return [
        Place("Tilannekuva", f"?{its}"),
        Place("Toimenpiteet", f"toimenpiteet?{its}"),
        Place("Toimenpiteet, suurin ohjelma", f"toimenpiteet?suunnitelma={big.id}"),
        Place("Toimenpiteet, muokkaus", f"toimenpiteet?nakyma=muokkaus&suunnitelma={big.id}"),
        Place("Toimenpiteet, yksi", f"toimenpiteet?suunnitelma={big.id}&toimenpide={action}"),
        Place("Indikaattorit", f"indikaattorit?{its}"),
        Place("Indikaattorit, yksi", f"indikaattorit?{its}&indikaattori={lonely}"),
        Place("Indikaattorit, arvot", f"indikaattorit?{its}&indikaattori={lonely}&osa=arvot"),
        Place("Yhdyspinnat", f"yhdyspinnat?{its}"),
        Place("Lakisääteiset", f"lakisaateiset?{its}"),
        Place("Organisaatiot", f"organisaatiot?{its}"),
        Place("Organisaatiot, alue", f"organisaatiot?{its}&alue={quote(county)}"),
        Place("Tilannekuva, mennyt", f"?suunnitelma={big.id}&vuosi={year}"),
        Place("Tilannekuva, vertailu", f"?{its}&nakyma=vertailu"),
        Place("Kokous", f"kokous?{its}"),
        *(Place("Kokous, yksi", f"kokous?{its}&kokous={meeting.id}") for meeting in held.all[:1]),
        Place("Esitys", f"esitys?{its}"),
        Place("Esitys, yksi dia", f"esitys?{its}&dia=6"),
        Place("Raportti", f"raportti?{its}"),
        Place("Tuonti", f"tuonti?{its}"),
        Place("Muutosloki", f"muutosloki?{its}"),
    ]
