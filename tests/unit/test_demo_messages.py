"""The demo schools: what was written, to whom, and with which files."""

import re
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time
from itertools import pairwise

import pypdfium2
import pytest

from ssdesk.rules.holidays import is_school_day
from ssdesk.server.demo import Paper, School, generate, slots
from ssdesk.server.demo.library import Conversation, Notice, conversations, fits, notices
from ssdesk.server.demo.papers import content
from tests.unit.demo_schools import BRUSSELS, MONTH, NOW, accounts_of, inbox, local, named


# ---- What Els and Bart find ------------------------------------------------------------------------------------------
def test_inbox_of_els_is_that_of_the_picture(schools: list[School]) -> None:
    newest = inbox(schools, "Els Vermeulen")[:6]
    shown = []
    for school, message in newest:
        sender = next(member for member in school.staff if member.id == message.sender)
        when = local(message.sent_at)
        day = f"{when:%H:%M}" if when.date() == NOW.date() else ("ma", "di", "wo", "do", "vr")[when.weekday()]
        start = " ".join(message.body.split())
        shown.append((sender.short_name, school.short_name, day, message.subject, start, len(message.attachments)))
    expected = [
        ("Juf Petra", "De Wilg", "13:58", "Oudercontact op 2 december", "Beste ouders Graag nod", 2),
        ("Mevr. Aerts", "Atheneum Zuid", "11:20", "A: afspraak over de taalklas", "Dag mevrouw Vermeulen, past", 0),
        ("Secretariaat De Wilg", "De Wilg", "09:05", "Brief: bosklassen in maart",
         "In bijlage vindt u de brief met alle praktische afspr", 1),
        ("Dirk Lemmens", "Atheneum Zuid", "vr", "Leesgroep zoekt helpende handen",
         "Op vrijdagvoormiddag lezen wij in kleine groepen", 0),
        ("Secretariaat Atheneum", "Atheneum Zuid", "do", "Schoolrekening oktober",
         "De rekening van oktober staat in Intradesk onder", 1),
        ("Juf Petra", "De Wilg", "wo", "Turnzak", "Noor liet haar turnzak liggen in de kleedkamer.", 0),
    ]  # fmt: skip
    assert [(*row[:4], row[4][: len(start[4])], row[5]) for row, start in zip(shown, expected, strict=True)] == expected


def test_parents_evening_asks_an_answer_before_wednesday(schools: list[School]) -> None:
    _, evening = inbox(schools, "Els Vermeulen")[0]
    assert evening.body == (
        "Beste ouders\n\nGraag nodigen wij u uit voor het oudercontact op woensdag 2 december. Noor heeft een mooi "
        "eerste trimester achter de rug, en wij bespreken graag met u hoe zij verder groeit.\n\n"
        "Laat u weten of u komt? In bijlage vindt u de agenda van de avond en een plan van de school.\n\n"
        "Met vriendelijke groeten\n"
        "Petra De Backer"
    )
    assert evening.group
    assert evening.asks == "answer"
    assert evening.answer_by
    assert local(evening.answer_by) == datetime(2026, 11, 25, 13, 58, tzinfo=BRUSSELS)
    assert [file.name for file in evening.attachments] == ["agenda oudercontact.pdf", "plan school.png"]
    assert inbox(schools, "Els Vermeulen")[1][1].asks == "confirm"


def test_els_has_opened_and_sent_nothing_and_has_an_older_history(schools: list[School]) -> None:
    own = {account.id for _, account in named(schools, "Els Vermeulen")}
    messages = inbox(schools, "Els Vermeulen")
    assert not [r for _, m in messages for r in m.recipients if r.account in own and r.opened_at]
    assert not [m for school in schools for m in school.messages if m.sender in own]
    assert local(messages[-1][1].sent_at).date() < date(2026, 9, 10)
    assert len(messages) > 40


def test_bart_answered_about_the_jacket_on_sunday_and_petra_read_it_on_monday(schools: list[School]) -> None:
    (answer,) = [m for school in schools for m in school.messages if m.template == "story/fluohesje-antwoord"]
    assert local(answer.sent_at) == datetime(2026, 11, 22, 20, 10, tzinfo=BRUSSELS)
    assert answer.subject == "Re: fluohesje vergeten"
    (copy,) = answer.recipients
    assert copy.opened_at
    assert local(copy.opened_at) == datetime(2026, 11, 23, 8, 12, tzinfo=BRUSSELS)


