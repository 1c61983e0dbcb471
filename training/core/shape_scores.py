"""The scores in a model file must add up."""

from __future__ import annotations

from training.core.shape_parts import demand, is_count, is_number, parts


def check_label_scores(said: object, labels: list[str]) -> None:
    """Problem: `invalid`."""
    held_back = parts(said, {"right", "of", "perLabel", "confusion"}, "scores")
    per_label = parts(held_back["perLabel"], set(labels), "scores")
    confusion = parts(held_back["confusion"], set(labels), "scores")
    for label in labels:
        row = confusion[label]
        demand(isinstance(row, dict) and set(row) <= set(labels), "its scores are damaged")
        demand(all(is_count(times) and times > 0 for times in row.values()), "its scores are damaged")
        _check_score(per_label[label], row.get(label, 0), sum(row.values()))
    right = sum(per_label[label]["right"] for label in labels)
    of = sum(per_label[label]["of"] for label in labels)
    _check_score({"right": held_back["right"], "of": held_back["of"]}, right, of)


def check_number_scores(said: object) -> None:
    """Problem: `invalid`."""
    scores = parts(said, {"right", "of", "near", "meanError", "usualError"}, "scores")
    right, of = scores["right"], scores["of"]
    demand(is_count(right) and is_count(of) and right <= of, "its scores do not add up")
    demand(is_number(scores["near"]) and scores["near"] >= 0, "its scores are damaged")
    for error in (scores["meanError"], scores["usualError"]):
        fits = is_number(error) and error >= 0 if of else error is None
        demand(fits, "its scores are damaged")


def _check_score(said: object, right: int, of: int) -> None:
    score = parts(said, {"right", "of"}, "scores")
    whole = is_count(score["right"]) and is_count(score["of"])
    demand(whole and score["right"] == right and score["of"] == of, "its scores do not add up")
