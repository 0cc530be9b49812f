"""The front door: channels, storage, triage, cases and the desk. Never imports Rasa."""

__version__ = "0.1.0"
