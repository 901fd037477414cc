"""Data-driven attribution in whole builds of small worlds whose numbers are worked by hand.

The world is the three journeys of ../shared/attribution_models.md, section 3, A>B>A>B>B>A,
A>B>B>A>A and A>A, of three people who all order. One of them has a demo, too, so that for demos the
other two journeys led nowhere; a fourth person, whom nothing touched, orders and signs up.

Their chain for orders: from the start to A 3 times; A to A 2, A to B 3, B to A 3, B to B 2 times; 3
conversions, all from A. Without A nothing converts: effect 1. Without B the 3 of 8 steps from A
that lead there fail: the rate falls from 1 to (3/8) / (1 - 2/8) = 1/2, effect 1/2.

For demos one of the 3 last steps from A converts. The rate is 1/3, and without B it is
(1/8) / (1 - 2/8) = 1/6: the effects are again 1 and 1/2.
"""

import math
from collections.abc import Callable, Sequence
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import duckdb
import pytest

NO_TESTS = ["resource_type:test", "resource_type:unit_test"]

JOURNEYS = {"one": "ABABBA", "two": "ABBAA", "three": "AA"}
ORDER_VALUES = {"one": 90, "two": 80, "three": 70, "untouched": 60}
# Touchpoint (person and place) -> what it is besides its channel.
CAMPAIGNS = dict.fromkeys(["one-1", "two-1", "three-1"], "spring")
CONTENTS = dict.fromkeys(["one-6", "two-3", "three-1"], "banner")
TYPES = {"one-6": "form_submission"}


def world(names: dict[str, str]) -> dict[str, str]:
    """The exports under names of A and B: a touchpoint a day, then the order the day after."""
    touchpoints = "touchpoint_id,person_id,touched_at,channel,touchpoint_type,campaign_id,content\n"
    conversions = "conversion_id,conversion_type,person_id,converted_at,conversion_value\n"
    for person, channels in JOURNEYS.items():
        for place, channel in enumerate(channels, start=1):
            key = f"{person}-{place}"
            touchpoints += (
                f"{key},{person},2024-01-{place:02}T00:00:00Z,{names[channel]},"
                f"{TYPES.get(key, '')},{CAMPAIGNS.get(key, '')},{CONTENTS.get(key, '')}\n"
            )
        conversions += (
            f"{person},order,{person},2024-01-{len(channels) + 1:02}T00:00:00Z,"
            f"{ORDER_VALUES[person]}\n"
        )
    conversions += f"untouched,order,untouched,2024-01-09T00:00:00Z,{ORDER_VALUES['untouched']}\n"
    conversions += "three,demo,three,2024-01-03T00:00:00Z,10\n"
    conversions += "untouched,signup,untouched,2024-01-09T00:00:00Z,\n"
    return {"world/touchpoints.csv": touchpoints, "world/conversions.csv": conversions}


A_AND_B = {"A": "A", "B": "B"}
# In the order of the names A now comes last.
RELABELLED = {"A": "Zeta", "B": "Eta"}

# Shipped, but not enabled.
PEERS = [
    "markov_fail",
    "markov_fail_refit",
    "markov_detour",
    "markov_reconnect",
    "markov_conversion_only",
    "ramp_decay",
    "distinct_channel_linear",
]
GROUPED = [
    {"attribution_model": name, "family": family, "grouping": grouping, "half_life_days": half_life}
    for name, family, grouping, half_life in [
        ("markov_by_type", "markov", "channel_type", ""),
        ("set_rate_by_type", "set_rate_shapley", "channel_type", ""),
        ("markov_by_campaign", "markov", "campaign", ""),
        ("hazard_by_campaign", "additive_hazard", "campaign", "7"),
        ("shapley_by_content", "simplified_shapley", "content", ""),
        ("sets_by_content", "shao_li", "content", ""),
    ]
]
ADDED_MODELS = [*PEERS, *(row["attribution_model"] for row in GROUPED)]
CONVERSIONS = {"order": (4, Decimal(300)), "demo": (1, Decimal(10)), "signup": (1, Decimal(0))}

Build = Callable[..., duckdb.DuckDBPyConnection]


