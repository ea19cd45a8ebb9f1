import type { DefinitionInput } from "@/lib/domain/definition/definition-input";
import type { DefinitionPropertiesInput } from "@/lib/domain/definition/definition-properties";
import type { DemoEndpoint } from "./demo-endpoints";

/** A definition of the demo. */
export interface DemoDefinition extends DefinitionInput {
  /** Run once when the landscape is loaded: at once, an hour later, or not. */
  runs: "now" | "later" | null;
}

/** The address of a demo endpoint. */
export type AddressOf = (endpoint: DemoEndpoint) => string;

export type DemoParameters = NonNullable<DefinitionPropertiesInput["parameters"]>;

/** The period a job works on: given by its chain, otherwise the present month. */
export const PERIOD: DemoParameters[number] = {
  name: "period",
  type: "string",
  default: "=Time.format(Time.now('UTC'), 'yyyy-MM')",
};
