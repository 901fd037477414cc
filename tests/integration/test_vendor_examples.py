"""Credits of single journeys, compared with numbers that vendors published or that the definitions
give by hand: the edge rules of every attribution model.

All of them live in one build: a source system per example, its people strangers to each other.
"""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import duckdb
import pytest

AMOUNT = "attributed_revenue"

# Rules of one's own, beside the shipped ones.
CUSTOM_ATTRIBUTION_MODELS = [
    {"attribution_model": name, "family": family, **settings}
    for name, family, settings in [
        # By channel; others nothing.
        ("by_channel", "channel", {"channel_weights": "A=3;B=1"}),
        ("by_campaign_type", "campaign_type", {"campaign_type_weights": "Webinar=2;*=1"}),
        # Weights need not add up to 1.
        ("mostly_last", "position", {"position_weights": "first=1;last=3"}),
        *(
            (name, "position", {"position_weights": weights, "missing_position": "even"})
            for name, weights in [
                ("u_spread", "first=0.4;middle=0.2;last=0.4"),
                ("j_spread", "first=0.2;middle=0.2;last=0.6"),
                ("w_spread", "first=0.3;lead_creation=0.3;opportunity_creation=0.3;middle=0.1"),
            ]
        ),
        ("fast_decay", "time_decay", {"half_life_days": "1"}),
        ("ramp_decay", "ramp_decay", {}),
    ]
]

TOUCHPOINT_HEADER = "touchpoint_id,person_id,touched_at,channel,touchpoint_type,campaign_id\n"
CONVERSION_HEADER = "conversion_id,person_id,converted_at,conversion_value\n"

