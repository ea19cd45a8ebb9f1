import type { ReactNode } from "react";
import { FilterLinks } from "@/app/(dashboard)/definitions/_components/filter-links";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { fieldValueOf, type ReportPeriod, reportHref } from "./report-moment";

type PeriodFormProps = {
  path: string;
  period: ReportPeriod;
  now: Date;
  /** Other parts of the address, which stay. */
  kept?: Record<string, string>;
  presets: readonly { label: string; from: string; to?: string }[];
  /** Further fields of the form. */
  children?: ReactNode;
};

/** The time a report is about: usual ones to click, or from and to in UTC. A plain GET form: the period is the address. */
export function PeriodForm({ path, period, now, kept = {}, presets, children }: PeriodFormProps) {
  const key = JSON.stringify([period, kept]);
  return (
    <div className="mb-3 flex flex-wrap items-end gap-x-4 gap-y-2">
      <FilterLinks
        label="Time"
        options={presets.map(({ label, from, to = "" }) => ({
          label,
          href: reportHref(path, { ...kept, from, to }),
          isCurrent: period.from === from && period.to === to,
        }))}
      />
      <form key={key} action={path} className="flex flex-wrap items-end gap-2">
        {Object.entries(kept).map(([name, value]) =>
          value === "" ? null : <input key={name} type="hidden" name={name} value={value} />,
        )}
        <MomentField label="From (UTC)" name="from" value={fieldValueOf(period.from, now)} />
        <MomentField label="To (UTC)" name="to" value={fieldValueOf(period.to, now)} />
        {children}
        <Button type="submit">Show</Button>
      </form>
    </div>
  );
}

function MomentField({ label, name, value }: { label: string; name: string; value: string }) {
  return (
    <Field label={label} className="w-48 max-w-full">
      {(control) => <Input {...control} type="datetime-local" name={name} defaultValue={value} />}
    </Field>
  );
}