@pytest.fixture(scope="module")
def project(copy_project_with_models: Callable[..., Path]) -> Path:
    """A copy of the project in which every attribution model is enabled."""
    return copy_project_with_models([*({"attribution_model": name} for name in PEERS), *GROUPED])


@pytest.fixture(scope="module")
def built(build_project: Build, project: Path, write_exports: Callable[..., Path]) -> Any:
    return build_project(write_exports(world(A_AND_B)), {"markov_order": 1}, project=project)


@pytest.fixture(scope="module")
def built_of_converting(
    build_project: Build, project: Path, write_exports: Callable[..., Path]
) -> Any:
    """Journeys that led nowhere are not looked at, repeats in a row are one, no intervals."""
    return build_project(
        write_exports(world(A_AND_B)),
        {
            "markov_order": 1,
            "include_non_converting_journeys": False,
            "path_transforms": ["exposure"],
            "bootstrap_replicates": 0,
        },
        project=project,
    )


@pytest.fixture(scope="module")
def built_by_frequency(
    build_project: Build, project: Path, write_exports: Callable[..., Path]
) -> Any:
    return build_project(
        write_exports(world(A_AND_B)),
        {"markov_order": 1, "path_transforms": ["frequency"]},
        project=project,
    )


def effects(
    built: duckdb.DuckDBPyConnection, attribution_model: str, conversion_type: str
) -> dict[str, tuple[float, float]]:
    """Effect and weight by state."""
    rows = built.execute(
        """
        select state, effect, weight from marts.fct_attribution_weights
        where attribution_model = ? and conversion_type = ?
        """,
        [attribution_model, conversion_type],
    ).fetchall()
    return {state: (effect, weight) for state, effect, weight in rows}


def credits_of(
    built: duckdb.DuckDBPyConnection, attribution_model: str, conversion_id: str
) -> list[tuple[Decimal, Decimal]]:
    """Credit and revenue of the touchpoints of a conversion, in the order of its journey."""
    return built.execute(
        """
        select credit, attributed_revenue from marts.fct_attribution_credits
        where attribution_model = ? and conversion_id = ?
        order by touchpoint_position
        """,
        [attribution_model, conversion_id],
    ).fetchall()


def spread(weights: Sequence[Fraction | int]) -> list[Decimal]:
    """Credit by weight: the running total rounded to twelve digits, and its differences."""
    total, running, before, parts = sum(map(Fraction, weights)), Fraction(0), 0, []
    for weight in weights:
        running += weight
        units = math.floor(running / total * 10**12 + Fraction(1, 2))
        parts.append(Decimal(units - before).scaleb(-12))
        before = units
    return parts


# --- The three journeys -------------------------------------------------------------------------


@pytest.mark.parametrize("conversion_type", ["order", "demo"])
def test_removal_effects_are_1_and_a_half(built, conversion_type):
    rows = built.execute(
        """
        select state, removal_effect, conversion_rate, chain_conversions, visit_count
        from marts.fct_removal_effects
        where attribution_model = 'markov' and conversion_type = ?
        order by state
        """,
        [conversion_type],
    ).fetchall()
    # Three conversions, two to one; or one.
    conversions, rate = {"order": (3, 1), "demo": (1, 1 / 3)}[conversion_type]
    assert rows == [
        ("A", pytest.approx(1), pytest.approx(rate), pytest.approx(conversions * 2 / 3), 8),
        ("B", pytest.approx(0.5), pytest.approx(rate), pytest.approx(conversions / 3), 5),
    ]


def test_transitions_are_those_of_the_three_journeys(built):
    rows = built.execute(
        """
        select from_states, to_state, transition_count, transition_rate, conversion_value
        from marts.fct_markov_transitions
        where conversion_type = 'order' and grouping = 'channel' and markov_order = 1
        order by all
        """
    ).fetchall()
    assert rows == [
        ("(start)", "A", 3, 1, 0),
        ("A", "(conversion)", 3, 3 / 8, 240),
        ("A", "A", 2, 2 / 8, 0),
        ("A", "B", 3, 3 / 8, 0),
        ("B", "A", 3, 3 / 5, 0),
        ("B", "B", 2, 2 / 5, 0),
    ]


