"""Nothing in the product needs more than Windows has: offices install the wheel on the PC that they have."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.house import PACKAGES, ROOT, files, imports_of, name_of, python_files, tree_of

# What runs on servers only may use what Linux has.
SERVERS = ("api/work/", "api/http/", "api/app.py")
POSIX_MODULES = frozenset(
    "crypt fcntl grp nis ossaudiodev posix pty pwd readline resource spwd syslog termios tty".split()  # noqa: SIM905
)
POSIX_NAMES = re.compile(
    r"os\.(?:fork\w*|get(?:e?[ug]id|pgid|sid|loadavg)|set\w*id|kill|killpg|mkfifo|symlink|chown|nice|sched_\w+|uname"
    r"|rename|wait\w*|pipe2|statvfs)"
    r"|signal\.(?:SIG(?:KILL|ALRM|USR\d|HUP|CHLD|PIPE|QUIT|STOP|CONT)|alarm|pause|pthread_\w+|setitimer)"
    r"|time\.tzset"
)
PLACES = re.compile(r"/(?:tmp|dev|proc|etc|var|usr|bin)(?:/|$)")
TEXT_MODE = re.compile(r"[rwax]\+?t?\+?")


def _product() -> list[Path]:
    return [path for path in python_files(*PACKAGES) if not name_of(path).startswith(SERVERS)]


def _calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree_of(path)) if isinstance(node, ast.Call))


def _place(path: Path, node: ast.expr) -> str:
    return f"{name_of(path)}:{node.lineno}: {ast.unparse(node)[:80]}"


def _opens_text(call: ast.Call) -> bool:
    """Whether a call opens a file as text; members of an archive are opened by name and are bytes."""
    called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    if called in ("read_text", "write_text"):
        return True
    if called not in ("open", "fdopen") or "os.open" in ast.unparse(call.func):
        return False
    modes = [word.value for word in call.keywords if word.arg == "mode"]
    # Path.open takes the mode first, open and os.fdopen second.
    modes += call.args[:1] if isinstance(call.func, ast.Attribute) and called == "open" else call.args[1:2]
    if not modes:
        return not call.args or isinstance(call.func, ast.Name)
    return isinstance(modes[0], ast.Constant) and bool(TEXT_MODE.fullmatch(str(modes[0].value)))


def test_text_is_read_and_written_in_a_named_encoding() -> None:
    found = [
        _place(path, call)
        for path in python_files(*PACKAGES, "benchmarks")
        for call in _calls(path)
        if _opens_text(call) and not any(word.arg == "encoding" for word in call.keywords)
    ]
    # A method of the same name that opens no file.
    assert [item for item in found if "def open" not in item and "rows.open()" not in item] == []


def test_the_check_sees_what_it_looks_for() -> None:
    seen = [
        "open(path)",
        "open(path, 'w')",
        "path.open()",
        "path.open('a')",
        "path.read_text()",
        "os.fdopen(handle, 'w')",
    ]
    unseen = [
        "open(path, 'rb')",
        "path.open('wb')",
        "archive.open(member)",
        "os.fdopen(handle, 'wb')",
        "os.open(name, 1)",
    ]
    for text in (*seen, *unseen):
        (statement,) = ast.parse(text).body
        assert isinstance(statement, ast.Expr)
        assert isinstance(statement.value, ast.Call)
        assert _opens_text(statement.value) is (text in seen), text


def test_no_module_of_posix_alone_is_imported() -> None:
    found = [
        f"{name_of(path)}:{line}: {module}"
        for path in _product()
        for line, module in imports_of(path)
        if module.split(".")[0] in POSIX_MODULES
    ]
    assert found == []


def test_nothing_is_called_that_windows_has_not() -> None:
    found = [
        _place(path, node)
        for path in _product()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Attribute) and POSIX_NAMES.fullmatch(ast.unparse(node))
    ]
    assert found == []


def test_no_path_of_one_system_is_written_out() -> None:
    found = [
        _place(path, node)
        for path in _product()
        for node in ast.walk(tree_of(path))
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and PLACES.match(node.value)
    ]
    assert found == []


def test_dates_and_programs_are_told_the_same_everywhere() -> None:
    found = []
    for path in _product():
        for call in _calls(path):
            text = ast.unparse(call)
            if ".strftime(" in text and re.search(r"%[-#]", text):
                found.append(_place(path, call))
            words = {word.arg for word in call.keywords}
            if "text" in words and "subprocess." in text and "encoding" not in words:
                found.append(_place(path, call))
    assert found == []


def test_no_file_of_the_product_has_a_name_that_windows_refuses() -> None:
    reserved = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\..*)?", re.IGNORECASE)
    names = {part for path in files() for part in path.relative_to(ROOT).parts}
    assert [name for name in names if re.search(r'[<>:"|?*]', name) or reserved.fullmatch(name)] == []
