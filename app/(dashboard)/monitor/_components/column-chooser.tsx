"use client";

import { ArrowDown, ArrowUp } from "lucide-react";
import { useId } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog } from "@/components/ui/dialog";
import { IconButton } from "@/components/ui/icon-button";
import { Input } from "@/components/ui/input";
import { SegmentedControl } from "@/components/ui/segmented-control";
import {
  COLUMN_IDS,
  type ColumnId,
  clampWidth,
  DEFAULT_LAYOUT,
  MAX_WIDTH,
  MIN_WIDTH,
  type MonitorLayout,
  movedColumn,
  withColumn,
} from "../monitor-layout";
import { COLUMNS, type MonitorColumn } from "./monitor-columns";

type ColumnChooserProps = {
  layout: MonitorLayout;
  onChange: (change: Partial<MonitorLayout>) => void;
  onClose: () => void;
};

const DENSITIES = [
  { value: "dense", label: "Dense" },
  { value: "comfortable", label: "Comfortable" },
] as const;

/** Which columns, in which order and how wide, and how high the rows are; every change shows at once. */
export function ColumnChooser({ layout, onChange, onClose }: ColumnChooserProps) {
  const hidden = COLUMN_IDS.filter((id) => !layout.columns.includes(id));
  const inOrder = [...layout.columns, ...hidden].flatMap((id) =>
    COLUMNS.filter((column) => column.id === id),
  );
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title="Columns"
      description="State and run are always there. Kept for you in this browser, and in the views you save."
      footer={
        <>
          <Button variant="ghost" className="mr-auto" onClick={() => onChange(DEFAULT_LAYOUT)}>
            As at first
          </Button>
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      <div className="grid gap-3">
        <SegmentedControl
          label="Height of the rows"
          size="sm"
          options={DENSITIES}
          value={layout.density}
          onValueChange={(density) => onChange({ density })}
        />
        <ul className="divide-y divide-line">
          {inOrder.map((column) => (
            <ColumnLine key={column.id} column={column} layout={layout} onChange={onChange} />
          ))}
        </ul>
      </div>
    </Dialog>
  );
}

type ColumnLineProps = Pick<ColumnChooserProps, "layout" | "onChange"> & { column: MonitorColumn };

function ColumnLine({ column, layout, onChange }: ColumnLineProps) {
  const checkId = useId();
  const { id, head, title } = column;
  const place = layout.columns.indexOf(id);
  const isShown = place !== -1;
  const move = (by: -1 | 1) => onChange({ columns: movedColumn(layout.columns, id, by) });
  return (
    <li className="flex min-h-9 items-center gap-2 text-sm">
      <Checkbox
        id={checkId}
        checked={isShown}
        onCheckedChange={() => onChange({ columns: withColumn(layout.columns, id, !isShown) })}
      />
      <label htmlFor={checkId} className="min-w-0 flex-1">
        {head}
        {title !== undefined && (
          <span className="block truncate text-xs text-ink-muted">{title}</span>
        )}
      </label>
      {isShown && (
        <>
          <WidthField
            id={id}
            head={head}
            usual={column.width}
            widths={layout.widths}
            onChange={(widths) => onChange({ widths })}
          />
          <IconButton
            size="sm"
            label={`Move ${head} to the front`}
            icon={<ArrowUp aria-hidden="true" />}
            disabled={place === 0}
            onClick={() => move(-1)}
          />
          <IconButton
            size="sm"
            label={`Move ${head} to the back`}
            icon={<ArrowDown aria-hidden="true" />}
            disabled={place === layout.columns.length - 1}
            onClick={() => move(1)}
          />
        </>
      )}
    </li>
  );
}

/** The width of a column in pixels; emptied, it is as usual. */
function WidthField(props: {
  id: ColumnId;
  head: string;
  usual: number | undefined;
  widths: MonitorLayout["widths"];
  onChange: (widths: MonitorLayout["widths"]) => void;
}) {
  const { id, head, usual, widths, onChange } = props;
  const { [id]: width, ...others } = widths;
  return (
    <Input
      key={width ?? "usual"}
      type="number"
      aria-label={`Width of ${head} in pixels`}
      placeholder={usual === undefined ? "rest" : String(usual)}
      defaultValue={width}
      min={MIN_WIDTH}
      max={MAX_WIDTH}
      step={8}
      className="w-20"
      onBlur={(event) => {
        const typed = event.target.valueAsNumber;
        onChange(Number.isNaN(typed) ? others : { ...others, [id]: clampWidth(typed) });
      }}
    />
  );
}
