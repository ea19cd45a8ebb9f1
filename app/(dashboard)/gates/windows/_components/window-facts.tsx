import { InstantText } from "@/components/runs/instant-text";
import { Alert } from "@/components/ui/alert";
import { Card } from "@/components/ui/card";
import { DefinitionList } from "@/components/ui/definition-list";
import { problemSentence } from "@/lib/domain/definition/problem-sentence";
import type { WindowDetail } from "@/lib/domain/native-api/window-resource";
import { GateLink, GateLinks } from "../../_components/gate-link";
import { WindowChange } from "./window-state";

/** The rules of a time window in words, and who uses it. */
export function WindowFacts({ window }: { window: WindowDetail }) {
  const { open, words, timeZone, calendar, warnings } = window;
  return (
    <div className="grid gap-4">
      {warnings.map(({ field, message }) => (
        <Alert key={field} kind="warning" title={elementName(field)}>
          {problemSentence(message)}
        </Alert>
      ))}
      <Card title="Time window">
        <DefinitionList
          items={[
            {
              label: open ? "Open" : "Closed",
              value: <WindowChange nextChange={window.nextChange} />,
            },
            {
              label: "Elements",
              value: (
                <ul>
                  {[...new Set(words)].map((line) => (
                    <li key={line}>{line}</li>
                  ))}
                </ul>
              ),
            },
            { label: "Time zone", value: timeZone },
            {
              label: "Calendar",
              value: calendar === null ? null : <GateLink tab="calendars" name={calendar} />,
            },
            {
              label: "Only while open",
              value: <GateLinks tab="windows" names={window.enabledDuring} />,
            },
            {
              label: "Closed during",
              value: <GateLinks tab="windows" names={window.disabledDuring} />,
            },
            { label: "Queues in it", value: <GateLinks tab="queues" names={window.queues} /> },
            {
              label: "Windows that need it",
              value: <GateLinks tab="windows" names={window.windows} />,
            },
            { label: "Changed", value: <InstantText at={new Date(window.updatedAt)} /> },
          ]}
        />
      </Card>
    </div>
  );
}

/** `elements.0` as `Element 1`. */
function elementName(field: string): string {
  const place = /^elements\.(\d+)$/.exec(field)?.[1];
  if (place !== undefined) return `Element ${Number(place) + 1}`;
  return field === "elements" ? "No element" : field;
}
