"""The `bab` command from outside: wrong settings and broken homes are one clear line and a non-zero exit."""

import asyncio
import json
import os
import socket
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.brain import TOKEN, running
from tests.support.pace import start_limit
from tests.support.processes import ROOT, DoorProcess


def bab(*arguments: str, home: Path, stdin: str = "", **settings: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("BAB_")}
    return subprocess.run(
        [sys.executable, "-m", "bot", *arguments],
        cwd=ROOT,
        env=clean | {"BAB_HOME": str(home)} | settings,
        input=stdin,
        capture_output=True,
        text=True,
        check=False,
        timeout=50,
    )


def one_clear_line(result: subprocess.CompletedProcess[str]) -> str:
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    lines = [line for line in result.stderr.splitlines() if line.startswith("Error")]
    assert len(lines) == 1, result.stderr
    return lines[0]


def test_every_wrong_setting_is_named_at_once(tmp_path: Path) -> None:
    result = bab(
        "serve", home=tmp_path, BAB_PORT="none", BAB_LOG_LEVEL="LOUD", BAB_EXIT_URL="javascript:alert(1)"
    )
    assert result.returncode != 0
    assert "Traceback" not in result.stderr
    for name in ("BAB_PORT", "BAB_LOG_LEVEL", "BAB_EXIT_URL"):
        assert name in result.stderr


def test_brains_without_a_token_are_refused(tmp_path: Path) -> None:
    assert "BAB_BRAIN_TOKEN" in one_clear_line(
        bab("serve", home=tmp_path, BAB_BRAIN_URLS="http://127.0.0.1:1")
    )


def test_a_missing_key_file_beside_a_database_is_never_replaced(tmp_path: Path) -> None:
    assert bab("migrate", home=tmp_path).returncode == 0
    (tmp_path / "keys.json").unlink()
    assert "keys.json" in one_clear_line(bab("serve", home=tmp_path))
    assert not (tmp_path / "keys.json").exists()


def test_a_database_from_the_future(tmp_path: Path) -> None:
    assert bab("migrate", home=tmp_path).returncode == 0
    with sqlite3.connect(tmp_path / "bab.db") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    assert "newer door" in one_clear_line(bab("serve", home=tmp_path))


def test_a_database_that_is_not_there(tmp_path: Path) -> None:
    url = "postgresql://nobody@127.0.0.1:1/nothing"
    assert "cannot be reached" in one_clear_line(bab("serve", home=tmp_path, BAB_DATABASE_URL=url))


def test_a_file_that_is_no_database(tmp_path: Path) -> None:
    (tmp_path / "other.db").write_text("this is not a database" * 100)
    line = one_clear_line(bab("serve", home=tmp_path, BAB_DATABASE_URL=f"sqlite:///{tmp_path / 'other.db'}"))
    assert "other.db" in line


