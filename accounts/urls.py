"""Signing in and out, and where everybody starts."""

from django.urls import path

from accounts import views
from accounts.grants.urls import urlpatterns as grants

app_name = "accounts"
urlpatterns = [
    path("", views.home, name="home"),
    path("sign-in/", views.SignInView.as_view(), name="sign_in"),
    path("sign-out/", views.SignOutView.as_view(), name="sign_out"),
    path("password/", views.PasswordView.as_view(), name="password"),
    *grants,
]
