"""Projects, examples and texts made by code, for the tests of the training core."""

from __future__ import annotations

import json
import random
from pathlib import Path
from uuid import UUID

from storage.values import Example, Explanation, Guess, Guessed, Label, Project, SavedModel, Text
from training.core.answer import explain, guess
from training.core.parsed import ParsedModel

DATA = Path(__file__).parents[2] / "data"

LINES = {
    "english": "the robot turns lights music on off please my dog's big café can't play rain 7 times",
    "german": "Straße schön größer Übung über mähen Käse Füße Öl straßenbahn äpfel ist ẞ",
    "greek": "ΟΔΟΣ σκύλος γάτα Ήλιος καλημέρα θάλασσα ΜΟΥΣΙΚΗ",
    "russian": "собака Кошка дождь снег Привет музыка ёлка ЩИ",
    "turkish": "İstanbul ışık kedi köpek IŞIK iyi günler çay",
    "arabic": "قطة كلب مطر موسيقى السلام عليكم ؟ شمسٌ",
    "hebrew": "כלב חתול גשם שָׁלוֹם מוזיקה",
    "persian": "می‌خواهم گربه باران کتاب",
    "hindi": "कुत्ता बिल्ली बारिश संगीत नमस्ते क्ष है।",
    "thai": "สุนัขเห่า แมวร้อง ฝนตกหนัก เปิดเพลง",
    "chinese": "今天下雨吗？ 打开灯 小狗在叫 播放音乐，谢谢。 𠮷野家",
    "japanese": "ﾈｺが鳴く 犬が走る 電気をつけて 雨ですか？ がぎぐ",
    "korean": "강아지 고양이 비가 와요 음악 틀어줘",
    "emoji": "😀 😢😢 👍🏽 👩‍👩‍👧‍👦 🏳️‍🌈 ❤️ ☀ 🎉🎉🎉 :-) <3",
    "shapes": "ﬁsh ①② Ｆｕｌｌ ｗｉｄｔｈ x² e\u0301te\u0301 q\u0323\u0307 Ǆ ŉ ½ … \u00ad \ufeff ￥",
}
WORDS = {language: line.split() for language, line in LINES.items()}


def label_id(number: int) -> UUID:
    return UUID(int=0x01930000_0000_7000_8000_000000000000 + number)


NGRAMS = "mi"
"""A language that no extractor knows, Māori."""


def project(labels: int, language: str = NGRAMS) -> Project:
    names = tuple(Label(label_id(i), f"label {i}") for i in range(labels))
    return Project(label_id(99), "text", "Made by code", language, names, (), 0, 0, 1)


def example(number: int, label: int | None, text: str, *, held_back: bool = False) -> Example:
    given = None if label is None else label_id(label)
    return Example(label_id(1000 + number), given, Text(text), None, held_back, "typed", 0)


def mixed_texts(count: int, seed: int) -> list[str]:
    """Texts of 1 to 9 words, most from one language and some from all of them."""
    chance = random.Random(seed)
    everything = [word for words in WORDS.values() for word in words]
    texts = []
    for _ in range(count):
        words = everything if chance.random() < 0.3 else chance.choice(list(WORDS.values()))
        glue = chance.choice([" ", " ", " ", "", ", ", "\u3000", "\n"])
        texts.append(glue.join(chance.choices(words, k=chance.randint(1, 9))))
    return texts


def mixed_examples(count: int, labels: int, seed: int) -> list[Example]:
    """Each label prefers some words, a fifth is held back."""
    chance = random.Random(seed)
    texts = mixed_texts(count, seed)
    vocabulary = [word for words in WORDS.values() for word in words]
    made = []
    for i, text in enumerate(texts):
        label = i % labels
        hint = vocabulary[label :: labels + 1]
        made.append(example(i, label, f"{text} {chance.choice(hint)}", held_back=i % 5 == 4))
    return made


def sentences(file: str = "sentences.json") -> dict[str, list[str]]:
    """Label name to sentences, in English, or Swedish ("sentences-sv.json")."""
    return {each["name"]: each["sentences"] for each in json.loads((DATA / file).read_text())["labels"]}


def sentence_examples(count: int, labels: int) -> list[Example]:
    """Texts of about 60 characters, one label after the other."""
    chance = random.Random(1)
    known = list(sentences().values())
    texts = [
        f"{chance.choice(known[i % labels])} {chance.choice(chance.choice(known))}"[:60] for i in range(count)
    ]
    return [example(i, i % labels, text, held_back=i % 7 == 0) for i, text in enumerate(texts)]


def guessed(saved: SavedModel) -> list[Guessed]:
    """The report of a model that guesses labels."""
    return [line for line in saved.report if isinstance(line, Guessed)]


def guess_texts(model: ParsedModel, texts: list[str]) -> list[Guess]:
    return guess(model, [Text(text) for text in texts])


def explain_text(model: ParsedModel, text: str) -> Explanation:
    return explain(model, Text(text))


def learned_by(examples: list[Example]) -> list[Example]:
    """What a model looks for the nearest in."""
    return [each for each in examples if not each.held_back]
