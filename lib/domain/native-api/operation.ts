import { z } from "zod";

/** One call of the native API: what validates it, and what it answers. */
export interface Operation {
  summary: string;
  query?: z.ZodType;
  body?: z.ZodType;
  /** Largest body in bytes, where it is not the usual one. */
  maxBytes?: number;
  /** The body may be YAML too, which then stands for this property of it. */
  yamlBodyAs?: string;
  /** A body may be left out. */
  isBodyOptional?: true;
  /** It creates something: an Idempotency-Key is honoured. */
  creates?: true;
  /** Status and shape of the answer; null: no JSON. */
  answers: Readonly<Record<number, z.ZodType | null>>;
}

/** Of calls that take no query. */
export const noQuery = z.strictObject({});

/** One page of a list. */
export function pageOf<T extends z.ZodType>(item: T) {
  return z.object({ items: z.array(item), nextCursor: z.string().nullable() });
}