@pytest.mark.parametrize(
    ("person", "revenue"),
    [
        # 3 A and 3 B weigh 4.5, of $90; 3 A and 2 B weigh 4, of $80; 2 A share $70.
        ("one", [20, 10, 20, 10, 10, 20]),
        ("two", [20, 10, 10, 20, 20]),
        ("three", [35, 35]),
    ],
)
def test_a_conversion_goes_to_its_journey_by_weight(built, person, revenue):
    weights = [{"A": Fraction(1), "B": Fraction(1, 2)}[channel] for channel in JOURNEYS[person]]
    assert credits_of(built, "markov", f"order|world|{person}") == list(
        zip(spread(weights), map(Decimal, revenue), strict=True)
    )


def test_a_channel_that_no_converting_journey_saw_has_a_weight_and_no_credit(built):
    """B, for demos: only journeys that led nowhere saw it. The chain knows that some who met it
    came back to A, so its weight is not 0; yet no conversion is there that it could have.
    """
    assert effects(built, "markov", "demo")["B"] == (pytest.approx(0.5), pytest.approx(0.5))
    # Of the journeys with just A one of one converts, of those with B, too, none of two.
    assert effects(built, "shao_li", "demo")["B"][1] == 0
    for attribution_model in ("markov", "shao_li"):
        rows = built.execute(
            """
            select channel, sum(attributed_conversions) from marts.fct_attribution_totals
            where attribution_model = ? and conversion_type = 'demo'
            group by channel
            """,
            [attribution_model],
        ).fetchall()
        assert rows == [("A", 1)]


@pytest.mark.parametrize(
    ("attribution_model", "of_orders", "of_demos"),
    [
        # Of three orders all have A and two B; the demo has A alone.
        ("markov_fail", (1, 2 / 3), (1, 0)),
        # Without B one of three orders is left of a rate of 1; the rate of demos stays.
        ("markov_fail_refit", (1, 2 / 3), (1, 0)),
        # Everyone orders either way; no demo of those who have B.
        ("markov_detour", (0, 0), (1, 0)),
        # Nobody starts but with A; who would go to B goes on as the others do.
        ("markov_reconnect", (1, 0), (1, 0)),
        # All orders are in the chain anyway; demos have no chain but A to A.
        ("markov_conversion_only", (1, 1 / 2), (1, None)),
    ],
)
def test_effects_by_peers_definitions(built, attribution_model, of_orders, of_demos):
    for conversion_type, expected in (("order", of_orders), ("demo", of_demos)):
        found = effects(built, attribution_model, conversion_type)
        assert {state: effect for state, (effect, _) in found.items()} == pytest.approx(
            {
                state: effect
                for state, effect in zip("AB", expected, strict=True)
                if effect is not None
            }
            | ({"B": 0} if "B" in found and expected[1] is None else {})
        )


def test_where_no_effect_is_found_nothing_is_credited(built):
    """Everyone orders after a detour, so that no channel of an order has an effect."""
    rows = built.execute(
        """
        select channel, sum(attributed_conversions), sum(attributed_revenue)
        from marts.fct_attribution_totals
        where attribution_model = 'markov_detour' and conversion_type = 'order'
        group by channel
        """
    ).fetchall()
    assert rows == [("(unattributed)", 4, 300)]


def test_shapley_by_hand(built):
    """Of the orders of A and B half each, the third is A's; all of A's places are the first."""
    rows = built.execute(
        """
        select channel, sum(attributed_conversions) from marts.fct_attribution_totals
        where attribution_model = 'simplified_shapley' and conversion_type = 'order'
        group by channel order by channel
        """
    ).fetchall()
    # A share of one touchpoint of several is rounded to twelve digits.
    assert {channel: float(credit) for channel, credit in rows} == pytest.approx(
        {"(unattributed)": 1, "A": 2, "B": 1}, abs=1e-11
    )
    rows = built.execute(
        """
        select channel, channel_position, attributed_conversions, attributed_revenue
        from marts.rpt_channel_positions
        where conversion_type = 'order' order by all
        """
    ).fetchall()
    # Half of $90 and $80, and $70.
    assert rows == [("A", 1, 2, 155), ("B", 2, 1, 85)]


# --- Nothing lost, nothing doubled --------------------------------------------------------------


