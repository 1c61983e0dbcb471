from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from training.api import examples, lent, models, pictures, runs

urlpatterns: list[URLPattern | URLResolver] = []

PROJECT = "projects/<uuid:project>"

api_urlpatterns: list[URLPattern | URLResolver] = [
    path(f"{PROJECT}/examples", examples.ExamplesView.as_view(), name="examples"),
    path(f"{PROJECT}/examples/all", examples.AllExamplesView.as_view(), name="examples_all"),
    path(f"{PROJECT}/examples/change", examples.ChangeExamplesView.as_view(), name="examples_change"),
    path(f"{PROJECT}/examples/remove", examples.RemoveExamplesView.as_view(), name="examples_remove"),
    path(f"{PROJECT}/examples/restore", examples.RestoreExamplesView.as_view(), name="examples_restore"),
    path(f"{PROJECT}/counts", examples.CountsView.as_view(), name="counts"),
    path(f"{PROJECT}/media/<uuid:media>", examples.MediaView.as_view(), name="media"),
    path("pictures/from-address", pictures.FromAddressView.as_view(), name="picture_from_address"),
    path(f"{PROJECT}/models", models.ModelsView.as_view(), name="models"),
    path(f"{PROJECT}/models/latest", models.LatestModelView.as_view(), name="model_latest"),
    path(f"{PROJECT}/models/<uuid:model>", models.ModelView.as_view(), name="model"),
    path(f"{PROJECT}/runs", runs.RunsView.as_view(), name="runs"),
    path(f"{PROJECT}/runs/<uuid:run>", runs.RunView.as_view(), name="run"),
    path(f"{PROJECT}/runs/<uuid:run>/cancel", runs.CancelRunView.as_view(), name="run_cancel"),
    path(f"{PROJECT}/guess", runs.GuessView.as_view(), name="guess"),
    path(f"{PROJECT}/explain", runs.ExplainView.as_view(), name="explain"),
    path("lent/<uuid:project>/runs/<uuid:run>", lent.LentRunView.as_view(), name="lent_run"),
    path(
        "lent/<uuid:project>/runs/<uuid:run>/cancel", lent.CancelLentRunView.as_view(), name="lent_run_cancel"
    ),
    path("lent/<uuid:project>/guess", lent.LentGuessView.as_view(), name="lent_guess"),
]
