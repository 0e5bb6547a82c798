"""Digests and base64."""

from base64 import b64decode, b64encode
from collections.abc import Callable
from hashlib import new

from dialogs.expressions.functions.function import Function, of_texts

_ALGORITHMS = {"MD5": "md5", "SHA-1": "sha1", "SHA-256": "sha256", "SHA-384": "sha384", "SHA-512": "sha512"}
_ENCODINGS: dict[str, Callable[[bytes], str]] = {
    "base64": lambda data: b64encode(data).decode(),
    "hex": bytes.hex,
}


def digest(source: str, algorithm: str, encoding: str = "base64") -> str:
    """Blank for an algorithm or an encoding that ODK does not have."""
    name, encode = _ALGORITHMS.get(algorithm), _ENCODINGS.get(encoding)
    if name is None or encode is None:
        return ""
    return encode(new(name, source.encode(errors="replace"), usedforsecurity=False).digest())


def decoded(source: str) -> str:
    try:
        return b64decode(source).decode(errors="replace")
    except ValueError:  # not base64
        return ""


FUNCTIONS = {
    "digest": Function(2, 3, of_texts(digest)),
    "base64-decode": Function(1, 1, of_texts(decoded)),
}
