"""The seeds' sealed offline copy: three printed parts, any two of which give the seeds back.

Lost seeds cannot be made again, and every secret and pocket card dies with them; leaked, they make guessing
cheap. So a copy lies at three places of which none alone has anything.
"""

import base64
import json
import secrets
import textwrap
from pathlib import Path
from typing import Final

from Crypto.Protocol.SecretSharing import Shamir

from wallet import secrets_files
from wallet.crypto.aead import seal, unseal
from wallet.crypto.bytes import label
from wallet.crypto.damm import checked, damm
from wallet.crypto.errors import FormatError
from wallet.crypto.hkdf import hkdf
from wallet.errors import ConfigError

PLACES: Final = 3
_AAD: Final = label("WV1/seed-copy")
_DIGITS: Final = 40
TEXT: Final = """Sacoche: a sealed copy of the seeds. Part {index} of 3.

Keep it in another place than the two other parts. Alone it opens nothing.
If the seeds are lost, type two parts into text files like this one, and run
    wallet seed open PART PART
Never send it by mail, and take no photo of it.

part: {index} {groups}

{copy}
"""


def make(seeds: Path) -> list[str]:
    """Three texts to be printed. Raises ConfigError where there is no seed."""
    held = {path.name: base64.b64encode(path.read_bytes()).decode() for path in sorted(seeds.glob("seed-*"))}
    if not held:
        raise ConfigError(f"WALLET_OPRF_FOLDER: there is no seed in {seeds}")
    key = secrets.token_bytes(16)
    copy = base64.b64encode(seal(_sealing(key), _AAD, json.dumps(held).encode())).decode()
    lines = textwrap.fill(copy, 64, initial_indent="copy: ", subsequent_indent="copy: ")
    return [
        TEXT.format(index=index, groups=_groups(share), copy=lines)
        for index, share in Shamir.split(2, PLACES, key, ssss=False)
    ]


def put_back(first: str, second: str, seeds: Path) -> list[str]:
    """Writes the seeds where there are none, and gives their names. Raises ConfigError in one line."""
    parts = [_read(first), _read(second)]
    if parts[0][0] == parts[1][0]:
        raise ConfigError("that is the same part twice")
    if parts[0][2] != parts[1][2]:
        raise ConfigError("these two parts do not belong together")
    if any(seeds.glob("seed-*")):
        raise ConfigError(f"WALLET_OPRF_FOLDER: there are seeds in {seeds} already")
    key = Shamir.combine([(index, share) for index, share, _copy in parts], ssss=False)
    try:
        held: dict[str, str] = json.loads(unseal(_sealing(key), _AAD, parts[0][2]))
    except FormatError as problem:
        raise ConfigError("these two parts do not open the copy") from problem
    for name, seed in held.items():
        secrets_files.load_or_make(seeds / name, lambda seed=seed: base64.b64decode(seed))  # type: ignore[misc]
    return sorted(held)


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
