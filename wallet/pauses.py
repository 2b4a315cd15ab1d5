"""Growing pauses after wrong tries. None lasts for good, and none is longer than it was said to be."""

from dataclasses import dataclass

from wallet.ephemeral import Ephemeral


@dataclass(frozen=True)
class Pauses:
    """Some wrong tries cost nothing, the next a pause of `first` seconds, each further one twice as long.

    No pause is longer than `longest`.
    Wrong tries are forgotten `kept` seconds after the last one. Keys name nothing: hashes, HMACs, random ids.
    """

    store: Ephemeral
    kind: str
    free: int
    first: int
    longest: int
    kept: int

    def enter(self, key: bytes, now: int) -> int:
        """Seconds to wait; 0 lets one try in, which counts as wrong until `right` is called.

        Counted beforehand, so that many tries at once are no more than one after the other.
        """
        with self.store.together():
            tries, until = self._read(key, now)
            if until > now:
                return until - now
            value = (tries + 1).to_bytes(4, "big") + (now + self._pause(tries + 1)).to_bytes(8, "big")
            self.store.put(self.kind, key, value, now + self.kept)
        return 0

    def right(self, key: bytes) -> None:
        """Forgets what was wrong before."""
        self.store.delete(self.kind, key)

    def _read(self, key: bytes, now: int) -> tuple[int, int]:
        kept = self.store.get(self.kind, key, now)
        return (0, 0) if kept is None else (int.from_bytes(kept[:4], "big"), int.from_bytes(kept[4:], "big"))

    def _pause(self, tries: int) -> int:
        beyond = min(tries - self.free, 20)
        return 0 if beyond < 0 else min(self.longest, self.first * 2**beyond)
