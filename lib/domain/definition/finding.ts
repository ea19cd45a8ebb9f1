/** Something a check found at a field of a definition. */
export interface Finding {
  /** As in `chain.steps.0.calls.1.parameters.period`. */
  readonly path: string;
  /** A predicate that follows the name of the field, as in "names the step 'B', which the chain does not have". */
  readonly message: string;
  /** A definition with errors is refused; a warning says what will not work as it seems meant. */
  readonly severity: "error" | "warning";
  /** Of expressions: where in the text, counted from 1. */
  readonly position?: number;
}

/** What makes a definition refused. */
export function error(path: string, message: string): Finding {
  return { path, message, severity: "error" };
}

/** What its author should know. */
export function warning(path: string, message: string): Finding {
  return { path, message, severity: "warning" };
}
