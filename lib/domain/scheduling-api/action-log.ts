import { formatUtc } from "@/lib/domain/schedule/date-input";

/** What an entry of the action log can tell of (job-scheduling-api 7.4). */
export type ActionLogAction =
  | "CREATED"
  | "UPDATED"
  | "DELETED"
  | "ACTIVATION"
  | "DEACTIVATION"
  | "DEACTIVATION_ON_COMPLETION"
  | "DEACTIVATION_NO_FUTURE_RUN"
  | "DEACTIVATION_END_TIME"
  | "DEACTIVATION_UNREACHABLE";

/** One entry of the history of a definition and its schedules. */
export interface ActionLogEntry {
  at: Date;
  type: "JOB" | "SCHEDULE";
  action: ActionLogAction;
  jobId: number;
  scheduleId: string | null;
  actor: string;
  text: string;
}

/** An entry as `GET /actionLogs` shows it. */
export function actionLogView(entry: ActionLogEntry) {
  return {
    time: formatUtc(entry.at),
    type: entry.type,
    action: entry.action,
    jobId: entry.jobId,
    scheduleId: entry.scheduleId,
    user: entry.actor,
    text: entry.text,
  };
}
