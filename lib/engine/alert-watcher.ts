/**
 * Watcher: raises alerts (background-jobs N5). Every few seconds on every node; one node at a time, the others pass on.
 * What runs have entered since the last look is read through a summary of the transitions by time, so a run's way costs
 * nothing for it; what time alone brings about is looked at among the runs that wait or execute. Where no rule is active
 * and no definition has alert settings, a pass is two small reads. The place it has come to, the alerts and their
 * messages are written together: a crash loses none and repeats none, for each occurrence has a key.
 */
import { OWN_SETTINGS_RULE } from "@/lib/domain/alert/alert-event";
import { type Occurrence, ownSettingsRule, type RunFact } from "@/lib/domain/alert/alert-facts";
import type { AlertRule } from "@/lib/domain/alert/alert-rule";
import {
  occurrencesOfRun,
  occurrencesOfSchedule,
  wantsLog,
} from "@/lib/domain/alert/decide-occurrences";
import { type WatchPlan, watchPlan } from "@/lib/domain/alert/watch-plan";
import { lockAlertDuty, noteLooked } from "@/lib/store/alert-cursor";
import {
  type EnteredPage,
  type FactPosition,
  lastLogLines,
  selectDisabledSchedules,
  selectEnteredStates,
} from "@/lib/store/alert-facts";
import { selectActiveRules, selectAlertingTenants } from "@/lib/store/alert-rules";
import { inTransaction, type Queryable } from "@/lib/store/queryable";
import { raiseAlerts } from "./alert-commit";
import type { EngineDeps } from "./engine-deps";

const DUTY = "alerts";
const SWEEP_DUTY = "alerts-sweep";
/** How far behind a pass stays: statements that have begun write the time of their beginning. */
const LAG_MS = 1000;
/** How often, and how far back, is looked again for what was written even later than that. */
const SWEEP_EVERY_MS = 30_000;
const SWEEP_BACK_MS = 90_000;
/** The longest time looked at in one transaction, and how long ago anything is still news. */
const WINDOW_MS = 600_000;
const NEWS_MS = 86_400_000;
const PAGE = 1000;
const LOG_LINES = 200;

/** What is watched for: the rules that are active, and what has to be read for them. */
export interface Watch {
  rules: AlertRule[];
  plan: WatchPlan;
}

/** Reads what is watched for; null when nothing is. */
export async function loadWatch({ db }: Pick<EngineDeps, "db">): Promise<Watch | null> {
  const [named, tenants] = [await selectActiveRules(db.pool), await selectAlertingTenants(db.pool)];
  const rules = [
    ...named,
    ...tenants.map(({ tenantId, isSuccessTold }) => ownSettingsRule(tenantId, isSuccessTold)),
  ];
  if (rules.length === 0) return null;
  const starts = tenants.map(({ since }) => since.getTime());
  return { rules, plan: watchPlan(rules, starts.length ? new Date(Math.min(...starts)) : null) };
}

/** What a pass did; `more` when there is more to look at right away. */
export interface WatchSummary {
  raised: number;
  more: boolean;
}

/** Raises alerts for what runs have entered since the last pass. */
export async function watchOnce(deps: EngineDeps, watch: Watch): Promise<WatchSummary> {
  const now = deps.clock.now();
  return inTransaction(deps.db.pool, async (tx) => {
    const duty = await lockAlertDuty(tx, DUTY);
    if (!duty) return { raised: 0, more: false };
    const earliest = Math.max(watch.plan.since.getTime() - 1, now.getTime() - NEWS_MS);
    const cursor = new Date(Math.max(duty.lookedUntil.getTime(), earliest));
    const back = (await isSweepDue(tx, now)) ? SWEEP_BACK_MS : 0;
    const from = new Date(Math.max(cursor.getTime() - back, earliest));
    const end = now.getTime() - LAG_MS;
    const until = new Date(Math.min(end, cursor.getTime() + WINDOW_MS));
    if (until <= cursor) return { raised: 0, more: false };
    const raised = await raiseBetween(deps, tx, { watch, from, until, now });
    await noteLooked(tx, DUTY, until);
    return { raised, more: until.getTime() < end };
  });
}

async function isSweepDue(tx: Queryable, now: Date): Promise<boolean> {
  const sweep = await lockAlertDuty(tx, SWEEP_DUTY);
  if (!sweep || now.getTime() - sweep.lookedUntil.getTime() < SWEEP_EVERY_MS) return false;
  await noteLooked(tx, SWEEP_DUTY, now);
  return true;
}

interface Span {
  watch: Watch;
  from: Date;
  until: Date;
  now: Date;
}

async function raiseBetween(deps: EngineDeps, tx: Queryable, span: Span): Promise<number> {
  const { plan, rules } = span.watch;
  let raised = await raiseForSchedules(deps, tx, span);
  if (plan.states.length === 0) return raised;
  let after: FactPosition | null = null;
  do {
    const page: EnteredPage = await selectEnteredStates(tx, {
      ...{ tenantIds: plan.tenantIds, states: plan.states, after, limit: PAGE },
      ...{ from: span.from, until: span.until },
    });
    const occurrences = await decideAll(tx, rules, page.facts);
    raised += await raiseAlerts(deps, tx, { occurrences, now: span.now });
    after = page.next;
  } while (after !== null);
  return raised;
}

async function raiseForSchedules(deps: EngineDeps, tx: Queryable, span: Span): Promise<number> {
  const { plan, rules } = span.watch;
  if (plan.schedules.length === 0) return 0;
  const facts = await selectDisabledSchedules(tx, {
    ...{ tenantIds: plan.schedules, from: span.from, until: span.until },
  });
  const occurrences = facts.flatMap((fact) =>
    rules.flatMap((rule) => occurrencesOfSchedule(rule, fact)),
  );
  return raiseAlerts(deps, tx, { occurrences, now: span.now });
}

async function decideAll(
  tx: Queryable,
  rules: readonly AlertRule[],
  facts: readonly RunFact[],
): Promise<Occurrence[]> {
  const rulesOf = rulesByTenant(rules);
  const read = facts.filter((fact) =>
    (rulesOf.get(fact.tenantId) ?? []).some((rule) => wantsLog(rule, fact)),
  );
  const logs = await lastLogLines(tx, [...new Set(read.map(({ runId }) => runId))], LOG_LINES);
  return facts.flatMap((fact) =>
    (rulesOf.get(fact.tenantId) ?? []).flatMap((rule) =>
      occurrencesOfRun(rule, fact, logs.get(fact.runId) ?? null),
    ),
  );
}

function rulesByTenant(rules: readonly AlertRule[]): Map<string, AlertRule[]> {
  const found = new Map<string, AlertRule[]>();
  for (const rule of rules) found.set(rule.tenantId, [...(found.get(rule.tenantId) ?? []), rule]);
  return found;
}

/** The rule an alert was raised by, as it is now; null when it is paused or gone. */
export function ruleOf(
  { rules }: Watch,
  { tenantId, ruleName }: { tenantId: string; ruleName: string },
): AlertRule | null {
  if (ruleName === OWN_SETTINGS_RULE) return ownSettingsRule(tenantId);
  return rules.find((rule) => rule.tenantId === tenantId && rule.name === ruleName) ?? null;
}
