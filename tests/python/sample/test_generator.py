"""The sample exports: reproducible, consistent, and flawed exactly as their README says."""

import doctest
import importlib
import pkgutil
import re
from pathlib import Path

import polars as pl
import pytest

import crm_attribution.sample
from crm_attribution.sample import REJECTIONS, count_flaws, generate_sample, write_files
from crm_attribution.sample.__main__ import main
from crm_attribution.sample.company import FIRST_DAY, LAST_DAY
from crm_attribution.sample.identifiers import PREFIXES, check_characters
from crm_attribution.sample.kinds import KINDS
from crm_attribution.sample.simulation import simulate

EXPORTS = Path(__file__).parents[3] / "seeds" / "exports"
MODULES = [
    f"crm_attribution.sample.{module.name}"
    for module in pkgutil.iter_modules(crm_attribution.sample.__path__)
]
# Column, and the objects whose ids it may hold; every one of them may be empty.
REFERENCES = [
    ("Account", "ParentId", ["Account"]),
    ("Campaign", "ParentId", ["Campaign"]),
    ("CampaignMember", "CampaignId", ["Campaign"]),
    ("CampaignMember", "LeadId", ["Lead"]),
    ("CampaignMember", "ContactId", ["Contact"]),
    ("CampaignMemberStatus", "CampaignId", ["Campaign"]),
    ("Contact", "AccountId", ["Account"]),
    ("Contact", "MasterRecordId", ["Contact"]),
    ("Event", "WhatId", ["Account", "Opportunity"]),
    ("Event", "WhoId", ["Lead", "Contact"]),
    ("Lead", "ConvertedAccountId", ["Account"]),
    ("Lead", "ConvertedContactId", ["Contact"]),
    ("Lead", "ConvertedOpportunityId", ["Opportunity"]),
    ("Lead", "MasterRecordId", ["Lead"]),
    ("Opportunity", "AccountId", ["Account"]),
    ("Opportunity", "CampaignId", ["Campaign"]),
    ("OpportunityContactRole", "ContactId", ["Contact"]),
    ("OpportunityContactRole", "OpportunityId", ["Opportunity"]),
    ("OpportunityHistory", "OpportunityId", ["Opportunity"]),
    ("Task", "WhatId", ["Account", "Opportunity"]),
    ("Task", "WhoId", ["Lead", "Contact"]),
]


@pytest.fixture(scope="module")
def tables():
    return generate_sample()


@pytest.fixture(scope="module")
def readme():
    return (EXPORTS / "README.md").read_text(encoding="utf-8")


def _bytes_by_path(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*.csv")
    }


def test_committed_files_are_what_the_generator_writes(tables, tmp_path):
    write_files(tables, folder=tmp_path)
    committed = _bytes_by_path(EXPORTS)
    written = _bytes_by_path(tmp_path)
    assert sorted(committed) == sorted(written)
    assert [path for path in written if written[path] != committed[path]] == []


def test_one_seed_gives_the_same_bytes_and_another_seed_others(tmp_path):
    arguments = ["--accounts", "40", "--seed"]
    for name, seed in (("first", "5"), ("second", "5"), ("other", "6")):
        main([str(tmp_path / name), *arguments, seed])
    first = _bytes_by_path(tmp_path / "first")
    other = _bytes_by_path(tmp_path / "other")
    assert first == _bytes_by_path(tmp_path / "second")
    assert first["web/touchpoints.csv"] != other["web/touchpoints.csv"]


def test_first_accounts_do_not_depend_on_how_many_follow():
    assert simulate(5, account_count=40).accounts[:10] == simulate(5, account_count=10).accounts


@pytest.mark.parametrize(
    ("seed", "account_count", "message"),
    [(1, 29, "must be 30 or more"), (1, 900, "allowed: 1 to 899"), (-1, 40, "must be 0 or more")],
)
def test_settings_out_of_range_are_refused(seed, account_count, message):
    with pytest.raises(ValueError, match=message):
        generate_sample(seed, account_count=account_count)


def test_flaws_are_those_of_the_readme(tables, readme):
    stated = {name: int(count) for name, count in re.findall(r"\| `(\w+)` \| (\d+) \|", readme)}
    assert stated == count_flaws(tables)


def test_row_counts_are_those_of_the_readme(tables, readme):
    stated = re.findall(r"\| `([\w/]+\.csv)` \| (\d+) \|", readme)
    assert dict(stated) == {path: str(table.height) for path, table in tables.items()}


def test_rejections_are_those_of_the_readme(readme):
    section = readme.split("## Rows that must be rejected")[1].split("Deleted rows")[0]
    stated = re.findall(r"^\| `([\w/]+\.csv)` \| (.*) \| (.*) \| (.*) \|$", section, re.MULTILINE)
    expected = [
        (
            each.path,
            f"`{each.column}`" if each.column else "(whole row)",
            "" if each.column is None else f"`{each.value}`" if each.value else "empty",
            each.reason,
        )
        for each in REJECTIONS
    ]
    assert [tuple(cell.strip() for cell in row) for row in stated] == expected


@pytest.mark.parametrize("rejection", [each for each in REJECTIONS if each.column])
def test_bad_cell_stands_in_exactly_one_row(tables, rejection):
    value = pl.lit(rejection.value, dtype=pl.String)
    bad = tables[rejection.path].filter(pl.col(rejection.column).eq_missing(value))
    assert bad.height == 1


