/**
 * How many code units, or words, one call goes through where a whole block is read. The engine compiles as a whole what is called
 * often; of a loop that runs over a block in one call it compiles the middle alone, starts it in slow code each time, and
 * throws what it compiled away at the end.
 */
export const PORTION = 2048;
