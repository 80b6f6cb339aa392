import { useEffect, useState } from "react";

const pauseMs = 200;

/** What was typed, once the keys rest for a moment: what is looked for is not asked for letter by letter. */
export function useSettledWords(typed: string): string {
  const [words, setWords] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setWords(typed.trim()), pauseMs);
    return () => clearTimeout(timer);
  }, [typed]);
  return words;
}
