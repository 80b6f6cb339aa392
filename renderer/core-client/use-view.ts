import { useCallback, useEffect, useRef, useState } from "react";

import { useCoreChanges } from "../shell/core-changes.ts";
import { call, type CallError, type CallInput, type CallOutput, type OperationName } from "./core-client.ts";

/** One view of the core, read when shown and again whenever one of its areas changed. Data is never edited here. */
export function useView<Name extends OperationName>(
  operation: Name,
  input: CallInput<Name>,
  areas: readonly string[],
) {
  const [value, setValue] = useState<CallOutput<Name>>();
  const [error, setError] = useState<CallError>();
  const asked = useRef(0);
  const key = JSON.stringify(input);
  const reload = useCallback(async () => {
    asked.current += 1;
    const mine = asked.current;
    const answer = await call(operation, JSON.parse(key) as CallInput<Name>);
    if (mine !== asked.current) return;
    if (answer.ok) {
      setValue(answer.value);
      setError(undefined);
    } else setError(answer.error);
  }, [operation, key]);
  useEffect(() => void reload(), [reload]);
  useCoreChanges(areas, () => void reload());
  return { value, error, reload };
}
