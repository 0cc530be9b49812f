"""`bab doctor` asks the platforms, and says what to do about what is wrong there."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support import bot_api, cloud_api
from tests.support.bot_api import BotApi
from tests.support.cloud_api import CloudApi
from tests.support.processes import ROOT

PUBLIC = "https://help.example.org"


async def doctor(home: Path, meta: CloudApi, telegram: BotApi, **changes: str) -> str:
    """The line about channels."""
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BAB_")}
    chosen = cloud_api.settings(meta) | bot_api.settings(telegram) | {"home": str(home), "public_url": PUBLIC}
    settings = {f"BAB_{name.upper()}": value for name, value in chosen.items()}
    done = await asyncio.to_thread(
        subprocess.run,
        [sys.executable, "-m", "bot", "doctor"],
        cwd=ROOT,
        env=clean | settings | changes,
        capture_output=True,
        text=True,
        check=False,
    )
    (line,) = [line for line in done.stdout.splitlines() if "channels:" in line]
    return line


async def test_both_channels_well(tmp_path: Path, meta: CloudApi, telegram: BotApi) -> None:
    telegram.registered = f"{PUBLIC}/channels/telegram"
    line = await doctor(tmp_path, meta, telegram)
    assert line.strip().startswith("ok")
    assert "+971 6 000 0000" in line
    assert "@bab_bot" in line


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"BAB_WHATSAPP_TOKEN": "wrong"}, "BAB_WHATSAPP_TOKEN"),
        ({"BAB_WHATSAPP_NUMBER_ID": "77"}, "BAB_WHATSAPP_NUMBER_ID"),
        ({"BAB_WHATSAPP_API": "http://127.0.0.1:1"}, "cannot be reached"),
        ({"BAB_TELEGRAM_TOKEN": "1:wrong"}, "BAB_TELEGRAM_TOKEN"),
        ({"BAB_PUBLIC_URL": "https://elsewhere.example.org"}, "another address"),
        ({"BAB_PUBLIC_URL": ""}, "BAB_PUBLIC_URL"),
    ],
)
async def test_what_is_wrong_and_what_to_do(
    tmp_path: Path, meta: CloudApi, telegram: BotApi, changes: dict[str, str], told: str
) -> None:
    telegram.registered = f"{PUBLIC}/channels/telegram"
    line = await doctor(tmp_path, meta, telegram, **changes)
    assert line.strip().startswith("WRONG")
    assert told in line
    assert "wrong" not in line.replace("WRONG", ""), "a secret must not be shown"


async def test_updates_that_pile_up_at_telegram(tmp_path: Path, meta: CloudApi, telegram: BotApi) -> None:
    telegram.registered, telegram.pending = f"{PUBLIC}/channels/telegram", 5000
    assert "5000 updates wait" in await doctor(tmp_path, meta, telegram)
