"""The language of a message, word by word: frequent words first, then the look of unknown words.

Small tables, no weights to load: what matters here is Arabic against Arabizi against English against
"something else that must be answered in both". Refuses to decide on a name or a number alone
(`und`). Looks at the ends of a very long text only.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from language.frequent_latin import HINDI_LEANING, LATIN, URDU_LEANING
from language.frequent_scripts import ARABIC_LETTERS, ARABIC_SCRIPT, DEVANAGARI
from language.normalise import fold
from language.spelling import looks_arabizi, looks_english

_BY_SCRIPT = {
    "bengali": "bn",
    "tamil": "ta",
    "malayalam": "ml",
    "sinhala": "si",
    "cyrillic": "ru",
    "ethiopic": "am",
    "han": "zh",
}


def _weigh(lists: Mapping[str, Sequence[str] | frozenset[str]]) -> dict[str, dict[str, float]]:
    """word → language → weight: a word of one language says more than a word of five."""
    owners: dict[str, list[str]] = {}
    for language, words in lists.items():
        for word in {fold(word).text for word in words}:
            owners.setdefault(word, []).append(language)
    return {
        word: {name: (1.0 if len(word) > 1 else 0.4) / len(names) for name in names}
        for word, names in owners.items()
    }


_LATIN = _weigh(LATIN)
_ARABIC = _weigh(ARABIC_SCRIPT)
_DEVANAGARI = _weigh(DEVANAGARI)
_NEAR_ENGLISH = 1.15  # a tie between English and a rarer language is English
_LEAST_EVIDENCE = 0.3
_KANA = re.compile("[\u3041-\u30ff]")


def _score(words: Sequence[str], table: Mapping[str, Mapping[str, float]]) -> defaultdict[str, float]:
    scores: defaultdict[str, float] = defaultdict(float)
    for word in words:
        for language, weight in table.get(word, {}).items():
            scores[language] += weight
    return scores


def latin_scores(words: Sequence[str]) -> defaultdict[str, float]:
    scores = _score(words, _LATIN)
    for word in words:
        if word not in _LATIN:
            if (weight := looks_arabizi(word)) > 0:
                scores["arabizi"] += weight
            elif (weight := looks_english(word)) > 0:
                scores["en"] += weight
    if "en" in scores:
        scores["en"] *= _NEAR_ENGLISH
    return scores


def of_latin(words: Sequence[str]) -> str:
    """Language of words in Latin letters, `und` without evidence."""
    scores = latin_scores(words)
    if not scores:
        return "und"
    best, weight = max(scores.items(), key=lambda item: item[1])
    if weight < _LEAST_EVIDENCE:
        return "und"
    if best == "hi":
        leaning = sum(word in HINDI_LEANING for word in words) - sum(w in URDU_LEANING for w in words)
        return "hi" if leaning > 0 else "ur"
    return best


def of_arabic(words: Sequence[str], raw: str) -> str:
    """Arabic unless letters and words together speak for Urdu or Persian."""
    scores = _score(words, _ARABIC)
    letters = Counter(raw)
    total = sum(letters.values()) or 1
    for language, weights in ARABIC_LETTERS.items():
        seen = sum(min(letters[letter], 6) * weight for letter, weight in weights.items())
        scores[language] += seen * min(1.0, 12 / total)
    for word in words:
        if word.startswith("ال") and len(word) > 4:
            scores["ar"] += 0.5
    scores["ar"] += 0.2
    best, weight = max(scores.items(), key=lambda item: item[1])
    return best if best == "ar" or weight > scores["ar"] + 0.4 else "ar"


def of_other(script: str, words: Sequence[str], raw: str) -> str:
    if script == "devanagari":
        scores = _score(words, _DEVANAGARI)
        nepali = scores["ne"] + sum(word.startswith("छ") or word.endswith("छ") for word in words)
        return "ne" if nepali > scores["hi"] else "hi"
    if script == "han" and _KANA.search(raw):
        return "und"
    return _BY_SCRIPT.get(script, "und")
