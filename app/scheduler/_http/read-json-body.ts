import { jsonFault } from "@/lib/domain/definition/json-limits";
import { AppError } from "@/lib/domain/errors";

/** Largest body, in bytes: 100 KB (job-scheduling-api 2). */
export const MAX_BODY_BYTES = 100 * 1024;

/**
 * The JSON a request carries. Bytes are counted as they arrive, whatever the request says of its length; throws
 * `too_large`, or `invalid` for anything but storable JSON in UTF-8.
 */
export async function readJsonBody(request: Request): Promise<unknown> {
  if (Number(request.headers.get("content-length") ?? 0) > MAX_BODY_BYTES) throw tooLarge();
  const bytes = await readBytes(request);
  if (bytes.byteLength === 0) throw new AppError("invalid", "The request body is missing");
  assertJsonType(request.headers);
  const value = parseJson(decode(bytes));
  const fault = jsonFault(value);
  if (fault === null) return value;
  const subject = fault.path === "" ? "The request body" : `'${fault.path}'`;
  throw new AppError(
    "invalid",
    `${subject} ${fault.reason}`,
    fault.path === "" ? {} : { field: fault.path },
  );
}

async function readBytes(request: Request): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let part = await nextPart(reader); part !== null; part = await nextPart(reader)) {
    length += part.byteLength;
    if (length > MAX_BODY_BYTES) {
      await reader.cancel().catch(() => undefined);
      throw tooLarge();
    }
    chunks.push(part);
  }
  return Buffer.concat(chunks);
}

async function nextPart(
  reader: ReadableStreamDefaultReader<Uint8Array>,
): Promise<Uint8Array | null> {
  try {
    const { done, value } = await reader.read();
    return done ? null : value;
  } catch (cause) {
    throw new AppError("invalid", "The request body ended before it was complete", { cause });
  }
}

function assertJsonType(headers: Headers): void {
  const type = (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase();
  if (type !== "application/json")
    throw new AppError("invalid", "Content-Type must be application/json");
  const encoding = (headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding !== "identity") throw new AppError("invalid", "Content-Encoding is not supported");
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new AppError("invalid", "The request body is not UTF-8", { cause });
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new AppError("invalid", "The request body is not valid JSON", { cause });
  }
}

function tooLarge(): AppError {
  return new AppError("too_large", "request entity too large");
}
