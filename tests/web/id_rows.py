"""What each operation answers to an id that is not the asker's, and each exception with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field

NONE: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Row:
    """An id under which something is looked for. What differs from the rule has a `why`.

    The rule: somebody else's, an unknown one, zero and one of another kind are answered by `status`, with the
    same bytes, after the same statements, and no row changes; the good request does change one (`alters`).
    """

    kind: str
    status: int
    why: str = ""
    other: int = 0
    """Somebody else's is answered otherwise, in good right."""
    touched: frozenset[str] = NONE
    """Tables that change although the id led nowhere, since the rest of the request is good."""
    other_touched: frozenset[str] = NONE
    """Tables that somebody else's changes."""
    alike: bool = True
    """Answers are the same bytes."""
    looks: bool = True
    """The database is asked."""
    alters: bool = field(default=True, kw_only=True)

    @property
    def plain(self) -> bool:
        """Whether it is by the rule."""
        special = self.other or self.touched or self.other_touched or not self.alike or not self.looks
        return not special and self.status >= 400


@dataclass(frozen=True)
class New:
    """An id under which something is made: somebody else's is taken (409), zero refused (400)."""

    kind: str
    touched: frozenset[str] = NONE
    why: str = ""


IN_TIME = "looked for in thirty days, and deleted by who shows its write token alone"
OPEN = "whoever knows a mailbox's id may put something in: that is what it is for"
LISTED = "a batch is done for the ids that can be, and names the others"
SILENT = "a stand-in shows mailboxes without their keys: to whoever looks they are empty"
INSIDE = "those of the ids that lie in it are removed, and nothing is said of others"
CLOSING = frozenset({"vault"})
NOTE = frozenset({"note"})
PAPER = frozenset({"deposit", "blob", "loose_object"})
SWEPT = frozenset({"loose_object"})

ROWS: dict[str, Row | New] = {
    "post_door_open door_id": Row(
        "door", 404, "an id is all that gives a box; the secret alone opens what is in it", 200, alters=False
    ),
    "post_door_put id": New("door"),
    "post_door_delete id": Row("door", 404),
    "post_session_nonce vault_id": Row(
        "vault", 200, "a nonce for any id, drawn each time", alike=False, looks=False, alters=False
    ),
    "post_session vault_id": Row("vault", 404, alters=False),
    "post_vault header X-Vault": New("vault"),
    "post_vault_lock stand_in": Row("vault", 404),
    "post_vault_lock doors 0 id": Row("door", 404),
    "post_vault_lock_take stand_in": Row("stand_in", 404, alters=False),
    "post_vault_close rows blobs": Row("blob", 204, IN_TIME, touched=CLOSING, looks=False),
    "post_vault_close rows doors": Row("door", 204, IN_TIME, touched=CLOSING, looks=False),
    "post_vault_close rows recoveries": Row("recovery", 204, IN_TIME, touched=CLOSING, looks=False),
    "put_blob header X-Blob": New("blob"),
    "post_blob_get id": Row("blob", 404, alters=False),
    "post_blob_delete items 0 id": Row("blob", 200, LISTED),
    "post_blob_renew items 0 id": Row("blob", 200, LISTED),
    "post_blob_rotate items 0 id": Row("blob", 200, LISTED),
    "post_grant_put grants 0 id": New("grant"),
    "post_grant_put grants 0 blob_id": Row("blob", 404),
    "post_grant_get id": Row("grant", 404, alters=False),
    "post_share id": New("share"),
    "post_share doors 0 id": New("share_door"),
    "post_share_door id": Row("share", 404),
    "post_share_door door id": New("share_door"),
    "post_share_change id": Row("share", 404),
    "post_share_change grants 0": Row(
        "grant", 204, "what this share's token does not end stays", touched=frozenset({"share"})
    ),
    "post_share_open door_id": Row(
        "share_door", 404, "a wrong key is told in the log of the share's owner",
        other_touched=frozenset({"share_event"}),
    ),
    "post_share_runs share_id": Row("share", 404, alters=False),
    "post_share_report share_id": Row("share", 404),
    "post_share_events id": Row("share", 404, alters=False),
    "post_share_end id": Row("share", 404),
    "post_share_end grants 0": Row(
        "grant", 204, "what this share's token does not end stays",
        touched=frozenset({"share", "share_door", "share_event"}),
    ),
    "post_code_new share_id": Row(
        "share", 200, "digits may be drawn before their share is made; only its owner puts them to it",
        alike=False, alters=False,
    ),
    "post_code_card door_id": Row(
        "share_door", 200, "every door id is answered, by an evaluation of its own", alike=False, looks=False,
        alters=False,
    ),
    "post_recovery_put id": New("recovery"),
    "post_recovery_start id": Row("recovery", 404),
    "post_recovery_status id": Row(
        "recovery", 200, "0 while nobody has begun and for an unknown one", alters=False
    ),
    "post_recovery_finish id": Row("recovery", 404, alters=False),
    "post_recovery_cancel id": Row("recovery", 404),
    "post_mailbox_put id": New("mailbox"),
    "post_mailbox_info id": Row("mailbox", 404, OPEN, 200, alters=False),
    "post_mailbox_fetch id": Row("mailbox", 200, SILENT, alters=False),
    "post_mailbox_get id": Row("mailbox", 404, alters=False),
    "post_mailbox_get deposit": Row("deposit", 404, alters=False),
    "post_mailbox_close id": Row("mailbox", 204, SILENT),
    "post_mailbox_remove id": Row("mailbox", 204, SILENT),
    "post_mailbox_remove deposits 0": Row("deposit", 204, INSIDE, touched=NOTE, other_touched=NOTE),
    "post_mailbox_remove notes 0": Row("note", 204, INSIDE, touched=PAPER, other_touched=PAPER),
    "post_note_put id": New("note"),
    "post_note_put mailbox": Row("mailbox", 404, OPEN, 201, other_touched=NOTE | {"place"}),
    "post_note_fetch id": Row("mailbox", 200, SILENT, alters=False),
    "post_note_fetch notes 0": Row("note", 200, "those of the ids that lie in it", alters=False),
    "post_deposit_ticket mailbox": Row("mailbox", 404, OPEN, 200, alters=False),
    "put_deposit header X-Mailbox": Row(
        "mailbox", 403, "the ticket is for one mailbox, and refused for others before they are looked for",
        looks=False,
    ),
    "put_deposit header X-Deposit": New("deposit", SWEPT, "the sweep takes the body that came in"),
    "post_worker_join id": Row("mailbox", 404),
    "post_worker_enter id": Row("mailbox", 404),
    "post_worker_sign worker": Row("worker", 404),
    "post_worker_remove worker": Row("worker", 404),
    "post_host_pc_remove pc": Row("pc", 404),
    "post_host_order pc": Row("pc", 404, alters=False),
    "post_operator_feedback_delete ids 0": Row(
        "feedback", 204, "all that was said is said to the operator; one that has gone is no error",
        other_touched=frozenset({"feedback"}), alters=False,
    ),
    "post_kiosk_beat done 0": Row(
        "order", 200, "looked for among the PC's own; none is no error", alters=False
    ),
}  # fmt: skip
