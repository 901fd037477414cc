"""Salesforce in every shape it is exported in: API names, report labels, tree JSON, ELT tables.

One build reads a small organisation that is told here, a report with labels, a tree of records that
name each other by reference, and, where they lie beside the project, real-schema files.
"""

import csv
import json
from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
TREE = DATA / "salesforce_stock_tree_json"
FIVETRAN = DATA / "fivetran_seeds" / "dbt_salesforce"
TREE_OBJECTS = ("Account", "Campaign", "Contact", "Lead", "Opportunity")
ELT_TABLES = ("account", "contact", "event", "lead", "opportunity", "order", "task")
HISTORY_TABLES = ("account", "contact", "opportunity")

# An organisation whose own stage Signed is won and whose stage Won is still open.
ORGANISATION = {
    "salesforce/Account.csv": """
        Id,Name,Website
        001A00000000001AAA,Alder Works,https://www.Alder.example/home
        """,
    "salesforce/Contact.csv": """
        Id,AccountId,Email,Phone,CreatedDate
        003A00000000001AAA,001A00000000001AAA,a@alder.example,+1 555 0100,2024-01-05T10:00:00.000Z
        003A00000000002AAA,001A00000000001AAA,b@alder.example,,2024-01-05T10:00:00.000Z
        """,
    "salesforce/Campaign.csv": """
        Id,Name,Type
        701A00000000001AAA,Spring webinar,Webinar
        701A00000000002AAA,Spring mail,Email
        """,
    "salesforce/CampaignMember.csv": """
        Id,CampaignId,ContactId,Status,HasResponded,FirstRespondedDate,CreatedDate
        00vA00000000001AAA,701A00000000001AAA,003A00000000001AAA,Attended,true,2024-03-01,2024-02-20T08:00:00.000Z
        00vA00000000002AAA,701A00000000002AAA,003A00000000001AAA,Clicked,true,2024-03-10,2024-03-09T08:00:00.000Z
        """,
    "salesforce/Opportunity.csv": """
        Id,AccountId,StageName,Amount,CloseDate,CampaignId,CreatedDate
        006A00000000001AAA,001A00000000001AAA,Signed,1000.00,2024-05-01,701A00000000001AAA,2024-04-01T09:00:00.000Z
        006A00000000002AAA,001A00000000001AAA,Won,500.00,2024-09-01,,2024-04-02T09:00:00.000Z
        """,
    "salesforce/OpportunityStage.csv": """
        Id,MasterLabel,SortOrder,IsClosed,IsWon
        01JA00000000001AAA,Won,1,false,false
        01JA00000000002AAA,Signed,2,true,true
        """,
    "salesforce/CampaignInfluenceModel.csv": """
        Id,MasterLabel,IsDefaultModel
        0UmA00000000001AAA,Customised,true
        """,
    "salesforce/CampaignInfluence.csv": """
        Id,CampaignId,OpportunityId,ContactId,Influence,RevenueShare,ModelId
        0xIA00000000001AAA,701A00000000001AAA,006A00000000001AAA,003A00000000001AAA,25,250.00,0UmA00000000001AAA
        0xIA00000000002AAA,701A00000000002AAA,006A00000000001AAA,003A00000000001AAA,50,500.00,0UmA00000000001AAA
        0xIA00000000003AAA,701A00000000002AAA,006A00000000001AAA,003A00000000002AAA,25,250.00,0UmA00000000001AAA
        """,
    "salesforce/Lead.csv": """
        Id,Status,IsConverted,ConvertedDate,CreatedDate
        00QA00000000001AAA,Qualified,true,2024-03-20,2024-03-01T09:00:00.000Z
        00QA00000000002AAA,Qualified,true,2024-03-08,2024-03-02T09:00:00.000Z
        00QA00000000003AAA,Working,false,,2024-03-03T09:00:00.000Z
        """,
    "salesforce/LeadStatus.csv": """
        Id,MasterLabel,SortOrder,IsDefault,IsConverted
        01JA00000000003AAA,Open,1,true,false
        01JA00000000004AAA,Working,2,false,false
        01JA00000000005AAA,Qualified,3,false,true
        """,
    "salesforce/LeadHistory.csv": """
        Id,LeadId,Field,OldValue,NewValue,CreatedDate
        017A00000000001AAA,00QA00000000002AAA,Status,New,Working,2024-03-05T09:00:00.000Z
        017A00000000002AAA,00QA00000000002AAA,Phone,+1 555 0101,+1 555 0102,2024-03-06T09:00:00.000Z
        017A00000000003AAA,00QA00000000002AAA,Status,Working,Qualified,2024-03-08T09:00:00.000Z
        """,
    "salesforce/Order.csv": """
        Id,AccountId,OpportunityId,Status,StatusCode,IsReductionOrder,OriginalOrderId,TotalAmount,EffectiveDate,ActivatedDate,CreatedDate
        801A00000000001AAA,001A00000000001AAA,006A00000000001AAA,Active,Activated,false,,1000.00,2024-05-02,2024-05-03T10:00:00.000Z,2024-05-01T10:00:00.000Z
        801A00000000002AAA,001A00000000001AAA,,Draft,Draft,false,,70.00,2024-05-02,,2024-05-01T10:00:00.000Z
        801A00000000003AAA,001A00000000001AAA,,Stopped,Canceled,false,,80.00,2024-05-02,,2024-05-01T10:00:00.000Z
        801A00000000004AAA,001A00000000001AAA,,Active,Activated,true,801A00000000001AAA,-200.00,2024-06-02,2024-06-03T10:00:00.000Z,2024-06-01T10:00:00.000Z
        """,
    "salesforce/OrderItem.csv": """
        Id,OrderId,Product2Id,Quantity,TotalPrice
        802A00000000001AAA,801A00000000001AAA,01tA00000000001AAA,4,1000.00
        """,
    "salesforce/npe01__OppPayment__c.csv": """
        Id,npe01__Opportunity__c,npe01__Payment_Amount__c,npe01__Payment_Date__c,npe01__Paid__c,npe01__Written_Off__c
        a01A00000000001AAA,006A00000000001AAA,600.00,2024-05-10,true,false
        a01A00000000002AAA,006A00000000001AAA,300.00,2024-06-10,false,false
        a01A00000000003AAA,006A00000000001AAA,100.00,2024-06-10,false,true
        """,
}
# The labels that reports and list views print above their columns.
REPORTS = {
    "salesforce_reports/Leads.csv": """
        Lead ID,Lead Status,Lead Source,Email,Mobile,Converted,Converted Date,Create Date
        00Q8a000001abcd,Working,Web,c@birch.example,+1 555 0103,0,,13/02/2024
        """,
    "salesforce_reports/Accounts.csv": """
        Account ID,Account Name,Account Type,Website
        0018a000001abcd,Birch Works,Customer,birch.example
        """,
    "salesforce_reports/Opportunities.csv": """
        Opportunity ID,Account ID,Opportunity Name,Stage,Amount,Close Date,Created Date,Closed,Won
        0068a000001abcd,0018a000001abcd,Birch 2024,Paid in full,250.00,28/03/2024,14/02/2024,1,1
        """,
}
REFERENCES = {
    "Account": [{"Name": "Cedar Works"}],
    "Opportunity": [
        {
            "AccountId": "@AccountRef1",
            "StageName": "Closed Won",
            "Amount": 40,
            "CloseDate": "2024-05-01",
        }
    ],
}


