"""Addresses of the pages about the API; those of the API itself are made from its operations."""

from django.urls import path

from api.views import reference, tokens, webhooks

app_name = "api"
urlpatterns = [
    path("api/", reference.reference, name="reference"),
    path("security/tokens/", tokens.tokens, name="tokens"),
    path("security/tokens/new/", tokens.token_new, name="token_new"),
    path("security/tokens/<int:number>/end/", tokens.token_end, name="token_end"),
    path("security/webhooks/", webhooks.webhooks, name="webhooks"),
    path("security/webhooks/new/", webhooks.webhook_new, name="webhook_new"),
    path("security/webhooks/<int:number>/", webhooks.webhook, name="webhook"),
    path("security/webhooks/<int:number>/secret/", webhooks.webhook_renewed, name="webhook_renewed"),
    path("security/webhooks/<int:number>/<slug:act>/", webhooks.webhook_act, name="webhook_act"),
    path("security/deliveries/<int:number>/again/", webhooks.delivery_repeat, name="delivery_repeat"),
]