# ---- Messages --------------------------------------------------------------------------------------------------------
def test_much_is_written_and_it_is_not_the_same_twice(schools: list[School]) -> None:
    texts = {notice.text for stage in ("primary", "secondary") for notice in notices(stage)}
    texts |= {turn.text for stage in ("primary", "secondary") for talk in conversations(stage) for turn in talk.turns}
    assert len(texts) >= 500
    used = {message.template for school in schools for message in school.messages}
    turns = sum(len(t.turns) for stage in ("primary", "secondary") for t in conversations(stage) if t.key in used)
    assert len(used) + turns - len({key for key in used if key in _conversation_keys()}) >= 300
    assert len({message.body for school in schools for message in school.messages}) >= 2000


def _conversation_keys() -> set[str]:
    return {talk.key for stage in ("primary", "secondary") for talk in conversations(stage)}


def test_written_texts_have_names_of_their_own() -> None:
    for stage in ("primary", "secondary"):
        keys = [*(notice.key for notice in notices(stage)), *(talk.key for talk in conversations(stage))]
        assert len(set(keys)) == len(keys)
        texts = Counter(notice.text for notice in notices(stage))
        assert set(texts.values()) == {1}


def test_sixty_conversations_go_back_and_forth(schools: list[School]) -> None:
    held = {message.template for school in schools for message in school.messages if message.in_reply_to}
    assert len(held & _conversation_keys()) >= 60
    for school in schools:
        by_id = {message.id: message for message in school.messages}
        for message in school.messages:
            before = by_id[message.in_reply_to] if message.in_reply_to else message
            assert message.thread == (before.thread if message.in_reply_to else message.id)
            if message.in_reply_to and message.template == before.template:
                assert before.sent_at < message.sent_at
                assert message.pupil == before.pupil
                people = {before.sender, *(recipient.account for recipient in before.recipients)}
                assert people == {message.sender, *(recipient.account for recipient in message.recipients)}


def test_who_answers_has_read_what_is_answered(schools: list[School]) -> None:
    for school in schools:
        by_id = {message.id: message for message in school.messages}
        for message in school.messages:
            for copy in by_id[message.in_reply_to].recipients if message.in_reply_to else ():
                if copy.account == message.sender:
                    assert copy.opened_at is not None
                    assert copy.opened_at <= message.sent_at


def test_nobody_meets_the_same_text_twice_within_a_month(schools: list[School]) -> None:
    met: dict[tuple[str, str], list[datetime]] = defaultdict(list)
    for school in schools:
        parents = {account.id: account.person or account.id for account in school.accounts if account.kind != "staff"}
        for message in school.messages:
            people = {message.sender, *(recipient.account for recipient in message.recipients)}
            for one in {parents[account] for account in people if account in parents}:
                met[one, message.body].append(message.sent_at)
    assert met
    assert not [times for times in met.values() if any(b - a < MONTH for a, b in pairwise(sorted(times)))]


