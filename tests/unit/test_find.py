"""Finding anything by words: what is found, in which order, and what never is."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from ssdesk.errors import ReplicaDamaged
from ssdesk.household import Household, home, registry
from ssdesk.household.find import KINDS, LESSONS_AHEAD, MOST_READ, NEWEST, Hit, find
from ssdesk.paths import Paths
from ssdesk.protocol.files import Attachment
from ssdesk.protocol.kinds import Account, Contact, Message, Pupil
from ssdesk.protocol.news import News
from ssdesk.protocol.planner import AgendaItem, Event, Lesson, TimetableWeek
from ssdesk.protocol.record import Absence, Report, Result
from ssdesk.protocol.school import Help, Limits, SchoolInfo
from ssdesk.replica import Replica
from ssdesk.replica.actions import SaveDraft
from ssdesk.replica.search import Query
from tests.replica.feed_school import Clock, FeedSchool
from tests.school import id_of
from tests.sizes import size

TODAY = date(2026, 11, 23)
NOW = Clock().now
HOUR = 3_600_000


class Keyring:
    """A keychain that is always open."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def read(self, name: str) -> bytes | None:
        return self._kept.get(name)

    def write(self, name: str, secret: bytes) -> None:
        self._kept[name] = secret

    def remove(self, name: str) -> None:
        self._kept.pop(name, None)


class Computer:
    """Accounts with whatever their schools keep. `put` and `find`, which names what is found by its title."""

    def __init__(self, folder: Path) -> None:
        self.paths, self.keyring, self.clock = Paths.under(folder, "family"), Keyring(), Clock()
        self.paths.create()
        self.schools: dict[str, FeedSchool] = {}
        self.names: dict[str, str] = {}
        self.address: dict[str, str] = {}
        self.household = self._opened()

    def _opened(self) -> Household:
        return Household(self.paths, self.keyring, self.clock, lambda _changes: None)

    def add(self, child: str, class_name: str = "4B", school: str = "De Wilg") -> str:
        """An account of a child at a school; its name here."""
        self.household.close()
        address = f"https://{school.replace(' ', '').lower()}.example"
        place, secret = registry.add(self.paths.accounts, id_of(f"account of {child}"), self.keyring, "token", address)
        replica = Replica.open(place.folder, secret.key, self.clock, lambda _changes: None, place.name)
        info = SchoolInfo("e1", f"School {school}", school, "e1", [1], "2026", Help(""), Limits())
        home.keep_school(replica, info)
        replica.close()
        made = self.schools[child] = FeedSchool()
        made.put("account", Account(id_of(f"account of {child}"), "co", child, "An", "", "active", pupil=id_of(child)))
        made.put("pupil", Pupil(id_of(child), child, "Peeters", class_name))
        self.names[child] = place.name
        self.household = self._opened()
        self.household.unlock()
        self._sync(child)
        return place.name

    def put(self, child: str, *bodies: Any) -> None:
        kinds = {AgendaItem: "agenda_item", TimetableWeek: "timetable_week"}
        for body in bodies:
            self.schools[child].put(kinds.get(type(body), type(body).__name__.lower()), body)
        self._sync(child)

    def _sync(self, child: str) -> None:
        replica = self.household.replica(self.names[child])
        self.schools[child].sync(replica)
        while replica.index_pending():
            pass

    def hits(self, words: str, limit: int = 30, **more: Any) -> list[Hit]:
        return find(self.household, words, limit, today=TODAY, **more)

    def find(self, words: str, limit: int = 30, **more: Any) -> list[str]:
        return [hit.title for hit in self.hits(words, limit, **more)]


@pytest.fixture
def computer(tmp_path: Path) -> Iterator[Computer]:
    made = Computer(tmp_path)
    yield made
    made.household.close()


