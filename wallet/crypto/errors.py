"""What a format refuses, one code each; docs/format.md has the same table."""

from typing import Final

from wallet.errors import WalletError

CODES: Final = frozenset(
    {
        "bad_encoding",
        "bad_length",
        "bad_version",
        "bad_padding",
        "bad_kind",
        "bad_json",
        "bad_deflate",
        "bad_text",
        "too_weak",
        "bad_check",
        "bad_point",
        "bad_header",
        "bad_mac",
        "bad_sum",
        "damaged",
        "not_age",
        "too_large",
    }
)


class FormatError(WalletError):
    """Raised for anything that is not what docs/format.md says; `code` tells which rule was broken."""

    def __init__(self, code: str) -> None:
        if code not in CODES:
            raise ValueError(f"no such code: {code}")
        super().__init__()
        self.code = code
