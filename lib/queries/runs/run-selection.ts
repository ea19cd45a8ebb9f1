import { firstIdAt, isId } from "@/lib/domain/ids";
import type { RunQuery } from "@/lib/domain/run/run-query";
import { isFinal } from "@/lib/domain/run/run-state";
import type { Context } from "@/lib/services/context";
import { finalStatesOf } from "@/lib/store/run-counts";
import {
  definitionsMatching,
  definitionsNamed,
  type RunSelection,
  tenantIdsOf,
  tenantOfRuns,
} from "@/lib/store/run-reads";

/** Above this many, definitions are not looked through one by one. */
const MAX_DEFINITIONS = 300;

interface OwnedDefinition {
  id: string;
  tenantId: string;
}

type Matched =
  | { definitions: OwnedDefinition[] }
  | { name: NonNullable<RunSelection["names"]>[number] };

/** What the store has to look for: names become the definitions that have them, instants become bounds on ids. */
export async function runSelectionFrom(
  ctx: Context,
  query: Omit<RunQuery, "limit" | "cursor">,
): Promise<RunSelection> {
  const tenantIds = await tenantsOf(ctx, query);
  const search = searchFrom(query.q?.trim() ?? "");
  const matches = await Promise.all(matchesOf(ctx, tenantIds, { ...query, name: search.name }));
  const names = matches.flatMap((match) => ("name" in match ? [match.name] : []));
  const definitions = common(
    matches.flatMap((match) => ("definitions" in match ? [match.definitions] : [])),
  );
  return {
    tenantIds,
    definitions,
    names,
    states: await possibleStates(ctx, query.state, definitions),
    runIds: search.runIds,
    jobNumber: search.jobNumber,
    scheduleId: query.scheduleId,
    parentId: query.parent,
    fromId: query.from && firstIdAt(query.from),
    untilId: query.to && firstIdAt(query.to),
  };
}

/** The tenants to look in: the one that has the schedule or parent asked for, else all of the scope. */
async function tenantsOf(
  ctx: Context,
  { scheduleId, parent }: Pick<RunQuery, "scheduleId" | "parent">,
): Promise<string[]> {
  const { pool } = ctx.db;
  const reached = await tenantIdsOf(pool, ctx.scope);
  if (!scheduleId && !parent) return reached;
  const owner = await tenantOfRuns(pool, scheduleId ? { scheduleId } : { parentId: parent ?? "" });
  return reached.filter((id) => id === owner);
}

interface Search {
  runIds?: string[];
  jobNumber?: { jobName: string; jobCount: string };
  name?: string;
}

/** What a quick search means: the id of a run, a job name with its number, else a part of a name. */
function searchFrom(text: string): Search {
  if (text === "") return {};
  if (isId(text)) return { runIds: [text.toLowerCase()] };
  const [, jobName, jobCount] = /^([A-Z0-9_]{1,32})[/ ]+(\d{6}[0-9A-Z]{2})$/i.exec(text) ?? [];
  if (jobName && jobCount)
    return { jobNumber: { jobName: jobName.toUpperCase(), jobCount: jobCount.toUpperCase() } };
  return { name: text };
}

interface Names {
  definition?: string | undefined;
  jobName?: string | undefined;
  name?: string | undefined;
}

function matchesOf(
  ctx: Context,
  tenantIds: readonly string[],
  { definition, jobName, name }: Names,
): Promise<Matched>[] {
  const { pool } = ctx.db;
  const matches: Promise<Matched>[] = [];
  if (definition) {
    matches.push(
      definitionsNamed(pool, tenantIds, definition).then((definitions) => ({ definitions })),
    );
  }
  const match = async (column: "name" | "job_name", pattern: string): Promise<Matched> => {
    const request = { column, pattern, limit: MAX_DEFINITIONS + 1 };
    const definitions = await definitionsMatching(pool, tenantIds, request);
    if (definitions.length <= MAX_DEFINITIONS) return { definitions };
    return { name: { column: column === "name" ? "definition_name" : "job_name", pattern } };
  };
  if (jobName)
    matches.push(match("job_name", escapeLike(jobName.toUpperCase()).replaceAll("*", "%")));
  if (name) matches.push(match("name", `%${escapeLike(name)}%`));
  return matches;
}

function escapeLike(text: string): string {
  return text.replaceAll(/[\\%_]/g, "\\$&");
}

/** What all lists have in common; undefined without a list. */
function common(lists: OwnedDefinition[][]): OwnedDefinition[] | undefined {
  const [first, ...others] = lists;
  return first?.filter(({ id }) => others.every((list) => list.some((other) => other.id === id)));
}

/** The states asked for without those the definitions have no run in, which would be looked for in vain for long. */
async function possibleStates(
  ctx: Context,
  states: RunQuery["state"],
  definitions: OwnedDefinition[] | undefined,
): Promise<RunQuery["state"]> {
  if (!states || states.length === 0) return undefined;
  const unique = [...new Set(states)];
  if (!definitions || definitions.length === 0 || !unique.some(isFinal)) return unique;
  const present = await finalStatesOf(ctx.db.pool, definitions);
  return unique.filter((state) => !isFinal(state) || present.includes(state));
}
