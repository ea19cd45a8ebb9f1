"use client";

import type { CallEditing } from "@/components/chains/chain-editing";
import { NumberField } from "@/components/chains/number-field";
import { SwitchField } from "@/components/chains/switch-field";
import { useTypedText } from "@/components/chains/use-typed-text";
import { GateNameField } from "@/components/definitions/gate-name-field";
import { DateTimeField } from "@/components/ui/date-time-field";
import { Field } from "@/components/ui/field";
import { Switch } from "@/components/ui/switch";
import { parseUtcText, utcText } from "@/components/ui/utc-text";

/** Whether, when and where a call runs. */
export function CallSchedulingFields(props: CallEditing) {
  const { call, change, problems, offers } = props;
  const [startAt, setStartAt] = useTypedText({
    value: call.startAt,
    onValueChange: (next) => change({ startAt: next }),
    read: instantOf,
    write: instantText,
  });
  return (
    <>
      <SwitchField
        field="disabled"
        label="Disabled"
        hint="It ends Ignored when its step starts"
        value={call.disabled}
        onValueChange={(disabled) => change({ disabled })}
        {...{ problems, offers }}
      />
      <SwitchField
        field="hold"
        label="On hold"
        hint="It waits until an operator releases it"
        value={call.hold}
        onValueChange={(hold) => change({ hold })}
        {...{ problems, offers }}
      />
      <Field label="Ignore status" inline hint="Its end does not count for the step">
        {(control) => (
          <Switch
            id={control.id}
            aria-describedby={control["aria-describedby"]}
            checked={call.ignoreStatus}
            onCheckedChange={(ignoreStatus) => change({ ignoreStatus })}
          />
        )}
      </Field>
      <div className="grid grid-cols-[minmax(0,1fr)_8rem] gap-3">
        <Field label="Queue" optional error={problems.error("queue")}>
          {(control) => (
            <GateNameField
              {...control}
              kind="queue"
              none="That of the definition"
              value={call.queue ?? ""}
              onValueChange={(queue) => change({ queue: queue === "" ? null : queue })}
            />
          )}
        </Field>
        <NumberField
          label="Priority"
          optional
          value={call.priority}
          onValueChange={(priority) => change({ priority })}
          error={problems.error("priority")}
        />
      </div>
      <DateTimeField
        label="Start at"
        optional
        value={startAt}
        onValueChange={setStartAt}
        hint="UTC; at once when it has passed"
        error={problems.error("startAt")}
      />
      <div className="grid grid-cols-[minmax(0,1fr)_8rem] gap-3">
        <Field label="Time window" optional error={problems.error("window")}>
          {(control) => (
            <GateNameField
              {...control}
              kind="window"
              none="That of the definition"
              value={call.window ?? ""}
              onValueChange={(window) => change({ window: window === "" ? null : window })}
            />
          )}
        </Field>
        <NumberField
          label="Open at least (s)"
          value={call.minimumOpenSeconds}
          onValueChange={(minimumOpenSeconds) => change({ minimumOpenSeconds })}
          error={problems.error("minimumOpenSeconds")}
        />
      </div>
    </>
  );
}

function instantOf(text: string): string | null {
  if (text.trim() === "") return null;
  const parsed = parseUtcText(text);
  return parsed.ok ? parsed.at.toISOString() : text;
}

function instantText(value: string | null): string {
  if (value === null) return "";
  const at = new Date(value);
  return Number.isNaN(at.getTime()) ? value : utcText(at);
}
