import type { RunListItem } from "@/lib/domain/run/run-item";
import type { ApiClient } from "./api-client";
import { CommandError, type CommandIo } from "./command-io";
import { formatTable, oneLine } from "./format-table";

type Io = Pick<CommandIo, "out" | "write" | "note" | "sleep">;
type Run = Pick<
  RunListItem,
  | "id"
  | "state"
  | "stage"
  | "definition"
  | "jobName"
  | "jobCount"
  | "explanation"
  | "startedAt"
  | "endedAt"
  | "submittedAt"
>;

const POLL_MS = 500;
const MAX_FAILED_POLLS = 20;

/** Options of `run`. */
export interface SubmitOptions {
  parameters?: string;
  startAt?: string;
  hold?: true;
  priority?: string;
  wait?: true;
}

/** Submits a run; with `wait` it follows it to its end and fails unless it completed. */
export async function submitRun(
  io: Io,
  client: ApiClient,
  definition: string,
  options: SubmitOptions,
): Promise<void> {
  const run = await client.json<Run>("POST", "/runs", {
    has: "explanation",
    body: submissionOf(definition, options),
  });
  io.out(run.id);
  if (options.wait) await followRun(io, client, run);
}

function submissionOf(definition: string, options: SubmitOptions): object {
  return {
    definition,
    ...(options.parameters === undefined
      ? {}
      : { parameters: parsedParameters(options.parameters) }),
    ...(options.startAt === undefined ? {} : { startAt: options.startAt }),
    ...(options.hold ? { hold: true } : {}),
    ...(options.priority === undefined ? {} : { priority: wholeNumber(options.priority) }),
  };
}

function wholeNumber(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw new CommandError(`--priority must be a whole number from 1 to 100, not "${text}".`);
}

function parsedParameters(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CommandError(`--parameters is not valid JSON: ${text}`);
  }
}

async function followRun(io: Io, client: ApiClient, submitted: Run): Promise<void> {
  let run = submitted;
  let shown = "";
  let failedPolls = 0;
  for (;;) {
    const line = `${run.jobName}/${run.jobCount} ${run.state}: ${oneLine(run.explanation)}`;
    if (line !== shown) io.note(line);
    shown = line;
    if (run.stage === "final") break;
    await io.sleep(POLL_MS);
    try {
      run = await client.json<Run>("GET", `/runs/${run.id}`, { has: "explanation" });
      failedPolls = 0;
    } catch (error) {
      // The run goes on whatever becomes of the one who watches it.
      failedPolls += 1;
      if (failedPolls >= MAX_FAILED_POLLS) throw error;
    }
  }
  if (run.state !== "Completed") throw new CommandError(`The run ended as ${run.state}.`);
}

/** Options of `runs`. */
export interface ListOptions {
  state?: string;
  definition?: string;
  jobName?: string;
  limit: string;
  json?: true;
}

/** Lists the newest runs. */
export async function listRuns(io: Io, client: ApiClient, options: ListOptions): Promise<void> {
  const { json, ...filter } = options;
  const query = new URLSearchParams(Object.entries(filter));
  const { items } = await client.json<{ items: Run[] }>("GET", `/runs?${query}`, { has: "items" });
  if (json) {
    io.out(JSON.stringify(items, null, 2));
    return;
  }
  const rows = items.map((run) => [
    run.id,
    oneLine(run.definition),
    run.state,
    run.submittedAt,
    run.endedAt ?? "",
    oneLine(run.explanation),
  ]);
  for (const line of formatTable(["RUN", "DEFINITION", "STATE", "SUBMITTED", "ENDED", "WHY"], rows))
    io.out(line);
}

/** Prints the log of a run. */
export async function printLog(
  io: Io,
  client: ApiClient,
  runId: string,
  format: string,
): Promise<void> {
  const query = new URLSearchParams({ format });
  await client.text(`/runs/${encodeURIComponent(runId)}/log?${query}`, (text) => io.write(text));
}

/** Does something to a run and says in which state it is now. */
export async function actOnRun(
  io: Io,
  client: ApiClient,
  { action, runId, message }: { action: string; runId: string; message?: string | undefined },
): Promise<void> {
  const body = message === undefined ? {} : { message };
  const run = await client.json<Run>("POST", `/runs/${encodeURIComponent(runId)}/${action}`, {
    body,
    has: "state",
  });
  io.out(action === "restart" ? run.id : `${run.id} ${run.state}`);
}
