"""`.env.example` names every setting the front door reads, each with a line of its own, and no other."""

import re
from collections.abc import Iterator
from pathlib import Path

from pydantic import AliasChoices, BaseModel

from bot.settings import Settings
from tests.unit.house import tree

_SETTING = re.compile(r"^#? ?(BAB_[A-Z0-9_]+)=", re.MULTILINE)


def names(model: type[BaseModel], prefix: str, delimiter: str | None) -> Iterator[str]:
    """The environment variables a settings class reads, those of nested groups too."""
    for name, field in model.model_fields.items():
        inner = field.annotation
        if delimiter and isinstance(inner, type) and issubclass(inner, BaseModel):
            yield from names(inner, f"{prefix}{name}{delimiter}".upper(), delimiter)
        elif isinstance(field.validation_alias, str):
            yield field.validation_alias.upper()
        elif isinstance(field.validation_alias, AliasChoices):
            yield str(field.validation_alias.choices[0]).upper()
        else:
            yield f"{prefix}{name}".upper()


def test_every_setting_is_in_the_example_once() -> None:
    config = Settings.model_config
    prefix = config.get("env_prefix", "")
    assert prefix == "BAB_"
    expected = sorted(names(Settings, prefix, config.get("env_nested_delimiter")))
    assert sorted(_SETTING.findall(tree.text(Path(".env.example")))) == expected


def test_every_setting_is_explained() -> None:
    # One remark may speak for several settings that follow each other.
    lines = tree.text(Path(".env.example")).splitlines()
    silent = [
        line
        for before, line in zip(["", *lines], lines, strict=False)
        if _SETTING.match(line) and not before.strip()
    ]
    assert not silent, f"a setting needs a line that says what it is for: {silent}"
