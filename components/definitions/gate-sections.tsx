"use client";

import { useState } from "react";
import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { LockRows, WaitEventRows } from "@/components/definitions/gate-fields";
import { LimitFields } from "@/components/definitions/limit-fields";
import { MoreSections } from "@/components/definitions/more-sections";
import { hasProblemUnder } from "@/components/definitions/problems-under";
import { hasGatesOrRestart } from "@/components/definitions/properties-draft";
import { RaiseEventRows } from "@/components/definitions/raise-event-rows";
import { RestartFields } from "@/components/definitions/restart-fields";
import { TimeWindowFields } from "@/components/definitions/time-window-fields";
import { FormSection } from "@/components/ui/form-section";

const FIELDS = [
  "locks",
  "waitEvents",
  "raiseEvents",
  "timeWindow",
  "whenOverdue",
  "minimumOpenSeconds",
  "calendar",
  "holidayRule",
  "restart",
  "runtimeLimit",
  "returnCodes",
];

/** What a run of any kind waits for, what it raises, and what follows its end. */
export function GateSections(props: DefinitionFieldsProps) {
  const [startsOpen] = useState(() => hasGatesOrRestart(props.draft));
  return (
    <MoreSections
      title="Gates and restart"
      description="Locks, events and time windows, what follows the end of a run, and its limits."
      startsOpen={startsOpen}
      mustShow={hasProblemUnder(props.problems, FIELDS)}
    >
      <FormSection title="Locks" description="What only one run, or a few, may have at a time.">
        <LockRows {...props} />
      </FormSection>
      <FormSection title="Events" description="What runs wait for, and what they make known.">
        <WaitEventRows {...props} />
        <RaiseEventRows {...props} />
      </FormSection>
      <FormSection
        title="Time window"
        description="When its runs may start, however they were submitted."
        columns={2}
      >
        <TimeWindowFields {...props} />
      </FormSection>
      <FormSection
        title="Restart"
        description="What follows the end of a run; in a chain only the last start counts for its step."
        columns={2}
      >
        <RestartFields {...props} />
      </FormSection>
      <FormSection
        title="Limits"
        description="When a run takes too long, or has failed."
        columns={2}
      >
        <LimitFields {...props} />
      </FormSection>
    </MoreSections>
  );
}
