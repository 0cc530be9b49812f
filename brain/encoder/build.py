"""`python -m brain.encoder.build OUT_DIR`: turns the installed weights into what brain.encoder.run loads.

Writes OUT_DIR/<hash of inputs>/: graph.onnx (int8), words.npy (4-bit rows, copied as they are),
pieces.model, places.npy and, last, manifest.json. A directory with a manifest is complete and is
never built again. Refuses unreadable weights, and an adapter that does not fit them.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import os
import shutil
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np

from brain.encoder.adapter import PATH as ADAPTER
from brain.encoder.adapter import adapted
from brain.encoder.weights import WeightsUnreadable, file_hash, read_weights, weights_path, word_rows

DEFAULT_OUT = Path("models/encoder")
SOURCES = ("weights.py", "vocabulary.py", "adapter.py", "graph.py", "build.py")

Say = Callable[[str], None]


def inputs_hash(weights: Path, adapter: Path = ADAPTER) -> str:
    """Hash of the weights, the adapter and the code that converts them: the name of the result."""
    digest = hashlib.sha256(file_hash(weights).encode())
    for path in (*(Path(__file__).parent / name for name in SOURCES), adapter):
        digest.update(path.read_bytes() if path.is_file() else b"")
    return digest.hexdigest()[:16]


def build(out: Path, say: Say, adapter: Path = ADAPTER) -> Path:
    """Build unless present, and return the directory. Raises WeightsUnreadable, AdapterUnfit."""
    source = weights_path()
    target = out / inputs_hash(source, adapter)
    if (target / "manifest.json").is_file():
        say(f"encoder: up to date ({target})")
        return target
    started = time.monotonic()
    # Two builds at once (a training and a test, say) must not write into one another.
    partial = target.with_suffix(f".{os.getpid()}")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir(parents=True)
    _write(
        source, adapter, partial, lambda stage: say(f"encoder: {time.monotonic() - started:5.1f} s  {stage}")
    )
    if (target / "manifest.json").is_file():
        shutil.rmtree(partial)
    else:
        shutil.rmtree(target, ignore_errors=True)
        partial.rename(target)
    say(f"encoder: {time.monotonic() - started:5.1f} s  done ({target})")
    return target


def _write(source: Path, adapter: Path, target: Path, say: Say) -> None:
    # Needed for building only; running an encoder never imports them.
    from brain.encoder.graph import write_graph, write_int8
    from brain.encoder.vocabulary import kept_pieces, piece_model

    say("reading the weights")
    weights = read_weights(source)
    weights = replace(weights, tensors=adapted(weights.tensors, adapter))
    say("tokenizer and word vectors")
    kept = kept_pieces(weights.pieces)
    (target / "pieces.model").write_bytes(piece_model(weights.pieces, kept))
    np.save(target / "words.npy", word_rows(source, weights.shape)[kept])
    np.save(target / "places.npy", weights.tensors["emb.pos"] + weights.tensors["emb.type"][0])
    say("graph")
    write_graph(weights, target / "float.onnx")
    say("int8")
    write_int8(target / "float.onnx", target / "graph.onnx")
    (target / "float.onnx").unlink()
    say("hashes")
    files = sorted(p for p in target.iterdir() if p.is_file())
    pieces = weights.pieces
    manifest = {
        "files": {p.name: file_hash(p) for p in files},
        "bos": kept.index(pieces.bos),
        "eos": kept.index(pieces.eos),
        "pieces": len(kept),
    }
    (target / "manifest.json").write_text(json.dumps(manifest, indent=1), "utf-8")


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m brain.encoder.build")
    parser.add_argument("out", type=Path, nargs="?", default=DEFAULT_OUT)
    out = parser.parse_args().out
    try:
        build(out, lambda line: print(line, flush=True))
    except WeightsUnreadable as error:
        print(f"encoder: {error}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
