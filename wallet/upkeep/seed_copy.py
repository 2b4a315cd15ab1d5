"""The sealed offline copy of seeds and keys at rest: three printed parts, any two of which give all back.

They cannot be made again: with the seeds every secret and pocket card dies, with the keys every door; leaked,
they make guessing cheap. So a copy lies at three places of which none alone has anything.
"""

import base64
import json
import secrets
import textwrap
from pathlib import Path
from typing import Final

from Crypto.Protocol.SecretSharing import Shamir

from wallet.config import Config
from wallet.crypto.aead import seal, unseal
from wallet.crypto.bytes import label
from wallet.crypto.damm import checked, damm
from wallet.crypto.errors import FormatError
from wallet.crypto.hkdf import hkdf
from wallet.errors import ConfigError
from wallet.seed_folder import IDENTITY
from wallet.upkeep import key_files

PLACES: Final = 3
_AAD: Final = label("WV1/seed-copy")
_DIGITS: Final = 40
TEXT: Final = """Sacoche: a sealed copy of the seeds and of the keys at rest. Part {index} of 3.

Keep it in another place than the two other parts. Alone it opens nothing.
If they are lost, type two parts into text files like this one, and run
    wallet seed open PART PART
Never send it by mail, and take no photo of it.

part: {index} {groups}

{copy}
"""


def make(config: Config) -> list[str]:
    """Three texts to be printed. Raises ConfigError where there is no seed, or a key file is missing."""
    found = sorted(config.oprf.glob("seed-*"))
    if not found:
        raise ConfigError(f"WALLET_OPRF_FOLDER: there is no seed in {config.oprf}")
    whose = config.oprf / IDENTITY
    found += [whose] if whose.exists() else []
    files = {path.name: path for path in found} | key_files.places(config)
    try:
        held = {name: base64.b64encode(path.read_bytes()).decode() for name, path in files.items()}
    except OSError as problem:
        raise ConfigError(f"{problem.filename}: {problem.strerror}; a copy needs all of them") from problem
    key = secrets.token_bytes(16)
    copy = base64.b64encode(seal(_sealing(key), _AAD, json.dumps(held).encode())).decode()
    lines = textwrap.fill(copy, 64, initial_indent="copy: ", subsequent_indent="copy: ")
    return [
        TEXT.format(index=index, groups=_groups(share), copy=lines)
        for index, share in Shamir.split(2, PLACES, key, ssss=False)
    ]


def put_back(first: str, second: str, config: Config) -> list[str]:
    """Writes what is missing and gives its names. Raises ConfigError in one line.

    Nothing is written where all is there, or a seed or a key file that is not the copy's.
    """
    parts = [_read(first), _read(second)]
    if parts[0][0] == parts[1][0]:
        raise ConfigError("that is the same part twice")
    if parts[0][2] != parts[1][2]:
        raise ConfigError("these two parts do not belong together")
    key = Shamir.combine([(index, share) for index, share, _copy in parts], ssss=False)
    try:
        said: dict[str, str] = json.loads(unseal(_sealing(key), _AAD, parts[0][2]))
    except FormatError as problem:
        raise ConfigError("these two parts do not open the copy") from problem
    keys = key_files.places(config)
    held = {keys.get(name, config.oprf / name): base64.b64decode(one) for name, one in said.items()}
    _refuse_other_seeds(config, held)
    missing = [place.name for place in held if not place.exists()]
    key_files.write(held)
    if not missing:
        raise ConfigError("seeds and keys are all there already")
    return sorted(missing)


def _refuse_other_seeds(config: Config, held: dict[Path, bytes]) -> None:
    """Raises ConfigError where there are seeds, and not just the copy's: one of them may have ended."""
    there = {path: path.read_bytes() for path in config.oprf.glob("seed-*")}
    if there and there != {path: seed for path, seed in held.items() if path.match("seed-*")}:
        raise ConfigError(f"WALLET_OPRF_FOLDER: there are seeds in {config.oprf} that are not the copy's")


def _sealing(key: bytes) -> bytes:
    return hkdf(key, None, "WV1/seed-copy/key", 32)


def _groups(share: bytes) -> str:
    number = f"{int.from_bytes(share, 'big'):0{_DIGITS}d}"
    fours = [number[at : at + 4] for at in range(0, _DIGITS, 4)]
    return " ".join(four + damm(four) for four in fours)


def _read(text: str) -> tuple[int, bytes, bytes]:
    """The index, the share and the sealed copy of one part."""
    said = [line.partition(":") for line in text.splitlines()]
    typed = [value.split() for name, _, value in said if name.strip() == "part"]
    copy = "".join(value.strip() for name, _, value in said if name.strip() == "copy")
    if len(typed) != 1 or not typed[0] or typed[0][0] not in ("1", "2", "3"):
        raise ConfigError("a part has one line that begins with `part: 1`, 2 or 3")
    try:
        number = int("".join(checked(group, 5) for group in typed[0][1:]))
        share = number.to_bytes(16, "big")
        return int(typed[0][0]), share, base64.b64decode(copy, validate=True)
    except FormatError as problem:
        raise ConfigError(f"part {typed[0][0]}: a group of digits is wrong or missing") from problem
    except (OverflowError, ValueError) as problem:
        raise ConfigError(f"part {typed[0][0]}: is not one of ours") from problem
