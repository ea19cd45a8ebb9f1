import { Card } from "@/components/ui/card";
import { Table, Td, Tr } from "@/components/ui/table";
import { Th } from "@/components/ui/th";
import { mappedText } from "@/lib/domain/chain/editor/mapped-value";
import type { ParameterDefinition } from "@/lib/domain/chain/parameter-definition";
import { formatCount } from "@/lib/format/format-number";

/** The parameters a definition declares; nothing where there are none. */
export function ParametersCard({ parameters }: { parameters: readonly ParameterDefinition[] }) {
  if (parameters.length === 0) return null;
  return (
    <Card flush title="Parameters">
      <Table caption={formatCount(parameters.length, "parameter")}>
        <thead>
          <tr>
            <Th>Name</Th>
            <Th>Direction</Th>
            <Th>Type</Th>
            <Th>Default</Th>
          </tr>
        </thead>
        <tbody>
          {parameters.map(({ name, direction, type, required, default: usual }) => (
            <Tr key={name}>
              <Td className="wrap-anywhere">
                {name}
                {required && <span className="text-ink-muted"> required</span>}
              </Td>
              <Td>{direction}</Td>
              <Td>{type}</Td>
              <Td mono className="wrap-anywhere">
                {usual === null ? "–" : mappedText(type, usual)}
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
    </Card>
  );
}
