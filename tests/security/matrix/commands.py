"""Management commands: none of them asks who somebody is, so none may be reached from a page.

Whoever starts one sits at the server and acts for the register; what a command hands out is written here.
"""

OPERATORS = "operators"  # writes or reads the register as a whole
PUBLIC = "public"  # touches nothing but files of this repository

#: Command → whom it is for, and what it hands out.
COMMANDS: dict[str, tuple[str, str]] = {
    "backup": (OPERATORS, "everything, to a folder only its owner reads"),
    "build_fixtures": (PUBLIC, "the fixtures of this repository"),
    "check_compliance": (OPERATORS, "findings, to the terminal"),
    "check_trees": (OPERATORS, "numbers of trees"),
    "export_fixtures": (OPERATORS, "a school or a jurisdiction as a file"),
    "flush": (OPERATORS, "nothing"),
    "import_workbook": (OPERATORS, "what is wrong with a workbook, and numbers"),
    "liangzhu": (OPERATORS, "findings, changes, plans or a school as a file, to the terminal"),
    "load_demo": (OPERATORS, "first passwords of demonstration accounts"),
    "load_jurisdictions": (OPERATORS, "nothing"),
    "loaddata": (OPERATORS, "nothing"),
    "migrate": (OPERATORS, "nothing"),
    "privacy": (OPERATORS, "the register of fields, numbers, and a copy for one person as a file"),
    "privacy_doc": (PUBLIC, "the register of fields"),
    "publish_plans": (OPERATORS, "numbers of plans"),
    "restore": (OPERATORS, "everything, to a database"),
    "restore_drill": (OPERATORS, "numbers of rows"),
    "rules_doc": (PUBLIC, "the rules"),
    "screenshots": (OPERATORS, "pictures of pages"),
    "send_reminders": (OPERATORS, "numbers of reminders"),
    "verify_filings": (OPERATORS, "numbers of filings"),
    "verify_guards": (OPERATORS, "names of what the database guards by"),
}
#: Exports: routes that hand out files, each a row of the doors' tables.
EXPORTS = frozenset(
    {
        "audit:records_csv",
        "exports:jurisdiction_file",
        "exports:order_file",
        "exports:school_file",
        "governance:jurisdiction_export",
        "governance:school_chart",
        "governance:school_export",
        "governance:school_pdf",
        "governance:school_png",
        "intake:import_marked_xlsx",
        "intake:jurisdiction_roster_xlsx",
        "intake:school_roster_xlsx",
        "intake:template_xlsx",
        "oversight:calendar",
        "oversight:evidence",
        "oversight:filing_file",
        "oversight:notice_docx",
        "oversight:notice_pdf",
        "oversight:report_file",
        "oversight:round_file",
        "oversight:school_health",
        "privacy:person_file",
    }
)
