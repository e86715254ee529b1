"""Large texts by their content: stored once for an office, compressed, never changed."""

import hashlib
import zlib

from api.db.scope import OfficeRows
from api.db.tables import blobs


def put(rows: OfficeRows, content: bytes) -> str:
    """Keep ``content``; its SHA-256 in hexadecimal is the name to get it back."""
    name = hashlib.sha256(content).hexdigest()
    rows.insert_new(blobs, sha256=name, size=len(content), content=zlib.compress(content, 6))
    return name


def get(rows: OfficeRows, name: str) -> bytes:
    """The content of that name.

    Raises
    ------
    KeyError
        There is none; the store is damaged.
    """
    packed = rows.scalar(rows.select(blobs, blobs.c.content).where(blobs.c.sha256 == name))
    if packed is None:
        raise KeyError(name)
    return zlib.decompress(packed)
