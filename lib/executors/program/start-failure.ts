import { stat } from "node:fs/promises";
import { cleanText } from "@/lib/domain/http/answer-text";

const NO_ROOM = "the node cannot start another process at the moment";
const TOO_LARGE =
  "its arguments and its environment, in which the parameters stand as JSON, are larger than the operating system takes; keep each below 128 KB";

/** What stands behind an error code; the program's name precedes it. */
const REASONS: Readonly<Record<string, string>> = {
  ENOENT:
    "it was not found on this node, or the interpreter its first line names was not; give its full path",
  EACCES: "it is not an executable file, or this node may not execute it",
  EPERM: "this node is not permitted to execute it",
  ENOEXEC: "it is not made for this operating system",
  ENOTDIR: "its path leads through something that is no folder",
  ELOOP: "its path leads round in a circle",
  ENAMETOOLONG: "its path is too long",
  E2BIG: TOO_LARGE,
  EAGAIN: NO_ROOM,
  EMFILE: NO_ROOM,
  ENFILE: NO_ROOM,
  ENOMEM: NO_ROOM,
};

/** Why a program was not started, as a sentence; the error is the one its start ended with. */
export function startFailure(program: string, error: unknown): string {
  const code = codeOf(error);
  const reason = REASONS[code];
  const because = reason ? `: ${reason} (${code})` : code === "" ? "" : ` (${code})`;
  return cleanText(`The program "${program}" could not be started${because}.`);
}

/** Why nothing can work in a folder, as a sentence, or null. */
export async function workingDirectoryFault(path: string): Promise<string | null> {
  const named = cleanText(`The working directory "${path}"`);
  try {
    return (await stat(path)).isDirectory() ? null : `${named} is not a folder.`;
  } catch (error) {
    const code = codeOf(error);
    if (code === "ENOENT" || code === "ENOTDIR") return `${named} does not exist on this node.`;
    return `${named} cannot be entered by this node (${code}).`;
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string"
    ? error.code
    : "";
}
