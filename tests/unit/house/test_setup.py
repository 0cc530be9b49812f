"""scripts/setup, with interpreters that only pretend: no environment is really made."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.unit.house import tree

# Says it is one version, makes an environment with itself in it, and installs nothing.
PYTHON = """\
#!/bin/sh
case "$1 $2" in
  "-m venv") mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-c "*version_info*) echo "{version} $0" ;;
esac
"""
UV = """\
#!/bin/sh
case "$1" in venv) mkdir -p "$5/bin" && cp "$4" "$5/bin/python" ;; esac
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    for name in ("scripts/setup", "pyproject.toml"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(tree.ROOT / name, tmp_path / name)
    for name in ("requirements/door.txt", "requirements/dev.txt", "brain/requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text("")
    for version in ("3.11", "3.10"):
        program(tmp_path / f"python{version}", PYTHON.format(version=version))
    return tmp_path


def program(path: Path, text: str) -> None:
    path.write_text(text)
    path.chmod(0o755)


def set_up(checkout: Path) -> subprocess.CompletedProcess[str]:
    named = {
        "BAB_PYTHON_DOOR": str(checkout / "python3.11"),
        "BAB_PYTHON_BRAIN": str(checkout / "python3.10"),
    }
    return subprocess.run(
        ["bash", "scripts/setup", "dev"],
        cwd=checkout,
        env={"HOME": os.environ.get("HOME", ""), "PATH": "/usr/bin:/bin"} | named,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )


def test_a_second_set_up_is_over_at_once(checkout: Path) -> None:
    first, second = set_up(checkout), set_up(checkout)
    assert (first.returncode, second.returncode) == (0, 0), first.stderr + second.stderr
    assert "brain: ready" in first.stderr
    assert second.stderr == ""


def test_changed_requirements_fill_an_environment_again_that_held_the_only_uv(checkout: Path) -> None:
    """The set-up removes that environment first, and used to go on with the uv that had been in it."""
    assert set_up(checkout).returncode == 0
    program(checkout / ".venv/door/bin/uv", UV)
    (checkout / "requirements/door.txt").write_text("# newer\n")
    again = set_up(checkout)
    assert again.returncode == 0, again.stderr
    assert "door: ready" in again.stderr
