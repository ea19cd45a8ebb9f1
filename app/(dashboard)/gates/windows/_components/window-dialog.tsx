"use client";

import type { WindowView } from "@/lib/domain/native-api/window-resource";
import { FormFailure } from "../../../admin/_components/form-failure";
import { GateDialog } from "../../_components/gate-dialog";
import { DescriptionField, NameField } from "../../_components/gate-fields";
import { saveWindowAction } from "../actions";
import { ElementsField } from "./elements-field";
import { ReferenceFields } from "./reference-fields";

type WindowRules = Pick<
  WindowView,
  "name" | "description" | "timeZone" | "elements" | "enabledDuring" | "disabledDuring" | "calendar"
>;

type WindowDialogProps = {
  /** The window that is changed; a new one is made when there is none. */
  window?: WindowRules;
  windows: readonly string[];
  calendars: readonly string[];
};

const NEW: Omit<WindowRules, "name"> = {
  description: "",
  timeZone: "UTC",
  elements: [{ weekdays: ["mon", "tue", "wed", "thu", "fri"], from: "08:00", to: "18:00" }],
  enabledDuring: [],
  disabledDuring: [],
  calendar: null,
};
const FIELDS = [
  "name",
  "description",
  "timeZone",
  "elements",
  "enabledDuring",
  "disabledDuring",
  "calendar",
];

/** Makes a time window, or changes its rules. */
export function WindowDialog({ window, windows, calendars }: WindowDialogProps) {
  const name = window?.name ?? null;
  const rules = window ?? NEW;
  return (
    <GateDialog
      tab="windows"
      noun="time window"
      name={name}
      description="Runs that need it start only while it is open; a queue can be open in it."
      size="lg"
      action={saveWindowAction.bind(null, name)}
    >
      {(result) => (
        <>
          <FormFailure result={result} fields={FIELDS} />
          {name === null && <NameField result={result} />}
          <DescriptionField result={result} value={rules.description} />
          <ElementsField elements={rules.elements} timeZone={rules.timeZone} result={result} />
          <ReferenceFields
            rules={rules}
            windows={windows.filter((other) => other !== name)}
            calendars={calendars}
            result={result}
          />
        </>
      )}
    </GateDialog>
  );
}
