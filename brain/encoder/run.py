"""Runs the built encoder: texts in, sentence vectors of length 1 out.

Owns one onnxruntime session on one thread and a cache of texts. Any `str` is accepted: lone
surrogates, 64 KB, control characters, nothing at all. Tokens past the cap are not read.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import OrderedDict
from collections.abc import Iterable, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Lock

import numpy as np
import onnxruntime
from sentencepiece import SentencePieceProcessor

from brain.arrays import Array
from brain.encoder.weights import four_bit
from language.normalise import beginning, plain

WIDTH = 384
TOKENS = 128
CACHED_TEXTS = 20_000
MANY = 64
# A cheap first cap: 128 pieces never need more letters than this, 64 KB never reaches the tokenizer.
LETTERS = 2_000


class EncoderMissing(Exception):
    """No complete encoder directory: run `python -m brain.encoder.build`."""


class Encoder:
    def __init__(self, directory: Path, *, cached_texts: int = CACHED_TEXTS) -> None:
        manifest_path = directory / "manifest.json"
        if not manifest_path.is_file():
            raise EncoderMissing(f"no encoder in {directory}")
        manifest = json.loads(manifest_path.read_text("utf-8"))
        self.fingerprint = hashlib.sha256(manifest_path.read_bytes()).hexdigest()
        self._bos, self._eos = int(manifest["bos"]), int(manifest["eos"])
        self._splitter = SentencePieceProcessor(model_file=str(directory / "pieces.model"))
        # Mapped, not read: only the rows of pieces that occur come into memory.
        self._words = np.load(directory / "words.npy", mmap_mode="r")
        self._places: Array = np.load(directory / "places.npy")
        self._session = onnxruntime.InferenceSession(
            str(directory / "graph.onnx"), _one_thread(), providers=["CPUExecutionProvider"]
        )
        self._cache: OrderedDict[bytes, Array] = OrderedDict()
        self._cached_texts = cached_texts
        self._lock = Lock()

    def encode(self, texts: Sequence[str]) -> Array:
        """float32 [len(texts), 384]; each row has length 1; equal texts give equal rows."""
        keys = [_key(text) for text in texts]
        with self._lock:
            known = {key: self._recall(key) for key in keys}
            new = {key: text for key, text in zip(keys, texts, strict=True) if known[key] is None}
            for key, made in zip(new, self._run_all(list(new.values())), strict=True):
                known[key] = self._remember(key, made)
        vectors = [vector for key in keys if (vector := known[key]) is not None]
        return np.stack(vectors) if vectors else np.zeros((0, WIDTH), np.float32)

    def _run_all(self, texts: Sequence[str]) -> Iterable[Array]:
        if len(texts) < MANY:
            return [self._run(self.pieces(text)) for text in texts]
        # A whole corpus: each text is still run alone, so threads change nothing but the time.
        with ThreadPoolExecutor(os.cpu_count() or 1) as pool:
            return list(pool.map(lambda text: self._run(self.pieces(text)), texts))

    def known(self) -> dict[bytes, Array]:
        """Digest of a text → its vector, for all that is remembered."""
        return dict(self._cache)

    def know(self, vectors: Mapping[bytes, Array]) -> None:
        self._cache.update(vectors)

    def room_for(self, texts: int) -> None:
        self._cached_texts = texts

    def pieces(self, text: str) -> list[int]:
        """Ids with the two end marks, at most TOKENS of them."""
        clean = plain(beginning(text, LETTERS)).encode("utf-8", "replace").decode("utf-8")
        ids = self._splitter.encode(clean)
        return [self._bos, *ids[: TOKENS - 2], self._eos]

    def rows(self, ids: Sequence[int]) -> Array:
        """float32 [len(ids), 384]: what the layers are given, word and place added."""
        words = four_bit(self._words[np.asarray(ids, np.int64)])
        rows: Array = words.reshape(len(ids), WIDTH) + self._places[: len(ids)]
        return rows

    def _run(self, ids: list[int]) -> Array:
        # One text a run, never padded beside others: dynamic int8 takes its scale from the whole
        # batch, so a text's vector, and with it the verdict, would depend on its neighbours.
        x = self.rows(ids)[None]
        (sentence,) = self._session.run(["sentence"], {"x": x})
        vector: Array = sentence[0]
        return vector

    def _recall(self, key: bytes) -> Array | None:
        vector = self._cache.get(key)
        if vector is not None:
            self._cache.move_to_end(key)
        return vector

    def _remember(self, key: bytes, vector: Array) -> Array:
        self._cache[key] = vector
        while len(self._cache) > self._cached_texts:
            self._cache.popitem(last=False)
        return vector


def _key(text: str) -> bytes:
    # A digest, so that no person's words stay in memory behind the turn.
    return hashlib.blake2b(beginning(text, LETTERS).encode("utf-8", "replace"), digest_size=16).digest()


def _one_thread() -> onnxruntime.SessionOptions:
    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads = 1
    options.inter_op_num_threads = 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.graph_optimization_level = onnxruntime.GraphOptimizationLevel.ORT_ENABLE_ALL
    options.enable_cpu_mem_arena = False
    options.log_severity_level = 3
    return options