def tree(name: str) -> str:
    """Records as the sObject Tree API takes and gives them: references in place of ids."""
    records = [
        {"attributes": {"type": name, "referenceId": f"{name}Ref{place}"}, **record}
        for place, record in enumerate(REFERENCES[name], start=1)
    ]
    return json.dumps({"records": records})


@pytest.fixture(scope="module")
def built(
    write_exports: Callable[..., Path], build_project: Callable[..., duckdb.DuckDBPyConnection]
) -> duckdb.DuckDBPyConnection:
    references = {f"salesforce_references/{name}.json": tree(name) for name in REFERENCES}
    exports = write_exports(ORGANISATION | REPORTS | references)
    real = {
        "salesforce_tree": {f"{name}.json": TREE / f"{name}.json" for name in TREE_OBJECTS},
        "salesforce_csv": {"Account.csv": TREE / "Account.csv"},
        "salesforce_elt": {f"{n}.csv": FIVETRAN / f"sf_{n}_data.csv" for n in ELT_TABLES},
        "salesforce_history": {
            f"{n}.csv": FIVETRAN / f"sf_{n}_history_data.csv" for n in HISTORY_TABLES
        },
    }
    for system, files in real.items():
        if DATA.is_dir():
            (exports / system).mkdir()
            for name, original in files.items():
                (exports / system / name).symlink_to(original)
    return build_project(exports, {"data_driven_attribution": False})


