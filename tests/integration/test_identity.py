"""Who is who in a small club with a web site, and that nothing past landing tells a raw identifier.

The first build is scanned whole; the second takes away one key and must give the former persons.
"""

import hashlib
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import pytest

KEY = "a-key-that-no-table-may-hold-4711"

# Distinctive, so that a hit is no accident.
EMAIL = "zephyrina.quackenbush@acmexyz.example"
OTHER_EMAIL = "zq.private@hideaway.example"
PHONE = "+49 30 9988776611"
FIRST_NAME, LAST_NAME = "Zephyrina", "Quackenbush"

# Six at a switchboard, each with an address: one more than the rule for phones allows.
COLLEAGUES = "\n".join(
    f"c{number},colleague{number}@gmail.com,+49 30 5550000,,,2024-01-0{number},Cora{number},Xylo"
    for number in range(1, 7)
)

LEAD = ",".join((FIRST_NAME, LAST_NAME, f"{FIRST_NAME} {LAST_NAME}", EMAIL, PHONE, PHONE))

EXPORTS = {
    "club/persons.csv": f"""\
person_id,email,phone,member_number,merged_into_person_id,created_at,first_name,last_name
p1,{EMAIL},{PHONE},M-10001,,2024-01-01,{FIRST_NAME},{LAST_NAME}
p2,{OTHER_EMAIL},,M-10001,,2024-01-02,{FIRST_NAME},{LAST_NAME}
p3,,0049 (30) 9988-776611,,,2024-01-03,{FIRST_NAME},{LAST_NAME}
p4,,,,p2,2024-01-04,{FIRST_NAME},{LAST_NAME}
p5,before@old.example,,,,2024-01-05,Ann,Other
p6,after@new.example,,,,2024-01-06,Ann,Other
{COLLEAGUES}
bad,{EMAIL},{PHONE},,,not a date {EMAIL},{FIRST_NAME},{LAST_NAME}
""",
    "club/accounts.csv": """\
account_id,account_name,website
acme,Acme,https://www.acmexyz.example/about
mailer,Mailer,https://gmail.com
""",
    "club/person_keys.csv": """\
person_id,email,click_id,seen_at
p5,after@new.example,,2024-02-01T00:00:00Z
c3,,click-of-c3,2024-02-01T00:00:00Z
""",
    "salesforce/Lead.csv": f"""\
Id,FirstName,LastName,Name,Email,Phone,MobilePhone,Company,CreatedDate
00Q000000000001AAA,{LEAD},Acme,2024-03-01T00:00:00Z
00Q000000000002AAA,{LEAD},Acme,not a date {EMAIL}
""",
    "site/touchpoints.csv": f"""\
touchpoint_id,email,cookie_id,click_id,touched_at,landing_page,referrer,content
t1,,browser-of-p1,,2024-02-01T00:00:00Z,https://club.example/,,
t2,{EMAIL},browser-of-p1,,2024-02-02T00:00:00Z,https://club.example/?email={EMAIL},mailto:{EMAIL},{EMAIL}
t3,,browser-of-p1,,2024-02-03T00:00:00Z,https://club.example/?e={EMAIL.replace("@", "%40")},,
t4,,family-browser,,2024-02-01T00:00:00Z,https://club.example/,,
t5,colleague1@gmail.com,family-browser,,2024-02-05T00:00:00Z,https://club.example/,,
t6,,family-browser,,2024-02-09T23:59:59Z,https://club.example/,,
t7,colleague2@gmail.com,family-browser,,2024-02-10T00:00:00Z,https://club.example/,,
t8,,family-browser,,2024-02-10T00:00:00Z,https://club.example/,,
t9,,family-browser,,2024-02-20T00:00:00Z,https://club.example/,,
t10,,,click-of-c3,2024-01-20T00:00:00Z,https://club.example/,,
t11,,browser-of-nobody,,2024-01-20T00:00:00Z,https://club.example/,,
t12,,,click-of-nobody,2024-01-20T00:00:00Z,https://club.example/,,
""",
}

