"""Why an aim is missed: a reason to each aim that was ever missed, shown only where it is."""

from __future__ import annotations

PEER = (
    "the peers were measured with one round trip less: no opening is counted and no notice asks for a click "
    "before their file is fetched. Two runs on a noisy machine stand behind the ratio."
)
START = (
    "what is left is the page itself: 51 KB of script to compile, styles and words of seven screens to read, "
    "where the floor page has one paragraph. The bytes and the round trips are those of the floor."
)
DURABLE = (
    "an opening is counted on the disk before its first byte leaves: one flushed transaction, one at a time, "
    "where bare Flask only reads. Far above what desks need (a thousand openings an hour are 0.3 a second)."
)
FRAMEWORK = (
    "of about a millisecond of processor time the ORM takes half, Flask-Login, the budget of the network and "
    "the session's counter (each a row in the ephemeral store) most of the rest; bare Flask does none of it. "
    "A query without the ORM would save a fifth."
)
FLUSHES = (
    "a body is marked, flushed, linked, its folder flushed, and made visible by a second transaction: four "
    "flushes where bare Flask has one, so that no crash leaves half a paper or one that nobody knows of."
)

REASONS: dict[str, str] = {
    "opening 100 KB normal line": START,
    "opening 100 KB processor 6x slower": START,
    "opening 100 KB 400 kbit/s, 400 ms": START,
    "peer 100 KB normal line": PEER,
    "peer 100 KB processor 6x slower": PEER,
    "peer 100 KB 400 kbit/s, 400 ms": PEER,
    "peer 10 MB processor 6x slower": "Send decrypts in a service worker, which DevTools does not slow; ours "
    "opens 182 chunks one after the other and proves the whole by SHA-256 before anything is shown.",
    "weight unlock": "the Worker's script is 101 KB, nearly a third of it the keeper, the rest Argon2 in "
    "WebAssembly and its fallback, curves, ML-KEM, ciphers, DEFLATE for old browsers and age-encryption; the "
    "words of all screens in one language and the styles are 49 KB, what asks for name and secret 20; the "
    "screens of an open wallet come later (decision 0036). The Worker is fetched while a person looks "
    "for the first picture, beside 285 KB of pictures, so nobody waits for it alone. tests/test_budget.py "
    "lets none of it grow unnoticed.",
    "putting floor": "before and after the bytes, the wallet buys a ticket and saves the catalogue: two more "
    "requests, each with a flushed transaction; and the content crosses into the Worker.",
    "putting peer": "out of reach with age: sealing 11.9 MB alone takes 80 to 100 ms (138 MB/s), and the "
    "floor page, which does nothing else, is not five times as fast as the best peer either.",
    "unlock normal": "around Argon2 stand four small requests, one after the other (guess, door, nonce, "
    "session), and the list that is drawn.",
    "unlock processor 6x slower": "beside Argon2 the Worker blinds and unblinds a point, derives an ML-KEM "
    "key and signs, all in JavaScript that has just been compiled.",
    "requests GET vault": FRAMEWORK,
    "requests share/open": DURABLE,
    "streams up 1": FLUSHES,
    "streams up 8": FLUSHES,
    "streams down 1": "a download reads two rows and counts its bytes before the first one leaves.",
    "streams down 8": "a download reads two rows and counts its bytes before the first one leaves.",
    "growth queries": "one more level of a B-tree: some microseconds of a request's thousand.",
    "growth rows": "ten blobs take 1.7 KB: each row is two hashes of 32 bytes, an id of 16, a key of 32 "
    "characters and an index of its lease. None of it can be left out; the key could be 16 bytes instead.",
    "growth sweep": "fifty blobs go in one transaction, and it waits for the disk; a busy disk takes longer.",
    "slow GET /healthz": "the machine did other work (see the load); in the quietest run (load 5) all "
    "stayed below 20 ms.",
    "slow POST /v1/door/open": "the machine did other work (see the load); in the quietest run (load 5) "
    "99 of 100 stayed below 11 ms.",
}
