/** 统一社会信用代码 (GB 32100-2015): 31 characters, weights 3^(i-1) mod 31, check = 31 − Σ mod 31. Input folded, upper case. */

const alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const values = new Int8Array(128).fill(-1);
for (let value = 0; value < alphabet.length; value += 1) values[alphabet.charCodeAt(value)] = value;
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28] as const;

/** The check character of the first 17 characters, or undefined when one of them is not in the alphabet. */
export function creditCodeCheck(seventeen: string): string | undefined {
  let sum = 0;
  for (let index = 0; index < weights.length; index += 1) {
    const value = values[seventeen.charCodeAt(index)] ?? -1;
    if (value < 0) return undefined;
    sum += value * (weights[index] as number);
  }
  return alphabet.charAt((31 - (sum % 31)) % 31);
}

/** Whether 18 characters are a code that passes its own check. */
export function isCreditCode(code: string): boolean {
  return code.length === 18 && creditCodeCheck(code) === code.charAt(17);
}

/** The outline of a code: a registering department, a kind, and a region that exists. Says nothing about the check. */
export function looksLikeCreditCode(code: string): boolean {
  return /^[1-9ANY][1-9A-Z]\d{6}[0-9A-Z]{10}$/u.test(code);
}
