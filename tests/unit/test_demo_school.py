"""The demo schools: who is there, what was written, and that it is the same on every machine."""

import re
import subprocess
import sys
from collections import Counter, defaultdict
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256
from itertools import pairwise
from zoneinfo import ZoneInfo

import pypdfium2
import pytest

from ssdesk.rules.holidays import is_school_day
from ssdesk.server.demo import Account, Message, Paper, School, generate, slots
from ssdesk.server.demo.library import Conversation, Notice, conversations, fits, notices
from ssdesk.server.demo.papers import content
from ssdesk.server.demo.school_time import SchoolTime, at

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 23, 14, 32, tzinfo=BRUSSELS)  # the clock of the tour and the pictures
MONTH = timedelta(days=30)
CASES = {
    "both_schools", "invited", "separated", "blended", "suspended", "boarding_educator", "twins", "teacher_parent",
    "excluded", "left", "homework_guide", "six_co_accounts", "email_open", "joined_later",
}  # fmt: skip


@pytest.fixture(scope="module")
def schools() -> list[School]:
    return generate(NOW)


@pytest.fixture(scope="module")
def small() -> list[School]:
    return generate(NOW, pupils=120)


@pytest.fixture(params=["dewilg", "atheneum-zuid"])
def school(request: pytest.FixtureRequest, schools: list[School]) -> School:
    return next(school for school in schools if school.slug == request.param)


def local(moment: datetime) -> datetime:
    return moment.astimezone(BRUSSELS)


def accounts_of(school: School) -> dict[str, Account]:
    return {account.id: account for account in school.accounts}


def named(schools: list[School], name: str) -> list[tuple[School, Account]]:
    return [(school, account) for school in schools for account in school.accounts if account.name == name]


def inbox(schools: list[School], name: str) -> list[tuple[School, Message]]:
    """What this adult got over all children, newest first."""
    found = [
        (school, message)
        for school, account in named(schools, name)
        for message in school.messages
        if any(recipient.account == account.id for recipient in message.recipients)
    ]
    return sorted(found, key=lambda pair: pair[1].sent_at, reverse=True)


def case(schools: list[School], key: str) -> tuple[School, list[Account]]:
    """The school and co-accounts of the first family of this case."""
    for school in schools:
        for family in school.cases:
            if family.key == key:
                return school, [accounts_of(school)[account] for account in family.accounts]
    raise AssertionError(f"no family is {key}")


# ---- People ----------------------------------------------------------------------------------------------------------
def test_primary_school_has_its_ordinary_size(schools: list[School]) -> None:
    wilg = schools[0]
    assert (wilg.slug, wilg.name, wilg.host) == ("dewilg", "Basisschool De Wilg", "dewilg.school.example")
    assert sum(pupil.left_on is None for pupil in wilg.pupils) == 320
    assert sum(account.kind == "co" for account in wilg.accounts) == 570
    assert len(wilg.staff) == sum(account.kind == "staff" for account in wilg.accounts) == 45
    assert {"K1", "K3", "1A", "1C", "4B", "6B"} <= {class_.name for class_ in wilg.classes}


def test_secondary_school_has_its_ordinary_size(schools: list[School]) -> None:
    zuid = schools[1]
    assert (zuid.slug, zuid.name) == ("atheneum-zuid", "Atheneum Zuid")
    assert sum(pupil.left_on is None for pupil in zuid.pupils) == 480
    assert sum(account.kind == "co" for account in zuid.accounts) == 830
    assert len(zuid.staff) == 60
    assert {"1A", "2A", "3NW", "6LAWI"} <= {class_.name for class_ in zuid.classes}


def test_every_pupil_has_a_main_account_and_one_to_six_co_accounts_under_one_username(school: School) -> None:
    for pupil in school.pupils:
        own = [account for account in school.accounts if account.pupil == pupil.id]
        main, *others = sorted(own, key=lambda account: account.slot)
        assert main.kind == "main"
        assert 1 <= len(others) <= 6
        assert [account.slot for account in own] == list(range(len(own)))
        assert {account.username for account in own} == {pupil.username}


def test_usernames_belong_to_one_pupil_or_member_of_staff(school: School) -> None:
    owners = Counter(account.username for account in school.accounts if account.kind != "co")
    assert set(owners.values()) == {1}


