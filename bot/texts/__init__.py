"""The front door's own wording, in both languages. An editor changes ar.yml and en.yml, and nothing else."""

from __future__ import annotations

from pathlib import Path

import yaml

from bot.domain.words import ReplyLanguage

FOLDER = Path(__file__).parent


class Texts:
    """Wording with this installation's numbers filled in."""

    def __init__(self, *, hotline: str, emergency: str) -> None:
        self._facts = {"hotline": hotline, "emergency": emergency}
        self._texts = {language: load(language) for language in (ReplyLanguage.ARABIC, ReplyLanguage.ENGLISH)}

    def say(self, language: ReplyLanguage | None, key: str, **values: str) -> str:
        """The text of `key`. BOTH gives English and Arabic, one after the other; None is Arabic."""
        if language is ReplyLanguage.BOTH:
            english, arabic = (
                self.say(each, key, **values) for each in (ReplyLanguage.ENGLISH, ReplyLanguage.ARABIC)
            )
            return f"{english}\n\n{arabic}"
        return self._texts[language or ReplyLanguage.ARABIC][key].format(**self._facts, **values)


def load(language: ReplyLanguage) -> dict[str, str]:
    content: dict[str, str] = yaml.safe_load((FOLDER / f"{language}.yml").read_text(encoding="utf-8"))
    return content
