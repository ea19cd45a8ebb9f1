import { useState } from "react";

type TypedText<Value> = {
  value: Value;
  onValueChange: (value: Value) => void;
  read: (text: string) => Value;
  write: (value: Value) => string;
};

/**
 * The text of a field whose value is not text: what is typed stays as it is typed (`12.`) as long as it stands for the
 * value, and gives way when the value is changed from elsewhere.
 */
export function useTypedText<Value>(options: TypedText<Value>): [string, (text: string) => void] {
  const { value, onValueChange, read, write } = options;
  const [typed, setTyped] = useState(() => write(value));
  const isCurrent = JSON.stringify(read(typed)) === JSON.stringify(value);
  return [
    isCurrent ? typed : write(value),
    (text) => {
      setTyped(text);
      onValueChange(read(text));
    },
  ];
}
