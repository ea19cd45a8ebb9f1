import { z } from "zod";
import type { Content } from "./configured-element";
import { isSameJson } from "./field-changes";

/**
 * What a schema has read, without the fields that it would fill in just so: what is left means the same and reads
 * better. Fields come in the order of the schema.
 */
export function withoutDefaults(schema: z.ZodObject, content: Content): Content {
  const known = Object.entries(schema.shape).filter(([field]) => content[field] !== undefined);
  const left = known.filter(([field, of]) => !isDefault(of, content[field]));
  const unknown = Object.entries(content).filter(([field]) => !Object.hasOwn(schema.shape, field));
  return Object.fromEntries([
    ...left.map(([field, of]) => [field, leftOf(of, content[field])]),
    ...unknown,
  ]);
}

function leftOf(schema: unknown, value: unknown): unknown {
  if (value === null || value === undefined) return value;
  if (
    schema instanceof z.ZodDefault ||
    schema instanceof z.ZodOptional ||
    schema instanceof z.ZodNullable
  ) {
    return leftOf(schema.unwrap(), value);
  }
  // Of a schema that makes something else of its input, the input is what a document holds.
  if (schema instanceof z.ZodPipe) return leftOf(schema.in, value);
  if (schema instanceof z.ZodArray && Array.isArray(value)) {
    return value.map((entry) => leftOf(schema.element, entry));
  }
  if (schema instanceof z.ZodDiscriminatedUnion) return leftOf(optionFor(schema, value), value);
  return schema instanceof z.ZodObject && isObject(value) ? withoutDefaults(schema, value) : value;
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

function isObject(value: unknown): value is Content {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
