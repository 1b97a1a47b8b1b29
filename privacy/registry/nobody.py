"""Free text and files that say nothing about a person, each with the reason."""

_CODE = "a code or number of the register"
_BODY = "the name of a body or a place"
_PAPER = "the number of an official paper"
_COUNTS = "numbers and names of rules"
_MACHINE = "how far a machine has come"

#: Table → the names of fields → why.
NOBODYS: dict[str, dict[str, str]] = {
    "schools.Jurisdiction": {"code": _CODE, "name": _BODY},
    "schools.School": {"code": _CODE, "name short_name former_names sort_key": _BODY},
    "schools.Unit": {"number": _CODE, "name": _BODY},
    "governance.Document": {"register_number": _CODE, "document_number": _PAPER, "issuer_name": _BODY},
    "governance.PartyOrganization": {
        "number code": _CODE,
        "full_name short_name external_superior": _BODY,
    },
    "governance.JointCoverage": {"other_unit": _BODY},
    "governance.Attestation": {"rule": _CODE, "document_number": _PAPER},
    "governance.ChangeSet": {"operation": "the name of a function"},
    "governance.SchoolFigures": {"organizations vacancies": _COUNTS},
    "governance.Finding": {"rule variant": _CODE},
    "governance.SchoolCheck": {"rules_version outcomes unattested": _COUNTS},
    "governance.Waiver": {"rule": _CODE, "document_number": _PAPER},
    "governance.LeadingGroup": {"number": _CODE, "name": _BODY},
    "governance.Plan": {"digest": "a fingerprint"},
    "governance.PlanStep": {"operation": "the name of a function"},
    "governance.StructureReview": {"note": _PAPER},
    "governance.RuleParameter": {"name value": _COUNTS, "document_number": _PAPER},
    "governance.RuleEnforcement": {"rule": _CODE, "document_number": _PAPER},
    "governance.FindingSpell": {"rule": _CODE},
    "oversight.Filing": {"sha256": "a fingerprint", "rules_version": _CODE, "number": _PAPER},
    "oversight.Round": {
        "basis": _PAPER,
        "rules chapters selection": _COUNTS,
        "sha256": "a fingerprint",
        "rules_version": _CODE,
    },
    "oversight.RoundFinding": {"rule variant": _CODE},
    "oversight.Evidence": {"media_type": "a kind of file", "sha256": "a fingerprint"},
    "oversight.RoundClosing": {"last_code": _CODE},
    "oversight.Notice": {"prefix number": _PAPER, "rules_version": _CODE},
    "oversight.NoticeItem": {"clause": "words of a regulation"},
    "oversight.Reminder": {"source kind key": _CODE, "url": "an address of this site"},
    "oversight.Report": {"language rules_version": _CODE, "sha256": "a fingerprint"},
    "oversight.SpecialDay": {"name": "a holiday"},
    "oversight.Statement": {"rule": _CODE, "document_number": _PAPER},
    "oversight.WaiverRequest": {"rule": _CODE, "document_number": _PAPER},
    "accounts.SubmittedForm": {"digest": "a fingerprint"},
    "api.Happening": {"what": "the name of an act"},
    "api.KeptAnswer": {"key": _CODE, "digest": "a fingerprint"},
    "exports.Order": {"product format wanted language": "what was asked for", "sha256": "a fingerprint"},
    "exports.SavedExport": {"table columns": "what a table has"},
    "intake.RosterImport": {"language": _CODE, "sha256": "a fingerprint"},
    "intake.ImportPart": {"code": _CODE, "name": _BODY},
    "intake.RememberedAnswer": {"question answer": "what a word in workbooks means"},
    "admin.LogEntry": {"object_id": _CODE},
    "audit.AuditRecord": {"action subject": "the name of an act or a table"},
    "audit.AuditSeal": {"sealed_at newest prints digest previous mac": "fingerprints of batches of records"},
    "socialaccount.SocialApp": {
        "provider provider_id name client_id secret key settings": "the service that signs people in"
    },
}
