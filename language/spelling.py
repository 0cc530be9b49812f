"""How an unknown word in Latin letters looks: Arabic written with Latin letters, or English.

Weights are small: a known frequent word always says more than the look of an unknown one.
"""

from __future__ import annotations

import re
from functools import lru_cache

# Digits stand for letters inside a word: 3 ع, 7 ح, 5 خ, 2 ء, 6 ط, 9 ص or ض, 8 ق.
_DIGIT_INSIDE = re.compile(r"^(?=.*[a-z])[a-z']*[2356789]'?[a-z2356789']+$|^[a-z']+[2356789]'?$")
# English with digits in it, and plain measures: b4, gr8, 2day, l8r, m8, 4ever, 3rd, 7am, 5km, mp3, covid19.
_NOT_ARABIZI = re.compile(
    r"^(?:\d+(?:st|nd|rd|th|am|pm|km|cm|mm|kg|g|m|h|hr|hrs|k|x|d|yo|yrs?|y|min|mins|aed|dhs?|usd|gb|mb|pcs?)"
    r"|b4|gr8|l8r?|m8|w8|h8|str8|sk8|f8|2day|2morrow|2nite|2moro|4ever|4u|2u|u2|me2|n1|t8|d8"
    r"|[a-z]+(?:19|20\d\d|\d{3,})|mp\d|h2o|co2|g\d|b\d|c\d|a\d|p\d|q\d|v\d|x\d|i\d|s\d|ps\d|vit\w*\d|type\d|ch\d)$"
)
_ARABIC_LOOK = (
    (re.compile(r"^(?:el|al|il|bel|bil|lel|lil|wel|wil|hal)[bcdfghjklmnqrstvwyz]{1,2}[aeiou]"), 0.25),
    (re.compile(r"^y[aeiou]?[bcdfghjklmnqrstvwz]{1,3}[a-z]*ni$"), 0.9),
    (re.compile(r"^(?:bya|bye|byi|beye|biye|bte|bta|7a|ha|ba)[a-z]{2,}ni$"), 0.5),
    (re.compile(r"^[tybn][aeiou]?[bcdfghjklmnqrstvwz]{2}[a-z]*(?:ni|na|ha|hom|hum|kom|oon|een)$"), 0.5),
    (re.compile(r"(?:kh|gh|dh|q(?!u)|aa|uu|ii)"), 0.25),
    (re.compile(r"(?:ny|ni|oon|een|een|etha|atha|iya|iyya|eya|ich|ech|oh|ah)$"), 0.15),
    (re.compile(r"^[bcdfghjklmnpqrstvwxz]{3,5}$"), 0.2),
)
_LONGEST = 16
_ENGLISH_ENDINGS = re.compile(
    r"(?:ing|ed|ly|tion|ness|ment|ful|less|able|ible|ous|ive|ity|ance|ence|er|ers|est|ies|ism|ist|ght|ck|ss|ow)$"
)
_ENGLISH_SHAPES = re.compile(r"(?:th|wh|ough|augh|tch|ee|oo|ea|ou|qu|ck|ll|ss|ff|pp|ph)")


@lru_cache(maxsize=8192)
def looks_arabizi(word: str) -> float:
    if word.isdigit() or len(word) > _LONGEST:
        return 0.0
    if not word.isalpha():
        return 1.2 if _DIGIT_INSIDE.match(word) and not _NOT_ARABIZI.match(word) else 0.0
    if _ENGLISH_ENDINGS.search(word):
        return 0.0
    return min(0.9, sum(weight for shape, weight in _ARABIC_LOOK if shape.search(word)))


def looks_english(word: str) -> float:
    if not word.isascii() or not word.isalpha() or not 3 < len(word) <= 20:
        return 0.0
    return 0.3 * bool(_ENGLISH_ENDINGS.search(word)) + 0.1 * bool(_ENGLISH_SHAPES.search(word))
