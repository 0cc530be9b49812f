"""Small words that Arabic writes onto the next one: و ف ب ل ك ال س and the future and present marks.

Owns which of them may be taken off the front, and that "the" may be missing. Endings stay: "he hits me" and "he hits him" differ there.
"""

from __future__ import annotations

import re

_ARTICLES = ("وال", "فال", "بال", "كال", "هال", "عال", "شال", "ال")
_PRESENT = re.compile(r"^[بحهسدكع](?=[يتنا]\w{3})")  # بيضربني، حيقتلني، هيقتلني، سيقتلني، ديضربني، كيضربني
_PREPOSITION = re.compile(r"^[بلك](?=\w{3})")
_LEAST = 3


def without_clitics(form: str) -> tuple[str, ...]:
    """Other forms the word may stand for, nearest first: shorter ones, and with the article it lacks."""
    found: list[str] = []
    bare = [form]
    if form[0] in "وف" and len(form) > _LEAST:
        bare.append(form[1:])
        found.append(form[1:])
    for word in bare:
        if word.startswith("لل") and len(word) > _LEAST + 1:
            found += [word[2:], "ال" + word[2:]]
        for article in _ARTICLES:
            if word.startswith(article) and len(word) >= len(article) + _LEAST:
                found.append(word[len(article) :])
                if article != "ال":
                    found.append("ال" + word[len(article) :])
                break
        for mark in (_PRESENT, _PREPOSITION):
            if mark.match(word):
                found.append(word[1:])
    found += ["ال" + word for word in bare if len(word) >= _LEAST and not word.startswith("ال")]
    return tuple(dict.fromkeys(found))
