import { FileQuestion } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default function NotFound() {
  return (
    <main className="flex min-h-dvh flex-col items-center justify-center">
      <EmptyState
        icon={<FileQuestion />}
        title="There is no page at this address"
        description="It may have been typed wrongly, or it leads to something that has been removed."
        action={
          <Link href="/" className={buttonClass()}>
            Overview
          </Link>
        }
      />
    </main>
  );
}
