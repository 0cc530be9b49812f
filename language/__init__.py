"""Reading text, shared by both programs: normalising, script and language, Arabizi, danger phrases.

Pure: values in, values out, no files, no clock, nothing of ours imported.
"""

from language.lexicon import Hit, Lexicon, compile_lexicon
from language.reading import TextReading, read, turns_talk

__all__ = ["Hit", "Lexicon", "TextReading", "compile_lexicon", "read", "turns_talk"]
