"""JSON of every shape: same records, and every value as it stands in the file."""

import gzip
import json

import pytest

RECORDS = '{"id": "1", "amount": 1.10}', '{"id": "2", "amount": 1e5}'
READ = [("1", "1.10"), ("2", "1e5")]


@pytest.mark.parametrize(
    "content",
    [
        "[{0}, {1}]",
        "{0}\n{1}\n",
        "{0}\r\n\r\n{1}",
        "{0}{1}",
        "{0} {1}\n",
        '{{"records": [{0}, {1}], "done": true}}',
        '{{"results": [{0}, {1}], "paging": {{"next": {{"after": "2"}}}}}}',
        '{{"data": [{0}, {1}], "info": {{"page": 1}}}}',
        '{{"dataList": [{0}, {1}], "total": 2}}',
        '{{"errorCode": 0, "data": {{"total": 2, "dataList": [{0}, {1}]}}}}',
        '{{"@odata.context": "x", "value": [{0}, {1}]}}',
        '{{"requestId": "x", "success": true, "result": [{0}, {1}]}}',
        '{{"orders": [{0}, {1}]}}',
        '{{"records": [{0}]}}\n{{"records": []}}\n{{"records": [{1}]}}\n',
    ],
)
def test_every_envelope(open_one, content):
    table = open_one(content.format(*RECORDS), "deals.json")

    assert (table.names, table.rows) == (["id", "amount"], READ)
    assert table.numbers == [1, 2]
    assert (table.export.stems, table.export.format) == (("deals",), "json")


@pytest.mark.parametrize("indent", [None, 2])
def test_layout_does_not_matter(open_one, indent):
    records = [{"id": "1", "note": "a\nb: 12, {}"}, {"id": "2", "note": '"quoted" \\ 5'}]

    array = open_one(json.dumps(records, indent=indent), "deals.json")
    concatenated = open_one("\n".join(json.dumps(r, indent=indent) for r in records), "deals.json")

    assert array.rows == concatenated.rows == [tuple(record.values()) for record in records]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "gb18030"])
def test_encodings(open_one, encoding):
    lines = '{"姓名": "王伟", "备注": "春季促销活动"}\n{"姓名": "李娜", "备注": null}\n'

    table = open_one(lines.encode(encoding), "LeadsObj.jsonl")

    assert table.names == ["姓名", "备注"]
    assert table.rows == [("王伟", "春季促销活动"), ("李娜", None)]
    assert table.export.encoding == encoding


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_mark_or_line_ends_is_known_by_its_bracket(open_one, encoding):
    table = open_one(f"[{', '.join(RECORDS)}]".encode(encoding), "deals.json")

    assert (table.rows, table.export.encoding) == (READ, encoding)


def test_gzip(open_one):
    table = open_one(gzip.compress("\n".join(RECORDS).encode()), "deals.jsonl.gz")

    assert (table.rows, table.export.compression) == (READ, "gzip")
    assert table.export.stems == ("deals",)


@pytest.mark.parametrize(
    "value",
    ["4970762000000335415", "12345678901234567890123", "1.10", "1e5", "-0.0", "1678364284746",
     "0.1000000000000000055511151231257827", "true", "false"],
)  # fmt: skip
def test_values_keep_every_letter(open_one, value):
    table = open_one(f'{{"a": {value}, "b": {{"id": {value}}}}}\n{{"a": null}}\n', "x.jsonl")

    assert table.names == ["a", "b", "b.id"]
    assert table.rows == [(value, value, value), (None, None, None)]


def test_lookups_properties_and_lists(open_one):
    record = {
        "id": "7",
        "properties": {"createdate": "2024-01-01", "hs-x": None, "id": "8"},
        "Account_Name": {"name": "Acme", "id": "123"},
        "owner": {"_id": "9"},
        "form": {"value": "yes", "timestamp": 1},
        "address": {"city": "Köln", "geo": {"lat": 1}},
        "tags": ["a", 1],
        "contacts": [{"id": 5}],
    }

    table = open_one(json.dumps(record), "x.json")

    assert dict(zip(table.names, table.rows[0], strict=True)) == {
        "id": "7",
        # Lifted under their own names, save where the record has that name already.
        "createdate": "2024-01-01",
        "hs-x": None,
        "properties.id": "8",
        "Account_Name": "123",
        "Account_Name.name": "Acme",
        "Account_Name.id": "123",
        "owner": "9",
        "owner._id": "9",
        "form": "yes",
        "form.value": "yes",
        "form.timestamp": "1",
        "address": '{"city":"Köln","geo":{"lat":1}}',
        "address.city": "Köln",
        "address.geo": '{"lat":1}',
        "tags": '["a",1]',
        "contacts": '[{"id":5}]',
    }


