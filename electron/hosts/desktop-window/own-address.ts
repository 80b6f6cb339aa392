/** The screen's own protocol: a standard, secure scheme, so that the page has an origin and the policy's 'self' means it. */
export const ownScheme = "app";
const ownOrigin = "app://workstation";
export const startAddress = `${ownOrigin}/`;

/** Whether an address is a page of ours. Compared by parts: a prefix test would accept app://workstation.evil. */
export function isOwnAddress(address: string): boolean {
  let url: URL;
  try {
    url = new URL(address);
  } catch {
    return false;
  }
  return url.protocol === "app:" && url.host === "workstation" && url.username === "" && url.password === "";
}
