"""A host: who looks after the free-access PCs of a day centre. It has no right over anything of a wallet."""

from wallet.models.account import Account


class Host(Account):
    """One account. Its PCs stand in `kiosk`."""

    __tablename__ = "host"
