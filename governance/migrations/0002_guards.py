"""What must never be false and no declarative constraint can say.

* An assignment repeats its post's role and organisation, whoever writes the row.
* The chain of superiors has no cycle, and a parent stands in the same school as its child.
"""

from django.db import migrations

COPY_FROM_POST = """
CREATE FUNCTION governance_roleassignment_copy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    SELECT post.role, post.organization_id INTO NEW.role, NEW.organization_id
    FROM governance_post post WHERE post.id = NEW.post_id;
    RETURN NEW;
END $$;
CREATE TRIGGER governance_roleassignment_copy BEFORE INSERT OR UPDATE ON governance_roleassignment
    FOR EACH ROW EXECUTE FUNCTION governance_roleassignment_copy();
"""
DROP_COPY = """
DROP TRIGGER governance_roleassignment_copy ON governance_roleassignment;
DROP FUNCTION governance_roleassignment_copy();
"""

CHECK_CHAIN = """
CREATE FUNCTION governance_partyorganization_chain() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.parent_id IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM governance_partyorganization parent WHERE parent.id = NEW.parent_id
            AND (parent.school_id, parent.jurisdiction_id) IS NOT DISTINCT FROM (NEW.school_id, NEW.jurisdiction_id)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'organization_parent_in_same_host',
            MESSAGE = 'a parent organisation must stand in the same school';
    END IF;
    IF EXISTS (
        WITH RECURSIVE chain(id, superior, seen) AS (
            SELECT id, coalesce(parent_id, superior_id), ARRAY[id] FROM governance_partyorganization WHERE id = NEW.id
            UNION ALL
            SELECT above.id, coalesce(above.parent_id, above.superior_id), chain.seen || above.id
            FROM chain JOIN governance_partyorganization above ON above.id = chain.superior
            WHERE NOT above.id = ANY (chain.seen)
        )
        SELECT 1 FROM chain WHERE superior = ANY (seen)
    ) THEN
        RAISE EXCEPTION USING ERRCODE = 'check_violation', CONSTRAINT = 'organization_chain_without_cycle',
            MESSAGE = 'the chain of superiors must not return to itself';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER governance_partyorganization_chain
    AFTER INSERT OR UPDATE OF parent_id, superior_id, school_id, jurisdiction_id ON governance_partyorganization
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION governance_partyorganization_chain();
"""
DROP_CHAIN = """
DROP TRIGGER governance_partyorganization_chain ON governance_partyorganization;
DROP FUNCTION governance_partyorganization_chain();
"""


class Migration(migrations.Migration):
    """Triggers that keep copies equal and chains open."""

    dependencies = [("governance", "0001_party_structure")]

    operations = [
        migrations.RunSQL(COPY_FROM_POST, DROP_COPY),
        migrations.RunSQL(CHECK_CHAIN, DROP_CHAIN),
    ]
