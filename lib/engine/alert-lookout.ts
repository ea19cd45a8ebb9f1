/**
 * Lookout: the part of the alerts that time alone brings about. Every few seconds, one node at a time: looks at the runs
 * that execute or wait, where a rule asks for it, raises what lasts too long or comes too late, and closes alerts that
 * have recovered.
 */
import type { Occurrence, ParallelFact, RunFact } from "@/lib/domain/alert/alert-facts";
import type { AlertMessage } from "@/lib/domain/alert/alert-message";
import type { AlertRule } from "@/lib/domain/alert/alert-rule";
import { isRecoveryTold } from "@/lib/domain/alert/decide-notice";
import {
  isWatched,
  occurrencesOfLiveRun,
  occurrencesOfParallel,
} from "@/lib/domain/alert/decide-occurrences";
import { decideRecovery } from "@/lib/domain/alert/decide-recovery";
import { lockAlertDuty, noteLooked } from "@/lib/store/alert-cursor";
import {
  countExecuting,
  EXECUTING_STATES,
  meanDurations,
  selectLiveFacts,
  WAITING_STATES,
} from "@/lib/store/alert-facts";
import {
  type AlertRow,
  lockOpenAlerts,
  type RecoveryRow,
  saveAlert,
} from "@/lib/store/alert-store";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { messageOf, raiseAlerts, sendMessages } from "./alert-commit";
import { ruleOf, type Watch } from "./alert-watcher";
import type { EngineDeps } from "./engine-deps";

const DUTY = "alerts-lookout";
/** Rest between two looks, whatever number of nodes there is. */
const EVERY_MS = 5000;
/** Runs per tenant and state, the longest submitted first; alerts per look. */
const MOST_RUNS = 1000;
const MOST_ALERTS = 1000;

/** What a look did. */
export interface LookoutSummary {
  raised: number;
  recovered: number;
}

/** Raises and closes what time brings about; does nothing while the last look is not long ago. */
export async function lookOutOnce(deps: EngineDeps, watch: Watch): Promise<LookoutSummary> {
  const now = deps.clock.now();
  return inTransaction(deps.db.pool, async (tx) => {
    const duty = await lockAlertDuty(tx, DUTY);
    if (!duty || now.getTime() - duty.lookedUntil.getTime() < EVERY_MS) {
      return { raised: 0, recovered: 0 };
    }
    const occurrences = [
      ...(await lookAtExecuting(tx, watch, now)),
      ...(await lookAtWaiting(tx, watch, now)),
    ];
    const raised = await raiseAlerts(deps, tx, { occurrences, now });
    const recovered = await recoverAlerts(deps, tx, { watch, now });
    await noteLooked(tx, DUTY, now);
    return { raised, recovered };
  });
}

async function lookAtExecuting(tx: Queryable, watch: Watch, now: Date): Promise<Occurrence[]> {
  const tenantIds = watch.plan.executing;
  if (tenantIds.length === 0) return [];
  const runs = await selectLiveFacts(tx, {
    ...{ tenantIds, states: EXECUTING_STATES, now, limit: MOST_RUNS },
  });
  const means = await meanDurations(tx, comparedDefinitions(watch.rules, runs));
  const parallel = parallelFacts(runs);
  return watch.rules.flatMap((rule) => [
    ...runs.flatMap((run) =>
      occurrencesOfLiveRun(rule, run, { now, meanMs: means.get(run.definitionId) ?? null }),
    ),
    ...parallel.flatMap((fact) => occurrencesOfParallel(rule, fact)),
  ]);
}

/** The definitions whose runs are compared with what is usual. */
function comparedDefinitions(rules: readonly AlertRule[], runs: readonly RunFact[]): RunFact[] {
  const comparing = rules.filter(({ thresholds }) => thresholds.runningPercent !== null);
  const compared = runs.filter((run) => comparing.some((rule) => isWatched(rule, run)));
  return [...new Map(compared.map((run) => [run.definitionId, run])).values()];
}

function parallelFacts(runs: readonly RunFact[]): ParallelFact[] {
  const facts = new Map<string, ParallelFact>();
  for (const run of runs) {
    const running = (facts.get(run.definitionId)?.running ?? 0) + 1;
    const before = facts.get(run.definitionId)?.latest ?? run;
    const latest = Number(run.startedAt) >= Number(before.startedAt) ? run : before;
    facts.set(run.definitionId, { ...run, running, latest });
  }
  return [...facts.values()];
}

async function lookAtWaiting(tx: Queryable, watch: Watch, now: Date): Promise<Occurrence[]> {
  const tenantIds = watch.plan.waiting;
  if (tenantIds.length === 0) return [];
  const runs = await selectLiveFacts(tx, {
    ...{ tenantIds, states: WAITING_STATES, now, limit: MOST_RUNS },
  });
  return watch.rules.flatMap((rule) =>
    runs.flatMap((run) => occurrencesOfLiveRun(rule, run, { now, meanMs: null })),
  );
}

async function recoverAlerts(
  deps: EngineDeps,
  tx: Queryable,
  { watch, now }: { watch: Watch; now: Date },
): Promise<number> {
  const open = await lockOpenAlerts(tx, { tenantIds: watch.plan.tenantIds, limit: MOST_ALERTS });
  const crowded = open.filter(({ event }) => event === "PARALLEL_RUNS");
  const executing =
    crowded.length === 0 ? new Map<string, number>() : await countExecuting(tx, crowded);
  const told: { rule: AlertRule; alert: AlertRow; message: AlertMessage }[] = [];
  let recovered = 0;
  for (const row of open) {
    const rule = ruleOf(watch, row);
    const how = recoveryOf(row, { rule, running: executing.get(row.definitionId) ?? 0 });
    if (how === null) continue;
    recovered += 1;
    await saveAlert(tx, { ...row, state: "recovered", recoveredAt: now });
    if (rule === null || !isRecoveryTold(rule, row, now)) continue;
    const message = { ...messageOf(row, now), event: "RECOVERED" as const, message: how };
    told.push({ rule, alert: row, message });
  }
  await sendMessages(deps, tx, { messages: told, now });
  return recovered;
}

function recoveryOf(
  row: RecoveryRow,
  { rule, running }: { rule: AlertRule | null; running: number },
): string | null {
  if (row.event !== "PARALLEL_RUNS") return decideRecovery({ ...row, subject: row.jobName });
  const most = rule?.thresholds.parallelRuns ?? 0;
  return running > most ? null : `${row.jobName} runs ${running} times at once`;
}
