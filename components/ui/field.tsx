import { CircleAlert } from "lucide-react";
import { type ReactNode, useId } from "react";
import { cn } from "@/lib/format/cn";

/** What a field hands to its control: spread it on an Input, Textarea, Select, Checkbox or Switch. */
export type FieldControl = {
  id: string;
  "aria-describedby": string | undefined;
  "aria-invalid": boolean | undefined;
};

type FieldProps = {
  label: string;
  hint?: ReactNode;
  /** What is wrong and what to do; marks the control as invalid. */
  error?: string | undefined;
  optional?: boolean;
  /** Puts the control in front of the label: for check boxes and switches. */
  inline?: boolean;
  id?: string;
  className?: string;
  children: (control: FieldControl) => ReactNode;
};

/** Label, control, hint and error, wired together for assistive technology. */
export function Field(props: FieldProps) {
  const { label, hint, error, optional = false, inline = false, className, children } = props;
  const generated = useId();
  const id = props.id ?? generated;
  const describedBy = [hint ? `${id}-hint` : "", error ? `${id}-error` : ""]
    .filter(Boolean)
    .join(" ");
  const control = children({
    id,
    "aria-describedby": describedBy || undefined,
    "aria-invalid": error ? true : undefined,
  });
  const words = (
    <label htmlFor={id} className={cn("text-sm font-medium", inline && "font-normal")}>
      {label}
      {optional && <span className="ml-1.5 font-normal text-ink-faint">optional</span>}
    </label>
  );
  return (
    <div className={cn("flex min-w-0 flex-col gap-1", className)}>
      {inline ? (
        <div className="grid grid-cols-[auto_minmax(0,1fr)] items-center gap-x-2">
          {control}
          {words}
          {hint && <Hint id={id} hint={hint} className="col-start-2" />}
        </div>
      ) : (
        <>
          {words}
          {control}
          {hint && <Hint id={id} hint={hint} />}
        </>
      )}
      <FieldError id={`${id}-error`} error={error} />
    </div>
  );
}

function Hint(props: { id: string; hint: ReactNode; className?: string }) {
  return (
    <div id={`${props.id}-hint`} className={cn("text-xs text-ink-muted", props.className)}>
      {props.hint}
    </div>
  );
}

/** The error line of a field; it also stands alone under controls with their own label. */
export function FieldError({ id, error }: { id?: string; error: string | undefined }) {
  if (!error) return null;
  return (
    <p id={id} role="alert" className="flex items-start gap-1 text-xs text-danger-text">
      <CircleAlert aria-hidden="true" className="mt-0.5 size-3 shrink-0" />
      {error}
    </p>
  );
}
