"""The two guards around every test run: no quiet skips on the gate, no network but this machine."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from tests.unit.house import tree

SKIPS = {
    "a mark": "import pytest\n@pytest.mark.skip(reason='later')\ndef test_it(): pass\n",
    "a call": "import pytest\ndef test_it(): pytest.skip('no browser')\n",
    "a module": "import pytest\npytest.importorskip('no_such_module')\ndef test_it(): pass\n",
}
FINE = "import pytest\n@pytest.mark.xfail\ndef test_known(): assert False\ndef test_it(): pass\n"


def outcome(folder: Path, source: str, *arguments: str) -> tuple[int, str]:
    (folder / "test_made.py").write_text(source, encoding="utf-8")
    run = subprocess.run(
        [
            sys.executable,
            "-m",
            "pytest",
            "-c",
            "/dev/null",
            "--rootdir",
            str(folder),
            *arguments,
            str(folder),
        ],
        cwd=tree.ROOT,
        env=os.environ | {"PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"},
        capture_output=True,
        text=True,
        timeout=50,
        check=False,
    )
    return run.returncode, run.stdout


@pytest.mark.parametrize("source", SKIPS.values(), ids=SKIPS)
def test_a_skip_fails_on_the_gate(source: str, tmp_path: Path) -> None:
    code, said = outcome(tmp_path, source, "-p", "tests.support.no_skips")
    assert code != 0
    assert "skipped where nothing may be skipped" in said


def test_nothing_else_changes_on_the_gate(tmp_path: Path) -> None:
    code, said = outcome(tmp_path, FINE, "-p", "tests.support.no_skips")
    assert code == 0, said


@pytest.mark.parametrize("host", ["192.0.2.1", "2001:db8::1", "example.org"])
def test_tests_reach_only_this_machine(host: str) -> None:
    with pytest.raises(PermissionError, match="only loopback is open"):
        socket.create_connection((host, 9), timeout=1)


def test_loopback_is_open() -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        socket.create_connection(server.getsockname()).close()
