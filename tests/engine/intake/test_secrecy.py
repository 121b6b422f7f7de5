"""Security markings at the head of a document."""

import pytest

from wenming.engine.intake import secrecy


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("机密★1年", "机密"),
        ("绝密", "绝密"),
        ("秘  密", "秘密"),
        ("【秘密】", "秘密"),
        ("密级：机密", "机密"),
        ("000123 机密★长期 特急", "机密"),
        ("秘密级　加急", "秘密"),
        ("機密★５年", "机密"),
        ("中共澄州市委办公室 机密☆2年", "机密"),
    ],
)
def test_a_marking_at_the_head_is_found(head, expected):
    assert secrecy(f"{head}\n特急\n关于做好迎检工作的通知\n正文。") == expected


@pytest.mark.parametrize(
    "text",
    [
        "",
        "关于做好机密文件管理工作的通知\n各单位：\n加强管理。",
        "内部资料\n注意保存",
        "商业秘密保护宣传方案",
        "公开\n" + "正文。\n" * 30 + "机密★1年",
    ],
)
def test_the_words_elsewhere_are_no_marking(text):
    assert secrecy(text) is None
