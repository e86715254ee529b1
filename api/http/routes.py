"""How routes run: an endpoint in one turn of a thread, and back."""

import inspect
from collections.abc import Callable
from functools import partial, wraps
from typing import Any

from anyio import to_thread
from fastapi.routing import APIRoute


class OneTurn(APIRoute):
    """A route whose endpoint takes one turn of a thread.

    The framework takes a second one to look at what a plain function gave back, which costs more than the look.
    """

    def __init__(self, path: str, endpoint: Callable[..., Any], **options: Any) -> None:
        super().__init__(path, _in_a_thread(endpoint), **options)


def _in_a_thread(endpoint: Callable[..., Any]) -> Callable[..., Any]:
    if inspect.iscoroutinefunction(endpoint) or inspect.isasyncgenfunction(endpoint):
        return endpoint

    @wraps(endpoint)
    async def turn(**values: Any) -> Any:
        return await to_thread.run_sync(partial(endpoint, **values))

    return turn
