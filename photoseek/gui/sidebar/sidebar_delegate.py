"""Paints a line of the sidebar: an icon or a cover, a name, how many photos; and edits an album's name."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from photoseek.gui.language import tr
from photoseek.gui.sidebar.sidebar_entries import Entry, Kind
from photoseek.gui.sidebar.sidebar_items import COVER_ROLE, ENTRY_ROLE
from photoseek.gui.widgets.icons import icon

ICONS: dict[Kind, str] = {
    "all": "image",
    "favourites": "heart",
    "recent": "clock-counter-clockwise",
    "set_aside": "warning-circle",
    "album": "bookmarks",
    "new_album": "plus",
    "folder": "hard-drive",
    "directory": "folder-simple",
}
ICON = 18  # pixels a side
COVER = 22
GAP = 8
EDGE = 8  # from the pill to the edges of the list
RADIUS = 8.0

Index = QModelIndex | QPersistentModelIndex


class SidebarDelegate(QStyledItemDelegate):
    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.drop_target = QPersistentModelIndex()
        """The line that photos are dragged over, if it takes them."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        line = option.fontMetrics.height()
        is_section = index.data(ENTRY_ROLE).kind == "section"
        if is_section:
            return QSize(100, line + (22 if index.row() else 12))
        return QSize(100, max(line + 14, COVER + 8))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        entry: Entry = index.data(ENTRY_ROLE)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if entry.kind == "section":
            self._paint_section(painter, option, entry)
        else:
            self._paint_line(painter, option, index, entry)
        painter.restore()

    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: Index) -> QWidget:
        editor = QLineEdit(parent)
        editor.setObjectName("nameEditor")
        editor.setMaxLength(200)
        editor.setPlaceholderText(tr("Name of the album"))
        editor.setAccessibleName(tr("Name of the album"))
        return editor

    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: Index) -> None:
        editor.setGeometry(self._name_rect(option.rect, 0).adjusted(-6, 3, 0, -3))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        if isinstance(editor, QLineEdit):
            model.setData(index, editor.text())

    # --- painting ------------------------------------------------------------------------------

    def _paint_section(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        """A quiet heading with its caret at the right."""
        palette, rect = option.palette, option.rect
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        place = rect.adjusted(EDGE + 6, 0, -EDGE - 6, -4)
        bottom = QRect(place.left(), place.bottom() - option.fontMetrics.height(), place.width(), 0)
        bottom.setHeight(option.fontMetrics.height())
        painter.setFont(_smaller(option.font))
        painter.setPen(quiet)
        painter.drawText(bottom, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, entry.name)
        is_open = bool(option.state & QStyle.StateFlag.State_Open)
        hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if hovered or not is_open:
            caret = QRect(bottom.right() - 12, bottom.center().y() - 6, 13, 13)
            icon("caret-down" if is_open else "caret-right", quiet).paint(painter, caret)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 2))
            painter.drawRoundedRect(QRectF(bottom).adjusted(-7, -3, 7, 3), RADIUS, RADIUS)

    def _paint_line(
        self, painter: QPainter, option: QStyleOptionViewItem, index: Index, entry: Entry
    ) -> None:
        palette, rect = option.palette, option.rect
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        self._paint_cover_or_icon(painter, option, index, entry, selected=selected)
        quiet = palette.color(QPalette.ColorRole.PlaceholderText)
        count = QLocale().toString(entry.photos) if entry.photos is not None else ""
        small = _smaller(option.font)
        width = QFontMetrics(small).horizontalAdvance(count)
        name_font = QFont(option.font)
        if selected:
            name_font.setWeight(QFont.Weight.DemiBold)
        marked = not entry.online and entry.kind == "folder"
        name = self._name_rect(rect, width + (GAP if count else 0) + (ICON + 4 if marked else 0))
        painter.setFont(name_font)
        pointed_at = bool(option.state & QStyle.StateFlag.State_MouseOver)
        subdued = (entry.kind == "new_album" and not pointed_at) or not entry.online
        painter.setPen(quiet if subdued else palette.color(QPalette.ColorRole.WindowText))
        shown = QFontMetrics(name_font).elidedText(entry.name, Qt.TextElideMode.ElideMiddle, name.width())
        painter.drawText(name, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, shown)
        if marked:
            attention = palette.color(QPalette.ColorRole.BrightText)
            advance = QFontMetrics(name_font).horizontalAdvance(shown)
            place = QRect(name.left() + advance + 6, rect.center().y() - 7, 15, 15)
            icon("link-break", attention).paint(painter, place)
        painter.setFont(small)
        painter.setPen(quiet)
        right = rect.adjusted(0, 0, -EDGE - 8, 0)
        painter.drawText(right, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, count)

    def _paint_cover_or_icon(
        self,
        painter: QPainter,
        option: QStyleOptionViewItem,
        index: Index,
        entry: Entry,
        *,
        selected: bool,
    ) -> None:
        palette = option.palette
        place = QRect(option.rect.left() + GAP, option.rect.center().y() - COVER // 2 + 1, COVER, COVER)
        cover: QImage | None = index.data(COVER_ROLE)
        if cover is not None and not cover.isNull():
            painter.save()
            shape = QPainterPath()
            shape.addRoundedRect(QRectF(place), 5, 5)
            painter.setClipPath(shape)
            painter.drawImage(place, cover)
            painter.restore()
            return
        colour = palette.color(
            QPalette.ColorRole.Highlight if selected else QPalette.ColorRole.PlaceholderText
        )
        if entry.kind == "set_aside":
            colour = palette.color(QPalette.ColorRole.BrightText)
        if not selected and entry.kind in ("all", "favourites", "recent"):
            colour = palette.color(QPalette.ColorRole.WindowText)
        small = QRect(0, 0, ICON, ICON)
        small.moveCenter(place.center())
        icon(ICONS[entry.kind], colour).paint(painter, small)

    def _name_rect(self, rect: QRect, reserved: int) -> QRect:
        return rect.adjusted(GAP + COVER + GAP, 0, -EDGE - 8 - reserved, 0)


def paint_pill(painter: QPainter, rect: QRect, colour: QColor, ring: QColor | None) -> None:
    """The shape behind a line: chosen, pointed at, dragged over; with a ring when it has the keyboard."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(colour)
    painter.setPen(QPen(ring, 2) if ring is not None else Qt.PenStyle.NoPen)
    painter.drawRoundedRect(QRectF(rect).adjusted(EDGE, 1.5, -EDGE, -1.5), RADIUS, RADIUS)
    painter.restore()


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    if font.pointSizeF() > 0:
        small.setPointSizeF(font.pointSizeF() * 0.9)
    else:
        small.setPixelSize(round(font.pixelSize() * 0.9))
    return small
