import { describe, expect, it } from "vitest";

import { contentSecurityPolicy, securePage } from "./page-security.ts";

describe("the policy of a page", () => {
  it("allows nothing from elsewhere and no inline script", () => {
    const policy = contentSecurityPolicy("N");
    expect(policy).not.toMatch(/unsafe|\*|https?:|wasm/);
    const directives = new Map(policy.split("; ").map((one) => [one.split(" ")[0], one]));
    expect(directives.get("script-src")).toBe("script-src 'self'");
    expect(directives.get("default-src")).toBe("default-src 'none'");
    expect(directives.get("require-trusted-types-for")).toBe("require-trusted-types-for 'script'");
  });

  it("gives each page its own nonce, in the tag and in the policy", () => {
    const [a, b] = [
      securePage('<meta content="__CSP_NONCE__">'),
      securePage('<meta content="__CSP_NONCE__">'),
    ];
    const nonce = /content="([\w-]{24})"/.exec(a.html)?.[1];
    expect(nonce).toBeDefined();
    expect(a.headers["content-security-policy"]).toContain(`'nonce-${nonce}'`);
    expect(a.html).not.toBe(b.html);
    expect(a.headers["cache-control"]).toBe("no-store");
  });
});
