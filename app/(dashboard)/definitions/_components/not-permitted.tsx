import { Lock } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";

/** Stands for a page whose only purpose is a change the signed-in person may not make. */
export function NotPermitted({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        icon={<Lock />}
        title="Your role may not change definitions and schedules"
        description="An administrator can give you the role under Users."
      />
    </>
  );
}
