/** What kind of work may have come; a hint only shortens a rest. */
export type EngineHint = "runs" | "schedules" | "kills" | "gates" | "chains";
