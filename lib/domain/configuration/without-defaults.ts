import { z } from "zod";
import { isSameJson } from "./field-changes";

/**
 * A value that a schema has read, without the fields that the schema would fill in just so: what is left means the same
 * and reads better. Fields come in the order of the schema.
 */
export function withoutDefaults(schema: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    return withoutDefaults(schema.unwrap(), value);
  }
  // Of a schema that makes something else of its input, the input is what a document holds.
  if (schema instanceof z.ZodPipe) return withoutDefaults(schema.in, value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((entry) => withoutDefaults(schema.element, entry));
  }
  if (schema instanceof z.ZodDiscriminatedUnion) {
    return withoutDefaults(optionFor(schema, value), value);
  }
  return schema instanceof z.ZodObject && isFields(value) ? fieldsLeft(schema, value) : value;
}

function fieldsLeft(schema: z.ZodObject, value: Readonly<Record<string, unknown>>): object {
  const known = Object.entries(schema.shape).filter(([field]) => value[field] !== undefined);
  const left = known.filter(([field, of]) => !isDefault(of, value[field]));
  const unknown = Object.entries(value).filter(([field]) => !Object.hasOwn(schema.shape, field));
  return Object.fromEntries([
    ...left.map(([field, of]) => [field, withoutDefaults(of, value[field])]),
    ...unknown,
  ]);
}

function isDefault(schema: unknown, value: unknown): boolean {
  return schema instanceof z.ZodDefault && isSameJson(schema.def.defaultValue, value);
}

/** The option of a union that takes the value, its defaults filled in already. */
function optionFor(schema: z.ZodDiscriminatedUnion, value: unknown): unknown {
  return schema.options.find(
    (option) => option instanceof z.ZodType && option.safeParse(value).success,
  );
}

function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
