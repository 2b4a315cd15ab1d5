"""The sign-in of hosts, whose cookie is read under /host alone."""

from typing import Final

from wallet import hosts
from wallet.web.staff_login import StaffLogin, on_loopback

__all__ = ["LOGIN", "at_desk", "cookie_name", "host", "hosting", "on_loopback", "own_page_only", "watching"]

LOGIN: Final = StaffLogin(hosts.ACCOUNTS)
watching, hosting, host = LOGIN.watching, LOGIN.acting, LOGIN.who
own_page_only, cookie_name, at_desk = LOGIN.own_page_only, LOGIN.cookie_name, LOGIN.at_desk
