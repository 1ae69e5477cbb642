"""A desktop in plain loops: what sync.md asks of the other side, on dictionaries. It applies whole answers only."""

from __future__ import annotations

from dataclasses import dataclass, field

from ssdesk.protocol.pull import PUT, Cursor, OtherEpoch, PullAnswer, PullRequest, ScopePage, checksum

Key = tuple[str, str]


@dataclass
class Desktop:
    """One account's copy. `mismatches`: how often a checksum or a count did not hold."""

    account: str
    epoch: str
    cursors: dict[str, Cursor] = field(default_factory=dict)
    holdings: dict[str, dict[Key, int]] = field(default_factory=dict)
    objects: dict[Key, bytes] = field(default_factory=dict)
    mismatches: int = 0

    def request(self, limit: int) -> PullRequest:
        return PullRequest(self.epoch, dict(self.cursors), limit)

    def take(self, answer: PullAnswer | OtherEpoch) -> bool:
        """Whether it was applied and nothing is left to fetch."""
        if isinstance(answer, OtherEpoch):
            if answer.asked == self.epoch:
                self.epoch = answer.epoch
                self.cursors, self.holdings, self.objects = {}, {}, {}
            return False
        if answer.epoch != self.epoch or answer.base != self.cursors:
            return False
        for scope in answer.drop:
            self._forget(scope)
        for page in answer.scopes:
            self._apply(page)
        return answer.complete and all(page.key in self.cursors for page in answer.scopes)

    def _apply(self, page: ScopePage) -> None:
        if page.reset:
            self._forget(page.key)
        held = self.holdings.setdefault(page.key, {})
        for row in page.rows:
            key = (row.kind, row.oid)
            if row.op == PUT:
                held[key], self.objects[key] = row.seq, bytes(row.payload)
            else:
                held.pop(key, None)
                self._forget_unless_held(key)
        self.cursors[page.key] = page.cursor
        if not page.more:
            found = checksum((kind, oid, seq) for (kind, oid), seq in held.items())
            if (page.n, page.sum) != (len(held), found):
                self.mismatches += 1
                self._forget(page.key)

    def _forget(self, scope: str) -> None:
        self.cursors.pop(scope, None)
        for key in self.holdings.pop(scope, {}):
            self._forget_unless_held(key)

    def _forget_unless_held(self, key: Key) -> None:
        if not any(key in held for held in self.holdings.values()):
            self.objects.pop(key, None)
