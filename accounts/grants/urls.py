"""Addresses of 授权管理."""

from django.urls import path

from accounts.grants import views

urlpatterns = [
    path("grants/", views.grants, name="grants"),
    path("grants/new/", views.grant_new, name="grant_new"),
    path("grants/<int:pk>/", views.grant, name="grant"),
    path("grants/people/new/", views.grant_person_new, name="grant_person_new"),
    path("grants/people/<int:pk>/", views.grant_person, name="grant_person"),
    path("grants/people/<int:pk>/<slug:act>/", views.grant_person_act, name="grant_person_act"),
]
