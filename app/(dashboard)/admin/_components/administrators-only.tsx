import { Lock } from "lucide-react";
import { PageHeader } from "@/components/layout/page-header";
import { EmptyState } from "@/components/ui/empty-state";

/** Stands for a page the signed-in person may not see. */
export function AdministratorsOnly({ title }: { title: string }) {
  return (
    <>
      <PageHeader title={title} />
      <EmptyState
        icon={<Lock />}
        title="Only administrators see this page"
        description="An administrator can give you the role under Users."
      />
    </>
  );
}