def test_main_accounts_are_inactive_in_primary_and_in_use_in_secondary_school(schools: list[School]) -> None:
    wilg, zuid = ({a.state for a in school.accounts if a.kind == "main"} for school in schools)
    assert wilg == {"inactive", "closed"}
    assert "active" in zuid
    assert "inactive" not in zuid


def test_classes_are_full_and_taught(school: School) -> None:
    staff = {member.id for member in school.staff}
    sizes = Counter(pupil.class_id for pupil in school.pupils if pupil.left_on is None)
    for class_ in school.classes:
        assert 15 <= sizes[class_.id] <= 26
        assert class_.titular in staff
        assert class_.teachers[0] == ("klas", class_.titular)
        assert {teacher for _, teacher in class_.teachers} <= staff


def test_pupils_are_as_old_as_their_class(school: School) -> None:
    age = {"K1": 3, "K2": 4, "K3": 5} | {str(n): n + (5 if school.stage == "primary" else 11) for n in range(1, 7)}
    year = {class_.id: class_.year for class_ in school.classes}
    assert {2026 - pupil.birth_date.year - age[year[pupil.class_id]] for pupil in school.pupils} == {0}


def test_addresses_lead_nowhere(school: School) -> None:
    hosts = {account.email.partition("@")[2] for account in school.accounts if account.email}
    hosts.add(school.help.email.partition("@")[2])
    assert all(host == "voorbeeld.be" or host.endswith(".example") for host in hosts)


def test_names_are_those_of_a_flemish_town(schools: list[School]) -> None:
    names = {account.name for school in schools for account in school.accounts}
    last = {name.split(" ", 1)[1] for name in names}
    assert {"Amrani", "Koval", "De Smet", "Van den Broeck"} <= last
    assert any("ı" in name or "ş" in name or "Ö" in name for name in names)
    assert sum(name.startswith(("Co-account",)) for name in names) >= 1


def test_an_adult_is_one_person_at_both_schools(schools: list[School]) -> None:
    for name in ("Els Vermeulen", "Bart Peeters", "Fatima Amrani"):
        found = named(schools, name)
        assert len({account.person for _, account in found}) == 1
        assert len({school.slug for school, _ in found}) == 2


def test_cast_of_the_pictures_is_there(schools: list[School]) -> None:
    staff = {member.name: member for school in schools for member in school.staff}
    assert staff["Petra De Backer"].title == "juf van klas 4B"
    assert staff["Petra De Backer"].short_name == "Juf Petra"
    assert staff["Mieke Aerts"].short_name == "Mevr. Aerts"
    assert staff["Lieve Janssens"].short_name == "Secretariaat De Wilg"
    assert staff["Sabine Adriaens"].short_name == "Secretariaat Atheneum"
    classes = {class_.id: class_.name for school in schools for class_ in school.classes}
    pupils = {pupil.username: classes[pupil.class_id] for school in schools for pupil in school.pupils}
    assert pupils["noor.peeters"] == "4B"
    assert pupils["milan.peeters"] == "2A"
    people = {person.name: person for school in schools for person in school.persons}
    assert people["Els Vermeulen"].email == "els.v@voorbeeld.be"
    assert {account.state for _, account in named(schools, "Els Vermeulen")} == {"invited"}
    assert {account.state for _, account in named(schools, "Bart Peeters")} == {"active"}


@pytest.mark.parametrize("pupils", [None, 40, 50, 120])
def test_every_family_case_is_there_at_any_size(pupils: int | None) -> None:
    found = generate(NOW, pupils=pupils)
    assert {family.key for school in found for family in school.cases} >= CASES


def test_separated_parents_share_no_conversation(schools: list[School]) -> None:
    for school in schools:
        (family,) = [family for family in school.cases if family.key == "separated"]
        mother, father = family.accounts
        persons = {accounts_of(school)[account].person for account in family.accounts}
        assert len(persons) == 2
        for message in school.messages:
            people = {message.sender, *(recipient.account for recipient in message.recipients)}
            if not message.group and {mother, father} <= people:
                assert message.in_reply_to is None
                assert message.sender not in family.accounts
        groups = {message.id for message in school.messages if message.group}
        wrote = {message.thread for message in school.messages if message.sender == mother} - groups
        assert not wrote & {message.thread for message in school.messages if message.sender == father}
        assert wrote


def test_twins_share_class_and_birthday(schools: list[School]) -> None:
    school = schools[0]
    (family,) = [family for family in school.cases if family.key == "twins"]
    one, other = (pupil for pupil in school.pupils if pupil.id in family.pupils)
    assert (one.class_id, one.birth_date, one.family) == (other.class_id, other.birth_date, other.family)


