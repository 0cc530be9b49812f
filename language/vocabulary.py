"""Every word the phrases know, and which of them a typed word may be.

A typed word is itself, itself without Arabic clitics, itself with a held letter doubled or single, a
word that starts with a stem, or - in Latin letters, when the message is Arabizi - any Arabic word its
letters can spell. Work is bounded for each word and for each message.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import lru_cache
from itertools import groupby

from language.arabizi import pieces
from language.clitics import without_clitics
from language.known_arabizi import KNOWN
from language.script import script_of_word

Meanings = Mapping[str, str]  # symbol in a phrase → the word as the lexicon writes it
_SHORTEST_SPELLED = 3
_LONGEST_SPELLED = 20
_MOST_READINGS = 6
_WRITTEN_ON = ("w", "wa", "b", "bi", "be", "el", "al", "l", "f", "ha", "7a")  # onto the next word
_PREFIX_COST = 0.3
_STEPS_A_WORD = 600
# How far a spelling may stray before it is another word.
_DEAREST = 0.5
_DEARER_A_LETTER = 0.2
_REMEMBERED = 8192  # Latin words whose readings are kept


def skeleton(form: str) -> str:
    return "".join(letter for letter, _ in groupby(form))


class _Letter:
    """A tree of the Arabic words, letter by letter."""

    __slots__ = ("ends", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Letter] = {}
        self.ends = False

    def add(self, word: str) -> None:
        node = self
        for letter in word:
            node = node.next.setdefault(letter, _Letter())
        node.ends = True

    def after(self, letters: str) -> _Letter | None:
        node: _Letter | None = self
        for letter in letters:
            if node is None:
                return None
            node = node.next.get(letter)
        return node


class Vocabulary:
    def __init__(self, words: Iterable[tuple[str, str]]) -> None:
        """`words` are (symbol, word) pairs; a word that ends in `*` is a stem."""
        self._symbols: dict[str, list[str]] = {}
        self._stems: dict[str, list[str]] = {}
        self._held: dict[str, list[str]] = {}
        self._letters = _Letter()
        self.spelled = lru_cache(maxsize=_REMEMBERED)(self._spelled)
        for symbol, word in words:
            if word.endswith("*"):
                self._stems.setdefault(word[:-1], []).append(symbol)
            elif symbol not in self._symbols.setdefault(word, []):
                self._symbols[word].append(symbol)
        self._stem_lengths = sorted({len(stem) for stem in self._stems})
        for word in self._symbols:
            self._held.setdefault(skeleton(word), []).append(word)
            if script_of_word(word) == "arabic":
                self._letters.add(word)

    def __contains__(self, word: str) -> bool:
        return word in self._symbols

    def meanings(self, form: str, *, stretched: bool, spelled: bool) -> Meanings:
        """What `form` may be, the likeliest word for each symbol; `spelled` reads Latin letters as Arabic."""
        words = [form] if form in self._symbols else []
        if "\u0600" <= form[0] <= "\u06ff":
            words += [word for word in without_clitics(form) if word in self._symbols]
        elif not words and form[-1] == "s" and form[:-1] in self._symbols:
            words.append(form[:-1])  # husband's
        if stretched or (not words and len(form) > 2 and form[-1] == form[-2]):
            words += [word for word in self._held.get(skeleton(form), ()) if word not in words]
        if spelled:
            words += [word for word in self.spelled(form) if word not in words]
        found: dict[str, str] = {}
        for word in words:
            for symbol in self._symbols[word]:
                found.setdefault(symbol, word)
        for length in self._stem_lengths:
            if length > len(form):
                break
            for symbol in self._stems.get(form[:length], ()):
                found.setdefault(symbol, form[:length])
        return found

    def _spelled(self, form: str) -> tuple[str, ...]:
        """Arabic words of the phrases that these Latin letters may spell, cheapest first."""
        known = tuple(word for word in KNOWN.get(form, ()) if word in self._symbols)
        if not _SHORTEST_SPELLED <= len(form) <= _LONGEST_SPELLED:
            return known
        best = _cheapest(form, self._letters)
        found = sorted(best, key=lambda word: (best[word], word))
        return tuple(dict.fromkeys([*known, *found]))[:_MOST_READINGS]


def _cheapest(form: str, root: _Letter) -> dict[str, float]:
    """Every word below `root` that `form` may spell, with the cost of its cheapest reading."""
    ways = [pieces(form, place) for place in range(len(form))]
    dearest = _DEAREST + _DEARER_A_LETTER * len(form)
    best: dict[str, float] = {}
    seen: dict[tuple[int, int], float] = {}
    stack = [(0, root, "", 0.0)]
    stack += [
        (len(prefix), root, "", _PREFIX_COST)
        for prefix in _WRITTEN_ON
        if form.startswith(prefix) and len(form) - len(prefix) >= _SHORTEST_SPELLED
    ]
    for _ in range(_STEPS_A_WORD):
        if not stack:
            break
        place, node, written, cost = stack.pop()
        if place == len(form):
            if node.ends and cost < best.get(written, dearest):
                best[written] = cost
            continue
        for width, spellings in ways[place]:
            for arabic, more in spellings:
                ahead = node.after(arabic)
                if ahead is None or cost + more >= seen.get((place + width, id(ahead)), dearest):
                    continue
                seen[place + width, id(ahead)] = cost + more
                stack.append((place + width, ahead, written + arabic, cost + more))
    return best
