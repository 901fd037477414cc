"""One row per node of the identity graph: the person it is, and what became of it as a key."""

from crm_attribution.identity import resolve_tables


def model(dbt, session):
    return resolve_tables(
        dbt.ref("int_identity__person_links_numbered"),
        nodes=dbt.ref("int_identity__person_nodes_numbered"),
        rules=dbt.ref("identity_rules"),
    )
