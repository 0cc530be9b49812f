"""The same message as another hand would type it: spelling habits, slips, Arabic in Latin letters.

Owns the habits and how often each is taken. Deterministic for a given random state; never changes what
is said, only how it is spelled.
"""

from __future__ import annotations

import re
from random import Random

_ARABIC = re.compile("[\u0621-\u064a]")
_LATIN = re.compile("[A-Za-z]")

# Letters that writers take for one another (folding undoes these for the lexicon, not for the encoder).
_SWAPS = {
    "أ": "ا", "إ": "ا", "آ": "ا", "ة": "ه", "ى": "ي", "ؤ": "و", "ئ": "ي", "ض": "ظ", "ظ": "ض",
    "ه": "ة", "ي": "ى", "ك": "گ", "ا": "أ",
}  # fmt: skip
_END_ONLY = {"ه", "ي"}

# Arabic letter → Latin spellings in use; the first is the commonest.
_LATIN_OF = {
    "ا": ("a", "a", "aa"), "أ": ("a", "2a", "a"), "إ": ("e", "i", "2e"), "آ": ("a", "aa"), "ء": ("2", ""), "ئ": ("2", "y", ""),
    "ؤ": ("2", "o"), "ب": ("b",), "ت": ("t",), "ث": ("th", "s"), "ج": ("j", "g", "y"), "ح": ("7", "7", "h"),
    "خ": ("5", "kh", "7'"), "د": ("d",), "ذ": ("th", "dh", "z"), "ر": ("r",), "ز": ("z",), "س": ("s",), "ش": ("sh", "4", "ch"),
    "ص": ("9", "s", "9"), "ض": ("dh", "d", "9'"), "ط": ("6", "t"), "ظ": ("dh", "th", "6'"), "ع": ("3", "3", "a"),
    "غ": ("gh", "3'", "8"), "ف": ("f",), "ق": ("q", "g", "2", "8"), "ك": ("k", "k", "ch"), "ل": ("l",), "م": ("m",), "ن": ("n",),
    "ه": ("h",), "و": ("w", "o", "u"), "ي": ("y", "i", "ee"), "ى": ("a",), "ة": ("a", "ah", "eh"), "چ": ("ch",), "گ": ("g",),
    "پ": ("p",), "ڤ": ("v",), "ں": ("n",), "،": (",",), "؟": ("?",), "؛": (";",),
}  # fmt: skip
_LONG = {"ا", "أ", "إ", "آ", "و", "ي", "ى", "ة"}
_VOWELS = ("a", "a", "e", "i", "", "", "")
_MARKS = "\u064b\u064c\u064d\u064e\u064f\u0650\u0651\u0652"


def varied(text: str, chance: Random) -> str:
    """A respelling of `text`; often the text itself."""
    if _ARABIC.search(text):
        text = _arabic_habits(text, chance)
    if _LATIN.search(text) and chance.random() < 0.4:
        text = text.lower() if chance.random() < 0.8 else text.upper()
    if chance.random() < 0.3:
        text = re.sub(r"[.,!?؟،؛;:]", "", text) or text
    if chance.random() < 0.25:
        text = _slip(text, chance)
    if chance.random() < 0.08:
        text = _stretched(text, chance)
    return text


def in_latin(text: str, chance: Random) -> str:
    """Arabic letters as somebody would type them in Latin ones; one spelling habit for a whole message."""
    habit: dict[str, str] = {letter: chance.choice(spellings) for letter, spellings in _LATIN_OF.items()}
    out: list[str] = []
    for place, letter in enumerate(text):
        if letter in _MARKS or letter == "ـ":
            continue
        out.append(habit.get(letter, letter))
        after = text[place + 1] if place + 1 < len(text) else " "
        both_consonants = letter in _LATIN_OF and after in _LATIN_OF and not {letter, after} & _LONG
        if both_consonants and after not in "،؟؛":
            out.append(chance.choice(_VOWELS))
    latin = "".join(out)
    latin = re.sub(
        r"\b(?:al|a)(?=[a-z0-9]{3})",
        lambda m: chance.choice(("al", "el", "l")) if m.group() == "al" else m.group(),
        latin,
    )
    return latin.translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789"))


def _arabic_habits(text: str, chance: Random) -> str:
    rate = chance.choice((0.0, 0.0, 0.3, 0.9))
    letters = []
    for place, letter in enumerate(text):
        last = place + 1 == len(text) or not text[place + 1].isalpha()
        usual = letter in _SWAPS and letter not in "اك" and (letter not in _END_ONLY or last)
        letters.append(_SWAPS[letter] if usual and chance.random() < rate else letter)
    return "".join(letters)


def _slip(text: str, chance: Random) -> str:
    """One slip of the thumb: a letter lost, doubled or exchanged with the next, or a space lost."""
    if len(text) < 8:
        return text
    place = chance.randrange(1, len(text) - 2)
    kind = chance.randrange(4)
    if kind == 0:
        return text[:place] + text[place + 1 :]
    if kind == 1:
        return text[:place] + text[place] + text[place:]
    if kind == 2:
        return text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    space = text.find(" ", place)
    return text if space < 0 else text[:space] + text[space + 1 :]


def _stretched(text: str, chance: Random) -> str:
    places = [i for i, letter in enumerate(text) if letter.isalpha()]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + text[place] * chance.randint(3, 6) + text[place + 1 :]