@pytest.mark.parametrize("conversion_type", CONVERSIONS)
@pytest.mark.parametrize("build", ["built", "built_of_converting", "built_by_frequency"])
def test_every_attribution_model_hands_out_every_conversion(
    request, build, conversion_type, assert_conversions_conserved
):
    assert_conversions_conserved(
        request.getfixturevalue(build),
        conversion_type,
        *CONVERSIONS[conversion_type],
        added_models=ADDED_MODELS,
    )


@pytest.mark.parametrize("build", ["built", "built_of_converting", "built_by_frequency"])
def test_a_conversion_that_nothing_came_before_has_no_channel(request, build):
    """Under a hazard it needed no marketing; to the other models it is nobody's."""
    rows = (
        request.getfixturevalue(build)
        .execute(
            """
        select distinct attribution_model like '%hazard%' as is_hazard, channel, credit
        from marts.fct_attribution_credits
        where split_part(conversion_id, '|', 3) = 'untouched'
        order by is_hazard
        """
        )
        .fetchall()
    )
    assert rows == [(False, "(unattributed)", 1), (True, "(baseline)", 1)]


def test_without_a_path_that_converts_no_state_has_a_weight(built):
    """Only who was not touched signed up: the journeys of the others led to none."""
    rows = built.execute(
        """
        select distinct weight from marts.fct_attribution_weights
        where conversion_type = 'signup' and state <> '(baseline)' and family <> 'additive_hazard'
        """
    ).fetchall()
    assert rows == [(0,)]
    journeys = built.execute(
        """
        select person_id, journey_length, earlier_conversion_count
        from marts.fct_non_converting_journeys
        where conversion_type = 'signup' order by journey_length
        """
    ).fetchall()
    assert journeys == [("world|three", 2, 0), ("world|two", 5, 0), ("world|one", 6, 0)]


# --- Groupings ----------------------------------------------------------------------------------

STATES = {
    "channel_type": {"A / web_visit", "A / form_submission", "B / web_visit"},
    "campaign": {"world|spring", "A", "B"},
    "content": {"banner", "world|spring", "A", "B"},
}


@pytest.mark.parametrize(
    ("attribution_model", "grouping"),
    [
        (row["attribution_model"], row["grouping"])
        for row in GROUPED
        # Its weights follow from the journey: there is none per state.
        if row["family"] != "simplified_shapley"
    ],
)
def test_states_are_what_the_grouping_tells_apart(built, attribution_model, grouping):
    assert set(effects(built, attribution_model, "order")) - {"(baseline)"} == STATES[grouping]


def test_a_conversion_is_shared_among_contents(built):
    """The first order: of spring, B three times, A and the banner a quarter each.

    The second: of spring, B, the banner and A twice; the third: of the banner and A.
    """
    fourth, half = Fraction(1, 4), Fraction(1, 2)
    for person, weights in {
        "one": [fourth, fourth / 3, fourth, fourth / 3, fourth / 3, fourth],
        "two": [fourth, fourth, fourth, fourth / 2, fourth / 2],
        "three": [half, half],
    }.items():
        credit = [
            credit for credit, _ in credits_of(built, "shapley_by_content", f"order|world|{person}")
        ]
        # A share of one touchpoint of several is itself rounded to twelve digits.
        assert [float(part) for part in credit] == pytest.approx(
            [float(part) for part in spread(weights)], abs=3e-12
        )


# --- Names of channels --------------------------------------------------------------------------


COMPARED = {
    "fct_attribution_credits": "attribution_model, conversion_id, touchpoint_id, channel, credit",
    "fct_attribution_weights": "attribution_model, conversion_type, state, effect, weight",
    "fct_attribution_intervals": """attribution_model, conversion_type, grouped_by, group_value,
        attributed_conversions, attributed_conversions_lower, attributed_conversions_upper,
        attributed_revenue_error, revenue_share_rate_lower, revenue_share_rate_upper""",
    "rpt_attribution_model_comparison": "attribution_model, conversion_type, channel, channel_rank",
    "rpt_channel_interactions": """grouping, conversion_type, from_state, to_state, interaction,
        transition_count, dividend, joint_removal_effect, median_days_between""",
}


