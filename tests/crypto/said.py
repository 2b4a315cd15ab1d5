"""What a person says, as a vector gives it: pictures or a text."""

from typing import Any

from wallet.crypto.name import lookup, name_of_pics, name_of_text
from wallet.crypto.secret import secret_of_pics, secret_of_text

Fields = dict[str, Any]


def name_fields(given: Fields) -> Fields:
    name = name_of_pics(bytes(given["pics"])) if "pics" in given else name_of_text(given["text"])
    return {"name": name, "lookup": lookup(name)}


def secret_fields(given: Fields) -> Fields:
    if "pics" in given:
        return {"input": secret_of_pics(bytes(given["pics"]))}
    return {"input": secret_of_text(given["text"])}
