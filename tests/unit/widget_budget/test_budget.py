"""What the chat box may weigh and hold: sizes, addresses, wording, and styles that turn with the direction."""

import gzip
import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
WIDGET = ROOT / "channels" / "web" / "static"
PAGE = ROOT / "bot" / "web" / "static"
LOADER = WIDGET / "widget.js"
FILES = sorted(path for path in WIDGET.rglob("*") if path.is_file())
# Type definitions only; no module imports it and no browser asks for it.
UNFETCHED = WIDGET / "shapes.js"
ALL = FILES + sorted(path for path in PAGE.rglob("*") if path.is_file())
KB = 1024
STYLED = [
    path
    for path in ALL
    if path.suffix == ".css" or (path.suffix == ".js" and ".style" in path.read_text("utf-8"))
]


def weight(path: Path) -> int:
    return len(gzip.compress(path.read_bytes(), 9))


def wording(language: str) -> dict[str, str]:
    texts: dict[str, str] = json.loads((WIDGET / "texts" / f"{language}.json").read_text(encoding="utf-8"))
    return texts


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def test_the_loader_is_light() -> None:
    assert weight(LOADER) <= 3 * KB


def test_the_app_is_light() -> None:
    """Each file is sent by itself, so each is weighed by itself."""
    app = sum(weight(path) for path in FILES if path not in (LOADER, UNFETCHED))
    print(f"loader {weight(LOADER)} bytes, app {app} bytes")
    assert app <= 25 * KB


def test_types_are_never_fetched() -> None:
    importing = re.compile(r'^(?:import|export)\b.*"\./shapes\.js"', re.MULTILINE)
    assert not [named(path) for path in FILES if importing.search(path.read_text(encoding="utf-8"))]


@pytest.mark.parametrize("path", ALL, ids=named)
def test_nobody_else_is_asked(path: Path) -> None:
    """No address of another site. The drawings' namespace is a name; a page's plain link is a way to go, not something asked for."""
    text = (
        path.read_text(encoding="utf-8")
        .replace('xmlns="http://www.w3.org/2000/svg"', "")
        .replace("//www.w3.org/2000/svg", "")
    )
    text = re.sub(r'<a href="https://[^"]+"', "", text)
    assert not re.findall(r"""(?:https?:)?//[a-z0-9-]+\.[a-z.]+""", text, re.IGNORECASE)


@pytest.mark.parametrize("path", STYLED, ids=named)
def test_styles_turn_with_the_direction(path: Path) -> None:
    """Physical sides would need a second sheet for the other direction."""
    physical = re.compile(
        r"(?:^|[\s;{\"'])((?:margin|padding|border)-(?:left|right|top|bottom)|left|right|top|bottom|(?:min-|max-)?(?:width|height)"
        r"|border-(?:top|bottom)-(?:left|right)-radius)[\"']?\s*:|text-align:\s*(?:left|right)|float:\s*(?:left|right)"
    )
    text = re.sub(r"@(?:media|container)[^{]*\{", "", path.read_text(encoding="utf-8"))
    assert not [match.group().strip() for match in physical.finditer(text)]


@pytest.mark.parametrize("path", [path for path in ALL if path.suffix in (".html", ".js", ".svg")], ids=named)
def test_nothing_a_strict_policy_would_stop(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    forbidden = {
        "an inline handler": r"<[^>]*\son[a-z]+\s*=",
        "an inline style": r"<style|<[^>]*\sstyle\s*=|setAttribute\(\s*[\"']style",
        "an inline script": r"<script(?![^>]*\ssrc=)",
        "text made code": r"\beval\(|new Function\(|javascript:",
        "text made markup": r"innerHTML|outerHTML|insertAdjacentHTML|document\.write",
        "storage that outlives the tab": r"localStorage|indexedDB|document\.cookie|caches\.",
    }
    # In code, a tag in a comment is only a word about one.
    code = re.sub(r"^\s*//.*$", "", text, flags=re.MULTILINE) if path.suffix == ".js" else text
    assert not [what for what, pattern in forbidden.items() if re.search(pattern, code)]


def test_both_languages_say_the_same_things() -> None:
    arabic, english = wording("ar"), wording("en")
    assert arabic.keys() == english.keys()
    slots = re.compile(r"\{\w+\}")
    assert [
        key for key in arabic if sorted(slots.findall(arabic[key])) != sorted(slots.findall(english[key]))
    ] == []
    assert all(text.strip() for text in (arabic | english).values())


def test_each_language_keeps_to_its_script() -> None:
    """Arabic without vowel signs; of Latin only the slots and the name of a key."""
    for key, text in wording("ar").items():
        assert not re.search("[\u064b-\u0652]", text), key
        assert re.sub(r"\{\w+\}|Shift", "", text).isascii() is False, key
        assert not re.search(r"[A-Za-z]", re.sub(r"\{\w+\}|Shift", "", text)), key
    assert not [key for key, text in wording("en").items() if re.search("[\u0600-\u06ff]", text)]


def test_every_text_is_used_and_none_is_missing() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in FILES if path.suffix == ".js")
    unused = [key for key in wording("en") if f'"{key}"' not in code]
    asked = set(re.findall(r'\bsay\("(\w+)"', code))
    assert not unused
    assert asked <= wording("en").keys()


def test_the_page_says_everything_in_both_languages() -> None:
    page = (PAGE / "index.html").read_text(encoding="utf-8")
    body = page[page.index("<main") :]
    assert body.count('lang="ar"') == body.count('lang="en"')
