"""The schemas that are published say what the models do."""

import json

import jsonschema
import overlay
import pytest

from govgen.cache import Cache
from govgen.form import fill
from govgen.load import load
from govgen.published import form
from govgen.record import kinds
from govgen.schema import documented, reached, schema

KINDS = sorted(kinds())


@pytest.fixture(scope="module", name="sample")
def sample_register(pytestconfig, tmp_path_factory):
    return load(
        pytestconfig.rootpath, overlay.AS_OF, Cache(tmp_path_factory.mktemp("cache"))
    ).register


@pytest.mark.parametrize("name", sorted(documented()))
def test_every_schema_is_a_schema_and_allows_no_null(name):
    found = schema(documented()[name])
    jsonschema.Draft202012Validator.check_schema(found)
    assert '"null"' not in json.dumps(found)


@pytest.mark.parametrize("kind", KINDS)
def test_every_field_is_described_in_both_languages(kind):
    model = kinds()[kind]
    found = schema(model)
    parts = {model.__name__: found, **found["$defs"]}
    for part in reached(model):
        for key, field in parts[part.__name__]["properties"].items():
            assert field.get("description_zh"), (part.__name__, key)
            assert field.get("description_en"), (part.__name__, key)


@pytest.mark.parametrize("kind", KINDS)
def test_an_event_goes_to_a_state_of_the_kind_only(kind):
    model = kinds()[kind]
    to = schema(model)["$defs"]["Event"]["properties"]["to"]
    assert to["enum"] == list(model.KIND.all_states)
    assert all(words["zh"] and words["en"] for words in to["x-words"].values())


def test_every_sample_record_is_valid(sample):
    validators = {name: jsonschema.Draft202012Validator(schema(kinds()[name])) for name in KINDS}
    for record in sample.records.values():
        errors = list(validators[record.KIND.name].iter_errors(form(record)))
        assert errors == [], record.id


CORE = {
    "id": "ISS-2026-0001",
    "title": "路灯不亮",
    "category": "facilities",
    "raised_by": {"kind": "resident"},
    "events": [{"to": "submitted", "at": "2026-03-05"}],
}
FAULTS = {
    "an unknown key": {"categories": "facilities"},
    "a value off the list": {"category": "lamps"},
    "no such day": {"review_on": "5.3.2026"},
    "an empty title": {"title": ""},
    "an unknown language": {"title": {"fr": "x"}},
    "a form instead of text": {"outcome": {"a": "b"}},
    "no events": {"events": []},
    "a nested unknown key": {"raised_by": {"kind": "resident", "name": "x"}},
    "a negative count": {"raised_by": {"kind": "resident", "households": "-1"}},
}


@pytest.mark.parametrize("name", FAULTS)
def test_model_and_schema_refuse_alike(name):
    model = kinds()["issue"]
    validator = jsonschema.Draft202012Validator(schema(model))
    assert validator.is_valid(CORE)
    assert isinstance(fill(model, CORE), model)
    faulty = {**CORE, **FAULTS[name]}
    assert not validator.is_valid(faulty)
    assert isinstance(fill(model, faulty), tuple)


def test_one_item_may_stand_for_a_list_where_the_model_allows_it():
    one = {**CORE, "arises_from": "MTG-2026-0001"}
    assert jsonschema.Draft202012Validator(schema(kinds()["issue"])).is_valid(one)
    assert isinstance(fill(kinds()["issue"], one), kinds()["issue"])
