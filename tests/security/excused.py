"""What the lint finds and why it may stay: by file, function and what was found."""

_LOCKED = "read again under a lock; the right to keep it is asked right after"
_REACH = "the one place where keepers' reach is worked out, from their grants"
_SHOWN = "a condition on rows that are visible already"
_NODE = "rows of a node or school the view has found by visible_to"
_ASKED = "asked which webhooks are concerned; what they are told is what their owners see"
_OWN = "the set-up's own school, entered through visible_school and may_edit"
_SVG = "SVG written by ElementTree, which escapes every text"

UNSCOPED: dict[tuple[str, str, str], str] = {
    ("intake/views/files.py", "_roster", "Person.objects.filter"): "counted in schools the user sees",
    ("accounts/grants/accounts.py", "person_leaves", "AccessGrant.objects.filter"): _LOCKED,
    (
        "accounts/grants/giving.py",
        "_require_new",
        "AccessGrant.objects.filter",
    ): "asks about its own receiver",
    ("accounts/grants/giving.py", "kept", "AccessGrant.objects.select_related"): _LOCKED,
    ("accounts/grants/reach.py", "branches_of", "model.objects.filter"): _REACH,
    ("accounts/grants/reach.py", "grants_of", "AccessGrant.objects.select_related"): _REACH,
    ("accounts/grants/reach.py", "places_of", "Jurisdiction.objects.filter"): _REACH,
    ("accounts/grants/reach.py", "places_of", "Jurisdiction.objects.order_by"): _REACH,
    ("accounts/grants/reach.py", "schools_of", "School.objects.select_related"): _REACH,
    ("accounts/grants/reach.py", "users_of", "AccessGrant.objects.filter"): _REACH,
    ("accounts/grants/reach.py", "users_of", "GrantEvent.objects.filter"): _REACH,
    ("api/http/resources/asking.py", "areas_below", "Jurisdiction.objects.filter"): _SHOWN,
    ("api/http/resources/asking.py", "schools_with_names", "School.objects.values"): "superusers alone",
    ("api/http/resources/organizations.py", "_shown", "OrganizationStatus.objects.as_of"): _SHOWN,
    (
        "api/http/resources/organizations.py",
        "organizations_list",
        "OrganizationStatus.objects.filter",
    ): _SHOWN,
    ("api/http/writing/acting.py", "Deed._told", "School.objects.values_list"): _NODE,
    ("api/webhooks/collecting.py", "_concerned", "Jurisdiction.objects.filter"): _ASKED,
    ("api/webhooks/collecting.py", "_concerned", "Jurisdiction.objects.get_queryset_ancestors"): _ASKED,
    (
        "api/webhooks/collecting.py",
        "_told",
        "ChangeSet.objects.all",
    ): "narrowed right after to what the webhook's owner sees",
    (
        "api/webhooks/collecting.py",
        "_told",
        "Finding.objects.all",
    ): "narrowed right after to what the webhook's owner sees",
    ("governance/admin/assignment.py", "PostAdmin.get_queryset", "RoleAssignment.objects.as_of"): _SHOWN,
    ("governance/admin/display.py", "open_findings", "Finding.objects.open"): _SHOWN,
    (
        "governance/admin/organization.py",
        "PartyOrganizationAdmin.get_queryset",
        "PartyMembership.objects.as_of",
    ): _SHOWN,
    ("governance/admin/person.py", "PersonAdmin.get_queryset", "PartyMembership.objects.as_of"): _SHOWN,
    ("governance/admin/unit.py", "UnitAdmin.get_queryset", "UnitMembership.objects.as_of"): _SHOWN,
    ("governance/forms/asking.py", "_roles", "RoleAssignment.objects.filter"): _NODE,
    ("governance/forms/offers/bodies.py", "_hosts", "HostUnit.objects.as_of"): _NODE,
    ("governance/forms/offers/bodies.py", "party_groups", "PartyOrganization.objects.filter"): _NODE,
    ("governance/forms/offers/people.py", "_holders", "RoleAssignment.objects.filter"): _NODE,
    ("governance/forms/offers/people.py", "_memberships", "PartyMembership.objects.as_of"): _SHOWN,
    ("governance/forms/offers/people.py", "_notes", "RoleAssignment.objects.as_of"): _SHOWN,
    ("governance/forms/offers/people.py", "_notes", "UnitMembership.objects.as_of"): _SHOWN,
    ("governance/forms/offers/people.py", "_of_the_branch", "PartyMembership.objects.as_of"): _NODE,
    (
        "governance/forms/place.py",
        "Place.rows",
        "model.objects.filter",
    ): "visible rows and the one that is kept",
    ("governance/forms/place.py", "Place.superiors", "PartyOrganization.objects.filter"): "public bodies",
    ("governance/forms/setup.py", "ProfileForm.changes", "?.objects.get"): _OWN,
    ("governance/forms/setup.py", "RegisterForm.clean_code", "School.objects.filter"): (
        "whether a public code is taken; the database would refuse it all the same"
    ),
    ("governance/setup/drafting.py", "plan_of", "Plan.objects.filter"): _OWN,
    ("governance/setup/pages/facts.py", "PeoplePage._known", "RoleAssignment.objects.as_of"): _OWN,
    ("governance/setup/pages/facts.py", "ProfilePage.main_form", "School.objects.get"): _OWN,
    ("governance/setup/staff.py", "_posts", "RoleAssignment.objects.as_of"): _OWN,
    ("governance/setup/staff.py", "load_staff", "Person.objects.filter"): _OWN,
    ("governance/setup/staff.py", "load_staff", "UnitMembership.objects.as_of"): _OWN,
    ("governance/setup/trial.py", "tried", "Plan.objects.get"): _OWN,
    ("governance/setup/wizard.py", "own_organization", "PartyOrganization.objects.filter"): _OWN,
    ("governance/views/answers.py", "_told", "School.objects.values_list"): _NODE,
    ("governance/views/errand.py", "Errand._body", "?.objects.filter"): _NODE,
    ("governance/views/jurisdictions.py", "jurisdictions", "School.objects.all"): (
        "counts the schools of jurisdictions that are visible, and so are they"
    ),
    ("governance/views/setup.py", "official_places", "Jurisdiction.objects.order_by"): "superusers alone",
    ("oversight/views/notices.py", "_detach", "Evidence.objects.filter"): _NODE,
    ("oversight/views/waivers.py", "school_waivers", "School.objects.filter"): _NODE,
}
_OUR_NAMES = "names of our own tables and functions, from the code and not from anybody"
UNSAFE: dict[tuple[str, str, str], str] = {
    ("audit/installing.py", "install", "execute(put together)"): _OUR_NAMES,
    ("audit/sealing.py", "_call", "execute(put together)"): _OUR_NAMES,
    ("config/pg/creation.py", "DatabaseCreation._drop_leftovers", "execute(put together)"): (
        "test databases, quoted; not run in production"
    ),
    (
        "config/pg/template.py",
        "replace",
        "execute(put together)",
    ): "test databases, quoted; not run in production",
    ("oversight/inbox/index.py", "WaitingList._ask", "execute(put together)"): (
        "SQL that Django compiled and words of the file; the parameters are apart"
    ),
    ("schools/domain/batches.py", "_write", "execute(put together)"): _OUR_NAMES,
    ("schools/domain/trees.py", "stands_below", "execute(put together)"): _OUR_NAMES,
    ("schools/fresh_rows.py", "rows_where", "execute(put together)"): _OUR_NAMES,
    ("schools/row_security/installing.py", "install", "execute(put together)"): _OUR_NAMES,
    ("schools/row_security/installing.py", "uninstall", "execute(put together)"): _OUR_NAMES,
    ("config/manual.py", "rendered", "mark_safe"): "the manual of this repository, written by nobody else",
    ("governance/plans/marked_charts.py", "drawn", "mark_safe"): _SVG,
    ("governance/presentation/chart_file.py", "ChartFile.markup", "mark_safe"): _SVG,
    ("governance/presentation/school_page.py", "SchoolPage.chart", "mark_safe"): _SVG,
    ("governance/setup/pages/check.py", "CheckPage.chart", "mark_safe"): _SVG,
    **{
        ("governance/templatetags/charts.py", name, "mark_safe"): _SVG
        for name in ("bars", "columns", "line_sign", "lines", "spans")
    },
    ("oversight/filings/frozen.py", "FrozenStructure.chart", "mark_safe"): _SVG,
}
UNESCAPED: dict[tuple[str, str, str], str] = {}
