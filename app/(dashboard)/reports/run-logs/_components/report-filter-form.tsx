import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { utcText } from "@/components/ui/utc-text";
import { RUN_STATES } from "@/lib/domain/run/run-state";
import { NativeSelect } from "../../../admin/_components/native-select";
import { type ReportView, reportHref } from "../search-params";

type ReportFilterFormProps = {
  view: ReportView;
  now: Date;
  /** What is wrong with what was typed. */
  fault: { field: "from" | "to" | "job" | null; problem: string } | null;
};

const PERIODS = [
  { label: "Last hour", hours: 1 },
  { label: "Last 24 h", hours: 24 },
  { label: "Last 7 days", hours: 7 * 24 },
  { label: "Last 30 days", hours: 30 * 24 },
];

/** A plain GET form: the report is its address. */
export function ReportFilterForm({ view, now, fault }: ReportFilterFormProps) {
  const errorOf = (field: "from" | "to" | "job") =>
    fault?.field === field ? fault.problem : undefined;
  return (
    <form
      key={reportHref({ ...view, cursor: "" })}
      action="/reports/run-logs"
      aria-label="What the report is of"
      className="mb-4 grid gap-2"
    >
      <div className="flex flex-wrap items-start gap-2">
        <Field
          label="Job"
          hint="Name; * for any characters"
          error={errorOf("job")}
          className="w-64 max-sm:w-full"
        >
          {(control) => <Input {...control} name="job" defaultValue={view.job} maxLength={255} />}
        </Field>
        <Field label="State" className="w-40 max-sm:w-full">
          {(control) => (
            <NativeSelect {...control} name="state" defaultValue={view.state}>
              <option value="">any</option>
              <option value="failed">failed</option>
              {RUN_STATES.map((state) => (
                <option key={state}>{state}</option>
              ))}
            </NativeSelect>
          )}
        </Field>
        <InstantField
          label="Submitted from"
          name="from"
          value={view.from}
          error={errorOf("from")}
        />
        <InstantField label="Until" name="to" value={view.to} error={errorOf("to")} />
        <Button type="submit" variant="primary" className="sm:mt-6">
          Show
        </Button>
      </div>
      <nav aria-label="Usual periods" className="flex flex-wrap gap-1">
        {PERIODS.map(({ label, hours }) => (
          <Link
            key={label}
            href={periodHref(view, now, hours)}
            className={buttonClass({ variant: "ghost", size: "sm" })}
          >
            {label}
          </Link>
        ))}
      </nav>
    </form>
  );
}

function InstantField(props: {
  label: string;
  name: string;
  value: string;
  error: string | undefined;
}) {
  return (
    <Field
      label={props.label}
      hint="UTC, YYYY-MM-DD HH:MM"
      error={props.error}
      className="w-48 max-sm:w-full"
    >
      {(control) => (
        <Input {...control} mono name={props.name} defaultValue={props.value} maxLength={30} />
      )}
    </Field>
  );
}

function periodHref({ job, state }: ReportView, now: Date, hours: number): string {
  const to = new Date(Math.ceil(now.getTime() / 60_000) * 60_000);
  const from = new Date(to.getTime() - hours * 3_600_000);
  return reportHref({ job, state, from: utcText(from), to: utcText(to) });
}