# The lead of the second system has the address of p1; p4 was merged into p2.
PERSONS = {
    "club|p1": "club|p1",
    "club|p2": "club|p1",
    "club|p3": "club|p1",
    "club|p4": "club|p1",
    "salesforce|00Q000000000001AAA": "club|p1",
    "club|p5": "club|p5",
    "club|p6": "club|p5",
    **{f"club|c{number}": f"club|c{number}" for number in range(1, 7)},
}


@pytest.fixture(scope="module")
def builds(open_workspace: Callable[..., Any], write_exports: Callable[..., Path]) -> Iterator[Any]:
    """Workspaces with all keys, built whole, and without the export of keys."""
    exports = write_exports(EXPORTS)
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("CRM_ATTRIBUTION_KEY", KEY)
        whole, without_keys = open_workspace(), open_workspace()
        settings = {"data_driven_attribution": False}
        whole.build(exports, settings)
        (exports / "club/person_keys.csv").unlink()
        without_keys.build(
            exports,
            settings,
            select=["+dim_person_identities"],
            exclude=["resource_type:test"],
        )
    yield whole, without_keys
    shutil.rmtree(exports)


@pytest.fixture(scope="module")
def whole(builds: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    with builds[0].connect() as connection:
        yield connection


@pytest.fixture(scope="module")
def without_keys(builds: Any) -> Iterator[duckdb.DuckDBPyConnection]:
    with builds[1].connect() as connection:
        yield connection


def persons(connection: duckdb.DuckDBPyConnection) -> dict[str, str]:
    """Person of each record, as the bridge tells it."""
    return dict(
        connection.execute(
            "select identity_id, person_id from marts.dim_person_identities "
            "where identity_type in ('lead', 'contact', 'person')"
        ).fetchall()
    )


# --- Who is who ---------------------------------------------------------------------------------


def test_records_are_one_person_by_declared_keys(whole):
    assert persons(whole) == PERSONS


def test_without_the_key_that_joined_them_two_persons_stand_under_their_former_names(without_keys):
    assert persons(without_keys) == PERSONS | {"club|p6": "club|p6"}


def test_the_bridge_names_the_weakest_rule_needed_and_how_sure_it_is(whole):
    rules = whole.execute(
        "select identity_id, identity_rule, cast(confidence as double) "
        "from marts.dim_person_identities where person_id = 'club|p1' and identity_id like 'club%'"
    ).fetchall()
    # The confidences are those of the seed identity_rules.
    assert sorted(rules) == [
        ("club|p1", "itself", 1.0),
        ("club|p2", "member_number", 0.99),
        ("club|p3", "phone", 0.9),
        ("club|p4", "member_number", 0.99),
    ]


def test_a_switchboard_joins_nobody_and_is_listed(whole):
    listed = whole.execute(
        "select key_type, reason, degree, max_degree, length(key_id) "
        "from intermediate.int_identity__shared_keys_listed where key_type = 'phone'"
    ).fetchall()
    # A token of 64 digits behind "(phone)|".
    assert listed == [("phone", "shared", 6, 5, 72)]
    counted = whole.execute(
        "select shared_key_count from marts.rpt_identity_quality where identity_rule = 'phone'"
    ).fetchall()
    assert counted == [(1,)]


def test_touchpoints_of_a_browser_belong_to_whoever_held_it_and_clicks_to_their_contact(whole):
    touched = dict(
        whole.execute(
            "select split_part(touchpoint_id, '|', 2), person_id from marts.fct_touchpoints"
        ).fetchall()
    )
    assert touched == {
        **dict.fromkeys(["t1", "t2", "t3"], "club|p1"),
        # Until the instant at which the second colleague is named.
        **dict.fromkeys(["t4", "t5", "t6"], "club|c1"),
        **dict.fromkeys(["t7", "t8", "t9"], "club|c2"),
        "t10": "club|c3",
        "t11": "(cookie_id)|site|browser-of-nobody",
        "t12": None,
    }


def test_a_browser_that_changed_hands_has_a_row_per_holder_with_its_time(whole):
    periods = whole.execute(
        "select person_id, cast(valid_from as date)::varchar, cast(valid_to as date)::varchar "
        "from marts.dim_person_identities where identity_id = '(cookie_id)|site|family-browser'"
    ).fetchall()
    assert sorted(periods) == [
        ("club|c1", "2024-02-01", "2024-02-10"),
        ("club|c2", "2024-02-10", "2024-02-20"),
    ]


def test_an_address_finds_the_account_of_its_domain_unless_anybody_may_have_one_there(whole):
    matched = whole.execute(
        "select person_id, account_id, account_match_rule from marts.dim_persons "
        "where person_id in ('club|p1', 'club|c1', 'club|p5')"
    ).fetchall()
    assert sorted(matched) == [
        ("club|c1", None, None),
        ("club|p1", "club|acme", "company_domain"),
        ("club|p5", None, None),
    ]


# --- Raw identifiers ----------------------------------------------------------------------------


def needles() -> dict[str, str]:
    """What may stand nowhere, in small letters: identifiers, what gives them away, and the key."""
    digits = "".join(character for character in PHONE if character.isdigit())
    texts = {
        "address": EMAIL,
        "address in a URL": EMAIL.replace("@", "%40"),
        "local part": EMAIL.split("@")[0],
        "other address": OTHER_EMAIL,
        "address of a colleague": "colleague1@gmail.com",
        "phone as written": PHONE,
        "phone in digits": digits,
        "phone without country code": digits.removeprefix("49"),
        "first name": FIRST_NAME,
        "last name": LAST_NAME,
        "key": KEY,
    }
    # A hash without a key is as good as the address to whoever has a list of addresses.
    plain = {
        f"{name} of {what}": hashlib.new(name, value.encode()).hexdigest()
        for name in ("md5", "sha1", "sha256")
        for what, value in (("the address", EMAIL), ("the phone", digits))
    }
    return {what: text.lower() for what, text in (texts | plain).items()}


def found(connection: duckdb.DuckDBPyConnection, texts: dict[str, str]) -> list[tuple[str, str]]:
    """Tables past landing and what of the texts stands in any column, lists and structs included.

    A whole row is cast to text at once: no column can be forgotten.
    """
    tables = connection.execute(
        "select table_schema, table_name from information_schema.tables "
        "where table_catalog = current_database() and not starts_with(table_schema, 'landing') "
        "order by all"
    ).fetchall()
    assert tables
    hits = []
    for schema, table in tables:
        counts = ", ".join(
            f"bool_or(contains(text, ${place}))" for place in range(1, len(texts) + 1)
        )
        row = connection.execute(
            f"select {counts} from (select lower(cast(scanned as varchar)) as text "
            f'from "{schema}"."{table}" as scanned)',
            list(texts.values()),
        ).fetchall()[0]
        hits += [(f"{schema}.{table}", what) for what, hit in zip(texts, row, strict=True) if hit]
    return hits


def test_no_table_past_landing_holds_a_raw_identifier_or_the_key(whole):
    assert found(whole, needles()) == []


def test_the_scan_reads_every_table_and_looks_into_lists_and_structs():
    with duckdb.connect() as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.clean as select 1 as number, 'text' as text")
        connection.execute(
            "create table marts.nested as select [{'value': $address}] as values_found",
            {"address": EMAIL.upper()},
        )
        connection.execute(
            "create view marts.seen as select values_found[1].value from marts.nested"
        )
        connection.execute("create schema landing_club")
        connection.execute("create table landing_club.persons as from marts.nested")
        hits = {table for table, what in found(connection, needles()) if what == "address"}
    assert hits == {"marts.nested", "marts.seen"}


def test_rejected_rows_are_kept_and_the_test_is_about_something(whole):
    reasons = whole.execute(
        "select source_system, count(distinct row_number) from staging.stg_exports__rejected_rows "
        "group by source_system order by source_system"
    ).fetchall()
    assert reasons == [("club", 1), ("salesforce", 1)]


def test_no_file_that_a_build_leaves_holds_the_key(builds):
    holding = [
        path.name
        for path in builds[0].folder.rglob("*")
        if path.is_file() and KEY.encode() in path.read_bytes()
    ]
    assert holding == []