def test_numbers_do_not_hang_on_the_names_of_channels(built, build_project, project, write_exports):
    relabelled = build_project(
        write_exports(world(RELABELLED)), {"markov_order": 1}, project=project, exclude=NO_TESTS
    )

    def rows(connection: duckdb.DuckDBPyConnection, mart: str) -> dict[tuple[str, ...], list[Any]]:
        """Numbers by texts, with the names of the channels as they were."""
        by_texts = {}
        for row in connection.execute(f"select {COMPARED[mart]} from marts.{mart}").fetchall():
            texts = [str(value) for value in row if isinstance(value, str)]
            for old, new in RELABELLED.items():
                texts = [text.replace(new, old) for text in texts]
            numbers = [value for value in row if not isinstance(value, str)]
            assert tuple(texts) not in by_texts, texts
            by_texts[tuple(texts)] = [
                math.nan if value is None else float(value) for value in numbers
            ]
        return by_texts

    for mart in COMPARED:
        found, expected = rows(relabelled, mart), rows(built, mart)
        assert len(expected) > 10, mart
        assert found.keys() == expected.keys(), mart
        for texts, numbers in expected.items():
            same = pytest.approx(numbers, rel=1e-9, abs=1e-9, nan_ok=True)
            assert found[texts] == same, (mart, texts)


# --- Settings -----------------------------------------------------------------------------------


def test_converting_journeys_alone_make_their_own_chain(built_of_converting):
    """Of exposures: A>B>A>B>A, A>B>A and A. From A to B 3 times, back 3 times; 3 conversions.

    Without B half of the steps from A fail: effects 1 and 1/2 again. The demo's path is A.
    """
    assert effects(built_of_converting, "markov", "order") == {
        "A": (pytest.approx(1), pytest.approx(1)),
        "B": (pytest.approx(0.5), pytest.approx(0.5)),
    }
    transitions = built_of_converting.execute(
        """
        select conversion_type, from_states, to_state, transition_count
        from marts.fct_markov_transitions where grouping = 'channel' order by all
        """
    ).fetchall()
    assert transitions == [
        ("demo", "(start)", "A", 1),
        ("demo", "A", "(conversion)", 1),
        ("order", "(start)", "A", 3),
        ("order", "A", "(conversion)", 3),
        ("order", "A", "B", 3),
        ("order", "B", "A", 3),
    ]


def test_one_channel_alone_has_all_credit_it_can_have(built_of_converting):
    """For demos; a model that compares journeys with and without it finds no difference."""
    rows = built_of_converting.execute(
        """
        select attribution_model, channel, sum(credit) from marts.fct_attribution_credits
        where conversion_type = 'demo' and attribution_model not like '%hazard%'
        group by attribution_model, channel
        """
    ).fetchall()
    credited = {attribution_model: (channel, credit) for attribution_model, channel, credit in rows}
    assert len(credited) == len(rows)
    assert credited["markov"] == credited["simplified_shapley"] == ("A", 1)
    assert {channel for channel, _ in credited.values()} <= {"A", "(unattributed)"}


def test_without_replicates_there_are_no_intervals_and_amounts_are_ranked(built_of_converting):
    intervals = built_of_converting.execute(
        "select count(*) from marts.fct_attribution_intervals"
    ).fetchall()
    assert intervals == [(0,)]
    rows = built_of_converting.execute(
        """
        select channel, attributed_revenue, attributed_revenue_lower, channel_rank
        from marts.rpt_attribution_model_comparison
        where attribution_model = 'linear' and conversion_type = 'order'
        order by channel
        """
    ).fetchall()
    # 3 of 6 of $90, 3 of 5 of $80 and all of $70.
    assert rows == [
        ("(baseline)", 0, None, None),
        ("(unattributed)", 60, None, None),
        ("A", 163, None, 1),
        ("B", 77, None, 2),
    ]


