"""What lands, what is rejected, and what happens when exports change."""

import pytest

PEOPLE = "id,mail,phone,full_name,born_on\n1,Ann@A.example,+49 30 123456,Ann Lee,2000-01-31\n"


def test_every_row_lands_or_is_rejected_with_its_reason_and_its_original(landing):
    landing.write(
        {
            "shop/people.csv": (
                "id,mail,born_on\n"
                "1,ann@a.example,2000-01-31\n"
                "1,ann@a.example,2000-01-31\n"
                ",bob@b.example,2000-01-31\n"
                "2,cat@c.example,2000-02-30\n"
                "3,dan@d.example,0024-05-01\n"
                "4,eve@e.example,1900-01-02\n"
            )
        }
    )
    landing.land()
    assert landing.rows("select row_number, is_staged from landing_neutral.people order by 1") == [
        (1, True),
        (2, False),
        (3, False),
        (4, False),
        (5, False),
        (6, True),
    ]
    assert landing.rejections("landing_neutral.people") == [
        (2, "id", "1", "an earlier row has this key"),
        (3, "id", None, "required value is missing"),
        (4, "born_on", "2000-02-30", "cannot be read as date"),
        (5, "born_on", "0024-05-01", "before 1900-01-01"),
    ]
    assert landing.rows(
        "select row_number, original from landing.rejected_originals order by 1"
    ) == [
        (2, '{"id":"1","mail":"(withheld)","born_on":"2000-01-31"}'),
        (3, '{"id":null,"mail":"(withheld)","born_on":"2000-01-31"}'),
        (4, '{"id":"2","mail":"(withheld)","born_on":"2000-02-30"}'),
        (5, '{"id":"3","mail":"(withheld)","born_on":"0024-05-01"}'),
    ]


def test_a_correction_takes_the_key_of_a_row_that_is_out_already(landing):
    landing.write({"shop/sales.csv": "sale_id,sold_at,amount\n1,2025-01-01,ten\n1,2025-01-01,10\n"})
    landing.land()
    assert landing.rows(
        "select row_number, amount::int from landing_neutral.sales where is_staged"
    ) == [(2, 10)]


def test_names_in_any_mode_and_aliases_find_their_column(landing):
    landing.write(
        {
            "a/People.csv": "ID,Full Name\n1,Ann\n",
            "b/people_2024.csv": "id;姓名\n1;Ann\n",
            "c/RECEIPTS.csv": "SaleId,SoldAt,Amount\n1,2025-01-01,3\n",
        }
    )
    landing.land()
    assert landing.rows(
        "select count(distinct full_name), count(full_name) from landing_neutral.people"
    ) == [(1, 2)]
    assert landing.rows("select sale_id, amount::int from landing_neutral.sales") == [("1", 3)]


def test_the_latest_version_of_a_record_stays(landing):
    landing.write(
        {
            "crm/deal_history.csv": (
                "deal_id,stage,changed_at\n"
                "d,Open,2025-01-02T00:00:00Z\n"
                "d,Won,2025-01-03T00:00:00Z\n"
                "d,New,2025-01-01T00:00:00Z\n"
                "e,New,\n"
            )
        }
    )
    landing.land()
    assert landing.rows(
        "select deal_id, stage from landing_crm.deal_history where is_staged order by 1"
    ) == [("d", "Won"), ("e", "New")]
    later = "a later version of this record is in the export"
    assert landing.rejections("landing_crm.deal_history") == [
        (1, "deal_id", "d", later),
        (3, "deal_id", "d", later),
    ]


def test_a_record_whose_latest_version_says_it_is_deleted_does_not_come_back(landing):
    landing.write(
        {
            "crm/deal_history.csv": (
                "deal_id,stage,changed_at,_fivetran_deleted\n"
                "a,New,2025-01-01T00:00:00Z,false\n"
                "a,Won,2025-01-02T00:00:00Z,true\n"
                # What appends rows leaves all of a deletion empty but the id.
                "b,New,2025-01-01T00:00:00Z,false\n"
                "b,,,true\n"
                # Deleted, and restored after that.
                "c,New,2025-01-01T00:00:00Z,true\n"
                "c,Won,2025-01-02T00:00:00Z,false\n"
            )
        }
    )
    landing.land()
    assert landing.rows("select deal_id, stage from landing_crm.deal_history where is_staged") == [
        ("c", "Won")
    ]
    later = "a later version of this record is in the export"
    deleted = "deleted in the source system"
    assert landing.rejections("landing_crm.deal_history") == [
        (1, "deal_id", "a", later),
        (2, "_fivetran_deleted", "true", deleted),
        (3, "deal_id", "b", later),
        (4, "_fivetran_deleted", "true", deleted),
        (5, "_fivetran_deleted", "true", deleted),
    ]


