"""The documents: the ones a newcomer expects are there, and no link in them leads nowhere."""

import re
from pathlib import Path

import pytest

from tests.unit.house import tree

EXPECTED = [
    "README.md",
    "CONTRIBUTING.md",
    "CHANGELOG.md",
    "LICENSE",
    "docs/architecture.md",
    "docs/decisions/README.md",
]

_FENCE = re.compile(r"^(```|~~~).*?^\1", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]*`")
_LINK = re.compile(r"!?\[[^\]\n]*\]\(<?([^)\s>]+)>?(?:\s+\"[^\"]*\")?\)|(?:src|href)=\"([^\"]+)\"")
_HEADING = re.compile(r"^#+\s+(.+?)\s*#*$", re.MULTILINE)


def anchors(markdown: str) -> set[str]:
    """The anchors GitHub gives the headings; repeated headings get -1, -2 and so on."""
    found: set[str] = set()
    for heading in _HEADING.findall(_FENCE.sub("", markdown)):
        plain = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)", r"\1", heading).lower()
        slug = re.sub(r"[^\w\- ]", "", plain).replace(" ", "-")
        name, count = slug, 0
        while name in found:
            count += 1
            name = f"{slug}-{count}"
        found.add(name)
    return found


def links(markdown: str) -> list[str]:
    bare = _CODE.sub("", _FENCE.sub("", markdown))
    return [first or second for first, second in _LINK.findall(bare)]


@pytest.mark.parametrize("name", EXPECTED)
def test_is_there(name: str) -> None:
    assert (tree.ROOT / name).is_file()


@pytest.mark.parametrize("path", tree.endswith(".md"), ids=str)
def test_links_lead_somewhere(path: Path) -> None:
    broken = []
    for link in links(tree.text(path)):
        if re.match(r"[a-z][a-z0-9+.-]*:", link):
            continue
        target, _, anchor = link.partition("#")
        file = (tree.ROOT / path.parent / target) if target else tree.ROOT / path
        if not file.exists() or (
            anchor and file.suffix == ".md" and anchor not in anchors(file.read_text("utf-8"))
        ):
            broken.append(link)
    assert not broken, f"{path}: {broken}"


def test_the_licence_is_apache_2() -> None:
    licence = tree.text(Path("LICENSE"))
    assert "Apache License" in licence
    assert "Version 2.0, January 2004" in licence


def test_the_first_screen_of_the_readme_is_two_commands() -> None:
    screen = "\n".join(tree.text(Path("README.md")).splitlines()[:30])
    assert "make run" in screen
    assert "make test" in screen


def test_decisions_are_numbered_without_gaps() -> None:
    found = sorted(
        int(path.name[:4])
        for path in tree.endswith(".md")
        if path.parent == Path("docs/decisions") and path.name[:4].isdigit()
    )
    assert found == list(range(1, len(found) + 1))
