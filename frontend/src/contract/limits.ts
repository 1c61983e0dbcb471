/** Sizes that hold in every place; a test keeps them equal to `storage/limits.py`. Lengths count code points. */

export const LABEL_LENGTH = 30;
export const LABELS = 20;
export const PROJECT_NAME_LENGTH = 60;
export const TEXT_LENGTH = 1024;
export const TEXT_TO_GUESS_LENGTH = 2048;
export const GUESSES_AT_ONCE = 100;
export const EXAMPLES_AT_ONCE = 1000;
export const PAGE_LENGTH = 200;
export const MODELS_KEPT = 10;
export const MODEL_BYTES = 2_000_000;
export const UNDO_SECONDS = 600;
export const LABELS_TO_TRAIN = 2;
export const EXAMPLES_TO_TRAIN = 5;
