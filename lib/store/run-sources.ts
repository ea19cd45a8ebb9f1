import { isFinal, RUN_STATES, type RunState } from "@/lib/domain/run/run-state";
import { addFilters, type RunFilters } from "./run-filters";
import { SqlConditions } from "./sql-conditions";

/** A definition with the tenant it belongs to. */
export interface OwnedDefinition {
  id: string;
  tenantId: string;
}

/** Which runs; everything given must hold. */
export interface RunSelection {
  tenantIds: readonly string[];
  states?: readonly RunState[] | undefined;
  definitions?: readonly OwnedDefinition[] | undefined;
  /** Who may have submitted them, by exact name; `filters.user` holds too, as these are those of ended runs. */
  users?: readonly string[] | undefined;
  scheduleId?: string | undefined;
  parentId?: string | undefined;
  /** Of the runs of chains only the outermost, or all but the steps, which only stand for their calls. */
  members?: "top-level" | "without-steps" | undefined;
  /** Runs of system jobs are left out. So few are that looking at each costs nothing; so it is with steps. */
  hidesSystem?: boolean | undefined;
  /** The steps of a definition that is a chain are left out. */
  hidesSteps?: boolean | undefined;
  runIds?: readonly string[] | undefined;
  jobNumber?: { jobName: string; jobCount: string } | undefined;
  /** First id that is meant. */
  fromId?: string | undefined;
  /** First id that is no longer meant. */
  untilId?: string | undefined;
  filters?: RunFilters | undefined;
}

/**
 * Branches of an index that has ids in order: for each row of `branches` (as `b`) the runs for which `indexed` holds,
 * of which those are meant for which `checked` holds.
 */
export interface RunSource {
  branches: string;
  /** Number of branches. */
  size: number;
  indexed: string;
  /** Null: all of them. */
  checked: string | null;
}

const LIVE = RUN_STATES.filter((state) => !isFinal(state));
/** Live states only steps and calls of chains can be in. */
const OF_MEMBERS: readonly RunState[] = ["Chained", "Disabled"];
/** The states of the index `run_unsuccessful`, spelled as there: it is used where it is sure that they are meant. */
const UNSUCCESSFUL: readonly RunState[] = RUN_STATES.filter(
  (state) => isFinal(state) && state !== "Completed",
);
const UNSUCCESSFUL_SQL = `r.state IN (${UNSUCCESSFUL.map((state) => `'${state}'`).join(", ")})`;

/** True when nothing can be meant. */
export function isNothing({ tenantIds, states, definitions, runIds }: RunSelection): boolean {
  return [tenantIds, states, definitions, runIds].some((list) => list?.length === 0);
}

/** The sources whose runs together are those of a selection, each run in one of them; their values are added to `values`. */
export function runSources(values: unknown[], selection: RunSelection): RunSource[] {
  const builder = new SourceBuilder(values, selection);
  const { definitions, users, states } = selection;
  if (isOfFew(selection)) return [builder.ofFew()];
  if (definitions) return builder.ofDefinitions(definitions);
  const failures = failuresAsked(selection.filters);
  if (failures) return [builder.ofFailures(failures)];
  if (users) return builder.ofUsers(users);
  if (selection.filters?.reason) return builder.ofReasons();
  if (states) return [builder.ofStates(states)];
  if (selection.members === "top-level") return builder.ofTop();
  return [builder.ofTenants()];
}

function isOfFew({ runIds, jobNumber, parentId, scheduleId }: RunSelection): boolean {
  return [runIds, jobNumber, parentId, scheduleId].some((given) => given !== undefined);
}

interface Failures {
  column: "return_code" | "http_status";
  values: number[];
  /** Condition of the index, spelled as there. */
  only: string;
}

