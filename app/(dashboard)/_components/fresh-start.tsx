import { Braces } from "lucide-react";
import Link from "next/link";
import { buttonClass } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { LoadDemoButton } from "./load-demo-button";

const STEPS = [
  {
    href: "/definitions/new",
    label: "Define a job",
    why: "an address to call, a program or a chain of jobs",
  },
  {
    href: "/schedules",
    label: "Schedule it",
    why: "in words or as cron, with a preview of its next times; or run it at once",
  },
  {
    href: "/admin/credentials",
    label: "Let applications in",
    why: "credentials for the API, also for clients of the SAP Job Scheduling Service",
  },
  { href: "/api-docs", label: "Read the API", why: "every call with its fields, to try out" },
] as const;

/** The first page of an installation in which nothing is defined yet. */
export function FreshStart({ canDefine }: { canDefine: boolean }) {
  return (
    <Card>
      <EmptyState
        icon={<Braces />}
        title="Nothing is defined yet"
        description={
          canDefine
            ? "A definition says what can be run: an address to call, and how. A schedule says when. The demo brings some of both, with endpoints of its own that are quick, slow, failing and asynchronous."
            : "Somebody with the role administrator creates the first definition. It will show here, with its runs."
        }
        action={
          canDefine && (
            <>
              <Link href="/definitions/new" className={buttonClass({ variant: "primary" })}>
                Create your first definition
              </Link>
              <LoadDemoButton />
            </>
          )
        }
      />
      {canDefine && (
        <ol className="mx-auto grid max-w-3xl list-decimal gap-x-10 gap-y-2 border-t border-line py-4 pr-3 pl-8 text-sm sm:grid-cols-2">
          {STEPS.map((step) => (
            <li key={step.href}>
              <Link href={step.href} className="font-medium hover:underline">
                {step.label}
              </Link>
              <span className="block text-xs text-ink-muted">{step.why}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
