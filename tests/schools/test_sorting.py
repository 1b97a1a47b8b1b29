"""Names in the order of their sound."""

from schools.domain.sorting import pinyin_key


def test_names_sort_by_sound_then_by_tone():
    names = ["张三", "李四", "安一", "理四", "李五"]

    assert sorted(names, key=pinyin_key) == ["安一", "李四", "理四", "李五", "张三"]


def test_syllables_end_where_the_character_ends():
    # xian (先) before xi an (西安) would be wrong: a syllable is compared as a whole.
    assert sorted(["先锋", "西安"], key=pinyin_key) == ["西安", "先锋"]


def test_latin_letters_and_digits_stay_readable():
    assert pinyin_key("A校区2").startswith("a")


def test_key_fits_its_column():
    assert len(pinyin_key("云溪镇中心小学" * 20)) == 120
    assert len(pinyin_key("云溪镇中心小学" * 20, length=240)) == 240
