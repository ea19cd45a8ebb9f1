import { Document } from "yaml";
import type { ExportedConfiguration } from "./export-configuration";

const MAX_NAMED = 20;

/** An exported configuration as YAML. What readers of YAML 1.1 would take for something else is quoted. */
export function configurationYaml({ document, leftOut }: ExportedConfiguration): string {
  const yaml = new Document(document, { compat: "yaml-1.1", aliasDuplicateObjects: false });
  if (leftOut.length > 0) yaml.commentBefore = leftOutWords(leftOut);
  return yaml.toString({ lineWidth: 0 });
}

function leftOutWords(leftOut: ExportedConfiguration["leftOut"]): string {
  const count = leftOut.reduce((sum, { schedules }) => sum + schedules, 0);
  const names = leftOut.slice(0, MAX_NAMED).map(({ definition }) => definition);
  const others = leftOut.length > MAX_NAMED ? " and others" : "";
  const what = count === 1 ? "1 schedule" : `${count} schedules`;
  return ` Without ${what} that have no name of their own: ${names.join(", ")}${others}.`;
}
