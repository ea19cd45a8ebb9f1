import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function ScheduleNotFound() {
  return (
    <EmptyState
      icon={<FileQuestion />}
      title="There is no such schedule"
      description="It was deleted, or it belongs to another tenant."
      action={
        <Button asChild>
          <Link href="/schedules">All schedules</Link>
        </Button>
      }
    />
  );
}
