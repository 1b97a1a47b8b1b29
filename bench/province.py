"""A province of 12,000 schools, made of plain rows in a copy of the database: pages only look at them.

Numbers are those of a county times sixty-seven: some four findings that stand at a school, eight that were
mended over two years, a sixth of them waived or changed for a while; figures that changed six times.
"""

from datetime import date

from django.db import connection, transaction

from schools.domain.jurisdictions import divisions, load_jurisdictions
from schools.models import Jurisdiction, School

PROVINCE, SCHOOLS = "330000", 12_000
_FILLED = (
    "schools_school",
    "governance_partyorganization",
    "governance_organizationstatus",
    "governance_term",
    "schools_person",
    "governance_partymembership",
    "governance_finding",
    "governance_findingspell",
    "governance_schoolfigures",
    "governance_schoolcheck",
)

_SCHOOLS = """
INSERT INTO schools_school (code, name, short_name, former_names, sort_key, jurisdiction_id, type_code,
       stages, form, ownership, is_legal_person, state, founded_on, leadership_system, system_from,
       reform_stage, is_demo, version)
SELECT '21' || lpad((77000000 + n)::text, 8, '0'), '测量用第' || n || '学校', '', '{}',
       'celiangyong ' || lpad(n::text, 6, '0'), place.id, '21',
       CASE n %% 3 WHEN 0 THEN '{primary}' WHEN 1 THEN '{junior}'
                  ELSE '{primary,junior}' END::varchar[],
       CASE n %% 7 WHEN 0 THEN 'nine_year' ELSE 'single' END,
       CASE n %% 9 WHEN 0 THEN 'private' ELSE 'public' END,
       true, 'active', date '1990-09-01', 'party_led', date '2023-09-01', 'done', true, 0
  FROM generate_series(1, %(schools)s) n
  JOIN (SELECT id, row_number() OVER (ORDER BY code) - 1 AS nth, count(*) OVER () AS number
          FROM schools_jurisdiction WHERE level_kind = 'county' AND code LIKE '33%%') place
    ON place.nth = n %% place.number
"""

_ORGANIZATIONS = """
INSERT INTO governance_partyorganization (number, type, kind, level, full_name, short_name, code, position,
       external_superior, state, state_since, established_on, activated_on, standing_committee,
       discipline_committee, is_imported, lft, rght, tree_id, depth, school_id)
SELECT s.code || '-B1', CASE WHEN s.id %% 10 < 2 THEN 'general_branch' ELSE 'branch' END, 'on_duty', 'school',
       '中共' || s.name || '支部委员会', '', '', 0, '测量用上级', 'active', date '2015-03-01',
       date '2015-03-01', date '2015-03-01', false, false, true, 1, 2,
       nextval('governance_partyorganization_tree_seq'), 0, s.id
  FROM schools_school s WHERE s.code LIKE '2177%%' AND s.id %% 25 <> 0
"""

_STATUSES = """
INSERT INTO governance_organizationstatus (organization_id, state, period)
SELECT id, 'active', daterange('2015-03-01', NULL) FROM governance_partyorganization
 WHERE number LIKE '2177%%-B1'
"""

_TERMS = """
INSERT INTO governance_term (organization_id, number, period, planned_end, method, is_carried_over,
       committee_seats, deputy_seats)
SELECT id, 3, daterange(%(on)s::date - 1100 + (id %% 1000)::int, NULL), %(on)s::date - 30 + (id %% 1000)::int,
       'elected', false, 0, 0
  FROM governance_partyorganization WHERE number LIKE '2177%%-B1'
"""

_PEOPLE = """
INSERT INTO schools_person (number, name, sort_key, school_id, political_status, joined_on, full_on,
       staff_number, is_demo)
SELECT s.code || '-R' || n, '测量用' || n, 'celiangyong', s.id, CASE WHEN n <= 10 THEN 'full' ELSE 'none' END,
       CASE WHEN n <= 10 THEN date '2010-01-01' END, CASE WHEN n <= 10 THEN date '2011-01-01' END,
       '', true
  FROM schools_school s CROSS JOIN generate_series(1, 25) n WHERE s.code LIKE '2177%%'
"""

_MEMBERS = """
INSERT INTO governance_partymembership (person_id, organization_id, kind, period,
       external_organization)
SELECT p.id, o.id, 'formal', daterange('2015-03-01', NULL), ''
  FROM schools_person p JOIN governance_partyorganization o ON o.school_id = p.school_id
 WHERE p.number LIKE '2177%%' AND p.political_status = 'full' AND o.number LIKE '2177%%-B1'
"""

