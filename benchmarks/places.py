"""What is measured: the pages by their links, and the database that they show."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from hyte_core.database import ROOT, connect, migrate
from hyte_core.indicators import indicators
from hyte_core.installation import load_folder
from hyte_core.ui.session import now
from hyte_core.views import plan_heads, plan_view

TODAY = "2026-11-22"
#: A page with nothing in it, run by the same Streamlit.
EMPTY = ROOT / "benchmarks" / "empty.py"


@dataclass(frozen=True)
class Place:
    """A page in one of its states, by its link."""

    name: str
    link: str


@contextmanager
def database() -> Iterator[str]:
    """A database with all the plans of data/, for as long as the block lasts; its URL, also in the environment."""
    with TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'hyte.db'}"
        os.environ |= {"HYTE_DATABASE_URL": url, "HYTE_TODAY": TODAY}
        engine = connect(url)
        migrate(engine)
        load_folder(engine, now=now())
        engine.dispose()
        yield url


def places(url: str) -> list[Place]:
    """Every page, and the views of the actions page; the plan is the one with most actions and assessments."""
    engine = connect(url)
    with engine.connect() as connection:
        plans = [plan_view(connection, head.id) for head in plan_heads(connection)]
        heads = plan_heads(connection)
        (good,) = [head for head in heads if head.name == "Hyvän elämän ohjelma"]
        found = indicators(connection, good.organisation_id)
    engine.dispose()
    assert found is not None
    lonely = found.all[0].id
    big = max((p for p in plans if p), key=lambda p: len(p.actions))
    one = big.actions[0].id
    return [
        Place("Tilannekuva", ""),
        Place("Toimenpiteet", "toimenpiteet"),
        Place("Toimenpiteet, suurin ohjelma", f"toimenpiteet?suunnitelma={big.id}"),
        Place("Toimenpiteet, muokkaus", f"toimenpiteet?nakyma=muokkaus&suunnitelma={big.id}"),
        Place("Toimenpiteet, yksi", f"toimenpiteet?suunnitelma={big.id}&toimenpide={one}"),
        Place("Indikaattorit", f"indikaattorit?suunnitelma={good.id}"),
        Place("Indikaattorit, yksi", f"indikaattorit?suunnitelma={good.id}&indikaattori={lonely}"),
        Place("Indikaattorit, arvot", f"indikaattorit?suunnitelma={good.id}&indikaattori={lonely}&osa=arvot"),
        Place("Yhdyspinnat", "yhdyspinnat"),
        Place("Lakisääteiset", "lakisaateiset"),
        Place("Tilannekuva, mennyt", "?vuosi=2024"),
        Place("Tilannekuva, vertailu", "?nakyma=vertailu"),
        Place("Kokous", "kokous"),
        Place("Esitys", "esitys"),
        Place("Esitys, yksi dia", "esitys?dia=6"),
        Place("Raportti", "raportti"),
        Place("Tuonti", "tuonti"),
        Place("Muutosloki", "muutosloki"),
    ]