def test_how_often_a_channel_occurs_may_be_part_of_the_state(built_by_frequency):
    """A three times and B three times, A three times and B twice, A twice: once each, as a path.

    A(3) is in two of three orders, the others in one. The first order's touchpoints then weigh
    2 and 1 to each A and B, that is 9 together. Under a hazard touchpoints stay what they are.
    """
    found = effects(built_by_frequency, "markov", "order")
    assert {state: effect for state, (effect, _) in found.items()} == pytest.approx(
        {"A(3)": 2 / 3, "A(2)": 1 / 3, "B(3)": 1 / 3, "B(2)": 1 / 3}
    )
    credit = [credit for credit, _ in credits_of(built_by_frequency, "markov", "order|world|one")]
    assert [float(part) for part in credit] == pytest.approx(
        [2 / 9, 1 / 9, 2 / 9, 1 / 9, 1 / 9, 2 / 9]
    )
    assert set(effects(built_by_frequency, "additive_hazard", "order")) == {"(baseline)", "A", "B"}


def test_where_nobody_converts_the_marts_are_empty(build_project, project, write_exports):
    exports = world(A_AND_B)
    del exports["world/conversions.csv"]
    built = build_project(write_exports(exports), project=project)
    for mart in (
        "fct_attribution_credits",
        "fct_attribution_totals",
        "fct_attribution_weights",
        "fct_attribution_intervals",
        "fct_removal_effects",
        "fct_markov_transitions",
        "fct_non_converting_journeys",
        "fct_path_totals",
        "rpt_path_performance",
        "rpt_channel_combinations",
        "rpt_lead_quality",
        "rpt_revenue_bridge",
        "rpt_channel_interactions",
        "rpt_channel_positions",
        "rpt_attribution_model_diagnostics",
        "rpt_attribution_model_comparison",
    ):
        assert built.execute(f"select count(*) from marts.{mart}").fetchall() == [(0,)], mart
    assert built.execute("select count(*) from marts.fct_touchpoints").fetchall() == [(13,)]


# --- Too many channels --------------------------------------------------------------------------


def many_channels(value: int) -> dict[str, str]:
    """21 people, a channel each, of whom every other one orders."""
    people = range(1, 22)
    header = "conversion_id,person_id,converted_at,conversion_value\n"
    touchpoints = "".join(f"{n},{n},2024-01-01T00:00:00Z,Channel {n}\n" for n in people)
    conversions = "".join(f"{n},{n},2024-01-02T00:00:00Z,{value}\n" for n in people if n % 2)
    return {
        "many/touchpoints.csv": f"touchpoint_id,person_id,touched_at,channel\n{touchpoints}",
        "many/conversions.csv": header + conversions,
    }


def credited_marts(workspace: Any) -> dict[str, list[tuple[Any, ...]]]:
    """What must stay together when a build stops: journeys, and whatever is credited to them."""
    marts = (
        "fct_journeys",
        "fct_journey_touchpoints",
        "fct_attribution_credits",
        "fct_attribution_totals",
        "fct_attribution_weights",
        "fct_attribution_intervals",
        "rpt_channel_performance",
        "rpt_attribution_model_comparison",
    )
    with workspace.connect() as connection:
        return {
            mart: connection.execute(f"from marts.{mart} order by all").fetchall() for mart in marts
        }


def test_shapley_values_of_more_than_20_channels_are_refused(
    open_workspace, copy_project_with_models, write_exports
):
    project = copy_project_with_models(
        [{"attribution_model": "set_rate_shapley", "is_enabled": "false"}]
    )
    workspace = open_workspace(project)
    # Without it there is nothing that so many channels are too many for.
    workspace.build(write_exports(many_channels(1)), exclude=NO_TESTS)
    before = credited_marts(workspace)
    assert len(before["fct_journeys"]) == 11

    seed = project / "seeds/reference/attribution_models.csv"
    rules = seed.read_text(encoding="utf-8")
    switched_on = rules.replace(
        "set_rate_shapley,set_rate_shapley,false", "set_rate_shapley,set_rate_shapley,true"
    )
    assert switched_on != rules
    seed.write_text(switched_on, encoding="utf-8")
    outcome = workspace.invoke(write_exports(many_channels(2)), exclude=NO_TESTS)
    assert not outcome.success
    said = " ".join(workspace.errors.split())
    assert "set-rate Shapley of order would need 21 channels; at most 20 are allowed" in said
    assert "set is_enabled to false for set_rate_shapley in the seed attribution_models" in said
    assert credited_marts(workspace) == before
