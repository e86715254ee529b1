"""Entity tags: what was read is what is changed, or nothing is."""

from starlette.requests import Request

from api.http.problems import Problem


def tag(revision: int | str) -> str:
    """The tag of a revision."""
    return f'"{revision}"'


def expected_revision(request: Request) -> int:
    """The revision that the caller has seen, out of ``If-Match``.

    Raises
    ------
    Problem
        428 if the caller does not say, 412 if it is none of ours.
    """
    given = request.headers.get("if-match")
    if given is None:
        raise Problem(
            428,
            "IF_MATCH_NEEDED",
            (
                "Kirim If-Match dengan ETag dari pembacaan terakhir",
                "Send If-Match with the ETag of what you read last",
            ),
        )
    number = given.strip().removeprefix("W/").strip('"')
    if not (number.isascii() and number.isdecimal() and len(number) < 10):
        raise changed_meanwhile()
    return int(number)


def changed_meanwhile() -> Problem:
    """Somebody else was quicker."""
    return Problem(
        412,
        "CHANGED_MEANWHILE",
        (
            "Sudah diubah orang lain; baca lagi lalu ulangi perubahan",
            "Somebody has changed it meanwhile; read it again and repeat the change",
        ),
    )


def not_changed(request: Request, current: str) -> bool:
    """Whether the caller holds this very tag (``If-None-Match``)."""
    given = request.headers.get("if-none-match", "")
    return any(part.strip().removeprefix("W/") in (current, "*") for part in given.split(",") if part.strip())