EXPORTS = {
    # Adobe Analytics, "Attribution models": four channels, an order of $50. Their times of day are
    # not given; equal ones make the days between them whole, as in the published weights.
    "adobe/touchpoints.csv": TOUCHPOINT_HEADER
    + """1,ada,2020-09-15T10:00:00Z,Paid Search,,
2,ada,2020-09-18T10:00:00Z,Social,,
3,ada,2020-09-24T10:00:00Z,Email,,
4,ada,2020-09-24T10:00:00Z,Display,,
""",
    "adobe/conversions.csv": CONVERSION_HEADER + "adobe,ada,2020-09-24T10:00:00Z,50\n",
    # HockeyStack, "Attribution models": a deal of $10 000.
    "hockeystack/touchpoints.csv": TOUCHPOINT_HEADER
    + """1,hal,2023-01-01T00:00:00Z,Google,,
2,hal,2023-01-08T00:00:00Z,Facebook,,
3,hal,2023-01-15T00:00:00Z,Google,,
4,hal,2023-01-22T00:00:00Z,SDR,,
""",
    "hockeystack/conversions.csv": CONVERSION_HEADER
    + "hockeystack,hal,2023-01-31T00:00:00Z,10000\n",
    # Marketo Measure, "Touchpoint positions": two people of one account.
    "measure/persons.csv": """\
        person_id,account_id,created_at
        a,acme,2019-11-20T12:00:00Z
        b,acme,2020-02-20T12:00:00Z
        """,
    "measure/touchpoints.csv": TOUCHPOINT_HEADER
    + """1,a,2019-09-01T12:00:00Z,AdWords,,
2,a,2019-11-20T12:00:00Z,Organic.Google,,
3,a,2020-03-04T12:00:00Z,Webinar,,
4,b,2019-08-26T12:00:00Z,Paid Social.Facebook,,
5,b,2020-02-20T12:00:00Z,Organic.Yahoo,,
6,b,2020-05-01T12:00:00Z,Email,,
""",
    "measure/opportunities.csv": """\
        opportunity_id,account_id,stage_name,amount,created_at,closed_at
        deal,acme,Closed Won,1000,2020-03-07,2020-05-06
        """,
    # Marketo Measure, "Campaign cost": $18 000 over 109 days.
    "spending/campaigns.csv": """\
        campaign_id,campaign_name,campaign_type,started_on,ended_on,actual_cost
        summer,Summer,Webinar,2023-07-01,2023-10-17,18000
        """,
    # Journeys of one, two and three touchpoints, a day apart, of people who never became a lead.
    "edges/touchpoints.csv": TOUCHPOINT_HEADER
    + """11,one,2024-01-03T00:00:00Z,A,,
21,two,2024-01-02T00:00:00Z,A,,
22,two,2024-01-03T00:00:00Z,B,,
31,three,2024-01-01T00:00:00Z,A,,
32,three,2024-01-02T00:00:00Z,B,,
33,three,2024-01-03T00:00:00Z,C,,
41,becomes_lead,2024-01-01T00:00:00Z,A,,
42,becomes_lead,2024-01-03T00:00:00Z,B,,
z,instant,2024-01-03T00:00:00Z,A,email_click,
y1,instant,2024-01-03T00:00:00Z,B,web_visit,
y2,instant,2024-01-03T00:00:00Z,C,web_visit,
x,instant,2024-01-03T00:00:00Z,A,form_submission,
date,date_only,2024-01-03,A,,
w1,window,2023-10-05T00:00:00Z,A,,
w2,window,2023-10-04T23:59:59Z,B,,
w3,window,2024-01-03T00:00:00Z,C,,
w4,window,2024-01-03T00:00:01Z,D,,
d1,direct,2024-01-01T00:00:00Z,Email,,
d2,direct,2024-01-02T00:00:00Z,Direct,,
d3,direct,2024-01-03T00:00:00Z,Direct,,
o1,only_direct,2024-01-01T00:00:00Z,Direct,,
o2,only_direct,2024-01-02T00:00:00Z,Direct,,
c,only_c,2024-01-02T00:00:00Z,C,,
""",
    "edges/conversions.csv": CONVERSION_HEADER
    + """one,one,2024-01-03T00:00:00Z,100
two,two,2024-01-03T00:00:00Z,100
three,three,2024-01-03T00:00:00Z,100
negative,three,2024-01-03T00:00:00Z,-100.01
cent,three,2024-01-03T00:00:00Z,0.01
worthless,three,2024-01-03T00:00:00Z,
becomes_lead,becomes_lead,2024-01-03T00:00:00Z,70
instant,instant,2024-01-03T00:00:00Z,100
same_day,date_only,2024-01-03T12:00:00Z,100
same_date,date_only,2024-01-03,100
next_day,date_only,2024-01-04T00:00:00Z,100
window,window,2024-01-03T00:00:00Z,100
direct,direct,2024-01-03T00:00:00Z,100
only_direct,only_direct,2024-01-03T00:00:00Z,100
only_c,only_c,2024-01-03T00:00:00Z,100
nobody,nobody,2024-01-03T00:00:00Z,100
""",
    "edges/persons.csv": """\
        person_id,created_at
        becomes_lead,2024-01-02T00:00:00Z
        """,
    "types/campaigns.csv": """\
        campaign_id,campaign_type
        w,Webinar
        d,Dinner
        """,
    "types/touchpoints.csv": TOUCHPOINT_HEADER
    + """1,ty,2024-01-01T00:00:00Z,A,,w
2,ty,2024-01-02T00:00:00Z,A,,d
3,ty,2024-01-03T00:00:00Z,A,,
""",
    "types/conversions.csv": CONVERSION_HEADER + "types,ty,2024-01-03T00:00:00Z,100\n",
}


@pytest.fixture(scope="module")
def built(
    build_project: Callable[..., duckdb.DuckDBPyConnection],
    copy_project_with_models: Callable[..., Path],
    write_exports: Callable[..., Path],
) -> duckdb.DuckDBPyConnection:
    project = copy_project_with_models(CUSTOM_ATTRIBUTION_MODELS)
    connection = build_project(
        write_exports(EXPORTS), project=project, exclude=["resource_type:unit_test"]
    )
    # The view computes every attribution model anew for each of the many small questions.
    connection.execute("create temp table credits as from marts.fct_attribution_credits")
    return connection


def by_touchpoint(
    built: duckdb.DuckDBPyConnection, attribution_model: str, conversion: str, measure: str
) -> list[Decimal]:
    """The amounts of one conversion's touchpoints, in the order of the journey."""
    rows = built.execute(
        f"""
        select {measure}
        from credits
        where attribution_model = ? and split_part(conversion_id, '|', 3) = ?
        order by touchpoint_position
        """,
        [attribution_model, conversion],
    ).fetchall()
    return [row[0] for row in rows]


