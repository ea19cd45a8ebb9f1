import { Alert } from "@/components/ui/alert";

/** What the reader of a report has to know of its figures. */
export function ReportNotes({ notes }: { notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <Alert kind="info" className="mb-3">
      {notes.map((note) => (
        <p key={note}>{note}</p>
      ))}
    </Alert>
  );
}
