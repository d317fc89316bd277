"""Numbered migrations: each brings a library from the version before it to its own.

A migration is plain SQL and is never changed once it was released: it must go on meaning what it
meant. It commits together with the new version number (``PRAGMA user_version``), so a library is
never between two versions.
"""

import re
from collections.abc import Callable
from pathlib import Path

from sqlalchemy import Connection, Engine

from photoseek.errors import LibraryDamaged, LibraryNewer

APPLICATION_ID = 0x50686F53  # "PhoS" in the file's header: whose SQLite file it is


def _first_release(connection: Connection) -> None:
    for statement in (
        f"PRAGMA application_id = {APPLICATION_ID}",
        """CREATE TABLE folders (
            id INTEGER NOT NULL PRIMARY KEY,
            path BLOB NOT NULL UNIQUE,
            online BOOLEAN NOT NULL
        )""",
        """CREATE TABLE photos (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never used twice: the vector index keeps ids too
            content_hash TEXT NOT NULL UNIQUE,
            width INTEGER NOT NULL,
            height INTEGER NOT NULL,
            format TEXT NOT NULL,
            taken_at DATETIME,
            camera TEXT,
            exposure TEXT,
            latitude REAL,
            longitude REAL,
            added_at DATETIME NOT NULL,
            sort_time INTEGER NOT NULL,
            file_count INTEGER NOT NULL,
            caption_count INTEGER NOT NULL
        )""",
        "CREATE INDEX photos_by_time ON photos (sort_time, id) WHERE file_count > 0",
        "CREATE INDEX photos_uncaptioned ON photos (id) WHERE file_count > 0 AND caption_count = 0",
        """CREATE TABLE files (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT,
            folder_id INTEGER NOT NULL REFERENCES folders (id) ON DELETE CASCADE,
            relative_path BLOB NOT NULL,
            sort_name TEXT NOT NULL,
            size INTEGER NOT NULL,
            modified_ns TEXT NOT NULL,
            photo_id INTEGER REFERENCES photos (id),
            previous_photo_id INTEGER REFERENCES photos (id),
            attempts INTEGER NOT NULL,
            failed_step TEXT,
            failed_reason TEXT,
            UNIQUE (folder_id, relative_path)
        )""",
        # Partial, so that SQLite does not take it for the way to the files that wait.
        "CREATE INDEX files_by_photo ON files (photo_id) WHERE photo_id IS NOT NULL",
        "CREATE INDEX files_by_folder ON files (folder_id, photo_id) WHERE photo_id IS NOT NULL",
        "CREATE INDEX files_by_name ON files (sort_name, photo_id) WHERE photo_id IS NOT NULL",
        """CREATE INDEX files_pending ON files (id, folder_id)
            WHERE photo_id IS NULL AND failed_step IS NULL""",
        "CREATE INDEX files_failed ON files (failed_step, photo_id) WHERE failed_step IS NOT NULL",
        """CREATE TABLE representations (
            photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
            encoder_id TEXT NOT NULL,
            data BLOB NOT NULL,
            PRIMARY KEY (photo_id, encoder_id)
        )""",
        """CREATE TABLE embeddings (
            photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
            embedding_id TEXT NOT NULL,
            vector BLOB NOT NULL,
            PRIMARY KEY (photo_id, embedding_id)
        )""",
        """CREATE TABLE captions (
            photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
            language TEXT NOT NULL,
            by_user BOOLEAN NOT NULL,
            text TEXT NOT NULL,
            log_prob REAL NOT NULL,
            word_log_probs JSON NOT NULL,
            model_id TEXT,
            PRIMARY KEY (photo_id, language, by_user)
        )""",
        "CREATE INDEX captions_by_model ON captions (language, model_id, photo_id)",
        "CREATE TABLE library_state (key TEXT NOT NULL PRIMARY KEY, value INTEGER NOT NULL)",
        "INSERT INTO library_state VALUES ('generation', 0)",
        # Searched: stems ("dogs" finds "dog"), without accents. What the user told is kept apart from
        # the captions of a model, which may be wrong.
        """CREATE VIRTUAL TABLE photo_text USING fts5 (
            caption, told, tokenize = 'porter unicode61 remove_diacritics 2'
        )""",
        # Counted: whole words as they stand in captions, to suggest them. Positions are not needed.
        """CREATE VIRTUAL TABLE caption_words USING fts5 (
            caption, tokenize = 'unicode61 remove_diacritics 0', detail = none
        )""",
        "CREATE VIRTUAL TABLE caption_vocabulary USING fts5vocab ('caption_words', 'row')",
        # A photo's two counts.
        """CREATE TRIGGER file_inserted AFTER INSERT ON files WHEN new.photo_id IS NOT NULL BEGIN
            UPDATE photos SET file_count = file_count + 1 WHERE id = new.photo_id;
        END""",
        """CREATE TRIGGER file_deleted AFTER DELETE ON files WHEN old.photo_id IS NOT NULL BEGIN
            UPDATE photos SET file_count = file_count - 1 WHERE id = old.photo_id;
        END""",
        """CREATE TRIGGER file_linked AFTER UPDATE OF photo_id ON files
        WHEN old.photo_id IS NOT new.photo_id BEGIN
            UPDATE photos SET file_count = file_count - 1 WHERE id = old.photo_id;
            UPDATE photos SET file_count = file_count + 1 WHERE id = new.photo_id;
        END""",
        """CREATE TRIGGER caption_inserted AFTER INSERT ON captions BEGIN
            UPDATE photos SET caption_count = caption_count + 1 WHERE id = new.photo_id;
        END""",
        """CREATE TRIGGER caption_deleted AFTER DELETE ON captions BEGIN
            UPDATE photos SET caption_count = caption_count - 1 WHERE id = old.photo_id;
        END""",
        """CREATE TRIGGER photo_came_or_went AFTER UPDATE OF file_count ON photos
        WHEN (old.file_count > 0) <> (new.file_count > 0) BEGIN
            UPDATE library_state SET value = value + 1 WHERE key = 'generation';
        END""",
    ):
        connection.exec_driver_sql(statement)


