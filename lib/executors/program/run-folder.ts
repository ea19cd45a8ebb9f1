import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Logger } from "pino";

/** A folder that one attempt has for itself. */
export interface RunFolder {
  /** Where the program works when its definition names no other place; empty. */
  readonly work: string;
  /** Where it may leave its out values; not there yet. */
  readonly outFile: string;
  /** Removes the folder with all that is in it; what cannot be removed is left with a word in the node's log. */
  remove(): Promise<void>;
}

/** Makes the folder, for the user of this node only; rejects when the temporary folder cannot be written. */
export async function makeRunFolder(logger: Logger): Promise<RunFolder> {
  const folder = await mkdtemp(join(tmpdir(), "stellwerk-run-"));
  const work = join(folder, "work");
  await mkdir(work);
  return {
    work,
    outFile: join(folder, "out.json"),
    remove: () =>
      rm(folder, { recursive: true, force: true }).catch((error: unknown) => {
        logger.warn({ err: error, folder }, "the folder of a program could not be removed");
      }),
  };
}