def revenue(built: duckdb.DuckDBPyConnection, model: str, conversion: str) -> list[str]:
    return [f"{amount:.2f}" for amount in by_touchpoint(built, model, conversion, AMOUNT)]


def channels(built: duckdb.DuckDBPyConnection, model: str, conversion: str) -> dict[str, str]:
    """Attributed revenue by channel of one conversion."""
    rows = built.execute(
        """
        select channel, sum(attributed_revenue)
        from credits
        where
            attribution_model = ?
            and split_part(conversion_id, '|', 3) = ?
            and conversion_type in ('order', 'opportunity_won')
        group by channel
        """,
        [model, conversion],
    ).fetchall()
    return {channel: f"{amount:.2f}" for channel, amount in rows}


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("linear", ["12.50", "12.50", "12.50", "12.50"]),
        ("j_shaped", ["10.00", "5.00", "5.00", "30.00"]),
        # 2^(-9/7), 2^(-6/7), 1, 1 of 50: 6.9233, 9.3181, 16.8793, 16.8793.
        ("time_decay", ["6.92", "9.32", "16.88", "16.88"]),
    ],
)
def test_adobe_order_of_50_dollars(built, model, expected):
    assert revenue(built, model, "adobe") == expected


def influence(built: duckdb.DuckDBPyConnection, conversion_id: str) -> dict[str, str]:
    rows = built.execute(
        """
        select channel, min(influenced_revenue), max(influenced_revenue)
        from marts.fct_attribution_influence
        where attribution_model = 'any_touch' and conversion_id = ?
        group by channel
        """,
        [conversion_id],
    ).fetchall()
    assert all(low == high for _, low, high in rows)
    return {channel: f"{amount:.2f}" for channel, amount, _ in rows}


def test_adobe_participation_gives_every_channel_the_whole_order(built):
    expected = dict.fromkeys(["Paid Search", "Social", "Email", "Display"], "50.00")
    assert influence(built, "order|adobe|adobe") == expected


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ("first_touch", {"Google": "10000.00"}),
        ("last_touch", {"SDR": "10000.00"}),
        ("linear", {"Google": "5000.00", "Facebook": "2500.00", "SDR": "2500.00"}),
        ("u_shaped", {"Google": "5000.00", "SDR": "4000.00", "Facebook": "1000.00"}),
    ],
)
def test_hockeystack_deal_of_10_000_dollars(built, model, expected):
    assert channels(built, model, "hockeystack") == expected


def test_hockeystack_uniform_gives_every_channel_the_whole_deal(built):
    expected = dict.fromkeys(["Google", "Facebook", "SDR"], "10000.00")
    assert influence(built, "order|hockeystack|hockeystack") == expected
    # Google touched the deal twice and is counted once.
    totals = built.execute(
        """
        select group_value, influenced_conversions, influenced_revenue
        from marts.fct_influence_totals
        where
            date_basis = 'conversion_date' and grouped_by = 'channel'
            and group_value in ('Google', 'Facebook', 'SDR')
        """
    ).fetchall()
    assert sorted(totals) == [(name, 1, Decimal(10000)) for name in ("Facebook", "Google", "SDR")]


def test_marketo_measure_positions_of_two_people_of_one_account(built):
    roles = built.execute(
        """
        select channel, position_role
        from credits
        where attribution_model = 'full_path' and conversion_type = 'opportunity_won'
        order by touchpoint_position
        """
    ).fetchall()
    assert roles == [
        ("Paid Social.Facebook", "first"),
        ("AdWords", "middle"),
        ("Organic.Google", "lead_creation"),
        ("Organic.Yahoo", "middle"),
        ("Webinar", "opportunity_creation"),
        ("Email", "closing + last"),
    ]


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        # 22.5 % to each of the four positions; 10 % to two middle ones.
        ("full_path", ["225.00", "50.00", "225.00", "50.00", "225.00", "225.00"]),
        # 30 % to three positions; 10 % to AdWords, Yahoo and Email, 33.333 each. The running total
        # 300, 333.333, 633.333, 666.667, 966.667, 1000 is rounded, so the odd cent is Yahoo's.
        ("w_shaped", ["300.00", "33.33", "300.00", "33.34", "300.00", "33.33"]),
        # 30 % each to lead creation, opportunity creation and closing; 10 % to the other three.
        ("w_shaped_deal", ["33.33", "33.34", "300.00", "33.33", "300.00", "300.00"]),
        ("lead_creation_touch", ["1000.00"]),
        ("opportunity_creation_touch", ["1000.00"]),
    ],
)
def test_marketo_measure_credits_by_hand(built, model, expected):
    rows = built.execute(
        """
        select attributed_revenue
        from credits
        where attribution_model = ? and conversion_id = 'opportunity_won|measure|deal'
        order by touchpoint_position
        """,
        [model],
    ).fetchall()
    assert [f"{row[0]:.2f}" for row in rows] == expected


