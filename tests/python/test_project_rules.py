"""Rules about the project's own files: layers, names, descriptions, form, locks.

dbt is asked once what it understood (its manifest); every rule then names each offending file.
"""

import csv
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jinja2
import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
LAYER_PREFIXES = {
    "staging": ("stg_", "base_"),
    "intermediate": ("int_",),
    "marts": ("dim_", "fct_", "rpt_"),
}
LONGEST_MODEL = 150
# A dispatched macro is described once, not again for each engine.
ENGINES = ("default__", "duckdb__", "spark__")

Manifest = dict[str, Any]
Node = dict[str, Any]


@pytest.fixture(scope="module")
def manifest(tmp_path_factory: pytest.TempPathFactory) -> Manifest:
    """What dbt understands of the project when it parses all of it anew."""
    from dbt.adapters.duckdb.connections import DuckDBConnectionManager
    from dbt.cli.main import dbtRunner

    scratch = tmp_path_factory.mktemp("parse")
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("DBT_PROJECT_DIR", str(ROOT))
        environment.setenv("CRM_ATTRIBUTION_DB", str(scratch / "parse.duckdb"))
        environment.delenv("CRM_EXPORTS", raising=False)
        result = dbtRunner().invoke(
            [
                *("--quiet", "--log-level-file", "none"),
                *("parse", "--no-partial-parse"),
                *("--project-dir", str(ROOT), "--profiles-dir", str(ROOT / "profiles")),
                *("--target-path", str(scratch), "--log-path", str(scratch)),
            ]
        )
        DuckDBConnectionManager.close_all_connections()
    if not result.success:
        pytest.fail(f"dbt cannot parse the project: {result.exception}", pytrace=False)
    return json.loads((scratch / "manifest.json").read_text(encoding="utf-8"))


def own(manifest: Manifest, kind: str, resource_type: str | None = None) -> list[Node]:
    """This project's entries of one section of the manifest, in the order of their names."""
    package = manifest["metadata"]["project_name"]
    return sorted(
        (
            node
            for node in manifest[kind].values()
            if node["package_name"] == package
            and (resource_type is None or node["resource_type"] == resource_type)
        ),
        key=lambda node: node["name"],
    )


def layer(model: Node) -> str:
    """The folder right below models/ or python_models/."""
    return Path(model["original_file_path"]).parts[1]


def files(*patterns: str) -> list[Path]:
    return sorted(path for pattern in patterns for path in ROOT.glob(pattern))


