"""One row per build that was judged, suite, expectation, table, column and severity."""

from crm_attribution.gate.run import run_gate


def model(dbt, session):
    return run_gate(
        session,
        runs=dbt.ref("int_quality__run_identified"),
        limits=dbt.ref("int_quality__limits_listed"),
        exports=dbt.ref("int_quality__exports_accounted"),
        figures=dbt.ref("int_quality__figures_unioned"),
        volumes=dbt.ref("int_quality__volumes_recorded"),
        # Its own former rows: a build is compared with the last one that was accepted.
        verdicts=session.table(str(dbt.this)) if dbt.is_incremental else None,
    )