def test_marketo_measure_spend_of_18_000_over_109_days_loses_no_cent(built):
    months = built.execute(
        """
        select month(spend_date), count(*), sum(spend_amount)
        from marts.fct_spend
        where campaign_id = 'spending|summer'
        group by all
        order by all
        """
    ).fetchall()
    # The running total after 31, 62, 92 and 109 of 109 days, rounded: 5 119.27, 10 238.53,
    # 15 192.66, 18 000. Marketo's table rounds each month by itself and gets 18 000.01.
    assert months == [
        (7, 31, Decimal("5119.27")),
        (8, 31, Decimal("5119.26")),
        (9, 30, Decimal("4954.13")),
        (10, 17, Decimal("2807.34")),
    ]


@pytest.mark.parametrize(
    ("model", "one", "two", "three"),
    [
        ("u_shaped", [100], [50, 50], [40, 20, 40]),
        ("j_shaped", [100], [25, 75], [20, 20, 60]),
        ("inverse_j", [100], [75, 25], [60, 20, 20]),
        # Neither lead nor opportunity: .3 first and .1 middle remain, 3 to 1.
        ("w_shaped", [100], [75, 25], [75, "12.5", "12.5"]),
        # Closing is the last touchpoint; first, middle, closing are .225, .1, .225 of .55.
        ("full_path", [100], [50, 50], ["40.91", "18.18", "40.91"]),
        ("u_shaped_even", [100], [100], [100]),
        # Evenly: U's .2 of the middle goes half and half, J's, too: .2 + .1 and .6 + .1.
        ("u_spread", [100], [50, 50], [40, 20, 40]),
        ("j_spread", [100], [30, 70], [20, 20, 60]),
        # W's .6 of lead and opportunity creation, half to first, half to the middle.
        ("w_spread", [100], [60, 40], [60, 20, 20]),
        ("mostly_last", [100], [25, 75], [25, 75]),
        ("by_channel", [100], [75, 25], [75, 25]),
        # 1 to 2, and 1 to 2 to 4.
        ("fast_decay", [100], ["33.33", "66.67"], ["14.29", "28.57", "57.14"]),
    ],
)
def test_journeys_of_one_two_and_three(built, model, one, two, three):
    for conversion, expected in (("one", one), ("two", two), ("three", three)):
        got = by_touchpoint(built, model, conversion, AMOUNT)
        assert got == [Decimal(str(amount)) for amount in expected], conversion


def test_a_touchpoint_of_several_positions_earns_the_sum_of_their_weights(built):
    # First and lead creation, .3 + .3, and .1 for the middle: 6 to 1 of 70.
    assert revenue(built, "w_shaped", "becomes_lead") == ["60.00", "10.00"]
    assert by_touchpoint(built, "w_shaped", "becomes_lead", "position_role") == [
        "first + lead_creation",
        "closing + last",
    ]


def test_touchpoints_of_one_instant_are_ordered_by_kind_then_by_id(built):
    ids = by_touchpoint(built, "linear", "instant", "touchpoint_id")
    assert ids == ["edges|z", "edges|y1", "edges|y2", "edges|x"]


@pytest.mark.parametrize(
    ("conversion", "eligible"), [("same_day", False), ("same_date", True), ("next_day", True)]
)
def test_a_date_without_a_time_counts_at_the_end_of_its_day(built, conversion, eligible):
    ids = by_touchpoint(built, "linear", conversion, "touchpoint_id")
    assert ids == (["edges|date"] if eligible else [None])
    flagged = built.execute(
        "select touchpoint_id from marts.fct_touchpoints where is_touched_at_date_only"
    ).fetchall()
    assert flagged == [("edges|date",)]