@pytest.fixture
def real(built: duckdb.DuckDBPyConnection) -> duckdb.DuckDBPyConnection:
    if not DATA.is_dir():
        pytest.skip(f"the real inputs are not here: no folder {DATA}")
    return built


def records(name: str) -> list[dict[str, str]]:
    with (FIVETRAN / f"sf_{name}_data.csv").open(newline="") as file:
        return list(csv.DictReader(file))


def test_what_the_crm_credited_stands_beside_our_credit(built):
    # Linear: the two responses of the journey have 500.00 each of the 1000.00 won.
    compared = built.execute(
        """
        select influence_model, right(campaign_id, 5), crm_credit, crm_credited_revenue,
            linear_credit, linear_attributed_revenue, influenced_revenue, revenue_difference
        from marts.rpt_campaign_influence_reconciliation
        where source_system = 'salesforce' and opportunity_id like '%006A00000000001%'
        order by all
        """
    ).fetchall()
    half, whole = Decimal(500), Decimal(1000)
    assert compared == [
        ("Customised", "01AAA", 0.25, Decimal(250), 0.5, half, whole, Decimal(250)),
        # Two people of one campaign: 50 % and 25 %.
        ("Customised", "02AAA", 0.75, Decimal(750), 0.5, half, whole, Decimal(-250)),
        ("primary_campaign_source", "01AAA", 1.0, whole, 0.5, half, whole, Decimal(-500)),
        ("primary_campaign_source", "02AAA", 0.0, Decimal(0), 0.5, half, whole, half),
    ]


def test_the_organisations_own_stages_come_before_the_seed(built):
    flags = built.execute(
        """
        select stage_name, is_closed, is_won from intermediate.int_crm__opportunities_unioned
        where source_system = 'salesforce' order by stage_name
        """
    ).fetchall()
    # By the seed funnel_stages, Won is won and Signed is unknown.
    assert flags == [("Signed", True, True), ("Won", False, False)]


def test_lead_statuses_are_dated_by_history_creation_and_conversion(built):
    changes = built.execute(
        """
        select left(right(person_record_id, 4), 1), stage_name, entered_at
        from intermediate.int_crm__person_stage_changes_unioned
        where source_system = 'salesforce' order by 1, 3
        """
    ).fetchall()
    assert changes == [
        # Without a history: the default status at creation, the converted one at conversion.
        ("1", "Open", datetime(2024, 3, 1, 9)),
        ("1", "Qualified", datetime(2024, 3, 20, 23, 59, 59)),
        # With one: what it began with is the first old value; no second conversion.
        ("2", "New", datetime(2024, 3, 2, 9)),
        ("2", "Working", datetime(2024, 3, 5, 9)),
        ("2", "Qualified", datetime(2024, 3, 8, 9)),
        # When it came to Working is not known.
        ("3", "Open", datetime(2024, 3, 3, 9)),
    ]


def test_telephone_numbers_of_a_leads_history_are_not_staged(built):
    staged = built.execute(
        "select field_name, old_status, new_status from staging.stg_salesforce__lead_history "
        "where field_name <> 'status'"
    ).fetchall()
    assert staged == [("phone", None, None)]