def test_blended_family_has_a_parent_with_children_of_two_relations(schools: list[School]) -> None:
    _, accounts = case(schools, "blended")
    assert {account.role for account in accounts} == {"mother", "father", "plus_parent"}
    mothers = [account for account in accounts if account.role == "mother"]
    assert len({account.pupil for account in mothers}) == 2
    assert len({account.person for account in mothers}) == 1
    assert len({account.person for account in accounts if account.role == "father"}) == 2


def test_a_teacher_is_a_parent_at_the_same_school(schools: list[School]) -> None:
    for school in schools:
        _, accounts = case([school], "teacher_parent")
        staff = {account.person for account in school.accounts if account.kind == "staff"}
        assert staff & {account.person for account in accounts}


def test_suspended_excluded_and_closed_accounts_say_why_and_since_when(schools: list[School]) -> None:
    now = NOW.astimezone(UTC)
    (suspended,) = (account for account in case(schools, "suspended")[1] if account.state == "suspended")
    assert suspended.reason
    assert suspended.since
    assert suspended.until
    assert suspended.since < now < suspended.until
    (excluded,) = (account for account in case(schools, "excluded")[1] if account.state == "excluded")
    assert excluded.reason
    assert excluded.until is None
    school, gone = case(schools, "left")
    assert {account.state for account in gone} == {"closed"}
    (pupil,) = (pupil for pupil in school.pupils if pupil.id == gone[0].pupil)
    assert pupil.left_on
    assert pupil.left_on < NOW.date()


def test_special_roles_are_held(schools: list[School]) -> None:
    assert "homework_guide" in {account.role for account in case(schools, "homework_guide")[1]}
    assert "boarding_educator" in {account.role for account in case(schools, "boarding_educator")[1]}
    six = case(schools, "six_co_accounts")[1]
    assert [account.slot for account in six] == [1, 2, 3, 4, 5, 6]
    (waiting,) = case(schools, "email_open")[1]
    assert (waiting.state, waiting.activated_at) == ("email_open", None)
    assert waiting.email


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


# ---- Time ------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("now", "today"),
    [
        (NOW, date(2026, 11, 23)),
        (datetime(2026, 11, 23, 9, tzinfo=BRUSSELS), date(2026, 11, 20)),  # before the news of Monday
        (datetime(2026, 11, 21, 22, tzinfo=BRUSSELS), date(2026, 11, 20)),  # Saturday
        (datetime(2026, 11, 4, 12, tzinfo=BRUSSELS), date(2026, 10, 30)),  # autumn holiday
        (datetime(2026, 12, 28, 12, tzinfo=BRUSSELS), date(2026, 12, 18)),
        (datetime(2027, 7, 15, 12, tzinfo=BRUSSELS), date(2027, 6, 30)),
        (datetime(2026, 9, 1, 8, tzinfo=BRUSSELS), date(2026, 9, 1)),
        (datetime(2026, 9, 2, 8, tzinfo=BRUSSELS), date(2026, 9, 1)),
        (datetime(2026, 10, 25, 3, tzinfo=BRUSSELS), date(2026, 10, 23)),  # the clocks went back an hour ago
    ],
)
def test_today_is_the_last_school_day_with_news(now: datetime, today: date) -> None:
    assert SchoolTime(now).today == today


@pytest.mark.parametrize(
    "now",
    [
        datetime(2026, 9, 1, 7, tzinfo=BRUSSELS),
        datetime(2026, 9, 1, 16, tzinfo=BRUSSELS),
        datetime(2026, 9, 4, 16, tzinfo=BRUSSELS),
        datetime(2026, 10, 25, 2, 30, tzinfo=BRUSSELS),
        datetime(2026, 12, 26, 12, tzinfo=BRUSSELS),
        datetime(2027, 3, 28, 12, tzinfo=BRUSSELS),
        datetime(2027, 8, 20, 12, tzinfo=BRUSSELS),
        datetime(2029, 9, 1, 12, tzinfo=BRUSSELS),  # the first of September is a Saturday
    ],
)
def test_demo_works_on_any_day(now: datetime) -> None:
    moment = now.astimezone(UTC)
    found = generate(now, pupils=50)
    assert {family.key for school in found for family in school.cases} >= CASES
    for school in found:
        assert all(message.sent_at <= moment for message in school.messages)
        accounts = accounts_of(school)
        for account in accounts.values():
            assert account.created_at <= moment
            assert account.activated_at is None or account.created_at <= account.activated_at <= moment
            assert (account.activated_at is None) <= (account.state in ("inactive", "invited", "email_open", "closed"))


