import { InstantText } from "@/components/runs/instant-text";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { type QueueDetail, SYSTEM_QUEUE } from "@/lib/domain/native-api/queue-resource";
import { GateLink } from "../../_components/gate-link";
import { QueueReason } from "./queue-state";
import { cappedText, serversText, usedText } from "./queue-table";

/** The rules of a queue, and how full it is. */
export function QueueFacts({ queue }: { queue: QueueDetail }) {
  const { closed, size, holdLevel, window, countWaiting, countConsole, updatedAt } = queue;
  const counted = [countWaiting && "Waiting", countConsole && "Console"].filter(Boolean);
  return (
    <Card title="Queue">
      <DefinitionList
        items={[
          {
            label: closed ? "Closed" : "Open",
            value: (
              <span>
                <QueueReason queue={queue} />
              </span>
            ),
          },
          { label: "Running", value: usedText(queue) },
          { label: "Not started", value: cappedText(queue.waiting) },
          { label: "Size", value: size ?? "any number" },
          {
            label: "Hold level",
            value: holdLevel === null ? null : `priority ${holdLevel} and higher starts`,
          },
          {
            label: "Time window",
            value: window === null ? "always" : <GateLink tab="windows" name={window} />,
          },
          { label: "Also counted", value: counted.join(" and ") || "neither Waiting nor Console" },
          { label: "Process servers", value: serversText(queue) },
          {
            label: "Built in",
            value: queue.builtIn ? builtInText(queue.name) : "no",
          },
          { label: "Changed", value: <InstantText at={updatedAt ? new Date(updatedAt) : null} /> },
        ]}
      />
    </Card>
  );
}

function builtInText(name: string): string {
  return name === SYSTEM_QUEUE
    ? "yes: the scheduler’s own work; it can be neither changed nor held"
    : "yes: for definitions that name no queue";
}
