"""What can be done with a structure, said in both languages."""

import pytest
from django.utils.translation import override

from governance.actions.catalogue import all_actions
from tests.translations.chinese import CHINESE


@pytest.mark.parametrize("name", all_actions())
def test_an_action_is_read_in_both_languages(name, english):
    action = all_actions()[name]
    texts = [(one.label, one.help_text) for one in action.arguments]
    said = [one for pair in ((action.label, action.text), *texts) for one in pair if one]

    chinese = [str(one) for one in said]
    with override("en"):
        translated = [str(one) for one in said]

    assert [text for text in chinese if not CHINESE.search(text)] == []
    assert [text for text in translated if CHINESE.search(text)] == []
