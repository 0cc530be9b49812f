"""Training messages are read as Rasa's own reader reads them, only faster."""

from pathlib import Path
from typing import Any

import pytest
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.training_data import loading

from brain.importer import CorpusImporter, plain_messages

ROOT = Path(__file__).parents[3]
FILES = ["arabizi/answers.yml", "other/am.yml", "en/chitchat.yml"]

PLAIN = """version: "3.1"
nlu:
- intent: greet
  metadata: {line: general, lang: ar}
  examples: |
    - هلا والله 👋
    -  hello,  you: "there" # no comment
"""
NOT_PLAIN = {
    "an entity": PLAIN + "    - from [Sharjah](place)\n",
    "a list of examples": PLAIN + "- intent: bye\n  examples:\n  - text: bye\n",
    "a synonym": PLAIN + "- synonym: Sharjah\n  examples: |\n    - shj\n",
    "responses": PLAIN + "responses:\n  utter_x:\n  - text: x\n",
    "a label that is a number": PLAIN.replace("lang: ar", "lang: 1"),
    "no labels": PLAIN.replace("  metadata: {line: general, lang: ar}\n", ""),
    "a line without a dash": PLAIN + "    hello\n",
    "no YAML": PLAIN + "  : : [",
}


def read_by_rasa(file: Path) -> list[dict[str, Any]]:
    return [message.as_dict() for message in loading.load_data(str(file)).training_examples]


def read_by_us(file: Path) -> list[dict[str, Any]]:
    found = plain_messages(file)
    assert found is not None
    return [message.as_dict() for message in found]


@pytest.mark.parametrize("name", FILES)
def test_our_files_are_read_as_rasa_reads_them(name: str) -> None:
    file = ROOT / "nlu_data" / name
    assert read_by_us(file) == read_by_rasa(file)


def test_odd_lines_are_read_as_rasa_reads_them(tmp_path: Path) -> None:
    file = tmp_path / "plain.yml"
    file.write_text(PLAIN, "utf-8")
    assert read_by_us(file) == read_by_rasa(file)
    assert len(read_by_us(file)) == 2


@pytest.mark.parametrize("name", NOT_PLAIN)
def test_what_is_not_plain_is_left_to_rasa(tmp_path: Path, name: str) -> None:
    file = tmp_path / "other.yml"
    file.write_text(NOT_PLAIN[name], "utf-8")
    assert plain_messages(file) is None


def test_plain_and_other_files_come_together(tmp_path: Path) -> None:
    (tmp_path / "plain.yml").write_text(PLAIN, "utf-8")
    (tmp_path / "other.yml").write_text(NOT_PLAIN["a synonym"].replace("هلا", "مرحبا"), "utf-8")
    data = CorpusImporter(training_data_paths=[str(tmp_path)]).get_nlu_data()
    assert len(data.training_examples) == 3  # one line stands in both files
    assert data.entity_synonyms == {"shj": "Sharjah"}


def test_config_names_this_importer() -> None:
    found = TrainingDataImporter.load_from_config(str(ROOT / "config.yml"), str(ROOT / "domain.yml"), [])
    assert any(isinstance(each, CorpusImporter) for each in _inside(found))


def _inside(importer: Any) -> list[Any]:
    """An importer and all that it wraps."""
    found, wrapped = [importer], [*vars(importer).values()]
    for value in wrapped:
        for each in value if isinstance(value, list) else [value]:
            if isinstance(each, TrainingDataImporter):
                found += _inside(each)
    return found
