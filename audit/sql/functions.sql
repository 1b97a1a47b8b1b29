-- Say who does it, and into which batch it goes, for one record or many.
CREATE OR REPLACE FUNCTION audit.enter(subject text, OUT told jsonb, OUT open_batch integer)
LANGUAGE plpgsql AS $$
DECLARE
    still_open integer;
BEGIN
    told := nullif(current_setting('audit.context', true), '')::jsonb;
    IF told IS NULL THEN
        IF current_setting('audit.via', true) = 'liangzhu' THEN
            RAISE EXCEPTION 'audit: nobody is named for this change of %', subject USING ERRCODE = 'LZ001';
        END IF;
        told := jsonb_build_object(
            'kind', 'database',
            'name', session_user || coalesce(' / ' || nullif(current_setting('application_name'), ''), ''),
            'address', coalesce(host(inet_client_addr()), '')
        );
    END IF;
    -- A batch is sealed when nobody holds its lock: it is taken here and kept until the transaction ends.
    LOOP
        SELECT last_value INTO open_batch FROM audit.batch;
        IF pg_try_advisory_xact_lock_shared(5003841, open_batch) THEN
            SELECT last_value INTO still_open FROM audit.batch;
            EXIT WHEN still_open = open_batch;
        END IF;
    END LOOP;
END $$;

CREATE OR REPLACE FUNCTION audit.write(
    action text, outcome text, subject text, subject_id text, school bigint, place bigint,
    before jsonb, after jsonb, detail jsonb
) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    told jsonb;
    open_batch integer;
BEGIN
    SELECT entry.told, entry.open_batch INTO told, open_batch FROM audit.enter(subject) AS entry;
    INSERT INTO audit.log (
        batch, action, outcome, subject, subject_id, school_id, jurisdiction_id, actor_kind, actor_id, actor,
        address, request, reason, before, after, detail
    ) VALUES (
        open_batch, action, outcome, subject, subject_id, school, place, told ->> 'kind',
        (told ->> 'id')::bigint, told ->> 'name', coalesce(told ->> 'address', ''),
        coalesce(told ->> 'request', ''), coalesce(told ->> 'reason', ''), before, after, detail
    );
END $$;

-- Arguments of both: key column, school column, jurisdiction column, parent table, column with the parent's
-- key, columns whose values are not for the record, columns that follow from others.

-- New rows, all those of a statement at once: one by one took twice as long.
CREATE OR REPLACE FUNCTION audit.rows_made() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
DECLARE
    ignored text[] := string_to_array(TG_ARGV[6], ',');
    secrets text[] := string_to_array(TG_ARGV[5], ',');
    told jsonb;
    open_batch integer;
BEGIN
    IF NOT EXISTS (SELECT FROM made) THEN
        RETURN NULL;
    END IF;
    SELECT entry.told, entry.open_batch INTO told, open_batch FROM audit.enter(TG_TABLE_NAME::text) AS entry;
    INSERT INTO audit.log (
        batch, action, outcome, subject, subject_id, school_id, jurisdiction_id, actor_kind, actor_id, actor,
        address, request, reason, after
    )
    SELECT open_batch, 'insert', 'done', TG_TABLE_NAME, whole ->> TG_ARGV[0], coalesce(own.school, home.school),
           coalesce(own.place, home.place), told ->> 'kind', (told ->> 'id')::bigint, told ->> 'name',
           coalesce(told ->> 'address', ''), coalesce(told ->> 'request', ''), coalesce(told ->> 'reason', ''),
           whole || hidden.values
      FROM (SELECT to_jsonb(made) - ignored AS whole FROM made) AS new
     CROSS JOIN LATERAL (
           SELECT (whole ->> TG_ARGV[1])::bigint AS school, (whole ->> TG_ARGV[2])::bigint AS place) AS own
      LEFT JOIN LATERAL audit.home(TG_ARGV[3], (whole ->> TG_ARGV[4])::bigint) AS home
        ON own.school IS NULL AND own.place IS NULL AND TG_ARGV[3] <> ''
     CROSS JOIN LATERAL (
           SELECT coalesce(jsonb_object_agg(name, '***'), '{}') AS values
             FROM unnest(secrets) AS name WHERE whole ? name) AS hidden;
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit.row_changed() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
DECLARE
    ignored text[] := string_to_array(TG_ARGV[6], ',');
    whole jsonb;
    was jsonb;
    became jsonb;
    secret text;
    school bigint;
    place bigint;