def letter(subject: str, at: int = NOW - HOUR, **more: Any) -> Message:
    values: dict[str, Any] = {
        "sender": id_of("juf"), "sender_name": "Petra Maes", "sender_role": "juf", "preview": "", "body": "Beste",
        "folder": "inbox", **more,
    }  # fmt: skip
    return Message(id_of(f"letter {subject}"), id_of(f"letter {subject}"), at, subject=subject, **values)


def item(title: str, day: str = "2026-11-24", form: str = "task", **more: Any) -> AgendaItem:
    return AgendaItem(id_of(f"item {title}"), "4B", day, form, more.pop("subject", "Rekenen"), title, **more)


def result(title: str, pupil: str = "Noor", day: str = "2026-11-20", **more: Any) -> Result:
    return Result(id_of(f"result {title}"), id_of(pupil), "Frans", title, "Herfst", "points", day, **more)


def news(title: str, at: int = NOW - HOUR, **more: Any) -> News:
    return News(id_of(f"news {title}"), title, more.pop("text", "Beste ouders"), "Hilde Baert", "office", at, **more)


def report(title: str, pupil: str = "Noor") -> Report:
    pdf = Attachment("0" * 64, "rapport.pdf", "application/pdf", 9)
    return Report(id_of(f"report {title}"), id_of(pupil), title, "Herfst", "2026-2027", NOW - HOUR, pdf)


# ---- What is found ---------------------------------------------------------------------------------------------------
def test_every_kind_is_found_and_comes_in_its_order(computer: Computer) -> None:
    name = computer.add("Noor")
    week = TimetableWeek(id_of("week"), "4B", "2026-11-23", [Lesson(2, 510, 560, "Kikkerles", "Petra", "B12")])
    computer.put(
        "Noor", letter("Kikkerdril"), Contact(id_of("k"), "Karel Kikkert", "meester", "teacher", ["5A"]),
        item("Kikker tekenen"), Event(id_of("e"), "trip", "Kikkerpoel", "2026-12-01", "2026-12-01", place="Bos"),
        week, result("Kikkertoets"), report("Kikkerrapport"),
        Absence(id_of("a"), id_of("Noor"), "2026-11-20", "am", "Z", "Kikkerpokken"), news("Kikkernieuws"),
    )  # fmt: skip
    computer.household.do(name, SaveDraft("d" * 32, [], None, "Kikkervraag", "Dag"))
    hits = computer.hits("kikker")
    assert [(hit.kind, hit.title) for hit in hits] == [
        ("contact", "Karel Kikkert"), ("message", "Kikkerdril"), ("draft", "Kikkervraag"),
        ("agenda_item", "Kikker tekenen"), ("event", "Kikkerpoel"), ("lesson", "Kikkerles"),
        ("report", "Kikkerrapport"), ("result", "Kikkertoets"), ("absence", "Kikkerpokken"), ("news", "Kikkernieuws"),
    ]  # fmt: skip
    assert {hit.home.name for hit in hits} == {name}
    by_kind = {hit.kind: hit for hit in hits}
    assert by_kind["contact"].detail == "meester · 5A"
    assert (by_kind["message"].detail, by_kind["message"].at) == ("Petra Maes", NOW - HOUR)
    assert (by_kind["lesson"].day, by_kind["lesson"].minute) == (date(2026, 11, 25), 510)
    assert (by_kind["event"].day, by_kind["event"].form) == (date(2026, 12, 1), "trip")
    assert computer.find("noor") == ["Noor"]


def test_words_are_found_by_their_beginning_without_case_and_accents_in_any_order(computer: Computer) -> None:
    computer.add("Noor")
    computer.put("Noor", item("Élève à l'école"), item("Rekenen: breuken"), news("Schoolfeest in Gent"))
    assert computer.find("ELEVE ecol") == computer.find("école élè") == ["Élève à l'école"]
    assert computer.find("breuk REK") == ["Rekenen: breuken"]
    assert computer.find("gent schoolf") == ["Schoolfeest in Gent"]
    assert computer.find("feest") == []
    assert computer.find('"schoolfeest in"') == ["Schoolfeest in Gent"]
    assert computer.find('"in schoolfeest"') == []


