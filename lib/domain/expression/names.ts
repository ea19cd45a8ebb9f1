import type { Super, Expression as SyntaxNode } from "acorn";
import { type Reference, shownName } from "./expression";
import { refuse } from "./expression-fault";
import { type ExpressionUse, ROOTS, type Root, rulesFor } from "./expression-use";
import { usagesOf } from "./functions";

/** A name as written: `Step.Call.rows` or `Step['Call 1'].rows`. */
export interface Path {
  readonly names: readonly [string, ...string[]];
  readonly position: number;
}

/** The path that a node writes, or null when it is something else. */
export function pathOf(node: SyntaxNode | Super): Path | null {
  const after: string[] = [];
  let at = node;
  while (at.type === "MemberExpression") {
    after.unshift(memberName(at.property, at.computed));
    at = at.object;
  }
  if (at.type === "Identifier") return { names: [at.name, ...after], position: at.start + 1 };
  if (after.length === 0) return null;
  return refuse(at.start + 1, "Only a name can stand before a dot or bracket.");
}

function memberName(property: { type: string; start: number }, isComputed: boolean): string {
  if (!isComputed && "name" in property && typeof property.name === "string") return property.name;
  if (isComputed && "value" in property && typeof property.value === "string") {
    return property.value;
  }
  return refuse(property.start + 1, "In brackets stands a name in quotes.");
}

/** Whether a first word is one of the language's own; otherwise it names a step. */
export function isRoot(name: string): name is Root {
  return ROOTS.some((root) => root === name);
}

/** Refuses a word of the language that has no meaning where the expression stands. */
export function checkRoot(root: Root, position: number, use: ExpressionUse): void {
  const { place, roots } = rulesFor(use);
  if (!roots.includes(root)) {
    refuse(position, `${shownName(root)} has no meaning in ${place}.`);
  }
}

/** What a path without operands refers to. */
export function referenceOf({ names, position }: Path, use: ExpressionUse): Reference {
  const [root, ...rest] = names;
  if (!isRoot(root)) return outValueOf({ names, position }, use);
  checkRoot(root, position, use);
  switch (root) {
    case "returnCode":
      if (rest.length > 0) refuse(position, "returnCode is a number and has no parts.");
      return { to: "returnCode" };
    case "Chain":
      return { to: "chain", name: onlyName(rest, position, "Chain.name") };
    case "Parameters":
      return { to: "parameter", name: onlyName(rest, position, "Parameters.name") };
    case "Out":
      return refuse(position, "Write Out('Step', 'Call', 'parameter').");
    default:
      return refuse(position, `Write ${usagesOf(root).join(" or ")}.`);
  }
}

function outValueOf({ names, position }: Path, use: ExpressionUse): Reference {
  const [step, call, parameter] = names;
  const isKnown = names.length > 1 && rulesFor(use).roots.includes("Out");
  if (!isKnown) return refuse(position, `There is no ${shownName(step)}. ${knownRoots(use)}`);
  if (call === undefined || parameter === undefined || names.length > 3) {
    return refuse(position, "A value of an earlier call is written Step.Call.parameter.");
  }
  return { to: "out", step, call, parameter };
}

function onlyName(rest: readonly string[], position: number, usage: string): string {
  const [name] = rest;
  if (name !== undefined && rest.length === 1) return name;
  return refuse(
    position,
    `Write ${usage}, or with blanks in the name ${usage.replace(".name", "['a name']")}.`,
  );
}

function knownRoots(use: ExpressionUse): string {
  return `Names begin with ${rulesFor(use).roots.join(", ")}; texts, and names with blanks or dashes, stand in quotes.`;
}
