import { z } from "zod";
import { RUN_LOG_FORMATS } from "@/lib/domain/run/run-log-format";

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

/** Largest body of a call that makes up to 1000 things. */
export const BULK_BYTES = 2 * 1024 * 1024;

/** Ids of what was made, in the order it was asked for. */
export const idsSchema = z.object({ ids: z.array(z.string()) });

/** Query of calls that answer a log. */
export const downloadQuery = z.strictObject({
  format: z.enum(RUN_LOG_FORMATS).default("text"),
  download: z.enum(["0", "1"]).default("0"),
});
