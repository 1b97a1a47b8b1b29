"""What happens is written down for webhooks in the transaction it happens in, if there are any.

A statement writes many rows: it asks once whether anybody wants to be told.
"""

from django.db import migrations

CHANGES = """
CREATE FUNCTION api_change_happened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM api_webhook WHERE is_active AND 'change' = ANY (topics)) THEN
        INSERT INTO api_happening (topic, what, about, school_id, jurisdiction_id, at)
        SELECT 'change', 'recorded', id, school_id, jurisdiction_id, now() FROM made ORDER BY id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER api_change_happened AFTER INSERT ON governance_changeset REFERENCING NEW TABLE AS made
    FOR EACH STATEMENT EXECUTE FUNCTION api_change_happened();
"""
NO_CHANGES = """
DROP TRIGGER api_change_happened ON governance_changeset;
DROP FUNCTION api_change_happened();
"""
FINDINGS = """
CREATE FUNCTION api_finding_opened() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM api_webhook WHERE is_active AND 'finding' = ANY (topics)) THEN
        INSERT INTO api_happening (topic, what, about, school_id, jurisdiction_id, at)
        SELECT 'finding', 'opened', id, school_id, jurisdiction_id, now() FROM made
        WHERE closed_on IS NULL ORDER BY id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER api_finding_opened AFTER INSERT ON governance_finding REFERENCING NEW TABLE AS made
    FOR EACH STATEMENT EXECUTE FUNCTION api_finding_opened();
CREATE FUNCTION api_finding_altered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT 1 FROM api_webhook WHERE is_active AND 'finding' = ANY (topics)) THEN
        INSERT INTO api_happening (topic, what, about, school_id, jurisdiction_id, at)
        SELECT 'finding', told.what, told.id, told.school_id, told.jurisdiction_id, now() FROM (
            SELECT made.*, CASE
                WHEN was.closed_on IS NULL AND made.closed_on IS NOT NULL THEN 'closed'
                WHEN was.closed_on IS NOT NULL AND made.closed_on IS NULL THEN 'reopened'
                WHEN NOT was.is_waived AND made.is_waived THEN 'waived'
                WHEN was.is_waived AND NOT made.is_waived THEN 'unwaived'
                WHEN (was.severity, was.variant) IS DISTINCT FROM (made.severity, made.variant)
                    AND made.closed_on IS NULL THEN 'altered'
            END AS what FROM made JOIN was USING (id)
        ) told WHERE told.what IS NOT NULL ORDER BY told.id;
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER api_finding_altered AFTER UPDATE ON governance_finding
    REFERENCING OLD TABLE AS was NEW TABLE AS made
    FOR EACH STATEMENT EXECUTE FUNCTION api_finding_altered();
"""
NO_FINDINGS = """
DROP TRIGGER api_finding_altered ON governance_finding;
DROP FUNCTION api_finding_altered();
DROP TRIGGER api_finding_opened ON governance_finding;
DROP FUNCTION api_finding_opened();
"""


class Migration(migrations.Migration):
    """Triggers on change sets and findings."""

    dependencies = [
        ("api", "0001_tokens_and_webhooks"),
        ("governance", "0013_what_is_looked_for_among_all_schools"),
    ]
    operations = [
        migrations.RunSQL(CHANGES, NO_CHANGES),
        migrations.RunSQL(FINDINGS, NO_FINDINGS),
    ]
