"""Paints a group of duplicates: its reason and gain, and its photos, the one to be kept marked."""

from dataclasses import dataclass

from PySide6.QtCore import (
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QGuiApplication, QImage, QPainter, QPalette, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from photoseek.gui.duplicates.duplicate_items import (
    GROUP_ROLE,
    DuplicateItems,
    Reason,
    ShownGroup,
    reason_meaning,
    reason_name,
)
from photoseek.gui.grid.thumbnail_loader import ThumbnailLoader, Wish
from photoseek.gui.language import tr
from photoseek.gui.photo.photo_facts import size_text
from photoseek.gui.widgets.icons import icon

ICONS: dict[Reason, str] = {"file": "files", "shot": "copy", "scene": "image-square"}
MARGIN = 20  # beside a card, as beside the grid
PADDING = 16  # within a card
GAP = 12
RADIUS = 10.0
ROUND = 6.0  # corners of a picture

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True)
class CardLayout:
    """Where everything is in a card of so many photos: what it is about on the left, photos beside it.

    ``width`` is the row's, ``line`` the height of a line of text.
    """

    width: int
    count: int
    line: int

    @property
    def side(self) -> int:
        return 9 * self.line

    @property
    def heading(self) -> QRect:
        return QRect(MARGIN + PADDING, PADDING, 13 * self.line, self._cell)

    @property
    def height(self) -> int:
        lines = -(-self.count // self._across)
        return 2 * PADDING + lines * (self._cell + GAP)  # the last gap is between this card and the next

    def picture(self, place: int) -> QRect:
        row, column = divmod(place, self._across)
        left = self._left + column * (self.side + GAP)
        return QRect(left, PADDING + row * (self._cell + GAP), self.side, self.side)

    def place_at(self, point: QPoint) -> int | None:
        """The photo at a point of the row."""
        below = self._cell - self.side
        places = range(self.count)
        return next((at for at in places if self.picture(at).adjusted(0, 0, 0, below).contains(point)), None)

    @property
    def _left(self) -> int:
        return self.heading.right() + 1 + GAP

    @property
    def _across(self) -> int:
        room = self.width - self._left - MARGIN - PADDING + GAP
        return max(1, room // (self.side + GAP))

    @property
    def _cell(self) -> int:
        """The height of a picture with its two lines of text."""
        return self.side + 6 + 2 * self.line


class DuplicateDelegate(QStyledItemDelegate):
    def __init__(self, thumbnails: ThumbnailLoader, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._thumbnails = thumbnails
        self.width = 800
        """Of a row."""

    def layout_of(self, group: ShownGroup, font: QFont) -> CardLayout:
        return CardLayout(self.width, len(group.members), QFontMetrics(font).height())

    def wishes(self, group: ShownGroup, items: DuplicateItems, font: QFont, ratio: float) -> list[Wish]:
        """The thumbnails that a row needs."""
        side = round(self.layout_of(group, font).side * ratio)
        photos = (items.photo(member.photo_id) for member in group.members)
        return [Wish(photo, QSize(side, side), ROUND * ratio) for photo in photos if photo is not None]

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(self.width, self.layout_of(index.data(GROUP_ROLE), option.font).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        group: ShownGroup = index.data(GROUP_ROLE)
        items = index.model()
        assert isinstance(items, DuplicateItems)
        layout = self.layout_of(group, option.font)
        states = QStyle.StateFlag
        current = bool(option.state & states.State_Selected)
        focused = current and bool(option.state & states.State_Active)
        painter.save()
        painter.translate(option.rect.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        card = QRectF(MARGIN, 0, self.width - 2 * MARGIN, layout.height - GAP).adjusted(0.5, 0.5, -0.5, -0.5)
        roles = QPalette.ColorRole
        line = option.palette.color(roles.Highlight if focused else roles.Mid)
        painter.setPen(QPen(line, 1.5 if focused else 1))
        painter.setBrush(QGuiApplication.palette().base())  # the style sheet gives the view another one
        painter.drawRoundedRect(card, RADIUS, RADIUS)
        self._paint_heading(painter, option, group, layout.heading)
        ratio = painter.device().devicePixelRatioF()
        for place, member in enumerate(group.members):
            rect = layout.picture(place)
            photo = items.photo(member.photo_id)
            side = round(rect.width() * ratio)
            wish = Wish(photo, QSize(side, side), ROUND * ratio) if photo is not None else None
            found = self._thumbnails.look(wish) if wish is not None else None
            _paint_picture(painter, option, rect, found.image if found is not None else None)
            if place == group.kept:
                _paint_kept(painter, option, rect, strong=current)
            _paint_lines(painter, option, rect, items.lines(member), kept=place == group.kept)
        painter.restore()

    def _paint_heading(
        self, painter: QPainter, option: QStyleOptionViewItem, group: ShownGroup, rect: QRect
    ) -> None:
        roles = QPalette.ColorRole
        metrics = QFontMetrics(option.font)
        quiet, line = option.palette.color(roles.PlaceholderText), metrics.height()
        icon(ICONS[group.reason], quiet).paint(painter, QRect(rect.left(), rect.top(), line + 4, line + 4))
        bold = QFont(option.font)
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setFont(bold)
        painter.setPen(option.palette.color(roles.WindowText))
        middle, upper = Qt.AlignmentFlag.AlignVCenter, Qt.AlignmentFlag.AlignTop
        first = QRect(rect.left() + line + 12, rect.top(), rect.width() - line - 12, line + 4)
        painter.drawText(first, middle, reason_name(group.reason))
        painter.setFont(option.font)
        painter.setPen(quiet)
        below = rect.adjusted(0, line + 12, 0, 0)
        wrap = upper | Qt.TextFlag.TextWordWrap
        meaning = reason_meaning(group.reason)
        painter.drawText(below, wrap, meaning)
        below.setTop(painter.boundingRect(below, wrap, meaning).bottom() + 8)
        painter.setPen(option.palette.color(roles.WindowText))
        painter.drawText(below, wrap, gain_text(group))


def gain_text(group: ShownGroup) -> str:
    """How many photos a group has, and what is gained when the others go."""
    count = len(group.members)
    number = tr("%n file(s)", None, count) if group.reason == "file" else tr("%n photo(s)", None, count)
    return number + "\n" + tr("{size} to gain").format(size=size_text(group.freed))


def _paint_picture(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, image: QImage | None
) -> None:
    if image is not None and not image.isNull():
        painter.drawImage(rect, image)
        return
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(option.palette.color(QPalette.ColorRole.AlternateBase))
    painter.drawRoundedRect(rect, ROUND, ROUND)
    if image is not None:
        place = QRect(0, 0, 32, 32)
        place.moveCenter(rect.center())
        icon("file-x", option.palette.color(QPalette.ColorRole.PlaceholderText)).paint(painter, place)


def _paint_kept(painter: QPainter, option: QStyleOptionViewItem, rect: QRect, *, strong: bool) -> None:
    """A ring, and a label that says that this one stays."""
    palette = option.palette
    accent = palette.color(QPalette.ColorRole.Highlight)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    if strong:
        painter.setPen(QPen(palette.color(QPalette.ColorRole.Base), 1.5))
        painter.drawRoundedRect(QRectF(rect).adjusted(2.5, 2.5, -2.5, -2.5), ROUND - 2, ROUND - 2)
    painter.setPen(QPen(accent, 3.0 if strong else 2.0))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), ROUND, ROUND)
    metrics = QFontMetrics(option.font)
    text, side = tr("Keep"), metrics.height() - 2
    label = QRectF(
        rect.left() + 8, rect.top() + 8, metrics.horizontalAdvance(text) + side + 20, metrics.height() + 6
    )
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(accent)
    painter.drawRoundedRect(label, label.height() / 2, label.height() / 2)
    on_accent: QColor = palette.color(QPalette.ColorRole.HighlightedText)
    tick = QRect(round(label.left()) + 7, round(label.center().y() - side / 2), side, side)
    icon("check-bold", on_accent).paint(painter, tick)
    painter.setPen(on_accent)
    painter.setFont(option.font)
    painter.drawText(label.adjusted(side + 11, 0, -8, 0), Qt.AlignmentFlag.AlignVCenter, text)


def _paint_lines(
    painter: QPainter, option: QStyleOptionViewItem, rect: QRect, lines: tuple[str, str], *, kept: bool
) -> None:
    roles = QPalette.ColorRole
    metrics = QFontMetrics(option.font)
    painter.setFont(option.font)
    top = rect.bottom() + 6 + metrics.ascent()
    for number, (text, role) in enumerate(zip(lines, (roles.WindowText, roles.PlaceholderText), strict=True)):
        elided = metrics.elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
        painter.setPen(option.palette.color(role))
        painter.drawText(rect.left(), top + number * metrics.height(), elided)
