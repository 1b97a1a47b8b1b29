"""What the register keeps of staff and Party members."""

from privacy.registry.treatment import (
    ACTOR,
    DISCIPLINE,
    FROZEN,
    HIDDEN_PERSON,
    LIFE,
    OUTSIDER,
    PARTY,
    PARTY_DAY,
    PERSON,
    POST,
    TEXT,
    Treatment,
)

#: Table → the names of fields → how they are treated.
Table = dict[str, Treatment]

PEOPLE: dict[str, Table] = {
    "schools.Person": {
        "school number name sort_key is_demo": PERSON,
        "staff_number": HIDDEN_PERSON,
        "political_status": PARTY,
        "joined_on full_on probation_extended_until party_left_on": PARTY_DAY,
        "retired_on died_on": LIFE,
    },
    "schools.Employment": {"person school period end_reason": PERSON},
    "schools.UnitMembership": {"unit person period": PERSON},
    "governance.PartyMembership": {
        "person organization external_organization party_group kind period": PARTY,
    },
    "governance.RightsRestriction": {"person kind document period": DISCIPLINE},
    "governance.RoleAssignment": {
        "post person role organization term duties is_full_time_party is_acting method": POST,
        "elected_on approved_on filed_on document by_virtue_of end_reason period": POST,
    },
    "governance.LeadingGroup": {"outside_members": OUTSIDER},
    "governance.Affiliation": {"outer_name": OUTSIDER},
    "governance.Attestation": {"attester": OUTSIDER, "note": TEXT},
    "governance.Waiver": {"approver": OUTSIDER, "reason": TEXT, "subject_number": POST},
    "governance.Document": {"title": TEXT},
    "governance.Post": {"title": TEXT},
    "governance.ChangeSet": {
        "actor": ACTOR,
        "summary reason details parts tellings caused cured": TEXT,
    },
    "governance.Finding": {"subject_number subject_name evidence": TEXT},
    "governance.SchoolCheck": {"unknown": TEXT},
    "governance.Plan": {"author": ACTOR, "title purpose outcome problem": TEXT},
    "governance.PlanStep": {"arguments": TEXT},
    "governance.PlanEntry": {"actor": ACTOR, "text": TEXT},
    "oversight.RoundFinding": {"subject_number subject_name evidence text": FROZEN},
    "oversight.NoticeItem": {"sentence": FROZEN, "mend answer": TEXT},
    "oversight.Filing": {"submitted_by": ACTOR, "note": TEXT, "content": FROZEN},
    "oversight.Round": {"author": ACTOR, "title purpose": TEXT, "result": FROZEN},
}
