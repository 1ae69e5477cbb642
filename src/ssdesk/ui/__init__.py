"""What a person sees. Screens read the replica and know nothing of sync or of each other.

PySide puts an import of its own in place of Python's, which reads the whole source of every module imported afterwards,
and keeps it, in case the module switches features of PySide on. Ours never do: Python's import comes back.
"""

import builtins

import PySide6.QtCore  # noqa: F401 - puts its own import there

builtins.__import__ = getattr(builtins, "__orig_import__", builtins.__import__)
