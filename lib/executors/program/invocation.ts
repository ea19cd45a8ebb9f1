import type { ProgramAttempt } from "../program-attempt";
import { fillPlaceholders } from "./placeholders";

/** What the operating system is asked to execute. */
export interface Invocation {
  readonly program: string;
  readonly arguments: readonly string[];
  readonly environment: Readonly<Record<string, string>>;
}

export type Environment = Readonly<Record<string, string | undefined>>;

type Prepared =
  | { readonly ok: true; readonly invocation: Invocation }
  | { readonly ok: false; readonly message: string };

const INHERITED = new Set(["PATH", "HOME", "LANG", "TZ"]);
const INHERITED_PREFIX = "LC_";

/**
 * The command of an attempt, or a sentence why there is none. Its environment is made of PATH, HOME, LANG, TZ and LC_*
 * of the node, then what the definition adds, then what tells the program about its run. Nothing else of the node's own
 * environment is handed on: its secrets are in there.
 */
export function prepareInvocation(attempt: ProgramAttempt, node: Environment): Prepared {
  const parameters = attempt.parameters ?? {};
  const filled: string[] = [];
  for (const [index, template] of attempt.arguments.entries()) {
    const value = fill(`Argument ${index + 1}`, template, parameters);
    if (!value.ok) return value;
    filled.push(value.text);
  }
  const own: Record<string, string> = {};
  for (const [name, template] of Object.entries(attempt.environment)) {
    const value = fill(`The environment value ${name}`, template, parameters);
    if (!value.ok) return value;
    own[name] = value.text;
  }
  const environment = { ...inherited(node), ...own, ...aboutRun(attempt) };
  const message = faultOf(attempt, Object.keys(own));
  if (message !== null) return { ok: false, message };
  return { ok: true, invocation: { program: attempt.program, arguments: filled, environment } };
}

function inherited(node: Environment): Record<string, string> {
  const kept: Record<string, string> = {};
  for (const [name, value] of Object.entries(node)) {
    if (value === undefined) continue;
    if (INHERITED.has(name) || name.startsWith(INHERITED_PREFIX)) kept[name] = value;
  }
  return kept;
}

function aboutRun(attempt: ProgramAttempt): Record<string, string> {
  return {
    STELLWERK_RUN_ID: attempt.runId,
    STELLWERK_JOB_NAME: attempt.jobName,
    STELLWERK_JOB_NUMBER: attempt.jobNumber,
    STELLWERK_IDEMPOTENCY_KEY: attempt.idempotencyKey,
    STELLWERK_PARAMETERS: JSON.stringify(attempt.parameters ?? {}),
  };
}

type Text = { ok: true; text: string } | { ok: false; message: string };

function fill(what: string, template: string, parameters: Readonly<Record<string, unknown>>): Text {
  const filled = fillPlaceholders(template, parameters);
  if (!filled.ok) {
    const message = `${what} names the parameter "${filled.missing}", which this run does not have. Submit the run with it, or write $\${ where $\{ itself is meant.`;
    return { ok: false, message };
  }
  if (filled.text.includes("\0")) {
    return { ok: false, message: `${what} must not contain a NUL character.` };
  }
  return filled;
}

/** What the operating system would misread or refuse without a word about where it stands. */
function faultOf(attempt: ProgramAttempt, names: readonly string[]): string | null {
  const { program, workingDirectory } = attempt;
  if (program === "") return "The definition names no program.";
  if (program.includes("\0")) return "The name of the program must not contain a NUL character.";
  if (workingDirectory?.includes("\0")) {
    return "The working directory must not contain a NUL character.";
  }
  const wrong = names.find((name) => name === "" || /[=\0]/.test(name));
  if (wrong === undefined) return null;
  return `"${wrong}" is no name for an environment value: it must not be empty and must not contain "=".`;
}
