/** Something done again and again until it is stopped. */
export interface Rounds {
  /** Lets no further round begin; resolves when the round in hand has ended. */
  stop: () => Promise<void>;
}

/**
 * Runs `round` at once and then `pauseMs` milliseconds after each end. A round that fails is given to `failed` and the
 * next one comes all the same. The first round has ended when this resolves.
 */
export async function startRounds(
  round: () => Promise<void>,
  pauseMs: number,
  failed: (error: unknown) => void,
): Promise<Rounds> {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let inHand = Promise.resolve();
  const begin = async (): Promise<void> => {
    try {
      await round();
    } catch (error) {
      failed(error);
    }
    // Asked after the round: a stop that came while it ran finds no timer to clear.
    if (!stopped) timer = setTimeout(() => void (inHand = begin()), pauseMs);
  };
  inHand = begin();
  await inHand;
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await inHand;
    },
  };
}
