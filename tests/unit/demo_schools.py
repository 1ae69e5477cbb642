"""What the tests of the demo schools share."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from ssdesk.server.demo import Account, Message, School

BRUSSELS = ZoneInfo("Europe/Brussels")
NOW = datetime(2026, 11, 23, 14, 32, tzinfo=BRUSSELS)  # the clock of the tour and the pictures
MONTH = timedelta(days=30)
CASES = {
    "both_schools", "invited", "separated", "blended", "suspended", "boarding_educator", "twins", "teacher_parent",
    "excluded", "left", "homework_guide", "six_co_accounts", "email_open", "joined_later",
}  # fmt: skip


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
