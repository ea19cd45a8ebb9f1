"use client";

import { useId, useState } from "react";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { ALERT_EVENT_WORDS, ALERT_EVENTS, type AlertEvent } from "@/lib/domain/alert/alert-event";
import type { AlertRuleView } from "@/lib/domain/native-api/alert-resource";
import type { FormResult } from "@/lib/services/access/form-result";
import { FormFailure } from "../../admin/_components/form-failure";
import { gateFieldError } from "../../gates/_components/gate-field-error";
import {
  CheckField,
  DescriptionField,
  NameField,
  NumberField,
} from "../../gates/_components/gate-fields";
import { sentenceOf } from "../rule-form";
import { MuteRows } from "./mute-rows";
import { ThresholdFields } from "./threshold-fields";

/** Names a rule may be made of: what the form offers. */
export interface RuleChoices {
  jobNames: readonly string[];
  queues: readonly string[];
  channels: readonly string[];
}

type RuleFieldsProps = {
  result: FormResult<unknown> | null;
  rule: AlertRuleView | undefined;
  choices: RuleChoices;
};

const FIELDS = ["name", "description", "events", "scope", "thresholds", "channels"];
const MORE_FIELDS = ["coolDownMinutes", "dedupeKey", "mutes"];

/** The fields of a rule, with what it does in words while it is being written. */
export function RuleFields({ result, rule, choices }: RuleFieldsProps) {
  const [events, setEvents] = useState<readonly AlertEvent[]>(rule?.events ?? ["RUN_FAILED"]);
  const [sentence, setSentence] = useState<string | null>(rule?.sentence ?? null);
  const read = (target: EventTarget) => {
    const form = target instanceof HTMLElement ? target.closest("form") : null;
    if (form) setSentence(sentenceOf(new FormData(form)));
  };
  return (
    <div className="grid gap-4" onInput={({ target }) => setTimeout(() => read(target))}>
      <FormFailure result={result} fields={[...FIELDS, ...MORE_FIELDS]} />
      {rule === undefined && <NameField result={result} />}
      <DescriptionField result={result} value={rule?.description ?? ""} />
      <EventChecks result={result} events={events} onChange={setEvents} />
      <ThresholdFields result={result} events={events} thresholds={rule?.thresholds} />
      <ScopeFields result={result} scope={rule?.scope} choices={choices} />
      <ChannelChecks result={result} chosen={rule?.channels ?? []} known={choices.channels} />
      <div className="grid gap-4 sm:grid-cols-2">
        <NumberField
          result={result}
          field="coolDownMinutes"
          label="Tell at most once in"
          hint="Minutes; 0 tells every time"
          value={rule?.coolDownMinutes ?? 60}
        />
        <Field
          label="What counts as the same alert"
          hint="Made of {event}, {definition}, {jobName}, {queue} and {run}"
          error={gateFieldError(result, "dedupeKey")}
        >
          {(control) => (
            <Input
              {...control}
              mono
              name="dedupeKey"
              maxLength={255}
              defaultValue={rule?.dedupeKey ?? "{event}:{definition}"}
            />
          )}
        </Field>
      </div>
      <MuteRows mutes={rule?.mutes ?? []} error={gateFieldError(result, "mutes")} />
      <CheckField
        field="active"
        label="Active"
        hint="A paused rule finds nothing, and does not make up for it later"
        isOn={rule?.active ?? true}
      />
      <p aria-live="polite" className="rounded-md bg-sunken px-3 py-2 text-sm">
        {sentence ?? "Complete the fields to read here what the rule does."}
      </p>
    </div>
  );
}

type EventChecksProps = {
  result: FormResult<unknown> | null;
  events: readonly AlertEvent[];
  onChange: (events: readonly AlertEvent[]) => void;
};

function EventChecks({ result, events, onChange }: EventChecksProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">When</legend>
      <div className="grid gap-1 sm:grid-cols-2 lg:grid-cols-3">
        {ALERT_EVENTS.map((event) => (
          <label key={event} className="flex min-h-6 items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="events"
              value={event}
              className="size-4 accent-[var(--accent)]"
              checked={events.includes(event)}
              onChange={({ target }) =>
                onChange(
                  target.checked ? [...events, event] : events.filter((one) => one !== event),
                )
              }
            />
            {ALERT_EVENT_WORDS[event].label}
          </label>
        ))}
      </div>
      <FieldError error={gateFieldError(result, "events")} />
    </fieldset>
  );
}

type ScopeFieldsProps = Pick<RuleFieldsProps, "result" | "choices"> & {
  scope: AlertRuleView["scope"] | undefined;
};

const SCOPES = [
  { field: "jobName", label: "Job name", from: "jobNames" },
  { field: "definition", label: "Definition", from: null },
  { field: "queue", label: "Queue", from: "queues" },
] as const;

function ScopeFields({ result, scope, choices }: ScopeFieldsProps) {
  const listId = useId();
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Which jobs</legend>
      <div className="grid gap-3 sm:grid-cols-3">
        {SCOPES.map(({ field, label, from }) => (
          <Field
            key={field}
            label={label}
            hint="* any characters, ? one"
            error={gateFieldError(result, `scope.${field}`)}
          >
            {(control) => (
              <Input
                {...control}
                name={field}
                {...(from === null ? {} : { list: `${listId}${from}` })}
                maxLength={255}
                spellCheck={false}
                defaultValue={scope?.[field] ?? "*"}
              />
            )}
          </Field>
        ))}
      </div>
      {(["jobNames", "queues"] as const).map((from) => (
        <datalist key={from} id={`${listId}${from}`}>
          {choices[from].map((name) => (
            <option key={name} value={name} />
          ))}
        </datalist>
      ))}
    </fieldset>
  );
}

type ChannelChecksProps = {
  result: FormResult<unknown> | null;
  chosen: readonly string[];
  known: readonly string[];
};

function ChannelChecks({ result, chosen, known }: ChannelChecksProps) {
  return (
    <fieldset className="grid gap-1.5">
      <legend className="mb-1 text-sm font-medium">Tell</legend>
      {known.length === 0 && (
        <p className="text-sm text-ink-muted">
          There is no channel yet. Without one, an alert is only listed.
        </p>
      )}
      <div className="flex flex-wrap gap-x-4 gap-y-1">
        {known.map((name) => (
          <label key={name} className="flex min-h-6 items-center gap-2 text-sm">
            <input
              type="checkbox"
              name="channels"
              value={name}
              className="size-4 accent-[var(--accent)]"
              defaultChecked={chosen.includes(name)}
            />
            {name}
          </label>
        ))}
      </div>
      <FieldError error={gateFieldError(result, "channels")} />
    </fieldset>
  );
}
