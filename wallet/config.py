"""One frozen Config, from WALLET_* variables or a TOML file; the defaults work in one folder."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy.engine import make_url

from wallet.errors import ConfigError

PREFIX = "WALLET_"
FILE = "WALLET_CONFIG"
LEAST_RESERVE = 64_000_000


@dataclass(frozen=True)
class Config:
    """What a server is made with. An empty text means "the embedded default under `folder`"."""

    folder: Path = Path("var")
    origin: str = "http://127.0.0.1:8000"
    host: str = "127.0.0.1"
    port: int = 8000
    workers: int = 2
    threads: int = 96
    socket_timeout: int = 30
    trusted_proxies: int = 0

    database_url: str = ""
    blob_store: str = "files"
    s3_endpoint: str = ""
    s3_bucket: str = ""
    s3_region: str = "us-east-1"
    s3_key: str = ""
    s3_secret: str = ""

    at_rest_key_file: str = ""
    door_key_file: str = ""
    oprf_folder: str = ""
    oprf_socket: str = ""
    run_folder: str = ""
    release_file: str = ""
    disk_reserve: int = 500_000_000

    operator_name: str = ""
    operator_contact: str = ""
    authority_requests: int = 0

    bytes_a_month: int = 2_000_000_000
    tickets_a_month: int = 5_000
    downloads_a_day: int = 40
    network_requests_an_hour: int = 60_000
    network_vaults_a_day: int = 200
    network_guesses_an_hour: int = 1_200
    network_code_tries_an_hour: int = 120
    network_bytes_a_day: int = 20_000_000_000
    network_deposits_a_day: int = 200
    network_host_tries_a_minute: int = 10

    @property
    def database(self) -> str:
        """The SQLAlchemy URL."""
        return self.database_url or f"sqlite:///{self.folder / 'data' / 'wallet.db'}"

    @property
    def embedded_database(self) -> bool:
        return self.database.startswith("sqlite:")

    @property
    def database_file(self) -> Path | None:
        """None where it is not SQLite."""
        return Path(make_url(self.database).database or "") if self.embedded_database else None

    @property
    def blob_folder(self) -> Path:
        return self.folder / "blobs"

    @property
    def at_rest_key(self) -> Path:
        return (
            Path(self.at_rest_key_file) if self.at_rest_key_file else self.folder / "secrets" / "at_rest.key"
        )

    @property
    def door_key(self) -> Path:
        return Path(self.door_key_file) if self.door_key_file else self.folder / "secrets" / "door_ids.key"

    @property
    def oprf(self) -> Path:
        return Path(self.oprf_folder) if self.oprf_folder else self.folder / "oprf"

    @property
    def run(self) -> Path:
        return Path(self.run_folder) if self.run_folder else self.folder / "run"


def load(environ: Mapping[str, str]) -> Config:
    """The Config of this environment; a variable wins over the file that WALLET_CONFIG names.

    Raises ConfigError with one line that names the setting.
    """
    values = _from_file(environ[FILE]) if environ.get(FILE) else {}
    values |= {
        name.removeprefix(PREFIX).lower(): value
        for name, value in environ.items()
        if name.startswith(PREFIX) and name != FILE
    }
    return make(values)


def make(values: Mapping[str, Any]) -> Config:
    """A checked Config from plain values, numbers also as text. Raises ConfigError."""
    known = {field.name: field.type for field in fields(Config)}
    for name in values:
        if name not in known:
            raise ConfigError(f"{PREFIX}{name.upper()}: there is no such setting")
    config = Config(**{name: _typed(name, value, known[name]) for name, value in values.items()})
    _check(config)
    return config


def _from_file(name: str) -> dict[str, Any]:
    try:
        return tomllib.loads(Path(name).read_text(encoding="utf-8"))
    except OSError as problem:
        raise ConfigError(f"{FILE}: cannot read {name}: {problem.strerror}") from problem
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as problem:
        raise ConfigError(f"{FILE}: {name} is not TOML: {problem}") from problem


def _typed(name: str, value: Any, kind: Any) -> Any:
    if kind is int:
        text = str(value)
        if isinstance(value, bool) or not text.isascii() or not text.isdigit():
            raise ConfigError(f"{PREFIX}{name.upper()}: {value!r} is not a whole number")
        return int(text)
    if not isinstance(value, str | Path):
        raise ConfigError(f"{PREFIX}{name.upper()}: {value!r} is not a text")
    return Path(value) if kind is Path else str(value)


def _check(config: Config) -> None:
    _check_address(config)
    _check_stores(config)
    if config.release_file and not Path(config.release_file).is_file():
        raise ConfigError(f"{PREFIX}RELEASE_FILE: there is no file {config.release_file}")
    for name in ("workers", "threads", "socket_timeout"):
        if not getattr(config, name):
            raise ConfigError(f"{PREFIX}{name.upper()}: 0 is too few")


def _check_address(config: Config) -> None:
    origin = urlsplit(config.origin)
    if origin.scheme not in ("http", "https") or not origin.netloc or origin.path or origin.query:
        raise ConfigError(f"{PREFIX}ORIGIN: {config.origin!r} is not like https://sacoche.example")
    if config.disk_reserve < LEAST_RESERVE:
        raise ConfigError(f"{PREFIX}DISK_RESERVE: {config.disk_reserve} is less than {LEAST_RESERVE}")
    if config.port > 65_535:
        raise ConfigError(f"{PREFIX}PORT: {config.port} is not a port")


def _check_stores(config: Config) -> None:
    if not config.database.startswith(("sqlite:///", "postgresql+psycopg://")):
        raise ConfigError(f"{PREFIX}DATABASE_URL: starts neither with sqlite:/// nor postgresql+psycopg://")
    if config.blob_store not in ("files", "s3"):
        raise ConfigError(f"{PREFIX}BLOB_STORE: {config.blob_store!r} is neither files nor s3")
    if config.blob_store == "s3":
        for name in ("s3_endpoint", "s3_bucket", "s3_key", "s3_secret"):
            if not getattr(config, name):
                raise ConfigError(f"{PREFIX}{name.upper()}: missing, and WALLET_BLOB_STORE is s3")
