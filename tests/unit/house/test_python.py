"""Every Python file says what it is, and parses on the Python that has to run it."""

import ast
from pathlib import Path

import pytest

from tests.unit.house import tree

RUNS_IN_THE_BRAIN = {"actions", "brain", "language"}


@pytest.mark.parametrize("path", tree.endswith(".py"), ids=str)
def test_module(path: Path) -> None:
    source = tree.text(path)
    oldest = (3, 10) if path.parts[0] in RUNS_IN_THE_BRAIN else (3, 11)
    module = ast.parse(source, filename=str(path), feature_version=oldest)
    if path.name == "__init__.py" and not module.body:
        return
    assert ast.get_docstring(module), f"{path} opens without saying what it owns"
