import { conformPlainText, type ParameterType } from "@/lib/domain/chain/parameter-type";
import { isExpression } from "@/lib/domain/expression/expression";

/** What a call gives a parameter, from the text typed for it; undefined is nothing. */
export function mappedValueOf(type: ParameterType, text: string): unknown {
  if (text === "") return undefined;
  if (isExpression(text)) return text;
  if (type === "json") return jsonOf(text);
  if (type !== "number" && type !== "boolean") return text;
  const conformed = conformPlainText(type, text);
  return conformed.ok ? conformed.value : text;
}

/** The text for a value, which {@link mappedValueOf} reads as the same value. */
export function mappedText(type: ParameterType, value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value !== "string") return JSON.stringify(value);
  const isMistakable = type === "json" && !isExpression(value) && jsonOf(value) !== value;
  return isMistakable ? JSON.stringify(value) : value;
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