def test_a_childs_name_narrows_to_its_account(computer: Computer) -> None:
    computer.add("Noor")
    computer.add("Wout", "1C", "De Toren")
    computer.put("Noor", item("Toets breuken"), letter("Toets verplaatst"), letter("Over Wout zijn toets"))
    computer.put("Wout", item("Toets Frans"), letter("Uw toets, Noor"))
    assert computer.find("noor toets") == [
        "Toets verplaatst",
        "Over Wout zijn toets",
        "Uw toets, Noor",
        "Toets breuken",
    ]
    assert computer.find("toets wou") == ["Over Wout zijn toets", "Uw toets, Noor", "Toets Frans"]
    assert computer.find("wout") == ["Wout", "Over Wout zijn toets"]


def test_kinds_are_found_by_what_they_are_called_on_screen(computer: Computer) -> None:
    computer.add("Noor")
    computer.put("Noor", item("Hoofdstuk 4", form="test"), item("Lezen"), report("Herfst 2026"))
    called = {"test": "Toets", "report": "Rapport", "agenda_item": "Agenda"}
    assert computer.find("toets", named=called) == ["Hoofdstuk 4"]
    assert computer.find("herfst rapport", named=called) == ["Herfst 2026"]
    assert computer.find("agenda", named=called) == ["Hoofdstuk 4", "Lezen"]
    assert computer.find("toets") == []


def test_of_a_subject_the_next_lesson_that_is_given_is_found(computer: Computer) -> None:
    computer.add("Noor")
    lessons = [
        Lesson(0, 510, 560, "Frans", state="cancelled"), Lesson(3, 510, 560, "Frans"), Lesson(4, 510, 560, "Frans"),
        Lesson(9, 510, 560, "Fransen"),
    ]  # fmt: skip
    far = TODAY + LESSONS_AHEAD * 2
    computer.put(
        "Noor",
        TimetableWeek(id_of("last week"), "4B", "2026-11-16", [Lesson(4, 510, 560, "Frans")]),
        TimetableWeek(id_of("week"), "4B", "2026-11-23", lessons),
        TimetableWeek(id_of("far"), "4B", str(far), [Lesson(0, 510, 560, "Fransen")]),
    )
    assert [(hit.title, hit.day) for hit in computer.hits("frans")] == [("Frans", date(2026, 11, 26))]


def test_what_two_accounts_of_a_school_share_is_found_once(computer: Computer) -> None:
    computer.add("Noor")
    computer.add("Sam")
    for child in ("Noor", "Sam"):
        computer.put(child, news("Feest op school"), Contact(id_of("juf"), "Petra Feestneus", "juf", "teacher"))
    assert computer.find("feest") == ["Petra Feestneus", "Petra Feestneus", "Feest op school"]


def test_a_letter_or_two_are_looked_for_in_the_newest_messages_only(computer: Computer) -> None:
    computer.add("Noor")
    computer.put("Noor", letter("zwemmen", NOW - HOUR), letter("Zoo", NOW - 2 * HOUR), letter("Bos", body="zwart"))
    assert computer.find("z") == ["zwemmen", "Zoo"]
    assert computer.find("zwa") == ["Bos"]
    old = [letter(f"Ander {number}", NOW - 3 * HOUR - number) for number in range(NEWEST)]
    computer.put("Noor", *old, letter("zt", NOW - 9 * HOUR))
    assert computer.find("z t") == computer.find("zt") == []
    assert computer.find("zoo") == ["Zoo"]


