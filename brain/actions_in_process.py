"""Runs the package `actions` inside the brain, where Rasa would call an action server over HTTP.

Saves about 20 ms an action, most of it a JSON schema that Rasa compiles anew for each answer; here
the same schema is compiled once. `rasa run actions` with endpoints.yml still works at a desk.
"""

from __future__ import annotations

import importlib
from typing import Any

from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rasa.core.actions.action import ActionExecutionRejection, RemoteAction
from rasa.utils.endpoints import EndpointConfig
from rasa_sdk.executor import ActionExecutor
from rasa_sdk.interfaces import ActionExecutionRejection as RejectedByAction

PACKAGE = "actions"

_valid = Draft202012Validator(RemoteAction.action_response_format_spec())


class InProcessActions(EndpointConfig):
    """An endpoint by Rasa's interface whose request never leaves the process."""

    def __init__(self, executor: ActionExecutor) -> None:
        # Rasa then leaves the domain out of each call, unless an action asks for it by name.
        super().__init__("in-process", enable_selective_domain=True)
        self._executor = executor

    async def request(self, *args: Any, **kwargs: Any) -> Any:
        call = kwargs["json"]
        try:
            answer = await self._executor.run(call)
        except RejectedByAction as rejected:
            raise ActionExecutionRejection(call["next_action"]) from rejected
        return answer or {"events": [], "responses": []}


def load_actions() -> InProcessActions:
    """Import the package and every action in it. An ImportError stops the brain's start."""
    importlib.import_module(PACKAGE)
    executor = ActionExecutor()
    executor.register_package(PACKAGE)
    RemoteAction._validate_action_result = _validate_once_compiled
    return InProcessActions(executor)


def _validate_once_compiled(action: RemoteAction, result: dict[str, Any]) -> bool:
    _valid.validate(result)
    return True
