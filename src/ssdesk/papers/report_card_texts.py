"""The words of a report, in the language of the school: it is the school's paper and not a screen of ours."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ReportCardTexts:
    """In braces: `page`, `pages`, `title`, `pupil`, `year`, `class_name`, `teacher`, `day`."""

    language: str
    """For readers and screen readers of the PDF, such as `nl-BE`."""
    months: tuple[str, ...]
    document: str
    report: str
    class_line: str
    class_only: str
    subject: str
    result: str
    median: str
    comments: str
    no_comment: str
    skills: str
    attendance: str
    signatures: str
    teacher: str
    principal: str
    parents: str
    dated: str
    page: str

    def day(self, day: date) -> str:
        """`20 november 2026`."""
        return f"{day.day} {self.months[day.month - 1]} {day.year}"


DUTCH = ReportCardTexts(
    language="nl-BE",
    months=(
        "januari", "februari", "maart", "april", "mei", "juni",
        "juli", "augustus", "september", "oktober", "november", "december",
    ),
    document="{title} {year} van {pupil}",
    report="{title} {year}",
    class_line="klas {class_name} · {teacher}",
    class_only="klas {class_name}",
    subject="Vak",
    result="Resultaat",
    median="Mediaan klas",
    comments="Per vak",
    no_comment="Geen opmerking.",
    skills="Leren en samenleven",
    attendance="Aanwezigheid",
    signatures="Handtekeningen",
    teacher="Leerkracht",
    principal="Directie",
    parents="Ouders",
    dated="Opgemaakt op {day}",
    page="{page} / {pages}",
)  # fmt: skip
