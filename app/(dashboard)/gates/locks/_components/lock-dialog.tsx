"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { LOCK_TYPES, type LockType, type LockView } from "@/lib/domain/native-api/lock-resource";
import type { FormResult } from "@/lib/services/access/form-result";
import { FormFailure } from "../../../admin/_components/form-failure";
import { NativeSelect } from "../../../admin/_components/native-select";
import { GateDialog } from "../../_components/gate-dialog";
import { gateFieldError } from "../../_components/gate-field-error";
import { DescriptionField, NameField, NumberField } from "../../_components/gate-fields";
import { saveLockAction } from "../actions";
import { LOCK_TYPE_WORDS } from "../lock-words";

type LockRules = Pick<LockView, "name" | "description" | "type" | "size">;

const FIELDS = ["name", "description", "type", "size"];

/** Makes a lock, or changes the one given. */
export function LockDialog({ lock }: { lock?: LockRules }) {
  const name = lock?.name ?? null;
  return (
    <GateDialog
      tab="locks"
      noun="lock"
      name={name}
      description="A run takes all its locks at once before it starts, and gives them back when it has ended."
      action={saveLockAction.bind(null, name)}
    >
      {(result) => (
        <>
          <FormFailure result={result} fields={FIELDS} />
          {name === null && <NameField result={result} />}
          <DescriptionField result={result} value={lock?.description ?? ""} />
          <TypeFields result={result} type={lock?.type ?? "simple"} size={lock?.size ?? 1} />
        </>
      )}
    </GateDialog>
  );
}

type TypeFieldsProps = { result: FormResult<unknown> | null; type: LockType; size: number };

/** The type, and the size where the type has one. */
function TypeFields({ result, type, size }: TypeFieldsProps) {
  const [chosen, setChosen] = useState(type);
  return (
    <>
      <Field
        label="Type"
        hint={`With it, ${LOCK_TYPE_WORDS[chosen].meaning}`}
        error={gateFieldError(result, "type")}
      >
        {(control) => (
          <NativeSelect
            {...control}
            name="type"
            value={chosen}
            onChange={({ target }) =>
              setChosen(LOCK_TYPES.find((known) => known === target.value) ?? "simple")
            }
          >
            {LOCK_TYPES.map((known) => (
              <option key={known} value={known}>
                {LOCK_TYPE_WORDS[known].label}
              </option>
            ))}
          </NativeSelect>
        )}
      </Field>
      {chosen === "counted" && (
        <NumberField
          result={result}
          field="size"
          label="Size"
          hint="Units that are held at once"
          value={size}
        />
      )}
    </>
  );
}
