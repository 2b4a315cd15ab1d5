"""Where sealed bodies lie: one Protocol, local files or an S3-compatible store."""

from wallet.blobs.files import FileStore
from wallet.blobs.store import BlobStore
from wallet.config import Config

__all__ = ["BlobStore", "FileStore", "open_store"]


def open_store(config: Config) -> BlobStore:
    """The store that the configuration names. Raises StoreAway when its folder cannot be made."""
    if config.blob_store == "files":
        return FileStore(config.blob_folder, config.disk_reserve)
    from wallet.blobs.s3 import S3Settings, S3Store  # botocore takes a third of a second to import

    return S3Store(
        S3Settings(
            endpoint=config.s3_endpoint,
            bucket=config.s3_bucket,
            region=config.s3_region,
            key=config.s3_key,
            secret=config.s3_secret,
            reserve=config.disk_reserve,
        )
    )
