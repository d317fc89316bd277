"""The tables of a library on PostgreSQL: those of ``schema``, and what only its SQL knows.

All is as ``migrations`` makes it for SQLite, but for two things. Whether a folder is there is a matter of
the workstation that asks, so ``folders`` is a view. And triggers tell the others what has changed.
"""

from sqlalchemy import Connection, insert, inspect, select, update

from photoseek.errors import LibraryDamaged, LibraryNewer
from photoseek.library.schema import Row, StateRow

VERSION = 2  # of these tables
CHANNEL = "photoseek"
WORKSTATION = "photoseek.workstation"  # a setting of each connection: whose it is

_TABLES = """
ALTER TABLE word_points ADD COLUMN rowid bigserial;
INSERT INTO library_state VALUES ('generation', 0);

CREATE INDEX photos_by_time ON photos (sort_time, id) WHERE file_count > 0;
CREATE INDEX photos_uncaptioned ON photos (id) WHERE file_count > 0 AND caption_count = 0;
CREATE INDEX photos_favourite ON photos (sort_time, id) WHERE file_count > 0 AND favourite;
CREATE INDEX photos_by_added ON photos (added_at);
CREATE INDEX photos_by_camera ON photos (camera) WHERE file_count > 0 AND camera IS NOT NULL;
CREATE INDEX files_by_photo ON files (photo_id) WHERE photo_id IS NOT NULL;
CREATE INDEX files_by_name ON files (sort_name, photo_id) WHERE photo_id IS NOT NULL;
CREATE INDEX files_pending ON files (id, folder_id) WHERE photo_id IS NULL AND failed_step IS NULL;
CREATE INDEX files_failed ON files (failed_step, photo_id) WHERE failed_step IS NOT NULL;
CREATE INDEX captions_by_model ON captions (language, model_id, photo_id);
CREATE INDEX album_photos_by_photo ON album_photos (photo_id);

ALTER TABLE folders RENAME TO shared_folders;
ALTER TABLE shared_folders DROP COLUMN online;
CREATE TABLE folders_seen (
    folder_id bigint REFERENCES shared_folders ON DELETE CASCADE,
    workstation text,
    PRIMARY KEY (folder_id, workstation)
);
CREATE FUNCTION workstation() RETURNS text STABLE LANGUAGE sql
RETURN current_setting('photoseek.workstation', true);
CREATE VIEW folders AS SELECT id, path, EXISTS (
    SELECT FROM folders_seen WHERE folder_id = id AND workstation = workstation()
) AS online, ignored FROM shared_folders;
CREATE FUNCTION write_folder() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF TG_OP = 'INSERT' THEN
        INSERT INTO shared_folders (path, ignored) VALUES (new.path, new.ignored) RETURNING id INTO new.id;
    ELSE
        UPDATE shared_folders SET path = new.path, ignored = new.ignored
        WHERE id = new.id AND (path, ignored::text) IS DISTINCT FROM (new.path, new.ignored::text);
    END IF;
    IF new.online THEN
        INSERT INTO folders_seen VALUES (new.id, workstation())
        ON CONFLICT DO NOTHING;
    ELSE
        DELETE FROM folders_seen
        WHERE folder_id = new.id AND workstation = workstation();
    END IF;
    RETURN new;
END $$;
CREATE TRIGGER folder_written INSTEAD OF INSERT OR UPDATE ON folders
FOR EACH ROW EXECUTE FUNCTION write_folder();

CREATE FUNCTION count_files() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    IF old.photo_id IS DISTINCT FROM new.photo_id THEN
        UPDATE photos SET file_count = file_count - 1 WHERE id = old.photo_id;
        UPDATE photos SET file_count = file_count + 1 WHERE id = new.photo_id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER files_counted AFTER INSERT OR DELETE OR UPDATE OF photo_id ON files
FOR EACH ROW EXECUTE FUNCTION count_files();
CREATE FUNCTION count_captions() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE photos SET caption_count = caption_count - 1 WHERE id = old.photo_id;
    UPDATE photos SET caption_count = caption_count + 1 WHERE id = new.photo_id;
    RETURN NULL;
END $$;
CREATE TRIGGER captions_counted AFTER INSERT OR DELETE ON captions
FOR EACH ROW EXECUTE FUNCTION count_captions();
CREATE FUNCTION note_generation() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE library_state SET value = value + 1 WHERE key = 'generation';
    RETURN NULL;
END $$;
CREATE TRIGGER photo_came_or_went AFTER UPDATE OF file_count ON photos FOR EACH ROW
WHEN ((old.file_count > 0) <> (new.file_count > 0)) EXECUTE FUNCTION note_generation();

CREATE TEXT SEARCH DICTIONARY photoseek_stem (TEMPLATE = snowball, LANGUAGE = 'porter');
CREATE TEXT SEARCH CONFIGURATION photoseek_stems (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION photoseek_stems ADD MAPPING
FOR asciiword, word, numword, int, uint, float, sfloat WITH photoseek_stem;
CREATE TEXT SEARCH CONFIGURATION photoseek_words (PARSER = default);
ALTER TEXT SEARCH CONFIGURATION photoseek_words ADD MAPPING
FOR asciiword, word, numword, int, uint, float, sfloat WITH simple;
-- Words apart: PostgreSQL would see web addresses, hosts and the like in names of files.
CREATE FUNCTION apart(string text) RETURNS text IMMUTABLE LANGUAGE sql
RETURN regexp_replace(string, '[\\x01-/:-@\\[-`{-\\x7f]+', ' ', 'g');
CREATE FUNCTION plain(string text) RETURNS text IMMUTABLE LANGUAGE sql
RETURN normalize(regexp_replace(normalize(apart(string), NFD), '[\\u0300-\\u036f]', '', 'g'), NFC);
CREATE TABLE photo_text (
    rowid bigint PRIMARY KEY REFERENCES photos ON DELETE CASCADE,
    caption text NOT NULL,
    told text NOT NULL,
    -- A word that nobody can search for stands between the two: no phrase goes across.
    words tsvector GENERATED ALWAYS AS (
        setweight(to_tsvector('photoseek_stems', plain(caption)), 'D') || '|:1'
        || setweight(to_tsvector('photoseek_stems', plain(told)), 'A')
    ) STORED
);
CREATE INDEX photo_text_words ON photo_text USING gin (words);
CREATE TABLE caption_words (
    rowid bigint PRIMARY KEY REFERENCES photos ON DELETE CASCADE,
    caption text NOT NULL,
    words tsvector GENERATED ALWAYS AS (to_tsvector('photoseek_words', apart(caption))) STORED
);
CREATE INDEX caption_words_words ON caption_words USING gin (words);
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    PERFORM pg_notify('photoseek', TG_ARGV[0] || ' ' || workstation());
    RETURN NULL;
END $$;
CREATE TRIGGER told AFTER UPDATE OF photo_id, failed_step, relative_path ON files
EXECUTE FUNCTION tell('photos');
CREATE TRIGGER told_gone AFTER DELETE ON files EXECUTE FUNCTION tell('photos');
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON captions EXECUTE FUNCTION tell('captions');
CREATE TRIGGER told AFTER INSERT OR UPDATE ON tags EXECUTE FUNCTION tell('captions');
CREATE TRIGGER told AFTER INSERT OR UPDATE OR DELETE ON shared_folders EXECUTE FUNCTION tell('folders');
CREATE TRIGGER told AFTER INSERT OR UPDATE ON albums EXECUTE FUNCTION tell('albums');
CREATE TRIGGER told AFTER INSERT OR DELETE ON album_photos EXECUTE FUNCTION tell('albums');
CREATE TRIGGER told AFTER UPDATE OF favourite, rotation ON photos EXECUTE FUNCTION tell('albums');
"""
_VOCABULARY = """
CREATE TABLE caption_terms (term text COLLATE "C" PRIMARY KEY, doc bigint NOT NULL);
CREATE VIEW caption_vocabulary AS SELECT term, doc FROM caption_terms WHERE doc > 0;
INSERT INTO caption_terms
SELECT term, count(*) FROM caption_words, unnest(tsvector_to_array(words)) AS term GROUP BY term;
CREATE FUNCTION note_terms() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO caption_terms
    SELECT term, count(*) FROM came, unnest(tsvector_to_array(words)) AS term GROUP BY term
    ON CONFLICT (term) DO UPDATE SET doc = caption_terms.doc + excluded.doc;
    RETURN NULL;
END $$;
CREATE FUNCTION forget_terms() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    UPDATE caption_terms SET doc = doc - fewer.count FROM (
        SELECT term, count(*) FROM went, unnest(tsvector_to_array(words)) AS term GROUP BY term
    ) AS fewer WHERE caption_terms.term = fewer.term;
    RETURN NULL;
END $$;
CREATE TRIGGER terms_noted AFTER INSERT ON caption_words
REFERENCING NEW TABLE AS came FOR EACH STATEMENT EXECUTE FUNCTION note_terms();
CREATE TRIGGER terms_forgotten AFTER DELETE ON caption_words
REFERENCING OLD TABLE AS went FOR EACH STATEMENT EXECUTE FUNCTION forget_terms();
"""
# What makes tables of each earlier version those of the next.
_MIGRATIONS = {1: f"DROP TABLE caption_terms CASCADE; DROP FUNCTION note_terms CASCADE; {_VOCABULARY}"}


def version(connection: Connection, name: str) -> int:
    """The version of the tables; 0 for a database that is still empty.

    Raises LibraryNewer, and LibraryDamaged for a database that some other program uses.
    """
    there = set(inspect(connection).get_table_names())
    if not there:
        return 0
    if "library_state" not in there:
        raise LibraryDamaged(f"{name} is not empty and was not made by PhotoSeek. Use another database.")
    query = select(StateRow.value).where(StateRow.key == "version")
    found = connection.execute(query).scalar_one()
    if found > VERSION:
        raise LibraryNewer(f"The library {name} was made by a newer PhotoSeek. Update PhotoSeek first.")
    return found


def bring_up_to_date(connection: Connection, name: str) -> None:
    """Make all tables, or what has come to them since they were made, in the transaction of the caller.

    Raises what ``version`` does.
    """
    found = version(connection, name)
    if found == 0:
        Row.metadata.create_all(connection)
        connection.exec_driver_sql(_TABLES + _VOCABULARY)
        connection.execute(insert(StateRow), {"key": "version", "value": VERSION})
    for step in range(found or VERSION, VERSION):
        connection.exec_driver_sql(_MIGRATIONS[step])
        connection.execute(update(StateRow).where(StateRow.key == "version").values(value=step + 1))
