"""Training data as the reading model wants it: messages, then the clauses of the longer ones."""

from __future__ import annotations

import numpy as np
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.training_data import TrainingData

from brain.nlu.features import meaning, spelled
from brain.nlu.labels import CLAUSE_LETTERS, CLAUSES
from brain.nlu.learn import Corpus
from brain.nlu.nearest import Nearest
from brain.nlu.rows import labelled, row_of

# More clauses than a live message gives to the encoder would only slow training down.
MOST_CLAUSES = 12


def corpus_of(training_data: TrainingData) -> Corpus:
    """Raises LabelUnknown when a block's metadata is missing or misspelt."""
    examples = labelled(training_data)
    rows = [row_of(example) for example, _ in examples]
    texts = [str(example.get(TEXT)) for example, _ in examples]
    owners = list(range(len(examples)))
    for owner, (example, _) in enumerate(examples):
        clauses = (example.get(CLAUSES) or [])[:MOST_CLAUSES]
        if clauses:
            letters = example.get(CLAUSE_LETTERS)[: len(clauses)]
            rows.append(np.hstack([meaning(clauses), letters]))
            texts += clauses
            owners += [owner] * len(clauses)
    return Corpus(
        rows=np.concatenate(rows).astype(np.float32),
        texts=[spelled(text) for text in texts],
        owners=np.asarray(owners, np.int64),
        labels=[labels for _, labels in examples],
    )


def nearest_index(corpus: Corpus) -> Nearest:
    messages = len(corpus.labels)
    return Nearest.of(corpus.rows[:messages], [label.intent for label in corpus.labels])
