import { AppError } from "@/lib/domain/errors";

/** What is to be made or replaced, under which name. */
export interface PutGate {
  name: string;
  /** As its schema takes it. */
  input: unknown;
  /** Refuses a name that is taken instead of replacing what has it. */
  isNew?: boolean;
}

/** The refusal of a new gate whose name is taken; `what` is its kind in words. */
export function refuseTaken(what: string, name: string): never {
  throw new AppError("conflict", `Another ${what} is named '${name}' already.`, { field: "name" });
}
