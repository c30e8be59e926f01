"""Reading Sotkanet's rows from downloaded files, JSON and CSV."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from stub_service import row

from hyte_core.sotkanet import is_sotkanet, read_sotkanet

HEADER = "indicator;region;year;gender;primary value;absolute value"
Row = tuple[int, int, int, str, float, float | None]


def csv(*lines: str) -> bytes:
    return "\n".join([HEADER, *lines, ""]).encode()


def rows_of(content: bytes) -> list[list[Any]]:
    reading = read_sotkanet(content)
    assert not reading.problems, reading.problems
    frame = reading.frame
    return [
        [None if cell != cell else cell for cell in line] for line in frame.astype(object).values.tolist()
    ]


_rows = st.lists(
    st.tuples(
        st.integers(1, 10_000),
        st.integers(1, 2_000),
        st.integers(1900, 2100),
        st.sampled_from(["total", "male", "female"]),
        st.floats(allow_nan=False, allow_infinity=False),
        st.one_of(st.none(), st.integers(0, 10**9).map(float)),
    ),
    max_size=20,
)


@given(_rows)
def test_csv_says_what_was_written(rows: list[Row]) -> None:
    lines = [f"{i};{r};{y};{g};{v!r};{'' if a is None else repr(a)}" for i, r, y, g, v, a in rows]
    found = rows_of(csv(*lines))
    assert [line[:4] + line[5:] for line in found] == [[*list(r[:4]), r[5]] for r in rows]
    assert [line[4] for line in found] == pytest.approx([r[4] for r in rows], rel=1e-12)


@given(_rows)
def test_json_says_what_was_written(rows: list[Row]) -> None:
    keys = ("indicator", "region", "year", "gender", "value", "absValue")
    content = json.dumps([dict(zip(keys, r, strict=True)) for r in rows]).encode()
    assert rows_of(content) == [list(r) for r in rows]


def test_a_decimal_value_is_read_to_the_last_digit() -> None:
    assert [line[4] for line in rows_of(csv("286;228;2021;total;24.8;1", "286;228;2022;total;0.1;1"))] == [
        24.8,
        0.1,
    ]


def test_a_row_without_a_value_is_no_row_and_a_zero_is_one() -> None:
    assert rows_of(csv("4;228;2020;total;;", "4;228;2021;total;0.0;0")) == [[4, 228, 2021, "total", 0.0, 0.0]]
    nothing = {**row(4, 228, 2020, 1.0), "value": None}
    assert rows_of(json.dumps([nothing, row(4, 228, 2021, 0, 0)]).encode()) == [
        [4, 228, 2021, "total", 0.0, 0.0]
    ]


def test_a_row_without_an_absolute_value_is_read() -> None:
    short = {name: value for name, value in row(4, 228, 2021, 3.4).items() if name != "absValue"}
    assert rows_of(json.dumps([short]).encode()) == [[4, 228, 2021, "total", 3.4, None]]
    assert rows_of(csv("4;228;2021;total;3.4;")) == [[4, 228, 2021, "total", 3.4, None]]


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_windows_line_ends_and_a_byte_order_mark_do_not_matter(newline: str, mark: bytes) -> None:
    content = mark + csv("4;228;2021;female;3.4;9").replace(b"\n", newline.encode())
    assert is_sotkanet(content)
    assert rows_of(content) == [[4, 228, 2021, "female", 3.4, 9.0]]


@pytest.mark.parametrize(
    ("line", "code", "cell", "words"),
    [
        ("4;228;2021;total;3,4;9", "bad_number", "E3", "”3,4” ei ole luku: käytä desimaalipistettä"),
        ("4;228;2021;total;3.4;1 000", "bad_number", "F3", "”1 000”"),
        ("4;228;2021;total;inf;9", "bad_number", "E3", "”inf”"),
        ("4;228;2021;total;1_0;9", "bad_number", "E3", "”1_0”"),
        ("4;228;2021;kaikki;3.4;9", "bad_value", "D3", "”kaikki”"),
        ("4;Mikkeli;2021;total;3.4;9", "bad_value", "B3", "”Mikkeli” ei kelpaa sarakkeeseen region"),
        ("4;228;21;total;3.4;9", "bad_value", "C3", "”21” ei kelpaa sarakkeeseen year"),
        ("4;228;2021.5;total;3.4;9", "bad_value", "C3", "sarakkeeseen year"),
        ("4;-228;2021;total;3.4;9", "bad_value", "B3", "sarakkeeseen region"),
        (";228;2021;total;3.4;9", "bad_value", "A3", "sarakkeeseen indicator"),
    ],
)
def test_a_fault_is_told_with_its_cell_and_nothing_is_read(
    line: str, code: str, cell: str, words: str
) -> None:
    reading = read_sotkanet(csv("4;228;2020;total;3.3;9", line, "4;228;2022;total;3.5;9"))
    assert [(problem.code, problem.cell) for problem in reading.problems] == [(code, cell)]
    assert words in reading.problems[0].message
    assert reading.frame.empty


@pytest.mark.parametrize("fault", ["4;228;2021;kaikki;3.4;9", "4;228;2021;total;3,4;9"])
@given(
    lines=st.lists(st.sampled_from(["4;228;2020;total;3.3;9", "4;228;2020;total;;", "", "  "]), max_size=8),
    newline=st.sampled_from(["\n", "\r\n"]),
)
def test_the_cell_of_a_fault_is_the_one_that_a_spreadsheet_shows(
    fault: str, lines: list[str], newline: str
) -> None:
    content = newline.join([HEADER, *lines, fault, ""]).encode()
    (problem,) = read_sotkanet(content).problems
    assert problem.cell == f"{'D' if 'kaikki' in fault else 'E'}{len(lines) + 2}"


@pytest.mark.parametrize(
    ("change", "cell"),
    [
        ({"value": "3,4"}, "[1].value"),
        ({"value": True}, "[1].value"),
        ({"absValue": "x"}, "[1].absValue"),
        ({"region": None}, "[1].region"),
        ({"gender": 1}, "[1].gender"),
    ],
)
def test_a_fault_in_json_is_told_with_the_path_of_its_field(change: dict[str, Any], cell: str) -> None:
    rows = [row(4, 228, 2020, 3.3), {**row(4, 228, 2021, 3.4), **change}]
    (problem,) = read_sotkanet(json.dumps(rows).encode()).problems
    assert problem.cell == cell


@pytest.mark.parametrize(
    "change",
    [{"value": "3,4"}, {"value": True}, {"year": "2021"}, {"year": 2021.0}, {"region": None}, {"gender": 1}],
)
def test_a_value_of_a_wrong_kind_in_json_is_never_guessed_at(change: dict[str, Any]) -> None:
    reading = read_sotkanet(
        json.dumps([row(4, 228, 2020, 3.3), {**row(4, 228, 2021, 3.4), **change}]).encode()
    )
    assert reading.has_errors
    assert reading.frame.empty


@pytest.mark.parametrize(
    "content", [b"", b"[", b"[1, 2]", b"{}", b"a;b;c\n1;2;3", b"\xff\xfe\x00", HEADER.encode()[:30]]
)
def test_what_is_not_sotkanets_is_refused_with_a_sentence(content: bytes) -> None:
    assert not is_sotkanet(content)
    assert [problem.code for problem in read_sotkanet(content).problems] == ["not_sotkanet"]


def test_only_the_first_faults_of_a_file_are_told() -> None:
    reading = read_sotkanet(csv(*["4;228;2021;total;3,4;9"] * 500))
    assert len(reading.problems) == 20


@given(st.binary(max_size=200))
def test_no_bytes_make_the_reader_fall_over(content: bytes) -> None:
    is_sotkanet(content)
    reading = read_sotkanet(content)
    assert reading.has_errors or len(reading.frame) >= 0
    body = read_sotkanet(HEADER.encode() + b"\n" + content)
    assert body.has_errors or body.frame["value"].notna().all()
