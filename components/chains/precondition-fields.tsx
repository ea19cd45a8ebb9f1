"use client";

import type { ChainEditing } from "@/components/chains/chain-editing";
import { ExpressionInput } from "@/components/chains/expression-input";
import { GateNameField } from "@/components/definitions/gate-name-field";
import { Field } from "@/components/ui/field";
import { SegmentedControl } from "@/components/ui/segmented-control";
import type { EditedStep } from "@/lib/domain/chain/editor/edited-chain";

type Condition = EditedStep["precondition"];

type PreconditionFieldsProps = Pick<ChainEditing, "problems" | "offers"> & {
  of: "step" | "call";
  value: Condition;
  onValueChange: (condition: Condition) => void;
};

const NONE = { window: null, open: true, expression: null };

/** What has to hold for a step or call to run; otherwise it is Skipped (run-states-and-chains 2.3). */
export function PreconditionFields(props: PreconditionFieldsProps) {
  const { of, value, onValueChange, problems, offers } = props;
  const condition = value ?? NONE;
  const change = (patch: Partial<NonNullable<Condition>>) => {
    const next = { ...condition, ...patch };
    onValueChange(next.window === null && next.expression === null ? null : next);
  };
  return (
    <>
      <Field label="Time window" optional error={problems.error("precondition.window")}>
        {(control) => (
          <GateNameField
            {...control}
            kind="window"
            none="Whenever"
            value={condition.window ?? ""}
            onValueChange={(window) => change({ window: window === "" ? null : window })}
          />
        )}
      </Field>
      {condition.window !== null && (
        <SegmentedControl
          label="The window has to be"
          size="sm"
          options={[
            { value: "open", label: "has to be open" },
            { value: "closed", label: "has to be closed" },
          ]}
          value={condition.open ? "open" : "closed"}
          onValueChange={(next) => change({ open: next === "open" })}
          className="justify-self-start"
        />
      )}
      <ExpressionInput
        label="Condition"
        optional
        use={of === "step" ? "precondition" : "callPrecondition"}
        offers={offers}
        value={condition.expression ?? ""}
        onValueChange={(text) => change({ expression: text === "" ? null : text })}
        placeholder="=Load.Extract.rows > 0"
        hint={`An expression that gives true or false; false skips the ${of}`}
        error={problems.error("precondition.expression") ?? problems.error("precondition")}
        position={problems.position("precondition.expression")}
      />
    </>
  );
}
