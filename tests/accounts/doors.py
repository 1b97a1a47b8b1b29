"""The doors of signing in; what is led on from page to page has tests of its own."""

from tests.doors import MEMBERS_ONLY, VISITORS, Door

#: Leads on, whoever comes: to sign in, to say again who one is, to another page.
LEADS_ON = dict.fromkeys(VISITORS, 302)
#: They see no school, and are led to what they keep.
OFFICERS = ("system", "security", "auditor")
#: Nothing of the kind is mine.
NOT_MINE = dict.fromkeys(VISITORS, 404) | {"anonymous": 302}
#: The installation of the tests has no single sign-on.
NO_SINGLE_SIGN_ON = dict.fromkeys(VISITORS, 404)
#: Nor a mail server.
NO_LETTERS = NO_SINGLE_SIGN_ON

DOORS = {
    "accounts:home": Door(LEADS_ON | {"stranger": 200} | dict.fromkeys(OFFICERS, 302)),
    "accounts:sign_in": Door(LEADS_ON | {"anonymous": 200}),
    "accounts:typed": Door(LEADS_ON),
    "accounts:lost": Door(NO_LETTERS),
    "accounts:lost_reset": Door(NO_LETTERS, ("provider", "nobodys_session")),
    "accounts:sign_out": Door(LEADS_ON, method="post"),
    "accounts:password": Door(MEMBERS_ONLY),
    "accounts:alive": Door(MEMBERS_ONLY, method="post"),
    "accounts:codes_renew": Door(LEADS_ON, method="post"),
    "accounts:sessions_end_others": Door(LEADS_ON, method="post"),
    "accounts:session_end": Door(NOT_MINE, ("nobodys_session",), "post"),
    "accounts:link_end": Door(LEADS_ON, ("nobodys_session",), "post"),
    "account_login": Door(LEADS_ON | {"anonymous": 200}),
    "mfa_authenticate": Door(LEADS_ON),
    "account_reauthenticate": Door(MEMBERS_ONLY),
    "mfa_reauthenticate": Door(LEADS_ON),
    "openid_connect_login": Door(NO_SINGLE_SIGN_ON, ("provider",), "post"),
    "openid_connect_callback": Door(NO_SINGLE_SIGN_ON, ("provider",)),
    "socialaccount_login_cancelled": Door(LEADS_ON),
    "mfa_index": Door(MEMBERS_ONLY),
    "mfa_activate_totp": Door(LEADS_ON),
    "mfa_deactivate_totp": Door(LEADS_ON),
}
ARGUMENTS = {"nobodys_session": "1", "provider": "sso"}
