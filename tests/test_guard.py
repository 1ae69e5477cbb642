"""PySide6 6.12.0 on Python 3.10 and 3.11 loses a reference to True at every call into Qt; at none left Python aborts.

Seen there: 2,000 calls cost `sys.getrefcount(True)` 1,500, then "Fatal Python error: bool_dealloc". With a PySide6 that
counts well nothing changes. From Python 3.12 on these objects cannot be lost.
"""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import version

EMIT_2000_SIGNALS = """
import sys
from PySide6.QtCore import QCoreApplication, QObject, Signal, Slot

class Bell(QObject):
    rung = Signal()
    said = Signal(str)
    gave = Signal(object)

class Ear(QObject):
    @Slot()
    def on_rung(self): pass
    @Slot(str)
    def on_said(self, words): pass
    @Slot(object)
    def on_gave(self, thing): pass

app = QCoreApplication([])
bell, ear, gift = Bell(), Ear(), object()
bell.rung.connect(ear.on_rung)
bell.said.connect(ear.on_said)
bell.gave.connect(ear.on_gave)
watched = {"None": None, "True": True, "False": False, "bell": bell, "ear": ear, "gift": gift, "Bell": Bell, "Ear": Ear}

def emit(times):
    for _ in range(times):
        bell.rung.emit()
        bell.said.emit("ding")
        bell.gave.emit(gift)
        ear.setObjectName("ear")

keep = [True] * 10_000  # so that a wrong count is read instead of aborting
emit(10)
before = {name: sys.getrefcount(thing) for name, thing in watched.items()}
emit(500)
after = {name: sys.getrefcount(thing) for name, thing in watched.items()}
print({name: after[name] - before[name] for name in watched if abs(after[name] - before[name]) > 20})
"""


def test_the_version_that_miscounts_is_not_installed() -> None:
    assert version("PySide6-Essentials") != "6.12.0"


def test_emitting_2000_signals_leaves_the_reference_counts_alone() -> None:
    done = subprocess.run([sys.executable, "-c", EMIT_2000_SIGNALS], capture_output=True, text=True, check=False)
    assert done.stdout.strip() == "{}", done.stdout + done.stderr
    assert done.returncode == 0, done.stderr
