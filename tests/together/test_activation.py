"""From the code of the letter to an active account, over the line, with a real mail server at its end."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from ssdesk.errors import NoConnection, Refused
from ssdesk.protocol.pull import PullRequest
from ssdesk.protocol.session import (
    STEPS,
    AskReset,
    CompleteReset,
    Details,
    ReviewDevices,
    SetPassword,
    SignedIn,
    SignIn,
)
from ssdesk.sync import problems
from ssdesk.sync.remote import Remote
from tests.school import School, id_of
from tests.server.people import change, invited
from tests.server.post import Post
from tests.together.desktop import Desktop, Family, wait_for
from tests.together.track import Track, lost_answer

PASSWORD = "vier blauwe stoelen dansen"
ADDRESS = "http://127.0.0.1/wilg"


def walk_in(school: School, track: Track, post: Post) -> tuple[Remote, str]:
    """The nine steps of An Claes, mother of Noor; her session and its token."""
    code = invited(school, "mother")
    before = track.reach(ADDRESS)
    assert before.school().help.phone == "09 123 45 67"
    signed_in = before.sign_in(SignIn("noor", code.replace("-", " ").lower(), "Computer thuis", "Linux"))
    before.close()
    session = track.reach(ADDRESS, signed_in.token)
    steps = [signed_in.state.step]
    with pytest.raises(problems.NotActive) as early:
        session.pull(PullRequest(""))
    assert early.value.state.step == "agreement"
    steps.append(session.accept_agreement(session.agreement().version).step)
    assert session.password_rules().min_length == 8
    steps.append(session.set_password(SetPassword(PASSWORD)).step)
    assert [device.current for device in session.devices().devices] == [True]
    steps.append(session.review_devices(ReviewDevices()).step)
    assert session.details().email == ""
    steps.append(session.set_details(Details("an.claes@example.org", "mother", mobile="0470 12 34 56")).step)
    steps.append(session.details_correct(True).step)
    post.deliver()
    (mail,) = post.arrived
    digits = next(word for word in mail.text.replace(".", " ").split() if word.isdigit() and len(word) == 6)
    steps.append(session.confirm_email(digits).step)
    assert steps == list(STEPS)
    return session, signed_in.token


def test_letter_becomes_an_active_account_that_syncs(school: School, track: Track, family: Family) -> None:
    with Post(school) as post:
        session, token = walk_in(school, track, post)
    state, info = session.state(), session.school()
    session.close()
    family.begin()
    name = family.household.add(ADDRESS, info, SignedIn(token, "", state))
    home = family.household.home(name)
    assert (home.holder, home.child, home.school, home.is_filling) == ("An Claes", "Noor", "Basisschool De Wilg", True)


def test_wizard_that_was_closed_goes_on_at_the_step_left(school: School, track: Track) -> None:
    code = invited(school, "mother")
    with track.reach(ADDRESS) as before:
        first = before.sign_in(SignIn("noor", code, "Computer thuis"))
        with track.reach(ADDRESS, first.token) as session:
            session.accept_agreement("2026")
        # The letter's code still opens the door: it is used up only when an own password was saved.
        again = before.sign_in(SignIn("noor", code, "Computer thuis"))
        assert again.state.step == "password"


def test_step_whose_answer_is_lost_can_be_sent_again(school: School, track: Track) -> None:
    code = invited(school, "mother")
    with track.reach(ADDRESS) as before:
        token = before.sign_in(SignIn("noor", code, "Computer thuis")).token
    with track.reach(ADDRESS, token) as session:
        track.fail("/v1/agreement", lost_answer)
        with pytest.raises(NoConnection):
            session.accept_agreement("2026")
        assert session.accept_agreement("2026").step == "password"


def test_wrong_code_is_one_clear_sentence(school: School, track: Track) -> None:
    invited(school, "mother")
    with track.reach(ADDRESS) as before, pytest.raises(Refused) as error:
        before.sign_in(SignIn("noor", "AAAA-BBBB-CCCC-DDDD", "Computer thuis"))
    assert error.value.title
    assert track.count("/v1/session") == 1


def test_forgotten_password_is_replaced_by_mail(school: School, track: Track) -> None:
    with Post(school) as post:
        session, _ = walk_in(school, track, post)
        session.close()
        post.arrived.clear()
        with track.reach(ADDRESS) as before:
            before.ask_reset(AskReset("an.claes@example.org"))
            post.deliver()
            code = post.arrived[-1].line("Uw code: ")
            signed_in = before.complete_reset(
                CompleteReset("an.claes@example.org", code, "een nieuw lang geheim woord", "Computer thuis")
            )
    assert signed_in.state.step == "active"
    assert signed_in.state.account == id_of("mother")


def test_suspended_account_says_why_and_until_when(
    school: School, track: Track, desktops: Callable[[str], Desktop]
) -> None:
    mother = desktops("mother")
    mother.sync()
    change(school, "mother", state="suspended", reason="Afspraken niet nagekomen", until=school.clock() + 86_400_000)
    mother.engine.start()
    wait_for(lambda: mother.engine.status.state == "suspended")
    status = mother.engine.status
    assert (status.reason, status.until) == ("Afspraken niet nagekomen", school.clock() + 86_400_000)
    assert mother.replica.people.contacts()