def test_only_the_planted_duplicates_repeat_a_row_or_an_id(tables):
    duplicated = sorted(each.path for each in REJECTIONS if each.column is None)
    repeated_rows = [path for path, each in tables.items() if each.is_duplicated().any()]
    keys = {path: "Id" for path in tables if path.startswith("salesforce/")}
    keys["web/touchpoints.csv"] = "touchpoint_id"
    repeated_keys = [
        path for path, key in keys.items() if tables[path][key].drop_nulls().is_duplicated().any()
    ]
    assert sorted(repeated_rows) == sorted(repeated_keys) == duplicated
    assert all(tables[path].is_duplicated().sum() == 2 for path in duplicated)


@pytest.mark.parametrize(("name", "column", "targets"), REFERENCES)
def test_reference_resolves(tables, name, column, targets):
    known = pl.concat([tables[f"salesforce/{target}.csv"]["Id"] for target in targets])
    found = tables[f"salesforce/{name}.csv"][column].drop_nulls()
    found = found.filter(found != "000000000000AAA")
    assert found.len() > 0
    assert found.filter(~found.is_in(known.to_list())).to_list() == []


def test_ad_and_web_campaigns_are_in_the_crm_but_for_one_unknown(tables):
    known = set(tables["salesforce/Campaign.csv"]["Id"])
    tagged = set(tables["web/touchpoints.csv"]["campaign_id"].drop_nulls())
    paid = set(tables["ads/spend.csv"]["campaign_id"].drop_nulls())
    assert tagged - known == {"spring_newsletter_test"}
    assert paid <= known


@pytest.mark.parametrize("name", sorted(set(PREFIXES) - {"User"}))
def test_ids_have_the_prefix_of_their_object(tables, name):
    ids = tables[f"salesforce/{name}.csv"]["Id"].drop_nulls()
    assert ids.str.contains(f"^{PREFIXES[name]}[0-9A-Za-z]{{15}}$").all()
    assert ids.str.to_lowercase().n_unique() == ids.n_unique()


def test_check_characters_add_the_places_of_capitals():
    # 001A0 | 0000v | 6Vm9R: A at place 4 is 8, letter I; none, A; V at 2 and R at 5 are 18, S.
    assert check_characters("001A00000v6Vm9R") == "IAS"


def test_a_member_is_either_a_lead_or_a_contact(tables):
    members = tables["salesforce/CampaignMember.csv"]
    assert (members["LeadId"].is_null() != members["ContactId"].is_null()).all()


def test_a_converted_lead_and_its_contact_share_an_email(tables):
    contacts = tables["salesforce/Contact.csv"].select(ConvertedContactId="Id", contact="Email")
    converted = tables["salesforce/Lead.csv"].join(contacts, on="ConvertedContactId")
    assert converted.filter(pl.col("IsConverted") == "true").height == converted.height > 0
    assert (converted["Email"] == converted["contact"]).all()


def test_last_stage_entered_is_the_stage_of_the_opportunity(tables):
    deals = tables["salesforce/Opportunity.csv"].filter(pl.col("StageName").is_not_null())
    last = (
        tables["salesforce/OpportunityHistory.csv"]
        .drop_nulls("OpportunityId")
        .sort("OpportunityId", "CreatedDate")
        .group_by("OpportunityId")
        .agg(pl.col("StageName").last().alias("last_stage"))
    )
    joined = deals.join(last, left_on="Id", right_on="OpportunityId")
    assert joined.height > 0
    assert (joined["StageName"] == joined["last_stage"]).all()


def test_touchpoints_lie_within_the_period():
    world = simulate(5, account_count=60)
    days = [touch.touched_at.date() for person in world.persons for touch in person.touches]
    assert min(days) >= FIRST_DAY
    assert max(days) <= LAST_DAY


def test_addresses_use_reserved_domains_only(tables):
    emails = pl.concat(
        [
            tables["salesforce/Lead.csv"]["Email"],
            tables["salesforce/Contact.csv"]["Email"],
            tables["web/touchpoints.csv"]["email"],
        ]
    ).drop_nulls()
    reserved = r"(?i)@(example\.com|example\.org|[a-z-]+\.example)\s*$"
    assert emails.filter(~emails.str.contains(reserved)).to_list() == []


def test_paid_media_open_journeys_and_sales_close_them():
    world = simulate(5, account_count=300)
    firsts, lasts = [], []
    for account in world.accounts:
        touches = sorted(
            (touch.touched_at, touch.kind)
            for person in world.persons
            if person.account is account
            for touch in person.touches
        )
        for deal in account.deals:
            before = [kind for moment, kind in touches if moment.date() <= deal.closed_on]
            if deal.outcome == "won" and before:
                firsts.append(before[0])
                lasts.append(before[-1])

    def share(kinds, condition):
        return sum(condition(KINDS[kind]) for kind in kinds) / len(kinds)

    def is_paid(kind):
        return kind.medium in ("cpc", "paid_social") or kind.name == "content_syndication"

    def is_sales(kind):
        return kind.sink in ("call", "sales_email", "meeting")

    assert share(firsts, is_paid) > 2 * share(lasts, is_paid)
    assert share(firsts, is_sales) < 0.1 < 0.25 < share(lasts, is_sales)


@pytest.mark.parametrize("name", MODULES)
def test_examples_in_docstrings_hold(name):
    results = doctest.testmod(importlib.import_module(name))
    assert results.failed == 0
