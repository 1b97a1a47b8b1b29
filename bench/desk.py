"""What the people of a province have done with its findings, as plain rows beside ``bench.province``.

A tenth of the open findings is somebody's work; counties and the province have written three thousand
notices; every waived finding has its waiver, and hundreds are asked for; the province has held one round over
all schools and holds two; nearly every school has filed twice; a third of the rules that people attest is
attested, and hundreds of statements wait; every school has an administrator and every county an official, all
of whom were reminded.
"""

import json
from datetime import date
from typing import Any

from django.db import connection

from accounts.models import User
from schools.models import Jurisdiction, School

_USERS = """
INSERT INTO accounts_user (password, is_superuser, username, first_name, last_name, email, is_staff,
       is_active, date_joined, display_name, must_change_password, password_set_at, enabled_at)
SELECT '!', false, 'bench-' || code, '', '', '', false, true, now(), '', false, now(), now() FROM (
       SELECT code FROM schools_school WHERE code LIKE '2177%%'
        UNION ALL
       SELECT code FROM schools_jurisdiction WHERE code LIKE '33%%') own
"""

_GRANTS = """
INSERT INTO accounts_accessgrant (period, role, jurisdiction_id, school_id, user_id)
SELECT daterange('2020-01-01', NULL), CASE WHEN s.id IS NULL THEN 'official' ELSE 'administrator' END,
       j.id, s.id, u.id
  FROM accounts_user u
  LEFT JOIN schools_school s ON u.username = 'bench-' || s.code
  LEFT JOIN schools_jurisdiction j ON u.username = 'bench-' || j.code
 WHERE u.username LIKE 'bench-%%'
"""

_CASES = """
INSERT INTO oversight_findingcase (version, changed_at, state, episode, due_on, reminded_on, finding_id,
       owner_id)
SELECT 1, now() - make_interval(days => chance %% 90), CASE WHEN chance %% 20 < 8 THEN 'pending'
            WHEN chance %% 20 < 10 THEN 'explained' WHEN chance %% 20 < 13 THEN 'claimed'
            WHEN chance %% 20 < 16 THEN 'noted' ELSE 'returned' END,
       0, CASE WHEN chance %% 3 <> 0 THEN %(on)s::date - 30 + chance %% 120 END,
       CASE WHEN chance %% 11 = 0 THEN %(on)s::date - 3 END, id, CASE WHEN chance %% 2 = 0 THEN owner END
  FROM (SELECT f.id, abs(hashint8(f.id * 17)) %% 100000 AS chance, u.id AS owner
          FROM governance_finding f JOIN schools_school s ON s.id = f.school_id
          JOIN accounts_user u ON u.username = 'bench-' || s.code
         WHERE f.subject_number LIKE '2177%%' AND f.closed_on IS NULL AND f.id %% 10 = 3) own
"""

_CASE_ENTRIES = """
INSERT INTO oversight_caseentry (text, recorded_at, action, episode, due_on, actor_id, case_id)
SELECT '测量用意见', c.changed_at - make_interval(hours => n), (ARRAY['comment', 'explain', 'due'])[n], 0,
       c.due_on, c.owner_id, c.id
  FROM oversight_findingcase c CROSS JOIN generate_series(1, 3) n
"""

_NOTICES = """
INSERT INTO oversight_notice (version, changed_at, state, issuer, prefix, deadline, text, created_at, year,
       serial, number, issued_on, rules_version, checked_on, author_id, jurisdiction_id, school_id)
SELECT 1, %(on)s::date - days, state, '测量用单位', '测', %(on)s::date - days + 45, '测量用正文',
       %(on)s::date - days, CASE WHEN state <> 'draft' THEN 2020 END, CASE WHEN state <> 'draft' THEN nth END,
       CASE WHEN state = 'draft' THEN '' ELSE '测〔2020〕' || nth || '号' END,
       CASE WHEN state <> 'draft' THEN %(on)s::date - days END, '1', %(on)s, author, place, school_id
  FROM (SELECT s.id AS school_id, row_number() OVER (PARTITION BY p.id ORDER BY s.id) AS nth, p.id AS place,
               u.id AS author, abs(hashint8(s.id * 5)) %% 200 AS days,
               (ARRAY['draft', 'issued', 'issued', 'received', 'received', 'answered', 'settled', 'settled',
                      'settled', 'settled'])[1 + abs(hashint8(s.id * 3)) %% 10] AS state
          FROM schools_school s JOIN schools_jurisdiction p
            ON p.id = CASE WHEN s.id %% 44 = 0 THEN %(province)s ELSE s.jurisdiction_id END
          JOIN accounts_user u ON u.username = 'bench-' || p.code
         WHERE s.code LIKE '2177%%' AND s.id %% 4 = 0) own
"""

