import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { type ParameterValues, parameterValue } from "@/lib/domain/chain/parameter-values";
import { evaluateExpression } from "@/lib/domain/expression/evaluate-expression";
import {
  type ExpressionValue,
  isExpression,
  problemText,
} from "@/lib/domain/expression/expression";
import { type ExpressionScope, expressionScope } from "@/lib/domain/expression/expression-scope";
import { parseExpression } from "@/lib/domain/expression/parse-expression";

/** The run that raises an event, as its comment may name it. */
export interface RaisingRun {
  id: string;
  definitionName: string;
  state: string;
}

/** What is recorded with a raising: its comment, or the expression it is still to be made of. */
export interface RecordedComment {
  comment: string;
  expression: string | null;
}

/**
 * What a run raises an event with (run-states-and-chains 4.5), as the end of a run does it too: a comment with its
 * substitutions filled in; an expression is left as it is but for those that can be no code, the id and the state.
 */
export function recordedComment(comment: string, run: RaisingRun): RecordedComment {
  const { id, definitionName, state } = run;
  const known = { jobid: id, jobstatus: state };
  return isExpression(comment)
    ? { comment: "", expression: substituted(comment, known) }
    : {
        comment: substituted(comment, { ...known, jobdescription: definitionName }),
        expression: null,
      };
}

function substituted(text: string, values: Readonly<Record<string, string>>): string {
  return text.replace(/\$\{(\w+)\}/g, (found, name: string) => values[name] ?? found);
}

/** What the expression of a comment may ask about. */
export interface CommentScope extends Pick<ExpressionScope, "isWindowOpen"> {
  /** When the event was raised: what the expression takes for now. */
  readonly raisedAt: Date;
  readonly definitionName: string;
  /** The values of the run, and the parameters its definition declares. */
  readonly values: ParameterValues;
  readonly declared: readonly ParameterDefinition[];
}

/** Longest comment an expression makes, in characters. */
const MAX_LENGTH = 1000;

/** The comment an expression makes; one that fails makes a comment that says so, for the event is raised all the same. */
export function evaluatedComment(expression: string, scope: CommentScope): string {
  const { raisedAt: now, isWindowOpen, definitionName, declared, values } = scope;
  const parameter = (name: string) => parameterValue(declared, values, name);
  const parsed = parseExpression(expression, { allow: "comment" });
  const result = parsed.ok
    ? evaluateExpression(parsed.expression, expressionScope({ now, isWindowOpen, parameter }))
    : parsed;
  const comment = result.ok
    ? substituted(textOf(result.value), { jobdescription: definitionName })
    : `The comment could not be made: ${expression} fails ${problemText(result)}`;
  return comment.slice(0, MAX_LENGTH);
}

function textOf(value: ExpressionValue): string {
  if (value === null) return "";
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}
