"""Phrases in one tree, walked over the words of a message.

The choices of one place in a phrase meet again in one node, so the tree grows with what is written,
not with what it could stand for. Each start costs a bounded number of steps and the message as a
whole too, so time is linear whatever the words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from language.entries import Rule
from language.negation import NEGATORS
from language.pattern import GAP, Column, Row
from language.tokens import Token
from language.vocabulary import Meanings

MOST_STEPS = 400  # from one word
MEAN_STEPS = 3  # from each word of a very long message; ordinary text needs 1 to 4
SPARE_STEPS = 15_000
WIDEST_GAP = 3
_ARTICLES = frozenset({"el", "al", "il"})  # Arabizi writes "the" apart; a phrase may do without


class Found(NamedTuple):
    rule: Rule
    start: int  # first word
    end: int  # after the last word
    wording: str


class _Node:
    __slots__ = ("edges", "gap", "jumps", "rules")

    def __init__(self) -> None:
        self.edges: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.jumps: list[_Node] = []  # places this one is also
        self.rules: list[Rule] = []

    def along(self, row: Row) -> _Node:
        node = self
        for symbol in row:
            if symbol == GAP:
                node.gap = node.gap or _Node()
                node = node.gap
            else:
                node = node.edges.setdefault(symbol, _Node())
        return node


_State = tuple[_Node, int, tuple[str, ...]]


class Trie:
    def __init__(self, phrases: Iterable[tuple[Sequence[Column], Rule]]) -> None:
        self._root = _Node()
        self._meetings: dict[tuple[int, Column], _Node] = {}
        for columns, rule in phrases:
            for needed in _without_empty_start(columns):
                node = self._root
                for column in needed:
                    node = self._through(node, column)
                if rule not in node.rules:
                    node.rules.append(rule)

    def _through(self, node: _Node, column: Column) -> _Node:
        """The node where every choice of `column` after `node` ends; made once for equal choices."""
        if len(column) == 1:
            return node.along(column[0])
        key = (id(node), column)
        if key not in self._meetings:
            self._meetings[key] = meeting = _Node()
            for row in column:
                node.along(row).jumps.append(meeting)
        return self._meetings[key]

    def search(self, tokens: Sequence[Token], meanings: Sequence[Meanings]) -> Iterator[Found]:
        first_words = self._root.edges
        left = SPARE_STEPS + MEAN_STEPS * len(tokens)
        for start, known in enumerate(meanings):
            states: list[_State] = [
                (first_words[symbol], start + 1, (word,))
                for symbol, word in known.items()
                if symbol in first_words
            ]
            if states:
                most = min(MOST_STEPS, max(MEAN_STEPS, left))
                used, found = _walk(states, start, most, tokens, meanings)
                left -= used
                yield from found


def _without_empty_start(columns: Sequence[Column]) -> Iterator[Sequence[Column]]:
    """A phrase whose first place may be empty is two phrases."""
    if () not in columns[0]:
        yield columns
        return
    if some := tuple(row for row in columns[0] if row):
        yield [some, *columns[1:]]
    yield from _without_empty_start(columns[1:])


def _walk(
    states: list[_State],
    start: int,
    most: int,
    tokens: Sequence[Token],
    meanings: Sequence[Meanings],
) -> tuple[int, list[Found]]:
    """Steps taken, and what was found. `states` is used up."""
    sentence = tokens[start].sentence
    found: dict[tuple[int, int], Found] = {}  # (rule, end): the same phrase may be reached twice
    seen: set[tuple[int, int]] = set()
    steps = 0
    while states and steps < most:
        node, place, words = states.pop()
        key = (id(node), place)
        if key in seen:
            continue
        seen.add(key)
        steps += 1
        for rule in node.rules:
            found.setdefault((id(rule), place), Found(rule, start, place, " ".join(words)))
        if node.jumps:
            states += [(ahead, place, words) for ahead in node.jumps]
        if place >= len(tokens) or tokens[place].sentence != sentence:
            continue
        edges = node.edges
        if edges:
            over = tokens[place].form in _ARTICLES and place + 1 < len(tokens)
            for here in (place, place + 1) if over else (place,):
                known = meanings[here]
                for symbol in known if len(known) < len(edges) else edges:
                    if symbol in known and symbol in edges:
                        states.append((edges[symbol], here + 1, (*words, known[symbol])))
        if node.gap is not None:
            gap = node.gap
            states += [
                (gap, here, words if here == place or words[-1] == "…" else (*words, "…"))
                for here in _over_gap(place, tokens, sentence)
                if gap.jumps or not gap.edges.keys().isdisjoint(meanings[here].keys())
            ]
    return steps, list(found.values())


def _over_gap(place: int, tokens: Sequence[Token], sentence: int) -> Iterator[int]:
    """Where a phrase may go on: here, or after up to `WIDEST_GAP` words that do not deny."""
    for here in range(place, min(place + WIDEST_GAP + 1, len(tokens))):
        if tokens[here].sentence != sentence:
            return
        yield here
        if tokens[here].form in NEGATORS:
            return
