"""The sign-in of operators, whose cookie is read under /operator alone."""

from typing import Final

from wallet import operators
from wallet.web.staff_login import StaffLogin

__all__ = ["LOGIN", "at_desk", "operating", "own_page_only", "watching"]

LOGIN: Final = StaffLogin(operators.ACCOUNTS)
watching, operating, own_page_only = LOGIN.watching, LOGIN.acting, LOGIN.own_page_only
at_desk = LOGIN.at_desk
