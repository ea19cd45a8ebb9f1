import type pg from "pg";
import type { AppliedConfiguration } from "@/lib/domain/configuration/configuration-difference";
import { readConfiguration } from "@/lib/domain/configuration/configuration-document";
import {
  problemOfInput,
  refusedConfiguration,
} from "@/lib/domain/configuration/configuration-problem";
import { AppError } from "@/lib/domain/errors";
import { requirePermission } from "@/lib/services/access/require-permission";
import type { Context } from "@/lib/services/context";
import { contextWithin } from "@/lib/services/context-within";
import { auditedChange } from "@/lib/services/definitions/audited-change";
import { inTransaction } from "@/lib/store/queryable";
import { carryOut } from "./apply-difference";
import { planApplication, type Requested } from "./apply-plan";

interface ApplyConfiguration {
  /** As `readConfiguration` takes it. */
  document: unknown;
  /** Does everything, answers what came of it, and takes it back. */
  dryRun?: boolean;
  /** Removes what the document does not name. */
  prune?: boolean;
}

const ATTEMPT = { action: "ConfigurationApplication", objectType: "configuration" };
const MAX_ATTEMPTS = 3;

/**
 * Makes the configuration of the caller's tenant what a document says, in one transaction: everything, or nothing. What
 * is so already is not touched; without `prune` nothing is removed. A dry run goes the same way up to the commit, so
 * that it finds everything that would be refused. Throws with every problem found, each at its place in the document.
 */
export async function applyConfiguration(
  ctx: Context,
  { document, dryRun = false, prune = false }: ApplyConfiguration,
): Promise<AppliedConfiguration> {
  await requirePermission(ctx, "jobs.write", ATTEMPT);
  const read = readConfiguration(document);
  if (!read.ok) throw refusedConfiguration(read.problems.map(problemOfInput));
  const requested = { configuration: read.configuration, prune };
  const own = { ...ctx, scope: { ...ctx.scope, allTenants: false } };
  return againAfterDeadlock(() =>
    dryRun ? applyDry(own, requested) : applyForGood(own, requested),
  );
}

async function applyForGood(ctx: Context, requested: Requested): Promise<AppliedConfiguration> {
  const later: (() => void)[] = [];
  const details = { prune: requested.prune };
  const applied = await auditedChange(ctx, { ...ATTEMPT, details }, async (tx, audit) => {
    const summary = await applyWithin(contextWithin(ctx, tx, later), tx, requested);
    audit.details = { ...details, ...pathsOf(summary) };
    return summary;
  });
  for (const tell of later) tell();
  return { dryRun: false, ...applied };
}

const TAKEN_BACK = new Error("A dry run is taken back.");

async function applyDry(ctx: Context, requested: Requested): Promise<AppliedConfiguration> {
  const summaries: Summary[] = [];
  await inTransaction(ctx.db.pool, async (tx) => {
    summaries.push(await applyWithin(contextWithin(ctx, tx, []), tx, requested));
    throw TAKEN_BACK;
  }).catch((error: unknown) => {
    if (error !== TAKEN_BACK) throw error;
  });
  const [summary] = summaries;
  if (summary === undefined) throw new AppError("internal", "A dry run found nothing out.");
  return { dryRun: true, ...summary };
}

type Summary = Omit<AppliedConfiguration, "dryRun">;

async function applyWithin(
  ctx: Context,
  tx: pg.PoolClient,
  requested: Requested,
): Promise<Summary> {
  const plan = await planApplication(ctx, tx, requested);
  await carryOut(ctx, tx, plan);
  return { ...plan.difference, leftAlone: plan.leftAlone };
}

function pathsOf({ created, changed, removed, unchanged }: Summary) {
  const paths = (elements: readonly { path: string }[]) => elements.map(({ path }) => path);
  return {
    created: paths(created),
    changed: paths(changed),
    removed: paths(removed),
    unchanged,
  };
}

/**
 * The engine takes queues, locks and runs as its work asks for them; a large change of many of them may meet it in such
 * a way that each waits for the other. PostgreSQL then ends one of the two, of which nothing is left.
 */
async function againAfterDeadlock<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await work();
    } catch (error) {
      if (attempt >= MAX_ATTEMPTS || !isDeadlock(error)) throw error;
    }
  }
}

function isDeadlock(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "40P01";
}
