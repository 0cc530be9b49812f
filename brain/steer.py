"""Two small decisions before the dialogue: which intent to act on, and which language to answer in.

Pure functions of values. An urgent conversation is never answered with a menu, a joke or "I did not
understand": in it, whatever is neither a control word nor an answer counts as more of the report.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from brain.nlu.labels import ESCALATED, FALLBACK, is_report
from brain.payload import Tap
from brain.schema import Context

# Words that mean themselves even in the middle of a report.
CONTROL = frozenset(
    "ask_human in_danger_now misunderstood change_language decline affirm deny thank bye acknowledge "
    "follow_up_case ask_privacy ask_identity ask_hotline wrong_number".split()
)
# From here on a guess about a control word, or a change of subject inside a form, is believed.
CONTROL_SURE = 0.5
ASIDE_SURE = 0.5
DEFAULT_REPORT = "report_danger"
# A name, a place, a time: what forms wait for.
BARE_ANSWER = "inform"

Ranking = Sequence[Mapping[str, Any]]


def steered_intent(
    *, intent: str, confidence: float, ranking: Ranking, verdict: str, escalated: bool, loop: str | None
) -> str:
    """The intent the dialogue acts on, for a text (taps are never steered).

    `escalated` is what the conversation already is; `loop` the form that is waiting for an answer.
    """
    if is_report(intent) and verdict in ESCALATED:
        return intent
    if intent in CONTROL and confidence >= CONTROL_SURE:
        return intent
    if loop is not None:
        # Likely an answer: a name, a place, a time. The form reads the text itself.
        aside = intent not in (FALLBACK, BARE_ANSWER) and confidence >= ASIDE_SURE
        return intent if aside else FALLBACK
    if escalated:
        return best_report(ranking)
    return intent


def best_report(ranking: Ranking) -> str:
    return next((r["name"] for r in ranking if is_report(r["name"])), DEFAULT_REPORT)


def reply_language(*, context: Context, read: str | None, tap: Tap | None) -> str:
    """ar | en | both. `read` is what this message asks for, None when it gives no sign."""
    if tap is not None and tap.intent == "change_language" and tap.value("language") in ("ar", "en"):
        return str(tap.value("language"))
    if context.pinned and context.language:
        return context.language
    return read or context.language or "ar"
