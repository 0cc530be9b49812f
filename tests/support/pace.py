"""What this machine needs at least for a start, so that a bound in seconds means the same on a slow one."""

import subprocess
import sys
import time

LIBRARIES = "import aiohttp.web, pydantic_settings, sqlalchemy.ext.asyncio"
GOAL_SECONDS = 2.0


def start_limit() -> float:
    """Seconds a door may take to its first message: the goal, or on a slow or busy machine three times what Python alone
    needs there, now, to import the door's libraries (measured: the whole start takes 1.8 times as long)."""
    return max(GOAL_SECONDS, 3 * min(_import_seconds() for _ in range(3)))


def _import_seconds() -> float:
    began = time.monotonic()
    subprocess.run([sys.executable, "-c", LIBRARIES], check=True)
    return time.monotonic() - began
