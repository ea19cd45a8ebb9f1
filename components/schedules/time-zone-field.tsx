"use client";

import { useId, useMemo } from "react";
import { useLocalZone } from "@/components/schedules/use-local-zone";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";

type TimeZoneFieldProps = {
  value: string;
  onValueChange: (zone: string) => void;
  error: string | undefined;
  hint?: string;
};

/** An IANA zone, chosen by typing a part of its name. */
export function TimeZoneField(props: TimeZoneFieldProps) {
  const { value, onValueChange, error, hint = "In which the expression is read" } = props;
  const id = useId();
  const localZone = useLocalZone();
  const zones = useMemo(
    () => (localZone === null ? ["UTC"] : ["UTC", ...Intl.supportedValuesOf("timeZone")]),
    [localZone],
  );
  const shortcuts = ["UTC", localZone].filter(
    (zone, index, all): zone is string =>
      zone !== null && zone !== value && all.indexOf(zone) === index,
  );
  return (
    <Field label="Time zone" hint={`${hint}; clock changes are followed`} error={error}>
      {(control) => (
        <div className="flex flex-wrap gap-1.5">
          <Input
            {...control}
            list={id}
            value={value}
            spellCheck={false}
            onChange={(event) => onValueChange(event.target.value)}
            className="w-56"
          />
          <datalist id={id}>
            {zones.map((zone) => (
              <option key={zone} value={zone} />
            ))}
          </datalist>
          {shortcuts.map((zone) => (
            <Button key={zone} variant="ghost" className="px-2" onClick={() => onValueChange(zone)}>
              {zone}
            </Button>
          ))}
        </div>
      )}
    </Field>
  );
}
