import { isExpression } from "@/lib/domain/expression/expression";
import type { ExpressionUse } from "@/lib/domain/expression/expression-use";
import type { ChainCall, ChainDefinition } from "./chain-definition";

/** An expression of a chain with where it stands. */
export interface PlacedExpression {
  readonly text: string;
  readonly use: ExpressionUse;
  /** As in `chain.steps.0.precondition.expression`. */
  readonly path: string;
  /** Of the step it belongs to, from 0: it may refer to the steps before. */
  readonly step: number;
}

/** Every expression of a chain, in the order of the fields. */
export function expressionsOf({ steps }: ChainDefinition): PlacedExpression[] {
  return steps.flatMap((step, index) => {
    const path = `chain.steps.${index}`;
    const condition = step.precondition?.expression ?? null;
    const own: PlacedExpression[] =
      condition === null
        ? []
        : [
            {
              text: condition,
              use: "precondition",
              path: `${path}.precondition.expression`,
              step: index,
            },
          ];
    return [
      ...own,
      ...step.calls.flatMap((call, at) => expressionsOfCall(call, `${path}.calls.${at}`, index)),
    ];
  });
}

function expressionsOfCall(call: ChainCall, path: string, step: number): PlacedExpression[] {
  const values: [ExpressionUse, string, unknown][] = [
    ...Object.entries(call.parameters).map(([name, value]): [ExpressionUse, string, unknown] => [
      "mapping",
      `${path}.parameters.${name}`,
      value,
    ]),
    ["callPrecondition", `${path}.precondition.expression`, call.precondition?.expression],
    ["scheduling", `${path}.disabled`, call.disabled],
    ["scheduling", `${path}.hold`, call.hold],
  ];
  return values.flatMap(([use, at, value]) =>
    typeof value === "string" && isExpression(value) ? [{ text: value, use, path: at, step }] : [],
  );
}
