import { parseJsonText } from "@/components/ui/json-text";
import { parseUtcText } from "@/components/ui/utc-text";
import type { RunDefinitionInput } from "@/lib/services/definitions/run-definition";
import type { RunForm } from "./run-form";
import { type ParameterTexts, parameterTexts, readParameters } from "./run-parameters";

/** A submission as it is typed. */
export type RunDraft = {
  /** JSON, for a definition that declares no parameters. */
  json: string;
  /** For one that does; null until one of them was typed. */
  texts: ParameterTexts | null;
  /** Empty: at once. */
  startAt: string;
  hold: boolean;
  /** Empty: the first step. */
  startAtStep: string;
};

type ReadSubmission =
  | { ok: true; input: RunDefinitionInput }
  /** By field: `parameters`, `parameters.day`, `startAt`. */
  | { ok: false; problems: Record<string, string> };

/** What is typed for the declared parameters, before that what they start from. */
export function textsOf(form: RunForm, { texts, json }: RunDraft): ParameterTexts {
  if (texts !== null) return texts;
  const parsed = parseJsonText(json);
  const given = parsed.ok && isObject(parsed.value) ? parsed.value : {};
  return parameterTexts(form.parameters, given);
}

/** The submission a draft stands for, or what is wrong with it. */
export function readSubmission(form: RunForm, draft: RunDraft): ReadSubmission {
  const { hold, startAtStep } = draft;
  const parameters = readParametersOf(form, draft);
  const start = draft.startAt.trim() === "" ? null : parseUtcText(draft.startAt);
  const problems = {
    ...(parameters.ok ? {} : parameters.problems),
    ...(start === null || start.ok ? {} : { startAt: start.reason }),
  };
  if (!parameters.ok || start?.ok === false) return { ok: false, problems };
  // Whether the value is an object is for the schema of the service to say.
  const value = parameters.value as RunDefinitionInput["parameters"];
  return {
    ok: true,
    input: {
      parameters: value,
      startAt: start?.at.toISOString() ?? null,
      ...(hold ? { hold } : {}),
      ...(startAtStep === "" ? {} : { startAtStep }),
    },
  };
}

type ReadParametersOf =
  | { ok: true; value: unknown }
  | { ok: false; problems: Record<string, string> };

function readParametersOf(form: RunForm, draft: RunDraft): ReadParametersOf {
  if (form.parameters.length === 0) {
    const json =
      draft.json.trim() === "" ? { ok: true as const, value: null } : parseJsonText(draft.json);
    return json.ok ? json : { ok: false, problems: { parameters: json.reason } };
  }
  const read = readParameters(form.parameters, textsOf(form, draft));
  if (read.ok) return { ok: true, value: read.values };
  const placed = Object.entries(read.problems).map(([name, text]) => [`parameters.${name}`, text]);
  return { ok: false, problems: Object.fromEntries(placed) };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
