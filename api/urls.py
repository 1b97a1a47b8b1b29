"""Addresses of the pages about the API."""

app_name = "api"
urlpatterns: list = []
