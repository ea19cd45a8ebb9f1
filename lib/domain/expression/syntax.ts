import { type Options, parseExpressionAt, type Expression as SyntaxNode } from "acorn";
import { refuse } from "./expression-fault";

/**
 * The grammar that expressions are cut out of. One fixed version, so that a newer parser admits nothing new; as a
 * module, because scripts have a second kind of comment.
 */
export const SYNTAX = {
  ecmaVersion: 2021,
  sourceType: "module",
  allowReserved: true,
  preserveParens: true,
} as const satisfies Options;

/** The text for the parser: a blank in place of the "=", so that positions stay. */
export function sourceOf(text: string): string {
  return ` ${text.slice(1)}`;
}

/** The syntax tree of a text whose tokens were checked; brackets are nodes of their own. */
export function parseSyntax(text: string): SyntaxNode {
  const source = sourceOf(text);
  const node = parseFrom(source, text);
  const rest = source.slice(node.end);
  if (rest.trim() !== "") {
    refuse(
      text.length - rest.trimStart().length + 1,
      "There is something left after the end of the expression.",
    );
  }
  return node;
}

function parseFrom(source: string, text: string): SyntaxNode {
  try {
    return parseExpressionAt(source, 1, SYNTAX);
  } catch (error) {
    return refuseSyntax(error, text);
  }
}

/** An error of the parser in our words; others pass. */
export function refuseSyntax(error: unknown, text: string): never {
  if (!(error instanceof SyntaxError && "pos" in error && typeof error.pos === "number")) {
    throw error;
  }
  const position = Math.min(error.pos, text.length - 1) + 1;
  return refuse(position, sentenceFor(error.message, text, error.pos));
}

function sentenceFor(message: string, text: string, at: number): string {
  if (message.startsWith("Unterminated string")) return "The text in quotes has no end.";
  if (/escape|Octal|Code point/.test(message)) return "There is no such backslash escape.";
  if (/number|Identifier directly after/.test(message)) {
    return "Write a number such as 12, 1.5 or 1e6.";
  }
  const unexpected = text.slice(at).trimStart();
  if (unexpected === "") return "The expression is not complete.";
  const [first = ""] = unexpected;
  return /^[`{}#@;\\]/.test(first)
    ? `"${first}" is not part of the expression language.`
    : `"${printable(first)}" is not expected here.`;
}

function printable(character: string): string {
  return character.replace(/[\p{Cc}\p{Surrogate}\u2028\u2029]/gu, "?");
}
