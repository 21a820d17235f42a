"""JSON Schema 2020-12 of each kind, from the same models that read it: for editors, and beside the data."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pydantic import BaseModel, BeforeValidator
from pydantic.json_schema import GenerateJsonSchema
from pydantic_core import to_jsonable_python

from govgen.community import Community
from govgen.fields import several
from govgen.form import bare
from govgen.people import People
from govgen.record import Record, kinds
from govgen.words import Choice, Words

DIALECT = "https://json-schema.org/draft/2020-12/schema"
Schema = dict[str, Any]


class Plainly(GenerateJsonSchema):
    """Tells defaults as they are: none needs a type of its own to become JSON."""

    def encode_default(self, dft: object) -> object:
        """Return a default as JSON has it."""
        return to_jsonable_python(dft)


def schema(model: type[BaseModel]) -> Schema:
    """Return the schema of a kind, or of one of the two files that are no records."""
    made = model.model_json_schema(by_alias=True, schema_generator=Plainly)
    definitions: Schema = made.pop("$defs", {})
    forms = {form.__name__: form for form in reached(model)}
    for name, part in [(model.__name__, made), *definitions.items()]:
        if name in forms:
            complete(part, forms[name])
    for choice in {found for form in forms.values() for found in closed_lists(form)}:
        if choice.__name__ in definitions:
            definitions[choice.__name__] |= valued({str(m.value): m.words for m in choice})
    if issubclass(model, Record):
        stated(definitions["Event"]["properties"]["to"], model)
        made["title"] = model.KIND.words.zh
        made["description"] = f"{model.KIND.words.zh}\n{model.KIND.words.en}"
    ordered = dict(sorted(definitions.items()))
    return {
        "$schema": DIALECT,
        "$id": f"{model.__name__.lower()}.json",
        **without_null(made),
        "$defs": without_null(ordered),
    }


def documented() -> dict[str, type[BaseModel]]:
    """Return what has a schema, by its name: every kind, and the two files."""
    return {**dict(sorted(kinds().items())), "community": Community, "people": People}


def reached(
    model: type[BaseModel], seen: set[type[BaseModel]] | None = None
) -> Iterator[type[BaseModel]]:
    """Yield `model` and every form inside it, each once."""
    known = seen if seen is not None else set()
    if model in known:
        return
    known.add(model)
    yield model
    for info in model.model_fields.values():
        for kind in bare(info.annotation):
            if isinstance(kind, type) and issubclass(kind, BaseModel):
                yield from reached(kind, known)


def closed_lists(form: type[BaseModel]) -> Iterator[type[Choice]]:
    """Yield the closed lists that a form's fields take their values from."""
    for info in form.model_fields.values():
        for kind in bare(info.annotation):
            if isinstance(kind, type) and issubclass(kind, Choice):
                yield kind


def complete(part: Schema, form: type[BaseModel]) -> None:
    """Let one item stand for a list where the form does; drop titles that pydantic made up."""
    part["description"] = (form.__doc__ or "").split("\n")[0]
    for name, info in form.model_fields.items():
        found: Schema = part["properties"][info.alias or name]
        found.pop("title", None)
        if any(
            isinstance(item, BeforeValidator) and item.func is several for item in info.metadata
        ):
            array = {key: found.pop(key) for key in ("type", "items", "minItems") if key in found}
            found["anyOf"] = [array["items"], array]


def stated(found: Schema, model: type[Record]) -> None:
    """List the kind's states where an event names one."""
    states = {name: state.words for name, state in model.KIND.all_states.items()}
    found.pop("anyOf", None)
    found.pop("default", None)
    found.update({"type": "string", **valued(states)})


def valued(words: dict[str, Words]) -> Schema:
    """Return a closed list with each value's words in both languages."""
    labels = {value: {"zh": label.zh, "en": label.en} for value, label in words.items()}
    return {"enum": list(words), "x-words": labels}


def clean(value: object) -> object:
    """Drop null in whatever `value` holds."""
    if isinstance(value, list):
        return [clean(item) for item in value]
    return without_null(value) if isinstance(value, dict) else value


def without_null(value: Schema) -> Schema:
    """Drop null wherever pydantic allows it: in a register a field that is not known is left out."""
    found: Schema = {
        key: clean(item) for key, item in value.items() if not (key == "default" and item is None)
    }
    options = found.get("anyOf")
    if isinstance(options, list):
        kept = [item for item in options if item != {"type": "null"}]
        if len(kept) == 1:
            return {**kept[0], **{key: item for key, item in found.items() if key != "anyOf"}}
        found["anyOf"] = kept
    return found
