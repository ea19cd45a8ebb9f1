import Link from "next/link";
import { Button, buttonClass } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import type { AuditFilter } from "@/lib/domain/access/audit-filter";
import { NativeSelect } from "../../_components/native-select";

/** A plain GET form: the filter is the address. */
export function AuditFilterForm({ filter }: { filter: AuditFilter }) {
  const key = `${filter.actor}|${filter.action}|${filter.outcome}`;
  return (
    <form key={key} action="/admin/audit" className="mb-3 flex flex-wrap items-end gap-2">
      <Field label="Actor" className="w-48">
        {(control) => (
          <Input {...control} name="actor" defaultValue={filter.actor ?? ""} maxLength={256} />
        )}
      </Field>
      <Field label="Action" className="w-48">
        {(control) => (
          <Input {...control} name="action" defaultValue={filter.action ?? ""} maxLength={256} />
        )}
      </Field>
      <Field label="Outcome" className="w-36">
        {(control) => (
          <NativeSelect {...control} name="outcome" defaultValue={filter.outcome ?? ""}>
            <option value="">any</option>
            <option>success</option>
            <option>denied</option>
            <option>failure</option>
          </NativeSelect>
        )}
      </Field>
      <Button type="submit">Filter</Button>
      {(filter.actor || filter.action || filter.outcome) && (
        <Link href="/admin/audit" className={buttonClass({ variant: "ghost" })}>
          Clear
        </Link>
      )}
    </form>
  );
}
