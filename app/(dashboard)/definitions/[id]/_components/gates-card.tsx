import Link from "next/link";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import type { DefinitionProperties } from "@/lib/domain/definition/definition-properties";
import { gateFacts, restartFacts } from "./gate-facts";

/** What the runs of a definition wait for and raise, and what follows their end; nothing where nothing is set. */
export function GatesCard({ properties }: { properties: DefinitionProperties }) {
  const gates = gateFacts(properties).map(({ tab, label, name, words }) => ({
    label,
    value: (
      <>
        <Link
          href={`/gates/${tab}/${encodeURIComponent(name)}`}
          className="text-accent-text underline underline-offset-2"
        >
          {name}
        </Link>
        {words !== "" && <span className="text-ink-muted"> {words}</span>}
      </>
    ),
  }));
  const facts = [...gates, ...restartFacts(properties)];
  if (facts.length === 0) return null;
  return (
    <Card title="Gates and restart">
      <DefinitionList items={facts} />
    </Card>
  );
}