_NOTICE_ITEMS = """
INSERT INTO oversight_noticeitem (position, severity, sentence, clause, mend, answer, finding_id, notice_id)
SELECT nth, severity, '测量用问题', '测量用依据', '测量用要求', '', finding_id, notice_id
  FROM (SELECT f.id AS finding_id, f.severity, n.id AS notice_id,
               row_number() OVER (PARTITION BY n.id ORDER BY f.id DESC) AS nth
          FROM oversight_notice n JOIN governance_finding f ON f.school_id = n.school_id) own WHERE nth <= 4
"""

_NOTICE_ENTRIES = """
INSERT INTO oversight_noticeentry (text, recorded_at, action, actor_id, notice_id)
SELECT '', n.created_at, 'edit', n.author_id, n.id FROM oversight_notice n
"""

_WAIVERS = """
INSERT INTO governance_waiver (period, rule, subject_kind, subject_number, reason, approver, document_number,
       school_id)
SELECT daterange(least(f.first_seen, %(on)s::date - 1), %(on)s::date + 1 + (f.id %% 300)::int), f.rule,
       f.subject_kind, f.subject_number, '测量用理由', '测量用单位', '测〔2020〕1号', f.school_id
  FROM governance_finding f WHERE f.subject_number LIKE '2177%%' AND f.is_waived AND f.closed_on IS NULL
"""

_REQUESTS = """
INSERT INTO oversight_waiverrequest (version, changed_at, rule, subject_kind, subject_number, subject_name,
       state, reason, document_number, issued_on, issuer, until, asked_on, school_id, waiver_id)
SELECT 1, now(), f.rule, f.subject_kind, f.subject_number, f.subject_name,
       CASE WHEN w.id IS NOT NULL THEN 'granted'
            ELSE (ARRAY['asked', 'asked', 'returned', 'refused'])[1 + f.id %% 4] END,
       '测量用理由', '测〔2020〕1号', %(on)s::date - 40, '测量用单位', %(on)s::date + 200,
       %(on)s::date - (f.id %% 60)::int, f.school_id, w.id
  FROM governance_finding f LEFT JOIN governance_waiver w
    ON (w.rule, w.subject_kind, w.subject_number) = (f.rule, f.subject_kind, f.subject_number)
 WHERE f.subject_number LIKE '2177%%' AND f.closed_on IS NULL
   AND (w.id %% 3 = 0 OR (w.id IS NULL AND f.id %% 80 < 1))
"""

_FILINGS = """
INSERT INTO oversight_filing (version, changed_at, state, kind, year, note, content, sha256, checked_on,
       rules_version, findings_n, submitted_at, number, decided_on, jurisdiction_id, school_id,
       submitted_by_id)
SELECT 1, %(on)s::date - days, state, 'yearly', extract(year FROM %(on)s::date) + nth - 2, '',
       %(content)s::jsonb,
       %(sha256)s, %(on)s::date - days, '1', 4, %(on)s::date - days,
       CASE WHEN state IN ('accepted', 'superseded') THEN '测' || code || '-' || nth ELSE '' END,
       CASE WHEN state IN ('accepted', 'superseded') THEN %(on)s::date - days + 5 END,
       jurisdiction_id, school_id, author
  FROM (SELECT s.id AS school_id, s.code, s.jurisdiction_id, n AS nth, u.id AS author,
               CASE n WHEN 1 THEN 380 ELSE 10 END + abs(hashint8(s.id * 3 + n)) %% 60 AS days,
               CASE WHEN n = 1 THEN CASE WHEN s.id %% 10 < 6 THEN 'superseded' ELSE 'accepted' END
                    WHEN s.id %% 10 < 6 THEN 'accepted' WHEN s.id %% 10 = 6 THEN 'submitted'
                    ELSE 'returned' END
               AS state
          FROM schools_school s JOIN accounts_user u ON u.username = 'bench-' || s.code
         CROSS JOIN generate_series(1, 2) n
         WHERE s.code LIKE '2177%%' AND (n = 1 OR s.id %% 10 < 7 OR s.id %% 20 = 17)) own
"""

