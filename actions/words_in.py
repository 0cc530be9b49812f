"""What the words of a short message say: yes or no, a case reference, a language, "why do you ask".

Pure functions of text for the few things a form must understand by itself. Everything else is the
pipeline's work.
"""

from __future__ import annotations

import re
import unicodedata

_DIGITS = {ord(digit): str(number % 10) for number, digit in enumerate("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹")}
_LETTERS = str.maketrans("أإآىة", "ااايه")
_NOT_SPOKEN = re.compile(r"[\u0610-\u061a\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069']")
_WORD = re.compile(r"[^\W_]+")

_NO = frozenset(
    "لا لاا ما ليس مب مو مش موب ماقدر مااقدر خطر خايفه خايف no not nope unsafe scared danger la laa mb mob mesh mush".split()
)
_YES = frozenset(
    "نعم ايوه ايوا اي ايه هيه ايي اكيد تمام امان بامان امنه امن yes yeah yep yup sure ok safe na3am aywa ee eeh heh aih".split()
)
_WHY = frozenset("ليش لماذا ليه لشو علاش ليشن why lesh leish laish leh".split())
_WHY_PHRASES = ("شو دخل", "وش دخل", "شو لكم", "شو تبون", "what for", "do you need to know", "for what")

# Narrow on purpose: "I do not want anyone to call" is an answer, and an important one.
_REFUSAL = re.compile(
    r"^(?:(?:ما ?(?:ابي|ابا|ابغي|ابغا|بغيت|اريد|ودي|احب)|افضل (?:ما|الا|ان لا)) (?:اقول|اعطي|اذكر|ارد|اجاوب)"
    r"|(?:لا (?:اريد|ارغب في|ارغب)|افضل عدم) (?:ذكر|قول|اعطاء|الاجابه|الرد|ان اقول|ان اذكر)|تخطي$"
    r"|skip\b|pass$|next$|(?:id |i d |i would |i )?(?:rather|prefer) not(?: to)?(?: say| answer| tell| tbh|$)"
    r"|(?:i )?(?:do ?n ?t|do not) want to (?:say|give|share|answer))"
)

_ARABIC_NAMES = re.compile(r"عربي|عرب[يى]ه|\barab(?:ic|i|y|ee)\b|\b3arabi?\b")
_ENGLISH_NAMES = re.compile(r"ان[جقكغ]ليز|\bengl?ish\b|\beng\b|\bing(?:lee|li)zi\b|\benglizi\b")
_NEGATION = re.compile(
    r"\b(?:dont|not|cant|cannot|no|never|ما|مب|مو|مش|لا|ماعرف|مااعرف|ماافهم)\b(?:\s+\S+){0,2}\s*$"
)

_SEPARATOR = "[\\s\\-_.:/\u2010-\u2015\u2212]*"
_REFERENCE = re.compile(
    rf"(?<![A-Z0-9])(SH)({_SEPARATOR})([0-9A-Z]{{4}})({_SEPARATOR})([0-9A-Z]{{2}})(?![A-Z0-9])"
)
_BARE = re.compile(rf"(?<![A-Z0-9])([0-9A-Z]{{4}}){_SEPARATOR}([0-9A-Z]{{2}})(?![A-Z0-9])")

# A message with more words than this already holds what a form would ask for.
TELLS_ENOUGH = 6


def plain(text: str) -> str:
    """Lower case, one spelling of alef, ya and ta marbuta, no diacritics, western digits."""
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_DIGITS).translate(_LETTERS)
    return _NOT_SPOKEN.sub("", folded)


def words(text: str) -> list[str]:
    return _WORD.findall(plain(text))


def tells_enough(text: str) -> bool:
    return len(words(text)) > TELLS_ENOUGH


def yes_or_no(text: str) -> bool | None:
    """True, False, or None when the words do not say. A no outweighs a yes: "not safe" is no."""
    said = set(words(text))
    if said & _NO:
        return False
    if said & _YES:
        return True
    return None


def refuses(text: str) -> bool:
    """ "I would rather not say", in so many words."""
    said = words(text)
    return len(said) <= 2 * TELLS_ENOUGH and bool(_REFUSAL.match(" ".join(said)))


def asks_why(text: str) -> bool:
    """ "Why do you ask?" and its like: a question back, never an answer."""
    said = words(text)
    if len(said) > 2 * TELLS_ENOUGH:
        return False
    return bool(said) and (said[0] in _WHY or any(phrase in " ".join(said) for phrase in _WHY_PHRASES))


def language_wanted(text: str) -> str | None:
    """The language someone asks for: the first one named and not refused. None when unclear."""
    said = " ".join(words(text))
    named = [(found.start(), "ar") for found in _ARABIC_NAMES.finditer(said)]
    named += [(found.start(), "en") for found in _ENGLISH_NAMES.finditer(said)]
    for start, language in sorted(named):
        if not _NEGATION.search(said[:start]):
            return language
    return None


def find_reference(text: str, *, bare: bool = False) -> str | None:
    """A case reference in the form SH-7K2M-4Q, however it was typed.

    `bare`: the number alone counts too, because it was asked for.
    """
    shown = plain(text).upper()
    for found in _REFERENCE.finditer(shown):
        _, first, middle, second, last = found.groups()
        # "shelters" has the letters of a reference; a typed one has a digit or its dashes.
        if any(c.isdigit() for c in middle + last) or (first.strip() and second.strip()):
            return f"SH-{middle}-{last}"
    if bare:
        for found in _BARE.finditer(shown):
            if any(c.isdigit() for c in "".join(found.groups())):
                return "SH-" + "-".join(found.groups())
    return None
