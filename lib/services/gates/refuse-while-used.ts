import { AppError } from "@/lib/domain/errors";
import { firstNames, type UsersNamed } from "@/lib/store/gate-references";

const WORDS = {
  chains: "chains",
  definitions: "definitions",
  queues: "queues",
  windows: "time windows",
  runs: "runs",
  holders: "runs that hold it",
  waitingRuns: "runs that wait for it",
} as const;

/** Those who use something, by what they are. */
export type Users = Readonly<Partial<Record<keyof typeof WORDS, UsersNamed>>>;

/** Throws `conflict` with the names of those who use what is to be deleted; nothing when nobody does. */
export function refuseWhileUsed(what: string, users: Users): void {
  const kinds = Object.keys(WORDS) as (keyof typeof WORDS)[];
  const details: Partial<Record<keyof typeof WORDS, string[]>> = {};
  const named: string[] = [];
  for (const kind of kinds) {
    const { names, hasMore } = users[kind] ?? firstNames([]);
    if (names.length === 0) continue;
    details[kind] = names;
    named.push(`${WORDS[kind]} ${names.join(", ")}${hasMore ? " and others" : ""}`);
  }
  if (named.length === 0) return;
  const message = `${what} cannot be deleted while it is used: ${named.join("; ")}.`;
  throw new AppError("conflict", message, { details });
}

/** Runs by their names and numbers, e.g. `CLOSE_BOOKS/02140501`. */
export function runsNamed(runs: readonly { jobName: string; jobCount: string }[]): UsersNamed {
  return firstNames(runs.map(({ jobName, jobCount }) => `${jobName}/${jobCount}`));
}
