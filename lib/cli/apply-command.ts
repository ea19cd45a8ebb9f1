import {
  type AppliedConfiguration,
  isEmptyDifference,
} from "@/lib/domain/configuration/configuration-difference";
import type { ApiClient } from "./api-client";
import { differenceLines, differenceSummary } from "./apply-lines";
import { CommandError, type CommandIo } from "./command-io";

type Io = Pick<CommandIo, "out" | "note" | "readFile" | "ask">;

/** Options of `apply`. */
export interface ApplyOptions {
  dryRun?: true;
  prune?: true;
  yes?: true;
}

/** The exit code when nobody confirmed. */
const NOT_CONFIRMED = 2;

/**
 * Makes the configuration of the server what a file says. What would change is shown first and done only after a yes,
 * or at once with `yes`; where nobody can be asked it is refused.
 */
export async function applyFile(
  io: Io,
  client: ApiClient,
  { file, dryRun, prune, yes }: ApplyOptions & { file: string },
): Promise<void> {
  const yaml = await textOf(io, file);
  const send = (flags: Record<string, string>) => {
    const query = new URLSearchParams({ ...flags, ...(prune ? { prune: "1" } : {}) });
    const call = { yaml, has: "unchanged" } as const;
    return client.json<AppliedConfiguration>("POST", `/configuration?${query}`, call);
  };
  if (yes && !dryRun) {
    showDone(io, await send({}));
    return;
  }
  const planned = await send({ dryRun: "1" });
  show(io, planned);
  if (dryRun || isEmptyDifference(planned)) return;
  await confirm(io, planned);
  const done = await send({});
  if (isSame(planned, done)) io.note(`Done: ${differenceSummary(done)}.`);
  else {
    io.note("The configuration on the server has changed meanwhile. This is what was done:");
    showDone(io, done);
  }
}

async function textOf(io: Io, file: string): Promise<string> {
  try {
    return await io.readFile(file);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new CommandError(`The file "${file}" cannot be read: ${reason}`);
  }
}

function show({ out, note }: Io, applied: AppliedConfiguration): void {
  for (const line of differenceLines(applied)) out(line);
  const left = applied.leftAlone.reduce((sum, { schedules }) => sum + schedules, 0);
  if (left > 0) note(`${left} schedules without a name of their own stay as they are.`);
  if (isEmptyDifference(applied)) note(`Nothing to change; ${applied.unchanged} are as wanted.`);
}

function showDone(io: Io, done: AppliedConfiguration): void {
  show(io, done);
  if (!isEmptyDifference(done)) io.note(`Done: ${differenceSummary(done)}.`);
}

async function confirm({ ask, note }: Io, planned: AppliedConfiguration): Promise<void> {
  if (ask === null) {
    throw new CommandError(
      "Nothing was changed, because nobody is there to be asked. Give --yes to apply without asking, or --dry-run to only look.",
      NOT_CONFIRMED,
    );
  }
  if (planned.removed.some(({ kind }) => kind === "definition" || kind === "schedule")) {
    note("Runs of removed definitions and schedules are stopped, and their history is removed.");
  }
  const answer = await ask(`Apply this (${differenceSummary(planned)})? [y/N] `);
  if (/^\s*y(es)?\s*$/i.test(answer)) return;
  throw new CommandError("Nothing was changed.", NOT_CONFIRMED);
}

function isSame(one: AppliedConfiguration, other: AppliedConfiguration): boolean {
  return differenceLines(one).join("\n") === differenceLines(other).join("\n");
}