/** Ends that tell of a failure have indexes of their own; null when others are asked for as well. */
function failuresAsked({ returnCode, httpStatus }: RunFilters = {}): Failures | null {
  if (returnCode) {
    return { column: "return_code", values: [returnCode], only: "r.return_code <> 0" };
  }
  if (!httpStatus || httpStatus.from < 300) return null;
  const values = Array.from(
    { length: httpStatus.to - httpStatus.from + 1 },
    (_, index) => httpStatus.from + index,
  );
  return { column: "http_status", values, only: "r.http_status >= 300" };
}

interface Described {
  branches: string;
  size: number;
  /** Conditions an index serves, those of the tenant and of ids aside. */
  indexed?: readonly string[];
  /** What the index does not know of. */
  states?: readonly RunState[] | undefined;
  definitions?: readonly OwnedDefinition[] | undefined;
  /** The members meant are those of the index. */
  hasMembers?: boolean;
  /** So are the users. */
  hasUsers?: boolean;
}

class SourceBuilder {
  readonly #values: unknown[];
  readonly #selection: RunSelection;

  constructor(values: unknown[], selection: RunSelection) {
    this.#values = values;
    this.#selection = selection;
  }

  /** Runs that are named, or found below a run or of a schedule. */
  ofFew(): RunSource {
    const { runIds, jobNumber, parentId, scheduleId, states, definitions } = this.#selection;
    const where = new SqlConditions(this.#values);
    if (runIds) where.and("r.id = ANY($?::uuid[])", runIds);
    if (jobNumber)
      where.and("r.job_name = $? AND r.job_count = $?", jobNumber.jobName, jobNumber.jobCount);
    if (parentId) where.and("r.parent_id = $?", parentId);
    if (scheduleId) where.and("r.schedule_id = $?", scheduleId);
    return this.#source({ ...this.#tenants(), indexed: [where.text], states, definitions });
  }

  /** Ended badly: by an index of their own; ended well: among all of the definition; live: among all that live. */
  ofDefinitions(definitions: readonly OwnedDefinition[]): RunSource[] {
    const { states } = this.#selection;
    const size = definitions.length;
    const indexed = ["r.definition_id = b.definition_id"];
    const all = () => ({ branches: this.#owners(definitions), size, indexed });
    if (!states) return [this.#source(all())];
    const sources: RunSource[] = [];
    const unsuccessful = states.filter((state) => UNSUCCESSFUL.includes(state));
    if (unsuccessful.length > 0) {
      sources.push(
        this.#source({
          branches: this.#owners(definitions, unsuccessful),
          size: size * unsuccessful.length,
          indexed: [...indexed, "r.state = b.state", UNSUCCESSFUL_SQL],
        }),
      );
    }
    if (states.includes("Completed")) {
      sources.push(this.#source({ ...all(), states: ["Completed"] }));
    }
    const live = states.filter((state) => !isFinal(state));
    if (live.length > 0) sources.push(this.ofStates(live, { definitions }));
    return sources;
  }

  ofFailures({ column, values, only }: Failures): RunSource {
    const { tenantIds, states } = this.#selection;
    const owners = this.#place(
      "unnest($?::uuid[]) AS o(tenant_id) CROSS JOIN unnest($?::int[]) AS c(code)",
      [tenantIds, values],
    );
    return this.#source({
      branches: `(SELECT * FROM ${owners}) AS b`,
      size: tenantIds.length * values.length,
      indexed: [`r.${column} = b.code`, only],
      states,
    });
  }

