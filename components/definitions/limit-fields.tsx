"use client";

import type { DefinitionFieldsProps } from "@/components/definitions/definition-fields";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";

/** How long a run may take, and which of its return codes are good. */
export function LimitFields({ draft, change, problems }: DefinitionFieldsProps) {
  const { runtimeLimit } = draft;
  const patch = (part: Partial<typeof runtimeLimit>) =>
    change({ runtimeLimit: { ...runtimeLimit, ...part } });
  return (
    <>
      <Field
        label="Longest runtime in seconds"
        optional
        error={problems["runtimeLimit.maxSeconds"]}
        hint="A run that takes longer is reported"
      >
        {(control) => (
          <Input
            {...control}
            inputMode="numeric"
            value={runtimeLimit.maxSeconds}
            onChange={(event) => patch({ maxSeconds: event.target.value })}
            className="w-40"
          />
        )}
      </Field>
      <Field label="Kill it then" inline hint="The run ends Killed when the time is over">
        {(control) => (
          <Switch
            id={control.id}
            aria-describedby={control["aria-describedby"]}
            checked={runtimeLimit.kill}
            disabled={runtimeLimit.maxSeconds.trim() === ""}
            onCheckedChange={(kill) => patch({ kill })}
          />
        )}
      </Field>
      <Field
        label="Return codes that mean Completed"
        optional
        className="col-span-full"
        error={problems.returnCodes}
        hint="Codes and ranges such as -3,10-20,50-, or an expression such as =returnCode % 2 === 0. Left empty only 0; with a list, 0 must be in it"
      >
        {(control) => (
          <Input
            {...control}
            mono
            value={draft.returnCodes}
            spellCheck={false}
            placeholder="0"
            onChange={(event) => change({ returnCodes: event.target.value })}
          />
        )}
      </Field>
    </>
  );
}
