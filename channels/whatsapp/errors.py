"""Meta's error codes in the words of the door. Pure.

Source: the Cloud API's error reference; what is not listed there is taken as a passing fault when the HTTP status is
5xx and as final otherwise.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from channels.errors import SendError, SendFault

_FAULTS = {
    SendFault.SLOW_DOWN: "4 80007 130429 131048 131056 131064 133016",
    SendFault.AWAY: "1 2 131000 131016 131057 133004 135000",
    SendFault.WINDOW_CLOSED: "131047",
    SendFault.UNREACHABLE: "131021 131026 131030 131049 131050 130472 131062 137000",
    SendFault.MEDIA: "131051 131052 131053",
    SendFault.ACCOUNT: "0 3 10 190 368 131005 131031 131037 131042 131044 131045 130497",
}
CODES = {code: fault for fault, codes in _FAULTS.items() for code in codes.split()}
# Of these, only the pair of us and this person is meant.
PAIR = frozenset({"131056"})
PAIR_SECONDS = 6.0


def fault_of(code: str) -> SendFault:
    """The fault a code names; an unknown code is final: repeating it blindly could disturb a person."""
    if code.isdecimal() and 200 <= int(code) < 300:
        return SendFault.ACCOUNT
    return CODES.get(code, SendFault.REFUSED)


def refused(status: int, body: bytes, headers: Mapping[str, str]) -> SendError:
    """What an answer that is not a success means. `headers` with lower-case names."""
    error = _error(body)
    code = str(error.get("code", "")) if error else ""
    if not code:
        if status == 429:
            return SendError(
                SendFault.SLOW_DOWN, f"http {status}", retry_after=_retry_after(headers), whole_channel=True
            )
        if status in (401, 403):
            return SendError(SendFault.ACCOUNT, f"http {status}", whole_channel=True)
        fault = SendFault.AWAY if status >= 500 else SendFault.REFUSED
        return SendError(fault, f"http {status}", retry_after=_retry_after(headers))
    fault = fault_of(code)
    if fault is SendFault.REFUSED and status >= 500:
        fault = SendFault.AWAY
    whole = fault is SendFault.ACCOUNT or (fault is SendFault.SLOW_DOWN and code not in PAIR)
    after = PAIR_SECONDS if code in PAIR else _retry_after(headers)
    return SendError(fault, code, retry_after=after, whole_channel=whole)


def _error(body: bytes) -> dict[str, Any] | None:
    try:
        value = json.loads(body)
    except (ValueError, RecursionError):
        return None
    error = value.get("error") if isinstance(value, dict) else None
    return error if isinstance(error, dict) else None


def _retry_after(headers: Mapping[str, str]) -> float | None:
    value = headers.get("retry-after", "")
    return min(float(value), 3600.0) if value.isdecimal() and len(value) < 7 else None
