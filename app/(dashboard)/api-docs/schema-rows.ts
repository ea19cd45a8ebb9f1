/** One member of a JSON schema, as a line of a reference shows it. */
export interface SchemaRow {
  /** `http.url`, `items[].id`; empty for the value itself. */
  path: string;
  type: string;
  isRequired: boolean;
  /** Limits, default and description in words. */
  notes: string;
}

const MAX_DEPTH = 4;

/** A part of a document; anything that is no object has no members. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Record<string, unknown>)
    : {};
}

/** A part of a document that should be a list; anything else is an empty one. */
export function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

/** The members of a schema from the outside in; what lies deeper than four levels is left out. */
export function schemaRows(schema: unknown): SchemaRow[] {
  return membersOf(record(schema), "", 0);
}

function membersOf(schema: Record<string, unknown>, prefix: string, depth: number): SchemaRow[] {
  if (depth > MAX_DEPTH) return [];
  const inner = innerOf(schema);
  if (inner.path !== "") return membersOf(inner.schema, prefix + inner.path, depth + 1);
  const required = list(schema.required);
  return Object.entries(record(schema.properties)).flatMap(([name, value]) => {
    const member = record(value);
    const path = prefix === "" ? name : `${prefix}.${name}`;
    const row = {
      path,
      type: typeOf(member),
      isRequired: required.includes(name),
      notes: notesOf(member),
    };
    return [row, ...membersOf(objectIn(member), path, depth + 1)];
  });
}

/** What is inside a list. */
function innerOf(schema: Record<string, unknown>): {
  path: string;
  schema: Record<string, unknown>;
} {
  return schema.type === "array"
    ? { path: "[]", schema: record(schema.items) }
    : { path: "", schema };
}

/** The alternative that has members, of several. */
function objectIn(schema: Record<string, unknown>): Record<string, unknown> {
  const found = alternativesOf(schema).find(
    (one) => one.properties !== undefined || one.type === "array",
  );
  return found ?? schema;
}

function alternativesOf(schema: Record<string, unknown>): Record<string, unknown>[] {
  return [...list(schema.anyOf), ...list(schema.oneOf)].map(record);
}

/** The type in words: `string`, `integer or null`, `GET | POST`, `array of string`. */
export function typeOf(schema: Record<string, unknown>): string {
  const alternatives = alternativesOf(schema);
  if (alternatives.length > 0) return [...new Set(alternatives.map(typeOf))].join(" or ");
  if (Array.isArray(schema.enum)) return schema.enum.map(String).join(" | ");
  if (schema.const !== undefined) return JSON.stringify(schema.const);
  if (schema.type === "array") return `array of ${typeOf(record(schema.items))}`;
  if (Array.isArray(schema.type)) return schema.type.join(" or ");
  return typeof schema.type === "string" ? schema.type : "any";
}

const LIMITS = [
  ["minimum", "at least"],
  ["maximum", "at most"],
  ["minLength", "length at least"],
  ["maxLength", "length at most"],
  ["maxItems", "entries at most"],
  ["default", "default"],
] as const;

/** Bounds that only say what a machine can represent. */
const isMeaningful = (value: unknown) =>
  typeof value !== "number" || Math.abs(value) < Number.MAX_SAFE_INTEGER;

function notesOf(schema: Record<string, unknown>): string {
  const limits = LIMITS.flatMap(([key, words]) =>
    schema[key] !== undefined && isMeaningful(schema[key])
      ? [`${words} ${JSON.stringify(schema[key])}`]
      : [],
  );
  const description = typeof schema.description === "string" ? [schema.description] : [];
  return [...description, ...limits].join("; ");
}
