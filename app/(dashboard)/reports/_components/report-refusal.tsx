import Link from "next/link";
import { Alert } from "@/components/ui/alert";

/** Why a report was not made, and the way back to one without a filter. */
export function ReportRefusal({ message, href }: { message: string; href: string }) {
  return (
    <Alert kind="danger">
      {message}.{" "}
      <Link href={href} className="underline">
        Show the report without a filter
      </Link>
    </Alert>
  );
}
