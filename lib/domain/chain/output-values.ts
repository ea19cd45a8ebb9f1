import { z } from "zod";
import { jsonFault } from "@/lib/domain/definition/json-limits";
import type { ParameterDefinition } from "./parameter-definition";
import { conformValue } from "./parameter-type";
import type { ParameterValues } from "./parameter-values";

interface ResolvedOutputs {
  /** Out values by name; a parameter that got none is left out. */
  values: ParameterValues;
  /** Declared parameters whose value in the answer cannot be taken, with a predicate that follows the name. */
  rejected: { parameter: string; reason: string }[];
}

const answerSchema = z.object({ out: z.record(z.string(), z.unknown()) });

/**
 * The out values of a run whose endpoint answered `{ "out": { name: value } }` (native-api "Chain"): those of declared
 * out and inout parameters that are of the declared type. An inout parameter that is not in the answer, or that is
 * rejected, keeps the in value (run-states-and-chains 2.4). Any other answer has no out values.
 */
export function resolveOutputs(
  definitions: readonly ParameterDefinition[],
  inputs: ParameterValues,
  answer: unknown,
): ResolvedOutputs {
  const parsed = answerSchema.safeParse(answer);
  const out = parsed.success ? parsed.data.out : {};
  const values = new Map<string, unknown>();
  const rejected: ResolvedOutputs["rejected"] = [];
  for (const { name, direction, type } of definitions) {
    if (direction === "in") continue;
    if (direction === "inout") keep(values, name, inputs);
    const answered = Object.hasOwn(out, name) ? out[name] : null;
    if (answered === null) continue;
    const reason = jsonFault(answered)?.reason;
    const taken = reason === undefined ? conformValue(type, answered) : { ok: false, reason };
    if ("value" in taken) values.set(name, taken.value);
    else rejected.push({ parameter: name, reason: taken.reason });
  }
  return { values: Object.fromEntries(values), rejected };
}

function keep(values: Map<string, unknown>, name: string, inputs: ParameterValues): void {
  if (Object.hasOwn(inputs, name)) values.set(name, inputs[name]);
}
