"""The addresses allauth leads to, under the names by which it knows them."""

from django.urls import path
from django.views.decorators.http import require_POST
from django.views.generic import RedirectView

from accounts import single_sign_on
from accounts.views import security, signing

urlpatterns = [
    path("sign-in/", signing.SignInView.as_view(), name="account_login"),
    path("sign-in/code/", signing.CodeView.as_view(), name="mfa_authenticate"),
    path("sign-in/again/", signing.SignedInPasswordView.as_view(), name="account_reauthenticate"),
    path("sign-in/again/code/", signing.SignedInCodeView.as_view(), name="mfa_reauthenticate"),
    path("sign-in/with/<str:provider_id>/", require_POST(single_sign_on.away), name="openid_connect_login"),
    path("sign-in/with/<str:provider_id>/back/", single_sign_on.back, name="openid_connect_callback"),
    path(
        "sign-in/cancelled/",
        RedirectView.as_view(pattern_name="accounts:sign_in"),
        name="socialaccount_login_cancelled",
    ),
    path("security/", security.security, name="mfa_index"),
    path("security/second-factor/", security.SetUpView.as_view(), name="mfa_activate_totp"),
    path("security/second-factor/off/", security.RemoveView.as_view(), name="mfa_deactivate_totp"),
]