def test_what_a_loader_marked_as_deleted_or_superseded_is_rejected(landing):
    landing.write(
        {
            "crm/deal_history.csv": (
                "deal_id,stage,_fivetran_deleted,_fivetran_active\n"
                "a,New,false,true\nb,New,true,true\nc,New,false,false\n"
            )
        }
    )
    landing.land()
    assert landing.rejections("landing_crm.deal_history") == [
        (2, "_fivetran_deleted", "true", "deleted in the source system"),
        (3, "_fivetran_active", "false", "an earlier version of the record"),
    ]
    columns = landing.rows("select column_name from (describe landing_crm.deal_history)")
    assert ("_fivetran_active",) not in columns


def test_an_unchanged_export_is_left_alone(landing):
    landing.write({"shop/people.csv": PEOPLE, "other/people.csv": PEOPLE})
    landing.land()
    # Whatever lands again would undo this.
    landing.connection.execute("update landing_neutral.people set id = 'marked'")
    landing.land()
    assert landing.rows("select distinct id from landing_neutral.people") == [("marked",)]


def test_a_changed_export_replaces_its_own_rows(landing):
    landing.write(
        {"shop/people.csv": PEOPLE, "shop/sales.csv": "sale_id,sold_at\n1,2025-01-01\n"}
        | {"other/people.csv": PEOPLE}
    )
    landing.land()
    landing.connection.execute("update landing_neutral.people set id = 'marked'")
    landing.connection.execute("update landing_neutral.sales set sale_id = 'marked'")
    landing.write({"shop/people.csv": PEOPLE + "2,,,,\n"})
    landing.land()
    assert landing.rows("select source_system, id from landing_neutral.people order by all") == [
        ("other", "marked"),
        ("shop", "1"),
        ("shop", "2"),
    ]
    assert landing.rows("select sale_id from landing_neutral.sales") == [("marked",)]


def test_an_export_that_is_gone_takes_its_rows_along(landing):
    landing.write({"shop/people.csv": PEOPLE, "shop/notes.csv": "a,b\n1,2\n"})
    landing.land()
    assert landing.rows("select file_name, entity from landing.files order by 1") == [
        ("notes.csv", None),
        ("people.csv", "people"),
    ]
    (landing.folder / "shop/people.csv").unlink()
    (landing.folder / "shop/notes.csv").unlink()
    landing.land()
    assert landing.rows("select * from landing_neutral.people") == []
    assert landing.rows("select * from landing.files") == []


def test_other_contracts_settings_and_keys_land_anew(landing):
    landing.write({"shop/people.csv": PEOPLE})
    landing.land(secret="one")
    first = landing.rows("select mail, phone, full_name from landing_neutral.people")
    landing.land(secret="two")
    second = landing.rows("select mail, phone, full_name from landing_neutral.people")
    assert all(one != two for one, two in zip(first[0], second[0], strict=True))
    landing.land(secret="one")
    assert landing.rows("select mail, phone, full_name from landing_neutral.people") == first
    # The contract gets a column more.
    people = landing.sources[0]
    wider = people | {"columns": [*people["columns"], {"name": "city"}]}
    landing.sources = [wider, *landing.sources[1:]]
    landing.land(secret="one")
    assert landing.rows("select id, city from landing_neutral.people") == [("1", None)]


def test_people_are_known_by_tokens_alone(landing):
    landing.write(
        {
            "a/people.csv": PEOPLE,
            "b/people.csv": (
                "id,mail,phone,full_name\n1,Ann Lee <ann@a.example>,0049 (30) 12 34 56, ANN  LEE\n"
            ),
        }
    )
    landing.land(secret="a secret")
    tokens = landing.rows("select distinct mail, phone, full_name from landing_neutral.people")
    assert len(tokens) == 1
    assert [len(token) for token in tokens[0]] == [64, 64, 64]
    assert landing.rows("select distinct mail_domain from landing_neutral.people") == [
        ("a.example",)
    ]


