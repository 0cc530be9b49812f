"""Commands that print the numbers of docs/numbers.md; each can be run by anyone: `python -m benchmarks.turns`."""