def test_a_lookup_is_an_object_in_one_record_and_text_in_another(open_one):
    table = open_one('{"Owner": {"id": "1", "name": "Ann"}}\n{"Owner": "2"}\n{}\n', "x.jsonl")

    assert table.names == ["Owner", "Owner.id", "Owner.name"]
    assert table.rows == [("1", "1", "Ann"), ("2", None, None), (None, None, None)]


def test_links_of_a_salesforce_tree(open_one):
    records = [
        {"attributes": {"type": "Contact", "referenceId": "ContactRef1", "url": "/x"},
         "LastName": "@home", "AccountId": "@AccountRef1"},
    ]  # fmt: skip

    table = open_one(json.dumps({"records": records}), "Contact.json")

    assert dict(zip(table.names, table.rows[0], strict=True)) == {
        "id": "ContactRef1",
        "attributes.type": "Contact",
        "attributes.referenceId": "ContactRef1",
        "LastName": "@home",
        "AccountId": "AccountRef1",
    }


def test_airbyte_lines_are_one_table_per_stream(open_all):
    lines = [
        '{"stream": "deals", "data": {"id": 1.50}, "emitted_at": 5}',
        '{"stream": "incremental_leads_zoho_crm_stream", "data": {"id": 2}, "emitted_at": 5}',
        '{"stream": "deals", "data": {"id": 3}, "emitted_at": 5}',
    ]

    deals, leads = open_all("\n".join(lines), "records.jsonl")

    assert (deals.export.name, deals.export.stems) == ("records.jsonl/deals", ("deals",))
    assert (deals.rows, deals.numbers) == ([("1.50",), ("3",)], [1, 3])
    assert leads.export.stems == ("leads", "incremental_leads_zoho_crm_stream")
    assert (leads.rows, leads.numbers) == ([("2",)], [2])


def test_airbyte_messages_that_are_no_records(open_one):
    lines = [
        '{"type": "LOG", "log": {"message": "x"}}',
        '{"type": "RECORD", "record": {"stream": "deals", "data": {"id": 1}, "emitted_at": 1}}',
        '{"type": "STATE", "state": {}}',
    ]

    assert open_one("\n".join(lines), "records.jsonl").rows == [("1",)]


@pytest.mark.parametrize("data", ['{"id": 1.50}', '"{\\"id\\": 1.50}"'])
def test_airbyte_raw_tables(open_one, data):
    table = open_one(f'{{"_airbyte_ab_id": "u", "_airbyte_data": {data}}}\n', "deals.jsonl")

    assert (table.names, table.rows) == (["id"], [("1.50",)])


def test_lines_that_are_no_records_are_kept(open_one):
    table = open_one('{"id": 1}\n\n{"id":\nnone\n5\n[]\n{"id": 2}\n', "x.jsonl")

    assert (table.rows, table.numbers) == ([("1",), ("2",)], [1, 6])
    assert table.broken == [
        (2, '{"id":', "not JSON"),
        (3, "none", "not JSON"),
        (4, "5", "a number where an object is due"),
        (5, "[]", "a list where an object is due"),
    ]


@pytest.mark.parametrize("content", ["", "[]", '{"records": []}', "\n"])
def test_empty(open_one, content):
    table = open_one(content, "x.json")

    assert (table.names, table.rows, table.broken) == ([], [], [])


def test_keys_of_every_kind(open_one):
    record = {"a/b": "1", "c~d": "2", "e.f": "3", 'g"h': "4", "page-url": "5", "A": "6", "a": "7"}

    table = open_one(json.dumps(record), "x.json")

    assert table.names == ["a/b", "c~d", "e.f", 'g"h', "page-url", "A", "a (2)"]
    assert table.rows == [tuple(record.values())]
