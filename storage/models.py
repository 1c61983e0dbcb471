from __future__ import annotations

from django.db import models


class ObjectToDelete(models.Model):
    """The outbox of the object store: a promise that `key` is deleted once `due_at` has passed.

    Committed before an object is put and dropped with the row that comes to own it, so a crash in between
    leaves nothing behind; added in the transaction that removes such a row.
    """

    key = models.CharField(max_length=200)
    due_at = models.DateTimeField(db_index=True)
    tries = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name_plural = "objects to delete"
        indexes = (models.Index(name="object_by_key", fields=("key",)),)

    def __str__(self) -> str:
        return self.key
