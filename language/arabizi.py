"""Arabic typed in Latin letters, written back: a word has many spellings, so there are several answers.

Owns the spelling table (digits, digraphs, Emirati y for ج and ch for ك, dropped vowels). Bounded and
deterministic. Refuses to say whether a text is Arabizi: applied to English it only does harm.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import islice

from language.known_arabizi import KNOWN

CANDIDATES = 4
_LONGEST_WORD = 24
_LONGEST_TEXT = 2000
_BEAM = 12

# Latin piece → Arabic spellings with a cost each; "" is a vowel that Arabic does not write.
# The longer piece is tried too; the cheaper path wins.
SPELLINGS: dict[str, tuple[tuple[str, float], ...]] = {
    "2": (("ا", 0.4), ("ق", 0.3), ("ئ", 0.8), ("", 0.9)),
    "3": (("ع", 0.0),), "3'": (("غ", 0.0),), "4": (("ذ", 0.8), ("ش", 1.2)), "5": (("خ", 0.0),), "6": (("ط", 0.0),),
    "6'": (("ظ", 0.0),), "7": (("ح", 0.0),), "7'": (("خ", 0.0),), "8": (("ق", 0.1), ("غ", 0.5)),
    "9": (("ص", 0.1), ("ض", 0.3), ("ق", 0.6)), "9'": (("ض", 0.0),), "5'": (("خ", 0.0),),
    "b": (("ب", 0.0),), "t": (("ت", 0.0), ("ط", 0.5)), "th": (("ذ", 0.3), ("ث", 0.3), ("ض", 0.2)),
    "j": (("ج", 0.0),), "h": (("ه", 0.0), ("ح", 0.4)), "kh": (("خ", 0.0),), "d": (("د", 0.0), ("ض", 0.3)),
    "dh": (("ض", 0.1), ("ذ", 0.2)), "z": (("ز", 0.0), ("ذ", 0.6), ("ض", 0.7)), "s": (("س", 0.0), ("ص", 0.4)),
    "sh": (("ش", 0.0),), "ch": (("ك", 0.2), ("ش", 0.5), ("تش", 0.8)), "r": (("ر", 0.0),), "f": (("ف", 0.0),),
    "gh": (("غ", 0.0),), "q": (("ق", 0.0),), "k": (("ك", 0.0), ("ق", 0.7)), "l": (("ل", 0.0),), "m": (("م", 0.0),),
    "n": (("ن", 0.0),), "w": (("و", 0.0),), "y": (("ي", 0.0), ("ج", 0.9), ("", 1.2)), "g": (("ق", 0.2), ("ج", 0.4), ("غ", 0.9)),
    "v": (("ف", 0.2),), "p": (("ب", 0.2),), "x": (("كس", 0.3), ("خ", 0.6)), "c": (("ك", 0.5), ("س", 0.8)),
    "a": (("", 0.25), ("ا", 0.45), ("ع", 1.5)), "aa": (("ا", 0.0), ("", 0.9)), "e": (("", 0.3), ("ي", 0.6), ("ا", 0.9)),
    "i": (("ي", 0.4), ("", 0.4), ("ا", 1.0)), "o": (("و", 0.4), ("", 0.45), ("ا", 1.1)), "u": (("و", 0.4), ("", 0.4), ("ا", 1.1)),
    "ee": (("ي", 0.0), ("", 1.0)), "ii": (("ي", 0.0),), "oo": (("و", 0.0),), "ou": (("و", 0.0), ("", 0.8)), "uu": (("و", 0.0),),
    "ei": (("ي", 0.0),), "ai": (("ي", 0.1),), "ay": (("ي", 0.1), ("اي", 0.4)), "ey": (("ي", 0.1),), "aw": (("و", 0.1), ("او", 0.4)),
    "'": (("", 0.1), ("ع", 0.9)), "-": (("", 0.0),),
}  # fmt: skip
for _letter in "bdfgjklmnqrstwyz":
    SPELLINGS[_letter * 2] = SPELLINGS[_letter]  # a double letter is a shadda
for _pair in ("sh", "th", "dh", "kh", "gh", "ch"):
    SPELLINGS[_pair[0] + _pair] = SPELLINGS[_pair]
for _digit in "35679":
    SPELLINGS[_digit * 2] = SPELLINGS[_digit]

# At the two ends of a word some letters sound and are written otherwise.
FIRST: dict[str, tuple[tuple[str, float], ...]] = {
    "a": (("ا", 0.0), ("ع", 1.0)), "e": (("ا", 0.1), ("ي", 1.2), ("", 1.4)), "i": (("ا", 0.1), ("ي", 1.2)),
    "o": (("ا", 0.2), ("او", 0.5)), "u": (("ا", 0.2), ("او", 0.5)), "2": (("ا", 0.0), ("ق", 0.3)),
    "al": (("ال", 0.0),), "el": (("ال", 0.0),), "il": (("ال", 0.1),),
}  # fmt: skip
LAST: dict[str, tuple[tuple[str, float], ...]] = {
    "a": (("ه", 0.1), ("ا", 0.2), ("", 1.2)), "ah": (("ه", 0.0), ("اه", 0.5)), "eh": (("ه", 0.0),), "e": (("ه", 0.3), ("ي", 0.3)),
    "i": (("ي", 0.0),), "y": (("ي", 0.0),), "o": (("و", 0.1), ("ه", 0.4)), "u": (("و", 0.1), ("ه", 0.6)), "ch": (("ك", 0.1), ("ش", 0.5)),
    "ay": (("ي", 0.0),), "ai": (("ي", 0.0),), "oh": (("وه", 0.4), ("ه", 0.3)), "at": (("ات", 0.1), ("ت", 0.3)),
    "an": (("ان", 0.1), ("ا", 0.4)),
}  # fmt: skip
WIDEST_PIECE = 3


def pieces(word: str, place: int) -> list[tuple[int, tuple[tuple[str, float], ...]]]:
    """The ways on from `place`: (letters taken, Arabic spellings with their cost)."""
    ways = []
    for width in range(1, min(WIDEST_PIECE, len(word) - place) + 1):
        piece = word[place : place + width]
        if place == 0 and piece in FIRST:
            ways.append((width, FIRST[piece]))
        elif place + width == len(word) and place and piece in LAST:
            ways.append((width, LAST[piece]))
        elif piece in SPELLINGS:
            ways.append((width, SPELLINGS[piece]))
    return ways


@lru_cache(maxsize=4096)
def spell(word: str, limit: int = CANDIDATES) -> tuple[str, ...]:
    """The likeliest Arabic spellings of one folded Latin word, best first; the word itself if none."""
    if word in KNOWN:
        return KNOWN[word][:limit]
    if not word or len(word) > _LONGEST_WORD or word.isdigit():
        return (word,)
    beams: list[dict[str, float]] = [{} for _ in range(len(word) + 1)]
    beams[0][""] = 0.0
    for place in range(len(word)):
        kept = sorted(beams[place].items(), key=lambda item: (item[1], item[0]))[:_BEAM]
        ways = pieces(word, place)
        for written, cost in kept:
            for width, spellings in ways:
                bonus = 0.15 * (width - 1)
                ahead = beams[place + width]
                for arabic, more in spellings:
                    longer = written + arabic
                    total = cost + more + 0.2 - bonus
                    if total < ahead.get(longer, 99.0):
                        ahead[longer] = total
    ranked = sorted(beams[-1].items(), key=lambda item: (item[1], item[0]))
    found = tuple(islice((written for written, _ in ranked if written), limit))
    return found or (word,)


def transliterate(words: list[str], limit: int = CANDIDATES) -> tuple[str, ...]:
    """Up to `limit` Arabic readings of a message; the n-th takes each word's n-th spelling."""
    kept: list[tuple[str, ...]] = []
    length = 0
    for word in words:
        length += len(word) + 1
        if length > _LONGEST_TEXT:
            break
        kept.append(spell(word, limit))
    readings = (" ".join(options[min(turn, len(options) - 1)] for options in kept) for turn in range(limit))
    return tuple(dict.fromkeys(reading for reading in readings if reading))
