import type { Metadata } from "next";
import Link from "next/link";
import { PageHeader } from "@/components/layout/page-header";
import { pageContext } from "@/lib/server";

export const metadata: Metadata = { title: "Reports" };

const REPORTS = [
  {
    href: "/reports/frequency",
    name: "Frequency",
    text: "How often each job ran, how it ended, and when it last did.",
  },
  {
    href: "/reports/durations",
    name: "Durations",
    text: "How long jobs take, and whose last run took longer than usual.",
  },
  {
    href: "/reports/delays",
    name: "Delays",
    text: "Planned against actual start: how late runs begin, by job and hour.",
  },
  {
    href: "/reports/load",
    name: "Load",
    text: "How busy the process servers and queues were, hour by hour.",
  },
  {
    href: "/reports/gaps",
    name: "Gaps",
    text: "Stretches in which something was due and nothing ran.",
  },
  {
    href: "/reports/forecast",
    name: "Forecast",
    text: "What the schedules will start between two dates.",
  },
  {
    href: "/reports/run-logs",
    name: "Run logs",
    text: "The logs of a selection of runs in one document.",
  },
] as const;

export default async function ReportsRoute() {
  await pageContext();
  return (
    <>
      <PageHeader title="Reports" description="Figures over many runs. Every one leads to them." />
      <ul className="grid gap-3 sm:grid-cols-2 xl:grid-cols-3">
        {REPORTS.map(({ href, name, text }) => (
          <li key={href} className="relative rounded-lg border border-line bg-surface p-3">
            <Link href={href} className="font-medium after:absolute after:inset-0 hover:underline">
              {name}
            </Link>
            <p className="mt-1 text-sm text-ink-muted">{text}</p>
          </li>
        ))}
      </ul>
    </>
  );
}
