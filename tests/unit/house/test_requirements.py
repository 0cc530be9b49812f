"""The lock files: exact, hashed, free of addresses, and in step with what they were compiled from."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.unit.house import tree

DOOR = Path("requirements/door.txt")
DEV = Path("requirements/dev.txt")
BRAIN = Path("brain/requirements.txt")
LOCKS = [DOOR, DEV, BRAIN]

_BLOCK = re.compile(
    r"^(?P<pin>[A-Za-z0-9].*?)(?P<hashes>(?: \\\n    --hash=sha256:[0-9a-f]{64})*)$", re.MULTILINE
)


def pins(lock: Path) -> dict[str, list[str]]:
    """Name → the versions pinned; more than one where a marker parts them."""
    found: dict[str, list[str]] = {}
    for block in _BLOCK.finditer(tree.text(lock)):
        requirement = Requirement(block["pin"])
        (exact,) = requirement.specifier
        assert exact.operator == "==", f"{lock}: {block['pin']} is not exact"
        assert block["hashes"], f"{lock}: {block['pin']} has no hash"
        found.setdefault(canonicalize_name(requirement.name), []).append(exact.version)
    return found


def wanted(*parts: str) -> list[str]:
    value = tomllib.loads(tree.text(Path("pyproject.toml")))
    for part in parts:
        value = value[part]
    return [str(each) for each in value]


@pytest.mark.parametrize("lock", LOCKS, ids=str)
def test_every_line_is_a_pin_a_hash_or_a_comment(lock: Path) -> None:
    assert pins(lock)
    odd = [
        line
        for line in tree.text(lock).splitlines()
        if line.strip()
        and not line.lstrip().startswith(("#", "--hash=sha256:"))
        and not re.match(r"[A-Za-z0-9]", line)
    ]
    assert not odd
    assert " @ " not in tree.text(lock)


@pytest.mark.parametrize(
    ("source", "locks"),
    [
        (("project", "dependencies"), [DOOR]),
        (("dependency-groups", "setup"), [DOOR]),
        (("dependency-groups", "dev"), [DOOR, DEV]),
    ],
    ids=str,
)
def test_what_pyproject_asks_for_is_pinned(source: tuple[str, ...], locks: list[Path]) -> None:
    pinned: dict[str, list[str]] = {}
    for lock in locks:
        pinned |= pins(lock)
    for line in wanted(*source):
        requirement = Requirement(line)
        versions = pinned.get(canonicalize_name(requirement.name), [])
        assert versions, f"{line} is in no lock file: run `make lock`"
        assert all(requirement.specifier.contains(version) for version in versions), line


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(tree.text(path))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def test_the_front_door_names_every_library_it_imports() -> None:
    ours = {"bot", "channels", "language"}
    named = {canonicalize_name(Requirement(line).name) for line in wanted("project", "dependencies")}
    owners = packages_distributions()
    unnamed = {
        f"{path}: {module}"
        for path in tree.endswith(".py")
        if path.parts[0] in ours
        for module in imported(path)
        if module not in ours | sys.stdlib_module_names
        and not named & {canonicalize_name(owner) for owner in owners.get(module, [])}
    }
    assert not unnamed


def test_what_both_files_pin_is_the_same() -> None:
    door, dev = pins(DOOR), pins(DEV)
    assert {name: dev[name] for name in door.keys() & dev} == {name: door[name] for name in door.keys() & dev}


def test_the_front_door_never_installs_the_brain() -> None:
    assert not {"rasa", "rasa-sdk", "tensorflow"} & (pins(DOOR).keys() | pins(DEV).keys())


def test_the_brain_is_rasa_open_source() -> None:
    brain = pins(BRAIN)
    assert brain["rasa"] == ["3.6.21"]
    assert "rasa-pro" not in brain
