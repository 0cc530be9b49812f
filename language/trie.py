"""Rows of symbols in one tree, walked over the words of a message.

Each start costs at most `MOST_STEPS` steps, so the whole is linear whatever the words are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from language.entries import Rule
from language.negation import NEGATORS
from language.pattern import GAP, Row
from language.tokens import Token
from language.vocabulary import Meaning

MOST_STEPS = 300
WIDEST_GAP = 3


class Found(NamedTuple):
    rule: Rule
    start: int  # first word
    end: int  # after the last word
    wording: str


class _Node:
    __slots__ = ("edges", "gap", "rules")

    def __init__(self) -> None:
        self.edges: dict[str, _Node] = {}
        self.gap: _Node | None = None
        self.rules: list[Rule] = []


class Trie:
    def __init__(self, rows: Iterable[tuple[Row, Rule]]) -> None:
        self._root = _Node()
        for row, rule in rows:
            node = self._root
            for symbol in row:
                if symbol == GAP:
                    node.gap = node.gap or _Node()
                    node = node.gap
                else:
                    node = node.edges.setdefault(symbol, _Node())
            if rule not in node.rules:
                node.rules.append(rule)

    def search(
        self, tokens: Sequence[Token], meanings: Sequence[tuple[Meaning, ...]]
    ) -> Iterator[Found]:
        first_words = self._root.edges
        for start, known in enumerate(meanings):
            if any(symbol in first_words for symbol, _ in known):
                yield from self._from(start, tokens, meanings)

    def _from(
        self, start: int, tokens: Sequence[Token], meanings: Sequence[tuple[Meaning, ...]]
    ) -> Iterator[Found]:
        sentence = tokens[start].sentence
        stack: list[tuple[_Node, int, tuple[str, ...]]] = [(self._root, start, ())]
        seen: set[tuple[int, int]] = set()  # (rule, end): the same phrase by another way
        steps = 0
        while stack and steps < MOST_STEPS:
            node, place, words = stack.pop()
            steps += 1
            for rule in node.rules:
                if (id(rule), place) not in seen:
                    seen.add((id(rule), place))
                    yield Found(rule, start, place, " ".join(words))
            if place >= len(tokens) or tokens[place].sentence != sentence:
                continue
            for symbol, word in meanings[place]:
                if symbol in node.edges:
                    stack.append((node.edges[symbol], place + 1, (*words, word)))
            if node.gap is not None:
                stack += _over_gap(node.gap, place, tokens, sentence, words)


def _over_gap(
    ahead: _Node, place: int, tokens: Sequence[Token], sentence: int, words: tuple[str, ...]
) -> Iterator[tuple[_Node, int, tuple[str, ...]]]:
    yield ahead, place, words
    for skipped in range(1, WIDEST_GAP + 1):
        token = tokens[place + skipped - 1] if place + skipped <= len(tokens) else None
        if token is None or token.sentence != sentence or token.form in NEGATORS:
            return
        yield ahead, place + skipped, (*words, "…") if words[-1] != "…" else words
