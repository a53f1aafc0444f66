-- Version 1 of a case file. `record` holds the JSON object of the contract; the columns beside it are for finding.
CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;

CREATE TABLE article (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet TEXT,
    language TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    record TEXT NOT NULL
);

CREATE TABLE timex (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id),
    earliest TEXT,
    latest TEXT,
    record TEXT NOT NULL
);

CREATE TABLE attribution (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id),
    name TEXT NOT NULL,
    record TEXT NOT NULL
);

CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    type TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    record TEXT NOT NULL
);

CREATE TABLE claim (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id),
    event TEXT REFERENCES event (id),
    type TEXT NOT NULL,
    status TEXT NOT NULL,
    earliest TEXT,
    latest TEXT,
    record TEXT NOT NULL
);
CREATE INDEX claim_time ON claim (earliest, latest);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_event ON claim (event);

CREATE VIRTUAL TABLE claim_text USING fts5 (quote, tokenize = 'unicode61 remove_diacritics 2');

CREATE TABLE problem (position INTEGER PRIMARY KEY, record TEXT NOT NULL);

-- Append-only: what people said. Nothing here is ever changed or taken away.
CREATE TABLE action (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    article TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    why TEXT NOT NULL
);
CREATE TRIGGER action_stays BEFORE UPDATE ON action BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
CREATE TRIGGER action_remains BEFORE DELETE ON action BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
