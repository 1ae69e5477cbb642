"""Works on a replica until it is killed: `python -m tests.replica.killed FOLDER SEED`.

Writes to standard output the id of each message that it was told is queued, and to `school.bin` the school's state
before any of it can reach the replica, as a server's disk would have it.
"""

from __future__ import annotations

import pickle
import random
import sys
from pathlib import Path

from ssdesk.paths import write_atomically
from ssdesk.protocol.commands import CommandAnswer
from ssdesk.protocol.kinds import Message
from ssdesk.protocol.pull import OtherEpoch
from ssdesk.replica import Replica
from ssdesk.replica.actions import MoveMessage, OpenMessage, SaveDraft, SendMessage
from tests.replica.feed_school import KEY, Clock, FeedSchool


def letter(number: int, seq: int) -> Message:
    text = f"Tekst {number} {seq} " * 20
    return Message(
        id=f"{number:032x}", thread="t", sent_at=1_795_000_000_000 + number, sender="x", sender_name="Petra",
        sender_role="juf", subject=f"Bericht {number}", preview="Tekst", body=text, folder="inbox",
    )  # fmt: skip


def main(folder: Path, seed: int) -> None:
    rng, clock = random.Random(seed), Clock()
    school: FeedSchool = pickle.loads((folder / "school.bin").read_bytes())  # noqa: S301 - our own
    replica = Replica.open(folder / "replica", KEY, clock, lambda _: None)
    print("ready", flush=True)
    while True:
        clock.now += 1000
        for _ in range(rng.randint(0, 60)):
            school.put("message", letter(rng.randrange(800), school.seq))
        write_atomically(folder / "school.bin", pickle.dumps(school))
        for _ in range(rng.randint(0, 3)):
            id_ = replica.do(SendMessage(to=["c" * 32], subject="Dag", body="Tekst " * rng.randint(1, 500)))
            print(id_, flush=True)
        some = f"{rng.randrange(800):032x}"
        replica.do(rng.choice((OpenMessage(message=some), MoveMessage(message=some, folder="archive"))))
        replica.drafts.keep(SaveDraft(draft="d" * 32, body=f"Versie {clock.now}"))
        commands = replica.outbox.waiting(clock.now, 3)
        replica.outbox.mark_tried(commands)
        results = [school.command(command, clock.now) for command in commands]
        write_atomically(folder / "school.bin", pickle.dumps(school))
        if rng.random() < 0.7:
            replica.outbox.take_answer(CommandAnswer(school.epoch, results))
        answer = school.pull(replica.pull_request(rng.choice((20, 2000))))
        if isinstance(answer, OtherEpoch):
            replica.take_other_epoch(answer)
        else:
            replica.take_pull(answer, rows=rng.choice((3, 200)))
        replica.index_pending(rng.choice((5, 500)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