_ROUNDS = """
INSERT INTO oversight_round (version, changed_at, state, title, purpose, kind, year, starts_on, deadline,
       basis, wants_zero, rules, chapters, selection, created_at, opened_on, closed_on, result, sha256,
       rules_version, author_id, jurisdiction_id)
SELECT 1, now(), state, '测量用检查' || nth, '', kind, extract(year FROM opened), opened, opened + 60, '',
       true, '[]', '[]', '{"choosing": "all"}', opened, opened, closed,
       CASE WHEN closed IS NOT NULL THEN '{}'::jsonb END, CASE WHEN closed IS NULL THEN '' ELSE 'x' END, '1',
       u.id, %(province)s
  FROM accounts_user u CROSS JOIN (VALUES
       (1, 'closed', 'special', %(on)s::date - 300, %(on)s::date - 200),
       (2, 'open', 'special', %(on)s::date - 40, NULL),
       (3, 'open', 'annual', %(on)s::date - 80, NULL)) made (nth, state, kind, opened, closed)
 WHERE u.username = 'bench-' || %(province_code)s
"""

_ANSWERS = """
INSERT INTO oversight_answer (version, changed_at, state, note, reported_on, reminders, school_id, filing_id,
       round_id)
SELECT 1, now(), state, '', CASE WHEN state IN ('reported', 'accepted') THEN opened_on + 20 END,
       school_id %% 3,
       school_id, filing_id, round_id
  FROM (SELECT s.id AS school_id, r.id AS round_id, r.opened_on, f.id AS filing_id,
               CASE r.kind WHEN 'annual' THEN CASE f.state WHEN 'submitted' THEN 'reported'
                    WHEN 'accepted' THEN 'accepted' WHEN 'returned' THEN 'returned' ELSE 'waiting' END
               ELSE (ARRAY['waiting', 'reported', 'returned', 'accepted', 'accepted'])
                    [1 + CASE WHEN r.state = 'closed' THEN 4 - abs(hashint8(s.id)) %% 2
                              ELSE abs(hashint8(s.id)) %% 5 END] END AS state
          FROM oversight_round r CROSS JOIN schools_school s
          LEFT JOIN oversight_filing f ON r.kind = 'annual' AND f.school_id = s.id AND f.year = r.year
         WHERE s.code LIKE '2177%%') own
"""

_ROUND_FINDINGS = """
INSERT INTO oversight_roundfinding (was_there, rule, variant, severity, subject_kind, subject_number,
       subject_name, evidence, first_seen, was_waived, text, now, answer_id, finding_id)
SELECT f.first_seen <= r.opened_on, f.rule, f.variant, f.severity, f.subject_kind, f.subject_number,
       f.subject_name, f.evidence, f.first_seen, f.is_waived, '',
       CASE WHEN r.closed_on IS NULL THEN '' WHEN f.closed_on <= r.closed_on THEN 'mended'
            WHEN f.is_waived THEN 'waived' WHEN f.first_seen > r.opened_on THEN 'new' ELSE 'still' END,
       a.id, f.id
  FROM oversight_answer a JOIN oversight_round r ON r.id = a.round_id JOIN governance_finding f
    ON f.school_id = a.school_id AND f.first_seen <= coalesce(r.closed_on, r.opened_on)
   AND (f.closed_on IS NULL OR f.closed_on > r.opened_on)
 WHERE r.kind = 'special'
"""

_ATTESTATIONS = """
INSERT INTO governance_attestation (period, rule, conclusion, attester, note, document_number, school_id)
SELECT daterange(%(on)s::date - 300 + chance %% 200, %(on)s::date + 20 + chance %% 300), rule,
       CASE WHEN chance %% 15 = 0 THEN 'fail' ELSE 'pass' END, '测量用单位', '测量用情况', '', id
  FROM (SELECT s.id, rule, abs(hashint8(s.id * 41 + nth)) %% 100000 AS chance
          FROM schools_school s CROSS JOIN unnest(%(attested)s::text[]) WITH ORDINALITY asked (rule, nth)
         WHERE s.code LIKE '2177%%') own
 WHERE chance %% 3 = 0
"""

_STATEMENTS = """
INSERT INTO oversight_statement (version, changed_at, rule, state, conclusion, note, document_number, made_on,
       attestation_id, school_id)
SELECT 1, now(), rule, 'confirmed', conclusion, note, '', lower(period), id, school_id
  FROM governance_attestation WHERE id %% 4 = 0
 UNION ALL
SELECT 1, now(), (%(attested)s::text[])[1], CASE WHEN id %% 100 = 7 THEN 'returned' ELSE 'handed_in' END,
       'pass', '测量用情况', '', %(on)s::date - (id %% 20)::int, NULL, id
  FROM schools_school WHERE code LIKE '2177%%' AND id %% 20 = 7
"""

