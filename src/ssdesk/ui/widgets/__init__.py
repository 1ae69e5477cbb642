"""The parts every screen is built from. Import from here."""

from ssdesk.ui.widgets.attachment_tile import AttachmentTile
from ssdesk.ui.widgets.avatar import Avatar
from ssdesk.ui.widgets.base import PaintedButton, Themed, column, row
from ssdesk.ui.widgets.buttons import Button
from ssdesk.ui.widgets.cards import Banner, Card, Dot, EmptyState, Sheet
from ssdesk.ui.widgets.chips import ChildTag, Chip, Tag
from ssdesk.ui.widgets.code_field import CodeField
from ssdesk.ui.widgets.fields import SearchField, TextField
from ssdesk.ui.widgets.labels import ElidedLabel, Label, Rule
from ssdesk.ui.widgets.menu import Menu
from ssdesk.ui.widgets.password import PasswordStrength
from ssdesk.ui.widgets.popup import PopupCard
from ssdesk.ui.widgets.rail import RailItem, StatusLine
from ssdesk.ui.widgets.scroll import FlowLayout, ScrollPage, ThinScrollBar
from ssdesk.ui.widgets.step_list import Step, StepList
from ssdesk.ui.widgets.toggle import CheckBox, RadioButton, Toggle

__all__ = [
    "AttachmentTile",
    "Avatar",
    "Banner",
    "Button",
    "Card",
    "CheckBox",
    "ChildTag",
    "Chip",
    "CodeField",
    "Dot",
    "ElidedLabel",
    "EmptyState",
    "FlowLayout",
    "Label",
    "Menu",
    "PaintedButton",
    "PasswordStrength",
    "PopupCard",
    "RadioButton",
    "RailItem",
    "Rule",
    "ScrollPage",
    "SearchField",
    "Sheet",
    "StatusLine",
    "Step",
    "StepList",
    "Tag",
    "TextField",
    "Themed",
    "ThinScrollBar",
    "Toggle",
    "column",
    "row",
]
