"""The cookie of a session: scripts cannot read it, other sites cannot send it."""

from starlette.responses import Response

from api.auth.identify import cookie_name
from api.calls.state import State


def set_session_cookie(response: Response, state: State, token: str) -> None:
    """Let the browser keep the token, as long as the session may last."""
    response.set_cookie(
        cookie_name(state.settings),
        token,
        max_age=state.settings.session_hours * 3_600,
        path="/",
        secure=state.settings.secure,
        httponly=True,
        samesite="strict",
    )
