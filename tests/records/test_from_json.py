"""A dump's JSON back to records: everything that went out, and one sentence for what is no dump."""

import json
from datetime import date
from typing import Any

import pytest
from sqlalchemy import Engine

from hyte_core.problems import RefusalError
from hyte_core.records import DecisionRecord, Records, dump, from_json, is_dump

DECISION = {
    "organisation": "Kemi",
    "held_on": "2025-02-03",
    "meeting": "Ohjausryhmä",
    "text": "Tehdään",
    "due": None,
}


def as_json(records: Records) -> dict[str, Any]:
    """The records as the command line prints them, without where they stand."""

    def bare(value: Any) -> Any:
        if isinstance(value, list):
            return [bare(one) for one in value]
        if isinstance(value, dict):
            return {name: bare(one) for name, one in value.items() if name not in ("sheet", "cell")}
        return value

    return bare(json.loads(json.dumps(records.as_json())))  # type: ignore[no-any-return]


def test_the_real_data_come_back_as_they_went_out(real: Engine) -> None:
    records = dump(real)
    text = json.dumps(records.as_json())
    assert is_dump(text.encode())
    assert as_json(from_json(text)) == as_json(records)


def test_a_record_knows_its_place_and_which_fields_it_was_given() -> None:
    (found,) = from_json(json.dumps({"decisions": [DECISION]})).decisions
    assert found == DecisionRecord(
        "Kemi",
        date(2025, 2, 3),
        "Ohjausryhmä",
        "Tehdään",
        given=frozenset(DECISION),
        sheet="decisions",
        cell="1",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("{", "vioittunut"),
        ("[]", "dump --json"),
        ("{}", "dump --json"),
        ('{"meetings": [], "toiveet": []}', "toiveet"),
        ('{"meetings": {}}', "meetings"),
        ('{"meetings": [1]}', "meetings 1"),
        (json.dumps({"decisions": [DECISION, {**DECISION, "due": "eilen"}]}), "decisions 2 due"),
        (json.dumps({"decisions": [{**DECISION, "text": 5}]}), "decisions 1 text"),
        (json.dumps({"decisions": [{"organisation": "Kemi"}]}), "decisions 1 held_on"),
        (
            json.dumps(
                {
                    "actions": [
                        {
                            "plan": "S",
                            "focus_area": "A",
                            "goal": None,
                            "action": "T",
                            "assessments": [{"assessed_on": 2025, "light": None}],
                        }
                    ]
                }
            ),
            "actions 1 assessments.assessed_on",
        ),
    ],
)
def test_what_is_no_dump_is_refused_with_the_place(text: str, words: str) -> None:
    with pytest.raises(RefusalError) as refusal:
        from_json(text)
    assert words in str(refusal.value)


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"[1]", b'{"title": 1}', "ä".encode("latin-1")])
def test_other_files_are_not_taken_for_dumps(content: bytes) -> None:
    assert not is_dump(content)