def test_a_refused_export_leaves_everything_as_it_was(landing):
    landing.write({"shop/people.csv": PEOPLE})
    landing.land()
    landing.write(
        {"shop/people.csv": PEOPLE + "2,,,,\n", "shop/sales.csv": "sale_id,amount\n1,2\n"}
    )
    with pytest.raises(ValueError, match=r"shop/sales\.csv: the column 'sold_at'"):
        landing.land()
    assert landing.rows("select id from landing_neutral.people") == [("1",)]
    assert landing.rows("select count(*) from landing.files") == [(1,)]


def test_dates_that_can_be_read_two_ways_need_a_setting(landing):
    landing.write({"shop/sales.csv": "sale_id,sold_at\n1,03/04/2025 10:00\n"})
    with pytest.raises(ValueError, match=r"shop/sales\.csv.*sold_at.*03/04/2025.*date_order"):
        landing.land()
    landing.land(date_order="dmy")
    assert landing.rows("select sold_at::text from landing_neutral.sales") == [
        ("2025-04-03 10:00:00",)
    ]
    landing.land(export_mappings=[{"system": "shop", "object": "sales", "date_order": "mdy"}])
    assert landing.rows("select sold_at::text from landing_neutral.sales") == [
        ("2025-03-04 10:00:00",)
    ]


def test_tables_of_a_loader_land_like_files(landing):
    landing.connection.execute("create schema raw")
    landing.connection.execute(
        "create table raw.sales as select 1 as sale_id, "
        "timestamp '2025-01-01 10:00:00' as sold_at, 1.50 as amount "
        "union all select null, null, 2.5"
    )
    landing.land(export_schemas={"erp": "raw"}, local_timezone="Europe/Berlin")
    assert landing.rows(
        "select sale_id, sold_at::text, amount::double from landing_neutral.sales where is_staged"
    ) == [("1", "2025-01-01 09:00:00", 1.5)]
    assert landing.rows("select file_format, length(file_hash) from landing.files") == [
        ("table", 32)
    ]
    landing.connection.execute("update landing_neutral.sales set sale_id = 'marked'")
    landing.land(export_schemas={"erp": "raw"}, local_timezone="Europe/Berlin")
    assert landing.rows("select distinct sale_id from landing_neutral.sales") == [("marked",)]


@pytest.mark.parametrize(
    ("changes", "landed"),
    [
        # Two rows are equal before and after: their hashes cancel out unless they are added up.
        (["update raw.sales set amount = 20"], 20),
        # The same cells under other names.
        (
            [
                "alter table raw.sales rename amount to gross",
                "alter table raw.sales rename net to amount",
            ],
            7,
        ),
    ],
)
def test_a_table_that_has_changed_lands_again(landing, changes, landed):
    landing.connection.execute("create schema raw")
    landing.connection.execute(
        "create table raw.sales as select date '2025-01-01' as sold_at, 10 as amount, 7 as net "
        "from range(2)"
    )
    landing.land(export_schemas={"erp": "raw"})
    for change in changes:
        landing.connection.execute(change)
    landing.land(export_schemas={"erp": "raw"})
    assert landing.rows("select amount::int from landing_neutral.sales") == [(landed,), (landed,)]


def test_a_view_in_any_order_keeps_its_rejected_rows_with_their_originals(landing):
    # Groups of a parallel aggregate come in another order each time.
    landing.connection.execute(
        "create schema raw; "
        "create table cells as select number, case when number % 50000 = 0 then 'bad' || number "
        "else '1' end as amount from range(600000) as numbers(number); "
        "create view raw.sales as select number as sale_id, any_value(date '2025-01-01') as "
        "sold_at, min(amount) as amount from cells group by number"
    )
    landing.land(export_schemas={"erp": "raw"})
    found = landing.rows(
        "select sale_id, json_extract_string(original, '$.sale_id') "
        "from landing_neutral.sales join landing.rejected_originals using (row_number) "
        "order by sale_id::int"
    )
    assert found == [(str(number), str(number)) for number in range(0, 600_000, 50_000)]


