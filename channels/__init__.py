"""Channels: how messages come in and go out. Each knows its platform and nothing of the door behind it."""
