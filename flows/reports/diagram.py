"""Tables with their keys and references -> a diagram in Mermaid's language, which GitHub and many editors draw."""

from flows.warehouse.contract import Object, Reference


def diagram(tables: list[Object]) -> str:
    """An erDiagram of the tables: key and reference columns of each, a line for each reference."""
    lines = ["erDiagram"]
    for one in tables:
        lines += [f'    {_name(one.full_name)}["{one.full_name}"] {{', *_attributes(one), "    }"]
    for one in tables:
        lines += [f"    {_line(one, reference)}" for reference in one.references]
    return "\n".join(lines) + "\n"


def _attributes(one: Object) -> list[str]:
    referring = {name for reference in one.references for name in reference.columns}
    marks = {
        column.name: ", ".join(["PK"] * (column.name in one.key) + ["FK"] * (column.name in referring))
        for column in one.columns
    }
    return [f"        {column.type} {column.name} {marks[column.name]}" for column in one.columns if marks[column.name]]


def _line(one: Object, reference: Reference) -> str:
    is_required = all(column.is_required for column in one.columns if column.name in reference.columns)
    line = f"}}o{'--' if reference.is_critical else '..'}{'||' if is_required else 'o|'}"
    return f'{_name(one.full_name)} {line} {_name(reference.table)} : "{", ".join(reference.columns)}"'


def _name(full_name: str) -> str:
    return full_name.removeprefix("main.").replace(".", "_")