  ofUsers(users: readonly string[]): RunSource[] {
    const { states, tenantIds } = this.#selection;
    if (states?.every((state) => !isFinal(state))) return this.#live();
    const owners = this.#place(
      "unnest($?::uuid[]) AS o(tenant_id) CROSS JOIN unnest($?::text[]) AS u(name)",
      [tenantIds, users],
    );
    const ended = this.#source({
      branches: `(SELECT * FROM ${owners}) AS b`,
      size: tenantIds.length * users.length,
      indexed: ["r.submitted_by = b.name", "r.ended_at IS NOT NULL"],
      states: states?.filter(isFinal),
      hasUsers: true,
    });
    return [ended, ...this.#live()];
  }

  ofReasons(): RunSource[] {
    const { states } = this.#selection;
    if (states?.every((state) => !isFinal(state))) return this.#live();
    const indexed = ["r.reason IS NOT NULL", "r.ended_at IS NOT NULL"];
    const ended = this.#source({ ...this.#tenants(), indexed, states: states?.filter(isFinal) });
    return [ended, ...this.#live()];
  }

  ofTop(): RunSource[] {
    const indexed = ["r.parent_id IS NULL", "r.ended_at IS NOT NULL"];
    const ended = this.#source({ ...this.#tenants(), indexed, hasMembers: true });
    return [ended, ...this.#live()];
  }

  ofStates(
    states: readonly RunState[],
    { definitions }: { definitions?: readonly OwnedDefinition[] } = {},
  ): RunSource {
    const { tenantIds } = this.#selection;
    const owners = this.#place("unnest($?::uuid[]) AS o(tenant_id)", [tenantIds]);
    return this.#source({
      branches: `(SELECT * FROM ${owners} CROSS JOIN ${this.#states(states)}) AS b`,
      size: tenantIds.length * states.length,
      indexed: ["r.state = b.state"],
      definitions,
    });
  }

  ofTenants(): RunSource {
    return this.#source(this.#tenants());
  }

  #live(): RunSource[] {
    const { members, states = LIVE } = this.#selection;
    const isPossible = (state: RunState) => members !== "top-level" || !OF_MEMBERS.includes(state);
    const live = states.filter((state) => !isFinal(state) && isPossible(state));
    return live.length > 0 ? [this.ofStates(live)] : [];
  }

  #source({ branches, size, indexed = [], ...rest }: Described): RunSource {
    const { fromId, untilId, members, hidesSystem, hidesSteps, filters = {} } = this.#selection;
    const where = new SqlConditions(this.#values);
    where.and("r.tenant_id = b.tenant_id");
    for (const condition of indexed) where.and(condition);
    if (hidesSystem) where.and("r.kind <> 'system'");
    if (hidesSteps) where.and("r.role <> 'step'");
    if (fromId) where.and("r.id >= $?", fromId);
    if (untilId) where.and("r.id < $?", untilId);
    const checked = new SqlConditions(this.#values);
    if (rest.states) checked.and("r.state = ANY($?::run_state[])", rest.states);
    if (rest.definitions)
      checked.and(
        "r.definition_id = ANY($?::uuid[])",
        rest.definitions.map(({ id }) => id),
      );
    if (!rest.hasMembers && members === "top-level") checked.and("r.parent_id IS NULL");
    if (!rest.hasMembers && members === "without-steps") checked.and("r.role <> 'step'");
    addFilters(checked, rest.hasUsers ? { ...filters, user: undefined } : filters);
    return { branches, size, indexed: where.text, checked: checked.isEmpty ? null : checked.text };
  }

  #tenants(): { branches: string; size: number } {
    const { tenantIds } = this.#selection;
    return {
      branches: this.#place("unnest($?::uuid[]) AS b(tenant_id)", [tenantIds]),
      size: tenantIds.length,
    };
  }

  #owners(definitions: readonly OwnedDefinition[], states?: readonly RunState[]): string {
    const owners = this.#place("unnest($?::uuid[], $?::uuid[]) AS o(tenant_id, definition_id)", [
      definitions.map((definition) => definition.tenantId),
      definitions.map((definition) => definition.id),
    ]);
    const crossed = states ? ` CROSS JOIN ${this.#states(states)}` : "";
    return `(SELECT * FROM ${owners}${crossed}) AS b`;
  }

  #states(states: readonly RunState[]): string {
    return this.#place("unnest($?::run_state[]) AS s(state)", [states]);
  }

  #place(text: string, values: readonly unknown[]): string {
    return new SqlConditions(this.#values).place(text, values);
  }
}
