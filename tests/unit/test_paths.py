"""Where files live: private, per profile, and found again in a checkout and in an installation."""

import os
import shutil
import stat
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from ssdesk import errors, paths
from ssdesk.errors import SsdeskError
from ssdesk.paths import Paths, resource, resources, set_aside, write_atomically

posix_only = pytest.mark.skipif(os.name != "posix", reason="folder modes exist on POSIX only")


def mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


@posix_only
def test_every_folder_of_a_profile_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    mine = Paths.under(tmp_path / "new" / "home")
    mine.data.mkdir(parents=True, mode=0o755)

    mine.create()

    for folder in (mine.data, mine.cache, mine.logs, mine.opened, mine.accounts):
        assert mode(folder) == 0o700, folder


def test_two_profiles_share_no_folder(tmp_path: Path) -> None:
    one, other = Paths.under(tmp_path, "one"), Paths.under(tmp_path, "other")
    one.create()
    other.create()
    write_atomically(one.settings_file, b"one")

    assert not other.settings_file.exists()
    assert Paths.of_user("one").data != Paths.of_user("other").data


@pytest.mark.parametrize("name", ["", "..", "../other", "a/b", "a\\b", ".hidden", "x" * 65, "a\n"])
def test_a_profile_name_cannot_leave_its_folder(tmp_path: Path, name: str) -> None:
    with pytest.raises(ValueError, match="profile name"):
        Paths.under(tmp_path, name)


def test_the_users_own_folders_follow_the_home_folder(tmp_path: Path) -> None:
    code = "from ssdesk.paths import Paths; p = Paths.of_user(); p.create(); print(p.data, p.cache, p.logs, sep='\\n')"
    environment = {key: value for key, value in os.environ.items() if not key.startswith("XDG_")}
    environment |= {"HOME": str(tmp_path), "USERPROFILE": str(tmp_path), "LOCALAPPDATA": str(tmp_path / "local")}
    answer = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)

    folders = [Path(line) for line in answer.stdout.splitlines()]
    assert len(folders) == 3
    assert all(folder.is_dir() and folder.is_relative_to(tmp_path) for folder in folders)


def test_clearing_opened_attachments_removes_everything_but_follows_no_link(tmp_path: Path) -> None:
    mine = Paths.under(tmp_path)
    mine.create()
    outside = tmp_path / "holiday.jpg"
    outside.write_bytes(b"keep me")
    (mine.opened / "a" / "b").mkdir(parents=True)
    (mine.opened / "a" / "b" / "letter.pdf").write_bytes(b"secret")
    (mine.opened / "link").symlink_to(outside)
    (mine.opened / "folder link").symlink_to(tmp_path)

    assert mine.clear_opened() == ()

    assert list(mine.opened.iterdir()) == []
    assert outside.read_bytes() == b"keep me"


@posix_only
def test_a_folder_of_opened_attachments_replaced_by_a_link_is_made_new(tmp_path: Path) -> None:
    mine = Paths.under(tmp_path)
    mine.cache.mkdir(parents=True)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "photo.jpg").write_bytes(b"keep me")
    mine.opened.symlink_to(elsewhere)

    mine.clear_opened()

    assert (elsewhere / "photo.jpg").exists()
    assert not mine.opened.is_symlink()
    assert mode(mine.opened) == 0o700


def test_a_file_is_replaced_whole_and_leaves_nothing_beside_it(tmp_path: Path) -> None:
    file = tmp_path / "private" / "file.json"
    write_atomically(file, b"old")
    write_atomically(file, b"new")

    assert file.read_bytes() == b"new"
    assert [entry.name for entry in file.parent.iterdir()] == ["file.json"]
    if os.name == "posix":
        assert mode(file) == 0o600
        assert mode(file.parent) == 0o700


def test_a_file_that_cannot_be_replaced_stays_as_it_was(tmp_path: Path) -> None:
    taken = tmp_path / "taken"
    (taken / "inside").mkdir(parents=True)

    with pytest.raises(SsdeskError, match="still there") as refused:
        write_atomically(taken, b"new")

    assert [entry.name for entry in tmp_path.iterdir()] == ["taken"]
    assert str(tmp_path) in str(refused.value)


@posix_only
def test_without_room_the_old_file_stays_and_the_error_says_why(tmp_path: Path) -> None:
    file = tmp_path / "file.json"
    write_atomically(file, b"old")
    code = (
        "import resource, signal, sys, pathlib; from ssdesk import errors, paths\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); resource.setrlimit(resource.RLIMIT_FSIZE, (999, 999))\n"
        "try: paths.write_atomically(pathlib.Path(sys.argv[1]), b'x' * 1000)\n"
        "except errors.DiskFull as error: print(error)"
    )
    answer = subprocess.run([sys.executable, "-c", code, str(file)], capture_output=True, text=True, check=True)

    assert "no room left" in answer.stdout
    assert file.read_bytes() == b"old"
    assert [entry.name for entry in tmp_path.iterdir()] == ["file.json"]


def test_damaged_files_are_kept_one_beside_the_other(tmp_path: Path) -> None:
    file = tmp_path / "file.db"
    for content in (b"first", b"second"):
        file.write_bytes(content)
        set_aside(file)

    assert (tmp_path / "file.db.damaged-1").read_bytes() == b"first"
    assert (tmp_path / "file.db.damaged-2").read_bytes() == b"second"
    assert not file.exists()


def test_resources_are_found_in_this_checkout() -> None:
    assert resource("fonts/Inter-Regular.ttf").read_bytes()[:4] == b"\x00\x01\x00\x00"
    assert (resources() / "fonts" / "OFL.txt").is_file()
    with pytest.raises(FileNotFoundError, match="incomplete"):
        resource("fonts/Absent.ttf")


def test_resources_are_found_beside_the_installed_package(tmp_path: Path) -> None:
    package = tmp_path / "site-packages" / "ssdesk"
    (package / "resources").mkdir(parents=True)
    (package / "__init__.py").write_text("")
    for module in (errors, paths):
        shutil.copy(module.__file__, package)
    answer = subprocess.run(
        [sys.executable, "-c", "from ssdesk.paths import resources; print(resources())"],
        env={**os.environ, "PYTHONPATH": str(package.parent)},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )

    assert Path(answer.stdout.strip()) == (package / "resources").resolve()


def test_a_wheel_carries_the_resources(tmp_path: Path) -> None:
    root = Path(paths.__file__).parents[2]
    for name in ("pyproject.toml", "setup.py", "README.md", "LICENSE"):
        shutil.copy(root / name, tmp_path)
    shutil.copytree(root / "resources", tmp_path / "resources")
    (tmp_path / "src" / "ssdesk").mkdir(parents=True)
    (tmp_path / "src" / "ssdesk" / "__init__.py").write_text("")
    subprocess.run(
        [sys.executable, "-c", "from setuptools.build_meta import build_wheel; build_wheel('.')"],
        cwd=tmp_path,
        capture_output=True,
        check=True,
    )

    (wheel,) = tmp_path.glob("*.whl")
    with zipfile.ZipFile(wheel) as files:
        packed = {name.removeprefix("ssdesk/resources/") for name in files.namelist() if "/resources/" in name}
    copied = tmp_path / "resources"
    assert packed == {file.relative_to(copied).as_posix() for file in copied.rglob("*") if file.is_file()}
    assert "fonts/Inter-Regular.ttf" in packed
