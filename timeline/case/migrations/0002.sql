-- Version 2: what the machine found and what people said stand side by side.
-- `record` is the machine's JSON object of the contract, NULL where only a person's word made the row; `seal` is its
-- SHA-256. `shown` is what is shown instead: NULL is as the machine has it, '' is not shown, else the JSON object.
-- The columns hold what is shown, so that queries respect every correction. Days are ordinals (1 is 0001-01-01).

ALTER TABLE article RENAME TO article_1;
ALTER TABLE timex RENAME TO timex_1;
ALTER TABLE attribution RENAME TO attribution_1;
ALTER TABLE event RENAME TO event_1;
ALTER TABLE claim RENAME TO claim_1;
ALTER TABLE problem RENAME TO problem_1;
ALTER TABLE action RENAME TO action_1;
DROP INDEX claim_time;
DROP INDEX claim_article;
DROP INDEX claim_event;
DROP TABLE claim_text;
DROP TRIGGER action_stays;
DROP TRIGGER action_remains;

CREATE TABLE name (number INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE);

CREATE TABLE article (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    outlet INTEGER REFERENCES name (number),
    low INTEGER,
    high INTEGER,
    doubts INTEGER NOT NULL,
    path TEXT,
    record TEXT NOT NULL,
    seal TEXT NOT NULL,
    shown TEXT
);

CREATE TABLE timex (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id),
    record TEXT,
    seal TEXT,
    shown TEXT
);
CREATE INDEX timex_article ON timex (article);

CREATE TABLE attribution (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    article TEXT NOT NULL REFERENCES article (id),
    record TEXT,
    seal TEXT,
    shown TEXT
);
CREATE INDEX attribution_article ON attribution (article);

CREATE TABLE event (
    position INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    low INTEGER,
    high INTEGER,
    conflicts INTEGER NOT NULL,
    outlets INTEGER NOT NULL,
    record TEXT,
    seal TEXT,
    shown TEXT
);

-- Narrow on purpose: a look at a million claims reads this table and not their sentences.
-- actor, place: the first that it names; more: 1 it names more actors, 2 more places, 3 both, else 0: see claim_name.
-- low to high: the days of the event; published_low to published_high: of the article. review: NULL open, 1 accepted,
-- 2 rejected. word: 1 somebody spoke about it. hidden: 1 is not shown. gone: 1 the machine no longer finds it, and a
-- person's word keeps it. machine_event: where the machine has put it.
CREATE TABLE claim (
    position INTEGER PRIMARY KEY,
    article INTEGER NOT NULL REFERENCES article (position),
    event INTEGER REFERENCES event (position),
    machine_event INTEGER REFERENCES event (position),
    outlet INTEGER,
    type INTEGER NOT NULL REFERENCES name (number),
    status INTEGER NOT NULL REFERENCES name (number),
    actor INTEGER,
    place INTEGER,
    more INTEGER,
    low INTEGER,
    high INTEGER,
    published_low INTEGER,
    published_high INTEGER,
    review INTEGER,
    star INTEGER,
    word INTEGER,
    hidden INTEGER,
    gone INTEGER
);
CREATE INDEX claim_article ON claim (article);
CREATE INDEX claim_event ON claim (event);
CREATE INDEX claim_machine_event ON claim (machine_event);
CREATE INDEX claim_time ON claim (low, high);
CREATE INDEX claim_word ON claim (word) WHERE word IS NOT NULL;

CREATE TABLE claim_record (
    position INTEGER PRIMARY KEY REFERENCES claim (position),
    id TEXT NOT NULL UNIQUE,
    record TEXT,
    seal TEXT,
    shown TEXT
);

-- role is actor, place or source.
CREATE TABLE claim_name (
    role TEXT NOT NULL,
    claim INTEGER NOT NULL REFERENCES claim (position),
    name INTEGER NOT NULL REFERENCES name (number),
    PRIMARY KEY (role, claim, name)
) WITHOUT ROWID;
CREATE INDEX claim_named ON claim_name (role, name, claim);

CREATE VIRTUAL TABLE claim_text USING fts5 (
    words, tokenize = 'unicode61 remove_diacritics 2'
);

-- Stories and copies: what is said about articles together. `part` is the name of the list of the contract.
CREATE TABLE beside (
    position INTEGER PRIMARY KEY,
    part TEXT NOT NULL,
    id TEXT NOT NULL,
    record TEXT,
    seal TEXT,
    shown TEXT,
    UNIQUE (part, id)
);
CREATE TABLE beside_article (
    article TEXT NOT NULL,
    beside INTEGER NOT NULL REFERENCES beside (position) ON DELETE CASCADE,
    PRIMARY KEY (article, beside)
) WITHOUT ROWID;

CREATE TABLE problem (position INTEGER PRIMARY KEY, record TEXT NOT NULL, seal TEXT NOT NULL);

-- Stars, tags and notes of people, as they hold now: `field` is star, review, tag:NAME or note:ID.
CREATE TABLE word (
    target TEXT NOT NULL,
    field TEXT NOT NULL,
    entry INTEGER NOT NULL,
    PRIMARY KEY (target, field)
) WITHOUT ROWID;
CREATE INDEX word_field ON word (field);

-- Append-only. `seen` is the number of the last entry that the author had seen; before, after and machine are JSON.
CREATE TABLE log (
    number INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    who TEXT NOT NULL,
    kind TEXT NOT NULL,
    target TEXT NOT NULL,
    field TEXT NOT NULL,
    before TEXT NOT NULL,
    after TEXT NOT NULL,
    machine TEXT NOT NULL,
    why TEXT NOT NULL,
    seen INTEGER NOT NULL,
    previous TEXT NOT NULL,
    hash TEXT NOT NULL
);
CREATE INDEX log_target ON log (target);
-- Which articles, claims and events an entry speaks of: its target, and every claim that it names.
CREATE TABLE log_name (target TEXT NOT NULL, entry INTEGER NOT NULL, PRIMARY KEY (target, entry)) WITHOUT ROWID;
CREATE TRIGGER log_stays BEFORE UPDATE ON log BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
CREATE TRIGGER log_remains BEFORE DELETE ON log BEGIN SELECT RAISE (ABORT, 'the log is append-only'); END;