_REMINDERS = """
INSERT INTO oversight_reminder (source, kind, key, due_on, deadline, "to", words, url, made_on, resolved_on,
       jurisdiction_id, school_id)
SELECT 'structure', 'term_ahead', 'bench:' || o.number || ':' || side, t.planned_end - 90, t.planned_end,
       side, jsonb_build_object('org', o.full_name, 'school', ''), '', %(on)s::date - (o.id %% 90)::int,
       CASE WHEN o.id %% 3 = 0 THEN %(on)s::date - 1 END, NULL, o.school_id
  FROM governance_partyorganization o JOIN governance_term t ON t.organization_id = o.id
 CROSS JOIN unnest(ARRAY['school', 'above']) side
 WHERE o.number LIKE '2177%%' AND t.planned_end < %(on)s::date + 300
 UNION ALL
SELECT 'rounds', 'round_late', 'bench:round:' || r.id || ':' || n, r.deadline - 3, r.deadline, 'office',
       jsonb_build_object('round', r.title, 'n', '100'), '', %(on)s, NULL, r.jurisdiction_id, NULL
  FROM oversight_round r CROSS JOIN generate_series(1, 60) n WHERE r.state = 'open'
"""

_DELIVERIES = """
INSERT INTO oversight_reminderdelivery (sent_at, read_at, reminder_id, user_id)
SELECT r.made_on, CASE WHEN r.id %% 4 = 0 THEN now() END, r.id, u.id
  FROM oversight_reminder r LEFT JOIN schools_school s ON s.id = r.school_id
  JOIN schools_jurisdiction j ON j.id = coalesce(r.jurisdiction_id, s.jurisdiction_id)
  JOIN accounts_user u ON u.username = 'bench-' || CASE r."to" WHEN 'school' THEN s.code ELSE j.code END
"""

_RUNS = """
INSERT INTO oversight_reminderrun ("on", finished_at, made, resolved, delivered, unheard, problems)
SELECT %(on)s::date - n, now(), 100, 100, 100, 0, '[]' FROM generate_series(0, 400) n
"""

FILLED = {
    "accounts_user": _USERS,
    "accounts_accessgrant": _GRANTS,
    "oversight_findingcase": _CASES,
    "oversight_caseentry": _CASE_ENTRIES,
    "oversight_notice": _NOTICES,
    "oversight_noticeitem": _NOTICE_ITEMS,
    "oversight_noticeentry": _NOTICE_ENTRIES,
    "governance_waiver": _WAIVERS,
    "oversight_waiverrequest": _REQUESTS,
    "oversight_filing": _FILINGS,
    "oversight_round": _ROUNDS,
    "oversight_answer": _ANSWERS,
    "oversight_roundfinding": _ROUND_FINDINGS,
    "governance_attestation": _ATTESTATIONS,
    "oversight_statement": _STATEMENTS,
    "oversight_reminder": _REMINDERS,
    "oversight_reminderdelivery": _DELIVERIES,
    "oversight_reminderrun": _RUNS,
}


def fill(province: Jurisdiction, on: date) -> None:
    """Add to the bare schools of the province what people have done; close its first round."""
    with connection.as_owner(), connection.cursor() as cursor:
        values = _values(province, on)
        for table, statement in FILLED.items():
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
            cursor.execute(statement, values)
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
            cursor.execute(f"ANALYZE {table}")  # the next statement joins it
    _freeze()
    with connection.as_owner(), connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def official_of(place: Jurisdiction | School) -> User:
    """Return who looks after the place: an official of a jurisdiction, the administrator of a school."""
    return User.objects.get(username=f"bench-{place.code}")


def _values(province: Jurisdiction, on: date) -> dict[str, Any]:
    from oversight.attesting.asked import attested_rules
    from oversight.canonical import fingerprint
    from oversight.filings.content import filing_content

    school = School.objects.filter(code__startswith="2177").order_by("code")[0]
    content = filing_content(school, on, store=False)  # one school's for all: nobody compares them
    return {
        "on": on,
        "province": province.pk,
        "province_code": province.code,
        "content": json.dumps(content, ensure_ascii=False),
        "sha256": fingerprint(content),
        "attested": [rule.code for rule in attested_rules()],
    }


def _freeze() -> None:
    from oversight.canonical import as_stored, fingerprint
    from oversight.choices.round import RoundState
    from oversight.models import Round
    from oversight.rounds.result import result_of

    for closed in Round.objects.filter(state=RoundState.CLOSED, sha256="x").select_related("jurisdiction"):
        closed.result = as_stored(result_of(closed))
        closed.sha256 = fingerprint(closed.result)
        closed.save(update_fields=["result", "sha256"])