def relative(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def no(problems: Iterator[str] | list[str]) -> None:
    """Fails with one line per problem, instead of pytest's view of a list."""
    lines = sorted(set(problems))
    if lines:
        pytest.fail("\n".join([f"{len(lines)} found:", *lines]), pytrace=False)


# --- Layers and names ---------------------------------------------------------------------------


def test_models_lie_in_a_layer_and_are_named_for_it(manifest):
    no(
        f"{model['original_file_path']}: "
        + (
            f"models of {layer(model)} start with {' or '.join(LAYER_PREFIXES[layer(model)])}"
            if layer(model) in LAYER_PREFIXES
            else f"{layer(model)} is no layer; layers are {', '.join(LAYER_PREFIXES)}"
        )
        for model in own(manifest, "nodes", "model")
        if not model["name"].startswith(LAYER_PREFIXES.get(layer(model), ()))
    )


def test_layers_read_only_what_lies_before_them(manifest):
    def forbidden(reader: str, read: Node) -> bool:
        kind = read["resource_type"]
        if kind == "source":
            return reader != "staging"
        if kind == "seed":
            return reader == "staging"
        return {
            "staging": layer(read) != "staging",
            "intermediate": layer(read) == "marts",
            "marts": layer(read) == "staging",
        }.get(reader, False)

    everything = {**manifest["nodes"], **manifest["sources"]}
    no(
        f"{model['original_file_path']}: {layer(model)} must not read "
        f"{read['resource_type']} {read['name']}"
        for model in own(manifest, "nodes", "model")
        for read in (everything[key] for key in model["depends_on"]["nodes"])
        if forbidden(layer(model), read)
    )


# --- Descriptions -------------------------------------------------------------------------------


def undescribed(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        place = f"{node['original_file_path']}: {node['name']}"
        if not node["description"].strip():
            yield f"{place} has no description"
        for column in node["columns"].values():
            if not column["description"].strip():
                yield f"{place}.{column['name']} has no description"


def test_models_and_their_columns_are_described(manifest):
    models = own(manifest, "nodes", "model")
    no(
        [
            *undescribed(models),
            *(
                f"{model['original_file_path']}: {model['name']} describes no column"
                for model in models
                if not model["columns"]
            ),
        ]
    )


def test_sources_and_their_columns_are_described(manifest):
    sources = own(manifest, "sources")
    no(
        [
            *undescribed(sources),
            *(
                f"{source['original_file_path']}: source {source['source_name']} has no description"
                for source in sources
                if not source["source_description"].strip()
            ),
        ]
    )


def test_seeds_and_all_their_columns_are_described(manifest):
    def wrong_columns(seed: Node) -> Iterator[str]:
        with (ROOT / seed["original_file_path"]).open(encoding="utf-8", newline="") as opened:
            header = set(next(csv.reader(opened), []))
        for column in sorted(header ^ set(seed["columns"])):
            where = "in the file only" if column in header else "in the YAML only"
            yield f"{seed['original_file_path']}: column {column} is {where}"

    seeds = own(manifest, "nodes", "seed")
    no([*undescribed(seeds), *(line for seed in seeds for line in wrong_columns(seed))])


def signature(macro: Node) -> list[str] | None:
    """The argument names that a macro's source declares; None when jinja cannot read it."""
    try:
        tree = jinja2.Environment(extensions=["jinja2.ext.do"]).parse(macro["macro_sql"])
    except jinja2.TemplateSyntaxError:
        return None
    return next(
        (
            [argument.name for argument in found.args]
            for found in tree.find_all(jinja2.nodes.Macro)
            if found.name == macro["name"].removeprefix("test_") or found.name == macro["name"]
        ),
        None,
    )


def test_macros_and_their_arguments_are_described(manifest):
    def problems(macro: Node) -> Iterator[str]:
        place = f"{macro['original_file_path']}: {macro['name']}"
        if not macro["description"].strip():
            yield f"{place} has no description"
        documented = {argument["name"]: argument for argument in macro["arguments"]}
        for name, argument in documented.items():
            if not argument["description"].strip():
                yield f"{place}({name}) has no description"
        declared = signature(macro)
        if declared is not None and set(declared) != set(documented):
            yield (
                f"{place} takes ({', '.join(declared)}), but describes ({', '.join(documented)})"
            )

    no(
        line
        for macro in own(manifest, "macros")
        if macro["original_file_path"].startswith("macros/")
        and not macro["name"].startswith(ENGINES)
        for line in problems(macro)
    )


def test_generic_tests_open_with_a_comment_that_tells_what_they_hold():
    no(
        f"{relative(path)}: does not start with a comment ({{# ... #}} or --)"
        for path in files("tests/generic/**/*.sql")
        if not path.read_text(encoding="utf-8").lstrip().startswith(("{#", "--"))
    )


def test_variables_have_a_comment_above_them():
    path = ROOT / "dbt_project.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    project = yaml.compose("\n".join(lines))

    def entries(mapping: yaml.Node) -> Iterator[tuple[str, int, yaml.Node]]:
        for key, value in mapping.value:
            yield key.value, key.start_mark.line, value

    top = {name: value for name, _, value in entries(project)}
    package = top["name"].value
    variables = [
        inner
        for outer in entries(top["vars"])
        for inner in (entries(outer[2]) if outer[0] == package else [outer])
    ]
    assert variables, "dbt_project.yml declares no variable"

    def explained(line: int) -> bool:
        above = lines[line - 1].strip()
        return above.startswith("#") and not re.match(r"#\s*-{3}", above)

    no(
        f"dbt_project.yml:{line + 1}: variable {name} has no comment line above it"
        for name, line, _ in variables
        if not explained(line)
    )


# --- Form ---------------------------------------------------------------------------------------


def model_files() -> list[Path]:
    return files("models/**/*.sql")


def test_models_say_their_grain_on_the_first_line():
    no(
        f"{relative(path)}: the first line is not '-- One row per ...'"
        for path in model_files()
        if not path.read_text(encoding="utf-8").startswith("-- One row per ")
    )


def test_models_are_short():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in model_files()}
    no(
        f"{relative(path)}: {length} lines, {LONGEST_MODEL} at most; what is the second idea?"
        for path, length in lengths.items()
        if length > LONGEST_MODEL
    )


def test_python_never_leaves_a_result_open():
    # DuckDB keeps the result of a fetch of one row open: the next query on the session fails.
    call = ".fetchone" + "("
    no(
        f"{relative(path)}:{number}: {call}...) leaves the result open; use .fetchall()[0]"
        for path in files("python_models/**/*.py", "tests/**/*.py")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if call in line
    )


# --- Locks --------------------------------------------------------------------------------------


def test_locks_pin_by_version_and_hash_and_name_no_registry():
    locks = files("requirements*.lock")
    assert locks, "no requirements*.lock"
    address = re.compile(r"://|--(?:extra-)?index-url|--find-links|--trusted-host")

    def problems(path: Path) -> Iterator[str]:
        text = path.read_text(encoding="utf-8")
        for number, line in enumerate(text.splitlines(), start=1):
            if address.search(line):
                yield f"{relative(path)}:{number}: names an address: {line.strip()}"
        for requirement in re.findall(r"^[A-Za-z0-9].*(?:\n[ \t]+.*)*", text, flags=re.MULTILINE):
            name = requirement.split(maxsplit=1)[0]
            if "==" not in name:
                yield f"{relative(path)}: {name} has no exact version"
            if "--hash=sha256:" not in requirement:
                yield f"{relative(path)}: {name} has no hash"

    no(line for path in locks for line in problems(path))


def test_locks_agree_with_each_other():
    # The development lock is installed into the runtime's environment: it must not change it.
    def pins(name: str) -> dict[str, str]:
        text = (ROOT / name).read_text(encoding="utf-8")
        return dict(re.findall(r"^([A-Za-z0-9._-]+)==(\S+)", text, flags=re.MULTILINE))

    runtime, development = pins("requirements.lock"), pins("requirements-dev.lock")
    no(
        f"requirements-dev.lock: {name}=={development[name]}, but the runtime has {runtime[name]}"
        for name in runtime.keys() & development.keys()
        if runtime[name] != development[name]
    )
