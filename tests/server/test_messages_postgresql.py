"""What messages do, on a real PostgreSQL too: the same tests over another database. A few of them in the short run."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.server import (
    test_arrivals,
    test_groups,
    test_marks,
    test_requests,
    test_scheduled,
    test_shared_mailboxes,
)
from tests.server.postgresql import client, school, socket
from tests.server.test_arrivals import telling
from tests.server.test_marks import copy
from tests.server.test_shared_mailboxes import mailbox
from tests.sizes import LONG

__all__ = ["client", "copy", "mailbox", "school", "socket", "telling"]
pytestmark = pytest.mark.xdist_group("messages-postgresql")
SHORT = (
    test_requests.test_what_comes_back_so_lies_where_it_was_with_its_marks,
    test_scheduled.test_the_server_sends_it_at_its_moment_and_nobody_sees_it_before,
    test_shared_mailboxes.test_all_holders_share_one_state_and_the_sender_sees_one_reader,
    test_arrivals.test_it_is_told_when_the_device_asks_for_what_comes_after_it,
    test_marks.test_own_folder_is_made_renamed_filled_and_emptied_into_the_archive,
)


def _take_over(module: ModuleType) -> None:
    for name, test in vars(module).items():
        if name.startswith("test_") and callable(test) and (LONG or test in SHORT):
            globals()[name.replace("test_", f"{module.__name__.rpartition('.')[2]}_", 1)] = test


for _module in (test_arrivals, test_groups, test_marks, test_requests, test_scheduled, test_shared_mailboxes):
    _take_over(_module)
