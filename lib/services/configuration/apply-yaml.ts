import { setImmediate } from "node:timers/promises";
import {
  Composer,
  CST,
  type Document,
  isMap,
  isScalar,
  Lexer,
  LineCounter,
  type ParsedNode,
  Parser,
  visit,
} from "yaml";
import { jsonFault } from "@/lib/domain/definition/json-limits";
import { AppError } from "@/lib/domain/errors";

/** Signs, words and line ends of a text; a document of the largest size that anybody writes has fewer. */
const MAX_LEXEMES = 1_500_000;
/** Anchors and aliases of a text. Looking up an alias takes as long as there are others. */
const MAX_ANCHORS = 2000;
/** How many lexemes are read at a stretch: a few milliseconds, in which this process does nothing else. */
const STRETCH = 5000;
const TOO_DEEP = "it is nested too deep";
const MAX_DEPTH = 32;
const JSON_LIMITS = { depth: MAX_DEPTH, values: 1_000_000 };

// Keys that are given twice are looked for below, in time that grows with the text and not with its square.
const OPTIONS = {
  version: "1.2",
  schema: "core",
  resolveKnownTags: false,
  stringKeys: true,
  uniqueKeys: false,
  prettyErrors: false,
} as const;

/**
 * Reads one YAML document (1.2, core schema) as a JSON value; the caller limits its size. Throws `invalid`, with line and
 * column where there is a place: for what is no YAML, keys given twice, tags, aliases without an anchor, and for what
 * is nested too deep or unfolds beyond all measure.
 */
export async function readYaml(text: string): Promise<unknown> {
  const lines = new LineCounter();
  lines.addNewLine(0);
  const tokens = await tokensOf(text, lines);
  try {
    const document = documentOf(tokens, { lines, length: text.length });
    assertSound(document, lines);
    return storableValue(document);
  } catch (error) {
    if (error instanceof RangeError) throw refused(TOO_DEEP);
    throw error;
  }
}

async function tokensOf(text: string, lines: LineCounter): Promise<CST.Token[]> {
  const parser = new Parser(lines.addNewLine);
  const tokens: CST.Token[] = [];
  const keep = (token: CST.Token) => {
    if (token.type === "error") throw refusedAt(lines.linePos(token.offset), token.message);
    tokens.push(token);
  };
  const limits = new LexemeLimits();
  let isText = false;
  for (const lexeme of new Lexer().lex(text)) {
    const excess = limits.excessWith(isText ? "" : lexeme);
    if (excess !== null) throw refused(excess);
    isText = lexeme === CST.SCALAR;
    for (const token of parser.next(lexeme)) keep(token);
    if (limits.count % STRETCH === 0) await setImmediate();
  }
  for (const token of parser.end()) keep(token);
  return tokens;
}

/** Counts what reading a text takes, so that it ends before it takes too long. */
class LexemeLimits {
  count = 0;
  #anchors = 0;
  #depth = 0;

  /** What there is too much of with one more lexeme, or null; a text within it counts as empty. */
  excessWith(lexeme: string): string | null {
    this.count += 1;
    const sign = lexeme.charAt(0);
    if (sign === "&" || sign === "*") this.#anchors += 1;
    if (lexeme === "[" || lexeme === "{") this.#depth += 1;
    if (lexeme === "]" || lexeme === "}") this.#depth -= 1;
    if (this.count > MAX_LEXEMES) return "it holds too many values";
    if (this.#anchors > MAX_ANCHORS) return `it has more than ${MAX_ANCHORS} anchors and aliases`;
    return this.#depth > MAX_DEPTH ? TOO_DEEP : null;
  }
}

interface Source {
  lines: LineCounter;
  length: number;
}

function documentOf(tokens: CST.Token[], { lines, length }: Source): Document<ParsedNode> {
  const documents = [...new Composer(OPTIONS).compose(tokens, true, length)];
  const [document] = documents;
  if (document === undefined || document.contents === null) throw refused("it is empty");
  const [fault] = [...document.errors, ...document.warnings];
  if (fault?.message.startsWith("Maximum call stack")) throw refused(TOO_DEEP);
  if (fault) throw refusedAt(lines.linePos(fault.pos[0]), fault.message);
  if (documents.length > 1) throw refused("it holds more than one document");
  return document;
}

/** Throws for keys that are given twice in one map, and for aliases whose anchor does not stand before them. */
function assertSound(document: Document<ParsedNode>, lines: LineCounter): void {
  const anchors = new Set<string>();
  const placeOf = ({ range }: { range?: readonly number[] | null | undefined }) =>
    lines.linePos(range?.[0] ?? 0);
  visit(document, {
    Alias: (_key, alias) => {
      if (anchors.has(alias.source)) return;
      throw refusedAt(placeOf(alias), `there is no anchor '${alias.source}' before it`);
    },
    Value: (_key, node) => {
      if (node.anchor !== undefined) anchors.add(node.anchor);
      if (!isMap(node)) return;
      const seen = new Set<unknown>();
      for (const { key } of node.items) {
        if (!isScalar(key)) continue;
        if (seen.has(key.value)) {
          throw refusedAt(placeOf(key), `the key '${key.value}' is given a second time`);
        }
        seen.add(key.value);
      }
    },
  });
}

function storableValue(document: Document<ParsedNode>): unknown {
  const value = unfolded(document);
  const fault = jsonFault(value, JSON_LIMITS);
  if (fault === null) return value;
  if (fault.path === "") throw refused(`it ${fault.reason}`);
  throw new AppError("invalid", `'${fault.path}' ${fault.reason}`, { field: fault.path });
}

function unfolded(document: Document<ParsedNode>): unknown {
  try {
    return document.toJS({ maxAliasCount: MAX_ANCHORS });
  } catch (error) {
    // Every alias has its anchor, so what is left to complain of is how much they stand for.
    if (error instanceof ReferenceError) throw refused("its aliases unfold into too much");
    throw error;
  }
}

function refused(reason: string): AppError {
  return new AppError("invalid", `The YAML cannot be read: ${reason}.`);
}

function refusedAt({ line, col }: { line: number; col: number }, reason: string): AppError {
  const message = `The YAML cannot be read at line ${line}, column ${col}: ${reason.replace(/\.$/, "")}.`;
  return new AppError("invalid", message, { details: { line, column: col } });
}
