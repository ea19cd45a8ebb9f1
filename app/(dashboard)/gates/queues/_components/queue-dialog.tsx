"use client";

import { Field } from "@/components/ui/field";
import type { QueueView } from "@/lib/domain/native-api/queue-resource";
import { FormFailure } from "../../../admin/_components/form-failure";
import { NativeSelect } from "../../../admin/_components/native-select";
import { GateDialog } from "../../_components/gate-dialog";
import { gateFieldError } from "../../_components/gate-field-error";
import {
  CheckField,
  DescriptionField,
  NameField,
  NumberField,
} from "../../_components/gate-fields";
import { saveQueueAction } from "../actions";
import { ServerRows } from "./server-rows";

type QueueRules = Pick<
  QueueView,
  | "name"
  | "description"
  | "size"
  | "holdLevel"
  | "window"
  | "countWaiting"
  | "countConsole"
  | "servers"
>;

type QueueDialogProps = {
  /** The queue that is changed; a new one is made when there is none. */
  queue?: QueueRules;
  windows: readonly string[];
  servers: readonly string[];
};

const NEW: Omit<QueueRules, "name"> = {
  description: "",
  size: null,
  holdLevel: null,
  window: null,
  countWaiting: false,
  countConsole: true,
  servers: [],
};
const FIELDS = ["name", "description", "size", "holdLevel", "window", "servers"];

/** Makes a queue, or changes its rules. */
export function QueueDialog({ queue, windows, servers }: QueueDialogProps) {
  const name = queue?.name ?? null;
  const rules = queue ?? NEW;
  return (
    <GateDialog
      tab="queues"
      noun="queue"
      name={name}
      description="Runs in a queue start in the order of their priority, as many at once as its size allows."
      action={saveQueueAction.bind(null, name)}
    >
      {(result) => (
        <>
          <FormFailure result={result} fields={FIELDS} />
          {name === null && <NameField result={result} />}
          <DescriptionField result={result} value={rules.description} />
          <div className="grid gap-4 sm:grid-cols-2">
            <NumberField
              result={result}
              field="size"
              label="Size"
              optional
              hint="Runs that execute at once"
              placeholder="any number"
              value={rules.size}
            />
            <NumberField
              result={result}
              field="holdLevel"
              label="Hold level"
              optional
              hint="Runs with a lower priority do not start, 1 to 100"
              value={rules.holdLevel}
            />
          </div>
          <Field
            label="Time window"
            hint="Outside it nothing in the queue starts"
            error={gateFieldError(result, "window")}
          >
            {(control) => (
              <NativeSelect {...control} name="window" defaultValue={rules.window ?? ""}>
                <option value="">Always open</option>
                {optionsWith(windows, rules.window).map((window) => (
                  <option key={window} value={window}>
                    {window}
                  </option>
                ))}
              </NativeSelect>
            )}
          </Field>
          <div className="grid gap-2">
            <CheckField
              field="countWaiting"
              label="Runs in Waiting count against the size"
              hint="Chains and steps that wait for their children"
              isOn={rules.countWaiting}
            />
            <CheckField
              field="countConsole"
              label="Runs in Console count against the size"
              hint="Runs that wait for the reply of an operator"
              isOn={rules.countConsole}
            />
          </div>
          <ServerRows
            servers={rules.servers}
            known={servers}
            error={gateFieldError(result, "servers")}
          />
        </>
      )}
    </GateDialog>
  );
}

/** What is chosen is offered, also where the list is too long to hold it. */
function optionsWith(names: readonly string[], chosen: string | null): readonly string[] {
  return chosen === null || names.includes(chosen) ? names : [chosen, ...names];
}
