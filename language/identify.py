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
# Words of several languages go to the one that is written here more often.
_EXPECTED = {"en": 1.15, "arabizi": 1.1, "hi": 1.0, "tl": 0.97, "fr": 0.95, "id": 0.95, "und": 0.9}
_RARELY = 0.75
_LEAST_EVIDENCE = 0.3
_SHORT = 12
_TELLING = 0.2  # letters with this weight for a language are not Arabic ones
_NEPALI_WORD = re.compile("^छ|छ$|छन$|(?:ले|लाई|सँग|बाट|को|मा|हरू|्यो|ेको|ेकी|ौँ|ौं|ँला|ुस्|ोस्|िन्|ेँ)$")
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
    for language in scores:
        scores[language] *= _EXPECTED.get(language, _RARELY)
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
    """Arabic, unless letters it does not have or several words speak for Urdu or Persian."""
    scores = _score(words, _ARABIC)
    seen = Counter(raw)
    near = min(1.0, _SHORT / (sum(seen.values()) or 1))  # a letter says more in a short text
    for language, weights in ARABIC_LETTERS.items():
        scores[language] += near * sum(min(seen[letter], 6) * weight for letter, weight in weights.items())
    if not any(seen[letter] for letter in "يكةى") and any(seen[letter] for letter in "یک"):
        scores["fa"] += 1.0  # another keyboard
        scores["ur"] += 0.9
    scores["ar"] += 0.2 + 0.5 * sum(word.startswith("ال") and len(word) > 4 for word in words)
    best, weight = max(scores.items(), key=lambda item: item[1])
    foreign = sum(best in (known := _ARABIC.get(word, {})) and "ar" not in known for word in set(words)) > 1
    foreign |= any(seen[letter] for letter, says in ARABIC_LETTERS[best].items() if says >= _TELLING)
    return best if best == "ar" or (foreign and weight > scores["ar"] + 0.4) else "ar"


def of_other(script: str, words: Sequence[str], raw: str) -> str:
    if script == "devanagari":
        scores = _score(words, _DEVANAGARI)
        nepali = scores["ne"] + sum(bool(_NEPALI_WORD.search(word)) for word in words)
        return "ne" if nepali > scores["hi"] else "hi"
    if script == "han" and _KANA.search(raw):
        return "und"
    return _BY_SCRIPT.get(script, "und")
