"""Keys for what must not be read, found or forged by who has only the database.

All come from one secret, which is kept outside of it: without the secret an address can neither be
read (it is sealed) nor be found by trying all of them (it is looked up by a keyed hash).
"""

import hmac
import os
import secrets
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from sqlalchemy import select

from storage.database import Db
from storage.dialect import insert_or_ignore
from storage.errors import StorageError
from storage.models.people import setting

_SHORTEST = 16
_NONCE = 12
_CHECK = "secret_key"


class WrongKey(StorageError):
    """The secret key is not the one that this database, or this sealed text, was made with."""


class SecretRefused(StorageError):
    """There is no secret key where one must be given, or it is too short to be one."""


class Keys:
    """What the secret is good for; each use has a key of its own."""

    def __init__(self, secret: bytes) -> None:
        self._secret = secret
        self._lookup = self._derived("look up")
        self._token = self._derived("token")
        self._seal = ChaCha20Poly1305(self._derived("seal"))
        self.key_id = self._derived("key id")[:8].hex()
        """Names the secret without telling it: kept in each sealed row and once for the database."""

    def lookup(self, text: str) -> bytes:
        """32 bytes by which `text` is found again, the same every time."""
        return hmac.digest(self._lookup, text.encode(), sha256)

    def seal(self, text: str) -> bytes:
        """`text` so that only these keys read it; never the same bytes twice."""
        nonce = secrets.token_bytes(_NONCE)
        return nonce + self._seal.encrypt(nonce, text.encode(), None)

    def unseal(self, sealed: bytes) -> str:
        try:
            return self._seal.decrypt(sealed[:_NONCE], sealed[_NONCE:], None).decode()
        except InvalidTag as error:
            raise WrongKey("a sealed text was made with another key, or was altered") from error

    def token(self, purpose: str, text: str) -> str:
        """A word that proves we made it for `purpose` and `text`, as a CSRF token for a cookie."""
        return hmac.new(self._token, f"{purpose}\0{text}".encode(), sha256).hexdigest()

    def holds(self, token: str, purpose: str, text: str) -> bool:
        """Whether `token` is ours; how long it takes tells nothing."""
        return hmac.compare_digest(token.encode(), self.token(purpose, text).encode())

    def _derived(self, use: str) -> bytes:
        return HKDF(hashes.SHA256(), 32, salt=None, info=f"parvis {use}".encode()).derive(self._secret)


def secret(configured: str, data_dir: Path, dialect: str) -> bytes:
    """The secret of the environment, else the one under `data_dir`, made there on the first start.

    PostgreSQL may be shared by several machines, whose folders would each hold another secret.
    """
    if configured:
        if len(configured) < _SHORTEST:
            raise SecretRefused(f"SECRET_KEY is too short: give at least {_SHORTEST} characters")
        return configured.encode()
    if dialect == "postgresql":
        raise SecretRefused("SECRET_KEY must be set when the database is PostgreSQL")
    return secret_in(data_dir)


def secret_in(data_dir: Path) -> bytes:
    """The secret kept in the folder, readable by its owner alone; made if there is none."""
    data_dir.mkdir(parents=True, exist_ok=True)
    path = data_dir / "secret.key"
    fresh = data_dir / f".secret.{os.getpid()}"
    if not path.exists():
        fresh.touch(mode=0o600)
        fresh.write_text(secrets.token_urlsafe(32) + "\n", encoding="ascii")
        _link_once(fresh, path)
    kept = path.read_text(encoding="ascii").strip()
    if len(kept) < _SHORTEST:
        raise SecretRefused(f"{path} holds no secret: bring back the one that was there, or remove the file")
    return kept.encode()


def check(db: Db, keys: Keys) -> None:
    """Remembers the key that the database was made with; raises WrongKey for any other."""
    db.execute(insert_or_ignore(db, setting), {"name": _CHECK, "value": keys.key_id})
    if db.scalar(select(setting.c.value).where(setting.c.name == _CHECK)) != keys.key_id:
        raise WrongKey("SECRET_KEY is not the one this database was made with")


def _link_once(fresh: Path, path: Path) -> None:
    """Puts the whole file in place at once, unless another process was first."""
    try:
        os.link(fresh, path)
    except FileExistsError:
        pass
    finally:
        fresh.unlink()
