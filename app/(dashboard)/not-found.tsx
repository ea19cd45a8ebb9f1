import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function DashboardNotFound() {
  return (
    <EmptyState
      icon={<FileQuestion />}
      title="This does not exist, or not any more"
      description="Runs are removed when their retention time is over, definitions and schedules when somebody deletes them."
      action={
        <>
          <Link href="/" className={buttonClass()}>
            Overview
          </Link>
          <Link href="/monitor" className={buttonClass()}>
            Job monitor
          </Link>
        </>
      }
    />
  );
}
