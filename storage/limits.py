"""Sizes that hold in every place; the class's own rules are in `classroom/policy.py`. Lengths count code points.

`frontend/src/contract/limits.ts` has the same, and a test keeps it so: both sides refuse the same things.
"""

from __future__ import annotations

LABEL_LENGTH = 30
LABELS = 20
PROJECT_NAME_LENGTH = 60
COMPUTER_NAME_LENGTH = 30
FIELDS = 20
FIELD_NAME_LENGTH = 30
CHOICES_LEAST = 2
CHOICES = 20
CHOICE_LENGTH = 30
TEXT_LENGTH = 1024
TEXT_TO_GUESS_LENGTH = 2048
GUESSES_AT_ONCE = 100
EXAMPLES_AT_ONCE = 1000
MEDIA_AT_ONCE = 20
PAGE_LENGTH = 200
MODELS_KEPT = 10
MODEL_BYTES = 2_000_000
WORKS = 20
WORK_BYTES = 10_000_000
WORK_NAME_LENGTH = 60
UNDO_SECONDS = 600
ARRIVING_SECONDS = 86_400
LABELS_TO_TRAIN = 2
EXAMPLES_TO_TRAIN = 5
SOUNDS_TO_TRAIN = 8
ROWS_TO_TRAIN = 10

# Pictures and sounds: as they are kept, and a file that is made into one. Sides count pixels.
PICTURE_SIDE = 512
MEDIA_BYTES = 2_000_000
UPLOAD_BYTES = 10_000_000
SOUND_RATE = 16_000
SOUND_SAMPLES = 16_000

# Project files. The ratio of unpacked to packed counts once this much is unpacked; the training file is the original's.
FILE_BYTES = 2_000_000_000
FILE_ENTRIES = 100_000
FILE_DIRECTORY_BYTES = 32_000_000
FILE_UNPACKED_BYTES = 4_000_000_000
FILE_RATIO = 400
FILE_RATIO_FROM = 1_000_000
FILE_MANIFEST_BYTES = 16_000_000
FILE_PROJECT_BYTES = 1_000_000
FILE_LINE_BYTES = 64_000
FILE_MODEL_BYTES = 4_000_000
FILE_TRAINING_BYTES = 32_000_000
