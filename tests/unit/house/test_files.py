"""What no committed file may hold: this machine's paths, an index address, unfinished notes."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.unit.house import tree

# Bracketed letters keep each pattern from matching this very file.
FORBIDDEN = {
    "a path of one machine": re.compile(r"(?<![\w.$}-])/(?:roo[t]|hom[e]/\w|User[s]/\w)[\w/.-]*"),
    "an index address": re.compile(
        r"pypi\.or[g]|pythonhoste[d]|registry\.npm|--(?:extra-)?index-ur[l]|--find-link[s]"
        r"|fil[e]:///\w"
    ),
    "an unfinished note": re.compile(r"\b(?:TOD[O]|FIXM[E]|XX[X]|HAC[K])\b"),
    "a bare conflict mark": re.compile(r"^(?:<{7}|>{7}|={7})(?: |$)", re.MULTILINE),
    # Written as escapes where code needs them, so that a reader sees what the program sees.
    "a raw bidi control": re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]"),
}
MAX_LINES = 400
CODE = (".py", ".js", ".mjs", ".css", ".html", ".sh", ".toml")


@pytest.mark.parametrize("what", FORBIDDEN)
def test_no_file_holds(what: str) -> None:
    pattern = FORBIDDEN[what]
    found = [
        f"{path}:{content.count(chr(10), 0, match.start()) + 1}: {match.group()!r}"
        for path, content in tree.texts().items()
        for match in pattern.finditer(content)
    ]
    assert not found, "\n".join([what, *found])


def test_no_file_names_the_folder_it_was_written_in() -> None:
    here = str(tree.ROOT)
    assert not [path for path, content in tree.texts().items() if here in content]


def test_code_files_hold_one_idea() -> None:
    long = {
        str(path): tree.text(path).count("\n")
        for path in tree.endswith(*CODE)
        if tree.text(path).count("\n") > MAX_LINES
    }
    assert not long, f"more than {MAX_LINES} lines: {long}"


def _is_executable(path: Path) -> bool:
    return bool((tree.ROOT / path).stat().st_mode & 0o100)


def test_every_file_with_a_shebang_can_be_run() -> None:
    shy = [
        str(path)
        for path, content in tree.texts().items()
        if content.startswith("#!") and not _is_executable(path)
    ]
    assert not shy


@pytest.mark.parametrize(
    ("what", "holds"),
    [
        ("ends in one line break", lambda text: text.endswith("\n") and not text.endswith("\n\n")),
        ("has no carriage return", lambda text: "\r" not in text),
    ],
)
def test_every_text_file(what: str, holds: Callable[[str], bool]) -> None:
    wrong = [str(path) for path, text in tree.texts().items() if text and not holds(text)]
    assert not wrong, f"every text file {what}: {wrong}"
