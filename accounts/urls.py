"""Signing in and out, and where everybody starts."""

from django.urls import path

from accounts.grants.urls import urlpatterns as grants
from accounts.views import lost, security, signing
from accounts.views.home import home

app_name = "accounts"
urlpatterns = [
    path("", home, name="home"),
    path("sign-in/", signing.SignInView.as_view(), name="sign_in"),
    path("sign-in/typed/", signing.typed, name="typed"),
    path("sign-in/lost/", lost.lost, name="lost"),
    path("sign-in/lost/<uidb64>/<token>/", lost.LostResetView.as_view(), name="lost_reset"),
    path("sign-out/", signing.SignOutView.as_view(), name="sign_out"),
    path("password/", signing.PasswordView.as_view(), name="password"),
    path("security/alive/", signing.alive, name="alive"),
    path("security/codes/", security.codes_renew, name="codes_renew"),
    path("security/sessions/others/", security.sessions_end_others, name="sessions_end_others"),
    path("security/sessions/<int:number>/", security.session_end, name="session_end"),
    path("security/links/<int:number>/", security.link_end, name="link_end"),
    *grants,
]
