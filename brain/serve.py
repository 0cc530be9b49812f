"""`python -m brain.serve --port N`: the brain with the model of the present data, until its parent goes.

Runs `rasa run` with our credentials on loopback. Only an archive that we trained ourselves is loaded: one
whose sha256 is the one noted beside it (a foreign archive may run code). Ends itself when standard input
closes, so that a door killed with -9 leaves no brain behind.
Exit codes: 2 no model that may be loaded, else Rasa's own.
"""

from __future__ import annotations

import argparse
import os
import sys
import threading
from pathlib import Path

from brain.encoder.weights import WeightsUnreadable
from brain.train import MODELS, ROOT, is_whole, model_hash


def present_model(root: Path) -> Path | None:
    """The archive trained on the data as they are now."""
    try:
        archive = root / MODELS / f"bab-{model_hash(root)}.tar.gz"
    except WeightsUnreadable:
        return None
    return archive if is_whole(archive) else None


def find_model(root: Path) -> Path | None:
    """The archive for the present data, else the newest one that is whole."""
    present = present_model(root)
    if present is not None:
        return present
    archives = sorted(
        (root / MODELS).glob("bab-*.tar.gz"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    for archive in archives:
        if is_whole(archive):
            print(f"brain: {archive.name} was trained on older data; run: bab train", file=sys.stderr)
            return archive
    return None


def named_model(archive: Path) -> Path | None:
    if is_whole(archive):
        return archive
    print(
        f"brain: {archive} is not an archive that was trained here, with its JSON beside it", file=sys.stderr
    )
    return None


def end_with_parent() -> None:
    """Standard input is a pipe the parent holds open; its end is the parent's end."""

    def watch() -> None:
        while os.read(0, 1024):
            pass
        os._exit(0)

    threading.Thread(target=watch, name="parent", daemon=True).start()


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m brain.serve", description=__doc__)
    parser.add_argument("--port", type=int, default=5005)
    parser.add_argument(
        "--check", action="store_true", help="only say whether the present data has its model"
    )
    parser.add_argument("--with-parent", action="store_true", help="end when standard input closes")
    parser.add_argument(
        "--model", type=Path, help="an archive trained here; default: that of the present data"
    )
    arguments = parser.parse_args()
    model = named_model(arguments.model) if arguments.model else find_model(ROOT)
    if arguments.check:
        return 0 if model is not None and model == present_model(ROOT) else 2
    if model is None:
        print("brain: no trained model; run: bab train", file=sys.stderr)
        return 2
    if arguments.with_parent:
        end_with_parent()
    from rasa.__main__ import main as rasa

    options = ["--credentials", "credentials.yml", "--endpoints", "endpoints.yml"]
    sys.argv = ["rasa", "run", "-m", str(model), *options, "-i", "127.0.0.1", "-p", str(arguments.port)]
    rasa()
    return 0


if __name__ == "__main__":
    sys.exit(main())
