"""The same stories of accounts and mails on a real PostgreSQL."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest

from ssdesk.server import throttle
from ssdesk.server.http import Failure
from tests.school import WILG, School
from tests.server import (
    test_activation,
    test_devices,
    test_mail,
    test_notices,
    test_office,
    test_reset,
    test_sign_in,
    test_throttle,
)
from tests.server.conftest import Client
from tests.server.postgresql import client, school, socket

__all__ = ["client", "school", "socket"]


STORIES = (
    test_activation.test_the_whole_way_from_letter_to_messages,
    test_activation.test_six_digits_are_tried_five_times_and_then_need_a_new_mail,
    test_sign_in.test_the_code_tells_which_account_of_a_shared_username_is_meant,
    test_sign_in.test_a_wrong_name_a_wrong_password_and_a_wrong_code_are_one_answer,
    test_reset.test_only_the_account_that_is_meant_gets_a_mail,
    test_devices.test_other_devices_are_signed_out_by_a_new_password_but_keep_what_they_show,
    test_office.test_the_place_of_a_co_account_goes_to_another_person_and_the_mailbox_does_not,
    test_throttle.test_typing_errors_cost_nothing_and_guessing_costs_more_each_time,
    test_notices.test_several_within_a_few_minutes_become_one,
    test_mail.test_a_mail_of_unclear_fate_is_sent_again_under_the_same_id,
)


@pytest.mark.parametrize("story", STORIES, ids=lambda story: story.__name__.removeprefix("test_"))
def test_holds_on_postgresql_too(story: object, school: School, client: Client) -> None:
    assert callable(story)
    story(school, client)


def test_many_tries_at_once_are_all_counted(school: School) -> None:
    """Sixteen guessers in sixteen transactions: no more get through than one after the other would."""
    counts = throttle.counts(b"k" * 32, "sign-in", "noor", "198.51.100.1")

    def attempt(_number: int) -> bool:
        try:
            school.db.run_now(throttle.attempt, WILG, counts, school.clock())
        except Failure:
            return False
        return True

    with ThreadPoolExecutor(16) as guessers:
        passed = sum(guessers.map(attempt, range(64)))
    assert passed == throttle.PERSON.free + 1
