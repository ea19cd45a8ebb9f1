import { findChainCycle } from "@/lib/domain/chain/chain-cycle";
import { checkChain } from "@/lib/domain/chain/check-chain";
import type { ParsedDefinition } from "@/lib/domain/definition/definition-input";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import {
  type PlacedReference,
  placedReferencesOf,
  type ReferenceKind,
} from "@/lib/domain/definition/definition-references";
import { AppError } from "@/lib/domain/errors";
import { authorise, type Context } from "@/lib/services/context";
import { callsReachableFrom, existingNames, findCalled } from "@/lib/store/definition-references";
import type { Queryable } from "@/lib/store/queryable";

/** A definition as it is about to be stored. */
export interface DefinitionContent {
  readonly input: ParsedDefinition;
  readonly properties: DefinitionProperties;
  /** What it was; null for a new one. */
  readonly before: { readonly properties: DefinitionProperties } | null;
}

/**
 * Throws unless the tenant of the caller may have this definition: programs only where they are allowed, classes A and
 * B only for administrators (background-jobs A7), and everything it names must exist. What was found to exist stays
 * until the transaction ends.
 */
export async function assertDefinition(
  ctx: Context,
  tx: Queryable,
  { input, properties, before }: DefinitionContent,
): Promise<void> {
  if (input.kind === "program") assertProgramsAllowed(ctx);
  const { jobClass } = properties;
  if (jobClass !== "C" && jobClass !== before?.properties.jobClass) authorise(ctx, "config.write");
  const references = placedReferencesOf({ queue: input.queue, properties });
  await assertGates(ctx, tx, references);
  if (properties.chain !== null) await assertChain(ctx, tx, { name: input.name, properties });
}

function assertProgramsAllowed(ctx: Context): void {
  if (ctx.areProgramsAllowed) return;
  throw new AppError(
    "forbidden",
    "'kind' must not be program: programs may run only where STELLWERK_ALLOW_PROGRAMS is on",
    { field: "kind" },
  );
}

/** What a definition refers to and must exist, in words; a queue needs no row, and calls are looked at with the chain. */
const GATES = {
  lock: "lock",
  event: "event",
  window: "time window",
  calendar: "calendar",
} as const satisfies Partial<Record<ReferenceKind, string>>;

async function assertGates(
  ctx: Context,
  tx: Queryable,
  references: readonly PlacedReference[],
): Promise<void> {
  for (const kind of ["lock", "event", "window", "calendar"] as const) {
    const wanted = references.filter((reference) => reference.kind === kind);
    const names = [...new Set(wanted.map(({ name }) => name))];
    const existing = await existingNames(tx, ctx.scope.tenantId, { kind, names });
    const missing = wanted.find(({ name }) => !existing.has(name));
    if (missing === undefined) continue;
    throw refused(missing.path, `names the ${GATES[kind]} '${missing.name}', which does not exist`);
  }
}

async function assertChain(
  ctx: Context,
  tx: Queryable,
  { name, properties }: { name: string; properties: DefinitionProperties },
): Promise<void> {
  const { chain, parameters } = properties;
  if (chain === null) return;
  const { tenantId } = ctx.scope;
  const calls = chain.steps.flatMap((step) => step.calls.map(({ definition }) => definition));
  const called = [...new Set(calls)];
  const stored = await callsReachableFrom(tx, tenantId, called);
  const callsOf = (at: string) => (at === name ? called : (stored.get(at) ?? null));
  const cycle = findChainCycle(name, callsOf);
  if (cycle !== null) {
    throw refused("chain", `calls itself: ${cycle.map((at) => `'${at}'`).join(" calls ")}`);
  }
  const known = await findCalled(tx, tenantId, called);
  const findings = checkChain({ chain, parameters, called: (at) => known.get(at) ?? null });
  const fault = findings.find(({ severity }) => severity === "error");
  if (fault !== undefined) throw refused(fault.path, fault.message);
}

function refused(path: string, reason: string): AppError {
  return new AppError("invalid", `'${path}' ${reason}`, { field: path });
}
