"""What others have published of their formats, as tables: the words there are, and what they may be used for.

W3C ORG is the recommendation of 16 January 2014, namespace http://www.w3.org/ns/org#. Popolo is read from
the contexts and schemas of its specification (Creative Commons Attribution 4.0); OneRoster from its CSV
binding 1.2 of 2022. Written down by hand for the tests, class by class; nothing of their files is in here.
"""

ORG = "http://www.w3.org/ns/org#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
FOAF = "http://xmlns.com/foaf/0.1/"
TIME = "http://www.w3.org/2006/time#"
SCHEMA = "http://schema.org/"
OPENGOV = "http://www.w3.org/ns/opengov#"

#: The classes and properties of ORG.
ORG_CLASSES = {
    "Organization", "FormalOrganization", "OrganizationalUnit", "OrganizationalCollaboration", "Membership",
    "Role", "Post", "Site", "ChangeEvent",
}  # fmt: skip
ORG_PROPERTIES = {
    "subOrganizationOf", "transitiveSubOrganizationOf", "hasSubOrganization", "purpose", "hasUnit",
    "unitOf", "classification", "identifier", "linkedTo", "memberOf", "hasMember", "reportsTo",
    "roleProperty", "headOf", "remuneration", "member", "organization", "role", "memberDuring",
    "hasMembership", "hasPost", "postIn", "holds", "heldBy", "siteAddress", "hasSite", "siteOf",
    "hasPrimarySite", "hasRegisteredSite", "basedAt", "location", "originalOrganization", "resultedFrom",
    "changedBy", "resultingOrganization",
}  # fmt: skip
#: Words of other vocabularies that ORG itself uses or names.
OTHERS = {
    f"{SKOS}Concept", f"{SKOS}prefLabel", f"{SKOS}altLabel", f"{FOAF}Person", f"{FOAF}name",
    f"{TIME}Interval", f"{TIME}Instant", f"{TIME}hasBeginning", f"{TIME}hasEnd", f"{TIME}inXSDDate",
    f"{SCHEMA}foundingDate", f"{SCHEMA}areaServed",
}  # fmt: skip
KNOWN = {f"{ORG}{word}" for word in ORG_CLASSES | ORG_PROPERTIES} | OTHERS
#: Of whom a property speaks, and of what, where the recommendation says so.
DOMAINS = {
    "unitOf": {"OrganizationalUnit"},
    "postIn": {"Post"},
    "heldBy": {"Post"},
    "role": {"Post", "Membership"},
    "member": {"Membership"},
    "organization": {"Membership"},
    "memberDuring": {"Membership"},
}
RANGES = {
    "unitOf": {"Organization", "FormalOrganization", "OrganizationalUnit"},
    "postIn": {"Organization", "FormalOrganization", "OrganizationalUnit"},
    "organization": {"Organization", "FormalOrganization", "OrganizationalUnit"},
    "heldBy": {"Person"},
    "member": {"Person"},
}

#: What a property of Popolo stands for, class by class, as its contexts have it.
POPOLO_TERMS = {
    "organizations": {
        "name": f"{SKOS}prefLabel", "other_names": f"{OPENGOV}otherName", "identifiers": f"{ORG}identifier",
        "classification": f"{ORG}classification", "parent_id": f"{ORG}subOrganizationOf",
        "founding_date": f"{SCHEMA}foundingDate",
    },
    "persons": {"name": f"{FOAF}name"},
    "posts": {"label": f"{SKOS}prefLabel", "role": f"{ORG}role", "organization_id": f"{ORG}postIn"},
    "memberships": {
        "role": f"{ORG}role", "person_id": f"{ORG}member", "organization_id": f"{ORG}organization",
        "post_id": f"{OPENGOV}post", "start_date": f"{SCHEMA}validFrom", "end_date": f"{SCHEMA}validThrough",
    },
}  # fmt: skip
#: Fields of the schemas: name, what it must look like, and whether an entry must have it.
_TEXT, _DAY, _LIST = r"(?s).+", r"[0-9]{4}(-[0-9]{2}){0,2}", None
POPOLO_FIELDS = {
    "organizations": {
        "id": (_TEXT, True), "name": (_TEXT, True), "other_names": (_LIST, False),
        "identifiers": (_LIST, False), "classification": (_TEXT, False),
        "parent_id": (_TEXT, False), "founding_date": (_DAY, False),
        "dissolution_date": (_DAY, False), "contact_details": (_LIST, False), "links": (_LIST, False),
    },
    "persons": {"id": (_TEXT, True), "name": (_TEXT, True), "identifiers": (_LIST, False)},
    "posts": {
        "id": (_TEXT, True), "label": (_TEXT, True), "role": (_TEXT, False), "organization_id": (_TEXT, True),
        "start_date": (_DAY, False), "end_date": (_DAY, False),
    },
    "memberships": {
        "id": (_TEXT, True), "label": (_TEXT, False), "role": (_TEXT, False), "person_id": (_TEXT, True),
        "organization_id": (_TEXT, True), "post_id": (_TEXT, False), "start_date": (_DAY, False),
        "end_date": (_DAY, False),
    },
}  # fmt: skip

#: Columns of OneRoster 1.2 that must be filled in a whole delivery, and closed lists.
ONEROSTER_REQUIRED = {
    "orgs": {"sourcedId", "name", "type"},
    "users": {"sourcedId", "enabledUser", "username", "givenName", "familyName"},
    "roles": {"sourcedId", "userSourcedId", "roleType", "role", "orgSourcedId"},
}
ONEROSTER_LISTS = {
    ("orgs", "type"): {"department", "school", "district", "local", "state", "national"},
    ("users", "enabledUser"): {"true", "false"},
    ("roles", "roleType"): {"primary", "secondary"},
    ("roles", "role"): {
        "aide", "counselor", "districtAdministrator", "guardian", "parent", "principal", "proctor",
        "relative", "siteAdministrator", "student", "systemAdministrator", "teacher",
    },
}  # fmt: skip
#: Columns by which one file speaks of another.
ONEROSTER_REFERENCES = {
    ("orgs", "parentSourcedId"): "orgs",
    ("users", "primaryOrgSourcedId"): "orgs",
    ("roles", "userSourcedId"): "users",
    ("roles", "orgSourcedId"): "orgs",
}
