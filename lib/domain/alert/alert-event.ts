/** What a rule can tell about (background-jobs N5); the events of the production day are not among them. */
export const ALERT_EVENTS = [
  "RUN_FAILED",
  "RUN_CANCELED",
  "RUN_SUCCEEDED",
  "SUBMIT_FAILED",
  "START_WINDOW_MISSED",
  "NOT_STARTED_BY",
  "RUNNING_TOO_LONG",
  "START_DELAY",
  "LOG_MATCH",
  "PARALLEL_RUNS",
  "SCHEDULE_DISABLED",
  "RECOVERED",
] as const;
export type AlertEvent = (typeof ALERT_EVENTS)[number];

/** An event in words: as a name, and as what a run or job does, for sentences. */
export interface AlertEventWords {
  label: string;
  /** Follows the name of what it is about, e.g. `fails`. */
  phrase: string;
}

export const ALERT_EVENT_WORDS: Readonly<Record<AlertEvent, AlertEventWords>> = {
  RUN_FAILED: { label: "Run failed", phrase: "fails" },
  RUN_CANCELED: { label: "Run cancelled", phrase: "is cancelled" },
  RUN_SUCCEEDED: { label: "Run succeeded", phrase: "succeeds" },
  SUBMIT_FAILED: { label: "Submission failed", phrase: "is submitted with values it cannot use" },
  START_WINDOW_MISSED: { label: "Start window missed", phrase: "misses its start window" },
  NOT_STARTED_BY: { label: "Not started", phrase: "has not started in time" },
  RUNNING_TOO_LONG: { label: "Running too long", phrase: "runs too long" },
  START_DELAY: { label: "Late start", phrase: "starts late" },
  LOG_MATCH: { label: "Log text found", phrase: "writes a certain text to its log" },
  PARALLEL_RUNS: { label: "Too many at once", phrase: "runs too many times at once" },
  SCHEDULE_DISABLED: { label: "Schedule switched off", phrase: "has its schedule switched off" },
  RECOVERED: { label: "Recovered", phrase: "is well again" },
};

/** States of a raised alert: nobody has to look at one that is recovered; a muted one is recorded and not told. */
export const ALERT_STATES = ["open", "muted", "recovered"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

/** What became of a message: still to be sent, sent, given up after the last attempt, or its channel is switched off. */
export const DELIVERY_STATES = ["pending", "sent", "failed", "skipped"] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

/** The name of the rule made of the alert settings of the definitions themselves (job-scheduling-api, ansConfig). */
export const OWN_SETTINGS_RULE = "";
