"""What a row written as it stands in a fixture still needs.

``loaddata`` saves past ``Model.save``: nobody places the node in its tree or makes the sort key. The
numbers of the trees are set right by one statement at the end (``schools.domain.trees``).
"""

from typing import Any

from django.db import models
from mptt.models import MPTTModel

from schools.domain.sorting import pinyin_key
from schools.domain.trees import next_tree_ids, plant
from schools.models import School

_TREE = ("parent_id", "tree_id", "lft", "rght", "level")


def complete_raw_row(
    sender: type[models.Model], instance: models.Model, raw: bool, using: str, **_: Any
) -> None:
    """Fill in the columns a fixture does not carry; receiver of ``pre_save``."""
    if not raw:
        return
    if issubclass(sender, MPTTModel):
        _place(sender, instance, using)
    if any(field.name == "sort_key" for field in sender._meta.concrete_fields):
        length = sender._meta.get_field("sort_key").max_length
        instance.sort_key = pinyin_key(instance.name, length=length)
    if sender is School:
        stored = School.objects.using(using).filter(pk=instance.pk).values_list("version", flat=True).first()
        # A page drawn before the load must notice that it is stale.
        instance.version = 0 if stored is None else stored + 1


def _place(model: type[models.Model], node: MPTTModel, using: str) -> None:
    """Keep the numbers of a known node whose parent stays; make any other a tree of its own."""
    numbers = ("tree_id", "lft", "rght", model._mptt_meta.level_attr)
    stored = model._base_manager.using(using).filter(pk=node.pk).values("parent_id", *numbers).first()
    if stored is None or stored["parent_id"] != node.parent_id:
        plant(node, next_tree_ids(model, 1, using=using)[0])
        return
    for name in numbers:
        setattr(node, name, stored[name])
