import { randomBytes } from "node:crypto";

/** Where the renderer's index.html has the nonce that the library of controls signs its style elements with. */
const noncePlaceholder = "__CSP_NONCE__";

/**
 * The policy of every page of ours: nothing from elsewhere, no inline script, styles only with this page's nonce, and script sinks
 * only through the one Trusted Types policy the screen defines.
 */
export function contentSecurityPolicy(nonce: string): string {
  return [
    "default-src 'none'",
    "script-src 'self'",
    `style-src 'self' 'nonce-${nonce}'`,
    "img-src 'self' data: blob:",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types default",
  ].join("; ");
}

/** Features of the browser that no screen of ours uses. */
const permissionsPolicy = [
  "accelerometer",
  "autoplay",
  "camera",
  "display-capture",
  "geolocation",
  "gyroscope",
  "hid",
  "microphone",
  "midi",
  "payment",
  "serial",
  "usb",
]
  .map((feature) => `${feature}=()`)
  .join(", ");

/** The headers of every answer, page or not, on both hosts. */
export const commonHeaders: Readonly<Record<string, string>> = {
  "x-content-type-options": "nosniff",
  "referrer-policy": "no-referrer",
  "x-frame-options": "DENY",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": permissionsPolicy,
  "x-dns-prefetch-control": "off",
};

export interface SecuredPage {
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A page with a fresh nonce in its meta tag and in its policy; never cached, so that no nonce serves twice. */
export function securePage(template: string): SecuredPage {
  const nonce = randomBytes(18).toString("base64url");
  return {
    html: template.replaceAll(noncePlaceholder, nonce),
    headers: {
      ...commonHeaders,
      "content-type": "text/html; charset=utf-8",
      "content-security-policy": contentSecurityPolicy(nonce),
      "cache-control": "no-store",
    },
  };
}
