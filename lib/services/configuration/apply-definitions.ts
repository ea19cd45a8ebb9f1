import type pg from "pg";
import type { NamedElement } from "@/lib/domain/configuration/configuration-difference";
import type { ConfiguredDefinition } from "@/lib/domain/configuration/configuration-document";
import { dependencyOrder } from "@/lib/domain/configuration/dependency-order";
import type { DefinitionInput } from "@/lib/domain/definition/definition-input";
import { definitionInputFrom } from "@/lib/domain/native-api/definition-resource";
import type { Context } from "@/lib/services/context";
import { deleteDefinition } from "@/lib/services/definitions/delete-definition";
import { replaceDefinition } from "@/lib/services/definitions/replace-definition";
import { callsReachableFrom } from "@/lib/store/definition-references";
import type { ApplyAttempts } from "./apply-attempts";
import type { ApplicationPlan } from "./apply-plan";
import { putSchedules, scheduleWork } from "./apply-schedules";

interface Part {
  plan: ApplicationPlan;
  attempts: ApplyAttempts;
}

/**
 * Puts the definitions that are new or have changed, each with its schedules and after those it calls. A chain whose
 * calls were refused is not looked at: what would be wrong with it follows from that.
 */
export async function putDefinitions(
  ctx: Context,
  tx: pg.PoolClient,
  { plan, attempts }: Part,
): Promise<void> {
  const definitions = new Map(Object.entries(plan.configuration.document.definitions));
  const { created, changed } = plan.difference;
  const isDefinition = ({ kind }: NamedElement) => kind === "definition";
  const contents = new Set([...created, ...changed].filter(isDefinition).map(({ name }) => name));
  const schedules = scheduleWork(plan);
  const refused = new Set<string>();
  for (const name of await inOrderOfCalls(ctx, tx, { definitions, attempts })) {
    const definition = definitions.get(name);
    if (definition === undefined) continue;
    const isLeftOut = callsOf(definition).some((called) => refused.has(called));
    if (isLeftOut) refused.add(name);
    else if (contents.has(name)) {
      const input = inputFrom(name, definition, plan);
      const path = `definitions.${name}`;
      if (!(await attempts.try(path, () => replaceDefinition(ctx, input)))) refused.add(name);
    }
    const work = schedules.get(name);
    if (work && !refused.has(name)) await putSchedules(ctx, { name, definition, work, attempts });
  }
  attempts.settle();
}

/** Schedules are not part of it: given here, they would take the place of all present ones. */
function inputFrom(
  name: string,
  { schedules: _schedules, ...put }: ConfiguredDefinition,
  { configuration }: ApplicationPlan,
): DefinitionInput {
  const hasPassword = !configuration.passwordsGiven.has(name);
  return definitionInputFrom(name, { ...put, http: put.http && { ...put.http, hasPassword } });
}

function callsOf({ chain }: Pick<ConfiguredDefinition, "chain">): string[] {
  return chain?.steps.flatMap(({ calls }) => calls.map(({ definition }) => definition)) ?? [];
}

interface Calling {
  definitions: ReadonlyMap<string, ConfiguredDefinition>;
  attempts: ApplyAttempts;
}

async function inOrderOfCalls(
  ctx: Context,
  tx: pg.PoolClient,
  { definitions, attempts }: Calling,
): Promise<readonly string[]> {
  const called = [...definitions.values()].flatMap(callsOf);
  const elsewhere = [...new Set(called)].filter((name) => !definitions.has(name));
  const stored = await callsReachableFrom(tx, ctx.scope.tenantId, elsewhere);
  const callsAt = (name: string) => {
    const definition = definitions.get(name);
    return definition ? callsOf(definition) : (stored.get(name) ?? null);
  };
  const ordered = dependencyOrder([...definitions.keys()], callsAt);
  if (ordered.ok) return ordered.order;
  const path = `definitions.${ordered.cycle[0]}.chain`;
  const way = ordered.cycle.map((name) => `'${name}'`).join(" calls ");
  attempts.refuse({ path, message: `'${path}' calls itself: ${way}`, code: "invalid" });
  return [];
}

/** Removes the definitions that are to go, chains before what they call. */
export async function removeDefinitions(
  ctx: Context,
  tx: pg.PoolClient,
  { plan, attempts }: Part,
): Promise<void> {
  const names = plan.difference.removed
    .filter(({ kind }) => kind === "definition")
    .map(({ name }) => name);
  const stored = await callsReachableFrom(tx, ctx.scope.tenantId, names);
  const ordered = dependencyOrder(names, (name) => stored.get(name) ?? null);
  for (const name of ordered.ok ? ordered.order.reverse() : names) {
    await attempts.try(`definitions.${name}`, () => deleteDefinition(ctx, { name }));
  }
  attempts.settle();
}
