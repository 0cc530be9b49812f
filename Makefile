# The front page of the project's commands. `make` alone lists them.
# Recipes only call: what they do lives in scripts/ and in the `bab` program.

DOOR := .venv/door/bin
BRAIN := .venv/brain/bin

.DEFAULT_GOAL := help
.PHONY: help run train test test-quick lint format setup setup-dev lock screenshots bench understanding adapt clean distclean

help: ## list these commands
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-12s %s\n", $$1, $$2 }' Makefile

run: train ## set up what is missing, train if the data changed, open the door on 127.0.0.1:8080
	@$(DOOR)/bab up

test: setup-dev ## every check and test
	@scripts/test all

test-quick: setup-dev ## what needs neither brain, database nor browser: seconds
	@scripts/test quick

lint: setup-dev ## format, lint, types and import rules, without the tests
	@scripts/test format lint types imports shell

format: setup-dev ## put the code in form
	@$(DOOR)/ruff check --fix-only --quiet .
	@$(DOOR)/ruff format .

train: setup ## train the model, when the data changed
	@$(BRAIN)/python -m brain.train

setup: ## make both environments, when something changed
	@scripts/setup run

setup-dev:
	@scripts/setup dev

lock: setup-dev ## compile the requirement files anew; UPGRADE=1 moves to newer releases
	@scripts/lock $(if $(UPGRADE),--upgrade)

screenshots: setup-dev train ## picture widget and desk in both directions, for the README
	@$(DOOR)/python -m tests.e2e.screenshots

bench: setup-dev train ## measure what docs and README claim
	@$(DOOR)/python -m benchmarks.turns
	@$(DOOR)/python -m benchmarks.stock --epochs 2

understanding: setup-dev train ## measure how messages are read, and write docs/understanding.md (takes long)
	@$(BRAIN)/python -m benchmarks.ablation
	@$(DOOR)/python -m benchmarks.understanding

adapt: ## teach the sentence encoder the present corpus, half an hour a pass; then train
	@scripts/setup adapt
	@.venv/adapt/bin/python -m brain.adapt --resume --passes 1

clean: ## remove caches and test leftovers; keeps environments, models and var/
	@rm -rf .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache .rasa results build dist
	@find . -name __pycache__ -type d -not -path './.venv/*' -prune -exec rm -rf {} +

distclean: clean ## also remove environments and models; var/ with its messages always stays
	@rm -rf .venv models
