"""What the system or a library stumbled over, in words that somebody can act on.

``found`` of a fault is one text for both languages: Indonesian, a slash, English. Names of classes of an error stay
in the log.
"""

import errno
import json
import re

_BY_NUMBER = {
    errno.ENOENT: "tidak ada / not there",
    errno.EACCES: "tidak ada izin, atau sedang dibuka program lain / no permission, or open in another program",
    errno.EPERM: "tidak ada izin, atau sedang dibuka program lain / no permission, or open in another program",
    errno.EBUSY: "sedang dipakai program lain / in use by another program",
    errno.EISDIR: "sebuah folder / a folder",
    errno.ENOTDIR: "ada berkas di tempat folder / a file where a folder should be",
    errno.EEXIST: "ada berkas di tempat folder / a file where a folder should be",
    errno.EROFS: "disk hanya dapat dibaca / a disk that can only be read",
    errno.ENOSPC: "disk penuh / a full disk",
    errno.ENAMETOOLONG: "nama terlalu panjang / too long a name",
    errno.EMFILE: "terlalu banyak berkas terbuka / too many open files",
    errno.EIO: "disk rusak atau terlepas / a disk that is damaged or was taken off",
}
_OTHERWISE = "tidak dapat dibaca / cannot be read"
_PLACE = re.compile(r"\(at line (\d+), column (\d+)\)")


def found_of(error: BaseException) -> str:
    """What was found instead of what was expected."""
    if isinstance(error, json.JSONDecodeError):
        return _at(error.lineno, error.colno)
    if isinstance(error, UnicodeDecodeError):
        return "teks yang bukan UTF-8 / text that is not UTF-8"
    if isinstance(error, RecursionError):
        return "bersarang terlalu dalam / nested too deeply"
    if isinstance(error, OSError):
        return _BY_NUMBER.get(error.errno or 0, _OTHERWISE)
    placed = _PLACE.search(str(error)) if isinstance(error, ValueError) else None
    return _at(int(placed[1]), int(placed[2])) if placed else _OTHERWISE


def kind_of(value: object) -> str:
    """What a value of JSON is."""
    if value is None:
        return "kosong / null"
    if isinstance(value, bool):
        return "true / false"
    if isinstance(value, int | float):
        return "bilangan / a number"
    if isinstance(value, str):
        return "teks / text"
    return "daftar / a list" if isinstance(value, list | tuple) else "objek / an object"


def _at(line: int, column: int) -> str:
    return f"tidak terbaca pada baris {line} kolom {column} / unreadable at line {line}, column {column}"
