"""Where auditors read."""

from django.urls import path

from audit import views

app_name = "audit"
urlpatterns = [
    path("audit/", views.records, name="records"),
    path("audit/records.csv", views.records_csv, name="records_csv"),
    path("audit/<int:pk>/", views.record, name="record"),
]
