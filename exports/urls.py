"""Addresses of exports."""

from django.urls import path

from exports.views import linked, orders, pages

app_name = "exports"
urlpatterns = [
    path("schools/<str:code>/exports/", pages.school, name="school"),
    path("schools/<str:code>/exports/document/", linked.school_document, name="school_document"),
    path("schools/<str:code>/exports/<slug:product>/", pages.school_product, name="school_product"),
    path("schools/<str:code>/exports/<slug:product>/file/", pages.school_file, name="school_file"),
    path("jurisdictions/<str:code>/exports/", pages.jurisdiction, name="jurisdiction"),
    path(
        "jurisdictions/<str:code>/exports/<slug:product>/",
        pages.jurisdiction_product,
        name="jurisdiction_product",
    ),
    path(
        "jurisdictions/<str:code>/exports/<slug:product>/file/",
        pages.jurisdiction_file,
        name="jurisdiction_file",
    ),
    path("orders/<uuid:key>/", orders.order_row, name="order_row"),
    path("orders/<uuid:key>/file/", orders.order_file, name="order_file"),
    path("orders/<uuid:key>/<slug:action>/", orders.order_act, name="order_act"),
]
