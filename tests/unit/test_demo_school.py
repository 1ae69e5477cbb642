"""The demo schools: who is there, when, and that it is the same on every machine."""

import re
import subprocess
import sys
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta
from hashlib import sha256

import pytest

from ssdesk.server.demo import School, generate
from ssdesk.server.demo.school_time import SchoolTime, at
from ssdesk.server.demo.showing import show
from tests.sizes import LONG
from tests.unit.demo_schools import BRUSSELS, CASES, NOW, accounts_of, case, inbox, local, named


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
    return sha256(repr([(school, show(school)) for school in schools]).encode()).hexdigest()


def test_same_seed_makes_the_same_schools_in_another_process(small: list[School]) -> None:
    program = (
        "import hashlib; from datetime import datetime; from zoneinfo import ZoneInfo\n"
        "from ssdesk.server.demo import generate\nfrom ssdesk.server.demo.showing import show\n"
        f"now = datetime.fromisoformat({NOW.isoformat()!r}).astimezone(ZoneInfo('Europe/Brussels'))\n"
        "made = [(school, show(school)) for school in generate(now, pupils=120)]\n"
        "print(hashlib.sha256(repr(made).encode()).hexdigest())"
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


@pytest.mark.parametrize("pupils", [40, 50, *([2000] if LONG else [])])
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
