"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { TimeZoneField } from "@/components/schedules/time-zone-field";
import { Button } from "@/components/ui/button";
import { FieldError } from "@/components/ui/field";
import type { WindowView } from "@/lib/domain/native-api/window-resource";
import type { FormResult } from "@/lib/services/access/form-result";
import { gateFieldError } from "../../_components/gate-field-error";
import { draftOfElement, type ElementDraft, EMPTY_ELEMENT, elementOf } from "../window-draft";
import { DraftWeek } from "./draft-week";
import { ElementFields } from "./element-fields";

type ElementsFieldProps = {
  elements: WindowView["elements"];
  timeZone: string;
  result: FormResult<unknown> | null;
};

/** The zone and the elements of a time window, with what they make of the present week. */
export function ElementsField({ elements, timeZone, result }: ElementsFieldProps) {
  const [zone, setZone] = useState(timeZone);
  const [rows, setRows] = useState(() =>
    elements.map((element, key) => ({ key, draft: draftOfElement(element) })),
  );
  const drafts = rows.map(({ draft }) => draft);
  const change = (key: number, patch: Partial<ElementDraft>) =>
    setRows((before) =>
      before.map((row) => (row.key === key ? { key, draft: { ...row.draft, ...patch } } : row)),
    );
  const add = () =>
    setRows((before) => [
      ...before,
      { key: 1 + Math.max(-1, ...before.map(({ key }) => key)), draft: EMPTY_ELEMENT },
    ]);
  return (
    <>
      <input type="hidden" name="timeZone" value={zone} />
      <input type="hidden" name="elements" value={JSON.stringify(drafts.map(elementOf))} />
      <TimeZoneField
        value={zone}
        onValueChange={setZone}
        error={gateFieldError(result, "timeZone")}
        hint="Whose clock and days are meant"
      />
      <section aria-label="Elements" className="grid gap-2">
        <h3 className="text-sm font-medium">Elements</h3>
        <p className="text-xs text-ink-muted">
          The window is open while one of them is. An element is open on the days that meet all that
          is given; nothing given means every day, all day. A time to that is not after from is
          meant on the next day.
        </p>
        {rows.map(({ key, draft }, index) => (
          <ElementFields
            key={key}
            place={index + 1}
            draft={draft}
            change={(patch) => change(key, patch)}
            onRemove={() => setRows(rows.filter((row) => row.key !== key))}
            errorOf={(part) => gateFieldError(result, `elements.${index}.${part}`)}
          />
        ))}
        {rows.length === 0 && (
          <p className="text-sm text-ink-muted">Without an element the window is always closed.</p>
        )}
        <Button size="sm" className="justify-self-start" onClick={add}>
          <Plus aria-hidden="true" />
          Add an element
        </Button>
        <FieldError error={wholeError(result)} />
      </section>
      <DraftWeek elements={drafts} timeZone={zone} />
    </>
  );
}

/** A refusal of the elements together, such as too many of them. */
function wholeError(result: FormResult<unknown> | null): string | undefined {
  const isWhole = result && !result.ok && /^elements(\.\d+)?$/.test(result.field ?? "");
  return isWhole ? gateFieldError(result, "elements") : undefined;
}
