"""What a value of a file means by the type of its field, whatever its version and however it is written."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Annotated, Any

from pydantic import BaseModel, TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from govgen.source import Value

Form = type[BaseModel] | None
"""The form that a mapping fills; none where nobody knows it any more."""


@cache
def fields(form: Form) -> Mapping[str, FieldInfo]:
    """Return the fields of a form by their keys."""
    found = form.model_fields.items() if form else ()
    return {info.alias or name: info for name, info in found}


def parsed(form: Form, key: str, value: Value | None) -> object:
    """Return what a value means by the type of its field: its default where it is left out.

    Where the type is not known, or refuses the value, it is the text as written.
    """
    info = fields(form).get(key)
    if form is None or info is None:
        return plain(value)
    if value is None:
        return None if info.is_required() else info.get_default()
    try:
        return adapter(form, key).validate_python(value)
    except ValidationError:
        return plain(value)


def plain(value: Value | None) -> Value | None:
    """Return a text without white space around it, anything else as it is."""
    return value.strip() if isinstance(value, str) else value


@cache
def adapter(form: type[BaseModel], key: str) -> TypeAdapter[object]:
    """Return what parses one field of a form."""
    info = fields(form)[key]
    annotation: Any = info.annotation
    return TypeAdapter(Annotated[annotation, *info.metadata] if info.metadata else annotation)
