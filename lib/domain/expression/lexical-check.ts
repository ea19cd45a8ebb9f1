import { type Token, tokenizer, tokTypes } from "acorn";
import { MAX_EXPRESSION_DEPTH } from "./expression";
import { refuse } from "./expression-fault";
import { refuseSyntax, SYNTAX, sourceOf } from "./syntax";

/** Tokens an operand ends with: an operator, a closing bracket or the end must follow. */
const OPERAND_ENDS = new Set([
  tokTypes.num,
  tokTypes.string,
  tokTypes.name,
  tokTypes._true,
  tokTypes._false,
  tokTypes._null,
  tokTypes.parenR,
  tokTypes.bracketR,
]);
/** Tokens that are operands by themselves, so that two in a row lack an operator. */
const PLAIN_OPERANDS = new Set([
  tokTypes.num,
  tokTypes.string,
  tokTypes.name,
  tokTypes._true,
  tokTypes._false,
  tokTypes._null,
]);
const OPENING = new Set([tokTypes.parenL, tokTypes.bracketL]);
const CLOSING = new Set([tokTypes.parenR, tokTypes.bracketR]);
/** Everything else that may stand in an expression, as it is written. */
const SIGNS = new Set("( ) [ ] . , ? : + - * / % === !== < <= > >= && || !".split(" "));
const NUMBER = /^(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?$/;
const BLANKS = /\s*/y;

/** Better words for what people write from habit. */
const INSTEAD: ReadonlyMap<string, string> = new Map([
  ["==", 'Use "===" to compare.'],
  ["!=", 'Use "!==" to compare.'],
  ["=", 'Nothing can be assigned; use "===" to compare.'],
  ["--", 'Put a blank or a bracket between "-" and "-".'],
  ["&", 'Use "&&" for and.'],
  ["|", 'Use "||" for or.'],
  ["`", "Write a text in single or double quotes."],
  ["and", 'Use "&&" for and.'],
  ["or", 'Use "||" for or.'],
]);

/**
 * Refuses whatever is no token of the language, and nesting that goes too deep, before the grammar is looked at: what
 * passes can be parsed and evaluated without deep recursion, and holds neither comments nor regular expressions.
 */
export function checkTokens(text: string): void {
  const tokens = tokenizer(sourceOf(text), SYNTAX);
  const depth = new DepthCount();
  let last: Token | null = null;
  for (;;) {
    checkSlash(text, last);
    const token = nextToken(tokens, text);
    if (token.type === tokTypes.eof) return;
    checkToken(token, last, text);
    depth.add(token, isOperandEnd(last));
    if (depth.value > MAX_EXPRESSION_DEPTH) {
      refuse(
        token.start + 1,
        `The expression is nested deeper than ${MAX_EXPRESSION_DEPTH} levels.`,
      );
    }
    last = token;
  }
}

function nextToken(tokens: { getToken(): Token }, text: string): Token {
  try {
    return tokens.getToken();
  } catch (error) {
    return refuseSyntax(error, text);
  }
}

function isOperandEnd(token: Token | null): boolean {
  return token !== null && OPERAND_ENDS.has(token.type);
}

/** A slash is only looked at by us: what follows it could be a comment or a regular expression of any depth. */
function checkSlash(text: string, last: Token | null): void {
  BLANKS.lastIndex = last === null ? 1 : last.end;
  const at = BLANKS.lastIndex + (BLANKS.exec(text)?.[0].length ?? 0);
  if (text[at] !== "/") return;
  if (text[at + 1] === "/" || text[at + 1] === "*") {
    refuse(at + 1, "An expression cannot hold comments.");
  }
  if (!isOperandEnd(last)) refuse(at + 1, 'There is a value missing before "/".');
}

function checkToken(token: Token, last: Token | null, text: string): void {
  const position = token.start + 1;
  const written = text.slice(token.start, token.end);
  if (PLAIN_OPERANDS.has(token.type)) {
    if (isOperandEnd(last))
      refuse(position, INSTEAD.get(written) ?? "There is an operator missing.");
    if (token.type === tokTypes.num && !NUMBER.test(written)) {
      refuse(position, "Write a number such as 12, 1.5 or 1e6.");
    }
    if (token.type === tokTypes.name && written.includes("\\")) {
      refuse(position, "A name outside of quotes cannot hold a backslash.");
    }
    return;
  }
  if (token.type.keyword !== undefined && last?.type === tokTypes.dot) {
    refuse(position, `Write the name in brackets: ['${written}'].`);
  }
  if (SIGNS.has(written)) return;
  const shown = written.length > 20 ? `${written.slice(0, 20)}…` : written;
  refuse(position, INSTEAD.get(written) ?? `"${shown}" is not part of the expression language.`);
}

/** How deep the tokens so far nest: open brackets, signs in a row, and conditions within conditions. */
class DepthCount {
  #signs = 0;
  readonly #open: { base: number; conditions: number }[] = [];
  #current = { base: 0, conditions: 0 };

  get value(): number {
    return this.#current.base + this.#current.conditions + this.#signs;
  }

  add(token: Token, followsOperand: boolean): void {
    const isSign =
      token.type === tokTypes.prefix || (token.type === tokTypes.plusMin && !followsOperand);
    if (OPENING.has(token.type)) {
      this.#open.push(this.#current);
      this.#current = { base: this.value + 1, conditions: 0 };
    } else if (CLOSING.has(token.type)) {
      this.#current = this.#open.pop() ?? this.#current;
    } else if (token.type === tokTypes.question) {
      this.#current.conditions += 1;
    } else if (token.type === tokTypes.comma) {
      this.#current.conditions = 0;
    }
    this.#signs = isSign ? this.#signs + 1 : 0;
  }
}
