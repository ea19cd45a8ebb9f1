import { list, record, type SchemaRow, schemaRows, typeOf } from "./schema-rows";

/** One call of an API, as the reference shows it. */
export interface ApiOperation {
  /** Address within the page. */
  anchor: string;
  method: string;
  path: string;
  summary: string;
  parameters: (SchemaRow & { place: string })[];
  /** Null where none is taken. */
  body: SchemaRow[] | null;
  answers: { status: string; description: string; rows: SchemaRow[] }[];
}

/** The calls that belong to one thing. */
export interface ApiGroup {
  name: string;
  operations: ApiOperation[];
}

/** The calls of an OpenAPI document in its order, grouped by the first part of their address. */
export function apiGroups(document: Record<string, unknown>): ApiGroup[] {
  const base = String(record(list(document.servers)[0]).url ?? "");
  const groups = new Map<string, ApiOperation[]>();
  for (const [path, methods] of Object.entries(record(document.paths))) {
    const name = path.split("/")[1] ?? "";
    const operations = Object.entries(record(methods)).map(([method, operation]) =>
      operationFrom({ method, path: base + path, operation: record(operation), document }),
    );
    groups.set(name, [...(groups.get(name) ?? []), ...operations]);
  }
  return [...groups].map(([name, operations]) => ({ name, operations }));
}

/** The groups with the calls that have every word somewhere; without a word, all of them. */
export function findOperations(groups: readonly ApiGroup[], query: string): ApiGroup[] {
  const words = query.toLowerCase().split(/\s+/).filter(Boolean);
  const fits = (operation: ApiOperation) => words.every((word) => textOf(operation).includes(word));
  return groups
    .map(({ name, operations }) => ({ name, operations: operations.filter(fits) }))
    .filter(({ operations }) => operations.length > 0);
}

function textOf({ method, path, summary, parameters, body }: ApiOperation): string {
  const fields = [...parameters, ...(body ?? [])].map((row) => row.path);
  return [method, path, summary, ...fields].join(" ").toLowerCase();
}

type Source = {
  method: string;
  path: string;
  operation: Record<string, unknown>;
  document: Record<string, unknown>;
};

function operationFrom({ method, path, operation, document }: Source): ApiOperation {
  const body =
    operation.requestBody === undefined
      ? null
      : schemaRows(schemaIn(record(operation.requestBody)));
  return {
    anchor: `${method}-${path}`.replaceAll(/[^A-Za-z0-9]+/g, "-").replace(/-$/, ""),
    method: method.toUpperCase(),
    path,
    summary: String(operation.summary ?? ""),
    parameters: list(operation.parameters).map((parameter) => parameterFrom(record(parameter))),
    body,
    answers: Object.entries(record(operation.responses)).map(([status, answer]) => {
      const resolved = resolve(record(answer), document);
      return {
        status: status === "default" ? "else" : status,
        description: String(resolved.description ?? ""),
        rows: schemaRows(resolve(record(schemaIn(resolved)), document)),
      };
    }),
  };
}

function parameterFrom(parameter: Record<string, unknown>) {
  const schema = record(parameter.schema);
  const described = { ...schema, description: parameter.description ?? schema.description };
  const [row] = schemaRows({ type: "object", properties: { value: described } });
  return {
    path: String(parameter.name ?? ""),
    place: String(parameter.in ?? ""),
    type: typeOf(schema),
    isRequired: parameter.required === true,
    notes: row?.notes ?? "",
  };
}

function schemaIn(holder: Record<string, unknown>): unknown {
  return record(record(holder.content)["application/json"]).schema;
}

/** Follows a reference within the document. */
function resolve(
  part: Record<string, unknown>,
  document: Record<string, unknown>,
): Record<string, unknown> {
  if (typeof part.$ref !== "string") return part;
  const steps = part.$ref.replace(/^#\//, "").split("/");
  return steps.reduce((at, step) => record(at[step]), document);
}
