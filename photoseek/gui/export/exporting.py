"""Photos to other programs: copied, dragged, opened, shown in their folder, exported."""

from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject, QPoint, QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDrag, QGuiApplication, QImage, QPixmap

from photoseek.gui.background import Problem
from photoseek.gui.export import desktop
from photoseek.gui.export.dragged_photos import put_ids
from photoseek.gui.export.export_dialog import ExportDialog
from photoseek.gui.grid.picture_loader import load_picture
from photoseek.gui.language import tr
from photoseek.gui.notices import Action
from photoseek.gui.parts import Parts
from photoseek.gui.widgets.shown_path import shown_path
from photoseek.gui.widgets.turning import turned
from photoseek.images.export_options import ExportOptions
from photoseek.library.records import Photo

DRAGGED_SIDE = 96  # device-independent pixels of the picture under the pointer


class Exporting(QObject):
    def __init__(self, parts: Parts) -> None:
        super().__init__(parts.window)
        self._parts, self._window, self._reader = parts, parts.window, parts.reader
        self._folder = Path(
            QStandardPaths.writableLocation(QStandardPaths.StandardLocation.PicturesLocation) or Path.home()
        )
        self.dialog: ExportDialog | None = None
        self._run: _Run | None = None

    def copy(self, photo_ids: Sequence[int]) -> None:
        """The files, to the clipboard."""

        def take(photos: list[Photo]) -> None:
            QGuiApplication.clipboard().setMimeData(_files(photos))
            self._say(tr("Copied %n file(s).", None, len(photos)))

        self._reader.records(photo_ids, take)

    def copy_captions(self, photo_ids: Sequence[int]) -> None:
        """What is written about them, to the clipboard, a line each."""

        def take(photos: list[Photo]) -> None:
            lines = [photo.description for photo in photos if photo.description]
            QGuiApplication.clipboard().setText("\n".join(lines))
            self._say(tr("Copied %n caption(s).", None, len(lines)))

        self._reader.records(photo_ids, take)

    def copy_image(self, photo_id: int) -> None:
        """The photo's pixels, to the clipboard."""

        def copied(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            self._say(tr("Copied the photo."))

        def take(photo: Photo) -> None:
            self._parts.pictures.run(
                lambda: turned(load_picture(photo.path), photo.rotation),
                copied,
                self._not_readable(photo),
            )

        self._one(photo_id, take)

    def drag(self, photo_ids: Sequence[int]) -> None:
        """Let the user carry photos to an album or to another program, until the mouse button is released."""

        def take(photos: list[Photo]) -> None:
            if not QGuiApplication.mouseButtons() & Qt.MouseButton.LeftButton:
                return  # let go before the library had answered
            drag = QDrag(self._window)
            drag.setMimeData(_files(photos))
            picture = self._parts.thumbnails.image(photos[0]) if photos else None
            if picture is not None and not picture.isNull():
                size = DRAGGED_SIDE * self._window.devicePixelRatioF()
                shape = Qt.AspectRatioMode.KeepAspectRatio
                small = picture.scaled(
                    round(size), round(size), shape, Qt.TransformationMode.SmoothTransformation
                )
                small.setDevicePixelRatio(self._window.devicePixelRatioF())
                drag.setPixmap(QPixmap.fromImage(small))
                drag.setHotSpot(QPoint(-12, -12))
            drag.exec(Qt.DropAction.CopyAction)

        self._reader.records(photo_ids, take)

    def open_with(self, photo_id: int) -> None:
        """In the program that the system has for it."""

        def take(photo: Photo) -> None:
            def opened(is_there: bool) -> None:
                if not (is_there and desktop.open_file(photo.path)):
                    name = shown_path(photo.path.name)
                    self._say(tr("No program on this computer opened {name}.").format(name=name))

            self._parts.pictures.run(photo.path.is_file, opened)

        self._one(photo_id, take)

    def show_in_folder(self, photo_id: int) -> None:
        """In the system's file manager."""
        self._one(photo_id, lambda photo: self.show_file_in_folder(photo.path))

    def show_file_in_folder(self, path: Path) -> None:
        """The same for any file."""

        def shown(is_shown: bool | None) -> None:
            if is_shown is None:
                is_shown = desktop.open_file(path.parent)
            if not is_shown:
                folder = shown_path(path.parent)
                self._say(tr("The folder {folder} could not be opened.").format(folder=folder))

        self._parts.pictures.run(lambda: desktop.show_in_folder(path), shown)

    def export(self, photo_ids: Sequence[int]) -> None:
        """Ask where and how, and write copies."""
        dialog = ExportDialog(len(photo_ids), self._folder, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.wanted.connect(lambda folder, options: self._begin(photo_ids, folder, options))
        dialog.rejected.connect(self._cancel)
        self.dialog = dialog
        dialog.open()

    # --- inside --------------------------------------------------------------------------------

    def _begin(self, photo_ids: Sequence[int], folder: Path, options: ExportOptions) -> None:
        self._folder = folder

        def take(photos: list[Photo]) -> None:
            wanted = photos if self.dialog is not None else []  # it may have been cancelled meanwhile
            self._run = _Run(self._parts, wanted, folder, options, self._show_progress, self._ended)

        self._reader.records(photo_ids, take)

    def _show_progress(self, done: int, name: str) -> None:
        if self.dialog is not None:
            self.dialog.show_progress(done, name)

    def _cancel(self) -> None:
        self.dialog = None
        if self._run is not None:
            self._run.cancel()

    def _ended(self, run: "_Run") -> None:
        self._run = None
        if self.dialog is not None:
            dialog, self.dialog = self.dialog, None
            dialog.accept()
        where = shown_path(run.folder)
        text = tr("Exported %n photo(s) to {folder}.", None, len(run.written)).format(folder=where)
        if run.failures:
            name, reason = run.failures[0]
            failed = tr("%n could not be: {name}, {reason}.", None, len(run.failures))
            text = tr("{first} {second}", "two sentences").format(
                first=text, second=failed.format(name=name, reason=reason)
            )
        look = Action(tr("Show folder"), lambda: self.show_file_in_folder(run.written[0]))
        self._window.notices.show(text, look if run.written else None)

    def _one(self, photo_id: int, take: Callable[[Photo], None]) -> None:
        self._reader.records([photo_id], lambda photos: take(photos[0]) if photos else None)

    def _not_readable(self, photo: Photo) -> Callable[[Problem], None]:
        name = shown_path(photo.path.name)
        return lambda problem: self._say(
            tr("{name} cannot be read: {reason}.").format(name=name, reason=problem.message)
        )

    def _say(self, text: str) -> None:
        self._window.notices.show(text)


class _Run:
    """Copies written one after the other, so that it can be followed and cancelled between two of them."""

    def __init__(
        self,
        parts: Parts,
        photos: Sequence[Photo],
        folder: Path,
        options: ExportOptions,
        progress: Callable[[int, str], None],
        ended: Callable[["_Run"], None],
    ) -> None:
        self.folder = folder
        self.written: list[Path] = []
        self.failures: list[tuple[str, str]] = []
        """Name and reason of each photo that could not be exported."""
        self._parts, self._options = parts, options
        self._waiting = list(reversed(photos))
        self._progress, self._end = progress, ended
        self._next()

    def cancel(self) -> None:
        """Stop after the photo that is being written; copies that are there stay."""
        self._waiting.clear()

    def _next(self) -> None:
        if not self._waiting:
            self._end(self)
            return
        photo = self._waiting.pop()
        name = shown_path(photo.path.name)
        self._progress(len(self.written) + len(self.failures), name)

        def write() -> Path:
            from photoseek.images.export import export  # it loads decoders, and few people export

            return export(photo.path, self.folder, self._options, photo.rotation)

        def written(path: Path) -> None:
            self.written.append(path)
            self._next()

        def failed(problem: Problem) -> None:
            self.failures.append((name, problem.message.rstrip(".")))
            self._next()

        self._parts.pictures.run(write, written, failed)


def _files(photos: Sequence[Photo]) -> QMimeData:
    """The files, as file managers and mail programs take them, and the ids for the window itself."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(photo.path)) for photo in photos])
    put_ids(mime, [photo.id for photo in photos])
    return mime
