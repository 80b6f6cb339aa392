/**
 * Chromium without Electron cannot register app://; the stand-in serves it under a name below localhost, which is a secure context and
 * which nothing listens on.
 */
const suffix = ".standin.localhost";

export function toBrowser(address: string): string {
  const match = /^([a-z][a-z0-9+.-]*):\/\/([^/?#]+)(.*)$/.exec(address);
  if (!match || match[1] === "http" || match[1] === "https") return address;
  return `http://${match[2]}.${match[1]}${suffix}${match[3]}`;
}

export function fromBrowser(address: string): string {
  return address.replace(
    /^(blob:)?http:\/\/([^/?#]+)\.([a-z0-9+-]+)\.standin\.localhost(?=[/?#]|$)/,
    "$1$3://$2",
  );
}

export function isStandIn(address: string): boolean {
  return fromBrowser(address) !== address;
}
