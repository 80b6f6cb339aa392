/** The outside of a command: streams, environment, and a prompt that shows nothing of what is typed. */
export interface Terminal {
  readonly input: AsyncIterable<Uint8Array>;
  /** Whether a person sits at the input, who can be asked. */
  readonly interactive: boolean;
  /** Resolves when the text was taken; a slow reader slows the command instead of filling the memory. */
  readonly write: (text: string) => Promise<void>;
  /** One clear line on standard error. */
  readonly error: (line: string) => void;
  /** Asks without echo; undefined when nobody can be asked or the person gave up. */
  readonly askHidden: (question: string) => Promise<string | undefined>;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Writes a value as one JSON document. */
export async function writeJson(terminal: Terminal, value: unknown): Promise<void> {
  await terminal.write(`${JSON.stringify(value, undefined, 2)}\n`);
}
