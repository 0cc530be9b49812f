"""`bab try "text"`: how one message is read, by the lexicon and by the brain, and what is decided, and why."""

from __future__ import annotations

import click

from bot import lexicon
from bot.app import LEXICON
from bot.brain import BrainFailed
from bot.cli.running import load_settings, run
from bot.cli.some_brain import facts, some_brain
from bot.domain.triage import Phrase, Reading, Triage, decide
from bot.domain.words import Urgency
from bot.evaluation.judge import first_turn
from bot.settings import Settings
from language import read

COLOURS = {"emergency": "red", "urgent": "yellow", "attention": "cyan", "routine": "green"}
BAR = 30


@click.command("try")
@click.argument("texts", metavar="TEXT…", nargs=-1, required=True)
def try_text(texts: tuple[str, ...]) -> None:
    """Show how each TEXT is read, and why. Nothing is stored. Start the text with -- if it begins with a dash."""
    try:
        run(_read_all(load_settings(), texts))
    except BrainFailed as error:
        raise click.ClickException(f"the brain gave no answer: {error}") from None


async def _read_all(settings: Settings, texts: tuple[str, ...]) -> None:
    ear = lexicon.load(LEXICON)
    async with some_brain(settings) as brain:
        for number, text in enumerate(texts):
            phrases = lexicon.phrases(ear, text)
            turn = await brain.turn(first_turn(text, f"try-{number}", facts(settings)))
            _show(text, phrases, turn.reading, decide(phrases, turn.reading))


def _show(text: str, phrases: tuple[Phrase, ...], reading: Reading, triage: Triage) -> None:
    click.echo(f"\n{marked(text, phrases)}\n")
    for spelled in read(text).transliterations[:2]:
        _row("in Arabic letters", spelled)
    _row("language", f"{reading.language}, answered in {reading.reply or 'the language of the talk'}")
    _row("intent", f"{reading.intent} ({reading.confidence:.0%} sure)")
    for urgency in Urgency:
        share = reading.urgency.get(urgency, 0.0)
        _row(urgency.value, f"{'█' * round(share * BAR):{BAR}} {share:6.1%}")
    for phrase in phrases:
        how = "certain" if phrase.certain else "possible"
        _row("phrase", f"{text[phrase.start : phrase.end]}: {phrase.text} ({phrase.urgency}, {how})")
    for flag in triage.flags:
        _row(f"why ({flag.source})", flag.text)
    verdict = click.style(triage.urgency.value, fg=COLOURS[triage.urgency.value], bold=True)
    _row("decision", f"{verdict}, {triage.line}, {triage.kind}")


def marked(text: str, phrases: tuple[Phrase, ...]) -> str:
    """The text with what the lexicon found underlined, each stretch once."""
    out, at = "", 0
    for phrase in sorted(phrases, key=lambda each: each.start):
        if phrase.start >= at:
            out += text[at : phrase.start] + click.style(text[phrase.start : phrase.end], underline=True)
            at = phrase.end
    return out + text[at:]


def _row(name: str, value: str) -> None:
    click.echo(f"  {name:18} {value}")
