import type { ChainDefinition } from "@/lib/domain/chain/chain-definition";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import type { ChainKnowledge } from "@/lib/domain/chain/scope-of-chain";
import { isExpression } from "@/lib/domain/expression/expression";
import type { LoadedChain } from "./chain-pictures";
import type { Queryable } from "./queryable";
import { loadWindowLookup } from "./window-store";

type Declared = readonly ParameterDefinition[];

/** Windows, events and declared parameters of a tenant, as expressions ask for them. */
export interface TenantKnowledge {
  windows: ChainKnowledge["windows"];
  events: ChainKnowledge["events"];
  /** By the name of the definition. */
  parameters: ReadonlyMap<string, Declared>;
}

const NOTHING: Pick<TenantKnowledge, "windows" | "events"> = {
  windows: { window: () => null, calendar: () => null },
  events: new Map(),
};

/** Loads what the expressions of these chains of one tenant may ask for; little when they have none. */
export async function loadTenantKnowledge(
  tx: Queryable,
  tenantId: string,
  chains: readonly LoadedChain[],
): Promise<TenantKnowledge> {
  const parameters = await loadParameters(tx, tenantId, [...new Set(chains.flatMap(namesAsked))]);
  const isAsked =
    chains.some(({ traits }) => traits.needsSurroundings) ||
    [...parameters.values()].some((declared) => declared.some(hasComputedDefault));
  if (!isAsked) return { ...NOTHING, parameters };
  const windows = await loadWindowLookup(tx, tenantId);
  return { windows, events: await loadEvents(tx, tenantId), parameters };
}

/** The definitions of calls that may start or be repeated now; when expressions ask, of all calls and of the chain. */
function namesAsked({ picture, traits, root }: LoadedChain): string[] {
  if (traits.needsValues) {
    const latest = picture.master ? calledNames(picture.master) : [];
    return [...calledNames(picture.definition), ...latest, root.definitionName];
  }
  const steps = new Map(picture.steps.map(({ id, name }) => [id, name]));
  const places = new Set(
    picture.calls.map(({ stepRunId, name }) => placeKey(steps.get(stepRunId) ?? "", name)),
  );
  return picture.definition.steps.flatMap((step) =>
    step.calls
      .filter(({ name }) => places.has(placeKey(step.name, name)))
      .map(({ definition }) => definition),
  );
}

function calledNames({ steps }: ChainDefinition): string[] {
  return steps.flatMap(({ calls }) => calls.map((call) => call.definition));
}

function placeKey(step: string, call: string): string {
  return JSON.stringify([step, call]);
}

function hasComputedDefault({ default: value }: ParameterDefinition): boolean {
  return typeof value === "string" && isExpression(value);
}

async function loadParameters(
  tx: Queryable,
  tenantId: string,
  names: readonly string[],
): Promise<TenantKnowledge["parameters"]> {
  const { rows } = await tx.query<{ name: string; parameters: Declared | null }>({
    name: "load-declared-parameters",
    text: `SELECT name, properties -> 'parameters' AS parameters FROM definition WHERE tenant_id = $1 AND name = ANY($2)`,
    values: [tenantId, names],
  });
  return new Map(rows.map((row) => [row.name, row.parameters ?? []]));
}

async function loadEvents(tx: Queryable, tenantId: string): Promise<TenantKnowledge["events"]> {
  const { rows } = await tx.query<{ name: string; raised: boolean }>(
    `SELECT e.name, EXISTS (SELECT FROM event_occurrence o
       WHERE o.tenant_id = e.tenant_id AND o.event_name = e.name AND o.cleared_at IS NULL) AS raised
     FROM event e WHERE e.tenant_id = $1`,
    [tenantId],
  );
  return new Map(rows.map((row) => [row.name, row.raised]));
}
