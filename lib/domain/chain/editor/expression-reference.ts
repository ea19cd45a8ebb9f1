import type { OutReference } from "@/lib/domain/expression/expression";
import { parseExpression } from "@/lib/domain/expression/parse-expression";

type OutValue = Omit<OutReference, "position">;

/**
 * How an expression refers to an out value of an earlier call: `Load.Extract.rows` where the names are words, with
 * brackets or as `Out('Load data', 'Extract', 'rows')` where they are not.
 */
export function outReferenceText({ step, call, parameter }: OutValue): string {
  const path = `${step}${memberText(call)}${memberText(parameter)}`;
  return isReferenceTo(path, { step, call, parameter })
    ? path
    : `Out(${[step, call, parameter].map(quoted).join(", ")})`;
}

/** How an expression refers to a parameter of the chain: `Chain.period`. */
export function chainReferenceText(name: string): string {
  return `Chain${memberText(name)}`;
}

const WORD = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;

function memberText(name: string): string {
  return WORD.test(name) ? `.${name}` : `[${quoted(name)}]`;
}

/** A name as a text of the expression language. */
export function quoted(name: string): string {
  return `'${name.replace(/[\\']/g, "\\$&")}'`;
}

/** The parser decides: a step may be called like a word of the language. */
function isReferenceTo(text: string, wanted: OutValue): boolean {
  const parsed = parseExpression(`=${text}`, { allow: "mapping" });
  if (!parsed.ok) return false;
  const [found, ...more] = parsed.expression.references.outValues;
  return (
    found !== undefined &&
    more.length === 0 &&
    found.step === wanted.step &&
    found.call === wanted.call &&
    found.parameter === wanted.parameter
  );
}
