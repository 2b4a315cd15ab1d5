"""An operator: who runs the wallet. It has no right over anything of a wallet."""

from wallet.models.account import Account


class Operator(Account):
    """One account, made on the command line alone. Nothing points to it."""

    __tablename__ = "operator"
