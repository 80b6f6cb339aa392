/** Default policy of domain/review.md §9: at least 10 characters, three of four classes, not the account name. */
export const passphrasePolicy = { minLength: 10, minClasses: 3, remembered: 5 } as const;

export type PassphraseProblem = "too-short" | "too-few-classes" | "contains-account-name";

/**
 * What is wrong with a new passphrase, or undefined. Length is counted in characters, not in UTF-16 units (review.md
 * §9).
 */
export function checkPassphrase(passphrase: string, accountName: string): PassphraseProblem | undefined {
  const length = Array.from(passphrase).length;
  if (length < passphrasePolicy.minLength) return "too-short";
  if (accountName.length >= 2 && passphrase.toLowerCase().includes(accountName.toLowerCase())) {
    return "contains-account-name";
  }
  const classes = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{Lu}\p{Ll}\p{Nd}]/u].filter((pattern) =>
    pattern.test(passphrase),
  ).length;
  // A long phrase of Chinese characters or words is stronger than three classes in ten places.
  return classes >= passphrasePolicy.minClasses || length >= 16 ? undefined : "too-few-classes";
}

/** 5 failures lock for 30 minutes; the third lock of a day only 安全保密管理员 lifts (review.md §9). */
export const lockout = { failures: 5, minutes: 30, locksPerDay: 3 } as const;
