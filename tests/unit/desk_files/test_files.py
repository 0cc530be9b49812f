"""What the desk's pages must never hold, whoever edits them: data as markup, inline code, other sites."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

STATIC = Path(__file__).resolve().parents[3] / "bot" / "desk" / "static"


def texts_of(*suffixes: str) -> dict[str, str]:
    return {
        str(path.relative_to(STATIC)): path.read_text(encoding="utf-8")
        for path in sorted(STATIC.rglob("*"))
        if path.suffix in suffixes
    }


SCRIPTS, STYLES, PAGES = texts_of(".js"), texts_of(".css"), texts_of(".html")

MARKUP = re.compile(
    r"\b(?:innerHTML|outerHTML|insertAdjacentHTML|setHTML\w*|document\.write|createContextualFragment|DOMParser"
    r"|parseFromString|srcdoc)\b|\beval\s*\(|\bnew Function\b|javascript:"
)
PHYSICAL = re.compile(
    r"(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-(?:left|right|top|bottom)(?:-\w+)*"
    r"|left|right|top|bottom|width|height|(?:min|max)-(?:width|height)|border-(?:top|bottom)-(?:left|right)-radius)\s*:"
    r"|(?:text-align|float|clear)\s*:\s*(?:left|right)\b"
)
OTHER_SITE = re.compile(r"(?:https?:)?//(?!www\.w3\.org/2000/svg)[a-z0-9-]+\.[a-z]", re.IGNORECASE)


def test_there_is_something_to_check() -> None:
    assert len(SCRIPTS) > 20
    assert len(STYLES) > 4
    assert list(PAGES) == ["index.html"]


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_never_make_markup_of_text(name: str) -> None:
    assert not MARKUP.findall(SCRIPTS[name])
    assert not re.findall(r"setAttribute\(\s*[\"'](?:style|on\w+)[\"']", SCRIPTS[name])
    assert not re.findall(r"(?<![\w.])style:\s(?!\"(?:unit|percent)\")", SCRIPTS[name]), (
        "the content policy allows no style attribute"
    )


@pytest.mark.parametrize("name", SCRIPTS)
def test_scripts_say_what_they_own(name: str) -> None:
    assert SCRIPTS[name].startswith("/**")


def test_the_page_holds_no_code_of_its_own() -> None:
    page = PAGES["index.html"]
    assert not re.findall(r"\son\w+\s*=|\sstyle\s*=|<style|javascript:", page)
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", page))


@pytest.mark.parametrize("name", STYLES)
def test_styles_know_no_left_and_right(name: str) -> None:
    found = [match.group() for match in PHYSICAL.finditer(STYLES[name])]
    assert not found


@pytest.mark.parametrize("name", [*SCRIPTS, *STYLES, *PAGES])
def test_nothing_is_fetched_from_elsewhere(name: str) -> None:
    content = (SCRIPTS | STYLES | PAGES)[name]
    assert not OTHER_SITE.findall(re.sub(r"/\*.*?\*/", "", content, flags=re.DOTALL))
    assert "@import" not in content
    assert not re.findall(r"url\(\s*[\"']?(?!data:|/desk/)", content)


def leaves(words: dict[str, Any], above: str = "") -> dict[str, str]:
    found: dict[str, str] = {}
    for key, value in words.items():
        found |= leaves(value, f"{above}{key}.") if isinstance(value, dict) else {above + key: value}
    return found


def words(language: str) -> dict[str, str]:
    return leaves(json.loads((STATIC / "texts" / f"{language}.json").read_text(encoding="utf-8")))


def test_every_text_is_in_both_languages() -> None:
    arabic, english = words("ar"), words("en")
    assert arabic.keys() == english.keys()
    for key, text in arabic.items():
        assert text.strip()
        assert english[key].strip()
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", english[key])), key


def test_no_english_leaks_into_arabic() -> None:
    names = {"English", "Enter", "Shift", "J", "K", "C"}
    leaks = {
        key: found
        for key, text in words("ar").items()
        if (found := set(re.findall(r"[A-Za-z]+", re.sub(r"\{\w+\}", "", text))) - names)
    }
    assert not leaks
    assert not [key for key, text in words("ar").items() if re.search("[\u064b-\u0652]", text)], "no tashkeel"


def test_every_text_a_script_names_exists() -> None:
    known = words("en")
    for name, script in SCRIPTS.items():
        for key in re.findall(r"say\(\s*\"([\w.]+)\"", script):
            assert key in known, f"{name}: {key}"


def test_every_name_of_the_api_has_words() -> None:
    from bot.domain.case import CaseState, Disposition
    from bot.domain.delivery import Delivery
    from bot.domain.words import Kind, Line, ReplyLanguage, Urgency
    from bot.store.agents import Role
    from channels.errors import SendFault
    from channels.message import InboundKind

    known = words("en")
    wanted = {
        "line": Line,
        "kind": Kind,
        "urgency": Urgency,
        "state": CaseState,
        "language": ReplyLanguage,
        "top.roles": Role,
        "resolve.dispositions": Disposition,
        "talk.delivery": Delivery,
        "talk.fault": SendFault,
        "talk.kinds": set(InboundKind) - {InboundKind.TEXT},
    }
    missing = [
        f"{group}.{name}"
        for group, names in wanted.items()
        for name in names
        if f"{group}.{name}" not in known
    ]
    assert not missing