def test_orders_payments_and_refunds_are_conversions_once_they_count(built):
    conversions = built.execute(
        """
        select conversion_type, conversion_value, opportunity_id is not null, converted_at
        from marts.fct_conversions
        where source_system = 'salesforce' and conversion_type in ('order', 'payment', 'refund')
        order by 1
        """
    ).fetchall()
    # No draft, no cancelled order, no planned payment; a reduction order is a refund.
    assert conversions == [
        ("order", Decimal(1000), True, datetime(2024, 5, 3, 10)),
        ("payment", Decimal(600), True, datetime(2024, 5, 10, 23, 59, 59)),
        ("refund", Decimal(-200), True, datetime(2024, 6, 3, 10)),
    ]


def test_reports_are_read_by_their_labels(built):
    leads = built.execute(
        """
        select lead_status, is_converted, email_hash is not null, phone_hash is not null, created_at
        from staging.stg_salesforce__leads where source_system = 'salesforce_reports'
        """
    ).fetchall()
    assert leads == [("Working", False, True, True, datetime(2024, 2, 13, 23, 59, 59))]
    deals = built.execute(
        """
        select accounts.account_name, accounts.website_domain, deals.stage_name, deals.amount,
            deals.is_won, deals.closed_at
        from intermediate.int_crm__opportunities_unioned as deals
        inner join intermediate.int_crm__accounts_unioned as accounts using (account_id)
        where deals.source_system = 'salesforce_reports'
        """
    ).fetchall()
    closed_at = datetime(2024, 3, 28, 23, 59, 59)
    assert deals == [
        ("Birch Works", "birch.example", "Paid in full", Decimal(250), True, closed_at)
    ]


def test_references_of_a_tree_link_its_records(built):
    linked = built.execute(
        """
        select accounts.account_name, deals.amount, deals.is_won
        from intermediate.int_crm__opportunities_unioned as deals
        inner join intermediate.int_crm__accounts_unioned as accounts using (account_id)
        where deals.source_system = 'salesforce_references'
        """
    ).fetchall()
    assert linked == [("Cedar Works", Decimal(40), True)]


def test_a_real_tree_export_goes_through_row_for_row(real):
    counts = real.execute(
        """
        select file_name, rows_in, rows_staged, rows_rejected from marts.rpt_ingestion
        where source_system = 'salesforce_tree' order by file_name
        """
    ).fetchall()
    raw = {
        name: len(json.loads((TREE / f"{name}.json").read_text())["records"])
        for name in TREE_OBJECTS
    }
    assert counts == [(f"{name}.json", raw[name], raw[name], 0) for name in TREE_OBJECTS]
    amounts = real.execute(
        "select sum(amount) from staging.stg_salesforce__opportunities "
        "where source_system = 'salesforce_tree'"
    ).fetchall()[0][0]
    deals = json.loads((TREE / "Opportunity.json").read_text())["records"]
    assert amounts == sum(Decimal(str(deal["Amount"])) for deal in deals)


def test_accounts_of_the_tree_equal_those_of_the_csv(real):
    sides = [
        real.execute(
            """
            select account_name, industry, account_type, website_domain
            from intermediate.int_crm__accounts_unioned where source_system = ? order by all
            """,
            [system],
        ).fetchall()
        for system in ("salesforce_tree", "salesforce_csv")
    ]
    assert len(sides[0]) == 12
    assert sides[0] == sides[1]


@pytest.mark.parametrize(
    ("system", "table", "file"),
    [
        *(("salesforce_elt", table, table) for table in ELT_TABLES),
        *(("salesforce_history", table, f"{table}_history") for table in HISTORY_TABLES),
    ],
)
def test_tables_of_a_loader_go_through_row_for_row(real, system, table, file):
    def is_current(row: dict[str, str]) -> bool:
        return (
            row.get("is_deleted", "").lower() != "true"
            and row.get("_fivetran_active", "").lower() != "false"
        )

    rows = records(file)
    staged = sum(map(is_current, rows))
    found = real.execute(
        """
        select rows_in, rows_staged, rows_rejected from marts.rpt_ingestion
        where source_system = ? and file_name = ?
        """,
        [system, f"{table}.csv"],
    ).fetchall()
    assert found == [(len(rows), staged, len(rows) - staged)]
