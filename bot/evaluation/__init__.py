"""How well messages are read: figures over labelled messages, from the very decision that live ones get."""
