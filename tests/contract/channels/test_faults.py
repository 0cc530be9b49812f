"""What each provider says when it does not take a message, in the door's own words."""

from __future__ import annotations

import json

import pytest

from channels.errors import SendError, SendFault
from channels.whatsapp import calls
from channels.whatsapp.errors import refused


def meta(code: int) -> bytes:
    return json.dumps({"error": {"message": "words nobody may log", "code": code}}).encode()


@pytest.mark.parametrize(
    ("status", "code", "fault", "whole"),
    [
        (400, 131047, SendFault.WINDOW_CLOSED, False),
        (400, 131026, SendFault.UNREACHABLE, False),
        (429, 130429, SendFault.SLOW_DOWN, True),
        (400, 131056, SendFault.SLOW_DOWN, False),
        (400, 131048, SendFault.SLOW_DOWN, True),
        (400, 80007, SendFault.SLOW_DOWN, True),
        (400, 133016, SendFault.SLOW_DOWN, True),
        (400, 4, SendFault.SLOW_DOWN, True),
        (500, 131000, SendFault.AWAY, False),
        (503, 131016, SendFault.AWAY, False),
        (401, 190, SendFault.ACCOUNT, True),
        (403, 10, SendFault.ACCOUNT, True),
        (403, 200, SendFault.ACCOUNT, True),
        (403, 368, SendFault.ACCOUNT, True),
        (400, 131051, SendFault.MEDIA, False),
        (400, 131053, SendFault.MEDIA, False),
        (400, 100, SendFault.REFUSED, False),
        (400, 132000, SendFault.REFUSED, False),
        (500, 999999, SendFault.AWAY, False),
    ],
)
def test_metas_codes(status: int, code: int, fault: SendFault, whole: bool) -> None:
    error = refused(status, meta(code), {})
    assert (error.fault, error.whole_channel, error.code) == (fault, whole, str(code))
    assert "words" not in str(error)


@pytest.mark.parametrize(
    ("status", "body", "fault"),
    [
        (502, b"<html>bad gateway</html>", SendFault.AWAY),
        (429, b"", SendFault.SLOW_DOWN),
        (401, b"{}", SendFault.ACCOUNT),
        (404, b"[1]", SendFault.REFUSED),
        (500, b"[" * 100_000, SendFault.AWAY),
    ],
)
def test_answers_without_a_code(status: int, body: bytes, fault: SendFault) -> None:
    assert refused(status, body, {}).fault is fault


@pytest.mark.parametrize(
    ("value", "seconds"), [("30", 30.0), ("999999", 3600.0), ("soon", None), ("-1", None)]
)
def test_the_time_a_provider_asks_for(value: str, seconds: float | None) -> None:
    assert refused(429, meta(130429), {"retry-after": value}).retry_after == seconds


@pytest.mark.parametrize(
    "body", [b"", b"{}", b'{"messages": []}', b'{"messages": [{"id": 5}]}', b'{"messages": [{"id": ""}]}']
)
def test_a_success_without_an_id_is_not_known_to_be_one(body: bytes) -> None:
    with pytest.raises(SendError) as raised:
        calls.sent_id(body)
    assert raised.value.fault is SendFault.UNKNOWN


def test_a_success() -> None:
    assert calls.sent_id(b'{"messages": [{"id": "wamid.X"}]}') == "wamid.X"
