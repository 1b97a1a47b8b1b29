"""Addresses of the pages."""

from django.urls import path

from governance.views import (
    acting,
    charts,
    comparing,
    exports,
    history,
    jurisdictions,
    nodes,
    plan_steps,
    plans,
    rules,
    schools,
    setup,
    undoing,
)

app_name = "governance"
urlpatterns = [
    path("schools/new/", setup.school_new, name="school_new"),
    path("schools/<str:code>/", schools.school, name="school"),
    path("schools/<str:code>/outline/", schools.school_outline, name="school_outline"),
    path("schools/<str:code>/chart.svg", charts.school_svg, name="school_chart"),
    path("schools/<str:code>/chart.png", charts.school_png, name="school_png"),
    path("schools/<str:code>/chart.pdf", charts.school_pdf, name="school_pdf"),
    path("schools/<str:code>/print/", charts.school_print, name="school_print"),
    path("schools/<str:code>/compare/", comparing.school_compare, name="school_compare"),
    path("schools/<str:code>/export/", exports.school_export, name="school_export"),
    path("schools/<str:code>/setup/", setup.school_setup, name="school_setup"),
    path("schools/<str:code>/setup/<slug:slug>/", setup.school_setup_step, name="school_setup_step"),
    path("schools/<str:code>/do/", acting.school_actions, name="school_actions"),
    path("schools/<str:code>/do/<slug:name>/", acting.school_action, name="school_action"),
    path("organizations/<str:number>/", nodes.organization, name="organization"),
    path("units/<str:number>/", nodes.unit, name="unit"),
    path("jurisdictions/", jurisdictions.jurisdictions, name="jurisdictions"),
    path("jurisdictions/<str:code>/", jurisdictions.jurisdiction, name="jurisdiction"),
    path(
        "jurisdictions/<str:code>/failing/", jurisdictions.jurisdiction_failing, name="jurisdiction_failing"
    ),
    path(
        "jurisdictions/<str:code>/schools/", jurisdictions.jurisdiction_schools, name="jurisdiction_schools"
    ),
    path("jurisdictions/<str:code>/party/", jurisdictions.jurisdiction_party, name="jurisdiction_party"),
    path(
        "jurisdictions/<str:code>/rules/<str:rule_code>/", rules.jurisdiction_rule, name="jurisdiction_rule"
    ),
    path("jurisdictions/<str:code>/export/", exports.jurisdiction_export, name="jurisdiction_export"),
    path("schools/<str:code>/plans/", plans.school_plans, name="school_plans"),
    path("schools/<str:code>/plans/new/", plans.plan_new, name="plan_new"),
    path("jurisdictions/<str:code>/plans/", plans.jurisdiction_plans, name="jurisdiction_plans"),
    path("plans/<int:pk>/", plans.plan, name="plan"),
    path("plans/<int:pk>/edit/", plans.plan_edit, name="plan_edit"),
    path("plans/<int:pk>/copy/", plans.plan_copied, name="plan_copy"),
    path("plans/<int:pk>/do/<slug:action>/", plans.plan_act, name="plan_act"),
    path("plans/<int:pk>/steps/<int:key>/", plan_steps.step_edit, name="plan_step"),
    path("plans/<int:pk>/steps/<int:key>/<slug:way>/", plan_steps.step_moved, name="plan_step_moved"),
    path("changes/<int:pk>/undo/", undoing.change_undoing, name="change_undoing"),
    path("schools/<str:code>/changes/", history.school_changes, name="school_changes"),
    path("organizations/<str:number>/changes/", history.organization_changes, name="organization_changes"),
    path("organizations/<str:number>/timeline/", history.organization_timeline, name="organization_timeline"),
    path("units/<str:number>/changes/", history.unit_changes, name="unit_changes"),
    path("people/<str:number>/changes/", history.person_changes, name="person_changes"),
    path("people/<str:number>/timeline/", history.person_timeline, name="person_timeline"),
    path("changes/<int:pk>/", history.change, name="change"),
    path("rules/", rules.rules, name="rules"),
    path("rules/<str:code>/", rules.rule, name="rule"),
]
