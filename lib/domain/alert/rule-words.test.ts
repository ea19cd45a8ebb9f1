import { expect, it } from "vitest";
import { putAlertRuleSchema } from "./alert-rule";
import { ruleSentence } from "./rule-words";

it.each([
  [{ events: ["RUN_FAILED"] }, "When a run of any job fails, only list it as an alert."],
  [
    {
      ...{ events: ["RUN_FAILED", "RUN_CANCELED", "RECOVERED"], scope: { jobName: "NIGHT_*" } },
      channels: ["ops-mail"],
    },
    "When a run of NIGHT_* fails or is cancelled, tell ops-mail, and again when it has recovered, at most once an hour.",
  ],
  [
    {
      events: ["RUNNING_TOO_LONG", "NOT_STARTED_BY", "LOG_MATCH"],
      scope: { definition: "close books", queue: "BATCH" },
      thresholds: {
        ...{ runningMinutes: 120, runningPercent: 20, notStartedMinutes: 1, logPattern: "ORA-" },
      },
      ...{ channels: ["a", "b"], coolDownMinutes: 0 },
    },
    "When a run of close books in queue BATCH has not started 1 minute after its planned start, runs longer than 2 hours or 20 % longer than usual or writes “ORA-” to its log, tell a and b, every time.",
  ],
])("%j says: %s", (input, sentence) => {
  const rule = putAlertRuleSchema.parse(input);
  const events = rule.events.toSorted((a, b) => ORDER.indexOf(a) - ORDER.indexOf(b));
  expect(ruleSentence({ ...rule, events })).toBe(sentence);
});

const ORDER = ["RUN_FAILED", "RUN_CANCELED", "NOT_STARTED_BY", "RUNNING_TOO_LONG", "LOG_MATCH"];
