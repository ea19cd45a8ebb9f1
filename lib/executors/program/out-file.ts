import { constants } from "node:fs";
import { type FileHandle, open } from "node:fs/promises";
import { jsonFault } from "@/lib/domain/definition/json-limits";

type Out =
  | { readonly ok: true; readonly out: Record<string, unknown> | null }
  | { readonly ok: false; readonly reason: string };

/** A link or a pipe in the place of the file is neither followed nor waited for. */
const FLAGS = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;

/**
 * The out values a program left behind: one JSON object of at most `maxBytes`. No file, or an empty one, is none; anything
 * else is refused with the end of a sentence that begins with the name of the file.
 */
export async function readOutFile(path: string, maxBytes: number): Promise<Out> {
  const bytes = await contentOf(path, maxBytes + 1);
  if (bytes === "missing") return { ok: true, out: null };
  if (bytes === "unreadable") return { ok: false, reason: "cannot be read" };
  if (bytes.length > maxBytes) return { ok: false, reason: `is larger than ${maxBytes} bytes` };
  return outFrom(bytes);
}

function outFrom(bytes: Uint8Array): Out {
  const value = parsed(bytes);
  if (value === EMPTY) return { ok: true, out: null };
  if (!isRecord(value)) return { ok: false, reason: "must hold one JSON object" };
  const fault = jsonFault(value);
  if (fault === null) return { ok: true, out: value };
  const where = fault.path === "" ? "" : `'${fault.path}' `;
  return { ok: false, reason: `is not acceptable: ${where}${fault.reason}` };
}

const EMPTY = Symbol("empty");

/** The value of a JSON text, `EMPTY` for blank text, undefined for what is no JSON. */
function parsed(bytes: Uint8Array): unknown {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return text.trim() === "" ? EMPTY : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** At most the first `maxBytes` bytes of a plain file. */
async function contentOf(
  path: string,
  maxBytes: number,
): Promise<Uint8Array | "missing" | "unreadable"> {
  let file: FileHandle | null = null;
  try {
    file = await open(path, FLAGS);
    if (!(await file.stat()).isFile()) return "unreadable";
    return await firstBytes(file, maxBytes);
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "ENOENT"
      ? "missing"
      : "unreadable";
  } finally {
    await file?.close();
  }
}

async function firstBytes(file: FileHandle, maxBytes: number): Promise<Uint8Array> {
  const buffer = Buffer.alloc(maxBytes);
  let length = 0;
  while (length < maxBytes) {
    const { bytesRead } = await file.read(buffer, length, maxBytes - length, length);
    if (bytesRead === 0) break;
    length += bytesRead;
  }
  return buffer.subarray(0, length);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