def test_parents_of_a_whole_year_get_a_credible_number() -> None:
    summer = generate(datetime(2027, 6, 30, 18, tzinfo=BRUSSELS), pupils=60)
    per_parent: Counter[str] = Counter()
    for school in summer:
        person = {account.id: account.person for account in school.accounts if account.kind == "co"}
        for message in school.messages:
            per_parent.update({p for r in message.recipients if (p := person.get(r.account))})
    numbers = sorted(per_parent.values())
    assert 40 <= numbers[len(numbers) // 2] <= 150


def test_no_message_reaches_an_account_that_is_not_there(schools: list[School]) -> None:
    now = NOW.astimezone(UTC)
    for school in schools:
        accounts = accounts_of(school)
        for message in school.messages:
            assert message.sent_at <= now
            assert message.recipients
            sender = accounts[message.sender]
            assert sender.activated_at
            assert sender.activated_at <= message.sent_at
            for copy in message.recipients:
                account = accounts[copy.account]
                assert account.created_at <= message.sent_at
                assert account.state != "inactive"
                if account.state in ("closed", "excluded"):
                    assert account.since
                    assert message.sent_at < account.since


def test_a_copy_is_about_the_child_of_its_account(school: School) -> None:
    accounts = accounts_of(school)
    for message in school.messages:
        assert len({copy.account for copy in message.recipients}) == len(message.recipients)
        for copy in message.recipients:
            account = accounts[copy.account]
            if account.kind != "staff":
                assert copy.pupil == account.pupil
            if message.pupil and copy.pupil:
                assert copy.pupil == message.pupil


def test_only_active_people_open_messages_after_they_were_sent(schools: list[School]) -> None:
    now = NOW.astimezone(UTC)
    opened = unopened = 0
    for school in schools:
        accounts = accounts_of(school)
        for message in school.messages:
            for copy in message.recipients:
                account = accounts[copy.account]
                if copy.opened_at is None:
                    unopened += account.activated_at is not None
                    continue
                opened += 1
                assert account.activated_at
                assert max(message.sent_at, account.activated_at) <= copy.opened_at <= now
    assert 0.85 < opened / (opened + unopened) < 0.98


def test_the_school_writes_on_school_days_before_five(school: School) -> None:
    accounts = accounts_of(school)
    weekend = 0
    for message in school.messages:
        when = local(message.sent_at)
        if accounts[message.sender].kind != "staff":
            weekend += when.weekday() >= 5
            continue
        assert time(7, 30) <= when.time() < time(17)
        assert is_school_day(when.date()) or (when.month == 8 and when.weekday() < 5)
    assert weekend


def test_tomorrow_and_yesterday_are_school_days(school: School) -> None:
    for message in school.messages:
        assert fits(message.body, local(message.sent_at).date()), message.body


def test_texts_are_complete_sentences_without_empty_slots(school: School) -> None:
    for message in school.messages:
        for text in (message.subject, message.body):
            assert not re.search(r"[{}]|\bNone\b|  |^\s|\s$", text), text
        assert message.subject
        if message.group:
            assert re.match(r"[A-Z]", message.body), message.body
            assert not re.search(r"[.!?] (maandag|dinsdag|woensdag|donderdag|vrijdag) ", message.body), message.body


@pytest.mark.parametrize("stage", ["primary", "secondary"])
def test_every_written_text_can_be_filled_for_girls_and_boys(schools: list[School], stage: str) -> None:
    school = next(school for school in schools if school.stage == stage)
    everything = {"school": "", "schoolkort": "", "telefoon": ""} | dict(slots.of_day(date(2026, 11, 23)))
    everything |= slots.of_parent(school.persons[0]) | slots.of_staff(school.staff[0])
    entries: list[Notice | Conversation] = [*notices(school.stage), *conversations(school.stage)]
    for gender in ("f", "m"):
        pupil = next(pupil for pupil in school.pupils if pupil.gender == gender)
        values = everything | slots.of_pupil(pupil, school.classes[-1])
        for entry in entries:
            texts = [t.text for t in entry.turns] if isinstance(entry, Conversation) else [entry.text, entry.paper]
            replies = entry.replies if isinstance(entry, Notice) else ()
            for text in (entry.subject, *texts, *replies):
                assert "{" not in slots.fill(text, values)


@pytest.mark.parametrize(
    ("name", "whose"),
    [("Noor", "Noors"), ("Emma", "Emma's"), ("Lars", "Lars'"), ("Renée", "Renées"), ("Lou", "Lous"), ("Max", "Max'")],
)
def test_genitive_of_names(name: str, whose: str) -> None:
    assert slots.genitive(name) == whose


def test_requests_to_everybody_are_answered_by_many(schools: list[School]) -> None:
    (rules,) = [m for m in schools[0].messages if m.template == "primary_school/schoolreglement"]
    answers = [message for message in schools[0].messages if message.in_reply_to == rules.id]
    assert len(rules.recipients) * 0.35 < len(answers) < len(rules.recipients) * 0.9
    assert len({message.body for message in answers}) > 30


# ---- Files -----------------------------------------------------------------------------------------------------------
def test_attachments_are_real_files_made_when_asked(schools: list[School]) -> None:
    files = {file for school in schools for message in school.messages for file in message.attachments}
    assert len({file.name for file in files}) >= 8
    start = {"application/pdf": b"%PDF-", "image/png": b"\x89PNG\r\n"}
    for file in sorted(files, key=lambda file: file.name)[:20]:
        made = content(file.paper)
        assert made.startswith(start[file.media_type])
        assert 2_000 < len(made) < 2_000_000


def test_the_same_paper_gives_the_same_bytes() -> None:
    paper = Paper("letter", "Basisschool De Wilg", "Straat 1", "Één brief", "maandag", ("# Kop", "- Yılmaz", "a | b"))
    made = content(paper)
    content.cache_clear()
    assert content(paper) == made
    text = pypdfium2.PdfDocument(made)[0].get_textpage().get_text_bounded()
    assert "Één brief" in text
    assert "Yılmaz" in text