BEGIN
    was := to_jsonb(OLD) - ignored;
    whole := was;
    IF TG_OP = 'UPDATE' THEN
        became := to_jsonb(NEW) - ignored;
        whole := became;
        IF was = became THEN
            RETURN NULL;
        END IF;
        SELECT jsonb_object_agg(former.key, former.value), jsonb_object_agg(former.key, became -> former.key)
            INTO was, became
            FROM jsonb_each(was) AS former WHERE former.value <> became -> former.key;
    END IF;
    school := (whole ->> TG_ARGV[1])::bigint;
    place := (whole ->> TG_ARGV[2])::bigint;
    IF school IS NULL AND place IS NULL AND TG_ARGV[3] <> '' THEN
        SELECT home.school, home.place INTO school, place
            FROM audit.home(TG_ARGV[3], (whole ->> TG_ARGV[4])::bigint) AS home;
    END IF;
    IF TG_ARGV[5] <> '' THEN
        FOREACH secret IN ARRAY string_to_array(TG_ARGV[5], ',') LOOP
            IF was ? secret THEN
                was := jsonb_set(was, ARRAY[secret], '"***"');
            END IF;
            IF became ? secret THEN
                became := jsonb_set(became, ARRAY[secret], '"***"');
            END IF;
        END LOOP;
    END IF;
    PERFORM audit.write(
        lower(TG_OP), 'done', TG_TABLE_NAME::text, whole ->> TG_ARGV[0], school, place, was, became, NULL
    );
    RETURN NULL;
END $$;

CREATE OR REPLACE FUNCTION audit.emptied() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
DECLARE
    lost bigint;
BEGIN
    EXECUTE format('SELECT count(*) FROM %I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME) INTO lost;
    PERFORM audit.write(
        'truncate', 'done', TG_TABLE_NAME::text, '', NULL, NULL, NULL, NULL, jsonb_build_object('rows', lost)
    );
    RETURN NULL;
END $$;

-- Records are neither changed nor removed; what is older than 183 days goes when the owner purges.
CREATE OR REPLACE FUNCTION audit.kept() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, audit, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' AND TG_TABLE_NAME = 'log' THEN
        IF OLD.recorded_at < clock_timestamp() - interval '183 days'
            AND current_setting('audit.purging', true) = 'on' THEN
            RETURN OLD;
        END IF;
    END IF;
    RAISE EXCEPTION 'audit: % on % refused, records are only added', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'LZ002';
END $$;

CREATE OR REPLACE FUNCTION audit.note(
    action text, outcome text, subject text, subject_id text, school bigint, place bigint, detail jsonb
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
BEGIN
    IF action IN ('insert', 'update', 'delete', 'truncate') THEN
        RAISE EXCEPTION 'audit: % is recorded by the table itself', action USING ERRCODE = 'LZ002';
    END IF;
    PERFORM audit.write(action, outcome, subject, subject_id, school, place, NULL, NULL, detail);
END $$;

-- Close the open batch and return its number; what is written from now on belongs to the next.
CREATE OR REPLACE FUNCTION audit.close_batch() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
    SELECT (nextval('audit.batch') - 1)::integer
$$;

CREATE OR REPLACE FUNCTION audit.open_batch() RETURNS integer
LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
    SELECT last_value::integer FROM audit.batch
$$;

CREATE OR REPLACE FUNCTION audit.add_seal(
    batch integer, sealed_at text, records integer, newest text, prints bytea, digest text, previous text,
    mac text
) RETURNS void LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, audit, pg_temp AS $$
#variable_conflict use_column
DECLARE
    last audit.seal;
BEGIN
    SELECT * INTO last FROM audit.seal ORDER BY batch DESC LIMIT 1;
    IF add_seal.batch <> coalesce(last.batch, 0) + 1 OR add_seal.previous <> coalesce(last.mac, '') THEN
        RAISE EXCEPTION 'audit: seal % does not follow the last one', add_seal.batch USING ERRCODE = 'LZ002';
    END IF;
    INSERT INTO audit.seal VALUES (
        add_seal.batch, add_seal.sealed_at, add_seal.records, add_seal.newest, add_seal.prints,
        add_seal.digest, add_seal.previous, add_seal.mac
    );
END $$;
