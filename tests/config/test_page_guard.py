"""The guard every test of a page relies on: what it must not let pass, and what it may."""

import pytest

BROKEN = """<!doctype html><html lang="zh-CN"><head><title>坏</title>
<style>p { color: red }</style></head><body>
<p style="color: red">一</p><script>document.title = '二'</script><script src="/raise.js"></script>
<img src="http://elsewhere.example/a.png" alt="远"><img src="/missing.png" alt="缺"></body></html>"""
SOUND = """<!doctype html><html lang="zh-CN"><head><title>好</title></head>
<body><main><h1>好</h1></main></body></html>"""
EXPECTED = [
    "CSP: style-src-elem blocked inline",
    "CSP: style-src-attr blocked inline",
    "CSP: script-src-elem blocked inline",
    "page error: broken on purpose",
    "off host: http://elsewhere.example/a.png",
    "status of 404",
]
POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' http://elsewhere.example"
pytestmark = pytest.mark.browser


def _serve(context, html):
    """Answer every request of the context ourselves: no server, no network."""

    def answer(route):
        address = route.request.url
        if address.endswith(".js"):
            route.fulfill(body="throw new Error('broken on purpose')", content_type="text/javascript")
        elif address.endswith(".png"):
            route.fulfill(status=404, body="")
        else:
            headers = {"Content-Security-Policy": POLICY, "Content-Type": "text/html; charset=utf-8"}
            route.fulfill(body=html, headers=headers)

    context.route("**/*", answer)


def test_broken_page_is_complained_about_and_announced_complaints_are_not(browser_context, page_guard):
    _serve(browser_context, BROKEN)
    page = browser_context.new_page()
    page.goto("http://localhost/")
    page.wait_for_load_state("networkidle")

    missed = [part for part in EXPECTED if not any(part in text for text in page_guard.left())]
    assert missed == []

    for part in EXPECTED:
        page_guard.allow(part)
    assert not any("status of 404" in text for text in page_guard.left())


def test_sound_page_speaks_chinese_and_passes(browser_context, page, axe):
    _serve(browser_context, SOUND)

    page.goto("http://localhost/")

    assert page.evaluate("navigator.language") == "zh-CN"
    axe(page)


def test_inaccessible_page_fails(browser_context, page, axe):
    _serve(browser_context, SOUND.replace("<h1>好</h1>", '<h1>好</h1><input name="a">'))
    page.goto("http://localhost/")

    with pytest.raises(AssertionError, match="label"):
        axe(page)