# ---- In which order --------------------------------------------------------------------------------------------------
def test_what_begins_with_the_words_comes_first_then_the_newest(computer: Computer) -> None:
    computer.add("Noor")
    computer.put(
        "Noor", letter("Nieuws: bosklas", NOW - HOUR), letter("Bosklassen gaan door", NOW - 9 * HOUR),
        letter("De bosklas is vol", NOW - 2 * HOUR), letter("BÓSKLASSEN", NOW - 5 * HOUR),
    )  # fmt: skip
    assert computer.find("bosk") == ["BÓSKLASSEN", "Bosklassen gaan door", "Nieuws: bosklas", "De bosklas is vol"]


def test_what_is_still_to_come_comes_before_what_is_over(computer: Computer) -> None:
    computer.add("Noor")
    days = ("2026-11-20", "2026-12-10", "2026-11-23", "2026-10-01", "2026-11-24")
    computer.put("Noor", *(item(f"Toets {day}", day) for day in days))
    dated = [title.removeprefix("Toets ") for title in computer.find("toets")]
    assert dated == ["2026-11-23", "2026-11-24", "2026-12-10", "2026-11-20", "2026-10-01"]


def test_no_more_than_asked_for_is_found_of_each_kind(computer: Computer) -> None:
    computer.add("Noor")
    computer.put("Noor", *(letter(f"Bos {n}", NOW - n) for n in range(9)), *(item(f"Bos {n}") for n in range(9)))
    computer.put("Noor", item("Bos, een"))
    assert computer.find("bos", 3) == ["Bos 0", "Bos 1", "Bos 2"] * 2
    assert computer.find("bos", 0) == []


# ---- What is careless or broken --------------------------------------------------------------------------------------
@pytest.mark.parametrize("words", ["", "   ", "\t\n", "-- !", '"', '""', "*", "\u202e", "\u200b", "\x00"])
def test_words_without_a_letter_find_nothing(computer: Computer, words: str) -> None:
    computer.add("Noor")
    computer.put("Noor", item("Taak"), letter("Brief"))
    assert computer.find(words) == []


def test_texts_of_any_length_and_form_are_found_and_do_no_harm(computer: Computer) -> None:
    computer.add("Noor")
    long, turned = "Lang " + "x" * 100_000, "Turned \u202egpj.exe"
    computer.put("Noor", item(long), item(turned), item("   "), item("far", text="a " * MOST_READ + "verweg"))
    computer.put("Noor", item("no day", "nooit"), result("Zonder dag", day=""), result("Geen dag", day="2026-99-99"))
    assert computer.find("lang") == [long]
    assert computer.find("turned") == [turned]
    assert computer.find("verweg") == []
    assert computer.find("dag") == ["Geen dag", "Zonder dag"]
    assert computer.find("y" * 100_000) == []
    assert computer.find("lang " * 1000) == [long]


def test_a_locked_account_shows_nothing(computer: Computer) -> None:
    computer.add("Noor")
    computer.put("Noor", item("Taak"), letter("Taak"))
    assert computer.find("taak") == ["Taak", "Taak"]
    computer.household.lock()
    assert computer.find("taak") == computer.find("noor") == []


def test_an_account_that_cannot_be_read_holds_up_no_other(
    computer: Computer, monkeypatch: pytest.MonkeyPatch, expect_log: Callable[..., None]
) -> None:
    noor = computer.add("Noor")
    computer.add("Wout", "1C", "De Toren")
    computer.put("Noor", item("Taak van Noor"))
    computer.put("Wout", item("Taak van Wout"))

    def damaged(*_: object) -> object:
        raise ReplicaDamaged("Damaged.")

    monkeypatch.setattr(computer.household.replica(noor).planner, "agenda", damaged)
    expect_log("An account is left out")
    assert computer.find("taak") == ["Taak van Wout"]


def test_a_search_that_nobody_waits_for_ends(computer: Computer) -> None:
    computer.add("Noor")
    computer.put("Noor", item("Taak"), Contact(id_of("t"), "Taakjuf", "juf", "teacher"))
    asked = []

    def cancelled() -> bool:
        asked.append(True)
        return len(asked) > 1

    assert computer.find("taak", cancelled=cancelled) == ["Taakjuf"]


