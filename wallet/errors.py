"""One family of errors. Each has a stable code and a sentence for the log of a developer, never for a person.

The status that goes with a code stands in `wallet/web/errors.py`, the words a person reads in templates/.
"""

from typing import ClassVar


class WalletError(Exception):
    """Something that is refused. `code` never changes once published; `retry_after` is in whole seconds."""

    code: ClassVar[str] = "bad_request"
    sentence: ClassVar[str] = "The request cannot be understood."

    def __init__(self, retry_after: int | None = None) -> None:
        super().__init__(self.sentence)
        self.retry_after = retry_after


class BadRequest(WalletError):
    code = "bad_request"
    sentence = "A field is missing, unknown, of the wrong type or of the wrong length."


class NoSession(WalletError):
    code = "no_session"
    sentence = "There is no session, or it has ended."


class SignIn(WalletError):
    """Told about a session of somebody at work; a wallet's own is another thing and goes on."""

    code = "sign_in"
    sentence = "This needs a session of the worker whose mailbox it is."


class TicketRefused(WalletError):
    code = "ticket"
    sentence = "The ticket is unknown, spent, too old or too small."


class NotFound(WalletError):
    """Missing, forbidden, ended, burnt and never there: one answer."""

    code = "not_found"
    sentence = "There is nothing here for this request."


class TooSlow(WalletError):
    code = "too_slow"
    sentence = "The body did not arrive in time."


class Exists(WalletError):
    code = "exists"
    sentence = "This id is taken."


class LengthRequired(WalletError):
    code = "length_required"
    sentence = "The request has no Content-Length."


class Stale(WalletError):
    code = "stale"
    sentence = "Somebody saved in between; load again, merge, save again."


class TooLarge(WalletError):
    code = "too_large"
    sentence = "The body is larger than allowed."


class BadType(WalletError):
    code = "bad_type"
    sentence = "The body is of another type than this endpoint takes."


class NotAge(WalletError):
    code = "not_age"
    sentence = "The body does not start as an age file."


class SlowDown(WalletError):
    """Too much from one network, or a throttle against sweeps."""

    code = "slow_down"
    sentence = "Too many requests from here."


class WorkNeeded(WalletError):
    code = "work_needed"
    sentence = "Too many requests from here; this one passes with some work."


class TooManyGuesses(WalletError):
    code = "too_many_guesses"
    sentence = "The guesses of this name are used up for now."


class Quota(WalletError):
    code = "quota"
    sentence = "The bytes or tickets of this month are used up."


class Full(WalletError):
    code = "full"
    sentence = "The mailbox has no room for this."


class TooSoon(WalletError):
    code = "too_soon"
    sentence = "The last lock of this vault ended less than an hour ago."


class StoreAway(WalletError):
    code = "store_away"
    sentence = "A store does not answer."


class OtherInstallation(StoreAway):
    """Told as a store that is away; the log and `/readyz` say more."""

    sentence = "A store is of another installation."


class Damaged(StoreAway):
    """Told as a store that is away, like the next two: only whoever runs this can mend it."""

    sentence = "A store has a damaged page."


class ReadOnly(StoreAway):
    sentence = "A store is read-only."


class OtherTables(StoreAway):
    sentence = "The tables are of another version."


class DamagedBody(WalletError):
    """A body is not what was put: trying again does not help."""

    code = "damaged"
    sentence = "A body is shorter in its store than it was put."


class Busy(WalletError):
    code = "busy"
    sentence = "A store is held by somebody else for too long."


class StoreFull(WalletError):
    code = "store_full"
    sentence = "A store has no room left."


class ConfigError(Exception):
    """The server cannot start; the message is one line that names the setting and what is wrong with it."""