def test_the_lookback_window_holds_both_its_edges(built):
    # 90 days before 3 January 2024 is 5 October 2023.
    assert by_touchpoint(built, "linear", "window", "touchpoint_id") == ["edges|w1", "edges|w3"]
    reasons = built.execute(
        """
        select touchpoint_id, exclusion_reason
        from intermediate.int_journeys__touchpoint_candidates
        where touchpoint_id in ('edges|w2', 'edges|w4')
        order by all
        """
    ).fetchall()
    assert reasons == [
        ("edges|w2", "outside_lookback_window"),
        ("edges|w4", "after_conversion"),
    ]


def test_direct_earns_last_non_direct_only_where_it_is_alone(built):
    model = "last_non_direct_touch"
    assert by_touchpoint(built, model, "direct", "touchpoint_id") == ["edges|d1"]
    assert by_touchpoint(built, model, "only_direct", "touchpoint_id") == ["edges|o2"]


@pytest.mark.parametrize(
    ("model", "conversion"),
    [
        ("lead_creation_touch", "three"),
        ("opportunity_creation_touch", "three"),
        ("by_channel", "only_c"),
    ],
)
def test_what_a_model_cannot_credit_is_unattributed(built, model, conversion):
    assert channels(built, model, conversion) == {"(unattributed)": "100.00"}
    assert by_touchpoint(built, model, conversion, "touchpoint_id") == [None]


def test_a_conversion_without_touchpoints_has_one_row_without_one_under_every_model(built):
    rows = built.execute(
        """
        select attribution_model, touchpoint_id, channel, credit, attributed_revenue
        from credits
        where conversion_id = 'order|edges|nobody'
        """
    ).fetchall()
    models = built.execute(
        "select attribution_model from reference.attribution_models"
        " where is_enabled and family <> 'influence'"
    ).fetchall()
    # Under a hazard, what nothing touched has needed no marketing.
    channels = {"additive_hazard": "(baseline)"}
    expected = [
        (name, None, channels.get(name, "(unattributed)"), Decimal(1), Decimal(100))
        for (name,) in models
    ]
    assert sorted(rows) == sorted(expected)


def test_ramp_decay_weighs_1_2_3_4(built):
    """HockeyStack's four touchpoints: 1, 2, 3 and 4 tenths of $10 000."""
    assert revenue(built, "ramp_decay", "hockeystack") == [
        "1000.00",
        "2000.00",
        "3000.00",
        "4000.00",
    ]


def test_shapley_shares_a_conversion_among_distinct_channels(built):
    """HockeyStack's Google, Facebook, Google, SDR: a third each, the two of Google sharing one.

    In order, all of Google's third goes to its first touchpoint.
    """
    assert revenue(built, "simplified_shapley", "hockeystack") == [
        "1666.67",
        "3333.33",
        "1666.67",
        "3333.33",
    ]
    assert revenue(built, "ordered_shapley", "hockeystack") == ["3333.33", "3333.34", "3333.33"]


def test_a_negative_value_is_shared_to_the_cent(built):
    # -33.3367, -66.6733, -100.01 in running total, rounded: -33.34, -66.67, -100.01.
    assert revenue(built, "linear", "negative") == ["-33.34", "-33.33", "-33.34"]


def test_one_cent_is_not_split_but_its_credit_is(built):
    # The running total in cents is 1/3, 2/3, 1, rounded 0, 1, 1.
    assert revenue(built, "linear", "cent") == ["0.00", "0.01", "0.00"]
    credit = by_touchpoint(built, "linear", "cent", "credit")
    assert credit == [Decimal(f"0.33333333333{digit}") for digit in (3, 4, 3)]


def test_a_conversion_without_a_value_has_credit_and_no_revenue(built):
    assert revenue(built, "linear", "worthless") == ["0.00", "0.00", "0.00"]
    assert sum(by_touchpoint(built, "linear", "worthless", "credit")) == 1


def test_weights_by_campaign_type_reach_the_touchpoints_of_their_campaigns(built):
    # Webinar 2, dinner 1, no campaign 1.
    assert revenue(built, "by_campaign_type", "types") == ["50.00", "25.00", "25.00"]
