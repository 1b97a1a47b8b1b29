-- The record of everything, in a schema of its own that belongs to the owner of the database. The application
-- reads it, and adds to it through functions only.
CREATE SCHEMA audit;

-- The number of the batch that is being written. A sequence, because it does not wait for transactions: who
-- writes sees at once that a batch was closed.
CREATE SEQUENCE audit.batch AS integer;
SELECT nextval('audit.batch');

CREATE TABLE audit.log (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    batch integer NOT NULL,
    recorded_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    transaction bigint NOT NULL DEFAULT txid_current(),
    action text NOT NULL,
    outcome text NOT NULL CHECK (outcome IN ('done', 'refused', 'failed')),
    subject text NOT NULL,
    subject_id text NOT NULL,
    school_id bigint,
    jurisdiction_id bigint,
    actor_kind text NOT NULL,
    actor_id bigint,
    actor text NOT NULL CHECK (actor <> ''),
    login text NOT NULL DEFAULT session_user,
    address text NOT NULL,
    request text NOT NULL,
    reason text NOT NULL,
    before jsonb,
    after jsonb,
    detail jsonb
);
CREATE INDEX log_batch ON audit.log (batch);
CREATE INDEX log_subject ON audit.log (subject, subject_id, id);
CREATE INDEX log_actor ON audit.log (actor_id, id) WHERE actor_id IS NOT NULL;
CREATE INDEX log_request ON audit.log (request) WHERE request <> '';
CREATE INDEX log_recorded_at ON audit.log USING brin (recorded_at) WITH (pages_per_range = 16);

-- One row for each closed batch. Times are text, so that they are sealed as they are read.
CREATE TABLE audit.seal (
    batch integer PRIMARY KEY,
    sealed_at text NOT NULL,
    records integer NOT NULL,
    newest text NOT NULL,
    prints bytea NOT NULL,
    digest text NOT NULL,
    previous text NOT NULL,
    mac text NOT NULL
);
