/** Sizes that hold in every place; a test keeps them equal to `storage/limits.py`. Lengths count code points. */

export const LABEL_LENGTH = 30;
export const LABELS = 20;
export const PROJECT_NAME_LENGTH = 60;
export const COMPUTER_NAME_LENGTH = 30;
export const FIELDS = 20;
export const FIELD_NAME_LENGTH = 30;
export const CHOICES_LEAST = 2;
export const CHOICES = 20;
export const CHOICE_LENGTH = 30;
export const TEXT_LENGTH = 1024;
export const TEXT_TO_GUESS_LENGTH = 2048;
export const GUESSES_AT_ONCE = 100;
export const EXAMPLES_AT_ONCE = 1000;
export const MEDIA_AT_ONCE = 20;
export const PAGE_LENGTH = 200;
export const MODELS_KEPT = 10;
export const MODEL_BYTES = 2_000_000;
export const WORKS = 20;
export const WORK_BYTES = 10_000_000;
export const WORK_NAME_LENGTH = 60;
export const UNDO_SECONDS = 600;
export const ARRIVING_SECONDS = 86_400;
export const LABELS_TO_TRAIN = 2;
export const EXAMPLES_TO_TRAIN = 5;
export const SOUNDS_TO_TRAIN = 8;
export const ROWS_TO_TRAIN = 10;

// Pictures and sounds: as they are kept, and a file that is made into one. Sides count pixels.
export const PICTURE_SIDE = 512;
export const MEDIA_BYTES = 2_000_000;
export const UPLOAD_BYTES = 10_000_000;
export const SOUND_RATE = 16_000;
export const SOUND_SAMPLES = 16_000;

// Project files. The ratio of unpacked to packed counts once this much is unpacked; the training file is the original's.
export const FILE_BYTES = 2_000_000_000;
export const FILE_ENTRIES = 100_000;
export const FILE_DIRECTORY_BYTES = 32_000_000;
export const FILE_UNPACKED_BYTES = 4_000_000_000;
export const FILE_RATIO = 400;
export const FILE_RATIO_FROM = 1_000_000;
export const FILE_MANIFEST_BYTES = 16_000_000;
export const FILE_PROJECT_BYTES = 1_000_000;
export const FILE_LINE_BYTES = 64_000;
export const FILE_MODEL_BYTES = 4_000_000;
export const FILE_TRAINING_BYTES = 32_000_000;
