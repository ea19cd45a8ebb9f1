import type { RunQueryInput } from "@/lib/domain/run/run-query";
import { instantOfToken, type TimeToken } from "./relative-time";
import type { MonitorSelection } from "./search-params";
import { expandStates } from "./state-group";

/** The query behind an address read at `now`; "as far as now" is no bound, or new runs would be left out. */
export function runQueryOf(selection: MonitorSelection, now: Date): RunQueryInput {
  return {
    ...(selection.states.length > 0 ? { state: expandStates(selection.states) } : {}),
    ...(selection.name !== "" ? { jobName: selection.name } : {}),
    ...(selection.definition !== "" ? { definition: selection.definition } : {}),
    ...(selection.q !== "" ? { q: selection.q } : {}),
    ...(selection.schedule !== "" ? { scheduleId: selection.schedule } : {}),
    ...instantOf("from", selection.from, now),
    ...(selection.to === "now" ? {} : instantOf("to", selection.to, now)),
    ...(selection.cursor !== "" ? { cursor: selection.cursor } : {}),
  };
}

function instantOf(name: "from" | "to", token: TimeToken, now: Date): RunQueryInput {
  const at = token === "" ? null : instantOfToken(token, now);
  if (at === null || at.getUTCFullYear() < 1970) return {};
  return { [name]: at.toISOString() };
}
