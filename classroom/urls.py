from __future__ import annotations

from django.urls import URLPattern, URLResolver, path

from classroom import api
from classroom.views import card, cards, classes, join, rules, students, teachers, welcome

api_urlpatterns: list[URLPattern | URLResolver] = [path("me", api.MeView.as_view(), name="me")]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", welcome.welcome, name="welcome"),
    path("join/<str:code>/", join.names, name="join"),
    path("join/<str:code>/<uuid:person>/", join.student, name="join_student"),
    path("card/", card.card, name="card"),
    path("guest/", welcome.guest, name="guest"),
    path("sign-out/", welcome.sign_out, name="sign_out"),
    path("teachers/join/<str:token>/", teachers.teachers_join, name="teachers_join"),
    path("classes/", classes.classes, name="classes"),
    path("classes/new/", classes.class_new, name="class_new"),
    path("classes/<uuid:id>/", classes.class_page, name="class"),
    path("classes/<uuid:id>/door/", classes.class_door, name="class_door"),
    path("classes/<uuid:id>/reminder/", classes.class_reminder, name="class_reminder"),
    path("classes/<uuid:id>/rules/", rules.class_rules, name="class_rules"),
    path("classes/<uuid:id>/keep/", rules.class_keep, name="class_keep"),
    path("classes/<uuid:id>/media/", rules.class_media, name="class_media"),
    path("classes/<uuid:id>/watson/", rules.class_watson, name="class_watson"),
    path("classes/<uuid:id>/cards/", cards.cards, name="cards"),
    path("classes/<uuid:id>/students/", students.students_add, name="students_add"),
    path("classes/<uuid:id>/students/<uuid:student>/", students.student_page, name="student"),
    path(
        "classes/<uuid:id>/students/<uuid:student>/pictures/",
        students.student_pictures,
        name="student_pictures",
    ),
]
