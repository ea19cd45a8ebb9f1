import type { WhyLink } from "@/components/runs/why-line";
import type { RunListItem, WaitedGate } from "@/lib/domain/run/run-item";
import { type GateTab, gateHref } from "../../gates/gate-address";

const TAB: Record<WaitedGate["kind"], GateTab> = {
  queue: "queues",
  lock: "locks",
  event: "events",
  window: "windows",
};
const WORD: Record<WaitedGate["kind"], string> = {
  queue: "Queue",
  lock: "Lock",
  event: "Event",
  window: "Time window",
};

/** Where the line that explains a run leads: to the gate it waits at, and to the run that is in its way. */
export function whyLinks({
  waitsFor,
  heldUpBy,
}: Pick<RunListItem, "waitsFor" | "heldUpBy">): WhyLink[] {
  const links: WhyLink[] = [];
  if (waitsFor !== null) {
    const { kind, name } = waitsFor;
    links.push({ label: `${WORD[kind]} ${name}`, href: gateHref(TAB[kind], name) });
  }
  if (heldUpBy !== null) {
    const { id, jobName, jobCount } = heldUpBy;
    links.push({ label: `${jobName} ${jobCount}`, href: `/runs/${id}` });
  }
  return links;
}
