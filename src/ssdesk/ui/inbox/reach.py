"""How many people a letter to groups reaches: at once as it is known on this computer, then as the school says."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, QTimer

from ssdesk.errors import SsdeskError
from ssdesk.household import Household
from ssdesk.protocol.ask import AskAudience, Audience
from ssdesk.protocol.commands import Addressed
from ssdesk.ui import tasks, texts
from ssdesk.ui.inbox.composer import Composer
from ssdesk.ui.inbox.names import NAMED
from ssdesk.ui.shown import shown

REST_MS = 300  # after the last one was chosen
REFUSED = frozenset({"too_many_recipients", "empty_group", "unknown_group", "unknown_recipient", "recipient_left"})
"""With which the school would not take the letter either."""
_Asked = tuple[str, tuple[str, ...], tuple[Addressed, ...]]


class Reaching(QObject):
    """Says it in the composer whenever others are chosen. Only a letter to a group is asked about."""

    def __init__(self, household: Household, composer: Composer) -> None:
        super().__init__(composer)
        self._household, self._composer = household, composer
        self._asked: _Asked = ("", (), ())
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self._ask)
        composer.to.decided.connect(self._look)

    def _look(self) -> None:
        asked: _Asked = (self._composer.account, *self._composer.to.apart())
        if asked == self._asked:
            return
        self._asked = asked
        self._timer.stop()
        if not asked[2]:
            self._composer.tell_reach("")
            return
        people, reached = self._composer.to.people, self._composer.to.reached
        self._composer.tell_reach(self._sentence(people, people - reached), people)
        self._timer.start()

    def _ask(self) -> None:
        account, to, groups = asked = self._asked
        question = AskAudience(list(to), groups)
        tasks.run(
            self,
            partial(self._household.audience, account, question),
            partial(self._answered, asked),
            partial(self._failed, asked),
        )

    def _answered(self, asked: _Asked, answer: Audience) -> None:
        if asked == self._asked:
            said = self._sentence(answer.people, answer.unreachable, answer.names)
            self._composer.tell_reach(said, answer.people)

    def _failed(self, asked: _Asked, error: SsdeskError) -> None:
        """What this computer knows stays, unless the school said that it does not go."""
        if asked != self._asked:
            return
        people, reached = self._composer.to.people, self._composer.to.reached
        if error.code in REFUSED:
            self._composer.tell_reach(" ".join(texts.error(error)).strip(), people, refused=True)
            return
        known = self.tr("As known on this computer. The school decides who is in the groups when it is sent.")
        self._composer.tell_reach(f"{self._sentence(people, people - reached)} {known}", people)

    def _sentence(self, people: int, missed: int, names: list[str] | None = None) -> str:
        said = self.tr("Recipients: {count}. None of them sees the others.").format(count=texts.count(people))
        if not missed:
            return said
        who = texts.count(missed)
        if names:
            listed = "; ".join(shown(name) for name in names[:NAMED])
            if (rest := missed - len(names[:NAMED])) > 0:
                listed = self.tr("{names} and {n} more").format(names=listed, n=texts.count(rest))
            who = f"{who} ({listed})"
        more = self.tr("Not reachable: {who}. The account is not in use yet, or the e-mail address not confirmed.")
        return f"{said} {more.format(who=who)}"
