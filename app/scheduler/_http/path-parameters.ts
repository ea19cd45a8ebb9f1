import { AppError } from "@/lib/domain/errors";

const MAX_JOB_ID = 2_147_483_647;

/**
 * The values at the places `{name}` of a template such as `/jobs/{jobId}`, decoded. They are taken from the address as
 * it was sent, so that every name arrives as the caller wrote it.
 */
export function pathParameters(template: string, url: URL): Record<string, string> {
  const segments = url.pathname.replace(/^\/scheduler/, "").split("/");
  const values: Record<string, string> = {};
  for (const [index, part] of template.split("/").entries()) {
    const name = /^\{(\w+)\}$/.exec(part)?.[1];
    if (name !== undefined) values[name] = decode(segments[index] ?? "");
  }
  return values;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch (cause) {
    throw new AppError("invalid", "The path is not encoded correctly", { cause });
  }
}

/** A job id; whatever can't be one is an unknown job. */
export function jobIdOf(text: string | undefined): number {
  const number = text !== undefined && /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (number > 0 && number <= MAX_JOB_ID) return number;
  throw new AppError(
    "not_found",
    `Job ${(text ?? "").replace(/\p{Cc}/gu, "?").slice(0, 64)} not found`,
  );
}
