import type { InputProblem } from "@/lib/domain/definition/parse-input";
import { AppError, type AppErrorCode } from "@/lib/domain/errors";

/** Why a configuration is refused, at one place of it. */
export interface ConfigurationProblem {
  /** As in `definitions.NIGHT.chain.steps.0.calls.1.definition`; empty for the document itself. */
  readonly path: string;
  /** A sentence that names the place. */
  readonly message: string;
  readonly code: AppErrorCode;
}

/** Most problems that are told of one document. */
export const MAX_PROBLEMS = 100;

/** What a schema has against a document. */
export function problemOfInput({ path, message }: InputProblem): ConfigurationProblem {
  return { path, message: path === "" ? message : `'${path}' ${message}`, code: "invalid" };
}

/** The refusal of one thing as a problem of the document it stands in, at `path`. */
export function problemAt(path: string, { field, message, code }: AppError): ConfigurationProblem {
  if (field === undefined) return { path, message: `'${path}': ${message}`, code };
  const place = `${path}.${field}`;
  const named = `'${field}'`;
  const sentence = message.startsWith(named)
    ? `'${place}'${message.slice(named.length)}`
    : `'${place}': ${message}`;
  return { path: place, message: sentence, code };
}

/** The refusal of a whole document: the first problem in its message, all of them in `details.problems`. */
export function refusedConfiguration(problems: readonly ConfigurationProblem[]): AppError {
  const [first] = problems;
  if (first === undefined) return new AppError("invalid", "The configuration is not valid.");
  const others = problems.length - 1;
  const more = others === 0 ? "" : ` (and ${others} more ${others === 1 ? "problem" : "problems"})`;
  return new AppError(codeOf(first), `${first.message}${more}`, {
    field: first.path === "" ? undefined : first.path,
    details: {
      problems: problems.slice(0, MAX_PROBLEMS).map(({ path, message }) => ({ path, message })),
    },
  });
}

/** What is missing in the middle of a document is no missing address. */
function codeOf({ code }: ConfigurationProblem): AppErrorCode {
  return code === "not_found" ? "conflict" : code;
}
