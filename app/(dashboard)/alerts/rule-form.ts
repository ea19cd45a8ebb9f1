import { parseUtcText } from "@/components/ui/utc-text";
import { ALERT_EVENTS } from "@/lib/domain/alert/alert-event";
import { putAlertRuleSchema } from "@/lib/domain/alert/alert-rule";
import { ruleSentence } from "@/lib/domain/alert/rule-words";
import { numberFrom, typedOrNull, typedText, typedTexts } from "../gates/form-values";

/** What the form of a rule says, for the schema of rules to judge; an empty pattern stands for anything. */
export function ruleInputOf(form: FormData): Record<string, unknown> {
  const number = (field: string) => numberFrom(typedText(form, field));
  const pattern = (field: string) => typedText(form, field) || "*";
  return {
    description: typedText(form, "description"),
    active: typedText(form, "active") === "on",
    events: ALERT_EVENTS.filter((event) => typedTexts(form, "events").includes(event)),
    scope: {
      jobName: pattern("jobName"),
      definition: pattern("definition"),
      queue: pattern("queue"),
    },
    thresholds: {
      notStartedMinutes: number("notStartedMinutes"),
      runningMinutes: number("runningMinutes"),
      runningPercent: number("runningPercent"),
      startDelayMinutes: number("startDelayMinutes"),
      parallelRuns: number("parallelRuns"),
      logPattern: typedOrNull(form, "logPattern"),
    },
    dedupeKey: typedOrNull(form, "dedupeKey") ?? undefined,
    coolDownMinutes: number("coolDownMinutes") ?? 0,
    mutes: mutesOf(form),
    channels: typedTexts(form, "channels"),
  };
}

function mutesOf(form: FormData): { from: string; to: string; reason: string }[] {
  const [from, to, reason] = ["muteFrom", "muteTo", "muteReason"].map((field) =>
    typedTexts(form, field),
  );
  return (from ?? []).map((start, row) => ({
    from: instantOf(start),
    to: instantOf(to?.[row] ?? ""),
    reason: (reason?.[row] ?? "").trim(),
  }));
}

/** An instant as the schema takes it; a text that is none stays as it is, to be refused. */
function instantOf(text: string): string {
  const parsed = parseUtcText(text);
  return parsed.ok ? parsed.at.toISOString() : text;
}

/** What the rule in a form would do, in words; null while it is not complete. */
export function sentenceOf(form: FormData): string | null {
  const parsed = putAlertRuleSchema.safeParse(ruleInputOf(form));
  return parsed.success ? ruleSentence(parsed.data) : null;
}
