import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import type { WindowView } from "@/lib/domain/native-api/window-resource";
import { formatCount } from "@/lib/format/format-number";
import { GateLink } from "../../_components/gate-link";
import { cappedText } from "../../queues/_components/queue-table";
import { WindowBadge, WindowChange } from "./window-state";

const WORDS_SHOWN = 3;

/** Time windows with whether they are open. */
export function WindowTable({ windows }: { windows: readonly WindowView[] }) {
  return (
    <Table caption={formatCount(windows.length, "time window")} density="comfortable">
      <thead>
        <tr>
          <Th>Name</Th>
          <Th>State</Th>
          <Th>Open</Th>
          <Th>Time zone</Th>
          <Th numeric>Waiting</Th>
        </tr>
      </thead>
      <tbody>
        {windows.map((window) => (
          <Tr key={window.name}>
            <Td className="font-medium">
              <GateLink tab="windows" name={window.name} />
              <span className="block text-xs font-normal text-ink-muted">{window.description}</span>
            </Td>
            <Td>
              <WindowBadge open={window.open} />
              <span className="block text-xs text-ink-muted">
                <WindowChange nextChange={window.nextChange} />
              </span>
            </Td>
            <Td>
              {shownWords(window.words).map((words) => (
                <span key={words} className="block">
                  {words}
                </span>
              ))}
            </Td>
            <Td className="whitespace-nowrap">{window.timeZone}</Td>
            <Td numeric>{cappedText(window.waiting)}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function shownWords(words: readonly string[]): string[] {
  const distinct = [...new Set(words)];
  const more = distinct.length - WORDS_SHOWN;
  return more > 0
    ? [...distinct.slice(0, WORDS_SHOWN), `and ${formatCount(more, "more element")}`]
    : distinct;
}
