"""The server's keyless checks: sizes and shapes, for every bucket."""

import pytest

from wallet.crypto.bytes import b64, unb64
from wallet.crypto.errors import BadEncoding, BadLength
from wallet.crypto.format import (
    AGE_HEAD,
    BLOB_MAX,
    BUCKETS,
    CATALOGUE_SIZES,
    MANIFEST_MAX,
    check_blob,
    check_catalogue,
    check_manifest,
)
from wallet.errors import NotAge

HEADER = b"age-encryption.org/v1\n-> g\nAAAA\n--- " + b"A" * 43 + b"\n"
HEAD = HEADER + bytes(AGE_HEAD - len(HEADER))


def sealed(bucket: int) -> int:
    """The bytes of a blob with HEADER and this bucket."""
    return len(HEADER) + 16 + bucket + 16 * -(-bucket // 65536)


def test_nineteen_buckets_each_a_whole_number_of_pages() -> None:
    assert len(BUCKETS) == 19
    assert BUCKETS[0] == 65536
    assert BUCKETS[-1] == 32 << 20
    assert [size for size in BUCKETS if size % 4096] == []
    assert [size for size, index in zip(BUCKETS[::2], range(10), strict=True) if size != 65536 << index] == []


@pytest.mark.parametrize("bucket", BUCKETS)
def test_a_sealed_bucket_is_taken_and_a_byte_more_or_less_is_not(bucket: int) -> None:
    check_blob(HEAD, sealed(bucket))
    for length in (sealed(bucket) - 1, sealed(bucket) + 1):
        with pytest.raises(NotAge):
            check_blob(HEAD, length)


def test_the_largest_header_and_bucket_fit_the_largest_blob() -> None:
    assert sealed(BUCKETS[-1]) - len(HEADER) + AGE_HEAD == BLOB_MAX


def test_catalogues_have_seven_sizes() -> None:
    assert sorted(CATALOGUE_SIZES) == [1024 * kib for kib in (16, 32, 64, 128, 256, 512, 1024)]
    for size in CATALOGUE_SIZES:
        check_catalogue(size)
        with pytest.raises(BadLength):
            check_catalogue(size + 1)


@pytest.mark.parametrize("length", [0, 8191, 8193, MANIFEST_MAX + 8192])
def test_a_manifest_of_no_whole_step_is_refused(length: int) -> None:
    with pytest.raises(BadLength):
        check_manifest(length)


@pytest.mark.parametrize("length", [8192, MANIFEST_MAX])
def test_a_manifest_of_whole_steps_is_taken(length: int) -> None:
    check_manifest(length)


def test_every_two_characters_are_one_byte_in_one_way_only() -> None:
    alphabet = [b64(bytes([byte, 0, 0]))[0] for byte in range(0, 256, 4)]
    accepted = []
    for first in alphabet:
        for second in alphabet:
            try:
                accepted.append(unb64(first + second))
            except BadEncoding:
                continue
    assert sorted(accepted) == [bytes([byte]) for byte in range(256)]
