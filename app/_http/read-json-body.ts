import { type JsonLimits, jsonFault } from "@/lib/domain/definition/json-limits";
import { AppError } from "@/lib/domain/errors";

/** What an API takes at most, and how it says that it is more. */
export interface BodyLimits {
  maxBytes: number;
  /** Depth and number of values; the usual ones where it is left out. */
  json?: JsonLimits;
  tooLarge: string;
}

/**
 * The JSON a request carries, undefined when it carries nothing. Bytes are counted as they arrive, whatever the request
 * says of its length; throws `too_large`, or `invalid` for anything but storable JSON in UTF-8.
 */
export async function readJsonBody(request: Request, limits: BodyLimits): Promise<unknown> {
  const text = await readTextBody(request, limits, ["application/json"]);
  if (text === undefined) return undefined;
  const value = parseJson(text);
  const fault = jsonFault(value, limits.json);
  if (fault === null) return value;
  if (fault.path === "") throw new AppError("invalid", `The request body ${fault.reason}`);
  throw new AppError("invalid", `'${fault.path}' ${fault.reason}`, { field: fault.path });
}

/** The text a request carries in UTF-8, undefined when it carries nothing; by the rules of {@link readJsonBody}. */
export async function readTextBody(
  request: Request,
  limits: Pick<BodyLimits, "maxBytes" | "tooLarge">,
  mediaTypes: readonly string[],
): Promise<string | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > limits.maxBytes) {
    throw new AppError("too_large", limits.tooLarge);
  }
  const bytes = await readBytes(request, limits);
  if (bytes.byteLength === 0) return undefined;
  assertType(request.headers, mediaTypes);
  return decode(bytes);
}

async function readBytes(
  request: Request,
  limits: Pick<BodyLimits, "maxBytes" | "tooLarge">,
): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let part = await nextPart(reader); part !== null; part = await nextPart(reader)) {
    length += part.byteLength;
    if (length > limits.maxBytes) {
      await reader.cancel().catch(() => undefined);
      throw new AppError("too_large", limits.tooLarge);
    }
    chunks.push(part);
  }
  return chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks);
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

/** The media type of a body, without its parameters and in small letters. */
export function mediaTypeOf(headers: Headers): string {
  return (headers.get("content-type") ?? "").split(";")[0]?.trim().toLowerCase() ?? "";
}

function assertType(headers: Headers, mediaTypes: readonly string[]): void {
  if (!mediaTypes.includes(mediaTypeOf(headers))) {
    throw new AppError("invalid", `Content-Type must be ${mediaTypes.join(" or ")}`, {
      field: "Content-Type",
    });
  }
  const encoding = (headers.get("content-encoding") ?? "identity").trim().toLowerCase();
  if (encoding === "identity") return;
  throw new AppError("invalid", "Content-Encoding is not supported", { field: "Content-Encoding" });
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
