import type { ExpressionNode, ExpressionReferences, NameReference } from "./expression";

/** Everything a tree mentions, in the order of the text. */
export function referencesOf(root: ExpressionNode): ExpressionReferences {
  const nodes = nodesOf(root);
  return {
    windows: nodes.flatMap((node) => nameOperand(node, "Time.isTimeWindowOpen", 1)),
    events: nodes.flatMap((node) => nameOperand(node, "Event.isEventRaised", 0)),
    chainParameters: nodes.flatMap((node) => named(node, "chain")),
    parameters: nodes.flatMap((node) => named(node, "parameter")),
    outValues: nodes.flatMap((node) => {
      if (node.kind !== "reference" || node.reference.to !== "out") return [];
      const { step, call, parameter } = node.reference;
      return [{ step, call, parameter, position: node.position }];
    }),
  };
}

function nameOperand(node: ExpressionNode, name: string, index: number): NameReference[] {
  if (node.kind !== "call" || node.name !== name) return [];
  const operand = node.operands[index];
  if (operand?.kind !== "value" || typeof operand.value !== "string") return [];
  return [{ name: operand.value, position: operand.position }];
}

function named(node: ExpressionNode, to: "chain" | "parameter"): NameReference[] {
  if (node.kind !== "reference" || node.reference.to !== to) return [];
  return [{ name: node.reference.name, position: node.position }];
}

function nodesOf(node: ExpressionNode): ExpressionNode[] {
  return [node, ...childrenOf(node).flatMap(nodesOf)];
}

function childrenOf(node: ExpressionNode): readonly ExpressionNode[] {
  switch (node.kind) {
    case "value":
    case "reference":
      return [];
    case "call":
      return node.operands;
    case "minus":
    case "not":
      return [node.operand];
    case "condition":
      return [node.test, node.whenTrue, node.whenFalse];
    case "operation":
      return [node.first, ...node.steps.map(({ operand }) => operand)];
  }
}