def _tags_and_maps(connection: Connection) -> None:
    for statement in (
        # One row for a photo, so that a photo without any tag is known to have been looked at.
        """CREATE TABLE tags (
            photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
            model_id TEXT NOT NULL,
            words JSON NOT NULL,
            confidences JSON NOT NULL
        )""",
        """CREATE TABLE photo_points (
            photo_id INTEGER NOT NULL PRIMARY KEY REFERENCES photos (id) ON DELETE CASCADE,
            x REAL NOT NULL,
            y REAL NOT NULL,
            map_id TEXT NOT NULL
        )""",
        """CREATE TABLE word_points (
            word TEXT NOT NULL PRIMARY KEY,
            x REAL NOT NULL,
            y REAL NOT NULL,
            map_id TEXT NOT NULL
        )""",
        "ALTER TABLE captions ADD COLUMN confidence REAL NOT NULL DEFAULT 1",
    ):
        connection.exec_driver_sql(statement)
    # Chinese is searched by its characters from now on; it was one word from comma to comma.
    ideograph = re.compile("([\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff])")
    rows = connection.exec_driver_sql("SELECT rowid, caption, told FROM photo_text").all()
    for id_, caption, told in rows:
        if ideograph.search(caption + told):
            connection.exec_driver_sql(
                "UPDATE photo_text SET caption = ?, told = ? WHERE rowid = ?",
                (ideograph.sub(r" \1 ", caption), ideograph.sub(r" \1 ", told), id_),
            )
    rows = connection.exec_driver_sql("SELECT rowid, caption FROM caption_words").all()
    for id_, words in rows:
        if ideograph.search(words):
            connection.exec_driver_sql(
                "UPDATE caption_words SET caption = ? WHERE rowid = ?", (ideograph.sub(" ", words), id_)
            )


def _albums_and_favourites(connection: Connection) -> None:
    for statement in (
        "ALTER TABLE folders ADD COLUMN ignored JSON NOT NULL DEFAULT '[]'",
        "ALTER TABLE photos ADD COLUMN favourite BOOLEAN NOT NULL DEFAULT 0",
        "ALTER TABLE photos ADD COLUMN rotation INTEGER NOT NULL DEFAULT 0",
        "CREATE INDEX photos_favourite ON photos (sort_time, id) WHERE file_count > 0 AND favourite",
        "CREATE INDEX photos_by_added ON photos (added_at)",
        "CREATE INDEX photos_by_camera ON photos (camera) WHERE file_count > 0 AND camera IS NOT NULL",
        """CREATE TABLE albums (
            id INTEGER NOT NULL PRIMARY KEY AUTOINCREMENT, -- never used twice: undoing names it
            name TEXT NOT NULL,
            made_at DATETIME NOT NULL,
            deleted_at DATETIME
        )""",
        """CREATE TABLE album_photos (
            album_id INTEGER NOT NULL REFERENCES albums (id) ON DELETE CASCADE,
            photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
            added_at DATETIME NOT NULL,
            PRIMARY KEY (album_id, photo_id)
        )""",
        "CREATE INDEX album_photos_by_photo ON album_photos (photo_id)",
        # Likely tags are counted with the words of captions from now on.
        """UPDATE caption_words SET caption = caption || char(10) || (
            SELECT group_concat(word.value, char(10))
            FROM tags, json_each(tags.words) AS word JOIN json_each(tags.confidences) AS sure USING (key)
            WHERE tags.photo_id = caption_words.rowid AND sure.value >= 0.1
        ) WHERE rowid IN (SELECT photo_id FROM tags WHERE json_extract(confidences, '$[0]') >= 0.1)""",
    ):
        connection.exec_driver_sql(statement)


_MIGRATIONS: tuple[Callable[[Connection], None], ...] = (
    _first_release,
    _tags_and_maps,
    _albums_and_favourites,
)

CURRENT_VERSION = len(_MIGRATIONS)


def version(connection: Connection, path: Path) -> int:
    """The version of the library; 0 for a file that is still empty, -1 for one of ours that lost it.

    Raises LibraryNewer for one that a newer program made, and LibraryDamaged for a healthy SQLite
    file that some other program made. Both are left as they are.
    """
    found = int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())
    owner = connection.exec_driver_sql("PRAGMA application_id").scalar_one()
    tables = connection.exec_driver_sql("SELECT count(*) FROM sqlite_master").scalar_one()
    if owner != APPLICATION_ID and (tables or found):
        raise LibraryDamaged(
            f"{path} was not made by PhotoSeek. Move that file away or choose another --base-dir."
        )
    if found > CURRENT_VERSION:
        raise LibraryNewer(
            f"The library {path} was made by a newer PhotoSeek (version {found}, this one knows up to "
            f"{CURRENT_VERSION}). Update PhotoSeek, or choose another --base-dir."
        )
    return -1 if tables and found < 1 else found


def migrate(engine: Engine, path: Path) -> None:
    """Bring the library up to date, one transaction for each migration.

    ``engine`` must begin its transactions with BEGIN IMMEDIATE, so that no second process can
    migrate at the same time.
    """
    while True:
        with engine.begin() as connection:
            found = version(connection, path)
            if found == CURRENT_VERSION:
                return
            _MIGRATIONS[found](connection)
            connection.exec_driver_sql(f"PRAGMA user_version = {found + 1}")
