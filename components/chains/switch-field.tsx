"use client";

import type { CallEditing } from "@/components/chains/chain-editing";
import { ExpressionInput } from "@/components/chains/expression-input";
import { SegmentedControl } from "@/components/ui/segmented-control";

type SwitchFieldProps = Pick<CallEditing, "problems" | "offers"> & {
  field: "disabled" | "hold";
  label: string;
  hint: string;
  value: boolean | string;
  onValueChange: (value: boolean | string) => void;
};

/** On, off, or decided by an expression when the step starts. */
export function SwitchField(props: SwitchFieldProps) {
  const { field, label, hint, value, onValueChange, problems, offers } = props;
  const choice = typeof value === "string" ? "expression" : value ? "yes" : "no";
  return (
    <div className="grid gap-1">
      <div className="flex flex-wrap items-center justify-between gap-2">
        <span aria-hidden="true" className="text-sm font-medium">
          {label}
        </span>
        <SegmentedControl
          label={label}
          size="sm"
          options={[
            { value: "no", label: "No" },
            { value: "yes", label: "Yes" },
            { value: "expression", label: "If …" },
          ]}
          value={choice}
          onValueChange={(next) => onValueChange(next === "expression" ? "=" : next === "yes")}
        />
      </div>
      <p className="text-xs text-ink-muted">{hint}</p>
      {typeof value === "string" && (
        <ExpressionInput
          label={`${label} if`}
          use="scheduling"
          offers={offers}
          value={value}
          onValueChange={onValueChange}
          placeholder="=Chain.test"
          error={problems.error(field)}
          position={problems.position(field)}
        />
      )}
    </div>
  );
}
