"use client";

import { Columns3, Download } from "lucide-react";
import type { StateVocabulary } from "@/components/runs/run-state-badge";
import { Button, buttonClass } from "@/components/ui/button";
import { DropdownMenu } from "@/components/ui/dropdown-menu";
import { SegmentedControl } from "@/components/ui/segmented-control";
import { COLUMNS, type ColumnId, DEFAULT_COLUMNS } from "./monitor-columns";

type MonitorToolsProps = {
  vocabulary: StateVocabulary;
  columns: readonly ColumnId[];
  onSave: (change: { vocabulary?: StateVocabulary; columns?: readonly ColumnId[] }) => void;
  exportHref: string;
};

const VOCABULARIES = [
  { value: "state", label: "Run state", title: "The words of this product" },
  { value: "backgroundJob", label: "Background job", title: "Letter and word of a background job" },
  {
    value: "schedulingApi",
    label: "API",
    title: "runStatus and runState of the Job Scheduling API",
  },
] as const;

/** Which words, which columns, and the list as a file. */
export function MonitorTools({ vocabulary, columns, onSave, exportHref }: MonitorToolsProps) {
  const toggle = (id: ColumnId) =>
    onSave({
      columns: columns.includes(id) ? columns.filter((other) => other !== id) : [...columns, id],
    });
  return (
    <div className="flex flex-wrap items-center gap-1.5 sm:ml-auto">
      <SegmentedControl
        label="Words for the state"
        size="sm"
        options={VOCABULARIES}
        value={vocabulary}
        onValueChange={(next) => onSave({ vocabulary: next })}
      />
      <DropdownMenu
        trigger={
          <Button className="max-sm:hidden">
            <Columns3 aria-hidden="true" />
            Columns
          </Button>
        }
        groups={[
          {
            items: COLUMNS.map((column) => ({
              id: column.id,
              label: column.head,
              checked: columns.includes(column.id),
              onSelect: () => toggle(column.id),
            })),
          },
          {
            items: [
              {
                id: "defaults",
                label: "As at first",
                onSelect: () => onSave({ columns: DEFAULT_COLUMNS }),
              },
            ],
          },
        ]}
      />
      <a
        href={exportHref}
        download
        className={buttonClass()}
        title="The runs of these filters, at most 100,000"
      >
        <Download aria-hidden="true" />
        CSV
      </a>
    </div>
  );
}
