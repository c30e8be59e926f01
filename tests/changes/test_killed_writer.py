"""A process that is killed in the middle of apply() leaves all of its change set or nothing."""

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter

import pytest
from databases import url_of
from sqlalchemy import Engine, text
from sqlmodel import Session, select
from trees import build, save, snapshot

from hyte_core.changes import Change
from hyte_core.database import ROOT
from hyte_core.model import Action, ChangeSetRow, JournalEntry

SIZE = 1_500
#: Applies large change sets one after another until it is killed.
WRITER = f"""
import sys
from datetime import UTC, datetime
from hyte_core.changes import Change, ChangeSet, apply
from hyte_core.database import connect
from hyte_core.model import Action, Assessment
engine = connect(sys.argv[1])
while True:
    rows = []
    for n in range({SIZE}):
        action = Action(focus_area_id=sys.argv[2], name=f"Toimenpide {{n}}")
        rows += [action, Assessment(action_id=action.id, number=1, assessed_on=datetime.now().date())]
    change_set = ChangeSet(tuple(Change.adding(row) for row in rows))
    print("applying", flush=True)
    apply(engine, change_set, author="Kirjoittaja", now=datetime.now(UTC))
"""


@pytest.mark.parametrize("seed", range(2))
def test_a_writer_killed_in_the_middle_leaves_all_or_nothing(engine: Engine, seed: int) -> None:
    area = build(engine, "1. Painopiste").focus_areas[0]
    writer = subprocess.Popen(
        [sys.executable, "-c", WRITER, url_of(engine), area.id],
        stdout=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    )
    assert writer.stdout is not None
    writer.stdout.readline()
    time.sleep(random.Random(seed).uniform(0.05, 0.7))
    writer.send_signal(signal.SIGKILL)
    writer.wait(10)
    writer.stdout.close()
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            assert connection.execute(text("PRAGMA integrity_check")).scalar() == "ok"
            assert connection.execute(text("PRAGMA foreign_key_check")).all() == []
    with Session(engine) as session:
        made = session.exec(select(ChangeSetRow.id).where(ChangeSetRow.author == "Kirjoittaja")).all()
        entries = session.exec(
            select(JournalEntry.change_set_id, JournalEntry.entity, JournalEntry.entity_id)
        )
        told = [entry for entry in entries if entry[0] in made]
    rows = snapshot(engine)
    assert Counter(number for number, _, _ in told) == dict.fromkeys(made, 2 * SIZE)
    assert {id_ for _, entity, id_ in told if entity == "action"} == rows["action"].keys()
    assert {id_ for _, entity, id_ in told if entity == "assessment"} == rows["assessment"].keys()
    later = Action(focus_area_id=area.id, name="Kirjoitettu keskeytyksen jälkeen")
    assert save(engine, Change.adding(later)).done