def test_a_telephone_number_that_a_spreadsheet_rounded_is_none(landing):
    landing.write({"shop/people.csv": 'id,phone\n1,4.91512E+12\n2,+4915123456789\n3,"4,9e12"\n'})
    landing.land()
    found = landing.rows("select id, phone is not null from landing_neutral.people order by id")
    assert found == [("1", False), ("2", True), ("3", False)]


def test_the_ends_of_a_calendar_are_no_dates_in_a_table_either(landing):
    landing.connection.execute("create schema raw")
    landing.connection.execute(
        "create table raw.people as select * from (values (1, date '9999-12-31'), "
        "(2, date '0001-01-01'), (3, date 'infinity'), (4, date '2000-01-31')) t(id, born_on)"
    )
    landing.land(export_schemas={"erp": "raw"})
    found = landing.rows(
        "select id, born_on::text from landing_neutral.people where is_staged order by id"
    )
    assert found == [("1", None), ("2", None), ("3", None), ("4", "2000-01-31")]


def test_numbers_of_a_data_frame_are_read_as_what_they_were(landing):
    # An integer column with a missing value is a float there, and a missing number is NaN.
    landing.connection.execute("create schema raw")
    landing.connection.execute(
        "create table raw.sales as select 7.0::double as sale_id, date '2025-01-01' as sold_at, "
        "'nan'::double as amount"
    )
    landing.land(export_schemas={"erp": "raw"})
    assert landing.rows("select sale_id, amount, is_staged from landing_neutral.sales") == [
        ("7", None, True)
    ]


def test_empty_files_are_tables_without_rows(landing):
    landing.write({"shop/people.csv": "", "shop/sales.csv": "sale_id,sold_at\n"})
    landing.land()
    assert landing.rows("select file_name, entity from landing.files order by 1") == [
        ("people.csv", "people"),
        ("sales.csv", "sales"),
    ]
    assert landing.rows("select count(*) from landing_neutral.people") == [(0,)]


@pytest.mark.parametrize(("system", "meant"), [("CRM", "crm"), ("crm-emea", "crm_emea")])
def test_a_source_system_that_is_nearly_an_adapter_is_refused(landing, system, meant):
    landing.write({f"{system}/deals.csv": "deal_id,stage\n1,Won\n"})
    with pytest.raises(ValueError, match=f"{system!r}, of deals.csv.*'crm'. Allowed: {meant!r}"):
        landing.land()


def test_exports_outside_the_folder_of_a_system_are_told(landing):
    landing.write({"sales.csv": "", "shop/2025/people.csv": "", "shop/.cache/x.csv": ""})
    landing.write({"shop/people.csv": PEOPLE, "notes.md": "", "shop/2025/notes.md": ""})
    assert landing.land() == [
        "exports are read from <source system>/<file> alone; "
        "not read: sales.csv, shop/2025/people.csv."
    ]


def test_a_mapping_of_an_absent_export_is_told(landing):
    landing.write({"shop/people.csv": PEOPLE})
    mapping = {"system": "shop", "object": "peeple", "entity": "people"}
    assert landing.land(export_mappings=[mapping]) == [
        "variable export_mappings: there is no export shop/peeple; its mapping has no effect."
    ]


def test_a_packed_file_and_several_parts_are_one_entity(landing):
    landing.write(
        {
            "shop/sales_2024.csv.gz": "sale_id,sold_at\n1,2024-01-01\n",
            "shop/sales_2025.csv": (
                "sale_id;sold_at;amount\n2;2025-01-01;1.234,56\n1;2025-01-01;1\n"
            ),
        }
    )
    landing.land()
    assert landing.rows(
        "select sale_id, file_name, amount::double from landing_neutral.sales where is_staged "
        "order by 1"
    ) == [("1", "sales_2024.csv.gz", None), ("2", "sales_2025.csv", 1234.56)]


def test_an_export_of_an_adapter_that_is_off_is_refused(landing):
    landing.write({"crm_emea/deal_history.csv": "deal_id,stage\n1,New\n"})
    with pytest.raises(ValueError, match=r"CRM_ADAPTERS leaves out 'crm', which reads crm_emea/"):
        landing.land(adapters=("salesforce",))
    landing.land(adapters=("crm",))
    assert landing.rows("select count(*) from landing_crm.deal_history") == [(1,)]
