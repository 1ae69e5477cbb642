"""Kept texts on this computer: seen at once, offline too, and the same as what the school makes of them."""

from __future__ import annotations

from collections.abc import Callable

from ssdesk.protocol.commands import CommandAnswer, CommandResult, Problem
from ssdesk.protocol.kinds import OwnText
from ssdesk.replica import Replica
from ssdesk.replica.own_texts import DeleteText, SaveText
from tests.replica.feed_school import FeedSchool

ONE, TWO = "a" * 32, "b" * 32


def refuse(replica: Replica, school: FeedSchool) -> None:
    (command,) = replica.outbox.waiting(0, 50)
    refusal = CommandResult(command.id, "rejected", problem=Problem("too_many_texts", "Too many."))
    replica.outbox.take_answer(CommandAnswer(school.epoch, [refusal]))


def test_what_is_kept_is_listed_by_name_and_waits_for_the_school(replica: Replica) -> None:
    replica.do(SaveText(TWO, "signature", " De\nschool ", "Groeten"))
    replica.do(SaveText(ONE, "signature", "an", "<div>Dag <b>An</b><script>x</script></div>", "html"))
    first = OwnText(ONE, "signature", "an", "<div>Dag <b>An</b></div>", "html")
    second = OwnText(TWO, "signature", "De school", "Groeten")
    assert replica.own_texts.of("signature") == [first, second]
    assert replica.own_texts.of("another") == []
    replica.do(SaveText(TWO, "signature", "Aan allen", "Dag"))
    assert [text.name for text in replica.own_texts.of("signature")] == ["Aan allen", "an"]
    replica.do(DeleteText(ONE))
    assert replica.do(DeleteText(ONE)) is None
    assert [text.id for text in replica.own_texts.of("signature")] == [TWO]
    waits = [command.type for command in replica.outbox.waiting(0, 50)]
    assert waits == ["save_text", "save_text", "save_text", "delete_text"]


def test_what_the_school_says_stays_below_what_waits_and_comes_back_when_that_is_refused(
    replica: Replica, school: FeedSchool
) -> None:
    school.put("own_text", OwnText(ONE, "signature", "Kort", "Groeten"))
    school.sync(replica)
    replica.do(SaveText(ONE, "signature", "Kort", "Dag"))
    school.put("own_text", OwnText(ONE, "signature", "Kort", "Van mijn andere computer"))
    school.sync(replica)
    assert [text.body for text in replica.own_texts.of("signature")] == ["Dag"]
    refuse(replica, school)
    assert [text.body for text in replica.own_texts.of("signature")] == ["Van mijn andere computer"]
    school.remove("own_text", ONE)
    school.sync(replica)
    assert replica.own_texts.of("signature") == []


def test_a_text_of_a_use_that_this_program_does_not_know_is_kept(
    replica: Replica, school: FeedSchool, open_replica: Callable[..., Replica]
) -> None:
    school.put("own_text", OwnText(ONE, "greeting", "Kort", "Dag"))
    school.sync(replica)
    assert (replica.own_texts.of("signature"), len(replica.own_texts.of("greeting"))) == ([], 1)
