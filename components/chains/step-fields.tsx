"use client";

import type { StepEditing } from "@/components/chains/chain-editing";
import { HandlerTable } from "@/components/chains/handler-table";
import { NumberField } from "@/components/chains/number-field";
import { PanelSection } from "@/components/chains/panel-section";
import { PreconditionFields } from "@/components/chains/precondition-fields";
import { Field, FieldError } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Switch } from "@/components/ui/switch";
import { Textarea } from "@/components/ui/textarea";

/** Everything that is set for a step. */
export function StepFields(props: StepEditing) {
  const { step, change, problems, offers, chain } = props;
  const isConditionWrong = ["precondition", "precondition.expression", "precondition.window"].some(
    (field) => problems.error(field) !== undefined,
  );
  return (
    <>
      <div className="grid gap-3.5 pb-4">
        <Field
          label="Name"
          error={problems.error("name")}
          hint="Handlers and expressions that name the step follow"
        >
          {(control) => (
            <Input
              {...control}
              value={step.name}
              onChange={(event) => change({ name: event.target.value })}
            />
          )}
        </Field>
        <Field label="Description" optional error={problems.error("description")}>
          {(control) => (
            <Textarea
              {...control}
              rows={2}
              value={step.description}
              onChange={(event) => change({ description: event.target.value })}
            />
          )}
        </Field>
        <NumberField
          label="Starts, the first included"
          value={step.maxStarts}
          onValueChange={(maxStarts) => change({ maxStarts: maxStarts ?? "" })}
          error={problems.error("maxStarts")}
          hint="1 to 100; restarts by operators do not count"
        />
        <Field label="Disabled" inline hint="It ends Ignored when its turn comes">
          {(control) => (
            <Switch
              id={control.id}
              aria-describedby={control["aria-describedby"]}
              checked={step.disabled}
              onCheckedChange={(disabled) => change({ disabled })}
            />
          )}
        </Field>
        <FieldError error={problems.error("calls")} />
        {problems.warning("calls") !== undefined && (
          <p className="text-xs text-[var(--tone-waiting-ink)]">
            It has no calls: it ends at once, Completed.
          </p>
        )}
      </div>
      <PanelSection
        title="Precondition"
        summary={step.precondition === null ? "none" : undefined}
        startsOpen={step.precondition !== null}
        mustShow={isConditionWrong}
      >
        <PreconditionFields
          of="step"
          value={step.precondition}
          onValueChange={(precondition) => change({ precondition })}
          problems={problems}
          offers={offers}
        />
      </PanelSection>
      <PanelSection title="Handlers" summary="once all its calls have ended">
        <HandlerTable
          chain={chain}
          step={step}
          problems={problems}
          handlers={step.handlers}
          onHandlersChange={(handlers) => change({ handlers })}
        />
      </PanelSection>
    </>
  );
}