_FINDINGS = """
INSERT INTO governance_finding (school_id, rule, variant, severity, subject_kind, subject_number,
       subject_name, evidence, is_waived, first_seen, last_seen, closed_on, reopened)
SELECT made.school_id, (%(rules)s::text[])[1 + chance %% 40], '',
       (ARRAY['error', 'warning', 'warning', 'info'])[1 + chance %% 4], 'school', made.code || '-' || n,
       made.name, jsonb_build_object('school', made.name), n = 12 AND chance %% 4 = 0, made.since,
       CASE WHEN n <= 8 THEN made.since + made.days ELSE %(on)s END,
       CASE WHEN n <= 8 THEN least(made.since + made.days + 1, %(on)s) END, 0
  FROM (SELECT s.id AS school_id, s.code, s.name, n, abs(hashint8(s.id * 31 + n)) %% 100000 AS chance,
               %(on)s::date - 1 - abs(hashint8(s.id * 7 + n)) %% 730 AS since,
               abs(hashint8(s.id * 13 + n)) %% 240 AS days
          FROM schools_school s CROSS JOIN generate_series(1, 12) n WHERE s.code LIKE '2177%%') made
"""

_SPELLS = """
INSERT INTO governance_findingspell (finding_id, school_id, rule, severity, is_waived, opened_on, mended_on,
       period)
SELECT f.id, f.school_id, f.rule, CASE WHEN part.first THEN 'info' ELSE f.severity END,
       f.is_waived AND NOT part.first, f.first_seen, CASE WHEN part.ends THEN f.closed_on END, part.period
  FROM governance_finding f
 CROSS JOIN LATERAL (
       SELECT false AS first, true AS ends, daterange(f.first_seen, f.closed_on) AS period
        WHERE f.id %% 6 <> 0 OR f.first_seen + 2 > coalesce(f.closed_on, %(on)s)
        UNION ALL
       SELECT n = 1, n = 2, CASE n WHEN 1 THEN daterange(f.first_seen, f.first_seen + 1)
                                   ELSE daterange(f.first_seen + 1, f.closed_on) END
         FROM generate_series(1, 2) n
        WHERE f.id %% 6 = 0 AND f.first_seen + 2 <= coalesce(f.closed_on, %(on)s)) part
 WHERE f.subject_number LIKE '2177%%' AND coalesce(f.closed_on, %(on)s) > f.first_seen
"""

_FIGURES = """
INSERT INTO governance_schoolfigures (school_id, base_units, covered_units, heads, org_type, organizations,
       members, vacancies, period)
SELECT s.id, least(s.id %% 10, 6), least(s.id %% 10, 6) * (n + 6) / 12,
       (ARRAY['separate', 'separate', 'combined', 'open'])[1 + abs(hashint8(s.id + n)) %% 4],
       CASE WHEN s.id %% 25 = 0 THEN 'none' WHEN s.id %% 10 < 2 THEN 'general_branch' ELSE 'branch' END,
       '{"branch": 1}', 10, CASE WHEN s.id %% 5 = 0 THEN '{"secretary": 1}' ELSE '{}' END::jsonb,
       daterange(%(on)s::date - 730 + 120 * (n - 1), CASE WHEN n < 6 THEN %(on)s::date - 730 + 120 * n END)
  FROM schools_school s CROSS JOIN generate_series(1, 6) n WHERE s.code LIKE '2177%%'
"""

_CHECKS = """
INSERT INTO governance_schoolcheck (school_id, "on", checked_at, rules_version, outcomes, unknown, unattested,
       base_units, covered_units)
SELECT school_id, %(on)s, now(), '1', '{}', '[]', '[]', base_units, covered_units
  FROM governance_schoolfigures f JOIN schools_school s ON s.id = f.school_id
 WHERE upper(f.period) IS NULL AND s.code LIKE '2177%%'
"""

_STATEMENTS = (
    _SCHOOLS, _ORGANIZATIONS, _STATUSES, _TERMS, _PEOPLE, _MEMBERS, _FINDINGS, _SPELLS, _FIGURES, _CHECKS,
)  # fmt: skip


def fill(on: date, *, schools: int = SCHOOLS) -> Jurisdiction:
    """Make the schools in the counties of one province, with two years behind them; return the province."""
    from governance.rules.catalogue import all_rules

    load_jurisdictions([code for code in divisions() if code.startswith(PROVINCE[:2])])
    values = {"on": on, "schools": schools, "rules": sorted(all_rules())}
    with connection.as_owner(), connection.cursor() as cursor:
        for table in _FILLED:  # no history of what only stands in for a register
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        with transaction.atomic():
            for table, statement in zip(_FILLED, _STATEMENTS, strict=True):
                cursor.execute(statement, values)
                cursor.execute(f"ANALYZE {table}")  # the next statement joins it
        for table in _FILLED:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")
    return Jurisdiction.objects.get(code=PROVINCE)


def number() -> int:
    """Return how many schools there are."""
    return School.objects.count()
