import type { TenantScope } from "@/lib/domain/access/access";
import { firstIdAt, isId } from "@/lib/domain/ids";
import { isFinal, RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import type { Selection } from "@/lib/domain/run/selection";
import { fitsPattern, likePart, likePattern } from "@/lib/domain/run/selection-patterns";
import { type MeantStates, statesMeantBy } from "@/lib/domain/run/selection-states";
import { SYSTEM_KIND } from "@/lib/domain/system/system-jobs";
import { filtersFrom } from "./filters-of-selection";
import type { Queryable } from "./queryable";
import { finalStatesOf } from "./run-counts";
import type { RunFilters } from "./run-filters";
import {
  type DefinitionsAsked,
  definitionsAskedFor,
  submittersOf,
  tenantIdsOf,
  tenantOfRuns,
  tenantsNamed,
} from "./run-reads";
import type { OwnedDefinition, RunSelection } from "./run-sources";
import { instantsOf, untilIdOf } from "./selected-times";

/** Above these many, definitions and users are not looked through one by one. */
const MAX_DEFINITIONS = 300;
const MAX_USERS = 300;
const MAX_OWN_USERS = 20;

/** Which runs of chains a list leaves out when its selection does not say so itself. */
export type Members = RunSelection["members"];

/** Who looks and when: a request's context fits. */
interface Onlooker {
  db: { pool: Queryable };
  scope: TenantScope;
  now: Date;
}

/** What has to be looked for: names become the definitions that have them, instants become bounds on ids. */
export async function resolveSelection(
  by: Onlooker,
  selection: Selection,
  usualMembers?: Members,
): Promise<RunSelection> {
  const tenantIds = await tenantsOf(by, selection);
  const search = searchFrom(selection.q?.trim() ?? "");
  const members = membersOf(selection, usualMembers);
  const meant = meantBy(selection);
  const [found, users] = await Promise.all([
    definitionsOf(by, tenantIds, { ...selection, namePart: search.name }),
    usersOf(by, tenantIds, selection.user),
  ]);
  const times = instantsOf(selection, by.now);
  return {
    tenantIds,
    definitions: found.definitions,
    users,
    states: await possibleStates(by, meant?.states, found.definitions),
    runIds: search.runIds,
    jobNumber: search.jobNumber,
    scheduleId: selection.scheduleId,
    parentId: selection.parent,
    members,
    hidesSystem: hidesSystem(selection),
    hidesSteps: hidesSteps(selection, members),
    fromId: times.from && firstIdAt(times.from),
    untilId: untilIdOf(times),
    filters: filtersFrom(selection, { ...found, meant, times }),
  };
}

function membersOf({ level, parent }: Selection, usual: Members): Members {
  if (level === "top") return "top-level";
  if (level === "calls") return "without-steps";
  return level === "all" || parent !== undefined ? undefined : usual;
}

/** Runs of system jobs are shown to those who ask for them, or for a name, a schedule or a parent of theirs. */
function hidesSystem(selection: Selection): boolean {
  const { system, definition, jobName, kind, q, scheduleId, parent } = selection;
  const asked = [definition, jobName, kind, q, scheduleId, parent];
  return system === undefined ? asked.every((value) => !value || value.length === 0) : !system;
}

/** The steps of a chain are runs of its definition too; only who asks for all runs means them. */
function hidesSteps({ definition, level, parent }: Selection, members: Members): boolean {
  const isPlain = members === undefined && level === undefined && parent === undefined;
  return definition !== undefined && isPlain;
}

function meantBy({ state }: Selection): MeantStates | undefined {
  return state === undefined || state.length === 0 ? undefined : statesMeantBy(state);
}

/** The tenants to look in: the one that has the schedule or parent asked for, else those asked for of the scope. */
async function tenantsOf(
  by: Onlooker,
  { scheduleId, parent, tenant }: Selection,
): Promise<string[]> {
  const { pool } = by.db;
  const all = await tenantIdsOf(pool, by.scope);
  const reached = tenant === undefined ? all : await tenantsNamed(pool, all, tenant);
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

interface Found {
  /** Undefined: any. */
  definitions?: OwnedDefinition[];
  /** Names that are still to be checked run by run. */
  names: NonNullable<RunFilters["names"]>;
}

/** The definitions that are meant; what too many of them have is left to be checked run by run. */
async function definitionsOf(
  by: Onlooker,
  tenantIds: readonly string[],
  selection: Selection & { namePart: string | undefined },
): Promise<Found> {
  const { definition, jobName, event, program, system } = selection;
  const kind = system === true ? [SYSTEM_KIND] : selection.kind;
  const namePart = selection.namePart === undefined ? undefined : likePart(selection.namePart);
  const jobNames = jobName && jobName.length > 0 ? jobName.map(likePattern) : undefined;
  const asked: DefinitionsAsked = {
    ...{ name: definition, namePart, jobNames, event },
    kinds: kind && kind.length > 0 ? kind : undefined,
    program: program === undefined ? undefined : likePart(program),
  };
  if (Object.values(asked).every((value) => value === undefined)) return { names: [] };
  const limit = MAX_DEFINITIONS + 1;
  const definitions = await definitionsAskedFor(by.db.pool, tenantIds, { ...asked, limit });
  if (definitions.length <= MAX_DEFINITIONS) return { definitions, names: [] };
  return {
    names: [
      ...(namePart ? [{ column: "definition_name" as const, patterns: [namePart] }] : []),
      ...(jobNames ? [{ column: "job_name" as const, patterns: jobNames }] : []),
    ],
  };
}

/** The names of ended runs' users that fit, so that their runs are found by an index; undefined when those are too many. */
async function usersOf(
  by: Onlooker,
  tenantIds: readonly string[],
  user: string | undefined,
): Promise<string[] | undefined> {
  if (user === undefined) return undefined;
  const known = await submittersOf(by.db.pool, tenantIds, MAX_USERS);
  if (known.length >= MAX_USERS) return /[*?]/.test(user) ? undefined : [user];
  const fitting = [...new Set(known)].filter((name) => fitsPattern(user, name));
  return fitting.length > MAX_OWN_USERS ? undefined : fitting;
}

/** The states asked for without those the definitions have no run in, which would be looked for in vain for long. */
async function possibleStates(
  by: Onlooker,
  states: readonly RunState[] | undefined,
  definitions: OwnedDefinition[] | undefined,
): Promise<RunState[] | undefined> {
  if (!states || states.length === RUN_STATES.length) return undefined;
  if (!definitions || definitions.length === 0 || !states.some(isFinal)) return [...states];
  const present = await finalStatesOf(by.db.pool, definitions);
  return states.filter((state) => !isFinal(state) || present.includes(state));
}
