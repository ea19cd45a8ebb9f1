import type { z } from "zod";
import { AppError } from "@/lib/domain/errors";

/** The input as the schema wants it; otherwise an `invalid` error that names the first wrong field. */
export function parseAccessInput<T>(schema: z.ZodType<T>, input: unknown): T {
  const parsed = schema.safeParse(input);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const path = issue?.code === "unrecognized_keys" ? [...issue.path, issue.keys[0]] : issue?.path;
  const field = path?.map(String).join(".") || undefined;
  const reason = issue?.code === "unrecognized_keys" ? `Unknown field "${field}".` : issue?.message;
  throw new AppError("invalid", reason ?? "The input is not valid.", { field });
}
