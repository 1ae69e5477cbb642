"""The settings of this computer survive crashes, damage and newer versions."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from ssdesk.errors import SsdeskError
from ssdesk.settings import MAX_ADDRESSES, Settings, WindowGeometry, load, save

ALL_SET = Settings(
    language="nl",
    scheme="high-contrast",
    text_scale=1.5,
    window=WindowGeometry(x=-10, y=20, width=1280, height=800, maximized=True),
    shared_computer=True,
    message_list="table",
    school_addresses=("dewilg.school.example", "college.example"),
)


def test_settings_come_back_as_they_were_saved(tmp_path: Path) -> None:
    assert all(getattr(ALL_SET, name) != getattr(Settings(), name) for name in Settings.__struct_fields__)
    save(tmp_path / "new" / "settings.json", ALL_SET)

    loaded = load(tmp_path / "new" / "settings.json")

    assert loaded.settings == ALL_SET
    assert loaded.problem is None


def test_a_first_start_has_first_values_and_nothing_to_report(tmp_path: Path) -> None:
    loaded = load(tmp_path / "settings.json")

    assert loaded.settings == Settings()
    assert loaded.problem is None
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b'{"language": "nl"', b"[]", b"null", b"\xff\xfe{}", b"\x00" * 300])
def test_a_damaged_file_is_kept_aside_and_reported(tmp_path: Path, content: bytes) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(content)

    loaded = load(file)

    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert "settings.json.damaged-1" in str(loaded.problem)
    assert (tmp_path / "settings.json.damaged-1").read_bytes() == content
    assert load(file).problem is None


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("language", "tlh"),
        ("scheme", "sepia"),
        ("text_scale", 40),
        ("text_scale", "big"),
        ("window", {"x": 0, "y": 0, "width": 0, "height": 10}),
        ("shared_computer", 1),
        ("school_addresses", [1]),
    ],
)
def test_a_value_this_version_does_not_know_loses_only_itself(tmp_path: Path, name: str, value: Any) -> None:
    file = tmp_path / "settings.json"
    content = msgspec.json.encode({**msgspec.to_builtins(ALL_SET), name: value})
    file.write_bytes(content)

    loaded = load(file)

    assert loaded.problem is not None
    for field in Settings.__struct_fields__:
        expected = getattr(Settings() if field == name else ALL_SET, field)
        assert getattr(loaded.settings, field) == expected, field
    assert (tmp_path / "settings.json.damaged-1").read_bytes() == content
    again = load(file)
    assert (again.settings, again.problem) == (loaded.settings, None)


def test_a_setting_of_a_newer_version_is_passed_over(tmp_path: Path) -> None:
    file = tmp_path / "settings.json"
    file.write_bytes(msgspec.json.encode({**msgspec.to_builtins(ALL_SET), "hologram": True}))

    loaded = load(file)

    assert (loaded.settings, loaded.problem) == (ALL_SET, None)


def test_settings_that_cannot_be_read_at_all_are_reported_not_raised(
    tmp_path: Path, expect_log: Callable[[str], None]
) -> None:
    expect_log("settings cannot be read")
    (tmp_path / "settings.json").mkdir()

    loaded = load(tmp_path / "settings.json")

    assert loaded.settings == Settings()
    assert loaded.problem is not None
    assert "first values" in str(loaded.problem)


def test_settings_that_cannot_be_saved_say_so_and_keep_the_old_file(tmp_path: Path) -> None:
    in_the_way = tmp_path / "settings.json"
    (in_the_way / "x").mkdir(parents=True)

    with pytest.raises(SsdeskError, match="cannot write"):
        save(in_the_way, ALL_SET)

    assert (in_the_way / "x").is_dir()


@given(st.binary(max_size=200))
def test_no_content_at_all_raises(tmp_path_factory: pytest.TempPathFactory, content: bytes) -> None:
    file = tmp_path_factory.mktemp("settings") / "settings.json"
    file.write_bytes(content)

    loaded = load(file)

    assert isinstance(loaded.settings, Settings)


def test_the_latest_school_comes_first_and_once() -> None:
    settings = Settings()
    for number in range(MAX_ADDRESSES + 5):
        settings = settings.with_school(f"school{number}.example")
    settings = settings.with_school("school20.example")

    assert settings.school_addresses[:2] == ("school20.example", "school24.example")
    assert len(settings.school_addresses) == len(set(settings.school_addresses)) == MAX_ADDRESSES


def test_settings_are_frozen() -> None:
    with pytest.raises(AttributeError, match="immutable"):
        Settings().language = "nl"  # type: ignore[misc]
