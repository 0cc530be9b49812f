"""The project's own files as the house rules see them: what is committed or about to be."""

import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]

_LEFT_OUT = {".git", ".venv", "var", "models", "node_modules", "results", "build", "dist"}
_LOCKS = {"requirements.txt", "door.txt", "dev.txt"}


@cache
def files() -> tuple[Path, ...]:
    """Every file of the project, from the root. Git knows best; a bare copy is walked."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    if listed.returncode == 0 and (ROOT / ".git").exists():
        found = [Path(name) for name in listed.stdout.split("\0") if name]
    else:
        found = [path.relative_to(ROOT) for path in ROOT.rglob("*")]
    return tuple(
        sorted(
            path
            for path in found
            if (ROOT / path).is_file()
            and not _LEFT_OUT & set(path.parts)
            and not any(part.startswith(".") and part.endswith("_cache") for part in path.parts)
            and "__pycache__" not in path.parts
        )
    )


def endswith(*suffixes: str) -> list[Path]:
    return [path for path in files() if path.suffix in suffixes]


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


@cache
def texts() -> dict[Path, str]:
    """Every readable file with its text; pictures and the like are left out."""
    readable = {}
    for path in files():
        try:
            readable[path] = text(path)
        except UnicodeDecodeError:
            continue
    return readable


def is_lock(path: Path) -> bool:
    return path.name in _LOCKS and path.suffix == ".txt"