def test_the_first_morning_of_september_has_only_words_of_welcome() -> None:
    found = generate(datetime(2026, 9, 1, 7, tzinfo=BRUSSELS), pupils=120)
    subjects = {message.subject for _, message in inbox(found, "Els Vermeulen")}
    assert "Welkom in het nieuwe schooljaar" in subjects
    assert len(subjects) < 8


def test_deadline_over_the_clock_change_is_the_same_hour_of_the_day() -> None:
    found = generate(datetime(2026, 10, 23, 15, tzinfo=BRUSSELS), pupils=50)
    _, evening = inbox(found, "Els Vermeulen")[0]
    assert evening.answer_by
    assert local(evening.answer_by) == datetime(2026, 10, 27, 13, 58, tzinfo=BRUSSELS)
    assert evening.answer_by - evening.sent_at == timedelta(days=4, hours=1)


def test_a_moment_that_march_skips_is_an_hour_later() -> None:
    assert local(at(date(2027, 3, 28), time(2, 30))).time() == time(3, 30)


def test_now_needs_a_time_zone() -> None:
    with pytest.raises(ValueError, match="time zone"):
        generate(datetime(2026, 11, 23, 14, 32))  # noqa: DTZ001 - that is the point


# ---- Sameness and size -----------------------------------------------------------------------------------------------
def digest(schools: list[School]) -> str:
    return sha256(repr(schools).encode()).hexdigest()


def test_same_seed_makes_the_same_schools_in_another_process(small: list[School]) -> None:
    program = (
        "import hashlib; from datetime import datetime; from zoneinfo import ZoneInfo\n"
        "from ssdesk.server.demo import generate\n"
        f"now = datetime.fromisoformat({NOW.isoformat()!r}).astimezone(ZoneInfo('Europe/Brussels'))\n"
        "print(hashlib.sha256(repr(generate(now, pupils=120)).encode()).hexdigest())"
    )
    environment = {"PYTHONHASHSEED": "7"}
    made = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, env=environment)
    assert made.stdout.strip() == digest(small)


def test_another_seed_makes_other_people_but_the_same_cast(small: list[School]) -> None:
    other = generate(NOW, seed=2, pupils=120)
    assert digest(other) != digest(small)
    assert len(named(other, "Els Vermeulen")) == 2
    assert [m.subject for _, m in inbox(other, "Els Vermeulen")[:6]] == [
        m.subject for _, m in inbox(small, "Els Vermeulen")[:6]
    ]


def test_ids_are_uuid7_and_unique(small: list[School]) -> None:
    ids = [
        row.id
        for school in small
        for rows in (school.pupils, school.classes, school.accounts, school.messages)
        for row in rows
    ]
    assert len(set(ids)) == len(ids)
    assert all(re.fullmatch(r"[0-9a-f]{12}7[0-9a-f]{3}[89ab][0-9a-f]{15}", one) for one in ids)
    for school in small:
        assert [message.id for message in school.messages] == sorted(message.id for message in school.messages)


@pytest.mark.parametrize("pupils", [40, 50, 2000])
def test_size_follows_the_number_of_pupils(pupils: int) -> None:
    wilg, zuid = generate(NOW, pupils=pupils)
    for school in (wilg, zuid):
        assert sum(pupil.left_on is None for pupil in school.pupils) == pupils
        assert school.messages
    co_accounts = sum(account.kind == "co" for account in wilg.accounts)
    assert co_accounts == pytest.approx(pupils * 570 / 320, rel=0.02)


def test_too_small_a_school_is_refused() -> None:
    with pytest.raises(ValueError, match="at least 40"):
        generate(NOW, pupils=39)


def test_agreement_is_that_of_the_picture_and_long_enough_to_scroll(school: School) -> None:
    assert school.agreement.startswith(
        "## 1. Waarvoor u dit gebruikt\nEnkel voor schoolzaken. Uw account is persoonlijk"
    )
    assert len(re.findall(r"^## \d+\. ", school.agreement, re.MULTILINE)) >= 10
    assert school.agreement_version == "1 september 2026"
    assert school.name in school.agreement
