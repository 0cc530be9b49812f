"""Telegram's Bot API: updates in by webhook or polling, calls out by python-telegram-bot."""
