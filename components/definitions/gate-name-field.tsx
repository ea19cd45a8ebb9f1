"use client";

import { Combobox } from "@/components/definitions/combobox";
import { type GateName, useCatalog } from "@/components/definitions/definition-catalog";
import type { FieldControl } from "@/components/ui/field";

const NOUN: Record<GateName, { one: string; page: string }> = {
  queue: { one: "queue", page: "/gates/queues" },
  lock: { one: "lock", page: "/gates/locks" },
  event: { one: "event", page: "/gates/events" },
  window: { one: "time window", page: "/gates/windows" },
  calendar: { one: "calendar", page: "/gates/calendars" },
};

type GateNameFieldProps = Partial<FieldControl> & {
  "aria-label"?: string;
  kind: GateName;
  value: string;
  onValueChange: (name: string) => void;
  /** What is shown and offered where there may be none. */
  none?: string;
  className?: string;
};

/** The name of a queue, lock, event, window or calendar, out of those there are; a queue needs no row of its own. */
export function GateNameField({ kind, ...rest }: GateNameFieldProps) {
  const { names } = useCatalog();
  const { one, page } = NOUN[kind];
  const offered = kind === "queue" ? withDefault(names.queue) : names[kind];
  return (
    <Combobox
      {...rest}
      options={offered.map((value) => ({ value }))}
      allowsOther
      placeholder={`Choose a ${one}`.replace("a event", "an event")}
      searchLabel="Find or type a name"
      make={{ label: `Make a ${one}`.replace("a event", "an event"), href: page }}
    />
  );
}

function withDefault(queues: readonly string[]): readonly string[] {
  return queues.includes("Default") ? queues : ["Default", ...queues];
}
