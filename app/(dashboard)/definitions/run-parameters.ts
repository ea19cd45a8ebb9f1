import { parseUtcText, utcText } from "@/components/ui/utc-text";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { conformPlainText, conformValue } from "@/lib/domain/chain/parameter-type";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";

/** What is typed for the parameters of a run, by name. */
export type ParameterTexts = Readonly<Record<string, string>>;

type ReadParameters =
  | { ok: true; values: Record<string, unknown> }
  /** What is wrong, by the name of the parameter. */
  | { ok: false; problems: Record<string, string> };

/** The texts that given values are shown as; a parameter without a value is left empty. */
export function parameterTexts(
  parameters: readonly ParameterDefinition[],
  given: Readonly<Record<string, unknown>>,
): ParameterTexts {
  return Object.fromEntries(
    parameters.map(({ name, type }) => {
      const value = Object.hasOwn(given, name) ? given[name] : undefined;
      return [name, value === undefined || value === null ? "" : textOf(type, value)];
    }),
  );
}

function textOf(type: ParameterDefinition["type"], value: unknown): string {
  if (type === "json") return JSON.stringify(value, null, 2);
  if (typeof value !== "string") return JSON.stringify(value);
  const at = type === "date" ? new Date(value) : null;
  return at === null || Number.isNaN(at.getTime()) ? value : utcText(at);
}

/**
 * The values of the parameters for a submission, each of its type; an empty text gives none, so that the default
 * applies.
 */
export function readParameters(
  parameters: readonly ParameterDefinition[],
  texts: ParameterTexts,
): ReadParameters {
  const values: Record<string, unknown> = {};
  const problems: Record<string, string> = {};
  for (const parameter of parameters) {
    const text = texts[parameter.name] ?? "";
    if (text.trim() === "") {
      const isMissing = parameter.required && parameter.default === null;
      if (isMissing) problems[parameter.name] = "Is required and has no default.";
      continue;
    }
    const read = readValue(parameter.type, text);
    if (read.ok) values[parameter.name] = read.value;
    else problems[parameter.name] = problemSentence(read.reason);
  }
  return Object.keys(problems).length > 0 ? { ok: false, problems } : { ok: true, values };
}

type ReadValue = { ok: true; value: unknown } | { ok: false; reason: string };

function readValue(type: ParameterDefinition["type"], text: string): ReadValue {
  if (type === "json") return readJson(text);
  if (type !== "date") return conformPlainText(type, text);
  const typed = parseUtcText(text);
  return typed.ok ? conformValue(type, typed.at) : conformValue(type, text.trim());
}

function readJson(text: string): ReadValue {
  try {
    return { ok: true, value: JSON.parse(text) };
  } catch {
    return { ok: false, reason: 'must be JSON, such as {"unit": 7} or "a text"' };
  }
}
