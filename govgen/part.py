"""A form, or a part of one."""

from pydantic import BaseModel, ConfigDict

from govgen.derived import derived


class Part(BaseModel):
    """A form, or a part of one: frozen, no unknown keys; what reads it is built when first it is filled.

    What reads a part that every record has is built at once (`defer_build=False`), for all kinds to share.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        str_strip_whitespace=True,
        populate_by_name=False,
        defer_build=True,
        ignored_types=(derived,),
    )
