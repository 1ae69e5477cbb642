"""Blocks that are used again: another week needs about as many, and making one costs more than filling one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from ssdesk.ui.planner.block import Block


class Pool:
    """`made` is called with each new block."""

    def __init__(self, made: Callable[[Block], None]) -> None:
        self._made = made
        self._free: dict[QWidget, list[Block]] = {}
        self._used: dict[QWidget, list[Block]] = {}

    def recall(self) -> None:
        """All may be taken again."""
        for parent, blocks in self._used.items():
            self._free.setdefault(parent, []).extend(reversed(blocks))
        self._used = {}

    def take(self, parent: QWidget) -> Block:
        free = self._free.get(parent)
        if free:
            block = free.pop()
        else:
            block = Block(parent)
            self._made(block)
        self._used.setdefault(parent, []).append(block)
        return block

    def settle(self) -> None:
        """Those that were not taken are out of sight."""
        for blocks in self._free.values():
            for block in blocks:
                block.hide()
        for blocks in self._used.values():
            for block in blocks:
                block.show()
