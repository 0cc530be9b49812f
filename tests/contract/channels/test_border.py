"""Who may speak for a provider: signatures and tokens, good and bad, and two of them while one is exchanged."""

from __future__ import annotations

import hashlib
import hmac

import pytest
from hypothesis import given
from hypothesis import strategies as st

from channels.errors import Unparsable
from channels.telegram import codec as telegram
from channels.whatsapp import codec as whatsapp

BODY = '{"entry": [], "word": "سلام"}'.encode()
NEW, OLD = "new secret", "old secret"


def signature(body: bytes = BODY, secret: str = NEW) -> str:
    return "sha256=" + hmac.new(secret.encode(), body, hashlib.sha256).hexdigest()


def test_a_good_signature_by_either_secret() -> None:
    for secret in (NEW, OLD):
        assert whatsapp.signed(BODY, signature(secret=secret), [NEW, OLD])
    assert whatsapp.signed(
        BODY, signature().replace("sha256=", "sha256=").upper().replace("SHA256", "sha256"), [NEW]
    )


@pytest.mark.parametrize(
    "header",
    [
        None,
        "",
        "sha256=",
        signature()[:-1],
        signature()[7:],
        "sha1=" + signature()[7:],
        signature(secret="third"),
        signature(body=BODY.replace(b" ", b"")),  # the same JSON written differently
        "sha256=" + "é" * 64,
        "sha256=\udcff",
        "sha256=" + "0" * 64,
    ],
)
def test_a_bad_signature(header: str | None) -> None:
    assert not whatsapp.signed(BODY, header, [NEW, OLD])


def test_no_secret_trusts_nobody() -> None:
    assert not whatsapp.signed(BODY, signature(secret=""), [""])
    assert not whatsapp.signed(BODY, signature(secret=""), [])
    assert not telegram.trusted("", [""])
    assert not telegram.trusted(None, [])
    assert not whatsapp.challenged("subscribe", "", "")


def test_the_subscription_check() -> None:
    assert whatsapp.challenged("subscribe", "token", "token")
    for mode, token in (
        ("unsubscribe", "token"),
        (None, "token"),
        ("subscribe", None),
        ("subscribe", "tökén"),
    ):
        assert not whatsapp.challenged(mode, token, "token")


def test_telegrams_secret_token() -> None:
    assert telegram.trusted(OLD, [NEW, OLD])
    for header in (None, "", "new", "\udcff", "секрет"):
        assert not telegram.trusted(header, [NEW, OLD])


@pytest.mark.parametrize("read", [whatsapp.posted, telegram.update])
@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"x",
        b"[]",
        b"7",
        b"null",
        b"{}",
        b"\xff\xfe",
        b'{"a":' * 5000,
        b"[" * 200_000,
        b'"' + b"a" * 1000,
    ],
)
def test_what_is_no_body_is_said_to_be_none(read: object, raw: bytes) -> None:
    with pytest.raises(Unparsable):
        read(raw)  # type: ignore[operator]


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                "entry changes value messages statuses contacts id from type text body timestamp system wa_id errors code "
                "update_id message chat from_user_id voice photo location latitude longitude callback_query data edit".split()
            ),
            inner,
            max_size=5,
        )
    ),
    max_leaves=25,
)


@given(JSON)
def test_any_json_is_read_or_refused(value: object) -> None:
    import json

    raw = json.dumps(value).encode()
    for read in (whatsapp.posted, telegram.update):
        try:
            read(raw)
        except Unparsable:
            continue
