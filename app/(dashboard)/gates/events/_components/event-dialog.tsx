"use client";

import { FormFailure } from "../../../admin/_components/form-failure";
import { GateDialog } from "../../_components/gate-dialog";
import { DescriptionField, NameField } from "../../_components/gate-fields";
import { saveEventAction } from "../actions";

type EventDialogProps = { event?: { name: string; description: string } };

/** Makes an event, or changes its description. */
export function EventDialog({ event }: EventDialogProps) {
  const name = event?.name ?? null;
  return (
    <GateDialog
      tab="events"
      noun="event"
      name={name}
      description="Runs wait for an event until a person, a run or another system raises it."
      action={saveEventAction.bind(null, name)}
    >
      {(result) => (
        <>
          <FormFailure result={result} fields={["name", "description"]} />
          {name === null && <NameField result={result} />}
          <DescriptionField result={result} value={event?.description ?? ""} />
        </>
      )}
    </GateDialog>
  );
}
