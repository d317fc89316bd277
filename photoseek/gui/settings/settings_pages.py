"""The pages of the settings that hold nothing but choices."""

from collections.abc import Sequence

from PySide6.QtWidgets import QWidget

from photoseek.gui.language import tr
from photoseek.gui.settings.settings_page import SettingsPage
from photoseek.settings import Settings


class ModelPage(SettingsPage):
    """Which model sees the photos, and in which languages it and the window speak."""

    def __init__(self, settings: Settings, models: Sequence[str], parent: QWidget | None = None) -> None:
        self._models = models
        super().__init__(tr("Model and language"), settings, parent)

    def fill(self) -> None:
        self.language = self.choice(
            "language",
            tr("Language of the window"),
            {"system": tr("Like the system"), "en": "English", "zh": "简体中文"},
        )
        self.heading(tr("Captions"))
        self.captions = self.switch(
            "make_captions",
            tr("Write captions"),
            tr("A sentence for each photo, and words for what it shows. Yours are never overwritten."),
        )
        self.languages = self.choice(
            "caption_languages",
            tr("Caption language"),
            {
                "en": tr("English"),
                "zh": tr("Chinese"),
                "en+zh": tr("English, and Chinese"),
                "zh+en": tr("Chinese, and English"),
            },
            tr("The first language is the one shown among the photos."),
        )
        self.care = self.choice(
            "beam_size",
            tr("Caption quality"),
            {
                1: tr("Fastest"),
                2: tr("Fast"),
                3: tr("Balanced"),
                4: tr("Careful"),
                5: tr("Most careful"),
            },
        )
        self.heading(tr("Model"))
        shipped = tr("The one that comes with PhotoSeek")
        labels = {name: shipped if name == Settings().model else name for name in self._models}
        self.models = self.choice(
            "model",
            tr("What sees the photos"),
            labels,
            tr("Another model looks at all photos again. Until it has, the one of before answers."),
        )
        chosen_is_gone = self.models.currentIndex() < 0
        self.models.setEnabled(len(labels) > 1 or chosen_is_gone)


class AppearancePage(SettingsPage):
    """How the window looks."""

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Appearance"), settings, parent)

    def fill(self) -> None:
        self.colours = self.choice(
            "appearance",
            tr("Colours"),
            {"system": tr("Like the system"), "light": tr("Light"), "dark": tr("Dark")},
        )
        self.grid = self.choice(
            "grid",
            tr("Photos in the grid"),
            {"square": tr("In squares"), "justified": tr("In their own shape")},
        )
        self.thumbnails = self.choice(
            "thumbnail_size",
            tr("Size of photos"),
            {120: tr("Tiny"), 160: tr("Small"), 200: tr("Medium"), 260: tr("Large"), 320: tr("Huge")},
        )
        self.slideshow = self.choice(
            "slideshow_seconds",
            tr("Each photo of a slideshow"),
            {value: tr("%n second(s)", None, value) for value in (2, 4, 8, 15)},
        )


class PerformancePage(SettingsPage):
    """What the program may take of the computer."""

    def __init__(self, settings: Settings, runtime: str, parent: QWidget | None = None) -> None:
        self._runtime = runtime
        super().__init__(tr("Performance"), settings, parent)

    def fill(self) -> None:
        self.work = self.choice(
            "work",
            tr("Background work"),
            {"always": tr("At any time"), "idle": tr("While nobody uses the computer")},
            tr("Nobody uses it when the window is left alone for a minute and other programs are quiet."),
        )
        self.battery = self.switch("work_on_battery", tr("Background work on battery"))
        self.threads = self.choice(
            "threads",
            tr("Processors"),
            {
                0: tr("All of them"),
                1: tr("One"),
                2: tr("Two"),
                4: tr("Four"),
                8: tr("Eight"),
            },
            tr("As many as the background work may use. Fewer leave more for other programs."),
        )
        self.memory = self.choice(
            "thumbnail_memory",
            tr("Memory for small pictures"),
            {size: tr("{size} MB").format(size=size) for size in (64, 128, 256, 512)},
            tr("More makes scrolling back and forth smoother."),
        )
        self.runtime = self.choice(
            "runtime",
            tr("Runs with"),
            {"auto": tr("Fastest available"), "openvino": "OpenVINO", "torch": "PyTorch"},
            tr("At the moment: {what}.").format(what=self._runtime) if self._runtime else "",
        )
