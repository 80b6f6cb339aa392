type Given = Readonly<Record<string, unknown>>;

export interface WatchedFacts {
  /** As they came: reading here is not watched. */
  readonly facts: Given;
  readonly given: Given;
  /** Names that somebody read elsewhere. */
  readonly note: (names: readonly string[]) => void;
  /** Names that nobody asked for: the answer was found without them. */
  readonly unread: () => readonly string[];
}

/** The facts as they are, and which of them were never asked for. A copy of `given` asks for all of them: read it by name. */
export function watchFacts(facts: Given): WatchedFacts {
  const asked = new Set<string | symbol>();
  const given = new Proxy(facts, {
    get: (target, name): unknown => {
      asked.add(name);
      return typeof name === "string" && Object.hasOwn(target, name) ? target[name] : undefined;
    },
  });
  const note = (names: readonly string[]): void => {
    for (const name of names) asked.add(name);
  };
  return { facts, given, note, unread: () => Object.keys(facts).filter((name) => !asked.has(name)) };
}
