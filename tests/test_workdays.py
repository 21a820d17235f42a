from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govgen.workdays import last_day, working

KNOWN = st.dates(date(2010, 1, 1), date(2026, 9, 1))
LATER = st.dates(date(2040, 1, 1), date(2090, 1, 1))


@pytest.mark.parametrize(
    ("start", "days", "unit", "last"),
    [
        ("2026-03-25", 7, "day", "2026-04-01"),
        ("2026-03-06", 1, "day", "2026-03-09"),  # Saturday moves to Monday
        ("2026-09-28", 7, "day", "2026-10-08"),  # National Day: seven days off
        ("2025-01-24", 5, "day", "2025-02-05"),  # Spring Festival
        ("2026-03-25", 5, "working_day", "2026-04-01"),
        ("2026-09-28", 3, "working_day", "2026-10-08"),
        ("2025-01-24", 1, "working_day", "2025-01-26"),  # a Sunday worked in exchange
    ],
)
def test_a_limit_ends_on_a_working_day(start, days, unit, last):
    found = last_day(date.fromisoformat(start), days, unit)
    assert found == (date.fromisoformat(last), True)


def test_a_year_without_a_notice_is_counted_by_weekdays_and_says_so():
    assert last_day(date(2050, 1, 1), 7, "day") == (date(2050, 1, 10), False)


def test_a_limit_across_the_last_known_year_says_so():
    assert last_day(date(2026, 12, 28), 10, "day")[1] is False


@given(KNOWN, st.integers(1, 30))
def test_the_last_of_n_working_days_is_worked_and_has_n_worked_days_before_it(start, days):
    last, exact = last_day(start, days, "working_day")
    between = [start + timedelta(n) for n in range(1, (last - start).days + 1)]
    assert working(last) == (True, True)
    assert exact
    assert sum(working(day)[0] for day in between) == days


@given(KNOWN, st.integers(0, 30))
def test_calendar_days_end_no_sooner_than_counted_and_skip_only_holidays(start, days):
    last, _ = last_day(start, days, "day")
    plain = start + timedelta(days)
    assert last >= plain
    assert not any(working(plain + timedelta(n))[0] for n in range((last - plain).days))


@given(LATER, st.integers(1, 30), st.integers(1, 30))
def test_more_days_never_end_sooner(start, some, more):
    for unit in ("day", "working_day"):
        assert last_day(start, some, unit) <= last_day(start, some + more, unit)
