"""Script, language, language of the reply and signal of short and long messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language import read, turns_talk

# text, language, reply
READ = [
    ("مرحبا", "ar", "ar"),
    ("تم", "ar", "ar"),
    ("شو الأوراق اللي تبونها؟", "ar", "ar"),
    ("أحبچ يا امي وايد", "ar", "ar"),
    ("چم عمرج وگلتي شو", "ar", "ar"),
    ("واش كاين شي مركز قريب", "ar", "ar"),
    ("hi", "en", "en"),
    ("ok", "en", "en"),
    ("HELP", "en", "en"),
    ("thx", "en", "en"),
    ("when r u open 2day", "en", "en"),
    ("gr8, see u at 7pm b4 the talk", "en", "en"),
    ("My son is 3 years old and needs a wheelchair", "en", "en"),
    ("slm", "arabizi", "ar"),
    ("shukran", "arabizi", "ar"),
    ("kaifak shu akhbarak", "arabizi", "ar"),
    ("ana 5ayfa mn rayli", "arabizi", "ar"),
    ("abgha a3ref mita tefta7oon", "arabizi", "ar"),
    ("3ndi so2al law sama7t", "arabizi", "ar"),
    ("kifach nsejjel f tatawo3", "arabizi", "ar"),
    ("my husband يضربني كل يوم", "mixed", "ar"),
    ("ابغى appointment مع الدكتورة", "mixed", "ar"),
    ("وين الـform مالكم", "mixed", "ar"),
    ("please tell me what does the word نفقة mean in the court papers", "mixed", "en"),
    ("میرا پاسپورٹ مالک کے پاس ہے", "ur", "both"),
    ("mera passport malik ke paas hai", "ur", "both"),
    ("mujhe aapse baat karni hai", "ur", "both"),
    ("namaste, mere pati bahut gussa karte hain", "hi", "both"),
    ("मुझे मदद चाहिए", "hi", "both"),
    ("मलाई सहयोग चाहियो", "ne", "both"),
    ("من خیلی می‌ترسم کمکم کنید", "fa", "both"),
    ("magandang umaga po, paano mag volunteer", "tl", "both"),
    ("tulungan nyo po ako", "tl", "both"),
    ("bonjour, je voudrais un rendez-vous", "fr", "both"),
    ("saya mau tanya, kantor buka jam berapa", "id", "both"),
    ("আমার সাহায্য দরকার", "bn", "both"),
    ("enikku oru wheelchair venam", "ml", "both"),
    ("എനിക്ക് സഹായം വേണം", "ml", "both"),
    ("எனக்கு உதவி வேண்டும்", "ta", "both"),
    ("Мне нужна помощь", "ru", "both"),
    ("እርዳታ እፈልጋለሁ", "am", "both"),
    ("මට උදව්වක් ඕනෑ", "si", "both"),
    ("我需要帮助", "zh", "both"),
    ("ありがとうございます", "und", "both"),
    ("감사합니다", "und", "both"),
    ("800700", "und", None),
    ("Fatima", "und", None),
    ("SH-7K2M-4Q", "und", None),
    ("https://maps.app.goo.gl/abc123", "und", None),
    ("بلاغي رقم SH-7K2M-4Q وين وصل", "ar", "ar"),
]


@pytest.mark.parametrize(("text", "language", "reply"), READ, ids=[text[:30] for text, _, _ in READ])
def test_language_and_reply(text: str, language: str, reply: str | None) -> None:
    reading = read(text)
    assert (reading.language, reading.reply) == (language, reply)
    assert reading.signal


@pytest.mark.parametrize(
    "text", ["", "   ", "\n\t", "😢😢", "؟؟؟", "...", "aaaaaaa", "ههههه", "\u202e\u200b", "!!! 👍🏽"]
)
def test_what_says_nothing_has_no_signal(text: str) -> None:
    reading = read(text)
    assert (reading.signal, reading.reply, reading.language) == (False, None, "und")


@pytest.mark.parametrize(
    ("text", "script"),
    [
        ("مرحبا", "arabic"),
        ("hello", "latin"),
        ("hello مرحبا", "mixed"),
        ("नमस्ते", "devanagari"),
        ("Привет", "cyrillic"),
        ("你好", "han"),
        ("שלום", "other"),
        ("12345", "none"),
        ("ﻣﺮﺣﺒﺎ", "arabic"),
    ],
)
def test_script(text: str, script: str) -> None:
    assert read(text).script == script


def test_only_arabizi_is_written_back() -> None:
    assert "زوجي يضربني" in read("zoji yadribni").transliterations
    assert read("my husband hits me").transliterations == ()
    assert read("زوجي يضربني").transliterations == ()


def test_a_reading_does_not_show_the_words_when_printed() -> None:
    assert "secret" not in repr(read("my secret words"))


@given(st.text())
def test_anything_can_be_read(text: str) -> None:
    reading = read(text)
    assert reading.reply in ("ar", "en", "both", None)
    assert reading.signal or reading.reply is None


@pytest.mark.parametrize(
    ("text", "turns"),
    [
        ("ok", False),
        ("ana", False),
        (" la ", False),
        ("hello", True),
        ("لا", True),
        ("ok thanks", True),
        ("", True),
    ],
)
def test_a_short_latin_word_does_not_turn_a_talk(text: str, turns: bool) -> None:
    assert turns_talk(text) is turns


def test_the_language_of_a_message_under_blank_lines() -> None:
    assert read("\n" * 5000 + "my husband beats me every night" + "\n" * 5000).language == "en"
