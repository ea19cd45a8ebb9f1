/** Writes what was found out for alerts: what is known already is passed over, the rest becomes alerts and messages. */
import { OWN_SETTINGS_RULE } from "@/lib/domain/alert/alert-event";
import type { Occurrence } from "@/lib/domain/alert/alert-facts";
import { type AlertMessage, LOG_LINES_TOLD } from "@/lib/domain/alert/alert-message";
import type { AlertRule } from "@/lib/domain/alert/alert-rule";
import { decideNotice, dedupeKeyOf } from "@/lib/domain/alert/decide-notice";
import { toldRun } from "@/lib/domain/alert/told-run";
import { channelsOfJobs } from "@/lib/store/alert-channels";
import { insertDeliveries, type NewDelivery } from "@/lib/store/alert-deliveries";
import { lastLogLines } from "@/lib/store/alert-facts";
import { type AlertRow, lockAlert, recordOccurrences, saveAlert } from "@/lib/store/alert-store";
import type { Queryable } from "@/lib/store/queryable";
import type { EngineDeps } from "./engine-deps";

type CommitDeps = Pick<EngineDeps, "newId">;

/** Occurrences that are one alert, in their order. */
interface Group {
  dedupeKey: string;
  occurrences: [Occurrence, ...Occurrence[]];
}

/** Raises alerts for occurrences that were not told yet; answers how many of them there were. */
export async function raiseAlerts(
  deps: CommitDeps,
  tx: Queryable,
  { occurrences, now }: { occurrences: readonly Occurrence[]; now: Date },
): Promise<number> {
  const fresh = await recordOccurrences(
    tx,
    occurrences.map(({ rule, event, occurrenceKey, at }) => ({
      ...{ tenantId: rule.tenantId, ruleName: rule.name, event, occurrenceKey, at },
    })),
  );
  const groups = groupsOf(occurrences.filter((_, place) => fresh.has(place)));
  const told: { alert: AlertRow; last: Occurrence }[] = [];
  // In the order of their keys: two nodes at once cannot wait for each other.
  for (const group of groups) {
    const last = group.occurrences.at(-1) ?? group.occurrences[0];
    const { alert, isTold } = await raise(deps, tx, { group, last, now });
    if (isTold) told.push({ alert, last });
  }
  await tellAll(deps, tx, { told, now });
  return fresh.size;
}

function groupsOf(occurrences: readonly Occurrence[]): Group[] {
  const groups = new Map<string, Group>();
  for (const occurrence of occurrences) {
    const { rule } = occurrence;
    const dedupeKey = dedupeKeyOf(occurrence);
    const key = [rule.tenantId, rule.name, dedupeKey].join("\u001f");
    const group = groups.get(key);
    if (group) group.occurrences.push(occurrence);
    else groups.set(key, { dedupeKey, occurrences: [occurrence] });
  }
  return [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

async function raise(
  deps: CommitDeps,
  tx: Queryable,
  { group, last, now }: { group: Group; last: Occurrence; now: Date },
): Promise<{ alert: AlertRow; isTold: boolean }> {
  const { rule, event, subject, run, at, message } = last;
  const { dedupeKey, occurrences } = group;
  const key = { tenantId: rule.tenantId, ruleName: rule.name, dedupeKey };
  const known = await lockAlert(tx, key);
  const { isTold, ...notice } = decideNotice(known, {
    ...{ rule, event, now },
    times: occurrences.length,
  });
  const isOpened = known === null || known.state === "recovered";
  const alert: AlertRow = {
    ...key,
    ...notice,
    id: isOpened ? deps.newId(now) : known.id,
    event,
    message,
    definitionId: subject.definitionId,
    definition: subject.definition,
    jobName: subject.jobName,
    queue: subject.queue,
    runId: run?.runId ?? null,
    jobCount: run?.jobCount ?? null,
    firstAt: isOpened ? occurrences[0].at : notice.firstAt,
    lastAt: at,
    mutedUntil: known?.mutedUntil ?? null,
    mutedBy: known?.mutedBy ?? null,
    acknowledgedAt: isOpened ? null : known.acknowledgedAt,
    acknowledgedBy: isOpened ? null : known.acknowledgedBy,
    recoveredAt: notice.state === "recovered" ? now : null,
  };
  await saveAlert(tx, alert);
  return { alert, isTold };
}

async function tellAll(
  deps: CommitDeps,
  tx: Queryable,
  { told, now }: { told: readonly { alert: AlertRow; last: Occurrence }[]; now: Date },
): Promise<void> {
  if (told.length === 0) return;
  const runIds = told.flatMap(({ last }) => (last.run === null ? [] : [last.run.runId]));
  const logs = await lastLogLines(tx, [...new Set(runIds)], LOG_LINES_TOLD);
  const messages = told.map(({ alert, last }) => {
    const log = logs.get(last.run?.runId ?? "") ?? [];
    const run = last.run === null ? null : toldRun(last.run, { log, now });
    return { rule: last.rule, alert, message: { ...messageOf(alert, now), run } };
  });
  await sendMessages(deps, tx, { messages, now });
}

/** An alert as a message tells it, without its run. */
export function messageOf(alert: AlertRow, now: Date): AlertMessage {
  return {
    event: alert.event,
    rule: alert.ruleName,
    alert: alert.id,
    message: alert.message,
    count: alert.count,
    firstAt: alert.firstAt.toISOString(),
    at: now.toISOString(),
    definition: alert.definition,
    jobName: alert.jobName,
    queue: alert.queue,
    run: null,
  };
}

/** Puts messages down for the channels of their rules, in the transaction of the alerts: neither is there without the other. */
export async function sendMessages(
  deps: CommitDeps,
  tx: Queryable,
  {
    messages,
    now,
  }: {
    messages: readonly { rule: AlertRule; alert: AlertRow; message: AlertMessage }[];
    now: Date;
  },
): Promise<void> {
  const ofJobs = messages.filter(({ rule }) => rule.name === OWN_SETTINGS_RULE);
  const tenantIds = [...new Set(ofJobs.map(({ rule }) => rule.tenantId))];
  const usedByJobs = tenantIds.length === 0 ? new Map() : await channelsOfJobs(tx, tenantIds);
  const deliveries = messages.flatMap(({ rule, alert, message }): NewDelivery[] => {
    const isOwn = rule.name === OWN_SETTINGS_RULE;
    const names: string[] = isOwn ? (usedByJobs.get(rule.tenantId) ?? []) : rule.channels;
    return names.map((channelName) => ({
      ...{ tenantId: rule.tenantId, alertId: alert.id, channelName, message, createdAt: now },
      id: deps.newId(now),
    }));
  });
  await insertDeliveries(tx, deliveries);
}
