"""Messages for benchmarks: everyday ones, so that no case is opened for each."""

from __future__ import annotations

ARABIC = (
    "السلام عليكم",
    "شحالكم",
    "متى تفتحون؟",
    "كم رقمكم؟",
    "شو الخدمات اللي تقدمونها؟",
    "شكرا لكم",
    "وين مكانكم؟",
    "كيف اتطوع معاكم؟",
    "تمام",
    "مع السلامة",
)
ENGLISH = (
    "hello",
    "how are you",
    "what are your hours?",
    "what is your number?",
    "what can you do?",
    "thank you",
    "where are you?",
    "how do I volunteer?",
    "ok",
    "goodbye",
)


def numbered(count: int) -> list[str]:
    """`count` different messages: each text is new to any cache, as most are in life."""
    return [f"{(ARABIC + ENGLISH)[number % 20]} {number}" for number in range(count)]
