"""Whatever bytes stand in a file, reading it gives a record or a fault that can be told; the seeds are kept."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from engager_docs.render.markdown import Surroundings, render_body
from tests.hostile.reading import FILES, one, read
from tests.hostile.test_corpora import fragment, wrong_in

ROOT = Path(__file__).parents[2]
SEEDS = [ast.literal_eval(line) for line in (Path(__file__).parent / "seeds.txt").read_text("ascii").splitlines()]
WHOLE = {
    file: sorted((ROOT / "tests/whole" / file).parent.glob("*.md" if file.endswith(".md") else Path(file).name))[
        0
    ].read_bytes()
    for file in FILES
}
TOKENS = [
    b"---\n", b"\n", b"  ", b"\t", b": ", b"- ", b"? ", b"& ", b"*a ", b"!!int ", b"<<: ", b"| ", b">-\n", b"[", b"]",
    b"{", b"}", b"'", b'"', b"\\x00", b"\\ud800", b"#", b"%YAML 1.1\n", b"...\n", b"\xef\xbb\xbf", b"\xff", b"\r",
    b"\x00", b"\xe2\x80\xae", b"date: 2016-02-30\n", b"9" * 400, b"- - - - - - ", b"NW-001", b"<<<<<<< HEAD\n",
]  # fmt: skip
MARKDOWN = st.text(alphabet="ab <>[]()!*_`~#&;:/\\\"'|-=+.\n\t1{}%@", max_size=200)
QUICK = settings(max_examples=400, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize("entry", SEEDS, ids=range(len(SEEDS)))
def test_a_seed_is_read_or_refused(entry: bytes) -> None:
    one(entry)


@QUICK
@given(st.sampled_from(FILES), st.binary(max_size=300))
def test_any_bytes_are_read_or_refused(file: str, content: bytes) -> None:
    read(file, content)


@QUICK
@given(
    st.sampled_from(FILES),
    st.lists(
        st.tuples(st.integers(0, 3000), st.integers(0, 40), st.lists(st.sampled_from(TOKENS), max_size=4)),
        min_size=1,
        max_size=5,
    ),
)
def test_any_record_with_some_damage_is_read_or_refused(file: str, damage: list[tuple[int, int, list[bytes]]]) -> None:
    content = WHOLE[file]
    assert {each.code for each in read(file, content)} <= {"E038"}, "it may bear the date of another file"
    for at, length, tokens in damage:
        start = at % len(content) if content else 0
        content = content[:start] + b"".join(tokens) + content[start + length :]
    read(file, content)


@QUICK
@given(MARKDOWN)
def test_any_markdown_is_text_and_its_structure(body: str) -> None:
    shown = render_body(body, Surroundings(reference=lambda _: None, file=lambda _: None))
    assert sorted(wrong_in(fragment(shown))) == []


def test_a_fuzzer_that_is_led_by_what_it_reaches_finds_nothing(tmp_path: Path) -> None:
    pytest.importorskip("atheris", reason="there is no atheris for this system")
    (tmp_path / "seeds").mkdir()
    for number, entry in enumerate((*SEEDS, *(bytes([kind]) + WHOLE[file] for kind, file in enumerate(FILES)))):
        (tmp_path / "seeds" / str(number)).write_bytes(entry)
    options = ["-runs=8000", "-max_total_time=20", "-max_len=600", "-seed=20160622", "-timeout=5", "-rss_limit_mb=600"]
    # between the two stands a shell: Linux counts as a process's peak that of whoever started it, and a worker that has
    # printed packs has held more than the fuzzer may
    through = ["sh", "-c", '"$@"; exit $?', "sh", sys.executable, "-m", "tests.hostile.fuzz"]
    done = subprocess.run(
        [*through, tmp_path / "seeds", f"-artifact_prefix={tmp_path}/", *options],
        cwd=ROOT, capture_output=True, text=True, check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-3000:]
    assert "Done " in done.stderr