def test_a_port_in_use(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        assert port in one_clear_line(bab("serve", home=tmp_path, BAB_PORT=port))


def test_a_home_that_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    one_clear_line(bab("serve", home=tmp_path / "file"))


def test_agents_are_added_listed_and_disabled(tmp_path: Path) -> None:
    added = bab("agent", "add", "mariam", "--name", "مريم", home=tmp_path)
    assert added.returncode == 0
    assert "shown only now" in added.stdout
    assert "there is an agent" in one_clear_line(bab("agent", "add", "Mariam", home=tmp_path))
    assert "at least" in one_clear_line(
        bab("agent", "add", "x", "--password-stdin", home=tmp_path, stdin="short\n")
    )
    assert "مريم" in bab("agent", "list", home=tmp_path).stdout
    assert bab("agent", "disable", "mariam", home=tmp_path).returncode == 0
    assert "disabled" in bab("agent", "list", home=tmp_path).stdout
    assert "no such agent" in one_clear_line(bab("agent", "disable", "nobody", home=tmp_path))


def test_doctor_names_what_is_wrong_and_what_to_do(tmp_path: Path) -> None:
    assert bab("agent", "add", "mariam", home=tmp_path).returncode == 0
    (tmp_path / "keys.json").chmod(0o644)
    result = bab("doctor", home=tmp_path, BAB_BRAIN_URLS="http://127.0.0.1:1", BAB_BRAIN_TOKEN=TOKEN)
    assert result.returncode == 1
    assert "chmod 600" in result.stdout
    assert "no brain of BAB_BRAIN_URLS answers" in result.stdout


async def test_doctor_finds_a_good_home_well(tmp_path: Path) -> None:
    async with running() as brain:
        assert (await asyncio.to_thread(bab, "agent", "add", "mariam", home=tmp_path)).returncode == 0
        result = await asyncio.to_thread(
            bab, "doctor", home=tmp_path, BAB_BRAIN_URLS=brain.url, BAB_BRAIN_TOKEN=TOKEN
        )
    assert (result.returncode, "All is well" in result.stdout) == (0, True), result.stdout


async def test_chat_talks_to_the_running_door(tmp_path: Path) -> None:
    async with running() as brain:
        door = DoorProcess(home=tmp_path, brain_url=brain.url)
        await door.start()
        try:
            result = await asyncio.to_thread(
                bab, "chat", "--url", door.url, home=tmp_path, stdin="hello there\n\n"
            )
        finally:
            await door.kill()
    assert "heard hello there" in result.stdout
    assert "no door answers" in one_clear_line(
        await asyncio.to_thread(bab, "chat", "--url", door.url, home=tmp_path)
    )


async def test_evaluate_prints_the_figures_of_the_very_decision(tmp_path: Path) -> None:
    lines = [
        {"text": "my husband beats me", "urgency": "urgent", "lang": "en", "line": "general"},
        {"text": "what are your hours", "urgency": "routine", "lang": "en", "line": "general"},
    ]
    file = tmp_path / "some.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines))
    async with running() as brain:
        settings = {"BAB_BRAIN_URLS": brain.url, "BAB_BRAIN_TOKEN": TOKEN}
        result = await asyncio.to_thread(bab, "evaluate", str(file), "--json", home=tmp_path, **settings)
        assert result.returncode == 0, result.stderr
        figures = json.loads(result.stdout)
        assert figures["n"] == len(brain.asked) == 2
        # The stand-in brain calls everything routine: what escalates here is the door's own lexicon.
        assert figures["escalated"] == {"recall": 1.0, "precision": 1.0, "false_rate": 0.0}
        assert set(figures["latency_ms"]) == {"p50", "p99"}
        assert figures["by_lang"]["en"]["n"] == 2
        file.write_text('{"text": "x"}\n')
        assert "line 1" in one_clear_line(
            await asyncio.to_thread(bab, "evaluate", str(file), home=tmp_path, **settings)
        )


async def test_the_door_takes_messages_within_two_seconds_of_its_start(tmp_path: Path) -> None:
    """Whatever the brain does: here there is none."""
    door = DoorProcess(home=tmp_path, brain_url="http://127.0.0.1:1")
    try:
        await door.start()
        await door.kill()
        seconds = [await restart(door) for _ in range(3)]
    finally:
        await door.kill()
    print(f"ready to take messages after {sorted(seconds)[1]:.2f} s (median of three)")
    assert sorted(seconds)[1] <= await asyncio.to_thread(start_limit)


async def restart(door: DoorProcess) -> float:
    await door.kill()
    return await door.start()


@pytest.mark.parametrize(
    "command", ["up", "serve", "brain", "train", "chat", "evaluate", "agent", "migrate", "doctor"]
)
def test_every_command_explains_itself(command: str, tmp_path: Path) -> None:
    result = bab(command, "--help", home=tmp_path)
    assert result.returncode == 0
    assert "Usage" in result.stdout
