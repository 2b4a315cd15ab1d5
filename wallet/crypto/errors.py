"""What a format refuses, one class and code for each reason; docs/format.md has the same table."""

from wallet.errors import WalletError


class FormatError(WalletError):
    """Something that is not what docs/format.md says."""

    code = "damaged"
    sentence = "The bytes do not open: another key, another place, or a changed byte."


class Damaged(FormatError):
    """The base itself said aloud: an authenticated text that does not open."""


class BadEncoding(FormatError):
    code = "bad_encoding"
    sentence = "The text is not base64url without padding, written in its one way."


class BadLength(FormatError):
    code = "bad_length"
    sentence = "A field is shorter or longer than its format says."


class BadVersion(FormatError):
    code = "bad_version"
    sentence = "The version is not one that this program knows."


class BadPadding(FormatError):
    code = "bad_padding"
    sentence = "A padding byte is not zero."


class BadKind(FormatError):
    code = "bad_kind"
    sentence = "The kind is not one that this format has."


class BadJson(FormatError):
    code = "bad_json"
    sentence = "The text inside is not a JSON object in UTF-8."


class BadDeflate(FormatError):
    code = "bad_deflate"
    sentence = "The compressed bytes do not inflate to their end, or to too much."


class BadText(FormatError):
    code = "bad_text"
    sentence = "Nothing is left of the text once it is normalised."


class BadCheck(FormatError):
    code = "bad_check"
    sentence = "A check digit does not fit, or a digit is missing."


class BadPair(FormatError):
    code = "bad_pair"
    sentence = "Two parts do not belong together, or are the same one."


class BadPoint(FormatError):
    code = "bad_point"
    sentence = "The 32 bytes are no element of the group, or its identity."


class BadSum(FormatError):
    code = "bad_sum"
    sentence = "The document is not the one that the entry names."
