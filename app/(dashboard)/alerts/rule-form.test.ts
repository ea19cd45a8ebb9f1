import { expect, it } from "vitest";
import { ruleInputOf, sentenceOf } from "./rule-form";

function formOf(fields: readonly (readonly [string, string])[]): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

it("makes of a form what the schema takes, and says what the rule does", () => {
  const form = formOf([
    ...([["events", "RUN_FAILED"]] as const),
    ...([["events", "RUN_CANCELED"]] as const),
    ...([["jobName", "NIGHT_*"]] as const),
    ...([["channels", "ops-mail"]] as const),
    ...([["coolDownMinutes", "60"]] as const),
    ...([["muteFrom", "2026-12-24 18:00"]] as const),
    ...([["muteTo", "2026-12-26"]] as const),
    ...([["muteReason", "Holidays"]] as const),
  ]);
  expect(ruleInputOf(form).mutes).toEqual([
    { from: "2026-12-24T18:00:00.000Z", to: "2026-12-26T00:00:00.000Z", reason: "Holidays" },
  ]);
  expect(sentenceOf(form)).toBe(
    "When a run of NIGHT_* fails or is cancelled, tell ops-mail, at most once an hour.",
  );
});

it("says nothing of a rule that is not complete", () => {
  expect(sentenceOf(formOf([["events", "START_DELAY"]]))).toBeNull();
});
