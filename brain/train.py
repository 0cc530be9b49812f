"""`python -m brain.train`: one trained archive for the inputs as they are now, and none twice.

Writes models/bab-<hash of inputs>.tar.gz and a JSON with its sha256 beside it. When that archive
already exists and is whole it says "up to date" and ends before anything heavy is imported.
Exit codes: 0 trained or up to date, 1 the training failed, 2 something is missing.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import logging
import os
import sys
import time
import warnings
from collections.abc import Iterator
from pathlib import Path

# Before numpy is imported, or it is not heard: fits run side by side, each on one thread.
os.environ.setdefault("OMP_NUM_THREADS", "1")

from brain.encoder.adapter import AdapterUnfit
from brain.encoder.build import DEFAULT_OUT, build, inputs_hash
from brain.encoder.weights import WeightsUnreadable, file_hash, weights_path

ROOT = Path(__file__).parents[1]
MODELS = Path("models")
# All that a trained model depends on. The lexicon belongs to the front door.
INPUTS = (
    "config.yml",
    "domain.yml",
    "domain",
    "nlu_data",
    "actions",
    "brain/importer.py",
    "brain/nlu",
    "language",
)
READ = (".yml", ".yaml", ".py")
NOT_READ = ("lexicon", "__pycache__")


def input_files(root: Path) -> Iterator[Path]:
    """Every file whose change makes a new model, in a fixed order."""
    for name in INPUTS:
        place = root / name
        found = [place] if place.is_file() else sorted(place.rglob("*"))
        for path in found:
            inside = path.relative_to(root).parts
            if path.suffix in READ and path.is_file() and not set(inside) & set(NOT_READ):
                yield path


def model_hash(root: Path) -> str:
    digest = hashlib.sha256(inputs_hash(weights_path()).encode())
    for path in input_files(root):
        digest.update(str(path.relative_to(root)).encode())
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:12]


def is_whole(archive: Path) -> bool:
    """The archive is there and is the one its JSON describes."""
    note = archive.with_suffix("").with_suffix(".json")
    if not archive.is_file() or not note.is_file():
        return False
    try:
        return bool(json.loads(note.read_text("utf-8"))["sha256"] == file_hash(archive))
    except (ValueError, KeyError, TypeError):
        return False


# First words of Rasa's log lines; our own component's lines carry their stage alone.
KINDS = {"Starting": "learning", "Finished": "learnt", "Restored": "unchanged:"}


class _Progress(logging.Handler):
    """Turns Rasa's own log of training steps into lines with seconds."""

    def __init__(self) -> None:
        super().__init__(logging.INFO)
        self.started = time.monotonic()

    def say(self, stage: str) -> None:
        print(f"train: {time.monotonic() - self.started:6.1f} s  {stage}", flush=True)

    def emit(self, record: logging.LogRecord) -> None:
        words = record.getMessage().split("'")
        if len(words) > 1:
            self.say(f"{KINDS.get(words[0].split()[0], ' ')} {words[1]}")


def _hush() -> None:
    """Keep the libraries' chatter off the screen, so that the stages of the training can be read."""
    # Rasa draws a bar for each of its rules, unless its own level of logging is above.
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    import sanic.app  # noqa: F401  (turns deprecations on again when it is imported, so before ours)
    import structlog

    # Rasa traces every rule it learns; only its own command line turns that off.
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.WARNING))
    os.environ.setdefault("SQLALCHEMY_SILENCE_UBER_WARNING", "1")
    warnings.filterwarnings("ignore", category=DeprecationWarning)
    # Said of every Rasa 3 project with slots of its own.
    warnings.filterwarnings("ignore", message="Slot auto-fill has been removed")


def train(root: Path, name: str, encoder: Path, progress: _Progress) -> Path | None:
    """The archive, or None when Rasa could not train (it has then said why). `encoder` is the built one's folder."""
    os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
    os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")
    os.environ.setdefault("RASA_CACHE_DIRECTORY", str(root / MODELS / "cache"))
    progress.say("loading Rasa (about 10 s)")
    _hush()
    import rasa.api

    for name_of_log in ("rasa.engine.training.hooks", "brain.nlu"):
        log = logging.getLogger(name_of_log)
        log.setLevel(logging.INFO)
        log.addHandler(progress)
        log.propagate = False  # some library gives the root logger a handler of its own
    from brain.encoder import memory
    from brain.encoder.loaded import the_encoder
    from language import reading

    with memory.remembered(the_encoder(), encoder):
        reading.room_for(memory.MOST)
        progress.say("reading training data")
        data = [str(p) for p in sorted((root / "nlu_data").iterdir()) if p.name not in NOT_READ]
        domain = root / "domain" if (root / "domain").is_dir() else root / "domain.yml"
        result = rasa.api.train(
            domain=str(domain),
            config=str(root / "config.yml"),
            training_files=data,
            output=str(root / MODELS),
            fixed_model_name=name,
        )
    return Path(result.model) if result.model and result.code == 0 else None


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m brain.train", description=__doc__)
    parser.add_argument("--force", action="store_true", help="train even when nothing changed")
    force = parser.parse_args().force
    sys.path.insert(0, str(ROOT))
    progress = _Progress()
    try:
        name = f"bab-{model_hash(ROOT)}"
        archive = ROOT / MODELS / f"{name}.tar.gz"
        encoder = build(ROOT / DEFAULT_OUT, lambda line: print(line, flush=True))
    except AdapterUnfit as error:
        print(f"train: {error}", file=sys.stderr)
        return 2
    except WeightsUnreadable as error:
        print(f"train: {error}; install brain/requirements.txt first", file=sys.stderr)
        return 2
    if not force and is_whole(archive):
        print(f"train: up to date ({archive.relative_to(ROOT)})")
        return 0
    for needed in (("config.yml",), ("nlu_data",), ("domain.yml", "domain")):
        if not any((ROOT / name).exists() for name in needed):
            print(f"train: {needed[0]} is missing", file=sys.stderr)
            return 2
    trained = train(ROOT, name, encoder, progress)
    if trained is None:
        print("train: failed, see above", file=sys.stderr)
        return 1
    if f"bab-{model_hash(ROOT)}" != name:
        # Without its JSON the archive does not count as whole, so the next run trains again.
        print("train: the inputs changed while training; run it again", file=sys.stderr)
        return 1
    size = archive.stat().st_size
    note = {"model": archive.name, "sha256": file_hash(archive), "bytes": size}
    archive.with_suffix("").with_suffix(".json").write_text(json.dumps(note, indent=1), "utf-8")
    progress.say(f"done: {archive.relative_to(ROOT)}, {size / 1e6:.1f} MB")
    return 0


if __name__ == "__main__":
    sys.exit(main())