# ---- For all words ---------------------------------------------------------------------------------------------------
WORDS = [
    "toets",
    "Toéts",
    "frans",
    "bos",
    "Ñandú",
    "ø",
    "noor",
    "wout",
    "z",
    "ze_ven",
    "a-b",
    "日本",
    "אבג",
    "x\u0301y",
    "é",
]
texts = st.lists(st.sampled_from(WORDS), max_size=5).map(" ".join) | st.text(max_size=12)


@pytest.fixture(scope="module")
def family(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Computer]:
    made = Computer(tmp_path_factory.mktemp("family"))
    made.add("Noor")
    made.add("Wout", "1C", "De Toren")
    made.add("Locked", "2A", "De Beuk")
    for child in made.names:
        made.put(child, *_everything(child))
    locked = made.household._members[made.names["Locked"]]
    locked.close()
    yield made
    made.household.close()


def _everything(child: str) -> Iterator[Any]:
    for number, word in enumerate(WORDS):
        text = f"{word} {WORDS[number - 1]}"
        yield letter(f"{child} brief {text}", NOW - number, body=WORDS[number - 2])
        yield item(f"{child} taak {text}", text=WORDS[number - 3])
        yield result(f"{child} punt {text}", child)
        yield news(f"{child} nieuws {text}", text=f"{WORDS[number - 4]} ende")
        yield Contact(id_of(f"{child} {word}"), f"{child} {text}", WORDS[number - 5], "teacher")


def _holds(computer: Computer, hit: Hit, words: str) -> bool:
    """Judged one part of the words at a time, from everything the hit is made of."""
    body = ""
    if hit.kind == "message":
        detail = computer.household.replica(hit.home.name).inbox.message(hit.id)
        assert detail is not None
        body = detail.body
    given = computer.household.replica(hit.home.name).record.news() if hit.kind == "news" else []
    body += "".join(said.text for said in given if said.id == hit.id)
    everything = (hit.title, hit.detail, body, hit.home.child, hit.home.class_name)
    return all(Query(part).matches(*everything) for part in words.split() if Query(part).match)


@given(words=texts, limit=st.integers(0, 40))
@example(words="toets frans", limit=40)
@example(words="noor toets", limit=40)
@example(words="E:A", limit=1)  # the end of a name and the beginning of a task are no words beside each other
@settings(max_examples=size(60, 1500), suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_every_hit_holds_all_words_and_is_of_an_account_that_is_open(family: Computer, words: str, limit: int) -> None:
    words = words.replace('"', " ")
    hits = family.hits(words, limit)
    assert all(_holds(family, hit, words) for hit in hits)
    assert {hit.home.name for hit in hits} <= {family.names["Noor"], family.names["Wout"]}
    assert all(sum(hit.kind == kind for hit in hits) <= limit for kind in KINDS)
    assert [hit.kind for hit in hits] == sorted((hit.kind for hit in hits), key=KINDS.index)
    assert len({(hit.home.name, hit.kind, hit.id) for hit in hits}) == len(hits)


@given(words=st.lists(st.sampled_from(WORDS[:7]), min_size=1, max_size=3))
@settings(max_examples=size(30, 500))
def test_what_holds_the_words_in_its_title_is_found(family: Computer, words: list[str]) -> None:
    asked = " ".join(words)
    found = {(hit.kind, hit.title) for hit in family.hits(asked, 1000)}
    for child in ("Noor", "Wout"):
        for thing in _everything(child):
            kind = {AgendaItem: "agenda_item"}.get(type(thing), type(thing).__name__.lower())
            title = getattr(thing, "title", "") or getattr(thing, "subject", "") or getattr(thing, "name", "")
            if Query(asked).matches(title):
                assert (kind, title) in found
