"""Brings the files of reports to this computer ahead of the person, so that they can be read offline.

It runs on the sync thread while nothing else is to be done there, one file at a time, and gives way between two parts
of it. What fails is no failure of the sync: the file is asked for again in a later round, and later each time.
"""

from __future__ import annotations

import logging
from collections.abc import Callable

from ssdesk.errors import DiskFull, NoConnection, SignInRefused, SsdeskError
from ssdesk.protocol.files import Attachment
from ssdesk.replica import Replica
from ssdesk.replica.database import Cancelled
from ssdesk.sync import patience, problems, transfers
from ssdesk.sync.remote import Remote

log = logging.getLogger(__name__)

LARGEST = 25 * 1000 * 1000  # bytes of a file that nobody asked for yet
PART = 256 * 1024  # bytes between two looks at whether something more urgent has come: 2 s of a slow line
_ALL_WOULD_FAIL = (DiskFull, NoConnection, SignInRefused, problems.NotActive, problems.TooOld)


class Prefetch:
    """`chance`: a number in [0, 1), which spreads the tries."""

    def __init__(self, replica: Replica, remote: Remote, clock: Callable[[], int], chance: Callable[[], float]) -> None:
        self._replica, self._remote, self._clock, self._chance = replica, remote, clock, chance
        self._failed: dict[str, tuple[int, int]] = {}  # by content: how often in a row, and when to try again (ms)

    def run(self, urgent: Callable[[], bool]) -> int:
        """Fetches what is missing, newest report first, until all is here or something is `urgent`; how many files came
        whole. Raises nothing: what cannot be fetched waits."""
        came = 0
        try:
            for file in self._missing():
                if urgent():
                    break
                try:
                    came += transfers.fetch(self._replica, self._remote, file, cancelled=urgent, part=PART)
                    self._failed.pop(file.sha256, None)
                except SsdeskError as error:
                    log.info("A report is not fetched yet: %s", error.code)
                    self._put_off(file.sha256)
                    if isinstance(error, _ALL_WOULD_FAIL):
                        break
        except (SsdeskError, Cancelled) as error:  # the copy cannot be read: the next round meets that too
            log.info("No reports are fetched now: %s", type(error).__name__)
        except Exception:
            log.exception("Fetching reports ahead failed")
        return came

    def _missing(self) -> list[Attachment]:
        files = [file for file in self._replica.record.report_files() if file.size <= LARGEST]
        now, whole = self._clock(), self._replica.files.is_whole
        return [file for file in files if self._failed.get(file.sha256, (0, 0))[1] <= now and not whole(file.sha256)]

    def _put_off(self, sha256: str) -> None:
        failures = self._failed.get(sha256, (0, 0))[0] + 1
        wait = patience.after_failures(failures, self._chance())
        self._failed[sha256] = (failures, self._clock() + round(1000 * wait))
