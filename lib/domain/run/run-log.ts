import type { ApiRunState } from "./vocabularies";

export type LogLevel = "info" | "warn" | "error";

/** One line of a run log, as it is stored and downloaded. */
export interface LogLine {
  /** ISO instant, UTC. */
  at: string;
  level: LogLevel;
  text: string;
  /** State of the compatible API this line stands for; its run text is made of these lines. */
  type?: ApiRunState;
  /** HTTP status, where the line reports an answer. */
  code?: number;
}
